package disk_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"framsteg/store/disk"
)

// given makes a file in a folder of its own.
func given(t *testing.T, content string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "x.framsteg")
	must(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func stampOf(t *testing.T, path string) disk.Stamp {
	t.Helper()
	_, s, err := disk.Disk{}.Read(path, 1<<20)
	must(t, err)
	return s
}

func want(t *testing.T, path, content string) {
	t.Helper()
	if data, err := os.ReadFile(path); err != nil || string(data) != content {
		t.Errorf("%q, %v, want %q", data, err, content)
	}
}

func wantError(t *testing.T, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Errorf("got %v, want %v", err, target)
	}
}

// wantAlone fails when there is more in the folder of path than that.
func wantAlone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 || entries[0].Name() != filepath.Base(path) {
		t.Errorf("%v, %v, want %s alone", entries, err, path)
	}
}

func TestRead(t *testing.T) {
	path := given(t, "123456")
	for content, expected := range map[string]error{"123456": nil, "": disk.ErrEmpty, "1234567": disk.ErrTooLarge} {
		must(t, os.WriteFile(path, []byte(content), 0o600))
		data, s, err := disk.Disk{}.Read(path, 6)
		wantError(t, err, expected)
		if expected == nil && string(data) != content || (expected != nil) != s.IsZero() {
			t.Errorf("%q, %+v", data, s)
		}
	}
	_, _, err := disk.Disk{}.Read(filepath.Dir(path), 6)
	wantError(t, err, disk.ErrFolder)
	_, _, err = disk.Disk{}.Read(path+"-", 6)
	wantError(t, err, fs.ErrNotExist)
}

// growing is a file that somebody writes to while it is read, some times.
type growing struct {
	disk.OS
	path  string
	times int
	by    int64 // bytes
}

func (g *growing) Open(path string) (disk.File, error) {
	f, err := g.OS.Open(path)
	return &grows{f, g}, err
}

type grows struct {
	disk.File
	of *growing
}

func (f *grows) Read(p []byte) (int, error) {
	if f.of.times > 0 {
		f.of.times--
		info, err := f.Stat()
		if err == nil {
			err = os.Truncate(f.of.path, info.Size()+f.of.by)
		}
		if err == nil { // its size alone must tell
			err = os.Chtimes(f.of.path, info.ModTime(), info.ModTime())
		}
		if err != nil {
			return 0, err
		}
	}
	return f.File.Read(p)
}

func TestReadAgainWhatChanges(t *testing.T) {
	for _, by := range []int64{1, -1} {
		g := &growing{path: given(t, "123456"), times: 1, by: by}
		if data, _, err := (disk.Disk{Files: g}).Read(g.path, 10); err != nil || int64(len(data)) != 6+by {
			t.Errorf("%q, %v", data, err)
		}
		g.times = 4
		_, s, err := disk.Disk{Files: g}.Read(g.path, 10)
		wantError(t, err, disk.ErrUnsteady)
		if !s.IsZero() {
			t.Error("a stamp of a torn file")
		}
	}
}

// What somebody else did to a file is found by what it holds, not by when or how
// it was written.
func TestReplaceSame(t *testing.T) {
	rewrite := func(content string) func(*testing.T, string) {
		return func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte(content), 0o600)) }
	}
	later := func(t *testing.T, path string) { must(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour))) }
	for name, c := range map[string]struct {
		meanwhile func(*testing.T, string)
		want      error
	}{
		"nothing":          {func(*testing.T, string) {}, nil},
		"touched":          {later, nil},
		"gone":             {func(t *testing.T, path string) { must(t, os.Remove(path)) }, nil},
		"the same again":   {rewrite("before"), nil},
		"as long":          {func(t *testing.T, path string) { rewrite("BEFORE")(t, path); later(t, path) }, disk.ErrChanged},
		"longer":           {rewrite("before and more"), disk.ErrChanged},
		"empty":            {rewrite(""), disk.ErrChanged},
		"a folder":         {func(t *testing.T, path string) { must(t, os.Remove(path)); must(t, os.Mkdir(path, 0o700)) }, disk.ErrFolder},
		"another the same": {func(t *testing.T, path string) { must(t, os.Remove(path)); rewrite("before")(t, path) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			path := given(t, "before")
			was := stampOf(t, path)
			c.meanwhile(t, path)
			wantError(t, disk.Disk{}.Compare(path, was), c.want)
			now, err := disk.Disk{}.ReplaceSame(path, []byte("after"), was)
			wantError(t, err, c.want)
			if c.want == nil {
				want(t, path, "after")
				now, err = disk.Disk{}.ReplaceSame(path, []byte("again"), now)
				must(t, err)
				want(t, path, "again")
				_, err = disk.Disk{}.ReplaceSame(path, []byte("too late"), was)
				wantError(t, err, disk.ErrChanged)
				must(t, disk.Disk{}.Compare(path, now))
			}
			wantAlone(t, path)
		})
	}
}

