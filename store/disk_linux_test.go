package store

import "syscall"

// mountSmall mounts a file system of 512 KiB, which takes root.
func mountSmall(folder string) error {
	return syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=1m")
}

func unmount(folder string) error { return syscall.Unmount(folder, 0) }
