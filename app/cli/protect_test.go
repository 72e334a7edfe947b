package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"framsteg/app/cli"
	"framsteg/store"
	"framsteg/store/seal"
)

const newPassphrase = "mjöl hjul spade tvål"

// recoveryIn gives the recovery key that a command printed, as a line of its own.
func recoveryIn(t *testing.T, out string) string {
	t.Helper()
	for line := range strings.Lines(out) {
		if key := strings.TrimSuffix(line, "\n"); seal.IsRecoveryKey(key) {
			return key
		}
	}
	t.Fatalf("no recovery key in %q", out)
	return ""
}

func TestSeal(t *testing.T) {
	for name, c := range map[string]struct {
		world world
		args  []string
	}{
		"from the environment": {world: world{variable: map[string]string{"FRAMSTEG_NEW_PASSPHRASE": passphrase}}},
		"from a file":          {args: []string{"--new-passphrase-file", secretFile(t, passphrase+"\r\nannat\n")}},
		"from an input": {
			world: world{stdin: open(t, secretFile(t, "\ufeff"+passphrase))},
			args:  []string{"--new-passphrase-file", "-"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := example(t)
			s := c.world.framsteg(t, append([]string{"seal", file}, c.args...)...)
			s.succeeded(t)
			if !opens(t, file, passphrase) || !opens(t, file, recoveryIn(t, s.out)) || opens(t, file, "") {
				t.Error("is not opened by its secrets alone")
			}
			if strings.Contains(s.out, passphrase) {
				t.Error("says the passphrase")
			}
		})
	}
	file := example(t)
	s := framsteg(t, "seal", file, "--no-recovery-key", "--new-passphrase-file", secretFile(t, passphrase))
	s.succeeded(t)
	if strings.Contains(s.out, "AGE") || !opens(t, file, passphrase) {
		t.Errorf("without a recovery key: %s", s.out)
	}
}

// A copy that sealing leaves readable is named.
func TestSealNamesPlainCopies(t *testing.T) {
	file := example(t)
	copied := strings.TrimSuffix(file, ".framsteg") + " (konflikt 2026-11-21 14.03).framsteg"
	if err := os.WriteFile(copied, made(), 0o600); err != nil {
		t.Fatal(err)
	}
	s := world{variable: map[string]string{"FRAMSTEG_NEW_PASSPHRASE": passphrase}}.framsteg(t, "seal", file)
	if s.succeeded(t); !strings.Contains(s.out, "\nObs: "+copied+" ") {
		t.Errorf("nothing of the copy in\n%s", s.out)
	}
}

