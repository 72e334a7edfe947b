package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/merging"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// backups is the list of backups, and what of the workspace differs from the
// one that the arrows stand on.
type backups struct {
	shell *shell
	words words.Words
	of    *store.Store
	all   []store.Backup // newest first
	table *widget.Table
	which *fynewidget.Label
	what  *fynewidget.Label
	asked *widget.Question

	chosen  int
	reading bool             // a backup is being compared
	found   map[int]compared // by row
}

// compared is what differs from a backup, in words.
type compared struct {
	said string
	same bool // as the backup: there is nothing to restore
}

// restoring is where "restore" stands among the answers.
const restoring = 0

// showBackups shows the backups of the workspace, to look at and to restore.
func (s *shell) showBackups() {
	w := s.words
	all, err := s.store.Backups()
	switch {
	case err != nil:
		widget.Ask(s.window, w.T("backups.title"), w.T("backups.failed", words.Args{"Why": w.Sentence(err)}), widget.Answer{Text: w.T("close"), Primary: true})
		return
	case len(all) == 0:
		text := w.T("backups.none")
		if failed := s.store.BackupFailed(); failed != nil {
			text = w.T("backups.notMade", words.Args{"Why": w.Sentence(failed)})
		}
		widget.Ask(s.window, w.T("backups.title"), text, widget.Answer{Text: w.T("close"), Primary: true})
		return
	}
	b := &backups{shell: s, words: w, of: s.store, all: all, found: map[int]compared{}}
	content := b.build()
	b.asked = widget.Over(s.window, w.T("backups.title"), content, fyne.NewSize(680, 560),
		widget.Answer{Text: w.T("backups.restore"), Do: func() { s.askRestore(b.all[b.chosen], b.at(b.chosen)) }},
		widget.Answer{Text: w.T("close"), Primary: true})
	s.window.Canvas().Focus(b.table.Focusable()) // which chooses the first
}

func (b *backups) build() fyne.CanvasObject {
	w := b.words
	b.table = widget.NewTable([]widget.Column{
		{Title: w.T("backups.column.at"), Width: 150},
		{Title: w.T("backups.column.reason"), Width: 290},
		{Title: w.T("backups.column.size"), Width: 90},
	}, func() int { return len(b.all) }, b.cell)
	b.table.OnOpen = b.choose
	b.table.Chooses = true
	b.which = widget.NewSubheading("")
	b.what = fynewidget.NewLabel("")
	b.what.Wrapping = fyne.TextWrapWord
	detail := container.NewVScroll(b.what)
	detail.SetMinSize(fyne.NewSize(0, 96)) // four lines
	return container.NewBorder(nil, container.NewVBox(fynewidget.NewSeparator(), b.which, detail), nil, nil, b.table)
}

func (b *backups) cell(row, column int) string {
	backup := b.all[row]
	switch column {
	case 0:
		return b.at(row)
	case 1:
		return backupReason(b.words, backup.Reason)
	}
	return size(b.words, backup.Size)
}

// at writes when a backup was made: to the minute, unless that is another's too.
func (b *backups) at(row int) (at string) {
	for _, form := range []string{words.ToMinute, words.ToMinute + ":05", words.ToMinute + ":05.000"} {
		at = b.shell.momentIn(form, b.all[row].At)
		like := func(other store.Backup) bool { return b.shell.momentIn(form, other.At) == at }
		if next := slices.IndexFunc(b.all[row+1:], like); next < 0 && slices.IndexFunc(b.all, like) == row {
			break
		}
	}
	return at
}

// moment writes a time to the minute, as it was at this place.
func (s *shell) moment(t time.Time) string { return s.momentIn(words.ToMinute, t) }

func (s *shell) momentIn(form string, t time.Time) string {
	return t.In(s.clock().Location()).Format(form)
}

// backupReasons are those that backups are made for.
var backupReasons = []string{"rolling", "migration", "merge", "import", "restore"}

func backupReason(w words.Words, reason string) string {
	if !slices.Contains(backupReasons, reason) {
		reason = "other"
	}
	return w.T("backups.reason." + reason)
}

// size writes the size of a file.
func size(w words.Words, bytes int64) string {
	if bytes < 1_000_000 {
		return w.Decimal(float64(bytes)/1000, 0) + " kB"
	}
	return w.Decimal(float64(bytes)/1_000_000, 1) + " MB"
}

// choose says what differs from the backup in a row.
func (b *backups) choose(row int) {
	b.chosen = row
	b.which.SetText(b.at(row))
	found, known := b.found[row]
	if !known {
		found.said = b.words.T("backups.reading")
	}
	b.what.SetText(found.said)
	b.asked.Offer(restoring, known && !found.same)
	if !known && !b.reading {
		b.read(row)
	}
}

// read compares the workspace with the backup in a row, and after that with
// the one that is chosen then.
func (b *backups) read(row int) {
	b.reading = true
	var differs store.Difference
	b.shell.work(func(ctx context.Context) (err error) {
		differs, err = b.of.Compare(ctx, b.all[row], "")
		return err
	}, func(err error) {
		b.reading = false
		b.found[row] = b.difference(differs, err)
		b.choose(b.chosen)
	})
}

// difference says in words what differs, or why that can't be read.
func (b *backups) difference(d store.Difference, err error) compared {
	w := b.words
	switch {
	case errors.Is(err, store.ErrSealed), errors.Is(err, store.ErrSecret):
		return compared{said: w.T("backups.secret")}
	case err != nil:
		return compared{said: w.T("backups.unreadable", words.Args{"Why": w.Sentence(err)})}
	}
	var said []string
	for _, part := range []struct {
		key    string
		counts map[string]int
	}{{"backups.added", d.Added}, {"backups.missing", d.Missing}, {"backups.changed", d.Changed}} {
		if what := merging.Counts(w, "kind.%s", part.counts); len(what) > 0 {
			said = append(said, w.T(part.key, words.Args{"What": strings.Join(what, ", ")}))
		}
	}
	if len(said) == 0 {
		return compared{said: w.T("backups.same"), same: true}
	}
	if len(d.Codes) > 0 {
		said = append(said, w.T("backups.codes", words.Args{"Codes": merging.Codes(w, d.Codes)}))
	}
	return compared{said: strings.Join(said, "\n")}
}

// askRestore makes the workspace what a backup holds, once that is meant. at is
// when it was made.
func (s *shell) askRestore(backup store.Backup, at string) {
	w := s.words
	args := words.Args{"At": at}
	widget.Ask(s.window, w.T("backups.restore.title", args), w.T("backups.restore.text", args),
		widget.Answer{Text: w.T("backups.restore.do"), Do: func() { s.leave(func() { s.restore(backup, at) }) }},
		widget.Answer{Text: w.T("cancel"), Primary: true, Do: s.showBackups})
}

func (s *shell) restore(backup store.Backup, at string) {
	workspace, w := s.store, s.words
	s.withSecret(w.T("backups.restoring"), backup.Path, func(ctx context.Context, secret string) error {
		return workspace.Restore(ctx, backup, secret)
	}, func(err error) {
		if s.came(err) {
			s.rail.tell(w.T("backups.restored", words.Args{"At": at}))
		}
	})
}
