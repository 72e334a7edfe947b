package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestGauge(t *testing.T) {
	g := NewGauge()
	newBench(t, g)
	g.Resize(fyne.NewSize(216, 60))
	r := test.WidgetRenderer(g).(*gaugeRenderer)
	for share, want := range map[float64]float32{-1: 0, 0: 0, 0.25: 50, 1: 200, 2: 200} {
		g.Set(share, theme.ColorNameSuccess, "Bra")
		if got := r.bar.Size().Width; got != want {
			t.Errorf("%v is %v dp long, want %v", share, got, want)
		}
		if r.bar.Visible() != (want > 0) {
			t.Errorf("%v is seen: %v", share, r.bar.Visible())
		}
		if r.bar.FillColor != theme.Color(theme.ColorNameSuccess) || g.label.Text != "Bra" {
			t.Errorf("it is %v and says %q", r.bar.FillColor, g.label.Text)
		}
	}
}

// A secret hides together with its repetition, and is shown by key.
func TestSecret(t *testing.T) {
	again := NewEntry()
	e := NewSecret("Visa", "Dölj", again)
	b := newBench(t, e, again)
	b.Canvas().Focus(e)
	for _, hidden := range []bool{true, false, true} {
		if e.Password != hidden || again.Password != hidden {
			t.Errorf("hidden are %v and %v, want %v", e.Password, again.Password, hidden)
		}
		b.Canvas().Focus(e)
		b.press(fyne.KeyTab, fyne.KeyReturn)
	}
	b.Canvas().Focus(e)
	b.press(fyne.KeyTab, fyne.KeyTab)
	if b.Canvas().Focused() != fyne.Focusable(again) {
		t.Errorf("Tab leads to a %T", b.Canvas().Focused())
	}
}
