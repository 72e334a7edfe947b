package store

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"framsteg/store/disk"
)

// check checks the workspace as another run of the program does.
func (b *bench) check(secret string) Report {
	b.t.Helper()
	report, err := Check(b.t.Context(), b.Path(), Options{Now: b.clock.now, Secret: secret})
	must(b.t, err)
	return report
}

// given writes a file in the backup folder of the workspace, and gives its path.
func (b *bench) given(name string, data []byte) string {
	b.t.Helper()
	path := filepath.Join(backupFolder(b.Path()), name)
	must(b.t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(b.t, os.WriteFile(path, data, 0o600))
	return path
}

func TestCheckTellsHowAFileIsProtected(t *testing.T) {
	plain, sealed := newBench(t), newSealedBench(t)
	if r := plain.check(""); r.Protection != (Protection{}) || r.Backups != 0 || !r.LastBackup.IsZero() {
		t.Errorf("plain: %+v", r.Surroundings)
	}
	if r := sealed.check(passphrase); r.Protection != (Protection{Sealed: true}) || r.Size != int64(len(sealed.image())) {
		t.Errorf("sealed: %+v of %d bytes", r.Surroundings, r.Size)
	}
	sealed.clock.pass(rollingPause)
	recovery := sealed.recoveryKey()
	for _, secret := range []string{passphrase, recovery} {
		if r := sealed.check(secret); !r.Protection.Sealed || !r.Protection.Recovery || r.Backups != 1 || len(r.BadBackups) != 0 {
			t.Errorf("with a recovery key: %+v", r.Surroundings)
		}
	}
	if is, err := IsSealed(plain.Path()); is || err != nil {
		t.Error("plain:", is, err)
	}
	if is, err := IsSealed(sealed.Path()); !is || err != nil {
		t.Error("sealed:", is, err)
	}
	_, err := IsSealed(t.TempDir())
	wantProblem(t, err, "error.open.folder")
}

// A backup is what its file is, or Check says what is wrong with it.
func TestCheckFindsBadBackups(t *testing.T) {
	sealed, other, plain := newSealedBench(t), newBenchWith(t, Options{Secret: "en annan lösenfras", Work: littleWork}), newBench(t)
	whole, image := sealed.image(), plain.image()
	sealed.given("20261101T120000.000Z-rolling.framsteg", whole)
	want := map[string]string{
		sealed.given("20261102T120000.000Z-rolling.framsteg", image):                "check.backup.plain",
		sealed.given("20261103T120000.000Z-rolling.framsteg", other.image()):        "check.backup.secret",
		sealed.given("20261104T120000.000Z-merge.framsteg", whole[:len(whole)-100]): "error.open.damaged",
		sealed.given("20261105T120000.000Z-merge.framsteg", nil):                    "error.open.empty",
	}
	wantBad(t, sealed.check(passphrase), 5, want)

	plain.given("20261101T120000.000Z-rolling.framsteg", image)
	want = map[string]string{
		plain.given("20261102T120000.000Z-rolling.framsteg", whole):               "check.backup.sealed",
		plain.given("20261103T120000.000Z-rolling.framsteg", image[:4096]):        "error.open.damaged",
		plain.given("20261104T120000.000Z-rolling.framsteg", newBench(t).image()): "error.merge.workspace",
	}
	wantBad(t, plain.check(""), 4, want)
}

func wantBad(t *testing.T, r Report, backups int, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for _, bad := range r.BadBackups {
		got[bad.Path] = bad.Why
	}
	if !maps.Equal(got, want) || r.Backups != backups || r.LastBackup.Year() != 2026 {
		t.Errorf("%d backups, the last %s; bad: %v, want %v", r.Backups, r.LastBackup, got, want)
	}
}

// What a crash left is told of, unless it can be what somebody writes just now.
func TestCheckFindsWhatACrashLeft(t *testing.T) {
	b := newBench(t)
	backup := b.given("20261101T120000.000Z-rolling.framsteg", b.image())
	for _, path := range []string{b.Path(), backup, filepath.Join(filepath.Dir(b.Path()), "annan.framsteg")} {
		if _, err := (disk.Disk{Files: stuck{}}).Replace(path, []byte("Åsa Öberg")); !errors.Is(err, errStuck) {
			t.Fatal(err)
		}
	}
	r := b.check("")
	if want := (Holder{anna.Supervisor, computer(), noon}); r.Holder == nil || !r.Holder.Since.Equal(want.Since) ||
		r.Holder.Supervisor != want.Supervisor || r.Holder.Computer != want.Computer {
		t.Errorf("held by %+v, not %+v", r.Holder, want)
	}
	if len(r.Left) != 0 {
		t.Error("left, though the file is held:", r.Left)
	}
	lock, err := os.ReadFile(b.Path() + ".lock")
	must(t, err)
	must(t, b.Close())
	must(t, os.WriteFile(b.Path()+".lock", lock, 0o600)) // of a program that was killed
	before := contents(t, filepath.Dir(b.Path()))
	r = b.check("")
	if r.Holder != nil {
		t.Errorf("a stale lock is said to be held: %+v", r.Holder)
	}
	if len(r.Left) != 2 || filepath.Dir(r.Left[0]) != filepath.Dir(b.Path()) || filepath.Dir(r.Left[1]) != filepath.Dir(backup) {
		t.Error("left:", r.Left)
	}
	if len(r.LeftBeside) != 1 || slices.Contains(r.Left, r.LeftBeside[0]) || filepath.Dir(r.LeftBeside[0]) != filepath.Dir(b.Path()) {
		t.Error("left beside:", r.LeftBeside)
	}
	if after := contents(t, filepath.Dir(b.Path())); !maps.Equal(before, after) {
		t.Error("a check changed the folder")
	}
	s, err := Open(t.Context(), b.Path(), Options{})
	must(t, err)
	must(t, s.Close())
	if r = b.check(""); len(r.Left) != 0 {
		t.Error("left after the file was opened:", r.Left)
	}
}

func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	}))
	return all
}

func TestCheckFindsCopies(t *testing.T) {
	b := newBench(t)
	folder := filepath.Dir(b.Path())
	var want []string
	for name, is := range map[string]bool{
		"prov (konflikt 2026-11-21 14.03).framsteg":           true,
		"prov (konflikt 2026-11-21 14.03, 2).framsteg":        true,
		"prov (Annas dator Conflicted copy 2026).framsteg":    true,
		"prov.sync-conflict-20261121-140312-ABCDEFG.framsteg": true,
		"prov (konflikt 2026-11-21 14.03).pdf":                false,
		"prov konflikter.framsteg":                            false,
		"prov2.framsteg":                                      false,
		"annan (konflikt 2026-11-21 14.03).framsteg":          false,
	} {
		path := filepath.Join(folder, name)
		must(t, os.WriteFile(path, []byte("x"), 0o600))
		if is {
			want = append(want, path)
		}
	}
	slices.Sort(want)
	if got := b.check("").Copies; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	must(t, os.WriteFile(want[0], []byte("PK\x03\x04"), 0o600))
	if got := b.PlainCopies(); !slices.Equal(got, want[1:]) {
		t.Errorf("plain are %q, not %q", got, want[1:])
	}
}
