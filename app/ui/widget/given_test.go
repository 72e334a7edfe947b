package widget

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"framsteg/app/ui/look"
	"framsteg/store/skapa"
)

// bench is a window with widgets below each other, and the keys that none of
// them had a use for.
type bench struct {
	*testing.T
	fyne.Window
	passed []fyne.KeyName
}

func newBench(t *testing.T, widgets ...fyne.CanvasObject) *bench {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, look.Theme{Mode: look.Light})
	b := &bench{T: t, Window: test.NewTempWindow(t, container.NewVBox(widgets...))}
	b.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { b.passed = append(b.passed, key.Name) })
	b.Canvas().(software.WindowlessCanvas).Resize(fyne.NewSize(800, 600))
	return b
}

// press presses keys as the desktop's driver gives them to a window.
func (b *bench) press(keys ...fyne.KeyName) {
	b.Helper()
	for _, key := range keys {
		focused := b.Canvas().Focused()
		taker, takes := focused.(fyne.Tabbable)
		switch {
		case key == fyne.KeyTab && !(takes && taker.AcceptsTab()):
			b.Canvas().FocusNext()
		case focused != nil:
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		default:
			b.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
		}
	}
}

func (b *bench) typeText(text string) {
	b.Helper()
	for _, r := range text {
		b.Canvas().Focused().TypedRune(r)
	}
}

// wantPassed requires that exactly some keys went on to the window.
func (b *bench) wantPassed(keys ...fyne.KeyName) {
	b.Helper()
	if !slices.Equal(b.passed, keys) {
		b.Errorf("passed on %v, want %v", b.passed, keys)
	}
	b.passed = nil
}

var today = skapa.DateOf(2026, time.November, 21)
