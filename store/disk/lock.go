package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// ErrNoLock is in the error when a file cannot be locked here, though perhaps
// nobody has it: a folder that is read-only, a file system without locks, or
// something else that has the name of the lock file.
var ErrNoLock = errors.New("disk: no lock can be made")

// HeldError says that somebody has the file open, and as far as is known who.
type HeldError struct{ Holder }

func (*HeldError) Error() string { return "disk: another program has the file open" }

// Lock is a file locked for its holder until Release, or until the program ends.
type Lock struct {
	path string
	file *os.File
}

// Acquire locks the file at path, which need not be there, by locking the file
// path+".lock" beside it, where others read who the holder is. The system frees
// the lock of a program that ends, however it does; the file that it leaves is
// taken over. Errors are *HeldError, also within one program, ErrNoLock, and
// fs.ErrNotExist or the system's own for a folder that is not there.
func Acquire(path string, h Holder) (*Lock, error) {
	path, err := Disk{}.follow(path) // who opens it by a link must meet who does not
	if err != nil {
		return nil, err
	}
	mode := fs.FileMode(0o600)
	if info, err := os.Lstat(path); err == nil {
		mode |= info.Mode().Perm() // who may write the one may write the other
	}
	path += ".lock"
	for range 50 { // each time somebody else let it go at this very moment
		var l *Lock
		if l, err = acquire(path, mode); err == nil {
			h.write(l.file)
			return l, nil
		}
		if !errors.Is(err, errPassing) {
			return nil, err
		}
		time.Sleep(2 * time.Millisecond)
	}
	return nil, fmt.Errorf("%w: %w", ErrNoLock, err)
}

// HeldBy gives who has the file at path open, and whether somebody has. It makes
// nothing, and does not take a lock file for a lock. For a moment it locks one that
// a program which crashed has left: who opens the file just then is kept out.
func HeldBy(path string) (Holder, bool) {
	path, err := Disk{}.follow(path)
	if err != nil {
		return Holder{}, false
	}
	path += ".lock"
	if info, err := os.Lstat(path); err != nil || ordinary(info) != nil {
		return Holder{}, false
	}
	f, err := os.OpenFile(path, os.O_RDWR|unfollowed|unblocked, 0) // some networks lock nothing else
	if err != nil {
		f, err = os.OpenFile(path, os.O_RDONLY|unfollowed|unblocked, 0)
	}
	if err != nil {
		return Holder{}, false
	}
	defer f.Close()
	if !errors.Is(lock(f), errHeld) || !leadsTo(path, f) {
		return Holder{}, false
	}
	return readHolder(f), true
}

// errPassing is in the error when the lock file was removed by its holder while
// it was opened here.
var errPassing = errors.New("disk: the lock file is being removed")

func acquire(path string, mode fs.FileMode) (*Lock, error) {
	f, err := openLock(path, mode)
	if err != nil {
		return nil, err
	}
	return take(path, f)
}

// take locks the open lock file f, which it closes after an error.
func take(path string, f *os.File) (*Lock, error) {
	err := lock(f)
	if !leadsTo(path, f) { // a lock on a file without a name keeps nobody out
		err = errPassing
	}
	switch {
	case err == nil:
		return &Lock{path, f}, nil
	case errors.Is(err, errHeld):
		err = &HeldError{readHolder(f)}
	case !errors.Is(err, errPassing):
		err = fmt.Errorf("%w: %w", ErrNoLock, err)
		if info, _ := f.Stat(); info != nil && info.Size() == 0 {
			os.Remove(path) // made for nothing
		}
	}
	f.Close()
	return nil, err
}

// openLock opens or makes the lock file. Others may write to its folder, so what
// they put there instead of one is not opened, still less written to.
func openLock(path string, mode fs.FileMode) (*os.File, error) {
	if info, err := os.Lstat(path); err == nil && ordinary(info) != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoLock, ordinary(info))
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unfollowed|unblocked, mode)
	if Forbidden(err) { // another user's, or a stale one on a read-only disk: it can be locked
		if readable, e := os.OpenFile(path, os.O_RDONLY|unfollowed|unblocked, 0); e == nil {
			f, err = readable, nil
		}
	}
	switch {
	case err == nil:
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil, err
	case passing(err):
		return nil, fmt.Errorf("%w: %w", errPassing, err)
	default:
		return nil, fmt.Errorf("%w: %w", ErrNoLock, err)
	}
	info, err := f.Stat()
	if err == nil {
		err = ordinary(info)
	}
	if err == nil && elsewhere(f, info) {
		err = ErrDevice
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%w: %w", ErrNoLock, err)
	}
	return f, nil
}

// leadsTo tells whether path is the open file f.
func leadsTo(path string, f *os.File) bool {
	named, err := os.Lstat(path)
	if err != nil {
		return false
	}
	open, err := f.Stat()
	return err == nil && os.SameFile(named, open)
}

// Release gives the lock up and removes its file. After an error the file may be
// left, which keeps nobody out. Releasing no lock does nothing.
func (l *Lock) Release() error {
	if l == nil {
		return nil
	}
	return l.release()
}
