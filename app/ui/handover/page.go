// Package handover is the page that lets another supervisor follow participants,
// and the history of who followed one.
package handover

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/roster"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Page hands one participant over, or a whole caseload.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func(handed, stayed int, to string)
	OnBack  func()

	cases            []store.Case // who may be handed over
	opened           input
	team, supervisor *widget.Combo
	since            *widget.DateEntry
	reason           *widget.Entry
	form             widget.Form
	who              *roster.Roster
	save             *widget.Button
	usual            map[string]string // team of a supervisor, by name in lower case
	content          fyne.CanvasObject
	first            fyne.Focusable
}

type input struct {
	Team, Supervisor, Since, Reason string
	Listed                          []skapa.ID // who may be handed over
	Who                             roster.State
	Focus                           string // the field that has it
}

// Kept gives whom the page that gave kept was about.
func Kept(kept []byte) ([]skapa.ID, error) {
	var in input
	err := json.Unmarshal(kept, &in)
	return in.Listed, err
}

// New makes the page for participants, each of whom can be left out.
func New(d screen.Deps, ids []skapa.ID) (*Page, error) {
	p := &Page{Deps: d}
	ctx := context.Background()
	all, err := d.Store.Caseload(ctx)
	if err != nil {
		return nil, err
	}
	teams, err := d.Store.Teams(ctx)
	if err != nil {
		return nil, err
	}
	supervisors, err := d.Store.Supervisors(ctx)
	if err != nil {
		return nil, err
	}
	wanted := make(map[skapa.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	p.usual = usualTeams(all)
	p.cases = slices.DeleteFunc(all, func(c store.Case) bool { return !wanted[c.ID] })
	var teamNames, supervisorNames []string
	for _, t := range teams {
		teamNames = append(teamNames, t.Name)
	}
	for _, s := range supervisors {
		supervisorNames = append(supervisorNames, s.Name)
	}
	p.build(teamNames, supervisorNames)
	p.opened = p.input()
	p.ExtendBaseWidget(p)
	return p, nil
}

// Title names the page.
func (p *Page) Title() string {
	if len(p.cases) == 1 {
		return p.Words.T("handover.title.one", words.Args{"Code": p.cases[0].Code})
	}
	return p.Words.T("handover.title")
}

// First is the supervisor, or where the focus was when the page was kept.
func (p *Page) First() fyne.Focusable { return p.first }

// Close ends the page.
func (p *Page) Close() {}

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

func (p *Page) build(teams, supervisors []string) {
	w := p.Words
	p.supervisor, p.team = widget.NewCombo(supervisors), widget.NewCombo(teams)
	p.team.Text = p.commonTeam()
	proposed := p.team.Text
	p.supervisor.OnChanged = func(name string) {
		if team := p.usual[strings.ToLower(skapa.Tidy(name))]; team != "" && p.team.Text == proposed { // else the user wrote one
			proposed = team
			p.team.SetText(team)
		}
	}
	p.since = p.DateEntry(p.Store.Today())
	p.reason = widget.NewEntry()
	p.supervisor.OnEnter, p.team.OnEnter, p.since.OnEnter, p.reason.OnEnter = p.OnSave, p.OnSave, p.OnSave, p.OnSave
	p.who = roster.New(w, p.cases, store.Author{}, roster.State{Scope: roster.All, Chosen: p.proposed()})
	p.who.ScopeOffered(false)
	p.who.OnEnter(p.OnSave)
	p.who.OnChanged = p.showCount
	p.save = widget.NewPrimary("", theme.ConfirmIcon(), p.OnSave)
	p.content = p.layout()
	p.showCount()
	p.first = p.supervisor
}

// usualTeams gives the team that most of a supervisor's participants are in, by
// the supervisor's name in lower case.
func usualTeams(all []store.Case) map[string]string {
	many, usual := map[[2]string]int{}, map[string]string{}
	for _, c := range all {
		name := strings.ToLower(c.Supervisor)
		if name == "" || c.Team == "" || !c.Finish.IsZero() {
			continue
		}
		many[[2]string{name, c.Team}]++
		if many[[2]string{name, c.Team}] > many[[2]string{name, usual[name]}] {
			usual[name] = c.Team
		}
	}
	return usual
}

// proposed gives who is checked at first: all who share one supervisor, and of a
// list of several supervisors nobody.
func (p *Page) proposed() (who []skapa.ID) {
	for _, c := range p.cases {
		if c.SupervisorID != p.cases[0].SupervisorID {
			return nil
		}
		who = append(who, c.ID)
	}
	return who
}

// commonTeam gives the team that all have, "" where they have several.
func (p *Page) commonTeam() string {
	for _, c := range p.cases {
		if c.Team != p.cases[0].Team {
			return ""
		}
	}
	if len(p.cases) == 0 {
		return ""
	}
	return p.cases[0].Team
}

func (p *Page) layout() fyne.CanvasObject {
	w := p.Words
	field := func(name string, input fyne.CanvasObject, hint string) *widget.Field {
		if hint != "" {
			hint = w.T(hint)
		}
		f := widget.NewField(name, w.T("handover.field."+name), input, hint)
		p.form.Fields = append(p.form.Fields, f)
		return f
	}
	p.form.Words = w
	body := container.NewVBox()
	if len(p.cases) == 1 {
		body.Add(fynewidget.NewLabel(p.now(p.cases[0])))
	}
	body.Add(field("supervisor", p.supervisor, "handover.hint.supervisor"))
	body.Add(field("team", p.team, ""))
	body.Add(field("since", p.since, ""))
	body.Add(field("reason", p.reason, "handover.hint.reason"))
	scroll := container.NewVScroll(container.NewPadded(body))
	p.form.Follow(scroll)
	footer := container.NewHBox(layout.NewSpacer(), widget.NewButton(w.T("cancel"), nil, func() { p.OnBack() }), p.save)
	if len(p.cases) == 1 {
		return widget.Narrow(widget.FormPage(p.Title(), scroll, footer))
	}
	return widget.FormPage(p.Title(), widget.Beside(scroll, p.who), footer)
}

// now says who follows somebody now.
func (p *Page) now(c store.Case) string {
	if c.Supervisor == "" {
		return p.Words.T("handover.nobody")
	}
	return p.Words.T("handover.now", words.Args{"Supervisor": c.Supervisor})
}

func (p *Page) showCount() {
	if len(p.cases) == 1 {
		p.save.SetText(p.Words.T("handover.save"))
		return
	}
	p.save.SetText(p.who.Counted("handover.save"))
}

func (p *Page) input() input {
	in := input{Team: p.team.Text, Supervisor: p.supervisor.Text, Since: p.since.Text, Reason: p.reason.Text, Who: p.who.State()}
	for _, c := range p.cases {
		in.Listed = append(in.Listed, c.ID)
	}
	return in
}

// Keep gives what stands on the page, for Refill.
func (p *Page) Keep() ([]byte, error) {
	kept := p.input()
	kept.Focus = p.form.Focused(p.Window.Canvas())
	return json.Marshal(kept)
}

// Refill fills the page with what another one of the same participants gave to
// Keep.
func (p *Page) Refill(kept []byte) error {
	var in input
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	p.team.SetText(in.Team)
	p.supervisor.SetText(in.Supervisor)
	p.since.SetText(in.Since)
	p.reason.SetText(in.Reason)
	p.who.Refill(in.Who)
	p.showCount()
	if input := p.form.Input(in.Focus); input != nil {
		p.first = input
	}
	return nil
}

// OnSave hands over who is checked, as the button does; it is the menu's and
// Enter's too.
func (p *Page) OnSave() {
	if p.save.Disabled() {
		return
	}
	var findings skapa.Findings
	since, who := p.since.Read("since", &findings), p.who.Chosen()
	if !p.accepts(findings) {
		return
	}
	if len(who) == 0 {
		p.who.Missing()
		p.Window.Canvas().Focus(p.who.Search())
		return
	}
	p.save.Disable()
	team, supervisor, reason := skapa.Tidy(p.team.Text), skapa.Tidy(p.supervisor.Text), p.reason.Text
	handed := 0
	p.Save(func(ctx context.Context) error {
		return p.Store.Batch(ctx, func(ctx context.Context) (err error) {
			to := skapa.Assignment{Since: since}
			if to.Team, err = p.teamNamed(ctx, team); err != nil {
				return err
			}
			if to.Supervisor, err = p.supervisorNamed(ctx, supervisor); err != nil {
				return err
			}
			handed, err = p.Store.HandOver(ctx, who, to, reason)
			return err
		})
	}, func(err error) {
		p.save.Enable()
		p.refused(err)
	}, func() {
		p.opened = p.input()
		p.OnSaved(handed, len(who)-handed, supervisor)
	})
}

func (p *Page) teamNamed(ctx context.Context, name string) (skapa.ID, error) {
	if name == "" {
		return skapa.ID{}, nil
	}
	t, err := p.Store.TeamNamed(ctx, name)
	return t.ID, err
}

func (p *Page) supervisorNamed(ctx context.Context, name string) (skapa.ID, error) {
	if name == "" {
		return skapa.ID{}, nil
	}
	s, err := p.Store.SupervisorNamed(ctx, name)
	return s.ID, err
}

// accepts shows findings at their fields, and goes to the first that refuses.
func (p *Page) accepts(findings skapa.Findings) bool {
	refused, _ := p.form.Show(findings)
	if refused == nil {
		return true
	}
	p.Window.Canvas().Focus(refused.Input.(fyne.Focusable))
	return false
}

// refused shows what the store found at the field that it is about.
func (p *Page) refused(err error) {
	if invalid, is := errors.AsType[*skapa.Invalid](err); !is || p.accepts(invalid.Findings) {
		p.Report(err)
	}
}

// Dirty tells whether leaving would lose input; the search is none.
func (p *Page) Dirty() bool {
	now := p.input()
	return now.Team != p.opened.Team || now.Supervisor != p.opened.Supervisor || now.Since != p.opened.Since ||
		now.Reason != p.opened.Reason || !slices.Equal(now.Who.Chosen, p.opened.Who.Chosen)
}

// Leave asks before input is lost.
func (p *Page) Leave(then func()) { screen.LeaveForm(p.Deps, p.Dirty(), then) }

var _ screen.Screen = (*Page)(nil)
