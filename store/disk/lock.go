package disk

import (
	"errors"
	"os"
	"time"
)

// ErrNoLock is in the error when a file cannot be locked here, though nobody may
// hold it: a folder that is read-only, a file system without locks, or something
// else that has the name of the lock file.
var ErrNoLock = errors.New("disk: no lock can be made")

// HeldError says that somebody has the file, and as far as is known who.
type HeldError struct{ Holder }

func (*HeldError) Error() string { return "disk: another program has the file" }

// Lock is the lock of a file, which no other program has until Release.
type Lock struct {
	path string
	file *os.File
}

// Acquire locks the file at path for this program, by the file path+".lock",
// which says who has it. The system takes the lock from a program that ends,
// however it does. Errors: *HeldError; ErrNoLock; or the system's own, such as
// for a folder that is not there.
func Acquire(path string, h Holder) (*Lock, error) {
	path += ".lock"
	for range 20 {
		l, err := acquire(path, h)
		if !errors.Is(err, errGone) {
			return l, err
		}
		time.Sleep(time.Millisecond)
	}
	return nil, &HeldError{}
}

// errGone: the lock file was removed by who held it, before it was locked here.
var errGone = errors.New("disk: the lock file is gone")

func acquire(path string, h Holder) (*Lock, error) {
	f, err := openLock(path, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		return nil, &HeldError{readHolder(f)}
	}
	h.write(f)
	return &Lock{path, f}, nil
}

// Release gives the lock up and removes its file.
func (l *Lock) Release() error { return removeLock(l.path, l.file) }
