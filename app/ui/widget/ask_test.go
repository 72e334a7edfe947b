package widget

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/words"
	"framsteg/store/skapa"
)

func TestAsk(t *testing.T) {
	escape, enter, tab := fyne.KeyEscape, fyne.KeyReturn, fyne.KeyTab
	for name, c := range map[string]struct {
		keys []fyne.KeyName
		want string
	}{
		"Enter gives what has the focus":  {[]fyne.KeyName{enter}, "stay"},
		"Escape gives the last":           {[]fyne.KeyName{escape}, "stay"},
		"Tab walks them":                  {[]fyne.KeyName{tab, enter}, "lose"},
		"Tab goes round, Escape the last": {[]fyne.KeyName{tab, tab, tab, escape}, "stay"},
		"the second":                      {[]fyne.KeyName{tab, tab, enter}, "elsewhere"},
	} {
		t.Run(name, func(t *testing.T) {
			e := NewEntry()
			b := newBench(t, e)
			b.Canvas().Focus(e)
			var given []string
			answer := func(what string, primary bool) Answer {
				return Answer{Text: what, Primary: primary, Do: func() {
					given = append(given, what)
					if b.Canvas().Overlays().Top() != nil {
						t.Error("the question is still there")
					}
				}}
			}
			Ask(b.Window, "Inte sparat", "Vad vill du göra?", answer("lose", false), answer("elsewhere", false), answer("stay", true))
			b.press(c.keys...)
			if !slices.Equal(given, []string{c.want}) {
				t.Errorf("given %v", given)
			}
			if b.Canvas().Focused() != fyne.Focusable(e) {
				t.Errorf("the focus is at a %T", b.Canvas().Focused())
			}
			b.press(fyne.KeyEscape) // the window has its keys back
			b.wantPassed(escape)
		})
	}
}

// An entry of a question that is gone has lost the focus: its cursor no longer
// blinks, for which the window would be drawn again and again.
func TestAnsweredQuestionLetsItsEntryGo(t *testing.T) {
	b := newBench(t, NewEntry())
	e := NewEntry()
	left := 0
	e.OnLeft = func() { left++ }
	Over(b.Window, "Namn", e, fyne.NewSize(300, 0), Answer{Text: "Spara", Primary: true})
	b.Canvas().Focus(e)
	b.press(fyne.KeyEscape)
	if left != 1 {
		t.Errorf("the entry lost the focus %d times", left)
	}
}

// A click beside a question leaves it its keys.
func TestClickBesideAQuestion(t *testing.T) {
	b := newBench(t, NewEntry())
	given := ""
	Ask(b.Window, "Ta bort?", "", Answer{Text: "Ta bort", Do: func() { given = "lose" }}, Answer{Text: "Avbryt", Primary: true, Do: func() { given = "stay" }})
	b.Canvas().Unfocus()
	b.press(fyne.KeyReturn)
	if given != "stay" {
		t.Errorf("given %q", given)
	}
}

// A click on nothing leaves the focus where it was.
func TestClickOnTheGround(t *testing.T) {
	ground, e := NewGround(), NewEntry()
	b := newBench(t, ground, e)
	b.Canvas().Focus(e)
	ground.MouseDown(&desktop.MouseEvent{})
	b.Canvas().Unfocus() // as the desktop's driver does, also at the release
	ground.MouseUp(&desktop.MouseEvent{})
	b.Canvas().Unfocus()
	ground.Tapped(&fyne.PointEvent{})
	if b.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("the focus is at a %T", b.Canvas().Focused())
	}
}

// An answer that is tried and fails leaves the question.
func TestAskAgain(t *testing.T) {
	b := newBench(t, NewEntry())
	allowed, done := false, 0
	Ask(b.Window, "Ta bort?", "", Answer{Text: "Ta bort", Primary: true, Try: func() bool { return allowed }, Do: func() { done++ }}, Answer{Text: "Avbryt"})
	b.press(fyne.KeyReturn)
	if done != 0 || b.Canvas().Overlays().Top() == nil {
		t.Fatal("it went on")
	}
	allowed = true
	b.press(fyne.KeyReturn)
	if done != 1 || b.Canvas().Overlays().Top() != nil {
		t.Error("it didn't go on")
	}
}

// A question over a question gives its keys back to the first.
func TestAskOverAsk(t *testing.T) {
	b := newBench(t, NewEntry())
	var given []string
	ask := func(name string) {
		Ask(b.Window, name, "", Answer{Text: "ja", Primary: true}, Answer{Text: "nej", Do: func() { given = append(given, name) }})
	}
	ask("first")
	ask("second")
	b.press(fyne.KeyEscape, fyne.KeyEscape, fyne.KeyEscape)
	if !slices.Equal(given, []string{"second", "first"}) {
		t.Errorf("given %v", given)
	}
	b.wantPassed(fyne.KeyEscape)
}

func TestFormShowsFindings(t *testing.T) {
	w := words.In("sv")
	code, year, sex := NewField("code", "Kod", NewEntry(), "En hint"), NewField("birthYear", "Födelseår", NewEntry(), ""), NewField("sex", "Kön", NewEntry(), "")
	newBench(t, code, year, sex)
	form := Form{Fields: []*Field{code, year, sex}, Words: w}
	required := skapa.Finding{Field: "code", Key: "error.required.code"}
	age := skapa.Finding{Field: "birthYear", Key: "warning.age", Args: skapa.Args{"Age": 70, "Min": 16, "Max": 64}, Warning: true}
	elsewhere := skapa.Finding{Field: "date", Key: "error.required.date"}

	refused, rest := form.Show(skapa.Findings{age, elsewhere, required})
	if refused != code {
		t.Errorf("refused is %v", refused)
	}
	if len(rest) != 1 || rest[0].Key != elsewhere.Key {
		t.Errorf("without a field are %v", rest)
	}
	for field, want := range map[*Field]struct {
		text       string
		importance fynewidget.Importance
		size       fyne.ThemeSizeName
	}{
		code: {w.Finding(required), fynewidget.DangerImportance, theme.SizeNameCaptionText},
		year: {w.Finding(age), fynewidget.WarningImportance, theme.SizeNameCaptionText},
		sex:  {"", fynewidget.LowImportance, theme.SizeNameCaptionText},
	} {
		if field.below.Text != want.text || field.below.Importance != want.importance {
			t.Errorf("%s says %q, %v", field.Name, field.below.Text, field.below.Importance)
		}
		if field.below.Visible() != (want.text != "") {
			t.Errorf("%s: visible is %v", field.Name, field.below.Visible())
		}
	}

	if refused, _ := form.Show(skapa.Findings{age}); refused != nil {
		t.Error("a warning refuses")
	}
	if code.below.Text != "En hint" || code.below.Importance != fynewidget.LowImportance {
		t.Errorf("the hint is not back: %q", code.below.Text)
	}
}
