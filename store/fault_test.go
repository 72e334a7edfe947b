//go:build unix

package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"framsteg/store/disk"
	"framsteg/store/disk/faults"
	"framsteg/store/skapa"
)

// given is a workspace with one participant in a folder of its own, whose next
// save fails as the test wants, with a backup due before it.
type given struct {
	*bench
	layer *faults.Layer
}

func givenFile(t testing.TB, old []byte) given {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, "prov.framsteg")
	must(t, os.WriteFile(path, old, 0o600))
	c := &clock{noon.Add(time.Hour)}
	s, err := Open(t.Context(), path, Options{Now: c.now, Author: anna, Secret: passphrase, Work: littleWork})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	layer, err := faults.New(folder)
	must(t, err)
	s.file.disk = disk.Disk{Files: layer, Pause: func(time.Duration) {}}
	return given{&bench{Store: s, t: t, clock: c}, layer}
}

// Every operation under a save fails in turn, in every way, once and for good:
// the file is the old or the new one, memory keeps the new, the error says
// which, and the next save makes up for it.
func TestSaveWithFaults(t *testing.T) {
	for name, b := range map[string]*bench{"plain": newBench(t), "sealed": newSealedBench(t)} {
		t.Run(name, func(t *testing.T) {
			b.participant("H-1")
			must(t, b.Close())
			old := b.image()
			whole := givenFile(t, old)
			whole.participant("H-2")
			operations := whole.layer.Operations()
			step := 1
			if raced() {
				step = 9 // one goroutine has no races
			}
			for n := 0; n < operations; n += step {
				for _, how := range faults.Hows {
					saveWithFault(t, givenFile(t, old), faults.Fault{At: n, How: how, Err: syscall.EIO})
				}
				saveWithFault(t, givenFile(t, old), faults.Fault{At: n, Err: syscall.EIO, Lasting: true})
			}
			t.Logf("%d operations, each failing in %d ways", operations, len(faults.Hows)+1)
		})
	}
}

func saveWithFault(t *testing.T, g given, fault faults.Fault) {
	t.Helper()
	said := fmt.Sprintf("%+v", fault)
	g.layer.Fail(fault)
	p, err := g.SaveParticipant(t.Context(), skapa.Participant{Code: "H-2", Start: date("2026-01-01")})
	if err != nil && !errors.Is(err, ErrNotSaved) {
		t.Errorf("%s: %v", said, err)
	}
	if got, err := g.Participant(t.Context(), p.ID); err != nil || got != p {
		t.Errorf("%s: in memory %+v, %v", said, got, err)
	}
	n, opened := g.reopen().Count(t.Context())
	if opened != nil || n != 2 && (n != 1 || err == nil) {
		t.Errorf("%s: %d in the file, %v, after %v", said, n, opened, err)
	}
	g.file.disk = disk.Disk{}
	must(t, g.Save(t.Context()))
	if n, err := g.reopen().Count(t.Context()); n != 2 || err != nil {
		t.Errorf("%s: %d after the next save, %v", said, n, err)
	}
}

// The power is cut at every moment of a save, and what was not synced is lost
// in every way that it can be: the file is the old or the new one, and the new
// one once the save has said so.
func TestSaveWithPowerCuts(t *testing.T) {
	for name, b := range map[string]*bench{"plain": newBench(t), "sealed": newSealedBench(t)} {
		t.Run(name, func(t *testing.T) {
			b.participant("H-1")
			must(t, b.Close())
			old := b.image()
			g := givenFile(t, old)
			g.participant("H-2")
			states := 0
			for state := range g.layer.Moments() {
				states++
				if data := state.Files()["prov.framsteg"]; !bytes.Equal(data, old) && !bytes.Equal(data, g.image()) {
					t.Fatalf("state %d: %d bytes that are neither", states, len(data))
				}
			}
			for state := range g.layer.Now() {
				if !bytes.Equal(state.Files()["prov.framsteg"], g.image()) {
					t.Error("said to be saved, and is not")
				}
			}
			t.Logf("%d states", states)
		})
	}
}
