package store

import (
	"errors"
	"syscall"
)

// syncFolder does nothing: Windows has no such call, and its file system logs
// a rename itself.
func syncFolder(string) error { return nil }

// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of winerror.h.
const handleDiskFull, diskFull = syscall.Errno(39), syscall.Errno(112)

func isDiskFull(err error) bool {
	return errors.Is(err, handleDiskFull) || errors.Is(err, diskFull)
}
