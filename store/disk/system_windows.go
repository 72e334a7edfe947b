package disk

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"golang.org/x/sys/windows"
)

const unblocked = 0 // pipes have other names

// irregular are the kinds of file that hold data like an ordinary one: those that
// a sync client fetches when they are read.
const irregular = fs.ModeIrregular

// rename returns when the rename is on the disk, which os.Rename does not ask
// for.
func rename(from, to string) error {
	source, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	target, err := windows.UTF16PtrFromString(to)
	if err == nil {
		err = windows.MoveFileEx(source, target, windows.MOVEFILE_REPLACE_EXISTING|windows.MOVEFILE_WRITE_THROUGH)
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// syncFolder does nothing: Windows has no such call, and rename waits itself.
func syncFolder(string) error { return nil }

// Full tells whether an error says that the disk has no more room.
func Full(err error) bool {
	return is(err, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// Forbidden tells whether an error says that the user, or anybody, may not do
// this: a permission, or a disk that is read-only.
func Forbidden(err error) bool {
	return errors.Is(err, fs.ErrPermission) || is(err, windows.ERROR_WRITE_PROTECT)
}

// busy tells whether another program is in the way. A rename over a file that
// somebody has open is "access denied".
func busy(err error) bool {
	return is(err, windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION, windows.ERROR_ACCESS_DENIED)
}

// unsupported tells whether a file system does not know links, or modes.
func unsupported(err error) bool {
	return is(err, windows.ERROR_INVALID_FUNCTION, windows.ERROR_NOT_SUPPORTED, windows.ERROR_CALL_NOT_IMPLEMENTED, windows.ERROR_INVALID_PARAMETER)
}

func unsyncable(error) bool { return false }

func is(err error, kinds ...error) bool {
	return slices.ContainsFunc(kinds, func(kind error) bool { return errors.Is(err, kind) })
}

func sameGroup(fs.FileInfo, fs.FileInfo) bool { return true } // modes have none
