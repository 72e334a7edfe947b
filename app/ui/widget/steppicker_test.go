package widget

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// pickerBench is a picker with the instrument's wording and what it told.
type pickerBench struct {
	*bench
	*StepPicker
	chosen []skapa.Step
	moved  []int
	digits int
}

func newPickerBench(t *testing.T) *pickerBench {
	in := assets.Instrument()
	var steps []string
	for _, step := range in.Steps {
		steps = append(steps, step.In("sv"))
	}
	p := &pickerBench{StepPicker: NewStepPicker(steps, in.Declined.In("sv"))}
	p.OnChosen = func(s skapa.Step) { p.chosen = append(p.chosen, s) }
	p.OnMove = func(by int) { p.moved = append(p.moved, by) }
	p.OnDigit = func() { p.digits++ }
	p.bench = newBench(t, p.StepPicker)
	p.Canvas().Focus(p.StepPicker)
	return p
}

func TestStepPickerKeys(t *testing.T) {
	right, left, up, down := fyne.KeyRight, fyne.KeyLeft, fyne.KeyUp, fyne.KeyDown
	for name, c := range map[string]struct {
		typed  string
		keys   []fyne.KeyName
		want   skapa.Step
		chosen []skapa.Step
		moved  []int
		passed []fyne.KeyName
	}{
		"a digit":                      {typed: "3", want: 3, chosen: []skapa.Step{3}},
		"a digit again is no change":   {typed: "33", want: 3, chosen: []skapa.Step{3}},
		"another digit":                {typed: "35", want: 5, chosen: []skapa.Step{3, 5}},
		"zero declines":                {typed: "0", want: skapa.Declined, chosen: []skapa.Step{skapa.Declined}},
		"no such step":                 {typed: "6", want: skapa.NotAsked},
		"a letter":                     {typed: "åx-", want: skapa.NotAsked},
		"right from nothing":           {keys: []fyne.KeyName{right}, want: 1, chosen: []skapa.Step{1}},
		"left from nothing":            {keys: []fyne.KeyName{left}, want: skapa.NotAsked},
		"right to declining, and stop": {typed: "5", keys: []fyne.KeyName{right, right}, want: skapa.Declined, chosen: []skapa.Step{5, skapa.Declined}},
		"left from declining":          {typed: "0", keys: []fyne.KeyName{left}, want: 5, chosen: []skapa.Step{skapa.Declined, 5}},
		"left at the first":            {typed: "1", keys: []fyne.KeyName{left}, want: 1, chosen: []skapa.Step{1}},
		"taken back":                   {typed: "2", keys: []fyne.KeyName{fyne.KeyDelete}, want: skapa.NotAsked, chosen: []skapa.Step{2, skapa.NotAsked}},
		"taken back twice":             {typed: "2", keys: []fyne.KeyName{fyne.KeyBackspace, fyne.KeyBackspace}, want: skapa.NotAsked, chosen: []skapa.Step{2, skapa.NotAsked}},
		"to the next and back":         {keys: []fyne.KeyName{down, fyne.KeyReturn, fyne.KeyEnter, up}, moved: []int{1, 1, 1, -1}},
		"keys of the window":           {keys: []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1}, passed: []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPickerBench(t)
			p.typeText(c.typed)
			p.press(c.keys...)
			if p.Value() != c.want || !slices.Equal(p.chosen, c.chosen) || !slices.Equal(p.moved, c.moved) {
				t.Errorf("shows %d, told %v, moved %v; want %d, %v, %v", p.Value(), p.chosen, p.moved, c.want, c.chosen, c.moved)
			}
			p.wantPassed(c.passed...)
		})
	}
}

// After a digit it is time for the next item, also when the step was chosen.
func TestStepPickerGoesOnAfterADigit(t *testing.T) {
	p := newPickerBench(t)
	p.typeText("3")
	p.typeText("3")
	p.typeText("9")
	if p.digits != 2 {
		t.Errorf("went on %d times", p.digits)
	}
	p.press(fyne.KeyRight)
	if p.digits != 2 {
		t.Error("an arrow goes on, so no other step can be chosen by arrows")
	}
}

