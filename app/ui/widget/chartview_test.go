package widget

import (
	"image"
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/ui/look"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// chartFixture is a view of three meetings and two activities, in a canvas
// that just holds it.
type chartFixture struct {
	*ChartView
	canvas   software.WindowlessCanvas
	draws    int
	meetings int
	opened   []string
}

func newChartFixture(t *testing.T) *chartFixture {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, look.Theme{Mode: look.Light})
	f := &chartFixture{meetings: 3}
	f.ChartView = NewChartView(func(width, _ float32) scene.Scene {
		f.draws++
		return f.scene(width)
	})
	f.OnOpen = func(id string) { f.opened = append(f.opened, id) }
	window := test.NewTempWindow(t, container.NewWithoutLayout(f.ChartView))
	window.SetPadded(false)
	f.canvas = window.Canvas().(software.WindowlessCanvas)
	f.Resize(fyne.NewSize(800, f.MinSize().Height))
	f.canvas.Resize(f.Size())
	return f
}

func meetingDay(i int) skapa.Date { return skapa.DateOf(2026, time.March, 2).Add(90 * i) }

func (f *chartFixture) scene(width float32) scene.Scene {
	in := assets.Instrument()
	var as []skapa.Assessment
	for i := range f.meetings {
		a := skapa.Assessment{ID: skapa.ID{1, byte(i)}, Date: meetingDay(i), Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{}}
		for _, area := range skapa.Areas {
			a.Answers[string(area)] = skapa.Step(i + 1)
		}
		as = append(as, a)
	}
	bar := func(id byte, name string, from, to skapa.Date) skapa.NamedParticipation {
		return skapa.NamedParticipation{Name: name, Category: skapa.ForJob, Participation: skapa.Participation{ID: skapa.ID{2, id}, Status: skapa.Finished, Start: from, End: to}}
	}
	bars := []skapa.NamedParticipation{
		bar(1, "Praktik", meetingDay(0), meetingDay(1)),
		bar(2, "Arbetsträning på Återbruket i Hylte med särskilt stöd av arbetsterapeut och handledare från kommunen och regionen", meetingDay(1)+20, meetingDay(2)),
	}
	p := progress.Of(in, as, meetingDay(2)+3) // a tooltip right of the last has no room
	return chart.Progress(p, bars, chart.Options{Width: float64(width), Words: words.In("sv")})
}

func cellID(area skapa.Area, meeting int) string {
	return chart.Target{Date: meetingDay(meeting), Area: area}.ID()
}

func barID(id byte) string { return chart.Target{Participation: skapa.ID{2, id}}.ID() }

// on gives the place of a region's mark, or the middle of its rectangle.
func (f *chartFixture) on(t *testing.T, id string) fyne.Position {
	t.Helper()
	i := f.ChartView.scene.Find(id)
	if i < 0 {
		t.Fatalf("no region %q", id)
	}
	at := f.ChartView.scene.Regions[i].Rect.Centre()
	if marks := f.ChartView.scene.Regions[i].Marks; len(marks) > 0 {
		at = marks[0]
	}
	return fyne.NewPos(float32(at.X), float32(at.Y))
}

func (f *chartFixture) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// tooltip gives the lines that show.
func (f *chartFixture) tooltip() []string {
	if f.overlay.tip.Hidden {
		return nil
	}
	var lines []string
	for _, text := range f.overlay.lines {
		if !text.Hidden {
			lines = append(lines, text.Text)
		}
	}
	return lines
}

func TestChartHeightFollowsFromWidth(t *testing.T) {
	f := newChartFixture(t)
	for _, width := range []float32{720, 1000, 1600} {
		f.Resize(fyne.NewSize(width, 10))
		want := fyne.NewSize(chart.MinWidth, float32(f.scene(width).H))
		if got := f.MinSize(); got != want {
			t.Errorf("at width %v the least size is %v, want %v", width, got, want)
		}
	}
}

