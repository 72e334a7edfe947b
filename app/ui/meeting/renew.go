package meeting

import (
	"context"

	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// changed shows what was written elsewhere, as by an undo. Whoever answers is not
// disturbed: it is shown when the supervisor has taken over.
func (p *Page) changed() {
	p.stale = true
	if p.Answering() || p.settling() {
		return
	}
	before, _ := p.Window.Canvas().Focused().(*widget.Entry)
	p.spot = p.focused()
	p.show(p.stage)
	if now, is := p.Window.Canvas().Focused().(*widget.Entry); is && before != nil { // written on where it was
		now.CursorRow, now.CursorColumn = before.CursorRow, before.CursorColumn
		now.Refresh()
	}
}

// focused names what has the keys; "" for nothing that has a name.
func (p *Page) focused() string {
	for name, at := range p.view.spots {
		if at == p.Window.Canvas().Focused() {
			return name
		}
	}
	return ""
}

// renew reads anew what a stage of the supervisor shows, and gives the stage that
// is left then: both stand together only after both.
func (p *Page) renew(s Stage) Stage {
	p.stale = false
	if err := p.sitting.reread(context.Background(), p.Deps); err != nil {
		p.Report(err)
		return s
	}
	_, open := p.sitting.next()
	if s == Together && open || s == Own && p.sitting.sides[skapa.BySupervisor].saved {
		return Start
	}
	return s
}