func TestStepPickerPointer(t *testing.T) {
	p := newPickerBench(t)
	p.Canvas().Unfocus()
	for cell, want := range []skapa.Step{1, 2, 3, 4, 5, skapa.Declined} {
		at, size := p.cell(cell, p.Size())
		middle := at.AddXY(size.Width/2, size.Height/2)
		test.MoveMouse(p.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(p.StepPicker).Add(middle))
		if p.hovered != cell {
			t.Errorf("over cell %d, %d is marked", cell, p.hovered)
		}
		if p.Value() == want {
			t.Errorf("the pointer alone chose %d", want)
		}
		test.TapAt(p.StepPicker, middle)
		if p.Value() != want {
			t.Errorf("a tap on cell %d chose %d", cell, p.Value())
		}
		if p.Canvas().Focused() != fyne.Focusable(p.StepPicker) {
			t.Error("a tap doesn't bring the focus")
		}
	}
	test.MoveMouse(p.Canvas(), fyne.NewPos(10, 590))
	if p.hovered != -1 {
		t.Errorf("the pointer is gone and cell %d is marked", p.hovered)
	}
	before := p.Value()
	test.TapAt(p.StepPicker, fyne.NewPos(0, 10)) // beside the cells
	if p.Value() != before {
		t.Error("a tap between cells chose")
	}
}

// What is chosen is told by a tick too, and the focus by a ring.
func TestStepPickerLook(t *testing.T) {
	p := newPickerBench(t)
	r := test.WidgetRenderer(p.StepPicker).(*stepRenderer)
	ticked := func() (cells []int) {
		for i, c := range r.cells {
			if c.tick.Visible() {
				cells = append(cells, i)
			}
		}
		return cells
	}
	if got := ticked(); got != nil {
		t.Errorf("at first %v are ticked", got)
	}
	for step, cell := range map[skapa.Step]int{1: 0, 5: 4, skapa.Declined: 5} {
		p.SetValue(step)
		if got := ticked(); !slices.Equal(got, []int{cell}) {
			t.Errorf("step %d ticks %v", step, got)
		}
	}
	if p.chosen != nil {
		t.Error("SetValue told of a choice")
	}
	with := r.ring.StrokeColor
	p.Canvas().Unfocus()
	if r.ring.StrokeColor == with {
		t.Error("the ring is the same with and without the focus")
	}
	told := 0
	p.OnFocused = func() { told++ }
	p.Canvas().Focus(p.StepPicker)
	if told != 1 {
		t.Errorf("the focus was told %d times", told)
	}
}

// The wording fits its cell at every width that a picker can have.
func TestStepPickerWording(t *testing.T) {
	in := assets.Instrument()
	for _, lang := range words.Languages {
		var steps []string
		for _, step := range in.Steps {
			steps = append(steps, step.In(lang))
		}
		p := NewStepPicker(steps, in.Declined.In(lang))
		newBench(t, p)
		for _, width := range []float32{p.MinSize().Width, 700, 1200} {
			p.Resize(fyne.NewSize(width, p.MinSize().Height))
			p.SetValue(5)
			for i, c := range test.WidgetRenderer(p).(*stepRenderer).cells {
				said := ""
				for _, line := range c.lines {
					said += line.Text + " "
					if need := line.MinSize().Width; need > c.box.Size().Width {
						t.Errorf("%s at %v: %q takes %v of %v", lang, width, line.Text, need, c.box.Size().Width)
					}
				}
				last := c.lines[lastLine(c.lines[:])]
				if bottom := c.box.Position().Y + c.box.Size().Height; last.Position().Y+last.Size().Height > bottom {
					t.Errorf("%s at %v: %q of cell %d ends below its cell", lang, width, said, i)
				}
			}
		}
	}
}

func lastLine(lines []*canvas.Text) (last int) {
	for i, l := range lines {
		if l.Text != "" {
			last = i
		}
	}
	return last
}