func TestChartIsDrawnOnceForAWidth(t *testing.T) {
	f := newChartFixture(t)
	f.canvas.Capture()
	draws, picture := f.draws, f.painted.image
	f.Resize(f.Size().AddWidthHeight(0, 50))
	f.MinSize()
	f.ChartView.Refresh()
	if f.draws != draws {
		t.Errorf("drawn %d times more for the same width", f.draws-draws)
	}
	f.Resize(f.Size().SubtractWidthHeight(0, 50))
	f.canvas.Capture()
	if got := f.painted.image.Rect; got != picture.Rect {
		t.Errorf("painted %v, want %v", got, picture.Rect)
	}
}

func TestChartIsSharpAtEveryScale(t *testing.T) {
	f := newChartFixture(t)
	for _, scale := range []float32{1, 1.25, 1.5, 2} {
		f.canvas.SetScale(scale)
		f.Resize(fyne.NewSize(800, f.MinSize().Height))
		f.canvas.Resize(f.Size())
		got := f.canvas.Capture()
		want := raster.Draw(f.scene(800), scene.Light, float64(scale))
		size := got.Bounds().Size()
		for y := range min(size.Y, want.Rect.Dy()) {
			for x := range min(size.X, want.Rect.Dx()) {
				if g, w := color.RGBAModel.Convert(got.At(x, y)), want.At(x, y); g != w {
					t.Fatalf("scale %v: pixel (%d, %d) of %v is %v, want %v", scale, x, y, size, g, w)
				}
			}
		}
	}
}

func TestChartPointing(t *testing.T) {
	f := newChartFixture(t)
	f.canvas.Capture()
	picture := f.painted.image

	test.MoveMouse(f.canvas, f.on(t, cellID(skapa.Health, 1)).AddXY(20, 0))
	expectLines(t, f.tooltip(), "Hälsa", "M2 · 31 maj 2026", "Egen: 2 – I liten grad", "Handledare: ingen skattning")
	if !f.overlay.shade.Hidden {
		t.Error("a rating throws a shade")
	}

	test.MoveMouse(f.canvas, f.on(t, barID(1)))
	expectLines(t, f.tooltip(), "Praktik", "Arbete · Avslutad", "2 mar 2026 – 31 maj 2026")
	first, last := f.on(t, cellID(skapa.WorkType, 0)), f.on(t, cellID(skapa.Health, 1))
	shade, size := f.overlay.shade.Position(), f.overlay.shade.Size()
	if f.overlay.shade.Hidden || shade.X != first.X || shade.X+size.Width != last.X || shade.Y > first.Y || shade.Y+size.Height < last.Y {
		t.Errorf("the shade is at %v, %v, want from %v to %v", shade, size, first, last)
	}

	test.MoveMouse(f.canvas, fyne.NewPos(5, 5))
	expectLines(t, f.tooltip())
	if !f.overlay.shade.Hidden || !f.overlay.ring.Hidden {
		t.Error("something is still marked")
	}
	if f.canvas.Capture(); f.painted.image != picture {
		t.Error("pointing painted the picture anew")
	}
}

func TestChartTapSelects(t *testing.T) {
	f := newChartFixture(t)
	test.TapCanvas(f.canvas, f.on(t, cellID(skapa.Competence, 2)))
	if got, want := f.Selected(), cellID(skapa.Competence, 2); got != want {
		t.Errorf("selected %q, want %q", got, want)
	}
	if !f.focused || f.overlay.border.Hidden || f.overlay.ring.Hidden {
		t.Error("focus or ring does not show")
	}
	if len(f.opened) != 0 {
		t.Errorf("a tap opened %v", f.opened)
	}
	test.TapCanvas(f.canvas, fyne.NewPos(5, 5))
	if f.Selected() != "" {
		t.Errorf("a tap on nothing left %q selected", f.Selected())
	}
}

// What is tapped must not be scrolled away from under the pointer; the keys bring
// the picture into view.
func TestChartTellsOfTheFocusByKeysAlone(t *testing.T) {
	f := newChartFixture(t)
	came := 0
	f.OnFocus = func() { came++ }
	test.TapCanvas(f.canvas, f.on(t, cellID(skapa.Competence, 2)))
	if came != 0 {
		t.Error("a tap tells")
	}
	f.canvas.Unfocus()
	f.canvas.Focus(f.ChartView)
	if came != 1 {
		t.Errorf("the keys told %d times", came)
	}
}

