package settings

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// hub is the part of the page about the hub that gathers the files of several
// teams: its key, or where to enter one. It holds at once, for all who work with
// the file.
type hub struct {
	page  *Page
	is    store.Hub
	key   *widget.Entry // of another hub, to be pasted
	field *widget.Field
	box   *fyne.Container
	first fyne.Focusable // its first act
}

func newHub(p *Page) (*hub, error) {
	h := &hub{page: p, key: widget.NewEntry(), box: container.NewVBox()}
	h.key.PlaceHolder = "age1…"
	h.key.OnEnter = h.set
	h.field = widget.NewField("hub", p.Words.T("settings.hub.key"), h.key, p.Words.T("settings.hub.key.hint"))
	return h, h.read()
}

func (h *hub) read() (err error) {
	h.is, err = h.page.Store.Hub(context.Background())
	return err
}

// show shows the part for the hub of the moment.
func (h *hub) show() {
	p, w := h.page, h.page.Words
	h.box.RemoveAll()
	h.box.Add(widget.NewSubheading(w.T("settings.hub")))
	buttons := container.NewHBox()
	h.first = nil
	act := func(key string, icon fyne.Resource, do func()) {
		b := widget.NewButton(w.T(key), icon, do)
		if h.first == nil {
			h.first = b
		}
		widget.Follow(func() *container.Scroll { return p.scroll }, b, h.box)
		buttons.Add(b)
	}
	switch {
	case h.is.Recipient == "":
		h.say("settings.hub.none")
		h.box.Add(h.field)
		act("settings.hub.set", theme.ConfirmIcon(), h.set)
		act("settings.hub.make", theme.StorageIcon(), h.askMake)
	default:
		text := "settings.hub.theirs"
		if h.is.Mine {
			text = "settings.hub.mine"
		}
		h.say(text)
		key := fynewidget.NewLabelWithStyle(h.is.Recipient, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
		key.Wrapping = fyne.TextWrapBreak
		h.box.Add(key)
		act("settings.hub.copy", theme.ContentCopyIcon(), h.copy)
		act("settings.hub.forget", theme.DeleteIcon(), h.askForget)
	}
	h.box.Add(buttons)
	p.scroll.Content.Refresh() // all below has moved
	p.scroll.Refresh()
}

func (h *hub) say(key string) {
	text := fynewidget.NewLabel(h.page.Words.T(key))
	text.Wrapping = fyne.TextWrapWord
	h.box.Add(text)
}

// changed shows the hub that was set, made or forgotten, here or by an undo.
func (h *hub) changed() {
	if err := h.read(); err != nil {
		h.page.Report(err)
		return
	}
	h.show()
}

// set takes over the key of another hub.
func (h *hub) set() {
	if skapa.Tidy(h.key.Text) == "" {
		h.refuse(skapa.Finding{Field: "hub", Key: "error.required.hub"})
		return
	}
	h.save(h.write, "settings.hub.saved")
}

// write takes over the key that was entered, if one was.
func (h *hub) write(ctx context.Context) error {
	if key := skapa.Tidy(h.key.Text); key != "" {
		return h.page.Store.SetHub(ctx, key)
	}
	return nil
}

// written shows the hub that was written.
func (h *hub) written() {
	h.key.SetText("")
	h.changed()
}

// refused says at the field what is wrong with the key that was entered, and any
// other failure over the page.
func (h *hub) refused(err error) {
	problem, is := errors.AsType[*skapa.Problem](err)
	if is && problem.Key == "error.hub.recipient" {
		h.refuse(skapa.Finding{Field: "hub", Key: problem.Key, Args: problem.Args})
		return
	}
	h.page.Report(err)
}

func (h *hub) refuse(finding skapa.Finding) {
	h.page.form.Show(skapa.Findings{finding})
	h.page.Window.Canvas().Focus(h.key)
}

// save changes the hub, and says it.
func (h *hub) save(write func(context.Context) error, said string) {
	p := h.page
	p.Save(write, h.refused, func() {
		h.written()
		p.Tell(p.Words.T(said))
		p.Window.Canvas().Focus(h.first)
	})
}

// askMake asks whether this workspace is to be the hub, and makes its keys; a
// file that anybody can read has to be encrypted first.
func (h *hub) askMake() {
	p, w := h.page, h.page.Words
	if !p.Store.Protection().Sealed {
		widget.Ask(p.Window, w.T("settings.hub.seal.title"), w.T("settings.hub.seal.text"),
			widget.Answer{Text: w.T("protection.seal"), Primary: true, Do: p.OnSeal},
			widget.Answer{Text: w.T("cancel")})
		return
	}
	widget.Ask(p.Window, w.T("settings.hub.make.title"), w.T("settings.hub.make.text"),
		widget.Answer{Text: w.T("settings.hub.make.do"), Primary: true, Do: func() {
			h.save(func(ctx context.Context) error { _, err := p.Store.MakeHub(ctx); return err }, "settings.hub.made")
		}},
		widget.Answer{Text: w.T("cancel")})
}

// askForget asks before the key is taken away.
func (h *hub) askForget() {
	p, w := h.page, h.page.Words
	text := "settings.hub.forget.theirs"
	if h.is.Mine {
		text = "settings.hub.forget.mine"
	}
	widget.Ask(p.Window, w.T("settings.hub.forget.title"), w.T(text),
		widget.Answer{Text: w.T("settings.hub.forget.do"), Do: func() { h.save(p.Store.ForgetHub, "settings.hub.forgotten") }},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

// copy puts the key on the clipboard: it is no secret.
func (h *hub) copy() {
	fyne.CurrentApp().Clipboard().SetContent(h.is.Recipient)
	h.page.Tell(h.page.Words.T("settings.hub.copied"))
}
