package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"framsteg/app/exchange/tables"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

type exportVerb struct {
	File string `arg:""`
	secretFlag
	newFlag
	Out          string   `required:""`
	Team         []string `sep:"none"`
	Supervisor   []string `sep:"none"`
	Participant  []string `sep:"none"`
	Start        bool
	Pseudonymous bool
	WithNames    bool `name:"with-names"`
	Recipient    string
	Hub          bool
	Table        string
	Replace      bool
}

func (v exportVerb) Run(ctx context.Context, r run) error {
	save, err := v.kind()
	if err != nil {
		return err
	}
	s, err := r.open(ctx, v.File, v.secretFlag)
	if err != nil {
		return err
	}
	defer s.Close()
	what, err := v.selection(ctx, s)
	if err != nil {
		return err
	}
	return stoppable(ctx, func(ctx context.Context) error { return save(ctx, r, s, what) })
}

// kind gives what saves the kind of file that the ending asks for. It refuses
// options that say nothing of it, or one the opposite of another.
func (v exportVerb) kind() (func(context.Context, run, *store.Store, store.Selection) error, error) {
	ending := strings.ToLower(filepath.Ext(v.Out))
	var save func(context.Context, run, *store.Store, store.Selection) error
	switch ending {
	case ".framsteg":
		save = v.workspace
	case ".xlsx", ".csv":
		save = v.tables
	default:
		return nil, fileProblem("error.export.ending", v.Out)
	}
	whole, table := ending == ".framsteg", ending == ".csv"
	part := len(v.Team)+len(v.Supervisor)+len(v.Participant) > 0
	hub := v.Hub || v.Recipient != ""
	for _, flag := range []struct {
		name  string
		wrong bool
	}{
		{"--with-names", v.WithNames && (whole || v.Pseudonymous)},
		{"--table", v.Table != "" && !table},
		{"--replace", v.Replace && whole},
		{"--start", v.Start && (!whole || part)},
		{"--hub", v.Hub && (!whole || v.Recipient != "")},
		{"--recipient", v.Recipient != "" && !whole},
		{"--new-passphrase-file", v.NewPassphraseFile != nil && (!whole || hub)},
	} {
		if flag.wrong {
			return nil, &skapa.Problem{Key: "error.export.flag", Args: skapa.Args{"Flag": flag.name, "Path": v.Out}}
		}
	}
	return save, nil
}

// selection gives what the options choose, by the names and codes that they give.
func (v exportVerb) selection(ctx context.Context, s *store.Store) (store.Selection, error) {
	what := store.Selection{Nobody: v.Start, Pseudonymous: v.Pseudonymous}
	var err error
	if what.Teams, what.Supervisors, err = staff(ctx, s, v.Team, v.Supervisor); err != nil {
		return what, err
	}
	for _, code := range v.Participant {
		p, err := s.ParticipantByCode(ctx, code)
		if err != nil {
			return what, err
		}
		what.Participants = append(what.Participants, p.ID)
	}
	return what, nil
}

// workspace saves a workspace file.
func (v exportVerb) workspace(ctx context.Context, r run, s *store.Store, what store.Selection) error {
	if _, err := os.Lstat(v.Out); err == nil {
		return fileProblem("error.export.exists", v.Out) // before a passphrase is asked for
	}
	lock, err := v.lock(ctx, r, s)
	if err != nil {
		return err
	}
	n, err := s.Export(ctx, v.Out, what, lock)
	if err != nil {
		return err
	}
	said := r.words.N("cli.export.done", n, words.Args{"Path": v.Out})
	if what.Nobody {
		said = r.words.T("cli.export.start", words.Args{"Path": v.Out})
	}
	switch {
	case lock.Recipient != "":
		said += " " + r.words.T("cli.export.hub")
	case lock.Passphrase != "":
		said += " " + r.words.T("cli.export.sealed")
	default:
		said += " " + r.words.T("cli.check.plain")
	}
	if what.Pseudonymous {
		said += " " + r.words.T("cli.export.pseudonymous")
	}
	_, err = fmt.Fprintln(r.Stdout, said)
	return err
}

// lock gives what the new file is opened by. A part of a plain workspace is plain
// unless a passphrase is given.
func (v exportVerb) lock(ctx context.Context, r run, s *store.Store) (store.Lock, error) {
	if v.Hub {
		hub, err := s.Hub(ctx)
		if err == nil && hub.Recipient == "" {
			err = fileProblem("error.export.noHub", v.File)
		}
		return store.Lock{Recipient: hub.Recipient}, err
	}
	if v.Recipient != "" {
		return store.Lock{Recipient: v.Recipient}, nil
	}
	if !s.Protection().Sealed && v.NewPassphraseFile == nil && r.Variable(newVariable) == "" {
		return store.Lock{}, nil
	}
	passphrase, err := r.newPassphrase(ctx, v.Out, v.newFlag)
	return store.Lock{Passphrase: passphrase}, err
}

// book makes the tables, and shows at a terminal how far they have come.
func (v exportVerb) book(ctx context.Context, r run, s *store.Store, what store.Selection) (tables.Book, error) {
	bar := r.bar(percent)
	defer bar.remove()
	return tables.Of(ctx, s, what, tables.Options{Named: v.WithNames, Words: r.words, Progress: bar.share})
}

// tables saves the tables: as a workbook, or as CSV the one that was asked for, or
// each in a file beside the others.
func (v exportVerb) tables(ctx context.Context, r run, s *store.Store, what store.Selection) error {
	book, err := v.book(ctx, r, s, what)
	if err != nil {
		return err
	}
	files := book.Files(v.Out)
	if v.Table != "" {
		files = []tables.File{{Path: v.Out, Write: func(w io.Writer) error { return book.CSV(w, v.Table) }}}
	}
	if err := tables.Save(ctx, files, v.Replace); err != nil {
		return err
	}
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	return v.tabled(r, s, book, paths...)
}

// tabled says which tables were made, with what in them, and that they are not
// encrypted where the workspace is.
func (v exportVerb) tabled(r run, s *store.Store, book tables.Book, paths ...string) error {
	said := r.words.N("cli.export.tables", book.Participants, words.Args{"Path": strings.Join(paths, ", ")})
	if v.WithNames {
		said += " " + r.words.T("cli.export.named")
	} else {
		said += " " + r.words.T("cli.export.unnamed")
	}
	if s.Protection().Sealed {
		said += " " + r.words.N("cli.report.plain", len(paths))
	}
	_, err := fmt.Fprintln(r.Stdout, said)
	return err
}
