package sharing

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/roster"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Order is what is to be written, once there is a place for it.
type Order struct {
	Kind         Kind
	Selection    store.Selection
	Participants int    // how many it is about
	Hub          string // the key that it is sealed to; "" for a passphrase, or none
	Team         string // of those whom it is about, where they are chosen and in one
}

// Page is the page that writes one kind: about whom, with their names or
// without, and who can open it.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnBack     func()
	OnExport   func(Order)
	OnSettings func() // where a hub's key is entered

	kind        Kind
	cases       []store.Case
	teams       []skapa.Team
	supervisors []skapa.Supervisor
	ratings     map[skapa.ID]int // of each participant; nil until they are counted
	hub         store.Hub
	opened      input

	whom       *widget.Segments
	team       *widget.Choice
	supervisor *widget.Choice
	who        *roster.Roster
	named      *widget.Segments
	form       widget.Form
	whomField  *widget.Field
	teamField  *widget.Field
	supField   *widget.Field
	namedField *widget.Field
	protects   *fynewidget.Label
	holds      *fynewidget.Label
	save       *widget.Button
	scroll     *container.Scroll
	footer     *fyne.Container
	content    *fyne.Container
	first      fyne.Focusable
	stop       func()
}

// The choices of whom it is about, in their order.
const (
	everybody = iota
	ofTeam
	ofSupervisor
	ticked
)

// New makes the page of a kind. these are ticked at first, if there are any;
// else it proposes the caseload of who works here, where that makes sense.
func New(d screen.Deps, kind Kind, author store.Author, these []skapa.ID) (*Page, error) {
	p := &Page{Deps: d, kind: kind}
	ctx := context.Background()
	var err error
	if p.hub, err = d.Store.Hub(ctx); err != nil {
		return nil, err
	}
	if p.cases, err = d.Store.Caseload(ctx); err != nil {
		return nil, err
	}
	if p.teams, err = d.Store.Teams(ctx); err != nil {
		return nil, err
	}
	if p.supervisors, err = d.Store.Supervisors(ctx); err != nil {
		return nil, err
	}
	p.build(p.proposed(author, these))
	p.opened = p.input()
	p.show()
	p.count()
	p.stop = d.Store.Listen(func(c store.Changed) {
		if c.Kind != "draft" && c.Kind != "file" && c.Kind != "restored" {
			fyne.Do(p.count)
		}
	})
	p.ExtendBaseWidget(p)
	return p, nil
}

// proposed gives what stands on the page at first.
func (p *Page) proposed(author store.Author, these []skapa.ID) input {
	in := input{Kind: p.kind, Named: p.kind == Colleague}
	for _, t := range p.teams { // the first, where none is theirs
		if in.Team.IsZero() || strings.EqualFold(t.Name, author.Team) {
			in.Team = t.ID
		}
	}
	follows := false
	for _, s := range p.supervisors {
		own := strings.EqualFold(s.Name, author.Supervisor)
		if in.Supervisor.IsZero() || own {
			in.Supervisor = s.ID
		}
		follows = follows || own && slices.ContainsFunc(p.cases, func(c store.Case) bool { return c.SupervisorID == s.ID })
	}
	switch {
	case len(these) > 0:
		in.Whom, in.Who.Chosen = ticked, these
	case p.kind != Tables && follows && !p.hub.Mine:
		in.Whom = ofSupervisor
	}
	in.Who.Scope = roster.All
	return in
}

// count counts the ratings aside, which takes a moment at a hub.
func (p *Page) count() {
	var ratings map[skapa.ID]int
	p.Run(func(ctx context.Context) (err error) {
		ratings, err = p.Store.CountRatings(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.Report(err)
			return
		}
		p.ratings = ratings
		p.showHolds()
	})
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("sharing.kind." + string(p.kind)) }

// Kind is what the page writes.
func (p *Page) Kind() Kind { return p.kind }

// First is what goes on, for all else is proposed; or where the focus was when
// the page was kept.
func (p *Page) First() fyne.Focusable { return p.first }

// Close stops listening.
func (p *Page) Close() { p.stop() }

// Scroll is what the keys of a page scroll.
func (p *Page) Scroll() *container.Scroll { return p.scroll }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

func (p *Page) build(in input) {
	w := p.Words
	segments := func(chosen int, texts ...string) *widget.Segments {
		s := widget.NewSegments(texts, chosen)
		s.OnEnter = p.OnSave
		s.OnChosen = func(int) { p.show() }
		return s
	}
	p.whom = segments(in.Whom, w.T("sharing.whom.all"), w.T("sharing.whom.team"), w.T("sharing.whom.supervisor"), w.T("sharing.whom.ticked"))
	named := 0
	if in.Named {
		named = 1
	}
	p.named = segments(named, w.T("sharing.pseudonymous"), w.T("sharing.named"))
	var teams, supervisors []string
	for _, t := range p.teams {
		teams = append(teams, t.Name)
	}
	for _, s := range p.supervisors {
		supervisors = append(supervisors, s.Name)
	}
	p.team, p.supervisor = widget.NewChoice(teams, nil), widget.NewChoice(supervisors, nil)
	p.chooseNamed(in.Team, in.Supervisor)
	p.who = roster.New(w, p.cases, store.Author{}, in.Who)
	p.who.ScopeOffered(false)
	p.who.OnEnter(p.OnSave)
	p.who.OnChanged = p.show
	p.team.OnChanged, p.supervisor.OnChanged = func(string) { p.show() }, func(string) { p.show() }
	p.save = widget.NewPrimary(w.T("sharing.do"), theme.DocumentSaveIcon(), p.OnSave)
	p.first = p.save
	p.layout()
}

