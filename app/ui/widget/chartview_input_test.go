package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"framsteg/app/chart/scene"
	"framsteg/app/ui/look"
	"framsteg/store/skapa"
)

// A part of a view that is scrolled holds the whole tooltip.
func TestChartTooltipIsInSight(t *testing.T) {
	f := newChartFixture(t)
	seen, size := fyne.NewPos(0, 150), fyne.NewSize(700, 260)
	f.InSight = func() (fyne.Position, fyne.Size) { return seen, size }
	for _, r := range f.ChartView.scene.Regions {
		at := f.on(t, r.ID)
		if at.X > size.Width || at.Y < seen.Y || at.Y > seen.Y+size.Height {
			continue
		}
		test.MoveMouse(f.canvas, fyne.NewPos(5, 5))
		test.MoveMouse(f.canvas, at)
		tip, end := f.overlay.tip.Position(), f.overlay.tip.Position().Add(f.overlay.tip.Size())
		if tip.X < 0 || tip.Y < seen.Y || end.X > size.Width || end.Y > seen.Y+size.Height {
			t.Errorf("%s: the tooltip is from %v to %v", r.ID, tip, end)
		}
	}
}

// Along a bar the tooltip follows the pointer.
func TestChartTooltipFollowsAlongABar(t *testing.T) {
	f := newChartFixture(t)
	at := f.on(t, barID(1))
	test.MoveMouse(f.canvas, at)
	before := f.overlay.tip.Position()
	test.MoveMouse(f.canvas, at.AddXY(30, 0))
	if after := f.overlay.tip.Position(); after != before.AddXY(30, 0) {
		t.Errorf("the tooltip went from %v to %v", before, after)
	}
}

// A menu is asked for by key below the selected region, and by the right button
// where the pointer is, about what is there.
func TestChartMenu(t *testing.T) {
	f := newChartFixture(t)
	type asked struct {
		id string
		at fyne.Position
	}
	var last asked
	f.OnMenu = func(id string, at fyne.Position) { last = asked{id, at} }
	f.press(desktop.KeyMenu)
	if last != (asked{"", fyne.NewPos(look.Apart, look.Apart)}) {
		t.Errorf("with nothing selected: %v", last)
	}
	f.press(fyne.KeyLeft, desktop.KeyMenu)
	rect := f.ChartView.scene.Regions[f.selected].Rect
	if want := (asked{cellID(skapa.WorkType, 2), fyne.NewPos(float32(rect.Centre().X), float32(rect.Y1))}); last != want {
		t.Errorf("by key: %v, want %v", last, want)
	}
	at := f.on(t, cellID(skapa.Health, 1))
	test.TapSecondaryAt(f.ChartView, at)
	if last.id != cellID(skapa.Health, 1) || f.Selected() != last.id {
		t.Errorf("by the right button: %v, selected %q", last, f.Selected())
	}
	test.TapSecondaryAt(f.ChartView, fyne.NewPos(5, 5))
	if last.id != "" {
		t.Errorf("beside everything: %v", last)
	}
}

// F10 alone is the window's.
func TestChartPassesF10On(t *testing.T) {
	f := newChartFixture(t)
	f.OnMenu = func(string, fyne.Position) { t.Error("a menu") }
	passed := 0
	f.canvas.SetOnTypedKey(func(*fyne.KeyEvent) { passed++ })
	f.press(fyne.KeyF10)
	if passed != 1 {
		t.Error("the window does not get it")
	}
}

// The height that a scene should fit reaches what draws it.
func TestChartFits(t *testing.T) {
	test.NewTempApp(t)
	var asked []float32
	v := NewChartView(func(width, height float32) scene.Scene {
		asked = append(asked, height)
		return scene.Scene{W: float64(width), H: 500}
	})
	v.Resize(fyne.NewSize(800, 500))
	v.Fit(400)
	v.Fit(400)
	if last := asked[len(asked)-1]; last != 400 || len(asked) != 3 {
		t.Errorf("asked for %v", asked)
	}
}