func open(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestSealRefuses(t *testing.T) {
	file := example(t)
	done, _ := sealed(t)
	before := unchanged(t, filepath.Dir(file))
	framsteg(t, "seal", done).refused(t, "error.seal.sealed")
	framsteg(t, "seal", file).refused(t, "error.newPassphrase.missing")
	for _, weak := range []string{"hemligt", "Sommar2026!", "exempel åäö", "a"} {
		framsteg(t, "seal", file, "--new-passphrase-file", secretFile(t, weak)).refused(t, "error.newPassphrase.weak")
	}
	framsteg(t, "seal", file, "--new-passphrase-file", secretFile(t, passphrase+"\tx")).refused(t, "error.passphrase")
	for text, key := range map[string]string{
		"":                              "error.passphraseFile.empty",
		"\n" + passphrase:               "error.passphraseFile.empty",
		strings.Repeat("mjöl ", 1000):   "error.passphraseFile.tooLarge",
		"\xff\xfeg\x00a\x00r\x00d\x00i": "error.passphraseFile.unreadable",
	} {
		framsteg(t, "seal", file, "--new-passphrase-file", secretFile(t, text)).refused(t, key)
	}
	framsteg(t, "seal", file, "--new-passphrase-file", t.TempDir()).refused(t, "error.passphraseFile.unreadable")
	framsteg(t, "seal", file, "--new-passphrase-file", "-").refused(t, "error.passphraseFile.unreadable")
	before()
	for _, bad := range badFiles(t) {
		before := unchanged(t, bad.path)
		framsteg(t, "seal", bad.path, "--new-passphrase-file", secretFile(t, passphrase)).refused(t, bad.key)
		framsteg(t, "passwd", bad.path, "--new-passphrase-file", secretFile(t, passphrase)).refused(t, bad.key)
		framsteg(t, "unseal", bad.path, "--yes").refused(t, bad.key)
		framsteg(t, "restore", bad.path).refused(t, bad.key)
		framsteg(t, "restore", bad.path, "--list").refused(t, bad.key)
		before()
	}
}

// Every verb that opens a workspace takes its secret from a file, or else from
// the environment, whether that is the passphrase or the recovery key.
func TestSecretOfASealedFile(t *testing.T) {
	file, recovery := sealed(t)
	out := filepath.Join(t.TempDir(), "bild.png")
	before := unchanged(t, filepath.Dir(file))
	for _, verb := range [][]string{
		{"check", file}, {"check", file, "--json"}, {"restore", file, "--list"},
		{"chart", file, "--participant", codeIn(t, file, passphrase), "--out", out, "--width", "320"},
	} {
		with := func(w world, args ...string) said { return w.framsteg(t, append(verb, args...)...) }
		environment := func(secret string) world {
			return world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": secret}}
		}
		with(environment(passphrase)).succeeded(t)
		with(environment(recovery)).succeeded(t)
		with(environment("fel"), "--passphrase-file", secretFile(t, passphrase+"\n")).succeeded(t)
		with(world{}, "--passphrase-file", secretFile(t, strings.ToLower(recovery)+"\n")).succeeded(t)
		with(world{stdin: open(t, secretFile(t, passphrase))}, "--passphrase-file=-").succeeded(t)
		with(world{}).refused(t, "error.secret.missing")
		with(environment("fel")).refused(t, "error.open.secret")
		with(environment(passphrase), "--passphrase-file", secretFile(t, "fel")).refused(t, "error.open.secret")
		with(environment(passphrase), "--passphrase-file", "").refused(t, "error.passphraseFile.unreadable")
	}
	before()
	plain := example(t)
	world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": passphrase}}.framsteg(t, "check", plain).succeeded(t)
}

func TestTheWindowGetsTheSecret(t *testing.T) {
	file, _ := sealed(t)
	given := world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": passphrase}}
	for _, args := range [][]string{{file}, {"--smoke", "x.png", file}} {
		s := given.framsteg(t, args...)
		if s.succeeded(t); len(s.windows) != 1 || s.windows[0].Secret != passphrase {
			t.Errorf("%q: %d windows, without the secret", args, len(s.windows))
		}
	}
	s := framsteg(t, file) // which asks itself
	if s.succeeded(t); len(s.windows) != 1 || s.windows[0].Secret != "" {
		t.Errorf("%d windows, or a secret from nowhere", len(s.windows))
	}
	s = framsteg(t, "--smoke", "x.png", file) // in which nobody can answer
	if s.refused(t, "error.secret.missing"); len(s.windows) != 0 {
		t.Error("a window that waits for nobody")
	}
}

func TestUnseal(t *testing.T) {
	for name, secret := range secrets(t) {
		t.Run(name, func(t *testing.T) {
			file, recovery := sealed(t)
			if secret == "" {
				secret = recovery
			}
			args := []string{"unseal", file, "--passphrase-file", secretFile(t, secret)}
			before := unchanged(t, file)
			framsteg(t, args...).refused(t, "error.unseal.yes")
			framsteg(t, "unseal", file, "--yes").refused(t, "error.secret.missing")
			framsteg(t, "unseal", file, "--yes", "--passphrase-file", secretFile(t, "fel")).refused(t, "error.open.secret")
			before()
			framsteg(t, append(args, "--yes")...).succeeded(t)
			if !opens(t, file, "") {
				t.Error("still sealed")
			}
			framsteg(t, "unseal", file, "--yes").refused(t, "error.seal.plain")
			framsteg(t, "unseal", file).refused(t, "error.seal.plain")
			framsteg(t, "passwd", file).refused(t, "error.seal.plain")
		})
	}
}

// secrets gives what opens a file of sealed: "" for its recovery key.
func secrets(*testing.T) map[string]string {
	return map[string]string{"by the passphrase": passphrase, "by the recovery key": ""}
}

func TestPasswd(t *testing.T) {
	for name, secret := range secrets(t) {
		t.Run(name, func(t *testing.T) {
			file, recovery := sealed(t)
			if secret == "" {
				secret = recovery
			}
			given := world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": secret, "FRAMSTEG_NEW_PASSPHRASE": newPassphrase}}
			s := given.framsteg(t, "passwd", file)
			if s.succeeded(t); strings.Contains(s.out, "AGE-") {
				t.Errorf("says %q", s.out)
			}
			if opens(t, file, passphrase) || !opens(t, file, newPassphrase) || !opens(t, file, recovery) {
				t.Error("the new passphrase and the old recovery key do not open it, or the old passphrase does")
			}
			for _, b := range backups(t, file) {
				if opens(t, b, passphrase) || !opens(t, b, newPassphrase) {
					t.Error("a backup is not as sealed as its file")
				}
			}
			given.variable["FRAMSTEG_PASSPHRASE"] = newPassphrase
			s = given.framsteg(t, "passwd", file, "--new-recovery-key")
			s.succeeded(t)
			if opens(t, file, recovery) || !opens(t, file, recoveryIn(t, s.out)) || !opens(t, file, newPassphrase) {
				t.Error("the new secrets do not open it, or the old recovery key does")
			}
		})
	}
}

// backups gives the paths of the backups of a workspace.
func backups(t *testing.T, file string) (paths []string) {
	t.Helper()
	all, err := store.BackupsOf(file)
	if err != nil || len(all) == 0 {
		t.Fatal("backups:", all, err)
	}
	for _, b := range all {
		paths = append(paths, b.Path)
	}
	return paths
}

// A file that somebody has open is changed by nobody else, and can be checked.
func TestAHeldFile(t *testing.T) {
	file, _ := sealed(t)
	s, err := store.Open(t.Context(), file, store.Options{
		Secret: passphrase, Author: store.Author{Supervisor: "Anna Åkesson"}, Computer: "kontoret", Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	given := world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": passphrase, "FRAMSTEG_NEW_PASSPHRASE": newPassphrase}}
	before := unchanged(t, file)
	for _, verb := range [][]string{{"seal", file}, {"passwd", file}, {"unseal", file, "--yes"}, {"restore", file}} {
		given.framsteg(t, verb...).refused(t, "error.open.held")
	}
	before()
	said := given.framsteg(t, "check", file)
	said.succeeded(t)
	for _, want := range []string{"Anna Åkesson", "kontoret", "2026-11-21 10:00"} {
		if !strings.Contains(said.out, want) {
			t.Errorf("%q is not in\n%s", want, said.out)
		}
	}
}

func TestCheckSaysWhatIsAround(t *testing.T) {
	file, _ := sealed(t)
	given := world{variable: map[string]string{"FRAMSTEG_PASSPHRASE": passphrase}}
	folder := file + ".backups"
	bad := map[string][]byte{
		filepath.Join(folder, "20261101T120000.000Z-rolling.framsteg"):                  made(),
		filepath.Join(folder, "20261102T120000.000Z-rolling.framsteg"):                  read(t, file)[:1000],
		strings.TrimSuffix(file, ".framsteg") + " (konflikt 2026-11-21 14.03).framsteg": nil,
	}
	for path, data := range bad {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := unchanged(t, filepath.Dir(file))
	s := given.framsteg(t, "check", file)
	s.succeeded(t)
	if !strings.Contains(s.out, "Krypterad, med återställningsnyckel.\n3 säkerhetskopior, den senaste från 2026-11-") {
		t.Error(s.out)
	}
	for path := range bad {
		if !strings.Contains(s.out, path) {
			t.Errorf("nothing of %s in\n%s", path, s.out)
		}
	}
	if n := strings.Count(s.out, "\nObs: "); n != len(bad) {
		t.Errorf("%d warnings:\n%s", n, s.out)
	}
	s = given.framsteg(t, "check", file, "--json")
	s.succeeded(t)
	var report store.Report
	if err := json.Unmarshal([]byte(s.out), &report); err != nil {
		t.Fatal(err)
	}
	if !report.Protection.Sealed || !report.Protection.Recovery || report.Backups != 3 || len(report.BadBackups) != 2 || len(report.Copies) != 1 {
		t.Errorf("%+v", report.Surroundings)
	}
	before()
	if s := framsteg(t, "check", example(t)); !strings.Contains(s.out, "Inte krypterad") || !strings.Contains(s.out, "Ingen säkerhetskopia") {
		t.Error(s.out)
	}
}

// No program that this one starts is given a passphrase.
func TestSecretsLeaveTheEnvironment(t *testing.T) {
	names := []string{"FRAMSTEG_PASSPHRASE", "FRAMSTEG_NEW_PASSPHRASE"}
	for _, name := range names {
		t.Setenv(name, "of "+name)
	}
	variable := cli.TakeSecrets()
	for _, name := range names {
		if value, there := os.LookupEnv(name); there {
			t.Errorf("%s is still %q", name, value)
		}
		if got := variable(name); got != "of "+name {
			t.Errorf("%s was %q", name, got)
		}
	}
}
