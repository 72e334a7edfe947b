package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/merging"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// onMerging is the page on which files of others come into the workspace, as
// whereabouts name it.
const onMerging = "merging"

// showMerging shows that page; a path that is not "" is put on its list and read.
func (s *shell) showMerging(path string) {
	if path == "" {
		s.mergeFiles()
		return
	}
	s.mergeFiles(path)
}

// goToMerging is showMerging from anywhere.
func (s *shell) goToMerging() { s.leave(func() { s.showMerging("") }) }

// mergeFiles shows the page of merging with more files on its list.
func (s *shell) mergeFiles(paths ...string) {
	if s.merging == nil {
		s.merging = &merging.Place{}
	}
	s.merging.Add(paths...)
	s.visit(whereabouts{Page: onMerging}, func() {
		p := merging.New(s.deps(), s.merging)
		p.OnAdd = s.chooseOther
		p.OnRead = s.foresee
		p.OnMerge = s.merge
		p.OnUndo = s.undo
		p.OnUnsettled = s.showUnsettled
		p.OnDone = s.showAbove
		s.show(p, false, s.showAbove)
	})
	if p, is := s.current.(*merging.Page); is && len(paths) > 0 {
		p.ReadChosen()
	}
}

// chooseOther asks for a file to merge.
func (s *shell) chooseOther() {
	c := newChooser(s, true, func(path string) { s.mergeFiles(path) })
	c.ask(s.words.T("merging.file.title"))
	c.enter(s.elsewhere())
}

// foresee asks what a file would bring, and for its passphrase where it has one.
func (s *shell) foresee(f *merging.File) {
	workspace := s.store
	var brings store.Merged
	first := f.Secret()
	s.trySecret(s.words.T("merging.reading"), f.Path, first, func(ctx context.Context, secret string) (err error) {
		brings, err = workspace.Preview(ctx, store.Merging{Path: f.Path, Secret: secret, Progress: share(ctx)})
		f.Try(secret)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			f.Stop()
		case err != nil:
			f.Refuse(err)
		default:
			f.Foresee(brings)
		}
		s.reloadMerging()
	})
}

// merge brings what a file has into the workspace. Forms are closed since the page
// came, so that nothing filled in before is saved over what comes.
func (s *shell) merge(f *merging.File) {
	workspace := s.store
	var brought store.Merged
	s.trySecret(s.words.T("conflict.merging"), f.Path, f.Secret(), func(ctx context.Context, secret string) (err error) {
		brought, err = workspace.Merge(ctx, store.Merging{Path: f.Path, Secret: secret, Seen: f.Brings.Sum, Progress: share(ctx)})
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil && !errors.Is(err, store.ErrNotSaved):
			f.Refuse(err)
		default:
			s.merging.Unread()
			last, _ := workspace.LastAct()
			s.merging.Merge(f, brought, last.At)
		}
		s.reloadMerging()
	})
}

// reloadMerging shows the page of merging as it is now, where it is the one shown:
// it was made anew while the file came.
func (s *shell) reloadMerging() {
	if p, is := s.current.(*merging.Page); is {
		p.Reload()
		s.window.Canvas().Focus(p.First())
	}
}

// dropOther takes what is dragged onto the window while a workspace is open: it asks
// whether one other workspace is to be opened or merged.
func (s *shell) dropOther(paths []string) {
	if _, lists := s.current.(*merging.Page); lists || len(paths) > 1 {
		s.leave(func() { s.mergeFiles(paths...) })
		return
	}
	w, path := s.words, paths[0]
	widget.Ask(s.window, w.T("merging.dropped.title"), w.T("merging.dropped.text", words.Args{"File": fileName(path)}),
		widget.Answer{Text: w.T("merging.dropped.open"), Do: func() { s.leave(func() { s.open(path) }) }},
		widget.Answer{Text: w.T("merging.dropped.merge"), Primary: true, Do: func() { s.leave(func() { s.mergeFiles(path) }) }},
		widget.Answer{Text: w.T("cancel")})
}

// dropped opens, merges or imports what is dragged onto the window.
func (s *shell) dropped(_ fyne.Position, files []fyne.URI) {
	if s.answering() || len(files) == 0 {
		return
	}
	var ours []string
	for _, f := range files {
		if strings.EqualFold(f.Extension(), fileExtension) {
			ours = append(ours, f.Path())
		}
	}
	first := files[0]
	switch {
	case len(ours) > 0 && s.store == nil:
		s.leave(func() { s.open(ours[0]) })
	case len(ours) > 0:
		s.dropOther(ours)
	case s.store != nil && isTable(first.Path()):
		s.leave(func() { s.showImport(first.Path()) })
	default:
		s.report(&skapa.Problem{Key: "error.drop", Args: skapa.Args{"File": first.Name()}})
	}
}

// leaveForm goes on by then when the current page holds nothing that was filled in
// before: what comes then would be saved over unseen. A meeting stays, which only
// enters what is new.
func (s *shell) leaveForm(then func()) {
	_, fills := s.current.(form)
	if _, meets := s.current.(*meeting.Page); meets || !fills {
		then()
		return
	}
	s.leave(func() {
		s.showAbove()
		then()
	})
}