// A file system of a stick keeps times in steps, within which anything happens.
func TestCoarseTimesProveNothing(t *testing.T) {
	path := given(t, "before")
	whole := time.Unix(1_700_000_000, 0)
	must(t, os.Chtimes(path, whole, whole))
	was := stampOf(t, path)
	must(t, os.WriteFile(path, []byte("BEFORE"), 0o600))
	must(t, os.Chtimes(path, whole, whole))
	wantError(t, disk.Disk{}.Compare(path, was), disk.ErrChanged)
}

// unread is a disk where a file must not be read.
type unread struct{ disk.OS }

func (unread) Open(string) (disk.File, error) { return nil, errors.New("read") }

// A file that nobody can have written to is not read again at each save.
func TestCompareReadsOnlyWhatWasTouched(t *testing.T) {
	path := given(t, "before")
	fine := time.Unix(1_700_000_000, 123_456_700) // Windows keeps 100 ns
	must(t, os.Chtimes(path, fine, fine))
	was := stampOf(t, path)
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(fine) {
		t.Skip("times are coarse here")
	}
	must(t, disk.Disk{Files: unread{}}.Compare(path, was))

	another := path + "-"
	must(t, os.WriteFile(another, []byte("BEFORE"), 0o600))
	must(t, os.Chtimes(another, fine, fine))
	must(t, os.Rename(another, path))
	wantError(t, disk.Disk{}.Compare(path, was), disk.ErrChanged)
}

// Who knows of no file replaces none.
func TestReplaceSameOfNothing(t *testing.T) {
	path := given(t, "theirs")
	s, err := disk.Disk{}.ReplaceSame(path, []byte("mine"), disk.Stamp{})
	wantError(t, err, disk.ErrChanged)
	if !s.IsZero() {
		t.Errorf("%+v", s)
	}
	want(t, path, "theirs")
	must(t, os.Remove(path))
	_, err = disk.Disk{}.ReplaceSame(path, []byte("mine"), disk.Stamp{})
	must(t, err)
	want(t, path, "mine")
}

func TestReplaceRefusesAFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	must(t, os.Mkdir(path, 0o700))
	_, err := disk.Disk{}.Replace(path, []byte("mine"))
	wantError(t, err, disk.ErrFolder)
	_, err = disk.Disk{}.Replace(filepath.Join(path, "gone", "x"), nil)
	wantError(t, err, fs.ErrNotExist)
	wantAlone(t, path)
}

// A name without a folder is one in the folder where the program runs.
func TestPlainName(t *testing.T) {
	t.Chdir(t.TempDir())
	d := disk.Disk{}
	s, err := d.Create("x", []byte("1"))
	must(t, err)
	_, err = d.ReplaceSame("x", []byte("2"), s)
	must(t, err)
	d.Sweep("x")
	want(t, "x", "2")
	wantAlone(t, "x")
}

// stuck is a disk where what was written stays where it was.
type stuck struct{ disk.OS }

func (stuck) Rename(string, string) error { return errors.New("stuck") }
func (stuck) Remove(string) error         { return errors.New("stuck") }

