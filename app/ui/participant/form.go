package participant

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Form is the page that adds a participant or changes who one is.
type Form struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func(skapa.Participant)
	OnBack  func()

	before skapa.Participant // as it stands; no ID for a new one
	opened Input             // what the form showed when it opened
	names  names

	code, name, birthYear         *widget.Entry
	personnummer                  *widget.Entry // personal, as the name is
	sex                           *widget.Choice
	municipality, referrer, group *widget.Combo
	team, supervisor              *widget.Combo
	start, since                  *widget.DateEntry
	why                           *widget.Entry // why an existing one is changed; optional
	sinceField                    *widget.Field
	form                          widget.Form
	save                          *widget.Button
	content                       fyne.CanvasObject
	first                         fyne.Focusable
}

// names are the names of a participant's team and supervisor.
type names struct{ team, supervisor string }

// Input is what stands in the form, as text.
type Input struct {
	Code, Name, Personnummer, BirthYear, Municipality, Referrer, TargetGroup, Team, Supervisor, Start, Since, Why string
	Sex                                                                                                           int
	Focus                                                                                                         string // the field that has it
}

// NewForm makes the page. A participant without an ID is new; by says who
// adds it, and is proposed as team and supervisor.
func NewForm(d screen.Deps, p skapa.Participant, team, supervisor string) (*Form, error) {
	f := &Form{Deps: d, before: p, names: names{team, supervisor}}
	if err := f.build(); err != nil {
		return nil, err
	}
	f.opened = f.input()
	f.ExtendBaseWidget(f)
	return f, nil
}

func (f *Form) isNew() bool { return f.before.ID.IsZero() }

// Title names the page.
func (f *Form) Title() string {
	if f.isNew() {
		return f.Words.T("participant.title.new")
	}
	return f.Words.T("participant.title.edit", words.Args{"Code": f.before.Code})
}

// First is the code, or where the focus was when the form was kept.
func (f *Form) First() fyne.Focusable { return f.first }

// Close ends the page.
func (f *Form) Close() {}

// CreateRenderer lays out the page.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(f.content) }

func (f *Form) build() error {
	known, err := f.Store.Known(context.Background())
	if err != nil {
		return err
	}
	teams, err := f.Store.Teams(context.Background())
	if err != nil {
		return err
	}
	supervisors, err := f.Store.Supervisors(context.Background())
	if err != nil {
		return err
	}
	p := f.before
	f.code, f.name, f.birthYear = f.entry(p.Code), f.entry(p.Name), f.entry("")
	f.personnummer = f.entry(skapa.WritePersonnummer(p.Personnummer))
	if p.BirthYear != 0 {
		f.birthYear.Text = strconv.Itoa(p.BirthYear)
	}
	var sexes []string
	for _, s := range skapa.Sexes {
		sexes = append(sexes, f.Words.T("sex."+string(s)))
	}
	f.sex = widget.NewChoice(sexes, nil)
	for i, s := range skapa.Sexes {
		if s == p.Sex {
			f.sex.SetSelectedIndex(i)
		}
	}
	f.municipality = f.combo(known.Municipalities, p.Municipality)
	f.referrer = f.combo(known.Referrers, p.Referrer)
	f.group = f.combo(known.TargetGroups, p.TargetGroup)
	var teamNames, supervisorNames []string
	for _, t := range teams {
		teamNames = append(teamNames, t.Name)
	}
	for _, s := range supervisors {
		supervisorNames = append(supervisorNames, s.Name)
	}
	f.team, f.supervisor = f.combo(teamNames, f.names.team), f.combo(supervisorNames, f.names.supervisor)
	f.team.OnChanged = func(string) { f.showSince() }
	f.supervisor.OnChanged = func(string) { f.showSince() }
	f.start, f.since = f.dateEntry(p.Start), f.dateEntry(0)
	f.why = f.entry("")
	f.content = f.layout()
	f.first = f.code
	f.showSince()
	return nil
}

func (f *Form) entry(text string) *widget.Entry {
	e := widget.NewEntry()
	e.Text = text
	e.OnEnter = f.OnSave
	return e
}

func (f *Form) dateEntry(d skapa.Date) *widget.DateEntry {
	e := f.DateEntry(d)
	e.OnEnter = f.OnSave
	return e
}

func (f *Form) combo(options []string, text string) *widget.Combo {
	c := widget.NewCombo(options)
	c.Text = text
	c.OnEnter = f.OnSave
	return c
}

