package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/merging"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// banner stands over every page while the file doesn't hold everything: why,
// and what can be done about it.
type banner struct {
	fynewidget.BaseWidget
	shell *shell
	text  *fynewidget.Label
	acts  *fyne.Container // buttons beside the text
	below *fyne.Container // buttons below it, where there are many
	box   fyne.CanvasObject
}

func newBanner(s *shell) *banner {
	b := &banner{shell: s, text: fynewidget.NewLabel(""), acts: container.NewHBox(), below: container.NewHBox()}
	b.text.Wrapping = fyne.TextWrapWord
	b.text.Importance = fynewidget.DangerImportance
	b.text.TextStyle.Bold = true
	b.box = container.NewVBox(
		container.NewPadded(container.NewBorder(nil, b.below, nil, container.NewCenter(b.acts), b.text)),
		fynewidget.NewSeparator())
	b.Hidden = true
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer lays out the banner.
func (b *banner) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(b.box) }

// show says why the file doesn't hold everything, or nothing.
func (b *banner) show() {
	s := b.shell
	var unsaved error
	if s.store != nil {
		unsaved = s.store.Unsaved()
	}
	needs := s.store != nil && s.store.Protection().NeedsPassphrase
	hidden, said := b.Hidden, b.text.Text
	b.Hidden = unsaved == nil && !needs || s.answering()
	b.acts.Objects, b.below.Objects = nil, nil
	if !b.Hidden {
		b.say(unsaved)
	}
	b.Refresh()
	if b.Hidden != hidden || b.text.Text != said {
		s.window.Content().Refresh() // which gives the page its room
	}
}

func (b *banner) say(unsaved error) {
	s, w := b.shell, b.shell.words
	elsewhere := widget.NewButton(w.T("unsaved.elsewhere"), theme.DocumentSaveIcon(), s.saveAs)
	args, conflict := conflictOf(unsaved)
	switch {
	case conflict:
		b.text.SetText(w.T("conflict.banner", args))
		b.below.Objects = []fyne.CanvasObject{
			layout.NewSpacer(), elsewhere,
			widget.NewButton(w.T("conflict.reload"), theme.DownloadIcon(), func() { s.askReload(args) }),
			widget.NewPrimary(w.T("conflict.merge"), theme.ContentAddIcon(), s.mergeTheirs),
		}
	case s.store.Protection().NeedsPassphrase:
		b.text.SetText(w.T("needs.banner"))
		b.acts.Objects = []fyne.CanvasObject{widget.NewPrimary(w.T("needs.do"), nil, s.showProtection)}
	default:
		b.text.SetText(w.T("unsaved.banner", words.Args{"Why": w.Sentence(unsaved)}))
		b.acts.Objects = []fyne.CanvasObject{elsewhere, widget.NewPrimary(w.T("retry"), theme.ViewRefreshIcon(), s.retrySave)}
	}
}

// conflictOf names the file that somebody else has saved and the copy that
// holds what is here, and tells whether that is why nothing could be saved.
func conflictOf(unsaved error) (words.Args, bool) {
	problem, is := errors.AsType[*skapa.Problem](unsaved)
	if !is || !errors.Is(unsaved, store.ErrConflict) {
		return nil, false
	}
	copied, is := problem.Args["Copy"].(string)
	path, named := problem.Args["Path"].(string)
	return words.Args{"Path": filepath.Base(path), "Copy": filepath.Base(copied)}, is && named && copied != ""
}

// mergeTheirs takes over what somebody else has saved meanwhile, and says what
// it was.
func (s *shell) mergeTheirs() { s.leaveForm(s.mergeTheirsNow) }

func (s *shell) mergeTheirsNow() {
	workspace, w := s.store, s.words
	var merged store.Merged
	s.withSecret(w.T("conflict.merging"), workspace.Path(), func(ctx context.Context, secret string) (err error) {
		merged, err = workspace.Merge(ctx, store.Merging{Path: workspace.Path(), Secret: secret, Progress: share(ctx)})
		return err
	}, func(err error) {
		if !s.came(err) {
			return
		}
		answers := []widget.Answer{{Text: w.T("ok"), Primary: true}}
		if merging.Unsettled(merged) > 0 {
			settle := widget.Answer{Text: w.T("unsettled.title"), Do: func() { s.leave(s.showUnsettled) }}
			answers = append([]widget.Answer{settle}, answers...)
		}
		widget.Ask(s.window, w.T("conflict.merge"), merging.Said(w, merged), answers...)
	})
}

// came tells whether what was to come into the workspace did. It reports why
// not; that the file could not be written is for the banner to say.
func (s *shell) came(err error) bool {
	switch {
	case errors.Is(err, context.Canceled):
		return false
	case err != nil && !errors.Is(err, store.ErrNotSaved):
		s.report(err)
		return false
	}
	return true
}

// askReload shows what somebody else has saved instead, once that is meant.
func (s *shell) askReload(args words.Args) {
	w := s.words
	widget.Ask(s.window, w.T("conflict.reload.title"), w.T("conflict.reload.text", args),
		widget.Answer{Text: w.T("conflict.reload.do"), Do: func() { s.leaveForm(s.reload) }},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

func (s *shell) reload() {
	workspace, w := s.store, s.words
	s.withSecret(w.T("conflict.reloading"), workspace.Path(), workspace.Reload, func(err error) {
		if s.came(err) {
			s.rail.tell(w.T("conflict.reloaded"))
		}
	})
}
