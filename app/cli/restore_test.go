package cli_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// changed gives a sealed workspace with a participant N-1 of 09:00, N-2 of 09:30
// and N-3 of 10:00 Swedish time, and so with a backup from before each.
func changed(t *testing.T) (file string) {
	t.Helper()
	file, _ = sealed(t)
	for i, code := range []string{"N-1", "N-2", "N-3"} {
		now := func() time.Time { return atHome().Add(time.Duration(i-2) * 30 * time.Minute) }
		s, err := store.Open(context.Background(), file, store.Options{
			Secret: passphrase, Author: store.Author{Supervisor: "Anna", Team: "Halmstad"}, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.SaveParticipant(context.Background(), skapa.Participant{Code: code, Start: skapa.DateOf(2026, 1, 10)}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return file
}

// atHome is the moment of these tests as it is said in Sweden.
func atHome() time.Time { return today.In(time.FixedZone("", 3600)) }

// codes gives which of the codes of changed are in a workspace.
func codes(t *testing.T, file string) (all string) {
	t.Helper()
	s, err := store.Open(context.Background(), file, store.Options{Secret: passphrase, Reading: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, code := range []string{"N-1", "N-2", "N-3"} {
		if _, err := s.ParticipantByCode(context.Background(), code); err == nil {
			all += code
		}
	}
	return all
}

var opened = world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": passphrase}, now: atHome}

func TestRestore(t *testing.T) {
	for backup, want := range map[string]string{
		"":                                      "N-1N-2",
		"2026-11-21 10:30:00":                   "N-1",
		"2026-11-21 10.30":                      "N-1",
		"2026-11-21T10:00":                      "",
		"2026-11-21":                            "N-1N-2",
		"2026-11-21T10:30:00+01:00":             "N-1",
		"20261121T093000.000Z-rolling.framsteg": "N-1",
		"x/20261121T090000.000Z-rolling.framsteg": "",
	} {
		t.Run(backup, func(t *testing.T) {
			file := changed(t)
			args := []string{"restore", file}
			if backup != "" {
				args = append(args, "--backup", backup)
			}
			s := opened.framsteg(t, args...)
			s.succeeded(t)
			if got := codes(t, file); got != want {
				t.Errorf("restored %q, not %q", got, want)
			}
			name := "20261121T100000.000Z-restore.framsteg"
			if !strings.Contains(s.out, name) {
				t.Errorf("%q does not name the backup %s", s.out, name)
			}
			opened.framsteg(t, "restore", file, "--backup", name).succeeded(t)
			if got := codes(t, file); got != "N-1N-2N-3" {
				t.Errorf("the state before is %q", got)
			}
		})
	}
}

func TestRestoreRefuses(t *testing.T) {
	file := changed(t)
	before := unchanged(t, filepath.Dir(file))
	for _, unknown := range []string{"x", "2026", "2026-11-22", "2026-11-21 10:31", "20261121T100001.000Z-rolling.framsteg"} {
		opened.framsteg(t, "restore", file, "--backup", unknown).refused(t, "error.restore.unknown")
	}
	framsteg(t, "restore", file).refused(t, "error.secret.missing")
	before()
	framsteg(t, "restore", example(t)).refused(t, "error.restore.none")
	byRecovery, recovery := sealed(t)
	framsteg(t, "restore", byRecovery, "--passphrase-file", secretFile(t, recovery)).refused(t, "error.restore.passphrase")
}

// A backup that says it is from the future is restored by its name only.
func TestRestoreFromTheFuture(t *testing.T) {
	file := changed(t)
	folder := filepath.Dir(backups(t, file)[0])
	const tomorrow, later = "20261122T095900.000Z-rolling.framsteg", "20261122T100100.000Z-rolling.framsteg"
	oldest := filepath.Join(folder, "20261121T090000.000Z-rolling.framsteg")
	if err := os.WriteFile(filepath.Join(folder, later), read(t, oldest), 0o600); err != nil {
		t.Fatal(err)
	}
	list := strings.Split(opened.framsteg(t, "restore", file, "--list").out, "\n")
	note := words.In("sv").T("cli.restore.future")
	if !strings.Contains(list[0], note) || strings.Contains(strings.Join(list[1:], ""), note) {
		t.Error(strings.Join(list, "\n"))
	}
	if s := opened.framsteg(t, "restore", file, "--list", "--json"); strings.Count(s.out, `"future": true`) != 1 {
		t.Error(s.out)
	}
	opened.framsteg(t, "restore", file).succeeded(t)
	if got := codes(t, file); got != "N-1N-2" {
		t.Errorf("restored %q", got)
	}
	opened.framsteg(t, "restore", file, "--backup", later).succeeded(t)
	if got := codes(t, file); got != "" {
		t.Errorf("restored %q by its name", got)
	}

	err := errors.Join(os.Rename(filepath.Join(folder, later), filepath.Join(folder, tomorrow)), os.Truncate(file, 100))
	for _, b := range backups(t, file) {
		if filepath.Base(b) != tomorrow {
			err = errors.Join(err, os.Remove(b))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	long := world{variable: opened.variable, now: func() time.Time { return atHome().AddDate(0, 0, -2) }}
	before := unchanged(t, filepath.Dir(file))
	long.framsteg(t, "restore", file).refused(t, "error.restore.future")
	before()
	opened.framsteg(t, "restore", file).succeeded(t)
}

// A name that no backup has is refused before anything is opened, also where it
// could not be.
func TestRestoreOpensNothingToChoose(t *testing.T) {
	file := changed(t)
	framsteg(t, "restore", file, "--backup", "x", "--passphrase-file", "ingen").refused(t, "error.restore.unknown")
}

func TestRestoreLists(t *testing.T) {
	file := changed(t)
	before := unchanged(t, filepath.Dir(file))
	s := opened.framsteg(t, "restore", file, "--list")
	s.succeeded(t)
	lines := strings.Split(strings.TrimSpace(s.out), "\n")
	if len(lines) != 4 {
		t.Fatal(s.out)
	}
	for i, want := range []string{"2026-11-21 11:00:00", "2026-11-21 10:30:00", "2026-11-21 10:00:00"} {
		if !strings.HasPrefix(lines[i], want) || !strings.Contains(lines[i], " byte ") || !strings.Contains(lines[i], " sedan dess: ") {
			t.Errorf("%q does not begin by %s", lines[i], want)
		}
	}
	s = opened.framsteg(t, "restore", file, "--list", "--json")
	s.succeeded(t)
	var all []struct {
		Name, Reason, Problem string
		At                    time.Time
		Size                  int64
		Added                 map[string]int
		Codes                 []string
	}
	if err := json.Unmarshal([]byte(s.out), &all); err != nil {
		t.Fatal(err)
	}
	second := all[1]
	if len(all) != 4 || second.Name != "20261121T093000.000Z-rolling.framsteg" || second.Reason != "rolling" || !second.At.Equal(today.Add(-30*time.Minute)) ||
		second.Size == 0 || second.Added["participant"] != 2 || strings.Join(second.Codes, " ") != "N-2 N-3" || second.Problem != "" {
		t.Errorf("%+v", second)
	}
	before()
	if s := framsteg(t, "restore", example(t), "--list", "--json"); s.out != "[]\n" {
		t.Errorf("of none: %q", s.out)
	}
}

func TestRestoreAsJSON(t *testing.T) {
	file := changed(t)
	s := opened.framsteg(t, "restore", file, "--json")
	s.succeeded(t)
	var done struct{ Restored, Before struct{ Name, Reason string } }
	if err := json.Unmarshal([]byte(s.out), &done); err != nil {
		t.Fatal(err)
	}
	if done.Restored.Name != "20261121T100000.000Z-rolling.framsteg" || done.Before.Reason != "restore" {
		t.Errorf("%+v", done)
	}
}

// A file that does not open any more is what its backups are for.
func TestRestoreOverABrokenFile(t *testing.T) {
	for name, c := range map[string]struct {
		broken func(whole []byte) []byte // nil: the file is gone
		kept   bool
	}{
		"cut off":  {func(whole []byte) []byte { return whole[:len(whole)/2] }, true},
		"changed":  {func(whole []byte) []byte { whole[len(whole)/2] ^= 1; return whole }, true},
		"no ZIP":   {func(whole []byte) []byte { return whole[1:] }, true},
		"of zeros": {func(whole []byte) []byte { clear(whole); return whole }, true},
		"empty":    {func([]byte) []byte { return nil }, false},
		"gone":     {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			file := changed(t)
			var broken []byte
			err := os.Remove(file)
			if c.broken != nil {
				whole := read(t, backups(t, file)[0])
				broken = c.broken(whole)
				err = os.WriteFile(file, broken, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			before := unchanged(t, filepath.Dir(file))
			opened.framsteg(t, "restore", file, "--backup", "x").refused(t, "error.restore.unknown")
			s := opened.framsteg(t, "restore", file, "--list")
			if s.succeeded(t); strings.Count(s.out, "\n") != 4 {
				t.Error(s.out)
			}
			given := world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": "fel"}}
			if given.framsteg(t, "restore", file).code != 1 {
				t.Error("restored by another passphrase")
			}
			before()
			s = opened.framsteg(t, "restore", file)
			s.succeeded(t)
			if got := codes(t, file); got != "N-1N-2" {
				t.Errorf("restored %q", got)
			}
			copy := strings.TrimSuffix(file, ".framsteg") + " (skadad 2026-11-21 11.00).framsteg"
			if c.kept != strings.Contains(s.out, copy) || c.kept && string(read(t, copy)) != string(broken) {
				t.Errorf("the broken file is not kept, or not told of: %s", s.out)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "ingen.framsteg")
	framsteg(t, "restore", file).refused(t, "error.open.missing")
	framsteg(t, "restore", file, "--list").refused(t, "error.open.missing")
}
