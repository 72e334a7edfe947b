package store

import (
	"context"
	"errors"
	"slices"

	"framsteg/store/disk"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// Broken tells whether an error of Open says that there is no whole workspace
// where one was: Rescue puts a backup there.
func Broken(err error) bool {
	p, is := errors.AsType[*skapa.Problem](err)
	if !is {
		return false
	}
	switch p.Key {
	case "error.open.damaged", "error.open.empty", "error.open.missing", "error.open.notWorkspace":
		return true
	}
	return false
}

// Rescue puts a backup in the place of a workspace that does not open any more,
// as it is, after opening it by the secret of o. What is at path goes to a copy
// beside it first: kept is that, "" when there was nothing. Its errors are those
// of Open, of the backup too, and of saving; then path is as it was.
func Rescue(ctx context.Context, path string, b Backup, o Options) (kept string, err error) {
	o = o.withDefaults()
	f, err := locate(path, o)
	if err != nil {
		return "", openProblem(path, err)
	}
	kept, err = f.rescue(ctx, b, o)
	return kept, joined(err, f.release())
}

// wasSealed tells whether a workspace of which this is left was sealed: by that,
// or by a backup of it.
func (f *file) wasSealed(broken []byte) bool {
	backups, _ := BackupsOf(f.path) // which the caller has listed
	return seal.Sealed(broken) || slices.ContainsFunc(backups, func(b Backup) bool { sealed, err := IsSealed(b.Path); return err == nil && sealed })
}

func (f *file) rescue(ctx context.Context, b Backup, o Options) (kept string, err error) {
	broken, stamp, err := f.disk.Read(f.path, maxFile)
	if err = ignoreMissing(err); err != nil && !errors.Is(err, disk.ErrEmpty) {
		return "", openProblem(f.path, err)
	}
	whole, _, err := f.disk.Read(b.Path, maxFile)
	if err != nil {
		return "", openProblem(b.Path, err)
	}
	if !seal.Sealed(whole) && f.wasSealed(broken) {
		return "", problem("error.backup.plain", b.Path, nil)
	}
	o.Reading = true
	s, err := Open(ctx, b.Path, o)
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		return "", err
	}
	if len(broken) > 0 {
		if kept, _, err = f.createBeside(markBroken, o.Now(), broken); err != nil {
			return "", saveProblem(f.path, err)
		}
	}
	if stamp.IsZero() {
		_, err = f.disk.Replace(f.path, whole)
	} else {
		_, err = f.disk.ReplaceSame(f.path, whole, stamp)
	}
	if err != nil {
		return kept, saveProblem(f.path, err)
	}
	return kept, nil
}
