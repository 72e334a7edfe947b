// Package welcome is the first page: which workspace to work in, and who works
// on this computer.
package welcome

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Page is the first page.
type Page struct {
	fynewidget.BaseWidget
	OnAuthor func(store.Author) // who works here has changed
	OnNew    func()
	OnOpen   func()
	OnBegin  func() // from a start file
	OnRecent func(path string)
	OnDemo   func()

	words  words.Words
	window fyne.Window

	name   *widget.Entry
	team   *widget.Entry
	form   widget.Form
	first  *widget.Button
	latest *widget.Button // of the file that was opened last; nil for none
	body   fyne.CanvasObject
}

// New makes the page.
func New(w words.Words, window fyne.Window, author store.Author, recent []string) *Page {
	p := &Page{words: w, window: window}
	p.build(author, recent)
	p.ExtendBaseWidget(p)
	return p
}

// Title names the page.
func (p *Page) Title() string { return p.words.T("welcome.title") }

// First is the name until there is one, then the file that was opened last, or
// the first action.
func (p *Page) First() fyne.Focusable {
	if p.name.Text == "" {
		return p.name
	}
	if p.latest != nil {
		return p.latest
	}
	return p.first
}

// Leave goes on at once: what is entered here is kept at every change.
func (p *Page) Leave(then func()) { then() }

// Close ends the page.
func (p *Page) Close() {}

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.body) }

func (p *Page) build(author store.Author, recent []string) {
	w := p.words
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.SetMinSize(fyne.NewSquareSize(64))
	icon.FillMode = canvas.ImageFillContain
	heading := widget.NewHeading("Framsteg")
	lead := fynewidget.NewLabel(w.T("welcome.lead"))
	lead.Wrapping = fyne.TextWrapWord

	top := container.NewBorder(nil, nil, container.NewPadded(icon), nil, container.NewVBox(heading, lead))
	left := container.NewVBox(widget.NewSubheading(w.T("welcome.who")), p.who(author))
	right := container.NewVBox(widget.NewSubheading(w.T("welcome.file")), p.actions())
	if len(recent) > 0 {
		right.Add(widget.NewSubheading(w.T("welcome.recent")))
		right.Add(p.recent(recent))
	}
	columns := widget.Pair(left, right)
	content := container.NewVBox(top, fynewidget.NewSeparator(), columns)
	p.body = container.NewVScroll(container.New(&centred{}, content))
}

func (p *Page) who(author store.Author) fyne.CanvasObject {
	w := p.words
	p.name, p.team = widget.NewEntry(), widget.NewEntry()
	p.name.Text, p.team.Text = author.Supervisor, author.Team
	changed := func(string) {
		p.form.Show(nil)
		p.OnAuthor(store.Author{Supervisor: skapa.Tidy(p.name.Text), Team: skapa.Tidy(p.team.Text)})
	}
	p.name.OnChanged, p.team.OnChanged = changed, changed
	p.name.OnEnter = func() { p.window.Canvas().Focus(p.team) }
	p.team.OnEnter = func() { p.window.Canvas().Focus(p.first) }
	p.form = widget.Form{Words: w, Fields: []*widget.Field{
		widget.NewField("name", w.T("welcome.name"), p.name, w.T("welcome.name.hint")),
		widget.NewField("team", w.T("welcome.team"), p.team, ""),
	}}
	return container.NewVBox(p.form.Fields[0], p.form.Fields[1])
}

// named does an act once there is a name to sign with.
func (p *Page) named(act func()) {
	if skapa.Tidy(p.name.Text) != "" {
		act()
		return
	}
	p.form.Show(skapa.Findings{{Field: "name", Key: "error.required.author"}})
	p.window.Canvas().Focus(p.name)
}

func (p *Page) actions() fyne.CanvasObject {
	w := p.words
	p.first = widget.NewPrimary(w.T("welcome.new"), theme.DocumentCreateIcon(), func() { p.named(p.OnNew) })
	open := widget.NewButton(w.T("welcome.open"), theme.FolderOpenIcon(), func() { p.named(p.OnOpen) })
	begin := widget.NewButton(w.T("welcome.begin"), theme.DownloadIcon(), func() { p.named(p.OnBegin) })
	demo := widget.NewButton(w.T("welcome.demo"), theme.MediaPlayIcon(), func() { p.OnDemo() })
	for _, b := range []*widget.Button{p.first, open, begin, demo} {
		b.Alignment = fynewidget.ButtonAlignLeading
	}
	hint := fynewidget.NewLabel(w.T("welcome.demo.hint"))
	hint.SizeName = theme.SizeNameCaptionText
	hint.Wrapping = fyne.TextWrapWord
	return container.NewVBox(p.first, open, begin, demo, hint)
}

func (p *Page) recent(paths []string) fyne.CanvasObject {
	box := container.NewVBox()
	for _, path := range paths {
		b := widget.NewQuiet(filepath.Base(path), theme.FileIcon(), func() { p.named(func() { p.OnRecent(path) }) })
		if p.latest == nil {
			p.latest = b
		}
		where := fynewidget.NewLabel(filepath.Dir(path))
		where.SizeName = theme.SizeNameCaptionText
		where.Importance = fynewidget.LowImportance
		where.Truncation = fyne.TextTruncateEllipsis
		box.Add(container.NewBorder(nil, nil, b, nil, where))
	}
	return box
}

// centred keeps the page at a good width in the middle of the window.
type centred struct{}

const pageWidth = 840

func (*centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(pageWidth, size.Width-2*look.Across)
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-width)/2, look.Across))
		o.Resize(fyne.NewSize(width, size.Height-2*look.Across))
	}
}

func (*centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*look.Across, 2*look.Across)
}
