//go:build unix

package disk_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"framsteg/store/disk"
)

// Who may write the file may lock it.
func TestLockFileHasTheModeOfItsFile(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	path := given(t, "x")
	must(t, os.Chmod(path, 0o660))
	l, err := disk.Acquire(path, holder)
	must(t, err)
	if info, err := os.Stat(path + ".lock"); err != nil || info.Mode() != 0o660 {
		t.Errorf("%v, %v", info, err)
	}
	must(t, l.Release())
}

func TestLockInAFolderThatIsReadOnly(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	path := given(t, "x")
	must(t, os.Chmod(filepath.Dir(path), 0o500))
	defer os.Chmod(filepath.Dir(path), 0o700)
	_, err := disk.Acquire(path, holder)
	wantError(t, err, disk.ErrNoLock)
}

// What a broken program or a stranger wrote to a lock file says less, or
// nothing, but the lock is held all the same.
func TestHeldByWhomeverWroteThis(t *testing.T) {
	path := given(t, "x")
	l, err := disk.Acquire(path, holder)
	must(t, err)
	for content, by := range map[string]disk.Holder{
		"":                                   {},
		"not JSON":                           {},
		`{"supervisor": 7}`:                  {},
		`{"supervisor":"A\u001b[2J\u202eB"}`: {Supervisor: "A[2JB"},
		`{"computer":"c","since":"soon"}`:    {Computer: "c"},
	} {
		must(t, os.WriteFile(path+".lock", []byte(content), 0o600))
		wantHeld(t, path, by)
	}
	must(t, l.Release())
}
