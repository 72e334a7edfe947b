package participant

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// viewer is the row above the picture: which view shows, and for which time or
// which rater. It keeps its height whatever it offers.
type viewer struct {
	screen.Deps
	OnChanged func() // the user chose something else

	viewing Viewing
	views   *widget.Segments
	ranges  *widget.Segments
	raters  *widget.Segments
	since   *widget.DateEntry
	at      *fyne.Container // of since
	said    *fynewidget.Label
	content *fyne.Container
}

// Measures of the row in dp.
const (
	viewerHeight = 36
	sinceWidth   = 136
)

func newViewer(d screen.Deps, viewing Viewing) *viewer {
	w := d.Words
	v := &viewer{Deps: d, viewing: viewing}
	v.views = widget.NewSegments([]string{w.T("view.progress"), w.T("view.profile"), w.T("view.numbers"), w.T("view.plan"), w.T("view.history")}, int(viewing.View))
	v.views.OnChosen = func(i int) { v.change(func(c *Viewing) { c.View = View(i) }) }
	v.ranges = widget.NewSegments([]string{w.T("range.all"), w.T("range.year"), w.T("range.since")}, int(viewing.Range))
	v.ranges.OnChosen = v.chooseRange
	v.ranges.OnEnter, v.ranges.OnTapped = v.writeSince, v.writeSince
	v.raters = widget.NewSegments([]string{w.T("participant.ratings.self"), w.T("rater.supervisor")}, 0)
	if viewing.Rater == skapa.BySupervisor {
		v.raters.Choose(1)
	}
	v.raters.OnChosen = func(i int) { v.change(func(c *Viewing) { c.Rater = skapa.Raters[i] }) }
	v.since = d.DateEntry(viewing.Since)
	v.since.OnEnter, v.since.OnLeft, v.since.OnPicked = v.readSince, v.readSince, v.readSince
	v.at = container.NewGridWrap(fyne.NewSize(sinceWidth, viewerHeight), v.since)
	v.said = fynewidget.NewLabel("")
	v.said.Wrapping = fyne.TextWrapWord
	height := canvas.NewRectangle(color.Transparent)
	height.SetMinSize(fyne.NewSize(0, viewerHeight))
	row := container.NewHBox(v.views, layout.NewSpacer(), v.ranges, v.at, v.raters)
	aside := layout.NewCustomPaddedLayout(0, 0, look.Near, look.Near) // as the picture has it
	v.content = container.NewVBox(container.NewStack(height, container.New(aside, row)), v.said)
	v.offer()
	v.say("", fynewidget.MediumImportance)
	return v
}

// show shows a view.
func (v *viewer) show(view View) {
	v.views.Choose(int(view))
	v.change(func(c *Viewing) { c.View = view })
}

// change changes what is chosen, and offers what belongs to it.
func (v *viewer) change(change func(*Viewing)) {
	change(&v.viewing)
	v.say("", fynewidget.MediumImportance)
	v.offer()
	v.OnChanged()
}

func (v *viewer) offer() {
	c := v.viewing
	v.ranges.Hidden = c.View != Development
	v.at.Hidden = c.View != Development || c.Range != FromDate
	v.raters.Hidden = c.View != Profile
	v.content.Refresh()
}

// chooseRange chooses a range; the first date that is offered is that of the
// last year.
func (v *viewer) chooseRange(i int) {
	v.change(func(c *Viewing) {
		c.Range = Range(i)
		if c.Range == FromDate && c.Since.IsZero() {
			c.Since = Viewing{Range: LastYear}.from(v.Store.Today())
			v.since.SetDate(c.Since)
		}
	})
}

// writeSince goes on to the date, where there is one to write.
func (v *viewer) writeSince() {
	if v.viewing.Range == FromDate {
		v.Window.Canvas().Focus(v.since)
		v.since.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// readSince takes the date that is written. What is none, or is still to come,
// is refused, and the picture stays as it was.
func (v *viewer) readSince() {
	today := v.Store.Today()
	var wrong skapa.Findings
	date := v.since.Read("since", &wrong)
	if date > today {
		wrong = append(wrong, skapa.Finding{Field: "since", Key: "error.date.future", Args: skapa.Args{"Date": date}})
	}
	switch {
	case len(wrong) > 0:
		v.say(v.Words.Finding(wrong[0]), fynewidget.DangerImportance)
		v.OnChanged() // there is less room
	case date != v.viewing.Since || v.said.Visible():
		v.change(func(c *Viewing) { c.Since = date })
	}
}

// say says a sentence below the row, "" nothing.
func (v *viewer) say(sentence string, importance fynewidget.Importance) {
	v.said.Importance = importance
	v.said.Hidden = sentence == ""
	v.said.SetText(sentence)
}
