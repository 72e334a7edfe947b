//go:build unix

package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/disk"
)

// A storm of kills: a program of its own writes to a workspace without pause,
// and says of each thing that it does when it begins and when it is done. It is
// killed at any moment. Then the file must hold all that was done, and of what
// was begun all or nothing. The program is in killed_test.go.

// deed is something that the program does, said before and after.
type deed struct {
	Name     string
	Done     bool
	Put      map[string]string // facts that it writes
	Drop     string            // a fact that goes
	Backup   string            // what it restores
	Secret   *string           // what the file opens by from then on; "" for a plain one
	Recovery string            // a new recovery key; known when it is done
}

// state is what a file holds, and what opens it.
type state struct {
	facts            map[string]string
	secret, recovery string
}

// storm is a workspace whose writers are killed.
type storm struct {
	t       *testing.T
	path    string
	random  *rand.Rand
	now     time.Time
	sealed  bool
	state   state
	before  map[string]string          // facts that the last restore took the place of
	secrets []string                   // all that ever opened the file
	whole   map[[sha256.Size]byte]bool // backups that were found to open

	kills, early, inside, left int
	done                       map[string]int // by name
}

func newStorm(t *testing.T, sealed bool) *storm {
	seed := uint64(1)
	s := &storm{t: t, path: filepath.Join(t.TempDir(), "prov.framsteg"), random: rand.New(rand.NewPCG(seed, 2)), now: noon, sealed: sealed,
		state: state{facts: map[string]string{}}, done: map[string]int{}, whole: map[[sha256.Size]byte]bool{}}
	if sealed {
		s.state.secret = passphrase
	}
	s.secrets = []string{s.state.secret}
	return s
}

func (s *storm) options() Options {
	return Options{Now: func() time.Time { return s.now }, Author: anna, Secret: s.state.secret, Work: littleWork}
}

func TestKills(t *testing.T) {
	for name, sealed := range map[string]bool{"plain": false, "sealed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStorm(t, sealed)
			first, err := Create(t.Context(), s.path, assets.Instrument(), s.options())
			must(t, err)
			must(t, first.Close())
			for n := range fewer(100) {
				s.now = s.now.Add(rollingPause)
				s.settle(s.kill(task{Child: n}))
				if t.Failed() {
					t.Fatalf("after kill %d", n)
				}
			}
			writes := -s.done["open"]
			for _, n := range s.done {
				writes += n
			}
			t.Logf("%d kills: %d before the file was open, %d within a write; %d left a temporary file; %d writes acknowledged: %v",
				s.kills, s.early, s.inside, s.left, writes, s.done)
		})
	}
}

// A workspace that is being made is there whole, or not at all.
func TestKillsWhileCreating(t *testing.T) {
	for name, sealed := range map[string]bool{"plain": false, "sealed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStorm(t, sealed)
			whole, none := 0, 0
			for n := range fewer(40) {
				deeds := s.kill(task{Create: true, Child: n})
				if _, err := os.Lstat(s.path); errors.Is(err, fs.ErrNotExist) {
					none++
					if slices.ContainsFunc(deeds, func(d deed) bool { return d.Done }) {
						t.Fatal("made, and not there")
					}
					made, err := Create(t.Context(), s.path, assets.Instrument(), s.options())
					must(t, err)
					must(t, made.Close())
					deeds = nil
				} else {
					whole++
				}
				s.settle(deeds)
				for _, of := range []string{s.path, backupFolder(s.path)} {
					must(t, os.RemoveAll(of))
				}
				s.state.facts = map[string]string{}
				if s.state.secret = ""; sealed {
					s.state.secret = passphrase
				}
				s.state.recovery = ""
				if t.Failed() {
					t.Fatalf("after kill %d", n)
				}
			}
			t.Logf("%d kills: %d whole files, %d times none; %d left a temporary file", s.kills, whole, none, s.left)
		})
	}
}

// kill starts a program, kills it at some moment, and gives what it said.
func (s *storm) kill(of task) (deeds []deed) {
	t := s.t
	of.Path, of.Aside, of.Sealed, of.Secret, of.Now, of.Seed = s.path, t.TempDir(), s.sealed, s.state.secret, s.now, s.random.Uint64()
	does, err := json.Marshal(of)
	must(t, err)
	hear, say, err := os.Pipe()
	must(t, err)
	defer hear.Close()
	var output bytes.Buffer
	c := exec.Command(os.Args[0], "-test.run=^TestKilled$", "-test.timeout=60s")
	c.Env = append(os.Environ(), killed+"="+string(does))
	c.ExtraFiles = []*os.File{say}
	c.Stdout, c.Stderr = &output, &output
	must(t, c.Start())
	must(t, say.Close())

	said := make(chan deed, 10_000)
	heard := make(chan error, 1)
	go func() {
		defer close(said)
		from := json.NewDecoder(hear)
		for {
			var d deed
			if err := from.Decode(&d); err != nil {
				heard <- err
				return
			}
			said <- d
		}
	}()
	wait, pause := s.moment()
	if of.Create {
		wait, pause = min(wait, 1), 4*pause // within the making, or soon after
	}
	for range wait {
		if d, more := <-said; more {
			deeds = append(deeds, d)
		}
	}
	time.Sleep(pause) // the moment itself
	must(t, c.Process.Kill())
	err = c.Wait()
	if status, ok := c.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("%v before it was killed: %s", err, &output)
	}
	for d := range said {
		deeds = append(deeds, d)
	}
	if err := <-heard; err != io.EOF {
		t.Fatal(err)
	}
	return deeds
}

