//go:build unix

package disk_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"framsteg/store/disk"
	"framsteg/store/disk/faults"
)

var (
	before = bytes.Repeat([]byte("before "), 40)
	after  = bytes.Repeat([]byte("and after "), 50)
)

// write is one of the ways to write a file.
type write struct {
	name string
	do   func(d disk.Disk, path string, was disk.Stamp) (disk.Stamp, error)
}

var writes = []write{
	{"Replace", func(d disk.Disk, path string, _ disk.Stamp) (disk.Stamp, error) { return d.Replace(path, after) }},
	{"ReplaceSame", func(d disk.Disk, path string, was disk.Stamp) (disk.Stamp, error) {
		return d.ReplaceSame(path, after, was)
	}},
	{"Create", func(d disk.Disk, path string, _ disk.Stamp) (disk.Stamp, error) { return d.Create(path, after) }},
}

// target is what there is before a write, at "x.framsteg" of a folder.
type target struct {
	name string
	old  []byte // nil: nothing
	make func(folder string) error
}

var targets = []target{
	{"missing", nil, func(string) error { return nil }},
	{"file", before, func(folder string) error { return os.WriteFile(filepath.Join(folder, "x.framsteg"), before, 0o640) }},
	{"touched", before, func(folder string) error { // so that only its content tells that it is the same
		return os.WriteFile(filepath.Join(folder, "x.framsteg"), before, 0o600)
	}},
	{"link", before, func(folder string) error {
		return errors.Join(os.Mkdir(filepath.Join(folder, "sub"), 0o700),
			os.WriteFile(filepath.Join(folder, "sub", "y"), before, 0o600),
			os.Symlink("sub/y", filepath.Join(folder, "x.framsteg")))
	}},
	{"dangling", nil, func(folder string) error {
		return errors.Join(os.Mkdir(filepath.Join(folder, "sub"), 0o700), os.Symlink("sub/y", filepath.Join(folder, "x.framsteg")))
	}},
}

// trial is one write of one target, with or without a fault.
type trial struct {
	t            *testing.T
	write        write
	target       target
	fault        *faults.Fault
	folder, path string
	layer        *faults.Layer
	seen         map[string]bool // states that were looked at
	states       *int
	stamp        disk.Stamp
	err          error
}

func (tr *trial) run() {
	t := tr.t
	t.Helper()
	tr.folder = t.TempDir()
	tr.path = filepath.Join(tr.folder, "x.framsteg")
	must(t, tr.target.make(tr.folder))
	must(t, os.WriteFile(filepath.Join(tr.folder, "other"), []byte("other"), 0o600))
	var was disk.Stamp
	if tr.target.old != nil {
		var err error
		_, was, err = disk.Disk{}.Read(tr.path, 1<<20)
		must(t, err)
	}
	if tr.target.name == "touched" {
		must(t, os.Chtimes(tr.path, time.Time{}, time.Unix(1, 1)))
	}
	var err error
	tr.layer, err = faults.New(tr.folder)
	must(t, err)
	if tr.fault != nil {
		tr.layer.Fail(*tr.fault)
	}
	d := disk.Disk{Files: tr.layer, Pause: func(time.Duration) {}}
	tr.stamp, tr.err = tr.write.do(d, tr.path, was)
}

// whole tells what is at path: the old, the new, or something else.
func (tr *trial) whole(path string) (isNew, ok bool) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, tr.target.old == nil
	case err != nil:
		tr.t.Error(err)
		return false, false
	}
	isNew = bytes.Equal(data, after)
	return isNew, isNew || bytes.Equal(data, tr.target.old) && tr.target.old != nil
}

