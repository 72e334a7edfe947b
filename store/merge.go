package store

import (
	"context"
	"errors"
	"path/filepath"
)

// Merging says which file to merge.
type Merging struct {
	Path     string
	Secret   string              // opens it where what opens the workspace does not
	Seen     [32]byte            // Merged.Sum of the preview that somebody has agreed to; zero for any file
	Progress func(share float64) // called as it goes on, with more each time, up to 1; nil for nobody
}

// Merge takes every fact of another copy of this workspace that it lacks, in
// one transaction; a thing that both changed is a conflict then, shown until
// somebody resolves it. The path may be that of the store itself, after
// ErrConflict, which ends with that. Drafts are taken where there is none. The
// state before is backed up, and Undo brings it back. Until then ctx can end it.
//
// The file is checked as hostile: Problem error.merge.workspace when it is of
// another workspace, error.merge.changed when it says something else of a
// revision that both have, error.merge.replaced when it is not the one that was
// seen, and those of Open. Then nothing has changed.
func (s *Store) Merge(ctx context.Context, m Merging) (Merged, error) {
	other, err := s.peekWhole(ctx, m)
	if err != nil {
		return Merged{}, err
	}
	merged, err := s.merge(ctx, other, m)
	err = joined(err, other.Close())
	if err == nil || errors.Is(err, ErrNotSaved) {
		s.publish(Changed{Kind: "restored"})
	}
	return merged, err
}

// Preview tells what Merge would do, and does it to a copy in memory only.
func (s *Store) Preview(ctx context.Context, m Merging) (Merged, error) {
	other, err := s.peekWhole(ctx, m)
	if err != nil {
		return Merged{}, err
	}
	both, merged, err := s.with(ctx, other, m)
	if err == nil {
		m.reached(1)
		err = both.drop()
	}
	return merged, joined(err, other.Close())
}

// The shares of a merge that are done after each of its parts.
const (
	shareOpened  = 0.2
	shareChecked = 0.4
	shareTaken   = 0.9
)

func (m Merging) reached(share float64) {
	if m.Progress != nil {
		m.Progress(share)
	}
}

// peekWhole opens the file to merge, and reads all that it says.
func (s *Store) peekWhole(ctx context.Context, m Merging) (*Store, error) {
	other, err := s.peek(ctx, m.Path, m.Secret)
	if err != nil {
		return nil, err
	}
	if sum := other.file.stamp.Sum(); m.Seen != [32]byte{} && m.Seen != sum {
		return nil, joined(problem("error.merge.replaced", m.Path, nil), other.Close())
	}
	m.reached(shareOpened)
	if err := other.checkFacts(ctx); err != nil {
		return nil, joined(openError(ctx, other.Path(), err), other.Close())
	}
	m.reached(shareChecked)
	return other, nil
}

func (s *Store) merge(ctx context.Context, other *Store, m Merging) (Merged, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	both, merged, err := s.with(ctx, other, m)
	if err != nil {
		return Merged{}, err
	}
	if err := s.becomeBoth(ctx, other, both); err != nil {
		return Merged{}, joined(err, both.drop())
	}
	err = joined(s.save(), both.drop())
	m.reached(1)
	return merged, err
}

// becomeBoth takes what this store and another hold together, in memory. Where the
// other is what somebody put in the place of our own file, all that is in that has
// to be in ours, which takes its place, and what opens it opens ours from now on.
func (s *Store) becomeBoth(ctx context.Context, other, both *Store) error {
	drafts, err := both.drafts(ctx)
	if err != nil {
		return err
	}
	own, key := s.LivesAt(other.Path()), s.key()
	if own {
		if _, err := other.handSecrets(ctx, both); err != nil {
			return err
		}
		if theirs := other.key(); theirs != nil && !theirs.NeedsPassphrase() {
			s.setKey(theirs) // also of the backup, which undo has no other secret for
		}
	}
	before, err := s.backUpNow(backupMerge)
	if err != nil {
		s.setKey(key)
		return saveProblem(s.file.path, err)
	}
	s.adopt(both)
	s.goesBackTo(before, drafts, Act{Key: "act.merge", Label: filepath.Base(other.Path())})
	if own {
		s.file.stamp = other.file.stamp // all of it is here now
		s.backup.due = backupMerge
	}
	return nil
}

// with gives what this store and another hold together, as a store of its own
// without a file, and what is new in it. The other is not needed for it.
func (s *Store) with(ctx context.Context, other *Store, m Merging) (both *Store, merged Merged, err error) {
	both, err = s.scratch(ctx)
	if err != nil {
		return nil, merged, err
	}
	merged, err = both.takeAll(ctx, other, m)
	merged.Sum = other.file.stamp.Sum()
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, Merged{}, joined(err, both.drop())
	}
	return both, merged, nil
}

// scratch gives a copy of the store in memory.
func (s *Store) scratch(ctx context.Context) (*Store, error) {
	s.use.Lock()
	image, err := serialize(s.conn.Conn)
	s.use.Unlock()
	if err != nil {
		return nil, err
	}
	if s.key() != nil {
		defer clear(image)
	}
	db, err := memory(ctx, image)
	if err != nil {
		return nil, err
	}
	both, err := newStore(ctx, &file{path: s.Path()}, db, s.options)
	if err != nil {
		return nil, joined(err, db.Close())
	}
	return both, nil
}
