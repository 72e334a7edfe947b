package ui

import (
	"context"
	"image/color"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
)

// rail is the navigation at the left: the pages with their counts, and below
// them the file, whether it is saved, and who writes.
type rail struct {
	fynewidget.BaseWidget
	shell     *shell
	ground    *canvas.Rectangle
	places    []*place
	unsettled *place // shown where there is something to settle
	file      *fynewidget.Label
	who       *fynewidget.Label
	state     *fynewidget.Label
	copies    *fynewidget.Label // why no backup was made
	said      string            // what was done last
	told      time.Time         // when it was said
	slim      bool              // icons only
	full      *fyne.Container
	sign      *fynewidget.Icon // of the state, where there is no room for words
}

func newRail(s *shell) *rail {
	r := &rail{shell: s, ground: canvas.NewRectangle(nil)}
	r.places = []*place{
		newPlace("today.title", theme.HomeIcon(), s.goToToday, onToday),
		newPlace("participants.title", theme.AccountIcon(), s.goToParticipants, onList, onParticipant, onEdit, onRating, onAssessment,
			onParticipation, onGoal, onHandover, onPause, onExit, onReentry, onFollowUp),
		newPlace("rail.catalogue", theme.ListIcon(), s.goToCatalogue, onCatalogue, onActivity, onEnrolment),
		newPlace("cohort.title", look.CohortIcon(), s.goToCohort, onCohort, onFigure),
		newPlace("settings.title", theme.SettingsIcon(), s.goToSettings, onSettings),
	}
	r.unsettled = newPlace("unsettled.title", theme.WarningIcon(), s.goToUnsettled, onUnsettled)
	r.places = slices.Insert(r.places, 2, r.unsettled)
	small := func() *fynewidget.Label {
		l := fynewidget.NewLabel("")
		l.SizeName = theme.SizeNameCaptionText
		l.Wrapping = fyne.TextWrapWord
		return l
	}
	r.file, r.who, r.state, r.copies = small(), small(), small(), small()
	r.copies.Importance = fynewidget.WarningImportance
	r.full = container.NewVBox(r.file, r.who, r.copies, r.state)
	r.sign = fynewidget.NewIcon(theme.ConfirmIcon())
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer lays out the rail.
func (r *rail) CreateRenderer() fyne.WidgetRenderer {
	r.ground.FillColor = theme.Color(look.Panel)
	return fynewidget.NewSimpleRenderer(container.NewStack(r.ground,
		container.NewPadded(container.NewVBox(r.entries(), layout.NewSpacer(), r.sign, r.full))))
}

// Refresh follows the theme.
func (r *rail) Refresh() {
	r.ground.FillColor = theme.Color(look.Panel)
	r.ground.Refresh()
	r.showWords()
	r.BaseWidget.Refresh()
}

// show fills the rail for the file that is open.
func (r *rail) show() {
	s := r.shell
	if s.store == nil {
		return
	}
	r.count()
	r.showWords()
	r.file.SetText(fileName(s.store.Path()))
	a := s.prefs.author()
	r.who.SetText(strings.TrimSuffix(a.Supervisor+", "+a.Team, ", "))
	r.showState()
}

// showState says whether the file holds everything, as far as that is known:
// not while a work is under way.
func (r *rail) showState() {
	s := r.shell
	text := s.words.T("saved")
	r.sign.SetResource(theme.ConfirmIcon())
	r.state.Importance = fynewidget.MediumImportance
	unsaved := s.store != nil && s.store.Unsaved() != nil
	switch {
	case s.saving > 0:
		text = s.words.T("saving")
		r.sign.SetResource(theme.MoreHorizontalIcon())
	case unsaved:
		r.sign.SetResource(theme.NewErrorThemedResource(theme.WarningIcon()))
		text = s.words.T("unsaved")
		r.state.Importance = fynewidget.DangerImportance
	}
	if r.said != "" && !unsaved { // which may say that it is saved
		text = r.said + " " + text
	}
	r.state.SetText(text)
	r.showCopies()
}

// showCopies says why the last backup could not be made, where that is so.
func (r *rail) showCopies() {
	s := r.shell
	var failed error
	if s.store != nil {
		failed = s.store.BackupFailed()
	}
	r.copies.Hidden = failed == nil
	if failed != nil {
		r.copies.SetText(s.words.T("backups.notMade", words.Args{"Why": s.words.Sentence(failed)}))
	}
}

// tell says what was done last.
func (r *rail) tell(sentence string) {
	r.said, r.told = sentence, r.shell.clock()
	r.showState()
}

// forget takes away what was done last at a change of the page, once it was seen:
// what was done right before the change belongs to the page that comes.
func (r *rail) forget() {
	const seen = time.Second
	if r.shell.clock().Sub(r.told) >= seen {
		r.said = ""
	}
}

// Resize shows icons alone where there is no room for words.
func (r *rail) Resize(size fyne.Size) {
	if slim := size.Width < railWidth; slim != r.slim {
		r.slim = slim
		r.showWords()
	}
	r.BaseWidget.Resize(size)
}

func (r *rail) showWords() {
	r.full.Hidden, r.sign.Hidden = r.slim, !r.slim
	for _, p := range r.places {
		p.show(r.shell, r.slim)
	}
}

// count says how many there are behind an entry; the page says why not.
func (r *rail) count() {
	ctx := context.Background()
	if n, err := r.shell.store.Count(ctx); err == nil {
		r.places[1].number = r.shell.words.Number(n)
	}
	if n, known := r.shell.asking(); known {
		r.places[0].number = r.shell.words.Number(n)
	}
	r.unsettled.number = r.shell.words.Number(r.shell.toSettle)
	r.unsettled.entry.Hidden = r.shell.toSettle == 0 && r.shell.at.Page != onUnsettled
}

// entries stacks the pages that can be gone to.
func (r *rail) entries() fyne.CanvasObject {
	all := container.NewVBox()
	for _, p := range r.places {
		all.Add(p.entry)
	}
	return all
}

// place is an entry of the rail: a page that can be gone to from anywhere.
type place struct {
	key    string // of its name
	number string // how many are behind it; "" for none to say
	pages  []string
	button *widget.Button
	mark   *canvas.Rectangle // where the page is shown
	entry  *fyne.Container   // of both
}

func newPlace(key string, icon fyne.Resource, open func(), pages ...string) *place {
	p := &place{key: key, pages: pages, button: widget.NewQuiet("", icon, open), mark: canvas.NewRectangle(nil)}
	p.entry = container.NewStack(p.mark, p.button)
	return p
}

// show says where it leads, and whether that is shown.
func (p *place) show(s *shell, slim bool) {
	text := s.words.T(p.key)
	if p.number != "" {
		text += "  " + p.number
	}
	if slim {
		text = ""
	}
	p.mark.FillColor, p.mark.CornerRadius = color.Transparent, theme.Size(theme.SizeNameButtonRadius)
	p.button.Importance = fynewidget.LowImportance
	if slices.Contains(p.pages, s.at.Page) {
		p.mark.FillColor = theme.Color(theme.ColorNameSelection)
	}
	p.mark.Refresh()
	p.button.SetText(text)
}

func fileName(path string) string {
	return strings.TrimSuffix(filepath.Base(path), fileExtension)
}

// Widths of the rail in dp, and the window's below which it is slim.
const (
	railWidth = 168
	slimWidth = 48
	slimBelow = 1100
)

// besideRail puts the page beside the rail.
type besideRail struct{}

func (*besideRail) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r, page := objects[0].(*rail), objects[1]
	width := float32(0)
	if !r.Hidden {
		width = railWidth
		if size.Width < slimBelow {
			width = slimWidth
		}
		r.Move(fyne.NewPos(0, 0))
		r.Resize(fyne.NewSize(width, size.Height))
	}
	page.Move(fyne.NewPos(width, 0))
	page.Resize(fyne.NewSize(size.Width-width, size.Height))
}

func (*besideRail) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// newLeast is an object that only keeps the window from becoming too small.
func newLeast(size fyne.Size) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(size)
	return r
}
