//go:build !windows

package disk

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// unblocked opens a pipe that somebody put in place of a file without waiting
// for ever.
const unblocked = syscall.O_NONBLOCK

// irregular are the kinds of file that hold data like an ordinary one.
const irregular fs.FileMode = 0

func rename(from, to string) error { return os.Rename(from, to) }

func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Full tells whether an error says that the disk has no more room.
func Full(err error) bool { return is(err, syscall.ENOSPC, syscall.EDQUOT) }

// Forbidden tells whether an error says that the user, or anybody, may not do
// this: a permission, or a disk that is read-only.
func Forbidden(err error) bool { return errors.Is(err, fs.ErrPermission) || is(err, syscall.EROFS) }

// busy tells whether another program is in the way: so a network disk of
// Windows says.
func busy(err error) bool { return is(err, syscall.EBUSY, syscall.ETXTBSY) }

// unsupported tells whether a file system does not know links, or modes.
func unsupported(err error) bool {
	return is(err, syscall.EPERM, syscall.ENOTSUP, syscall.EOPNOTSUPP, syscall.ENOSYS, syscall.EINVAL)
}

// unsyncable tells whether a folder cannot be synced, which says nothing of the
// rename.
func unsyncable(err error) bool { return unsupported(err) || is(err, syscall.EACCES, syscall.EBADF) }

func is(err error, kinds ...error) bool {
	return slices.ContainsFunc(kinds, func(kind error) bool { return errors.Is(err, kind) })
}

func sameGroup(a, b fs.FileInfo) bool {
	one, ok := a.Sys().(*syscall.Stat_t)
	two, too := b.Sys().(*syscall.Stat_t)
	return ok && too && one.Gid == two.Gid
}
