package disk_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"framsteg/store/disk"
)

// Who only looks sees who has a file, takes no stale lock for one that is held,
// and makes nothing.
func TestHeldBy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.framsteg")
	free := func(when string) {
		t.Helper()
		if h, held := disk.HeldBy(path); held {
			t.Errorf("%s held by %+v", when, h)
		}
	}
	free("without a lock file")
	if _, err := os.Lstat(path + ".lock"); err == nil {
		t.Error("looking made a lock file")
	}
	anna := disk.Holder{Supervisor: "Anna Åkesson", Computer: "kontoret", Since: time.Date(2026, 11, 21, 14, 3, 0, 0, time.UTC)}
	l, err := disk.Acquire(path, anna)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if h, held := disk.HeldBy(path); !held || h != anna {
			t.Errorf("held %t by %+v", held, h)
		}
	}
	stale, err := os.ReadFile(path + ".lock")
	if err == nil {
		err = l.Release()
	}
	if err != nil {
		t.Fatal(err)
	}
	free("after the release")
	if err := os.WriteFile(path+".lock", stale, 0o600); err != nil {
		t.Fatal(err)
	}
	free("with a stale lock file")
	if l, err = disk.Acquire(path, anna); err != nil {
		t.Fatal("looking left it locked:", err)
	}
	l.Release()
}

// What a crash left is found for one file, and for all in a folder.
func TestLeft(t *testing.T) {
	folder := t.TempDir()
	var temporary []string
	for _, name := range []string{"x.framsteg", "y.framsteg"} {
		before := disk.Disk{}.LeftIn(folder)
		disk.Disk{Files: dying{}}.Create(filepath.Join(folder, name), []byte("data"))
		for _, left := range (disk.Disk{}).LeftIn(folder) {
			if !slices.Contains(before, left) {
				temporary = append(temporary, left)
			}
		}
	}
	if len(temporary) != 2 {
		t.Fatal("left:", temporary)
	}
	path := filepath.Join(folder, "x.framsteg")
	if left := (disk.Disk{}).Left(path); !slices.Equal(left, temporary[:1]) {
		t.Errorf("of one file %v, not %v", left, temporary[:1])
	}
	disk.Disk{}.Sweep(path)
	if left := (disk.Disk{}).LeftIn(folder); !slices.Equal(left, temporary[1:]) {
		t.Errorf("after a sweep of the one %v, not %v", left, temporary[1:])
	}
}

// dying are the files of a program that ends before a new file has its name.
type dying struct{ disk.OS }

func (dying) Link(string, string) error   { return os.ErrPermission }
func (dying) Rename(string, string) error { return os.ErrPermission }
func (dying) Remove(string) error         { return os.ErrPermission }