func (p *Page) layout() {
	w := p.Words
	field := func(name, label string, input fyne.CanvasObject) *widget.Field {
		f := widget.NewField(name, label, input, "")
		p.form.Fields = append(p.form.Fields, f)
		return f
	}
	p.form.Words = w
	p.whomField = field("whom", w.T("sharing.whom"), p.whom)
	p.teamField = field("team", w.T("sharing.whom.team"), p.team)
	p.supField = field("supervisor", w.T("sharing.whom.supervisor"), p.supervisor)
	p.namedField = field("named", w.T("sharing.form"), p.named)
	p.holds = fynewidget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	p.holds.Wrapping = fyne.TextWrapWord
	body := container.NewVBox()
	if p.kind != Beginning {
		for _, f := range p.form.Fields {
			body.Add(f)
		}
	} else {
		said := fynewidget.NewLabel(w.T("sharing.beginning.hint"))
		said.Wrapping = fyne.TextWrapWord
		body.Add(said)
	}
	body.Add(p.protectionBox())
	p.scroll = container.NewVScroll(container.NewPadded(body))
	p.form.Follow(p.scroll)
	cancel := widget.NewButton(w.T("back"), nil, func() { p.OnBack() })
	p.footer = container.NewBorder(nil, nil, nil, container.NewCenter(container.NewHBox(cancel, p.save)), p.holds)
	p.content = container.NewStack()
}

// protectionBox says who can open the file.
func (p *Page) protectionBox() fyne.CanvasObject {
	w := p.Words
	p.protects = fynewidget.NewLabel(w.T("sharing.protection." + p.protection()))
	p.protects.Wrapping = fyne.TextWrapWord
	box := container.NewVBox(widget.NewSubheading(w.T("sharing.protection")), p.protects)
	if p.kind == Hub && p.recipient() == "" {
		settings := widget.NewButton(w.T("settings.title"), theme.SettingsIcon(), func() { p.OnSettings() })
		widget.Follow(func() *container.Scroll { return p.scroll }, settings, box)
		box.Add(container.NewHBox(settings))
	}
	return box
}

// recipient gives the key that the file is sealed to; "" for none.
func (p *Page) recipient() string {
	if p.kind == Hub {
		return p.hub.Recipient
	}
	return ""
}

// protection names how the file is kept from other eyes.
func (p *Page) protection() string {
	switch {
	case p.kind == Tables:
		return "none"
	case p.recipient() != "":
		return "hub"
	case p.kind == Hub:
		return "noHub"
	}
	return "passphrase"
}

// selection gives what is to be written of whom.
func (p *Page) selection() store.Selection {
	if p.kind == Beginning {
		return store.Selection{Nobody: true}
	}
	s := store.Selection{Pseudonymous: p.named.Chosen() == 0}
	switch p.whom.Chosen() {
	case ofTeam:
		if id := p.chosenTeam(); !id.IsZero() {
			s.Teams = []skapa.ID{id}
		}
	case ofSupervisor:
		if id := p.chosenSupervisor(); !id.IsZero() {
			s.Supervisors = []skapa.ID{id}
		}
	case ticked:
		s.Participants = p.who.Chosen()
	}
	return s
}

// chosen gives about whom the file will be.
func (p *Page) chosen() []store.Case {
	s := p.selection()
	if s.Nobody || p.whom.Chosen() != everybody && len(s.Teams)+len(s.Supervisors)+len(s.Participants) == 0 {
		return nil // an empty selection is everybody
	}
	cases, err := p.Store.Chosen(context.Background(), s)
	p.Report(err)
	return cases
}

// OnSave goes on to the place, as the button does; it is Enter's too.
func (p *Page) OnSave() {
	cases := p.chosen()
	if p.kind != Beginning && len(cases) == 0 {
		if p.whom.Chosen() == ticked {
			p.who.Missing()
			p.Window.Canvas().Focus(p.who.Search())
			return
		}
		p.form.Show(skapa.Findings{{Field: "whom", Key: "error.sharing.nobody"}})
		p.Window.Canvas().Focus(p.whom)
		return
	}
	o := Order{Kind: p.kind, Selection: p.selection(), Participants: len(cases), Hub: p.recipient()}
	if p.whom.Chosen() != everybody {
		o.Team = commonTeam(cases)
	}
	p.OnExport(o)
}

// Exposed tells whether the file has names, and is open to whoever gets it.
func (o Order) Exposed() bool { return o.Kind == Tables && !o.Selection.Pseudonymous }

// commonTeam gives the team that all are in, "" where they are in several.
func commonTeam(cases []store.Case) string {
	for _, c := range cases {
		if c.TeamID != cases[0].TeamID {
			return ""
		}
	}
	if len(cases) == 0 {
		return ""
	}
	return cases[0].Team
}

var _ screen.Screen = (*Page)(nil)