func (tr *trial) check() {
	t := tr.t
	t.Helper()
	failed := func(operation string) bool { return slices.Contains(tr.layer.Failed(), operation) }
	isNew, ok := tr.whole(tr.path)
	if !ok {
		t.Errorf("%s: neither the old nor the new", tr)
	}
	if tr.err == nil && !isNew {
		t.Errorf("%s: no error, but the old", tr)
	}
	if tr.write.name == "ReplaceSame" || tr.err == nil {
		if err := (disk.Disk{}).Compare(tr.path, tr.stamp); err != nil {
			t.Errorf("%s: the stamp does not fit: %v", tr, err)
		}
	} else if tr.stamp.IsZero() && isNew {
		t.Errorf("%s: a zero stamp of the new", tr)
	}
	entries, err := filepath.Glob(filepath.Join(tr.folder, ".framsteg-*"))
	must(t, err)
	below, err := filepath.Glob(filepath.Join(tr.folder, "sub", ".framsteg-*"))
	must(t, err)
	if left := append(entries, below...); len(left) > 0 && !failed("Remove") {
		t.Errorf("%s: %v is left", tr, left)
	}
	if other, err := os.ReadFile(filepath.Join(tr.folder, "other")); string(other) != "other" {
		t.Errorf("%s: another file is %q, %v", tr, other, err)
	}
	if info, err := os.Lstat(tr.path); strings.Contains("link dangling", tr.target.name) && (err != nil || info.Mode()&fs.ModeSymlink == 0) {
		t.Errorf("%s: the link is gone: %v", tr, err)
	}
	for s := range tr.layer.Moments() {
		tr.afterPowerCut(s, false)
	}
	for s := range tr.layer.Now() {
		tr.afterPowerCut(s, tr.err == nil && !failed("SyncFolder"))
	}
}

func (tr *trial) afterPowerCut(s faults.State, mustBeNew bool) {
	*tr.states++
	key := fmt.Sprint(mustBeNew)
	files := s.Files()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(filepath.Base(name), ".framsteg-") { // which has another name each time
			key += fmt.Sprintf(" %s: %q", name, files[name])
		}
	}
	if tr.seen[key] {
		return
	}
	tr.seen[key] = true
	folder := tr.t.TempDir()
	must(tr.t, s.Write(folder))
	isNew, ok := tr.whole(filepath.Join(folder, "x.framsteg"))
	if !ok {
		tr.t.Errorf("%s: after a power cut neither the old nor the new:\n%q", tr, key)
	}
	if mustBeNew && !isNew {
		tr.t.Errorf("%s: a power cut loses what was said to be durable:\n%q", tr, key)
	}
}

func (tr *trial) String() string {
	return fmt.Sprintf("%s of %s, %v fails by %+v: %v", tr.write.name, tr.target.name, tr.layer.Failed(), tr.fault, tr.err)
}

// Whichever operation fails, and whenever the power goes, before or after that,
// there is the old file or the new one, whole.
func TestEveryOperationFails(t *testing.T) {
	// Each of these is treated in a way of its own by some operation.
	kinds := []error{syscall.EIO, syscall.EACCES, syscall.EPERM, syscall.EBUSY}
	failures, states := 0, 0
	for _, w := range writes {
		for _, target := range targets {
			if w.name == "Create" && target.name != "missing" {
				continue
			}
			seen := map[string]bool{}
			try := func(fault *faults.Fault) (reached bool) {
				tr := trial{t: t, write: w, target: target, fault: fault, seen: seen, states: &states}
				tr.run()
				tr.check()
				if fault == nil && tr.err != nil {
					t.Fatalf("%s", &tr)
				}
				return len(tr.layer.Failed()) > 0
			}
			try(nil)
			for _, kind := range kinds {
				for _, how := range faults.Hows {
					for _, lasting := range []bool{false, true} {
						if how == faults.Half && (lasting || kind != syscall.EIO) {
							continue // there is but one Write
						}
						for n := 0; try(&faults.Fault{At: n, How: how, Err: kind, Lasting: lasting}); n++ {
							failures++
						}
					}
				}
			}
		}
	}
	t.Logf("%d failures, %d states after a power cut", failures, states)
	if failures < 1000 || states < 10000 {
		t.Error("that is not every operation")
	}
}

// Create finds what is there, and takes nothing else for it.
func TestCreateReplacesNothing(t *testing.T) {
	for _, target := range targets[1:] {
		tr := trial{t: t, write: writes[2], target: target}
		tr.run()
		if !errors.Is(tr.err, fs.ErrExist) || !tr.stamp.IsZero() {
			t.Errorf("%s: %v", target.name, tr.err)
		}
		if isNew, ok := tr.whole(tr.path); isNew || !ok {
			t.Errorf("%s was replaced", target.name)
		}
	}
}
