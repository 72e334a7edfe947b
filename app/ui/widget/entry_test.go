package widget

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestEntryKeys(t *testing.T) {
	entered, down := 0, 0
	e := NewEntry()
	b := newBench(t, e)
	b.Canvas().Focus(e)
	b.typeText("Åsa Öberg")
	b.press(fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter)
	b.wantPassed(fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter)

	e.OnEnter, e.OnDown = func() { entered++ }, func() { down++ }
	b.press(fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown, fyne.KeyBackspace)
	if entered != 2 || down != 1 || e.Text != "Åsa Öber" {
		t.Errorf("Enter %d times, down %d times, %q", entered, down, e.Text)
	}
	b.wantPassed()
}

func TestNoteKeys(t *testing.T) {
	note, next := NewNote(2), NewEntry()
	b := newBench(t, note, next)
	b.Canvas().Focus(note)
	b.typeText("a")
	b.press(fyne.KeyReturn)
	b.typeText("b")
	if note.Text != "a\nb" {
		t.Errorf("Enter in a note gives %q", note.Text)
	}
	b.press(fyne.KeyEscape)
	b.wantPassed(fyne.KeyEscape)
	b.press(fyne.KeyTab)
	if b.Canvas().Focused() != fyne.Focusable(next) || note.Text != "a\nb" {
		t.Errorf("Tab stays in the note, which has %q", note.Text)
	}
}

func TestCombo(t *testing.T) {
	entered := 0
	c := NewCombo([]string{"Halmstad", "Ängelholm"})
	b := newBench(t, c)
	b.Canvas().Focus(c)
	b.typeText("Å")
	b.press(fyne.KeyEscape, fyne.KeyReturn)
	b.wantPassed(fyne.KeyEscape, fyne.KeyReturn)
	c.OnEnter = func() { entered++ }
	b.press(fyne.KeyReturn)
	if entered != 1 || c.Text != "Å" {
		t.Errorf("Enter %d times, %q", entered, c.Text)
	}

	b.press(fyne.KeyDown)
	if b.Canvas().Overlays().Top() == nil {
		t.Fatal("the down arrow opens no suggestions")
	}
	none := NewCombo(nil)
	b = newBench(t, none)
	b.Canvas().Focus(none)
	b.press(fyne.KeyDown)
	if b.Canvas().Overlays().Top() != nil {
		t.Error("it opens an empty list")
	}
}

func TestChoice(t *testing.T) {
	var chosen []int
	c := NewChoice([]string{"Kvinna", "Man", "Annat"}, func(i int) { chosen = append(chosen, i) })
	b := newBench(t, c)
	b.Canvas().Focus(c)
	b.press(fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyEscape)
	if len(chosen) != 3 || chosen[1] != 1 || c.SelectedIndex() != 0 {
		t.Errorf("told %v, shows %d", chosen, c.SelectedIndex())
	}
	b.wantPassed(fyne.KeyEscape)
	overlays := b.Canvas().Overlays()
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF4} {
		b.Canvas().Focus(c)
		b.press(key)
		if overlays.Top() == nil {
			t.Fatalf("%s doesn't open the choices", key)
		}
		overlays.Remove(overlays.Top())
	}
	b.wantPassed()
}

func TestButtonKeys(t *testing.T) {
	pressed := 0
	button := NewButton("Spara", nil, func() { pressed++ })
	b := newBench(t, button)
	b.Canvas().Focus(button)
	b.press(fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyEscape)
	if pressed != 3 {
		t.Errorf("pressed %d times", pressed)
	}
	b.wantPassed(fyne.KeyEscape)
	if b.Canvas().Focused() != fyne.Focusable(button) {
		t.Error("a key takes the focus from the button")
	}
	button.Disable()
	b.press(fyne.KeyReturn, fyne.KeySpace)
	if pressed != 3 {
		t.Error("a disabled button can be pressed")
	}
}

