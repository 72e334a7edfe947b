package meeting

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// handing lets the supervisor take the laptop back: by the passphrase of a
// sealed file, by a button that nobody presses unawares on a plain one.
func (p *Page) handing() view {
	if p.Store.Protection().Sealed {
		return p.unlocking()
	}
	w := p.theirs
	back := widget.NewPrimary(w.T("meeting.handing.back"), theme.NavigateBackIcon(), p.Escape)
	take := widget.NewButton(w.T("meeting.handing.take"), theme.AccountIcon(), p.taken)
	body := container.NewVBox(layout.NewSpacer(), centred(large(w.T("meeting.handing.title"))), centred(paragraph(w.T("meeting.handing.plain"))), layout.NewSpacer())
	footer := container.NewHBox(back, layout.NewSpacer(), take)
	return view{object: p.room(nil, container.New(column{}, body), footer), first: back}
}

func paragraph(text string) *fynewidget.Label {
	l := fynewidget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// centred puts a text in the middle.
func centred(l *fynewidget.Label) *fynewidget.Label {
	l.Alignment = fyne.TextAlignCenter
	return l
}

// unlocking asks for the passphrase.
func (p *Page) unlocking() view {
	w := p.theirs
	secret := widget.NewHidden()
	field := widget.NewField("secret", w.T("secret.passphrase"), secret, widget.Reserved)
	form := widget.Form{Words: w, Fields: []*widget.Field{field}}
	back := widget.NewButton(w.T("meeting.handing.back"), theme.NavigateBackIcon(), p.Escape)
	refuse := func(key string, args skapa.Args) {
		form.Show(skapa.Findings{{Field: "secret", Key: key, Args: args}})
		p.Window.Canvas().Focus(secret)
		secret.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	take := widget.NewPrimary(w.T("meeting.handing.unlock"), theme.LoginIcon(), nil)
	try := func() {
		switch {
		case take.Disabled():
			return
		case secret.Text == "":
			refuse("error.required.secret", nil)
			return
		case p.guesses.wait(p.Now()) > 0:
			refuse("meeting.handing.wait", skapa.Args{"Seconds": p.guesses.wait(p.Now())})
			return
		}
		given := secret.Text
		take.Disable()
		form.Show(nil)
		uncover := p.Cover()
		p.Run(func(ctx context.Context) error { return p.Store.Recognises(ctx, given) }, func(err error) {
			uncover()
			take.Enable()
			switch {
			case errors.Is(err, store.ErrSecret):
				p.guesses.missed(p.Now())
				refuse("meeting.handing.wrong", nil)
			case err != nil: // whoever sits there sees no path
				refuse("meeting.handing.failed", nil)
			case p.stage == Handing:
				p.taken()
			}
		})
	}
	take.OnTapped, secret.OnEnter = try, try
	body := container.NewVBox(layout.NewSpacer(), large(w.T("meeting.handing.title")), paragraph(w.T("meeting.handing.sealed")), field, layout.NewSpacer())
	footer := container.NewHBox(back, layout.NewSpacer(), take)
	return view{object: p.room(nil, container.New(column{}, body), footer), first: secret}
}
