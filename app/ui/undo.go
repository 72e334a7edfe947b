package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// undoItem undoes in the text where one is written, else the last act.
func (s *shell) undoItem() *fyne.MenuItem {
	label := s.words.T("menu.undo.nothing")
	possible := false
	if s.meets() {
		label = s.words.T("menu.undo.meeting")
	} else if s.store != nil {
		if act, any := s.store.LastAct(); any {
			possible = true
			key := "menu.undo"
			if act.Undoes {
				key = "menu.redo"
			}
			label = s.naming(key, act)
		}
	}
	item := fyne.NewMenuItem(label, func() {
		if s.undoText() {
			return
		}
		if possible && s.window.Canvas().Overlays().Top() == nil {
			s.undo()
		}
	})
	item.Shortcut = &fyne.ShortcutUndo{}
	return item
}

// meets tells whether a meeting is shown. Nothing is undone then: the rail that
// would tell what is hidden, and the participant looks on.
func (s *shell) meets() bool {
	_, is := s.current.(*meeting.Page)
	return is
}

// undoText undoes in the text that has the focus, and tells whether that is all
// there is to do. An empty search has nothing to undo, though something may have
// stood in it: it has the focus whenever the list is shown. Nor has a text that
// is as it was; but where another on the page is not, what is meant is not known.
func (s *shell) undoText() bool {
	c := s.window.Canvas()
	text, is := c.Focused().(interface{ UndoText() bool })
	if !is {
		return false
	}
	over := c.Overlays().Top() != nil
	if list, is := s.current.(interface{ Searched() bool }); is && !over && !list.Searched() {
		return false
	}
	form, is := s.current.(interface{ Dirty() bool })
	return text.UndoText() || over || is && form.Dirty()
}

// naming gives a sentence that names an act. One about several has no label, and
// leaves no gap for it.
func (s *shell) naming(key string, act store.Act) string {
	text := s.words.T(key, words.Args{"Act": s.words.T(act.Key), "Label": act.Label})
	return strings.TrimSpace(strings.ReplaceAll(text, " .", "."))
}

// undo takes the last act back.
func (s *shell) undo() {
	if last, any := s.store.LastAct(); any {
		s.undoAct(last)
	}
}

func (s *shell) undoAct(act store.Act) {
	workspace, uncover := s.store, s.cover()
	s.work(func(ctx context.Context) error { return workspace.UndoAct(ctx, act) }, func(err error) {
		uncover()
		if err != nil && !errors.Is(err, store.ErrNotSaved) {
			s.report(err)
			return
		}
		key := "undone"
		if act.Undoes {
			key = "redone"
		} else if act.Key == "act.resolve" { // which does not come back to be settled
			key = "undone.resolve"
		}
		s.rail.tell(s.naming(key, act))
	})
}

// undoCommands are what the menu has beside the undo of the last act.
func (s *shell) undoCommands() []command {
	choose := s.inFile(s.chooseUndo)
	if s.meets() {
		choose = nil
	}
	return []command{{"menu.undo.earlier", ctrlShift(fyne.KeyZ), choose}}
}

// chooseUndo lists the last act of each kind that can still be undone.
func (s *shell) chooseUndo() {
	w := s.words
	acts, err := s.store.Undoable(context.Background())
	if err != nil {
		s.report(err)
		return
	}
	if len(acts) == 0 {
		widget.Ask(s.window, w.T("undo.earlier.title"), w.T("undo.earlier.none"), widget.Answer{Text: w.T("ok"), Primary: true})
		return
	}
	var question *widget.Question
	table := widget.NewTable([]widget.Column{{Title: w.T("undo.earlier.when"), Width: 70}, {Title: w.T("undo.earlier.what"), Width: 430}},
		func() int { return len(acts) }, func(row, column int) string {
			if column == 0 {
				return acts[row].At.Local().Format("15:04")
			}
			key := "menu.undo"
			if acts[row].Undoes {
				key = "menu.redo"
			}
			return s.naming(key, acts[row])
		})
	table.OnOpen = func(row int) {
		question.Close()
		s.undoAct(acts[row])
	}
	question = widget.Over(s.window, w.T("undo.earlier.title"), table, fyne.NewSize(540, 360),
		widget.Answer{Text: w.T("cancel")})
	s.window.Canvas().Focus(table.Focusable())
}
