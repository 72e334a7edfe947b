package disk

import (
	"errors"
	"io/fs"
)

// Create makes a file, for its owner alone, and returns when that is durable. It
// replaces nothing: what is there already, a link too, is fs.ErrExist. However
// the program ends, there is no file at path, or one that holds all of data.
//
// With an error the Stamp is zero when no file was made; otherwise one is there,
// but perhaps not durably.
func (d Disk) Create(path string, data []byte) (Stamp, error) {
	if err := d.vacant(path); err != nil {
		return Stamp{}, err // before all the work
	}
	temporary, now, err := d.writeBeside(path, data, nil)
	if err != nil {
		return Stamp{}, err
	}
	err = d.files().Link(temporary, path)
	if unsupported(err) {
		// A file that somebody else makes between these two is replaced. Only on
		// file systems without links, as of a stick, and within microseconds.
		if err = d.vacant(path); err == nil {
			err = d.patiently(func() error { return d.files().Rename(temporary, path) })
		}
	}
	if err != nil {
		if there, known := d.leadsTo(path, now); !known {
			return Stamp{}.or(now), d.discard(temporary, err)
		} else if !there {
			return Stamp{}, d.discard(temporary, err)
		}
	}
	d.files().Remove(temporary) // else Sweep does: the file is whole, whatever other name it has
	return now, d.syncFolder(path)
}

// vacant gives fs.ErrExist when there is something at path.
func (d Disk) vacant(path string) error {
	_, err := d.files().Lstat(path)
	switch {
	case err == nil:
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}
