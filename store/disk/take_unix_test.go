//go:build unix

package disk

import (
	"errors"
	"path/filepath"
	"testing"
)

// Who opens the lock file just before its holder removes it locks a file that
// nobody else will find, and must not take that for the lock.
func TestTakeOfARemovedLockFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	first, err := Acquire(path, Holder{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := openLock(path+".lock", 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	second, err := Acquire(path, Holder{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := take(path+".lock", f); !errors.Is(err, errPassing) {
		t.Errorf("got %v", err)
	}
	if err := second.Release(); err != nil {
		t.Fatal(err)
	}
}
