//go:build !windows

package disk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// unfollowed opens no link.
const unfollowed = syscall.O_NOFOLLOW

// errHeld is the error of lock when somebody else has the lock.
const errHeld = syscall.EWOULDBLOCK

// lock locks an open file, for this opening of it only: a second one in the same
// program is kept out too.
func lock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EINTR {
			return err
		}
	}
}

// passing tells whether a file cannot be opened because it is being removed.
func passing(error) bool { return false }

// elsewhere tells whether a file has a second name: somebody who wants it
// overwritten may have given it the one of a lock file.
func elsewhere(_ *os.File, info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Nlink > 1
}

// release removes the file while it is locked, so that nobody can lock it in
// between and lose it: who opened it before finds that it has no name.
func (l *Lock) release() error {
	var err error
	if leadsTo(l.path, l.file) {
		err = os.Remove(l.path)
	}
	return errors.Join(err, l.file.Close())
}
