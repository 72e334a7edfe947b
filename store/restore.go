package store

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"framsteg/store/skapa"
)

// peek opens a file beside the workspace: a backup of it, or a copy. What opens
// the workspace is tried before the secret, and so are its private keys where it is
// a hub.
func (s *Store) peek(ctx context.Context, path, secret string) (*Store, error) {
	o := s.options
	o.Reading, o.Secret = true, secret
	other, err := open(ctx, path, o, s.key())
	if errors.Is(err, ErrHub) {
		other, err = s.openSent(ctx, path, o)
	}
	if err != nil {
		return nil, err
	}
	if err := s.accept(ctx, other); err != nil {
		return nil, joined(err, other.Close())
	}
	return other, nil
}

// accept refuses what is of another workspace, and a plain file where the store
// had left a sealed one, or a sealed backup: anybody can have written that.
func (s *Store) accept(ctx context.Context, other *Store) error {
	path := other.Path()
	if other.file.plain && s.Protection().Sealed {
		if s.LivesAt(path) {
			return problem("error.merge.plain", path, nil)
		}
		if SameFile(filepath.Dir(path), backupFolder(s.Path())) {
			return problem("error.backup.plain", path, nil)
		}
	}
	return s.sameWorkspace(ctx, other)
}

func (s *Store) sameWorkspace(ctx context.Context, other *Store) error {
	here, err := s.workspace(ctx)
	if err != nil {
		return err
	}
	there, err := other.workspace(ctx)
	if err == nil && here != there {
		err = problem("error.merge.workspace", other.Path(), nil)
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
	return s.restore(ctx, b, secret, Act{Key: "act.restore", Label: b.At.In(s.now().Location()).Format(toTheMinute)}, nil)
}

// restore makes the workspace what it was at a backup: as the act a, which undoes
// another one unless that is nil.
func (s *Store) restore(ctx context.Context, b Backup, secret string, a Act, undone *act) error {
	other, err := s.peek(ctx, b.Path, secret)
	if err != nil {
		return err
	}
	took, err := s.become(ctx, other, a, undone)
	err = joined(err, other.Close())
	if took {
		s.publish(Changed{Kind: "restored"})
	}
	return err
}

// become takes the database of another store, and saves it. It tells whether it
// took it, saved or not. Where it undoes an act, the drafts stay as they are now.
func (s *Store) become(ctx context.Context, other *Store, a Act, undone *act) (took bool, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return false, err
	}
	ctx = context.WithoutCancel(ctx)
	if undone != nil {
		if err := s.carryDrafts(ctx, undone.drafts, other); err != nil {
			return false, err
		}
	}
	drafts, err := other.drafts(ctx)
	if err != nil {
		return false, err
	}
	before, err := s.backUpNow(backupRestore)
	if err != nil {
		return false, saveProblem(s.file.path, err)
	}
	if _, err := s.handSecrets(ctx, other); err != nil {
		return false, err
	}
	s.adopt(other)
	s.forgetActs()
	s.goesBackTo(before, drafts, a)
	return true, s.save()
}

// goesBackTo makes an act the last one, whose undo restores a backup, but for the
// drafts that are not as the act left them.
func (s *Store) goesBackTo(before Backup, drafts []draft, a Act) {
	a.At = s.now().Truncate(time.Millisecond)
	s.enterAct(&act{Act: a, changed: Changed{Kind: "restored"}, before: &before, drafts: drafts})
}

// forgetActs leaves no act to undo: what they wrote is not here any more.
func (s *Store) forgetActs() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.acts = nil
}

// adopt exchanges the database with another store, which nobody else uses. The
// caller holds writing.
func (s *Store) adopt(other *Store) {
	s.use.Lock()
	defer s.use.Unlock()
	s.db, other.db = other.db, s.db
	s.conn, other.conn = other.conn, s.conn
	s.statements, other.statements = other.statements, s.statements
	s.forgetEverybody()
	s.instruments.Clear()
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

func (s *Store) reload(ctx context.Context, secret string) (err error) {
	other, err := s.peek(ctx, s.Path(), secret)
	if err != nil {
		return err
	}
	defer func() { err = joined(err, other.Close()) }()
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if unsaved := s.Unsaved(); unsaved != nil && !errors.Is(unsaved, ErrConflict) {
		if _, err := s.backUpNow(backupRestore); err != nil {
			return saveProblem(s.file.path, err)
		}
	}
	handed, err := s.handSecrets(context.WithoutCancel(ctx), other)
	if err != nil {
		return err
	}
	s.adopt(other)
	s.mu.Lock()
	s.file.key, s.file.stamp, s.file.aside = other.file.key, other.file.stamp, ""
	s.unsaved, s.acts = nil, nil
	s.mu.Unlock()
	s.backup.due = backupRolling
	if handed { // which the file lacks
		return s.save()
	}
	return nil
}