// moment gives when to kill: how many times the program has said something, and
// how long after that. Every fifth time it is not waited for, from 10 µs on.
func (s *storm) moment() (said int, pause time.Duration) {
	if s.random.IntN(5) == 0 {
		return 0, time.Duration(float64(10*time.Microsecond) * math.Pow(3000, s.random.Float64()))
	}
	said = 1 + s.random.IntN(4)
	if s.random.IntN(4) == 0 {
		said += s.random.IntN(40)
	}
	return said, time.Duration(s.random.Int64N(int64(12 * time.Millisecond)))
}

// settle opens the file after a kill and holds it to what was said before.
func (s *storm) settle(deeds []deed) {
	s.kills++
	if left := append(disk.Disk{}.Left(s.path), disk.Disk{}.LeftIn(backupFolder(s.path))...); len(left) > 0 {
		s.left++
	}
	if len(deeds) < 2 {
		s.early++
	}
	for _, d := range deeds {
		if d.Secret != nil {
			s.secrets = append(s.secrets, *d.Secret)
		}
	}
	var begun *deed
	for _, d := range deeds {
		if begun = &d; d.Done {
			s.done[d.Name]++
			s.state, begun = s.after(d), nil
		}
	}
	possible := []state{s.state}
	if begun != nil && begun.Name != "open" {
		s.inside++
		possible = append(possible, s.after(*begun))
		if begun.Name == "recovery" { // perhaps it is a new one, that nobody has heard of
			possible[0].recovery = ""
		}
	}
	s.state = s.reached(possible)
	s.wantSound()
}

// after gives the state after a deed.
func (s *storm) after(d deed) state {
	now := state{maps.Clone(s.state.facts), s.state.secret, s.state.recovery}
	maps.Copy(now.facts, d.Put)
	delete(now.facts, d.Drop)
	switch {
	case d.Backup != "":
		s.before = s.state.facts
		now.facts = s.factsOf(d.Backup)
	case d.Name == "undo":
		now.facts = s.before
	case d.Name == "recovery":
		now.recovery = d.Recovery
	case d.Secret != nil:
		if now.secret = *d.Secret; now.secret == "" {
			now.recovery = ""
		}
	}
	return now
}

// factsOf gives the facts in a backup.
func (s *storm) factsOf(path string) map[string]string {
	s.t.Helper()
	var err error
	for _, secret := range s.secrets {
		o := s.options()
		o.Secret, o.Reading = secret, true
		var b *Store
		if b, err = Open(s.t.Context(), path, o); err == nil {
			defer b.Close()
			return contentOf(s.t, b)
		}
	}
	s.t.Fatalf("%s opens by nothing: %v", path, err)
	return nil
}

// reached opens the file for writing and gives which state it is in.
func (s *storm) reached(possible []state) state {
	t := s.t
	t.Helper()
	var said []string
	for _, p := range possible {
		o := s.options()
		o.Secret = p.secret
		opened, err := Open(t.Context(), s.path, o)
		if err != nil {
			said = append(said, err.Error())
			continue
		}
		found, sealed := contentOf(t, opened), opened.Protection().Sealed
		must(t, opened.checkFacts(t.Context()))
		must(t, opened.BackupFailed())
		must(t, opened.Close())
		if sealed == (p.secret != "") && maps.Equal(found, p.facts) {
			return p
		}
		said = append(said, fmt.Sprintf("sealed: %t; %s", sealed, difference(found, p.facts)))
	}
	t.Fatalf("in none of the states that it can be in: %s", strings.Join(said, "; or "))
	return state{}
}

// difference tells two sets of facts apart.
func difference(found, want map[string]string) string {
	var parts []string
	for name, content := range want {
		if found[name] != content {
			parts = append(parts, fmt.Sprintf("%s is %q, not %q", name, found[name], content))
		}
	}
	for name := range found {
		if _, wanted := want[name]; !wanted {
			parts = append(parts, name+" is too much")
		}
	}
	return strings.Join(parts, ", ")
}

// wantSound fails unless all around the file is as a program leaves it that
// was not killed.
func (s *storm) wantSound() {
	t := s.t
	t.Helper()
	wantNames(t, filepath.Dir(s.path), func(name string) bool {
		return name == filepath.Base(s.path) || name == filepath.Base(backupFolder(s.path))
	})
	wantNames(t, backupFolder(s.path), backupName.MatchString)
	backups, err := BackupsOf(s.path)
	must(t, err)
	for _, b := range backups {
		data, err := os.ReadFile(b.Path)
		must(t, err)
		if sum := sha256.Sum256(data); !s.whole[sum] {
			s.factsOf(b.Path)
			s.whole[sum] = true
		}
	}
	if s.state.recovery != "" {
		o := s.options()
		o.Secret, o.Reading = s.state.recovery, true
		opened, err := Open(t.Context(), s.path, o)
		must(t, err)
		must(t, opened.Close())
	}
	if s.kills%10 == 0 {
		s.check()
	}
}

// check checks the file and all its backups as a user does.
func (s *storm) check() {
	t := s.t
	t.Helper()
	report, err := Check(t.Context(), s.path, s.options())
	must(t, err)
	if len(report.Left)+len(report.Copies) > 0 || report.Holder != nil {
		t.Errorf("left, copied or held: %+v", report.Surroundings)
	}
	for _, bad := range report.BadBackups {
		// A kill between the file and its backups leaves some in the form before.
		if bad.Why != "check.backup.secret" && bad.Why != "check.backup.sealed" {
			t.Errorf("%s: %s", bad.Path, bad.Why)
		}
	}
}

// wantNames fails when there is anything else in a folder.
func wantNames(t *testing.T, folder string, known func(name string) bool) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, ignoreMissing(err))
	for _, e := range entries {
		if !known(e.Name()) {
			t.Errorf("left: %s", e.Name())
		}
	}
}
