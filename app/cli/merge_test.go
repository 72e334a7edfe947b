package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// copied gives a copy of a workspace file in a folder of its own, in which
// somebody entered a participant.
func copied(t *testing.T, file, secret, code string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), code+".framsteg")
	if err := os.WriteFile(path, read(t, file), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), path, store.Options{Now: clock, Secret: secret, Work: littleWork, Author: store.Author{Supervisor: "Åsa Öberg"}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	team, err := s.TeamNamed(context.Background(), "Team "+code)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.SaveParticipant(context.Background(), skapa.Participant{Code: code, Team: team.ID, Start: skapa.DateIn(today)})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func digest(t *testing.T, file string) string {
	t.Helper()
	s := framsteg(t, "digest", file)
	if s.succeeded(t); len(s.out) != 65 {
		t.Errorf("the digest is %q", s.out)
	}
	return s.out
}

func TestMergeOfSeveralFiles(t *testing.T) {
	file := example(t)
	one, two := copied(t, file, "", "Å-1"), copied(t, file, "", "Ö-2")
	if digest(t, file) == digest(t, one) || digest(t, one) == digest(t, two) {
		t.Fatal("other facts have the same digest")
	}
	other := filepath.Join(t.TempDir(), "omvänt.framsteg")
	if err := os.WriteFile(other, read(t, file), 0o600); err != nil {
		t.Fatal(err)
	}
	s := framsteg(t, "merge", file, one, two)
	s.succeeded(t)
	for _, part := range []string{one + " är ihopslagen", two + " är ihopslagen", "Deltagare", "Team Å-1", "Team Ö-2"} {
		if !strings.Contains(s.out, part) {
			t.Errorf("nothing of %q in\n%s", part, s.out)
		}
	}
	framsteg(t, "merge", other, two, one).succeeded(t)
	if digest(t, file) != digest(t, other) {
		t.Error("the order of two merges makes other facts")
	}
	if codes := strings.Join(codesIn(t, file, ""), " "); !strings.Contains(codes, "Å-1") || !strings.Contains(codes, "Ö-2") {
		t.Errorf("it holds %s", codes)
	}
}

// A dry run says what the merge would say, and changes nothing at all.
func TestMergeDryRun(t *testing.T) {
	file := example(t)
	one := copied(t, file, "", "Å-1")
	before, other := unchanged(t, filepath.Dir(file)), unchanged(t, filepath.Dir(one))
	dry := framsteg(t, "merge", file, one, "--dry-run")
	dry.succeeded(t)
	before()
	other()
	done := framsteg(t, "merge", file, one)
	done.succeeded(t)
	_, would, _ := strings.Cut(dry.out, "\n")
	if _, did, _ := strings.Cut(done.out, "\n"); would != did || would == "" {
		t.Errorf("it would be\n%sand is\n%s", would, did)
	}
	if !strings.HasPrefix(dry.out, "Inget är ändrat.") {
		t.Errorf("it says %s", dry.out)
	}
}

// A dry run of several files says what each would bring by itself, and that it does.
func TestMergeDryRunOfSeveral(t *testing.T) {
	file := example(t)
	one := copied(t, file, "", "Å-1")
	two := copied(t, one, "", "Ö-2") // has what the first brings
	s := framsteg(t, "merge", file, one, two, "--dry-run")
	s.succeeded(t)
	for _, path := range []string{one, two} {
		if want := "Inget är ändrat. Så här blir det med " + path + ", utan de andra filerna:"; !strings.Contains(s.out, want) {
			t.Errorf("it does not say %q: %s", want, s.out)
		}
	}
	alone := framsteg(t, "merge", file, two, "--dry-run")
	_, would, _ := strings.Cut(alone.out, "\n")
	if !strings.HasSuffix(s.out, would) || !strings.Contains(would, "Team Å-1") {
		t.Errorf("the second is previewed as\n%s, and alone as\n%s", s.out, would)
	}
}

// The file that is refused ends the command; what came before it stays, and the
// sentence says so.
func TestMergeStopsAtWhatIsRefused(t *testing.T) {
	for _, bad := range badFiles(t) {
		t.Run(bad.key, func(t *testing.T) {
			file := example(t)
			before := unchanged(t, filepath.Dir(file))
			framsteg(t, "merge", file, bad.path).refused(t, bad.key)
			before()
		})
	}
	file := example(t)
	one, two := copied(t, file, "", "Å-1"), copied(t, file, "", "Ö-2")
	bad := badFiles(t)[3].path
	s := framsteg(t, "merge", file, one, bad, two)
	if s.code != 1 || strings.Count(s.err, "\n") != 1 || !strings.Contains(s.err, bad) || !strings.Contains(s.err, "Redan ihopslaget: "+one+".") {
		t.Errorf("exit %d: %s", s.code, s.err)
	}
	if codes := strings.Join(codesIn(t, file, ""), " "); !strings.Contains(codes, "Å-1") || strings.Contains(codes, "Ö-2") {
		t.Errorf("it holds %s", codes)
	}
}

// What a colleague sealed has a passphrase of its own.
func TestMergeOfASealedFile(t *testing.T) {
	file, _ := sealed(t)
	colleague := filepath.Join(t.TempDir(), "från bo.framsteg")
	ours, theirs := secretFile(t, passphrase), secretFile(t, newPassphrase)
	framsteg(t, "export", copied(t, file, passphrase, "Å-1"), "--passphrase-file", ours, "--new-passphrase-file", theirs, "--out", colleague).succeeded(t)
	before := unchanged(t, filepath.Dir(file))
	framsteg(t, "merge", file, colleague, "--passphrase-file", ours).refused(t, "error.open.secret")
	framsteg(t, "merge", file, colleague, "--passphrase-file", ours, "--other-passphrase-file", ours).refused(t, "error.open.secret")
	before()
	framsteg(t, "merge", file, colleague, "--passphrase-file", ours, "--other-passphrase-file", theirs).succeeded(t)
	if codes := strings.Join(codesIn(t, file, passphrase), " "); !strings.Contains(codes, "Å-1") {
		t.Errorf("it holds %s", codes)
	}
}

// What was exported for the hub needs no passphrase but the hub's own.
func TestMergeAtTheHub(t *testing.T) {
	hub, _ := sealed(t)
	ours := secretFile(t, passphrase)
	framsteg(t, "hub", hub, "--make", "--as", "Åsa Öberg", "--passphrase-file", ours).succeeded(t)
	sent := filepath.Join(t.TempDir(), "till hubben.framsteg")
	framsteg(t, "export", copied(t, hub, passphrase, "Å-1"), "--passphrase-file", ours, "--hub", "--out", sent).succeeded(t)
	framsteg(t, "merge", hub, sent, "--passphrase-file", ours).succeeded(t)
	if codes := strings.Join(codesIn(t, hub, passphrase), " "); !strings.Contains(codes, "Å-1") {
		t.Errorf("it holds %s", codes)
	}
}

// Another key of the hub is said before and after, for it decides who can open what
// is exported for the hub.
func TestMergeSaysThatTheHubMoves(t *testing.T) {
	file := example(t)
	hub, _ := sealed(t)
	framsteg(t, "hub", hub, "--make", "--as", "Åsa Öberg", "--passphrase-file", secretFile(t, passphrase)).succeeded(t)
	_, key, _ := strings.Cut(framsteg(t, "hub", hub, "--passphrase-file", secretFile(t, passphrase)).out, "age1")
	key = "age1" + strings.TrimSpace(key)
	end := words.Args{"End": key[len(key)-6:]}
	colleague := copied(t, file, "", "Å-1")
	w := words.In("sv")
	s := framsteg(t, "merge", file, colleague, "--dry-run")
	if s.succeeded(t); strings.Contains(s.out, key[len(key)-6:]) {
		t.Error("it says so of any file")
	}
	framsteg(t, "hub", colleague, "--set", key, "--as", "Kim").succeeded(t)
	for said, arguments := range map[string][]string{"merging.hub": {"--dry-run"}, "merging.hub.merged": nil} {
		s := framsteg(t, append([]string{"merge", copied(t, file, "", "Ö-1"), colleague}, arguments...)...)
		if s.succeeded(t); !strings.Contains(s.out, w.T(said, end)) {
			t.Errorf("%s is not said in\n%s", said, s.out)
		}
	}
}

func TestMergeLacksAFile(t *testing.T) {
	framsteg(t, "merge").refused(t, "error.usage.file")
	framsteg(t, "merge", "x.framsteg").refused(t, "error.usage.other")
	framsteg(t, "digest").refused(t, "error.usage.file")
}
