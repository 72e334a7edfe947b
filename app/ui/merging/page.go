package merging

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
)

// Page is the page "Slå ihop med filer": the files at the left, and what the chosen
// one brings. Nothing changes before it is merged.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnAdd       func()      // wants to choose a file
	OnRead      func(*File) // wants to know what a file would bring
	OnMerge     func(*File) // wants it merged
	OnUndo      func()      // wants the last merge undone
	OnUnsettled func()      // wants to see what is to be settled
	OnDone      func()      // wants to go on

	place   *Place
	table   *widget.Table // of files
	name    *fynewidget.Label
	said    *fynewidget.Label
	warning *fynewidget.Label // of another key of the hub
	modes   *widget.Segments
	tallies []*widget.Table // by kind, and by team
	lines   [2][]line
	empty   *widget.Empty
	both    fyne.CanvasObject
	detail  *fyne.Container

	choice, add, remove, undo, unsettled, main *widget.Button
	content                                    fyne.CanvasObject
}

// The ways to count what a file brings, in the order in which they are offered.
const (
	byKinds = iota
	byTeams
)

// New makes the page with the files of a place, which it keeps up to date.
func New(d screen.Deps, place *Place) *Page {
	p := &Page{Deps: d, place: place}
	if last, any := d.Store.LastAct(); any {
		place.follow(last)
	}
	p.build()
	p.ExtendBaseWidget(p)
	p.Reload()
	return p
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("merging.title") }

// First is what goes on.
func (p *Page) First() fyne.Focusable {
	if len(p.place.Files) == 0 {
		return p.choice
	}
	return p.main
}

// Leave goes on at once: what is listed here is there when it is shown again.
func (p *Page) Leave(then func()) { then() }

// Close ends the page.
func (p *Page) Close() {}

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

func (p *Page) build() {
	w := p.Words
	p.table = widget.NewTable([]widget.Column{{Width: markWidth, Marked: true}, {Title: w.T("merging.column.file"), Width: 320 - markWidth}},
		func() int { return len(p.place.Files) }, func(row, column int) string { return p.cell(row, column) })
	p.table.Mark = func(row int) widget.Mark { return p.place.Files[row].State.mark() }
	p.table.Below = func(row int) string { return w.T("merging.state." + string(p.place.Files[row].State)) }
	p.table.Chooses = true
	p.table.OnOpen = p.choose
	p.table.OnEnter = func() { p.goOn() }
	p.name, p.said, p.warning = widget.NewSubheading(""), fynewidget.NewLabel(""), fynewidget.NewLabel("")
	p.name.Wrapping, p.said.Wrapping, p.warning.Wrapping = fyne.TextWrapBreak, fyne.TextWrapWord, fyne.TextWrapWord
	p.warning.Importance = fynewidget.WarningImportance
	p.tallies = []*widget.Table{
		newTally(w, false, func() []line { return p.lines[byKinds] }),
		newTally(w, true, func() []line { return p.lines[byTeams] }),
	}
	p.modes = widget.NewSegments([]string{w.T("merging.byKind"), w.T("merging.byTeam")}, byKinds)
	p.modes.OnChosen = func(int) { p.showDetail() }
	p.add = widget.NewButton(w.T("merging.add"), theme.FolderOpenIcon(), func() { p.OnAdd() })
	p.remove = widget.NewButton(w.T("merging.remove"), nil, p.takeAway)
	p.undo = widget.NewButton(w.T("merging.undo"), theme.ContentUndoIcon(), func() { p.OnUndo() })
	p.unsettled = widget.NewButton("", nil, func() { p.OnUnsettled() })
	p.main = widget.NewPrimary("", nil, func() { p.goOn() })
	p.empty = widget.NewEmpty()
	p.choice = widget.NewPrimary(w.T("merging.choose"), theme.FolderOpenIcon(), func() { p.OnAdd() })
	p.empty.Say(w.T("merging.empty"), p.choice)
	head := container.New(layout.NewCustomPaddedVBoxLayout(0), p.name, p.said, p.warning, container.NewHBox(p.modes))
	p.detail = container.NewBorder(head, nil, nil, nil, p.tallies[byKinds], p.tallies[byTeams])
	p.both = widget.Beside(p.table, p.detail)
	buttons := container.NewHBox(p.add, p.remove, layout.NewSpacer(), p.undo, p.unsettled, p.main)
	top := container.NewVBox(widget.NewHint(w.T("merging.lead")))
	body := container.New(layout.NewCustomPaddedLayout(0, look.Near, look.Near, look.Near), container.NewBorder(top, nil, nil, nil, container.NewStack(p.both, p.empty)))
	p.content = widget.FormPage(p.Title(), body, buttons)
}

const markWidth = 32 // dp

func (p *Page) cell(row, column int) string {
	if column == 0 || row >= len(p.place.Files) { // or drawn once more as it goes
		return ""
	}
	return fileName(p.place.Files[row].Path)
}

// fileName is how a file is called in the list.
func fileName(path string) string { return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) }

