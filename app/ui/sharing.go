package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"framsteg/app/ui/sharing"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// The pages of exporting, as whereabouts name them.
const (
	onExport   = "export"
	onExportOf = "export form"
)

// showSharing shows what can be written for others.
func (s *shell) showSharing() { s.showSharingOf(nil) }

// goToSharing is showSharing from anywhere.
func (s *shell) goToSharing() { s.leave(s.showSharing) }

// showSharingOf is showSharing with participants that are ticked at first, if
// there are any.
func (s *shell) showSharingOf(these []skapa.ID) {
	s.visit(whereabouts{Page: onExport}, func() {
		p := sharing.NewStart(s.words, s.window)
		p.OnChosen = func(kind sharing.Kind) { s.showExportOf(kind, these) }
		s.show(p, false, s.showAbove)
	})
}

// showExportOf shows the page that writes one kind.
func (s *shell) showExportOf(kind sharing.Kind, these []skapa.ID) {
	back := func() {
		s.showSharingOf(these)
		s.current.(*sharing.Start).GoTo(kind)
	}
	s.visit(whereabouts{Page: onExportOf}, func() {
		p, err := sharing.New(s.deps(), kind, s.prefs.author(), these)
		if err != nil {
			s.report(err)
			return
		}
		s.refill(p)
		p.OnBack = s.back
		p.OnExport = s.askExport
		p.OnSettings = s.goToSettings
		s.show(p, false, back)
	})
}

// showExportAt shows the page of exporting as it was left.
func (s *shell) showExportAt(at whereabouts) {
	kind, err := sharing.Kept(at.Form)
	if err != nil {
		s.showSharing()
		s.report(err)
		return
	}
	s.showExportOf(kind, nil)
}

// askExport writes an export, after one more question where anybody could read
// the names in it.
func (s *shell) askExport(o sharing.Order) {
	if !o.Exposed() {
		s.askExportPlace(o)
		return
	}
	w := s.words
	widget.Ask(s.window, w.T("sharing.exposed.title"), w.N("sharing.exposed", o.Participants),
		widget.Answer{Text: w.T("sharing.exposed.do"), Do: func() { s.askExportPlace(o) }},
		widget.Answer{Text: w.T("back"), Primary: true})
}

// askExportPlace asks where to write an export and, where no key is at hand, for its
// passphrase; and writes it. Whatever fails, the page stays as it is.
func (s *shell) askExportPlace(o sharing.Order) {
	w := s.words
	name := w.T("sharing.fileName."+string(o.Kind), words.Args{"Team": o.Team, "File": fileName(s.store.Path()), "Date": s.store.Today()})
	ask := placeAsk{
		title: w.T("sharing.place"), do: w.T("save"), name: fileNameOf(strings.Join(strings.Fields(name), " ")), ending: fileExtension,
		folder: s.exportFolder(), hint: w.T("file.name.hint"),
	}
	if o.Kind == sharing.Tables {
		ask.kinds, ask.kindHint, ask.replace = tableKinds, w.T("sharing.tables.hint"), true
		ask.name += tableKinds[0].ending
	}
	s.choosePlace(ask, func(path string, closed func()) {
		switch {
		case o.Kind == sharing.Tables:
			s.exportTables(path, o, closed)
		case o.Hub != "":
			s.exportTo(path, o, store.Lock{Recipient: o.Hub}, closed)
		default:
			closed()
			s.askExportPassphrase(path, o)
		}
	})
}

// askExportPassphrase asks for the passphrase of an export. One of a workspace
// that is not encrypted need not have one.
func (s *shell) askExportPassphrase(path string, o sharing.Order) {
	w, workspace := s.words, s.store
	ask := passphraseAsk{title: w.T("sharing.passphrase.title"), text: w.T("sharing.passphrase.text"), do: w.T("sharing.passphrase.do"), path: path}
	var f *passphraseForm
	if !workspace.Protection().Sealed {
		ask.others = []widget.Answer{{Text: w.T("protect.plain"), Try: func() bool {
			widget.Ask(s.window, w.T("sharing.plain.title"), w.T("sharing.plain.text"),
				widget.Answer{Text: w.T("sharing.plain.do"), Do: func() { s.exportTo(path, o, store.Lock{}, f.question.Close) }},
				widget.Answer{Text: w.T("back"), Primary: true})
			return false
		}}}
	}
	f = s.askPassphrase(ask, func(f *passphraseForm) {
		s.exportTo(path, o, store.Lock{Passphrase: f.first.Text}, f.question.Close)
	})
}

// exportTo writes a workspace for others.
func (s *shell) exportTo(path string, o sharing.Order, lock store.Lock, closed func()) {
	workspace := s.store
	s.longWork(s.words.T("sharing.writing"), func(ctx context.Context) error {
		_, err := workspace.Export(ctx, path, o.Selection, lock)
		return err
	}, func(err error) { s.exportDone(path, path, lock, closed, err) })
}

// exportDone says where an export is that was asked for at a path, and how to hand
// it over, or why there is none.
func (s *shell) exportDone(path, where string, lock store.Lock, closed func(), err error) {
	if err != nil {
		if !errors.Is(err, context.Canceled) {
			s.report(exportProblem(err))
		}
		return
	}
	closed()
	s.exports = filepath.Dir(path)
	w := s.words
	handing := "sharing.done.plain"
	switch {
	case lock.Recipient != "":
		handing = "sharing.done.hub"
	case lock.Passphrase != "":
		handing = "sharing.done.passphrase"
	}
	s.showAbove()
	s.rail.tell(w.T("sharing.done"))
	widget.Ask(s.window, w.T("sharing.done"), w.T("sharing.done.text", words.Args{
		"Where": where, "Handing": w.T(handing),
	}),
		widget.Answer{Text: w.T("sharing.folder"), Do: func() { s.openWithSystem(s.exports) }},
		widget.Answer{Text: w.T("ok"), Primary: true})
}

// exportProblem says of an export that it could not be written, where err says that
// of the workspace: that is saved.
func exportProblem(err error) error {
	problem, is := errors.AsType[*skapa.Problem](err)
	if !is || !strings.HasPrefix(problem.Key, "error.save.") {
		return err
	}
	return &skapa.Problem{Key: "error.export.failed", Args: problem.Args, Err: err}
}
