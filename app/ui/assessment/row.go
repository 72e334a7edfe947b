package assessment

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Row is one item: its area and question beside its steps, or above them where
// the window is narrow. What was answered before shows only once the item has
// an answer, so that it leads nobody.
type Row struct {
	fynewidget.BaseWidget
	Item     skapa.Item
	Picker   *widget.StepPicker
	name     *fynewidget.Label
	question *fynewidget.Label
	earlier  *fynewidget.Label
	before   string // what was answered before, in words
}

// NewRow makes the row of an item of an assessment, as that has it. Earlier are
// the participant's, by date.
func NewRow(w words.Words, in skapa.Instrument, item skapa.Item, a skapa.Assessment, earlier []skapa.Assessment) *Row {
	var steps []string
	for i := range in.Steps {
		steps = append(steps, in.StepName(skapa.Step(i+1), w.Lang))
	}
	r := &Row{
		Item:     item,
		Picker:   widget.NewStepPicker(steps, in.Declined.In(w.Lang)),
		name:     fynewidget.NewLabelWithStyle(itemName(w, in, item), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		question: fynewidget.NewLabel(item.Question[a.Rater].In(w.Lang)),
		earlier:  fynewidget.NewLabel(""),
		before:   answeredBefore(w, in, item, a, earlier),
	}
	r.Picker.Colour = colourOf(a.Rater)
	r.question.Wrapping = fyne.TextWrapWord
	r.earlier.SizeName = theme.SizeNameCaptionText
	r.earlier.Importance = fynewidget.LowImportance
	r.earlier.Truncation = fyne.TextTruncateEllipsis
	r.Picker.SetValue(a.Answers[item.ID])
	r.ShowEarlier()
	r.ExtendBaseWidget(r)
	return r
}

// colourOf is the colour of a rater, the same as in the chart.
func colourOf(r skapa.Rater) fyne.ThemeColorName {
	if r == skapa.BySupervisor {
		return look.Supervisor
	}
	return look.Self
}

// itemName names an item by its area; the one without is the tilltro.
func itemName(w words.Words, in skapa.Instrument, item skapa.Item) string {
	if item.Area == "" {
		return w.T("assessment.belief")
	}
	return in.AreaName(item.Area, w.Lang)
}

// answeredBefore says what the rater answered last before a. What the other
// answered is for their conversation: here it would lead the answers after it.
func answeredBefore(w words.Words, in skapa.Instrument, item skapa.Item, a skapa.Assessment, earlier []skapa.Assessment) string {
	last, found := lastBefore(earlier, a.Rater, a, in.Version)
	if !found || last.Answers[item.ID] == skapa.NotAsked {
		return ""
	}
	return w.T("assessment.earlier", words.Args{"Date": last.Date, "Step": stepText(w, in, last.Answers[item.ID])})
}

// lastBefore gives a rater's last assessment of a version up to the date of a,
// other than a.
func lastBefore(earlier []skapa.Assessment, r skapa.Rater, a skapa.Assessment, v skapa.Version) (last skapa.Assessment, found bool) {
	for _, e := range earlier {
		if e.Rater == r && e.Instrument == v && e.Date <= a.Date && e.ID != a.ID {
			last, found = e, true
		}
	}
	return last, found
}

// stepText gives a step with its wording: "3 – Delvis".
func stepText(w words.Words, in skapa.Instrument, s skapa.Step) string {
	if !s.Rated() {
		return in.StepName(s, w.Lang)
	}
	return w.Number(int(s)) + " – " + in.StepName(s, w.Lang)
}

// recall changes what was answered before, with the date.
func (r *Row) recall(before string) {
	r.before = before
	r.ShowEarlier()
}

// ShowEarlier shows what was answered before once the item has an answer.
func (r *Row) ShowEarlier() {
	r.earlier.SetText("")
	if r.Picker.Value() != skapa.NotAsked {
		r.earlier.SetText(r.before)
	}
}

// CreateRenderer lays the row out.
func (r *Row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{row: r} }

type rowRenderer struct {
	row *Row
}

// narrow is the width in dp below which the question stands above the steps.
const narrow = 980

func (l *rowRenderer) Destroy() {}

func (l *rowRenderer) Refresh() { l.Layout(l.row.Size()) }

func (l *rowRenderer) Objects() []fyne.CanvasObject {
	r := l.row
	return []fyne.CanvasObject{r.name, r.question, r.earlier, r.Picker}
}

// Fyne's labels leave room around their text; overlap and lift take a part of
// it back, so that six items fit on a small screen.
const (
	overlap = 12
	lift    = 8
)

// questionShare is the part of a wide row that the question has.
const questionShare = 0.34

// textHeight is the height of the area's name over the question.
func (r *Row) textHeight() float32 {
	return r.name.MinSize().Height + r.question.MinSize().Height - overlap
}

// answerHeight is the height of the steps over what was answered before.
func (r *Row) answerHeight() float32 {
	return r.Picker.MinSize().Height + r.earlier.MinSize().Height - 2*lift
}

func (l *rowRenderer) MinSize() fyne.Size {
	r := l.row
	width := r.Picker.MinSize().Width + 2*look.Near
	if r.Size().Width < narrow {
		return fyne.NewSize(width, r.textHeight()+r.answerHeight()-lift)
	}
	return fyne.NewSize(width, max(r.textHeight(), r.answerHeight()))
}

func (l *rowRenderer) Layout(size fyne.Size) {
	r := l.row
	x, y, width := float32(look.Near), float32(0), size.Width-2*look.Near
	textWidth := width
	wide := size.Width >= narrow
	if wide {
		textWidth = size.Width*questionShare - look.Near
	}
	r.question.Resize(fyne.NewSize(textWidth, r.question.MinSize().Height)) // wraps, and so knows its height
	place(r.name, 0, -4, textWidth, r.name.MinSize().Height)
	place(r.question, 0, r.name.MinSize().Height-overlap-4, textWidth, r.question.MinSize().Height)
	if wide {
		x = size.Width * questionShare
		width = size.Width - x - look.Near
	} else {
		y = r.textHeight() - lift
	}
	place(r.Picker, x, y, width, r.Picker.MinSize().Height)
	place(r.earlier, x-look.Tight, y+r.Picker.MinSize().Height-lift, width, r.earlier.MinSize().Height)
}

func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}