// What has the focus is brought into view; a scroll that needs not move stays.
func TestFollow(t *testing.T) {
	rows := container.NewVBox()
	var entries []*Entry
	for range 20 {
		entries = append(entries, NewEntry())
		rows.Add(entries[len(entries)-1])
	}
	scroll := container.NewVScroll(rows)
	scroll.SetMinSize(fyne.NewSize(0, 200))
	for _, e := range entries {
		Follow(func() *container.Scroll { return scroll }, e, e)
	}
	b := newBench(t, scroll)
	b.Canvas().Focus(entries[1])
	if scroll.Offset.Y != 0 {
		t.Errorf("scrolled by %v to what was in view", scroll.Offset.Y)
	}
	for _, i := range []int{19, 10, 0} {
		b.Canvas().Focus(entries[i])
		top := entries[i].Position().Y - scroll.Offset.Y
		if top < 0 || top+entries[i].Size().Height > scroll.Size().Height {
			t.Errorf("entry %d begins at %v of %v", i, top, scroll.Size().Height)
		}
	}
}

// What is written narrows the suggestions, unless it is one of them or in none.
func TestComboSuggestsWhatFits(t *testing.T) {
	c := NewCombo(nil)
	c.Suggest([]Option{{"Praktik", "Praktik  ·  ICA"}, {"Svenska", "Svenska  ·  Komvux"}, {"Praktik", "Praktik  ·  Coop"}}, nil)
	for written, want := range map[string][]int{"": {0, 1, 2}, "coop": {2}, "PRAK": {0, 2}, "Svenska": {0, 1, 2}, "Yoga": {0, 1, 2}} {
		c.Text = written
		if got := c.fitting(); !slices.Equal(got, want) {
			t.Errorf("%q suggests %v, want %v", written, got, want)
		}
	}
}

// Tab goes from field to field, so that what is typed lands in a text; what
// opens the choices is reached by keys from the field.
func TestTabSkipsWhatOpens(t *testing.T) {
	combo, date, next := NewCombo([]string{"Halmstad"}), NewDateEntry(0, today, "idag"), NewEntry()
	b := newBench(t, combo, date, next)
	b.Canvas().Focus(combo)
	for _, want := range []fyne.Focusable{date, next} {
		b.press(fyne.KeyTab)
		if b.Canvas().Focused() != want {
			t.Errorf("Tab goes to a %T, want %T", b.Canvas().Focused(), want)
		}
	}
	altDown := &desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt}
	overlays := b.Canvas().Overlays()
	for _, field := range []interface {
		fyne.Focusable
		fyne.Shortcutable
	}{combo, date} {
		for name, open := range map[string]func(){
			"F4": func() { b.press(fyne.KeyF4) }, "Alt+Down": func() { field.TypedShortcut(altDown) },
		} {
			b.Canvas().Focus(field)
			open()
			if overlays.Top() == nil {
				t.Fatalf("%s opens nothing from a %T", name, field)
			}
			overlays.Remove(overlays.Top())
		}
	}
}

// Who comes to a text goes on where it ends, and later where they were.
func TestCaretStandsLast(t *testing.T) {
	e, note, combo := NewEntry(), NewNote(2), NewCombo(nil)
	e.Text, note.Text, combo.Text = "Söka", "Ett\nTvå", "Halm"
	b := newBench(t, e, note, combo)
	for field, text := range map[fyne.Focusable]func() string{
		e: func() string { return e.Text }, note: func() string { return note.Text }, combo: func() string { return combo.Text },
	} {
		before := text()
		b.Canvas().Focus(field)
		b.typeText("!")
		if got := text(); got != before+"!" {
			t.Errorf("%q becomes %q", before, got)
		}
	}
	b.Canvas().Focus(e)
	b.press(fyne.KeyHome)
	b.Canvas().Unfocus()
	b.Canvas().Focus(e)
	b.typeText("?")
	if e.Text != "?Söka!" {
		t.Errorf("then %q", e.Text)
	}
}