// field makes a field of the form; its hint is optional.
func (f *Form) field(name string, input fyne.CanvasObject, hint string) *widget.Field {
	if hint != "" {
		hint = f.Words.T(hint)
	}
	field := widget.NewField(name, f.Words.T("participant.field."+name), input, hint)
	f.form.Fields = append(f.form.Fields, field)
	return field
}

func (f *Form) layout() fyne.CanvasObject {
	w := f.Words
	f.form.Words = w
	who := container.NewVBox(
		f.field("code", f.code, "participant.hint.code"),
		f.field("name", f.name, "participant.hint.name"),
		f.field("personnummer", f.personnummer, "participant.hint.personnummer"),
		widget.Pair(f.field("birthYear", f.birthYear, ""), f.field("sex", f.sex, "")),
		f.field("municipality", f.municipality, ""),
		f.field("referrer", f.referrer, ""),
		f.field("targetGroup", f.group, ""),
	)
	followed := container.NewVBox(
		f.field("start", f.start, ""),
		f.field("team", f.team, ""),
		f.field("supervisor", f.supervisor, ""),
	)
	f.sinceField = f.field("since", f.since, "participant.hint.since")
	followed.Add(f.sinceField)
	if !f.isNew() {
		followed.Add(f.field("why", f.why, "participant.hint.why"))
	}
	f.save = widget.NewPrimary(w.T("save"), theme.DocumentSaveIcon(), f.OnSave)
	cancel := widget.NewButton(w.T("cancel"), nil, func() { f.OnBack() })
	body := container.NewPadded(widget.Pair(who, followed))
	scroll := container.NewVScroll(body)
	f.form.Follow(scroll)
	footer := container.NewHBox(layout.NewSpacer(), cancel, f.save)
	return widget.Narrow(widget.FormPage(f.Title(), scroll, footer))
}

// showSince asks since when another team or supervisor follows a participant
// who was followed before.
func (f *Form) showSince() {
	if f.sinceField == nil {
		return
	}
	changed := f.team.Text != f.names.team || f.supervisor.Text != f.names.supervisor
	f.sinceField.Hidden = f.isNew() || !changed
	if !f.sinceField.Hidden && f.since.Text == "" {
		f.since.SetDate(f.Store.Today())
	}
	f.content.Refresh()
}

func (f *Form) input() Input {
	return Input{
		Code: f.code.Text, Name: f.name.Text, Personnummer: f.personnummer.Text, BirthYear: f.birthYear.Text, Sex: f.sex.SelectedIndex(),
		Municipality: f.municipality.Text, Referrer: f.referrer.Text, TargetGroup: f.group.Text,
		Team: f.team.Text, Supervisor: f.supervisor.Text,
		Start: f.start.Text, Since: f.since.Text, Why: f.why.Text,
	}
}

// Keep gives what stands in the form, for Refill.
func (f *Form) Keep() ([]byte, error) {
	kept := f.input()
	kept.Focus = f.form.Focused(f.Window.Canvas())
	return json.Marshal(kept)
}

// Refill fills the form with what another one of the same participant gave to
// Keep.
func (f *Form) Refill(kept []byte) error {
	var in Input
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	for entry, text := range map[interface{ SetText(string) }]string{
		f.code: in.Code, f.name: in.Name, f.personnummer: in.Personnummer, f.birthYear: in.BirthYear, f.municipality: in.Municipality, f.referrer: in.Referrer,
		f.group: in.TargetGroup, f.team: in.Team, f.supervisor: in.Supervisor, f.start: in.Start, f.why: in.Why,
	} {
		entry.SetText(text)
	}
	f.since.SetText(in.Since) // last, since another supervisor proposes today
	f.sex.SetSelectedIndex(in.Sex)
	if input := f.form.Input(in.Focus); input != nil {
		f.first = input
	}
	return nil
}

