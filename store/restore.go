package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"framsteg/store/skapa"
)

// Difference is what is in the workspace and not in a backup, and the other way
// round: numbers of revisions by kind ("participant", "assessment" …), without
// kinds that are alike.
type Difference struct {
	Added, Missing map[string]int
	Codes          []string // of the participants whom these revisions concern, sorted
}

// Compare tells what came to the workspace since a backup, and what went.
func (s *Store) Compare(ctx context.Context, b Backup, secret string) (Difference, error) {
	other, err := s.peek(ctx, b.Path, secret)
	if err != nil {
		return Difference{}, err
	}
	d, err := s.differ(ctx, other)
	return d, joined(err, other.Close())
}

func (s *Store) differ(ctx context.Context, other *Store) (Difference, error) {
	d := Difference{Added: map[string]int{}, Missing: map[string]int{}}
	concerned := map[skapa.ID]bool{}
	for _, k := range kinds {
		here, err := s.revisions(ctx, k)
		if err != nil {
			return d, err
		}
		there, err := other.revisions(ctx, k)
		if err != nil {
			return d, err
		}
		count(d.Added, k, here, there, concerned)
		count(d.Missing, k, there, here, concerned)
	}
	for _, from := range []*Store{s, other} {
		codes, err := from.codes(ctx, concerned)
		if err != nil {
			return d, err
		}
		d.Codes = append(d.Codes, codes...)
	}
	slices.Sort(d.Codes)
	d.Codes = slices.Compact(d.Codes)
	return d, nil
}

// revisions gives the revisions of a kind, each with whom it concerns.
func (s *Store) revisions(ctx context.Context, k *kind) (map[skapa.ID]skapa.ID, error) {
	var rows []struct{ Rev, Owner skapa.ID }
	err := s.list(ctx, &rows, fmt.Sprintf("SELECT rev, %s AS owner FROM %s", k.owner(), k.name))
	all := make(map[skapa.ID]skapa.ID, len(rows))
	for _, r := range rows {
		all[r.Rev] = r.Owner
	}
	return all, err
}

// count enters how many revisions of a kind only one side has.
func count(into map[string]int, k *kind, have, lack map[skapa.ID]skapa.ID, concerned map[skapa.ID]bool) {
	for rev, owner := range have {
		if _, both := lack[rev]; !both {
			into[k.name]++
			if !owner.IsZero() {
				concerned[owner] = true
			}
		}
	}
}

func (s *Store) codes(ctx context.Context, of map[skapa.ID]bool) (codes []string, err error) {
	cases, err := s.Caseload(ctx)
	for _, c := range cases {
		if of[c.ID] {
			codes = append(codes, c.Code)
		}
	}
	return codes, err
}

// peek opens a file beside the workspace: a backup of it, or a copy. What opens
// the workspace is tried before the secret.
func (s *Store) peek(ctx context.Context, path, secret string) (*Store, error) {
	o := s.options
	o.Reading, o.Secret = true, secret
	other, err := open(ctx, path, o, s.where().key)
	if err != nil {
		return nil, err
	}
	if err := s.accept(ctx, other); err != nil {
		return nil, joined(err, other.Close())
	}
	return other, nil
}

// accept refuses what is of another workspace, and a plain file where the store
// had left a sealed one: anybody can have written that.
func (s *Store) accept(ctx context.Context, other *Store) error {
	path := other.Path()
	if other.file.plain && s.Protection().Sealed && s.LivesAt(path) {
		return problem("error.merge.plain", path, nil)
	}
	here, err := s.workspace(ctx)
	if err != nil {
		return err
	}
	there, err := other.workspace(ctx)
	if err == nil && here != there {
		err = problem("error.merge.workspace", path, nil)
	}
	return err
}

// workspace gives the id that all copies of one workspace share.
func (s *Store) workspace(ctx context.Context) (id skapa.ID, err error) {
	_, err = s.get(ctx, &id, "SELECT id FROM workspace")
	return id, err
}

// Restore makes the workspace what it was at a backup. What it is now is backed
// up first, and Undo brings it back. Problem error.merge.workspace when the
// backup is of another workspace, error.backup.failed when nothing could be
// backed up; then nothing has changed.
func (s *Store) Restore(ctx context.Context, b Backup, secret string) error {
	return s.restore(ctx, b, secret, Act{Key: "act.restore", Label: b.At.In(s.now().Location()).Format(toTheMinute)})
}

func (s *Store) restore(ctx context.Context, b Backup, secret string, a Act) error {
	other, err := s.peek(ctx, b.Path, secret)
	if err != nil {
		return err
	}
	err = s.become(other, a)
	if err != nil && !errors.Is(err, ErrNotSaved) {
		return joined(err, other.Close())
	}
	s.publish(Changed{Kind: "restored"})
	return err
}

// become takes the database of another store, and saves it.
func (s *Store) become(other *Store, a Act) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	before, err := s.backUpNow(backupRestore)
	if err != nil {
		return saveProblem(s.file.path, err)
	}
	if err := s.adopt(other); err != nil {
		return err
	}
	s.goesBackTo(before, a)
	return s.save()
}

// goesBackTo makes an act the last one, whose undo restores a backup.
func (s *Store) goesBackTo(before Backup, a Act) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = &act{Act: a, changed: Changed{Kind: "restored"}, before: &before}
}

// adopt takes the database of another store, which has none from then on. The
// caller holds writing.
func (s *Store) adopt(other *Store) error {
	s.use.Lock()
	defer s.use.Unlock()
	err := s.closeDatabase()
	s.db, s.conn, s.statements = other.db, other.conn, other.statements
	s.cases, s.stale = nil, nil
	s.instruments.Clear()
	return err
}

// Reload takes what is in the file, after somebody else replaced it: what is in
// memory is given up, but for the copy that ErrConflict told of.
func (s *Store) Reload(ctx context.Context, secret string) error {
	if err := s.reload(ctx, secret); err != nil {
		return err
	}
	s.publish(Changed{Kind: "restored"})
	return nil
}

func (s *Store) reload(ctx context.Context, secret string) error {
	other, err := s.peek(ctx, s.Path(), secret)
	if err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if unsaved := s.Unsaved(); unsaved != nil && !errors.Is(unsaved, ErrConflict) {
		if _, err := s.backUpNow(backupRestore); err != nil {
			return joined(saveProblem(s.file.path, err), other.Close())
		}
	}
	if err := s.adopt(other); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.file.key, s.file.stamp, s.file.aside = other.file.key, other.file.stamp, ""
	s.unsaved, s.last = nil, nil
	s.backup.due = backupRolling
	return nil
}
