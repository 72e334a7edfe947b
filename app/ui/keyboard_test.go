package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"framsteg/store/skapa"
)

// TestTabReachesEverything walks each page with Tab in the smallest window:
// what has the focus is in sight, and Tab comes round to where it began.
func TestTabReachesEverything(t *testing.T) {
	for name, visit := range visits {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			g.window.Resize(sizes[0])
			id := g.addParticipant("H-1001", "2026-01-10")
			g.rateAll(id, skapa.Self, "3")
			g.addParticipation("Arbetsträning", "category.job", "2026-02-01")
			visit(g, id)
			g.settle()
			seen := map[fyne.Focusable]bool{}
			for {
				g.press(fyne.KeyTab)
				focused := g.window.Canvas().Focused()
				if focused == nil {
					t.Fatal("nothing has the focus")
				}
				if seen[focused] {
					break
				}
				seen[focused] = true
				at, room := g.sight(focused.(fyne.CanvasObject))
				if tall := at.bottom-at.y > room.bottom-room.y; !tall && at.within(room) != at {
					t.Errorf("a %T has the focus at %v, in sight is %v", focused, at, room)
				}
			}
			if len(seen) < len(g.focusables())/2 {
				t.Errorf("Tab reached %d of %d", len(seen), len(g.focusables()))
			}
		})
	}
}

// sight gives where an object lies and what is in sight of where it could lie.
func (g *given) sight(o fyne.CanvasObject) (at, room box) {
	where := func(o fyne.CanvasObject) box {
		p := g.app.Driver().AbsolutePositionForObject(o)
		return box{p.X, p.Y, p.X + o.Size().Width, p.Y + o.Size().Height}
	}
	size := g.window.Canvas().Size()
	room = box{0, 0, size.Width, size.Height}
	for _, scroll := range every[*container.Scroll](g.top()) {
		inside := false
		walk(scroll.Content, func(child fyne.CanvasObject) { inside = inside || child == o })
		if inside {
			room = room.within(where(scroll))
		}
	}
	return where(o), room
}

func (g *given) focusables() (all []fyne.Focusable) {
	walk(g.top(), func(o fyne.CanvasObject) {
		if f, is := o.(fyne.Focusable); is {
			all = append(all, f)
		}
	})
	return all
}

// What is only read is scrolled by the arrows.
func TestArrowsScroll(t *testing.T) {
	for name, visit := range map[string]func(*given, skapa.ID){
		"a saved rating": func(g *given, id skapa.ID) { g.correct(id); g.read(id) },
		"the shortcuts":  func(g *given, _ skapa.ID) { g.window.Canvas().Unfocus(); g.press(fyne.KeyF1) },
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			g.window.Resize(sizes[0])
			id := g.addParticipant("H-1001", "2026-01-10")
			g.rateAll(id, skapa.Self, "3")
			visit(g, id)
			g.settle()
			scroll := every[*container.Scroll](g.top())[0]
			end := scroll.Content.Size().Height - scroll.Size().Height
			if end <= 0 {
				t.Fatal("all is in sight")
			}
			g.press(fyne.KeyDown)
			if scroll.Offset.Y <= 0 {
				t.Error("the down arrow scrolls nothing")
			}
			g.press(fyne.KeyEnd)
			if scroll.Offset.Y != end {
				t.Errorf("End scrolls to %v of %v", scroll.Offset.Y, end)
			}
			g.press(fyne.KeyPageUp)
			g.press(fyne.KeyHome)
			if scroll.Offset.Y != 0 {
				t.Errorf("Home scrolls to %v", scroll.Offset.Y)
			}
		})
	}
}
