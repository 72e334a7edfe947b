package disk

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

const unfollowed = 0 // Lstat looked before

// errHeld is the error of lock when somebody else has the lock.
const errHeld = windows.ERROR_LOCK_VIOLATION

// lock locks an open file, far beyond what it holds: nobody else can read what
// is locked, and others are to read who the holder is.
func lock(f *os.File) error {
	far := windows.Overlapped{OffsetHigh: 1 << 30}
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &far)
}

// passing tells whether a file cannot be opened because it is being removed: it
// is until the last program that looks at it closes it.
func passing(err error) bool { return busy(err) || is(err, windows.ERROR_DELETE_PENDING) }

// elsewhere tells whether a file has a second name: somebody who wants it
// overwritten may have given it the one of a lock file.
func elsewhere(f *os.File, _ fs.FileInfo) bool {
	var info windows.ByHandleFileInformation
	err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info)
	return err == nil && info.NumberOfLinks > 1
}

// release closes the file, which frees it, and then removes it: in this order,
// because an open file cannot be removed. Nor can one that somebody else has
// opened since, who keeps it, or leaves it to keep nobody out.
func (l *Lock) release() error {
	if err := l.file.Close(); err != nil {
		return err
	}
	if err := os.Remove(l.path); err != nil && !errors.Is(err, fs.ErrNotExist) && !busy(err) {
		return err
	}
	return nil
}
