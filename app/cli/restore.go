package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

type restoreVerb struct {
	File string `arg:""`
	secretFlag
	List   bool
	Backup string
	JSON   bool `name:"json"`
}

func (v restoreVerb) Run(ctx context.Context, r run) error {
	if v.List {
		return v.list(ctx, r)
	}
	all, err := store.BackupsOf(v.File)
	if err != nil {
		return err
	}
	chosen, err := v.choose(r, all)
	if err != nil {
		return err
	}
	given, err := r.given(v.PassphraseFile, secretVariable)
	if err != nil {
		return err
	}
	err = r.change(ctx, v.File, given, func(s *store.Store) error { return v.restore(ctx, r, s, chosen, given) })
	if store.Broken(err) && chosen != (store.Backup{}) {
		return v.rescue(ctx, r, chosen, given)
	}
	return err
}

// rescue puts a backup in the place of a file that is broken.
func (v restoreVerb) rescue(ctx context.Context, r run, chosen store.Backup, given string) error {
	kept := ""
	err := r.unlocking(ctx, chosen.Path, given, func(secret string) (err error) {
		kept, err = store.Rescue(ctx, v.File, chosen, r.options(secret))
		return err
	})
	if err != nil {
		return err
	}
	restored := r.described(chosen)
	if v.JSON {
		return r.printJSON(struct {
			Restored backup `json:"restored"`
			Kept     string `json:"kept,omitempty"`
		}{restored, kept})
	}
	key := "cli.restore.rescued"
	if kept == "" {
		key = "cli.restore.anew"
	}
	_, err = fmt.Fprintln(r.Stdout, r.words.T(key, words.Args{"Path": v.File, "At": restored.At.Format(toTheSecond), "Copy": kept}))
	return err
}

// backup is a backup as it is listed. Problem is the key of the sentence that
// says why it cannot be compared with the workspace.
type backup struct {
	Name    string         `json:"name"`
	At      time.Time      `json:"at"`
	Size    int64          `json:"size"` // bytes
	Reason  string         `json:"reason"`
	Added   map[string]int `json:"added,omitempty"`   // what came to the workspace since, by kind
	Missing map[string]int `json:"missing,omitempty"` // what was removed since
	Changed map[string]int `json:"changed,omitempty"` // what is not as it was
	Codes   []string       `json:"codes,omitempty"`   // of the participants concerned
	Problem string         `json:"problem,omitempty"`
	Future  bool           `json:"future,omitempty"` // its time has not come yet

	err error
}

func (r run) described(b store.Backup) backup {
	return backup{Name: filepath.Base(b.Path), At: b.At.In(r.Now().Location()), Size: b.Size, Reason: b.Reason, Future: r.future(b)}
}

// future tells whether a backup is dated after now, by more than what clocks and
// their zones go wrong: it has a false name, or a clock was wrong for long.
func (r run) future(b store.Backup) bool { return b.At.After(r.Now().AddDate(0, 0, 1)) }