func TestChartKeys(t *testing.T) {
	for name, c := range map[string]struct {
		keys []fyne.KeyName
		want string
	}{
		"the first arrow selects the newest": {[]fyne.KeyName{fyne.KeyUp}, cellID(skapa.WorkType, 2)},
		"earlier":                            {[]fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft}, cellID(skapa.WorkType, 1)},
		"back again":                         {[]fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft, fyne.KeyRight}, cellID(skapa.WorkType, 2)},
		"the next area":                      {[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, cellID(skapa.ManageWork, 2)},
		"down to the activities":             {slices.Repeat([]fyne.KeyName{fyne.KeyDown}, 7), barID(1)},
		"and to the next of them":            {slices.Repeat([]fyne.KeyName{fyne.KeyDown}, 8), barID(2)},
		"let go":                             {[]fyne.KeyName{fyne.KeyLeft, fyne.KeyEscape}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := newChartFixture(t)
			f.press(c.keys...)
			if got := f.Selected(); got != c.want {
				t.Errorf("selected %q, want %q", got, c.want)
			}
			if shows := f.tooltip() != nil; shows != (c.want != "") {
				t.Errorf("the tooltip shows: %v", shows)
			}
		})
	}
}

func TestChartEnterOpensTheSelected(t *testing.T) {
	f := newChartFixture(t)
	f.press(fyne.KeyReturn)
	if len(f.opened) != 0 {
		t.Errorf("Enter on nothing opened %v", f.opened)
	}
	var revealed fyne.Position
	f.OnReveal = func(pos fyne.Position, _ fyne.Size) { revealed = pos }
	f.press(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyReturn)
	if want := cellID(skapa.WorkType, 1); len(f.opened) != 1 || f.opened[0] != want {
		t.Errorf("Enter opened %v, want %q", f.opened, want)
	}
	if revealed != f.overlay.ring.Position() {
		t.Errorf("the walk revealed %v, want %v", revealed, f.overlay.ring.Position())
	}
}

func TestChartReloadKeepsTheSelected(t *testing.T) {
	f := newChartFixture(t)
	f.press(fyne.KeyLeft)
	f.meetings = 4
	f.Reload()
	if got, want := f.Selected(), cellID(skapa.WorkType, 2); got != want {
		t.Errorf("selected %q, want %q", got, want)
	}
	f.meetings = 1
	f.Reload()
	if got := f.Selected(); got != "" {
		t.Errorf("%q is still selected", got)
	}
}

func TestChartFollowsTheTheme(t *testing.T) {
	f := newChartFixture(t)
	for mode, want := range map[look.Mode]scene.Palette{look.Dark: scene.Dark, look.Light: scene.Light} {
		test.ApplyTheme(t, look.Theme{Mode: mode})
		if got := color.RGBAModel.Convert(f.canvas.Capture().At(3, 3)); got != want[scene.Page] {
			t.Errorf("%s: the page is %v, want %v", mode, got, want[scene.Page])
		}
	}
}

func TestChartTooltipIsInsideTheViewAndWraps(t *testing.T) {
	f := newChartFixture(t)
	frame := image.Rect(0, 0, int(f.Size().Width), int(f.Size().Height))
	for _, r := range f.ChartView.scene.Regions {
		test.MoveMouse(f.canvas, fyne.NewPos(5, 5))
		test.MoveMouse(f.canvas, f.on(t, r.ID))
		pos, size := f.overlay.tip.Position(), f.overlay.tip.Size()
		tip := image.Rect(int(pos.X), int(pos.Y), int(pos.X+size.Width), int(pos.Y+size.Height))
		if f.overlay.tip.Hidden || !tip.In(frame) || size.Width > tipWidest+2*tipInset {
			t.Errorf("%s: the tooltip is at %v, hidden %v", r.ID, tip, f.overlay.tip.Hidden)
		}
		for _, m := range r.Marks {
			if (image.Point{X: int(m.X), Y: int(m.Y)}).In(tip) {
				t.Errorf("%s: the tooltip hides its mark", r.ID)
			}
		}
	}
}

func expectLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("the tooltip says %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d says %q, want %q", i, got[i], want[i])
		}
	}
}
