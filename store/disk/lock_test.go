package disk_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"framsteg/store/disk"
)

var holder = disk.Holder{Supervisor: "Anna Åkesson", Computer: "dator-3", Since: time.Date(2026, 11, 21, 14, 3, 12, 0, time.UTC)}

// roles are what the test binary does to a path that is run as another program
// with a variable of that name.
var roles = map[string]func(path string) (end func() error, err error){
	holds: func(path string) (func() error, error) {
		l, err := disk.Acquire(path, holder)
		return l.Release, err
	},
}

// holds is the role of who holds the lock.
const holds = "FRAMSTEG_TEST_HOLDS"

func TestMain(m *testing.M) {
	for role, begin := range roles {
		if path := os.Getenv(role); path != "" {
			os.Exit(play(path, begin))
		}
	}
	os.Exit(m.Run())
}

// play begins, says so, and ends when it is killed or its input is closed.
func play(path string, begin func(path string) (end func() error, err error)) (exit int) {
	end, err := begin(path)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("ready")
	io.Copy(io.Discard, os.Stdin)
	if err := end(); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// program is another program that plays a role.
type program struct {
	*exec.Cmd
	input io.Closer
}

func start(t *testing.T, role, path string) program {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), role+"="+path)
	in, err := c.StdinPipe()
	must(t, err)
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	t.Cleanup(func() { in.Close(); c.Process.Kill(); c.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		t.Fatalf("%q, %v", line, err)
	}
	return program{c, in}
}

func (p program) end(t *testing.T) {
	t.Helper()
	must(t, p.input.Close())
	must(t, p.Wait())
}

func wantHeld(t *testing.T, path string, by disk.Holder) {
	t.Helper()
	l, err := disk.Acquire(path, disk.Holder{})
	var who *disk.HeldError
	if !errors.As(err, &who) || l != nil {
		t.Fatalf("got %v, want held", err)
	}
	if who.Holder != by {
		t.Errorf("held by %+v, want %+v", who.Holder, by)
	}
}

func TestLockBetweenPrograms(t *testing.T) {
	path := given(t, "x")
	other := start(t, holds, path)
	wantHeld(t, path, holder)
	if by, is := disk.HeldBy(path); !is || by != holder {
		t.Errorf("held %v by %+v", is, by)
	}
	other.end(t)
	wantAlone(t, path)
	l, err := disk.Acquire(path, holder)
	must(t, err)
	must(t, l.Release())
	wantAlone(t, path)
}

// Whoever crashes keeps nobody out.
func TestLockOfAKilledProgram(t *testing.T) {
	path := given(t, "x")
	for range 5 {
		other := start(t, holds, path)
		wantHeld(t, path, holder)
		must(t, other.Process.Kill())
		other.Wait()
		if _, err := os.Lstat(path + ".lock"); err != nil {
			t.Fatal("it was not killed while it held the lock:", err)
		}
		l, err := disk.Acquire(path, disk.Holder{Supervisor: "Bo"}) // shorter than what is there
		must(t, err)
		wantHeld(t, path, disk.Holder{Supervisor: "Bo"})
		must(t, l.Release())
		wantAlone(t, path)
	}
}

// One program meets its own lock too, whatever name of the file it comes by, and
// needs no file to lock.
func TestLockWithinAProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.framsteg")
	l, err := disk.Acquire(path, holder)
	must(t, err)
	wantHeld(t, path, holder)
	if err := os.Symlink("x.framsteg", path+"-link"); err == nil {
		wantHeld(t, path+"-link", holder)
		must(t, os.Remove(path+"-link"))
	}
	must(t, l.Release())
	if err := l.Release(); err == nil {
		t.Error("released twice")
	}
	must(t, (*disk.Lock)(nil).Release())
	if _, err := os.Lstat(path + ".lock"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the lock file is left: %v", err)
	}
	_, err = disk.Acquire(filepath.Join(path, "no folder", "x"), holder)
	if err == nil || errors.Is(err, disk.ErrNoLock) {
		t.Errorf("no folder: %v", err)
	}
}

// Releasing a lock twice frees nobody else's.
func TestReleaseOfWhatIsNotMine(t *testing.T) {
	path := given(t, "x")
	l, err := disk.Acquire(path, holder)
	must(t, err)
	must(t, l.Release())
	other, err := disk.Acquire(path, holder)
	must(t, err)
	if l.Release() == nil {
		t.Error("released twice")
	}
	wantHeld(t, path, holder)
	must(t, other.Release())
}

// Of many who come and go, one at a time has the lock.
func TestLockStorm(t *testing.T) {
	path := given(t, "x")
	var inside, times atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 150 {
				l, err := disk.Acquire(path, holder)
				var who *disk.HeldError
				if errors.As(err, &who) || errors.Is(err, disk.ErrNoLock) { // the second where all came at once
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				times.Add(1)
				if n := inside.Add(1); n != 1 {
					t.Errorf("%d hold the lock", n)
				}
				inside.Add(-1)
				if err := l.Release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if times.Load() == 0 {
		t.Error("nobody got the lock")
	}
	if runtime.GOOS == "windows" { // who looked at a lock file just then kept its holder from removing it
		l, err := disk.Acquire(path, holder)
		must(t, err)
		must(t, l.Release())
	}
	wantAlone(t, path)
}

// What is at the place of the lock file may be anybody's, and stays as it is.
func TestWhatIsNoLockFile(t *testing.T) {
	for name, c := range map[string]struct {
		put  func(path, victim string) error
		want error
	}{
		"a folder":         {func(path, _ string) error { return os.Mkdir(path, 0o700) }, disk.ErrFolder},
		"a link":           {func(path, victim string) error { return os.Symlink(victim, path) }, disk.ErrDevice},
		"a dangling link":  {func(path, victim string) error { return os.Symlink(victim+"-", path) }, disk.ErrDevice},
		"a second name of": {func(path, victim string) error { return os.Link(victim, path) }, disk.ErrDevice},
	} {
		t.Run(name, func(t *testing.T) {
			victim := given(t, "precious")
			path := given(t, "x")
			if err := c.put(path+".lock", victim); err != nil {
				t.Skip(err)
			}
			_, err := disk.Acquire(path, holder)
			wantError(t, err, disk.ErrNoLock)
			wantError(t, err, c.want)
			want(t, victim, "precious")
			wantAlone(t, victim)
		})
	}
}
