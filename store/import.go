package store

import (
	"context"

	"framsteg/store/skapa"
)

// Import makes all that f writes with the ctx it is given one act, called
// "act.import" with a label, as Batch does: when f fails nothing is written. The
// state before is backed up first, and Undo brings that back whole. When f writes
// nothing there is no act, and no backup.
//
// Problem error.backup.failed when nothing could be backed up; then f was not
// called.
func (s *Store) Import(ctx context.Context, label string, f func(ctx context.Context) error) error {
	wrote, err := s.imports(ctx, label, f)
	if wrote {
		s.publish(Changed{Kind: "batch"})
	}
	return err
}

func (s *Store) imports(ctx context.Context, label string, f func(ctx context.Context) error) (wrote bool, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return false, err
	}
	before, err := s.createBackup(backupImport)
	if err != nil {
		return false, saveProblem(s.file.path, err)
	}
	var drafts []draft
	w, err := s.commit(context.WithoutCancel(ctx), func(inside context.Context, _ *writer) error {
		err := f(inside)
		if err == nil {
			drafts, err = s.drafts(inside)
		}
		return err
	})
	if err != nil || !w.wrote {
		return false, joined(err, s.file.disk.Remove(before.Path))
	}
	s.use.Lock()
	s.forgetEverybody()
	s.use.Unlock()
	s.goesBackTo(before, drafts, Act{Key: "act.import", Label: skapa.Tidy(label), Count: w.act.participants()})
	s.setBackupFailed(s.backedUp(before))
	return true, s.save()
}