// mark says by a sign beside its words how far a file has come.
func (s State) mark() widget.Mark {
	switch s {
	case Merged:
		return widget.Mark{Icon: theme.ConfirmIcon()}
	case Refused:
		return widget.Mark{Icon: theme.ErrorIcon(), Importance: fynewidget.DangerImportance}
	case Stopped:
		return widget.Mark{Icon: theme.MediaPauseIcon()}
	case Read:
		return widget.Mark{Icon: theme.DownloadIcon(), Importance: fynewidget.HighImportance}
	}
	return widget.Mark{Icon: theme.MoreHorizontalIcon()}
}

// choose shows another file.
func (p *Page) choose(row int) {
	if row >= len(p.place.Files) || row == p.place.Chosen {
		return
	}
	p.place.Chosen = row
	p.Reload()
	p.ReadChosen()
}

// ReadChosen reads the chosen file, unless that is known.
func (p *Page) ReadChosen() {
	if f := p.place.chosen(); f != nil && f.State == Waiting {
		p.OnRead(f)
	}
}

// takeAway takes the chosen file out of the list.
func (p *Page) takeAway() {
	at := p.place.Chosen
	p.place.Files = append(p.place.Files[:at:at], p.place.Files[at+1:]...)
	p.place.Chosen = max(0, min(at, len(p.place.Files)-1))
	p.Reload()
	p.Window.Canvas().Focus(p.First())
}

// goOn does what the chosen file asks for next.
func (p *Page) goOn() {
	f := p.place.chosen()
	switch {
	case f == nil:
		p.OnAdd()
	case f.State == Read:
		p.OnMerge(f)
	case f.State != Merged:
		f.State = Waiting
		p.OnRead(f)
	case p.following() >= 0:
		p.choose(p.following())
	default:
		p.OnDone()
	}
}

// following gives the file that comes after the chosen one, which is done with; -1
// for none.
func (p *Page) following() int {
	at := p.place.next()
	if at == p.place.Chosen {
		return -1
	}
	return at
}

// Reload shows the list and the chosen file as they are now.
func (p *Page) Reload() {
	f := p.place.chosen()
	p.both.Hide()
	p.empty.Show()
	p.add.Hidden, p.remove.Hidden, p.main.Hidden = f == nil, f == nil || f.State == Merged, f == nil
	p.undo.Hidden, p.unsettled.Hidden = true, true
	if f == nil {
		p.content.Refresh()
		return
	}
	p.empty.Hide()
	p.both.Show()
	p.table.Reload()
	p.table.GoTo(p.place.Chosen)
	p.showButtons(f)
	p.showDetail()
	p.content.Refresh()
}

func (p *Page) showButtons(f *File) {
	w := p.Words
	last, any := p.Store.LastAct()
	p.undo.Hidden = !any || !p.place.undoable(f, last)
	n := Unsettled(f.Brings)
	p.unsettled.Hidden = f.State != Merged || n == 0
	p.unsettled.SetText(w.T("unsettled.title") + " (" + w.Number(n) + ")")
	switch {
	case f.State == Read:
		p.main.SetText(w.T("merging.merge"))
	case f.State == Refused, f.State == Stopped, f.State == Waiting:
		p.main.SetText(w.T("merging.read"))
	case p.following() >= 0:
		p.main.SetText(w.T("merging.next"))
	default:
		p.main.SetText(w.T("merging.done"))
	}
}

// showDetail says what the chosen file brings.
func (p *Page) showDetail() {
	f, w := p.place.chosen(), p.Words
	p.name.SetText(fileName(f.Path))
	p.said.Importance = fynewidget.MediumImportance
	counted := false
	switch f.State {
	case Read:
		p.said.SetText(foretold(w, f.Brings))
		counted = true
	case Merged:
		p.said.SetText(Said(w, f.Brings))
		counted = true
	case Refused:
		p.said.Importance = fynewidget.DangerImportance
		p.said.SetText(p.refusal(f))
	default:
		p.said.SetText(w.T("merging.unread"))
	}
	p.warning.Hidden = f.State != Read || f.Brings.Hub == ""
	p.warning.SetText(w.T("merging.hub", words.Args{"End": words.KeyEnd(f.Brings.Hub)}))
	p.lines = [2][]line{lines("", f.Brings.Kinds), byTeam(f.Brings.Teams)}
	p.modes.Hidden = !counted || len(p.lines[byTeams]) == 0
	if p.modes.Hidden {
		p.modes.Choose(byKinds)
	}
	for i, t := range p.tallies {
		t.Hidden = !counted || len(p.lines[i]) == 0 || p.modes.Chosen() != i
		t.Reload()
	}
	p.detail.Refresh()
}

// refusal says in one sentence why a file can't be merged.
func (p *Page) refusal(f *File) string {
	if f.Why == nil { // as after the window was locked
		return p.Words.T("merging.unread")
	}
	return p.Words.T("merging.refused", words.Args{"Why": p.Words.Sentence(f.Why)})
}

var _ screen.Screen = (*Page)(nil)