// What a crash left can hold personal data: its name does not say whose, and it
// goes, while what belongs to other files stays.
func TestSweep(t *testing.T) {
	path := given(t, "before")
	other := filepath.Join(filepath.Dir(path), "x.framsteg2")
	for _, p := range []string{path, path, other} {
		if _, err := (disk.Disk{Files: stuck{}}).Replace(p, []byte("Åsa Öberg")); err == nil || !strings.Contains(err.Error(), "left") {
			t.Errorf("got %v", err)
		}
	}
	left := func() (names []string) {
		t.Helper()
		names, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".framsteg-*.tmp"))
		must(t, err)
		return names
	}
	if names := left(); len(names) != 3 || strings.Contains(strings.Join(names, ""), "x.") {
		t.Errorf("%v", names)
	}
	disk.Disk{}.Sweep(path)
	if names := left(); len(names) != 1 {
		t.Errorf("%v is left, want that of the other file", names)
	}
	disk.Disk{}.Sweep(other)
	wantAlone(t, path)
	disk.Disk{}.Sweep(filepath.Join(path, "no folder", "x"))
}

// noLinks is a disk as of a stick.
type noLinks struct{ disk.OS }

func (noLinks) Link(from, to string) error {
	return &os.LinkError{Op: "link", Old: from, New: to, Err: noSuchThing}
}

func TestCreateWithoutLinks(t *testing.T) {
	d := disk.Disk{Files: noLinks{}}
	path := filepath.Join(t.TempDir(), "x")
	s, err := d.Create(path, []byte("mine"))
	must(t, err)
	must(t, d.Compare(path, s))
	_, err = d.Create(path, []byte("another"))
	wantError(t, err, fs.ErrExist)
	want(t, path, "mine")
	wantAlone(t, path)
}

// rival is a disk where another program makes the file while it is written.
type rival struct {
	disk.Files
	path string
}

func (r rival) Create(path string) (disk.File, error) {
	if err := os.WriteFile(r.path, []byte("theirs"), 0o600); err != nil {
		return nil, err
	}
	return r.Files.Create(path)
}

func TestCreateReplacesNoRival(t *testing.T) {
	for _, files := range []disk.Files{disk.OS{}, noLinks{}} {
		path := filepath.Join(t.TempDir(), "x")
		s, err := disk.Disk{Files: rival{files, path}}.Create(path, []byte("mine"))
		wantError(t, err, fs.ErrExist)
		if !s.IsZero() {
			t.Errorf("%+v", s)
		}
		want(t, path, "theirs")
		wantAlone(t, path)
	}
}

// held is a disk where another program holds what is to be replaced.
type held struct {
	disk.OS
	times int
}

func (h *held) Rename(from, to string) error {
	if h.times--; h.times >= 0 {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: inTheWay}
	}
	return h.OS.Rename(from, to)
}

// A virus scanner lets go within two seconds; until then a save waits.
func TestReplaceWaitsForWhoHoldsTheFile(t *testing.T) {
	path := given(t, "before")
	var waited, longest time.Duration
	pause := func(d time.Duration) {
		if waited += d; d < longest {
			t.Error("the pauses do not grow")
		}
		longest = d
	}
	_, err := disk.Disk{Files: &held{times: 8}, Pause: pause}.Replace(path, []byte("after"))
	must(t, err)
	want(t, path, "after")
	if waited != 2*time.Second {
		t.Errorf("waited %v", waited)
	}
	longest = 0
	_, err = disk.Disk{Files: &held{times: 9}, Pause: pause}.Replace(path, []byte("never"))
	wantError(t, err, disk.ErrBusy)
	wantError(t, err, inTheWay)
	want(t, path, "after")
	wantAlone(t, path)
}

// A sync client that held the file may have brought another one.
func TestReplaceSameLooksAgainAfterWaiting(t *testing.T) {
	path := given(t, "before")
	d := disk.Disk{Files: &held{times: 1}, Pause: func(time.Duration) {
		must(t, os.WriteFile(path, []byte("theirs"), 0o600))
	}}
	was := stampOf(t, path)
	_, err := d.ReplaceSame(path, bytes.Repeat([]byte("mine"), 100), was)
	wantError(t, err, disk.ErrChanged)
	want(t, path, "theirs")
	wantAlone(t, path)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
