//go:build unix

package disk_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"framsteg/store/disk"
)

const noSuchThing, inTheWay = syscall.EPERM, syscall.EBUSY

// A pipe that nobody writes to would keep whoever opens it waiting for ever.
// Never try this with a device of the system: a broken Replace replaces it.
func TestNoOrdinaryFile(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "x")
	must(t, syscall.Mkfifo(pipe, 0o600))
	_, _, err := disk.Disk{}.Read(pipe, 1)
	wantError(t, err, disk.ErrDevice)
	_, err = disk.Disk{}.Replace(pipe, nil)
	wantError(t, err, disk.ErrDevice)
	wantError(t, disk.Disk{}.Compare(pipe, disk.Stamp{}), disk.ErrDevice)
	_, err = disk.Disk{}.Create(pipe, nil)
	wantError(t, err, fs.ErrExist)
	wantAlone(t, pipe)
}

// swapped is a disk where a pipe takes the place of a file at the worst moment.
type swapped struct{ disk.OS }

func (s swapped) Open(path string) (disk.File, error) {
	if err := os.Remove(path); err != nil {
		return nil, err
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return nil, err
	}
	return s.OS.Open(path)
}

func TestReadDoesNotWaitForAPipe(t *testing.T) {
	_, _, err := disk.Disk{Files: swapped{}}.Read(given(t, "before"), 10)
	wantError(t, err, disk.ErrDevice)
}

func TestReplaceKeepsTheMode(t *testing.T) {
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o664, 0o644, 0o700, 0o200} {
		path := given(t, "before")
		must(t, os.Chmod(path, mode))
		_, err := disk.Disk{}.Replace(path, []byte("after"))
		must(t, err)
		if info, err := os.Stat(path); err != nil || info.Mode() != mode {
			t.Errorf("%v, %v, want %v", info.Mode(), err, mode)
		}
	}
	path := given(t, "before")
	must(t, os.Chmod(path, 0o460))
	_, err := disk.Disk{}.Replace(path, []byte("after"))
	wantError(t, err, fs.ErrPermission)
	if !disk.Forbidden(err) {
		t.Error("not forbidden")
	}
	want(t, path, "before")
	wantAlone(t, path)
}

// A file of another group is not opened to one's own.
func TestReplaceOpensToNoOtherGroup(t *testing.T) {
	path := given(t, "before")
	if err := os.Chown(path, -1, 12345); err != nil {
		t.Skip("only root gives files away")
	}
	for mode, expected := range map[fs.FileMode]fs.FileMode{0o660: 0o600, 0o664: 0o644, 0o644: 0o644} {
		must(t, os.Chmod(path, mode))
		must(t, os.Chown(path, -1, 12345))
		_, err := disk.Disk{}.Replace(path, []byte("after"))
		must(t, err)
		if info, err := os.Stat(path); err != nil || info.Mode() != expected {
			t.Errorf("%v becomes %v, %v", mode, info.Mode(), err)
		}
	}
}

// unsynced is a disk that answers the syncing of a folder.
type unsynced struct {
	disk.OS
	err error
}

func (u unsynced) SyncFolder(string) error { return u.err }

func TestFolderThatCannotBeSynced(t *testing.T) {
	path := given(t, "before")
	for _, err := range []error{syscall.EINVAL, syscall.ENOTSUP, syscall.EACCES, syscall.EBADF, syscall.EPERM, syscall.ENOSYS} {
		_, err := disk.Disk{Files: unsynced{err: &fs.PathError{Op: "sync", Err: err}}}.Replace(path, []byte("after"))
		must(t, err)
	}
	s, err := disk.Disk{Files: unsynced{err: syscall.EIO}}.ReplaceSame(path, []byte("again"), stampOf(t, path))
	wantError(t, err, syscall.EIO)
	want(t, path, "again")
	must(t, disk.Disk{}.Compare(path, s))
}

// A link leads where the system says, not where its text seems to: ".." of a
// folder that is a link is elsewhere.
func TestLinks(t *testing.T) {
	folder := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(folder, "real", "deep"), 0o700))
	must(t, os.Symlink("real/deep", filepath.Join(folder, "short")))
	must(t, os.Symlink("../y", filepath.Join(folder, "real", "deep", "x")))
	path := folder + "/short/x"
	_, err := disk.Disk{}.Replace(path, []byte("after"))
	must(t, err)
	want(t, filepath.Join(folder, "real", "y"), "after")
	must(t, os.Symlink("round", filepath.Join(folder, "round")))
	_, err = disk.Disk{}.Replace(filepath.Join(folder, "round"), nil)
	wantError(t, err, syscall.ELOOP)
	must(t, os.Symlink("away/z", filepath.Join(folder, "unplugged")))
	_, err = disk.Disk{}.Replace(filepath.Join(folder, "unplugged"), nil)
	wantError(t, err, fs.ErrNotExist)
}
