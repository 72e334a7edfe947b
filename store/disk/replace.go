package disk

import (
	"errors"
	"io/fs"
	"os"
)

// Replace replaces the file at path, or makes one, and returns when that is
// durable. Whatever happens, path holds either what it held before or all of
// data. A link stays, and what it leads to is replaced. The file keeps its mode;
// a new one is for its owner alone. Its errors are ErrFolder, ErrDevice, ErrBusy,
// and the system's own; a file that its owner may not write is fs.ErrPermission.
//
// With an error the Stamp is zero when the file is as it was; otherwise data are
// there, but perhaps not durably.
func (d Disk) Replace(path string, data []byte) (Stamp, error) {
	return d.replace(path, data, Stamp{}, func(string) error { return nil })
}

// ReplaceSame does as Replace, unless the file is not what was says: then it is
// ErrChanged, and nothing is replaced. A file that is gone counts as unchanged.
//
// The Stamp is what to compare with at the next save, with an error too: was
// itself while the file is as it was, and one that fits both where that cannot
// be told.
func (d Disk) ReplaceSame(path string, data []byte, was Stamp) (Stamp, error) {
	return d.replace(path, data, was, func(path string) error { return d.compare(path, was) })
}

// replace gives was when it fails before anything is replaced.
func (d Disk) replace(path string, data []byte, was Stamp, same func(path string) error) (Stamp, error) {
	path, err := d.follow(path)
	if err != nil {
		return was, err
	}
	old, err := d.replaceable(path)
	if err != nil {
		return was, err
	}
	temporary, now, err := d.writeBeside(path, data, old)
	if err != nil {
		return was, err
	}
	err = d.patiently(func() error {
		if err := same(path); err != nil { // again after each wait
			return err
		}
		return d.files().Rename(temporary, path)
	})
	if err != nil {
		if there, known := d.leadsTo(path, now); !known {
			return was.or(now), d.discard(temporary, err)
		} else if !there {
			return was, d.discard(temporary, err)
		}
	}
	return now, d.syncFolder(path)
}

// replaceable gives the file that is at path, if any, and refuses what must not
// be replaced.
func (d Disk) replaceable(path string) (fs.FileInfo, error) {
	info, err := d.files().Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case ordinary(info) != nil:
		return nil, ordinary(info)
	case info.Mode()&0o200 == 0: // which a rename would not ask
		return nil, &fs.PathError{Op: "replace", Path: path, Err: fs.ErrPermission}
	}
	return info, nil
}

// leadsTo tells whether path is the file of a Stamp, as far as it can be known: a
// rename over a network can be done and yet be answered by an error.
func (d Disk) leadsTo(path string, s Stamp) (there, known bool) {
	info, err := d.files().Lstat(path)
	return err == nil && os.SameFile(info, s.info), err == nil || errors.Is(err, fs.ErrNotExist)
}