// filled gives the participant as the form says, and what can't be read.
func (f *Form) filled() (skapa.Participant, skapa.Findings) {
	var findings skapa.Findings
	p := f.before
	p.Code, p.Name, p.Personnummer = f.code.Text, f.name.Text, f.personnummer.Text
	if number, err := skapa.ParsePersonnummer(p.Personnummer, f.Store.Today()); err == nil { // else Validate tells
		p.Personnummer = number
	}
	p.Sex = skapa.Sexes[max(0, f.sex.SelectedIndex())]
	p.Municipality, p.Referrer, p.TargetGroup = f.municipality.Text, f.referrer.Text, f.group.Text
	p.BirthYear = 0
	if text := skapa.Tidy(f.birthYear.Text); text != "" {
		year, err := strconv.Atoi(text)
		if err != nil {
			findings = append(findings, skapa.Finding{Field: "birthYear", Key: "error.birthYear",
				Args: skapa.Args{"First": skapa.FirstDate.Year(), "Last": f.Store.Today().Year()}})
		}
		p.BirthYear = year
	}
	p.Start = f.start.Read("start", &findings)
	switch {
	case !f.sinceField.Hidden:
		p.Since = f.since.Read("since", &findings)
	case f.before.Since == f.before.Start:
		p.Since = p.Start // followed from the start, whenever that was
	}
	if len(findings) > 0 {
		return p, findings
	}
	return p.Tidy(), p.Validate(f.Store.Today())
}

// OnSave saves, as the button does; it is the menu's and Enter's too. A warning
// is shown and asks once.
func (f *Form) OnSave() {
	if f.save.Disabled() {
		return
	}
	p, findings := f.filled()
	if !f.accepts(findings) {
		return
	}
	if len(findings) == 0 {
		f.write(p)
		return
	}
	w := f.Words
	var warnings []string
	for _, finding := range findings {
		warnings = append(warnings, w.Finding(finding))
	}
	widget.Ask(f.Window, w.T("participant.warning.title"), strings.Join(warnings, "\n\n"),
		widget.Answer{Text: w.T("participant.warning.save"), Primary: true, Do: func() { f.write(p) }},
		widget.Answer{Text: w.T("participant.warning.change")})
}

// write saves the participant, and a team or supervisor that is new with it,
// as one act.
func (f *Form) write(p skapa.Participant) {
	f.save.Disable()
	team, supervisor := skapa.Tidy(f.team.Text), skapa.Tidy(f.supervisor.Text)
	f.Save(func(ctx context.Context) error {
		return f.Store.Batch(store.Because(ctx, f.why.Text), func(ctx context.Context) error {
			var err error
			if p.Team, err = f.teamNamed(ctx, team); err != nil {
				return err
			}
			if p.Supervisor, err = f.supervisorNamed(ctx, supervisor); err != nil {
				return err
			}
			p, err = f.Store.SaveParticipant(ctx, p)
			return err
		})
	}, func(err error) {
		f.save.Enable()
		f.refused(err)
	}, func() {
		f.opened = f.input()
		f.OnSaved(p)
	})
}

// teamNamed gives the team of a name, zero for none.
func (f *Form) teamNamed(ctx context.Context, name string) (skapa.ID, error) {
	if name == "" {
		return skapa.ID{}, nil
	}
	t, err := f.Store.TeamNamed(ctx, name)
	return t.ID, err
}

// supervisorNamed gives the supervisor of a name, zero for none.
func (f *Form) supervisorNamed(ctx context.Context, name string) (skapa.ID, error) {
	if name == "" {
		return skapa.ID{}, nil
	}
	s, err := f.Store.SupervisorNamed(ctx, name)
	return s.ID, err
}

// fieldOf says which field an error of the store is about.
var fieldOf = map[string]string{
	"error.code.used":             "code",
	"error.personnummer.used":     "personnummer",
	"error.start.afterAssessment": "start",
	"error.since.order":           "since",
	"error.team.gone":             "team",
	"error.supervisor.gone":       "supervisor",
}

// refused shows what the store found at the field that it is about.
func (f *Form) refused(err error) {
	problem, is := errors.AsType[*skapa.Problem](err)
	if !is || fieldOf[problem.Key] == "" {
		f.Report(err)
		return
	}
	f.accepts(skapa.Findings{{Field: fieldOf[problem.Key], Key: problem.Key, Args: problem.Args}})
}

// accepts shows findings at their fields, and goes to the first that refuses.
func (f *Form) accepts(findings skapa.Findings) bool {
	refused, _ := f.form.Show(findings)
	if refused == nil {
		return true
	}
	if refused == f.sinceField && refused.Hidden {
		f.since.SetDate(f.before.Since)
		refused.Show()
	}
	if input, ok := refused.Input.(fyne.Focusable); ok {
		f.Window.Canvas().Focus(input)
	}
	return false
}

// Dirty tells whether leaving would lose input.
func (f *Form) Dirty() bool { return f.input() != f.opened }

// Leave asks before input is lost.
func (f *Form) Leave(then func()) { screen.LeaveForm(f.Deps, f.Dirty(), then) }

var _ screen.Screen = (*Form)(nil)
