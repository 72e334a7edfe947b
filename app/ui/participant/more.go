package participant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// more makes the button of what is seldom done with a participant.
func (p *Page) more() *widget.Button {
	var b *widget.Button
	b = widget.NewButton(p.Words.T("participant.more"), theme.MenuDropDownIcon(), func() {
		below := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(0, b.Size().Height)
		menu := fyne.NewMenu("", p.item("menu.participant.edit", p.Edit))
		if p.file.participant.Active() {
			menu.Items = append(menu.Items, p.item("menu.pause", p.Pause), p.item("menu.handOver", p.HandOver), p.item("menu.exit", p.Exit))
		} else {
			menu.Items = append(menu.Items, p.item("menu.exit", p.Exit), p.item("menu.reenter", p.Reenter))
		}
		widget.ShowMenu(p.Window.Canvas(), menu, below, b.Size().Width)
	})
	return b
}

func (p *Page) item(key string, do func()) *fyne.MenuItem {
	return fyne.NewMenuItem(p.Words.T(key), do)
}

// give gives whom the page is about to what wants it; nothing may.
func (p *Page) give(to func(skapa.Participant)) {
	if to != nil {
		to(p.file.participant)
	}
}

// Meet starts today's meeting, or goes on with it.
func (p *Page) Meet() { p.give(p.OnMeet) }

// Exit opens the form of the exit.
func (p *Page) Exit() { p.give(p.OnExit) }

// Reenter opens the form of a new period.
func (p *Page) Reenter() { p.give(p.OnReenter) }

// HandOver gives the participant to another supervisor.
func (p *Page) HandOver() { p.give(p.OnHandOver) }

// Pause opens the form of a new pause.
func (p *Page) Pause() {
	if p.OnPause != nil {
		p.OnPause(p.file.participant, skapa.Pause{Participant: p.id, From: p.Store.Today()})
	}
}

// AddGoal opens the form of a new goal.
func (p *Page) AddGoal() { p.openGoal(skapa.Goal{Participant: p.id, Since: p.Store.Today()}) }

func (p *Page) openGoal(g skapa.Goal) {
	if p.OnGoal != nil {
		p.OnGoal(p.file.participant, g)
	}
}

func (p *Page) findActivity(area skapa.Area) {
	if p.OnActivityFor != nil {
		p.OnActivityFor(p.file.participant, area)
	}
}

func (p *Page) correct(kind string, id skapa.ID) {
	if p.OnCorrect != nil {
		p.OnCorrect(p.file.participant, kind, id)
	}
}