// list lists the backups, compared with the workspace unless that is broken.
func (v restoreVerb) list(ctx context.Context, r run) error {
	s, broken := r.open(ctx, v.File, v.secretFlag)
	if broken == nil {
		defer s.Close()
	} else if !store.Broken(broken) {
		return broken
	}
	found, err := store.BackupsOf(v.File)
	if err != nil {
		return err
	}
	if len(found) == 0 && broken != nil {
		return broken
	}
	all := make([]backup, len(found))
	for i, b := range found {
		all[i] = r.described(b)
		if broken == nil {
			all[i].compare(ctx, s, b)
			debug.FreeOSMemory() // what one was read into, before the next is
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return v.printList(r, all, broken != nil)
}

// compare enters what differs between the workspace and a backup, or why that
// cannot be told.
func (l *backup) compare(ctx context.Context, s *store.Store, b store.Backup) {
	d, err := s.Compare(ctx, b, "") // by what opened the workspace
	l.Added, l.Missing, l.Changed, l.Codes, l.err = d.Added, d.Missing, d.Changed, d.Codes, err
	if problem, is := errors.AsType[*skapa.Problem](err); is {
		l.Problem = problem.Key
	}
}

func (v restoreVerb) printList(r run, all []backup, broken bool) error {
	if v.JSON {
		return r.printJSON(all)
	}
	if len(all) == 0 {
		_, err := fmt.Fprintln(r.Stdout, r.words.T("cli.check.noBackups"))
		return err
	}
	out := tabwriter.NewWriter(r.Stdout, 0, 0, 2, ' ', 0)
	for _, b := range all {
		var differs []string
		if b.Future {
			differs = append(differs, r.words.T("cli.restore.future"))
		}
		if !broken {
			differs = append(differs, r.differs(b))
		}
		fmt.Fprintf(out, "%s\t%12s %s\t%s\t%s\n", b.At.Format(toTheSecond),
			r.words.Number(int(b.Size)), r.words.T("cli.check.bytes"), r.reason(b.Reason), strings.Join(differs, ": "))
	}
	return out.Flush()
}

// toTheSecond is how a backup's time is written, and can be given back.
const toTheSecond = "2006-01-02 15:04:05"

func (r run) reason(of string) string {
	key := "backups.reason." + of
	if text := r.words.T(key); text != key {
		return text
	}
	return of
}

// differs says what differs between the workspace and a backup.
func (r run) differs(b backup) string {
	if b.err != nil {
		return r.words.Sentence(b.err)
	}
	var parts []string
	if n := total(b.Added); n > 0 {
		parts = append(parts, r.words.N("cli.restore.added", n))
	}
	if n := total(b.Missing); n > 0 {
		parts = append(parts, r.words.N("cli.restore.missing", n))
	}
	if n := total(b.Changed); n > 0 {
		parts = append(parts, r.words.N("cli.restore.changed", n))
	}
	if parts == nil {
		return r.words.T("cli.restore.same")
	}
	return r.words.T("cli.restore.since", words.Args{"What": strings.Join(parts, ", ")})
}

func total(byKind map[string]int) (n int) {
	for _, of := range byKind {
		n += of
	}
	return n
}

func (v restoreVerb) restore(ctx context.Context, r run, s *store.Store, chosen store.Backup, given string) error {
	if s.Protection().NeedsPassphrase {
		return fileProblem("error.restore.passphrase", v.File)
	}
	if chosen == (store.Backup{}) {
		return fileProblem("error.restore.none", s.Path())
	}
	all, err := s.Backups()
	if err != nil {
		return err
	}
	err = r.unlocking(ctx, chosen.Path, given, func(secret string) error { return s.Restore(ctx, chosen, secret) })
	if err != nil {
		return err
	}
	after, err := s.Backups()
	if err != nil {
		return err
	}
	made := slices.IndexFunc(after, func(b store.Backup) bool { return !slices.Contains(all, b) && b.Reason == "restore" })
	if made < 0 {
		return fmt.Errorf("cli: no backup of the state before in %v", after)
	}
	restored, before := r.described(chosen), r.described(after[made])
	if v.JSON {
		return r.printJSON(struct {
			Restored backup `json:"restored"`
			Before   backup `json:"before"`
		}{restored, before})
	}
	_, err = fmt.Fprintln(r.Stdout, r.words.T("cli.restore.done", words.Args{
		"Path": s.Path(), "At": restored.At.Format(toTheSecond), "Name": before.Name}))
	return err
}

// choose gives the backup of a name or a time among all, the newest first: the
// newest of that second, minute or day. Without one it gives the newest whose
// time has come, and the zero Backup where there is none at all. It opens none.
func (v restoreVerb) choose(r run, all []store.Backup) (store.Backup, error) {
	if len(all) == 0 {
		return store.Backup{}, nil
	}
	if v.Backup == "" {
		past := slices.IndexFunc(all, func(b store.Backup) bool { return !r.future(b) })
		if past < 0 {
			return store.Backup{}, fileProblem("error.restore.future", v.File)
		}
		return all[past], nil
	}
	exact, _ := time.Parse(time.RFC3339, v.Backup) // zero fits none
	local := strings.NewReplacer("T", " ", ".", ":").Replace(v.Backup)
	for _, b := range all {
		at := b.At.In(r.Now().Location()).Format(toTheSecond)
		if filepath.Base(v.Backup) == filepath.Base(b.Path) || b.At.Equal(exact) ||
			len(local) >= len(time.DateOnly) && strings.HasPrefix(at, local) {
			return b, nil
		}
	}
	return store.Backup{}, &skapa.Problem{Key: "error.restore.unknown", Args: skapa.Args{"Text": v.Backup}}
}

// printJSON prints a value as JSON.
func (r run) printJSON(value any) error {
	out := json.NewEncoder(r.Stdout)
	out.SetIndent("", "  ")
	return out.Encode(value)
}
