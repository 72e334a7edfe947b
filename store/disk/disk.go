// Package disk keeps files whole: it replaces, makes and reads them so that no
// crash, full disk or pulled stick leaves half of one, tells whether somebody
// else changed one, and locks one against a second program. It knows nothing of
// what is in them.
package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
	"time"
)

// Why a file is not read, made or replaced, beside what the system says itself:
// errors.Is tells them. See also Full and Forbidden.
var (
	ErrFolder   = errors.New("disk: a folder")
	ErrDevice   = errors.New("disk: no ordinary file")
	ErrEmpty    = errors.New("disk: an empty file")
	ErrTooLarge = errors.New("disk: a file larger than allowed")
	ErrUnsteady = errors.New("disk: a file that changes while it is read")
	ErrChanged  = errors.New("disk: a file that somebody else changed")
	ErrBusy     = errors.New("disk: a file that another program holds") // after some two seconds of trying
)

// Disk reads and writes files. The zero value does so on the computer's own
// disks.
type Disk struct {
	Files Files               // nil: OS
	Of    string              // the name of the file whose leftovers those of all writes are; "" is that of each file itself
	Pause func(time.Duration) // how to wait for who holds a file; nil: time.Sleep
}

func (d Disk) files() Files {
	if d.Files == nil {
		return OS{}
	}
	return d.Files
}

// follow gives where a path leads: past the links that it names, to a file or to
// where one can be made. A path is never tidied: "a/.." is not where it looks to
// be when a is a link.
func (d Disk) follow(path string) (string, error) {
	for range 40 { // as many as Linux follows
		info, err := d.files().Lstat(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		if err != nil {
			return "", err
		}
		target, err := d.files().Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(target) {
			folder, _ := filepath.Split(path)
			target = folder + target
		}
		path = target
	}
	return "", &fs.PathError{Op: "follow", Path: path, Err: syscall.ELOOP}
}

// ordinary refuses what is no ordinary file.
func ordinary(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return ErrFolder
	case info.Mode().Type()&^irregular != 0:
		return ErrDevice
	}
	return nil
}

// syncFolder makes what was renamed, made and removed beside path durable, where
// the file system can.
func (d Disk) syncFolder(path string) error {
	folder, _ := filepath.Split(path)
	if folder == "" {
		folder = "."
	}
	if err := d.files().SyncFolder(folder); err != nil && !unsyncable(err) {
		return err
	}
	return nil
}

// discard removes a temporary file after err, which stays the error: what
// cannot be removed is for Sweep.
func (d Disk) discard(temporary string, err error) error {
	if left := d.files().Remove(temporary); left != nil && !errors.Is(left, fs.ErrNotExist) {
		return fmt.Errorf("%w (and a temporary file is left: %v)", err, left)
	}
	return err
}
