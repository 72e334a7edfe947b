package plan

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/chart"
	"framsteg/app/progress"
	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// addArea adds the head of an area: what both raters said last, and what can be
// done about it. Where the area is low, a goal and an activity are offered.
func (b *Board) addArea(area progress.Area) {
	w := b.Words
	text := container.New(layout.NewCustomPaddedVBoxLayout(-2*look.Near),
		label(b.instrument.AreaName(area.Area, w.Lang), fyne.TextStyle{Bold: true}, fynewidget.MediumImportance),
		label(b.said(area), fyne.TextStyle{}, fynewidget.LowImportance))
	buttons := container.NewHBox()
	goal := func() { b.newGoal(area.Area) }
	if area.Low() {
		buttons.Add(b.button(widget.NewButton(w.T("plan.offer.goal"), theme.ContentAddIcon(), goal)))
		find := func() {
			if b.OnActivity != nil {
				b.OnActivity(area.Area)
			}
		}
		buttons.Add(b.button(widget.NewButton(w.T("plan.offer.activity"), theme.SearchIcon(), find)))
	} else {
		buttons.Add(b.button(widget.NewQuiet(w.T("plan.new"), theme.ContentAddIcon(), goal)))
	}
	c := widget.NewCard(container.NewBorder(nil, nil, nil, container.NewCenter(buttons), text))
	c.OnOpen = goal
	b.add(card{c, area.Area, skapa.ID{}}, 0)
}

// button makes the board scroll to a button that has the keys.
func (b *Board) button(button *widget.Button) *widget.Button {
	widget.Follow(func() *container.Scroll { return b.scroll }, button, button)
	return button
}

// addGoal adds an open goal: the participant's words, the next step, who takes
// it and by when.
func (b *Board) addGoal(g skapa.Goal) {
	text := container.New(layout.NewCustomPaddedVBoxLayout(-2*look.Near),
		label(g.Text, fyne.TextStyle{}, fynewidget.MediumImportance))
	if step := Step(b.Words, g, b.Store.Today()); step != "" {
		text.Add(label(step, fyne.TextStyle{}, fynewidget.LowImportance))
	}
	reach := func() { b.reach(g) }
	done := b.button(widget.NewButton(b.Words.T("plan.done"), theme.ConfirmIcon(), reach))
	c := widget.NewCard(container.NewBorder(nil, nil, nil, container.NewCenter(done), text))
	c.OnOpen, c.OnMark = func() { b.OnGoal(g) }, reach
	b.add(card{c, g.Area, g.ID}, look.Across)
}

// addReached adds a goal that is reached.
func (b *Board) addReached(g skapa.Goal) {
	text := b.Words.T("plan.reached.goal", words.Args{
		"Goal": g.Text, "Area": b.instrument.AreaName(g.Area, b.Words.Lang), "Date": g.Done,
	})
	c := widget.NewCard(label(text, fyne.TextStyle{}, fynewidget.LowImportance))
	c.OnOpen = func() { b.OnGoal(g) }
	b.add(card{c, g.Area, g.ID}, 0)
}

func label(text string, style fyne.TextStyle, importance fynewidget.Importance) *fynewidget.Label {
	l := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, style)
	l.Wrapping = fyne.TextWrapWord
	l.Importance = importance
	return l
}

// Step says in a line what is done next for a goal, by whom and by when; "" where
// none of it is written. That the day has passed is said where it has, on the
// day today.
func Step(w words.Words, g skapa.Goal, today skapa.Date) string {
	var parts []string
	if g.Step != "" {
		parts = append(parts, w.T("plan.step", words.Args{"Step": g.Step}))
	}
	if g.Who != "" {
		parts = append(parts, g.Who)
	}
	if !g.By.IsZero() {
		key := "plan.by"
		if g.Open() && g.By < today {
			key = "plan.by.passed"
		}
		parts = append(parts, w.T(key, words.Args{"Date": g.By}))
	}
	return strings.Join(parts, "  ·  ")
}

// said says in words what both raters said of an area last, and when, where that
// was not on the board's day.
func (b *Board) said(area progress.Area) string {
	w := b.Words
	var parts []string
	for _, r := range skapa.Raters {
		point, rated := area.Line(r).Latest()
		if !rated {
			continue
		}
		text := w.T("plan.said", words.Args{"Rater": w.T("rater." + string(r)), "Value": b.value(point.Value)})
		if point.Date != b.day() {
			text += " (" + point.Date.String() + ")"
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return w.T("plan.said.none")
	}
	return strings.Join(parts, "  ·  ")
}

// value writes a value with the words of its step, or of the two around it.
func (b *Board) value(v float64) string {
	w := b.Words
	name := func(step float64) string { return b.instrument.StepName(skapa.Step(step), w.Lang) }
	below, above := math.Floor(v), math.Ceil(v)
	text := name(below)
	if below != above {
		text = w.T("plan.between", words.Args{"Below": name(below), "Above": name(above)})
	}
	return chart.Value(w, v) + " – " + text
}
