// Package locked is the page of a workspace that is locked: it says which file
// it is and asks for its passphrase.
package locked

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Page is the page of a locked workspace.
type Page struct {
	fynewidget.BaseWidget
	OnUnlock func(secret string) // Wait and Refuse say what came of it
	OnOpen   func()              // another workspace
	OnClose  func()

	words  words.Words
	window fyne.Window
	secret *widget.Entry
	form   widget.Form
	field  *widget.Field
	unlock *widget.Button
	guards bool // a participant has the laptop
	body   fyne.CanvasObject
}

// New makes the page of a file, with a text of what became of the work; alarming
// where the file lacks some of it.
func New(w words.Words, window fyne.Window, file, text string, alarming bool) *Page {
	p := newPage(w, window, widget.NewSecret(w.T("secret.show"), w.T("secret.hide")))
	what := fynewidget.NewLabel(text)
	what.Wrapping = fyne.TextWrapWord
	if alarming {
		what.Importance = fynewidget.DangerImportance
	}
	heading := widget.NewHeading(w.T("lock.heading", words.Args{"File": file}))
	heading.Truncation = fyne.TextTruncateEllipsis
	others := container.NewHBox(
		widget.NewQuiet(w.T("lock.other"), theme.FolderOpenIcon(), func() { p.OnOpen() }),
		widget.NewQuiet(w.T("lock.close"), nil, func() { p.OnClose() }))
	top := container.NewBorder(nil, nil, fynewidget.NewIcon(theme.VisibilityOffIcon()), nil, heading)
	p.body = container.New(middle{}, container.NewVBox(top, what, p.field, widget.NewHint(w.T("secret.hint")), p.unlock, fynewidget.NewSeparator(), others))
	return p
}

// NewGuarded makes the page of a laptop that a participant has: it tells nothing
// of the file and leads to nothing but it.
func NewGuarded(w words.Words, window fyne.Window) *Page {
	p := newPage(w, window, widget.NewHidden())
	p.guards = true
	what := fynewidget.NewLabel(w.T("lock.guarded.text"))
	what.Wrapping = fyne.TextWrapWord
	p.body = container.New(middle{}, container.NewVBox(widget.NewHeading(w.T("lock.guarded")), what, p.field, p.unlock))
	return p
}

func newPage(w words.Words, window fyne.Window, secret *widget.Entry) *Page {
	p := &Page{words: w, window: window, secret: secret}
	p.secret.OnEnter = p.onUnlock
	p.field = widget.NewField("secret", w.T("secret.passphrase"), p.secret, "")
	p.form = widget.Form{Words: w, Fields: []*widget.Field{p.field}}
	p.unlock = widget.NewPrimary(w.T("lock.unlock"), theme.LoginIcon(), p.onUnlock)
	p.ExtendBaseWidget(p)
	return p
}

// Title names the page.
func (p *Page) Title() string { return p.words.T("lock.title") }

// First is the passphrase.
func (p *Page) First() fyne.Focusable { return p.secret }

// Leave goes on at once: whether the file may be closed is asked by the window. A
// participant goes nowhere.
func (p *Page) Leave(then func()) {
	if !p.guards {
		then()
	}
}

// Close forgets the passphrase.
func (p *Page) Close() { p.secret.SetText("") }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.body) }

func (p *Page) onUnlock() {
	if p.unlock.Disabled() {
		return
	}
	if p.secret.Text == "" {
		p.Refuse("error.required.secret")
		return
	}
	p.say(nil)
	p.OnUnlock(p.secret.Text)
}

// Wait says that the passphrase is being tried, or that it was.
func (p *Page) Wait(trying bool) {
	if trying {
		p.secret.Disable()
		p.unlock.Disable()
		p.unlock.SetText(p.words.T("lock.unlocking"))
		return
	}
	p.secret.Enable()
	p.unlock.Enable()
	p.unlock.SetText(p.words.T("lock.unlock"))
	p.window.Canvas().Focus(p.secret)
}

// Refuse says at the field why it can't be unlocked by what stands there: the
// key of a sentence.
func (p *Page) Refuse(key string) {
	p.say(skapa.Findings{{Field: "secret", Key: key}})
	p.window.Canvas().Focus(p.secret)
	p.secret.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// say says findings at the field, and makes room for them.
func (p *Page) say(findings skapa.Findings) {
	p.form.Show(findings)
	p.body.Refresh()
}

// middle puts the page at a good width in the middle of the window.
type middle struct{}

const width = 440

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		across := min(width, size.Width-2*look.Across)
		o.Resize(fyne.NewSize(across, 0)) // a wrapped text knows its height only at its width
		height := min(o.MinSize().Height, size.Height)
		o.Move(fyne.NewPos((size.Width-across)/2, max(0, (size.Height-height)/2)))
		o.Resize(fyne.NewSize(across, height))
	}
}

func (middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(width, 0) }
