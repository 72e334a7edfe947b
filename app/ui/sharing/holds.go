package sharing

import (
	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// show shows the fields that belong to what is chosen, and what the file will
// hold.
func (p *Page) show() {
	p.form.Show(nil)
	whom := p.whom.Chosen()
	p.teamField.Hidden, p.supField.Hidden = whom != ofTeam, whom != ofSupervisor
	p.showForm()
	var shown fyne.CanvasObject
	if whom == ticked && p.kind != Beginning {
		shown = widget.FormPage(p.Title(), widget.Beside(p.scroll, p.who), p.footer)
	} else {
		shown = widget.Narrow(widget.FormPage(p.Title(), p.scroll, p.footer))
	}
	p.content.Objects = []fyne.CanvasObject{shown}
	p.content.Refresh()
	p.showHolds()
}

// showForm says what is handed out of each and what is not, as a warning where
// anybody can read the names.
func (p *Page) showForm() {
	hint := "sharing.named.hint"
	if p.named.Chosen() == 0 {
		hint = "sharing.pseudonymous.hint"
	}
	p.namedField.SetHint(p.Words.T(hint))
	importance := fynewidget.MediumImportance
	if o := (Order{Kind: p.kind, Selection: p.selection()}); o.Exposed() {
		importance = fynewidget.WarningImportance
		p.namedField.Say(skapa.Finding{Warning: true}, p.Words.T(hint))
	}
	for _, said := range []*fynewidget.Label{p.protects, p.holds} {
		said.Importance = importance
		said.Refresh()
	}
}

// showHolds says what the file will hold, and who can open it.
func (p *Page) showHolds() {
	w := p.Words
	key := map[string]string{"hub": "sharing.opens.hub", "none": "sharing.opens.all"}[p.protection()]
	if key == "" {
		key = "sharing.opens.passphrase"
	}
	opens := words.Args{"Opens": w.T(key)}
	if p.kind == Beginning {
		opens["Teams"], opens["Supervisors"] = w.N("sharing.teams", len(p.teams)), w.N("sharing.supervisors", len(p.supervisors))
		p.holds.SetText(w.T("sharing.holds.beginning", opens))
		return
	}
	if p.ratings == nil {
		return // it says so when they are counted
	}
	cases := p.chosen()
	ratings := 0
	for _, c := range cases {
		ratings += p.ratings[c.ID]
	}
	opens["Participants"], opens["Ratings"] = w.N("sharing.participants", len(cases)), w.N("sharing.ratings", ratings)
	form := "sharing.with"
	if p.named.Chosen() == 0 {
		form = "sharing.without"
	}
	opens["Form"] = w.T(form)
	p.holds.SetText(w.T("sharing.holds", opens))
}
