package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

func TestReportIsAPDF(t *testing.T) {
	file, out := example(t), filepath.Join(t.TempDir(), "blad.pdf")
	code := anyCode(t, file)
	before, sheets := unchanged(t, filepath.Dir(file)), map[string]bool{}
	for _, more := range [][]string{{}, {"--large"}, {"--lang", "en"}} {
		s := framsteg(t, append([]string{"report", file, "--participant", strings.ToLower(code), "--out", out}, more...)...)
		s.succeeded(t)
		if !strings.Contains(s.out, out) || strings.Contains(s.out, "krypterat") {
			t.Errorf("says %q", s.out)
		}
		sheet := read(t, out)
		if !bytes.HasPrefix(sheet, []byte("%PDF-")) || sheets[string(sheet)] {
			t.Errorf("%q: no sheet of its own", more)
		}
		sheets[string(sheet)] = true
	}
	before()
}

func TestReportOfASealedFileSaysWhatIsNot(t *testing.T) {
	file, _ := sealed(t)
	folder := t.TempDir()
	variable := map[string]string{"FRAMSTEG_PASSPHRASE": passphrase}
	s := world{variable: variable}.framsteg(t, "report", file, "--participant", codeIn(t, file, passphrase), "--out", filepath.Join(folder, "blad.pdf"))
	if s.succeeded(t); !strings.Contains(s.out, "Bladet är inte krypterat") {
		t.Errorf("says %q", s.out)
	}
	s = world{variable: variable}.framsteg(t, "report", file, "--all", folder)
	if s.succeeded(t); !strings.Contains(s.out, "Bladen är inte krypterade") {
		t.Errorf("says %q", s.out)
	}
	framsteg(t, "report", file, "--all", folder).refused(t, "error.secret.missing")
}

func TestReportOfAll(t *testing.T) {
	file := withCodes(t, "con", "å/1", "Å:1", "å_1 (2)", "x.", "x")
	folder := filepath.Join(t.TempDir(), "ny", "mapp")
	for range 2 { // the second time replaces the first
		s := framsteg(t, "report", file, "--all", folder)
		if s.succeeded(t); !strings.Contains(s.out, "9 blad är sparade i mappen "+folder) {
			t.Errorf("says %q", s.out)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range entries {
		name := e.Name()
		base := strings.ToLower(strings.TrimSuffix(name, ".pdf"))
		if strings.ContainsAny(name, `<>:"/\|?*`) || base == "con" || strings.HasSuffix(base, ".") || seen[base] || !strings.HasSuffix(name, ".pdf") {
			t.Errorf("%q is no name for every system", name)
		}
		seen[base] = true
		if data := read(t, filepath.Join(folder, name)); !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("%s is no PDF", name)
		}
	}
	if len(entries) != 9 {
		t.Errorf("%d files", len(entries))
	}
}

// A code is short, but its letters may be marks of many bytes each.
func TestReportOfLongCodes(t *testing.T) {
	long := strings.Repeat("\U0001D160", skapa.MaxCode-1)
	file, folder := withCodes(t, long+"a", long+"b"), t.TempDir()
	framsteg(t, "report", file, "--all", folder).succeeded(t)
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 5 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		if name := e.Name(); len(name) > 220 || !utf8.ValidString(name) || strings.ContainsRune(name, utf8.RuneError) {
			t.Errorf("%d bytes: %q", len(name), name)
		}
	}
}

// withCodes gives the small example with more participants, by code.
func withCodes(t *testing.T, codes ...string) string {
	t.Helper()
	file, ctx := example(t), context.Background()
	s, err := store.Open(ctx, file, store.Options{Now: clock, Author: store.Author{Supervisor: "Karin Ek", Team: "Halmstad"}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, code := range codes {
		if _, err := s.SaveParticipant(ctx, skapa.Participant{Code: code, Start: s.Today()}); err != nil {
			t.Fatal(code, err)
		}
	}
	return file
}

// What can't be made is named, and all others are.
func TestReportOfAllButOne(t *testing.T) {
	file, folder := example(t), t.TempDir()
	code := anyCode(t, file)
	if err := os.Mkdir(filepath.Join(folder, code+".pdf"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := framsteg(t, "report", file, "--all", folder)
	lines := strings.Split(s.err, "\n")
	if s.code != 1 || s.out != "" || len(lines) != 3 || !strings.HasPrefix(lines[0], code+": ") || !strings.Contains(lines[0], "är en mapp") ||
		!strings.HasPrefix(lines[1], "framsteg: 2 av 3 blad är gjorda") {
		t.Errorf("exit %d: %q %q", s.code, s.out, lines)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 3 {
		t.Error(entries, err)
	}
}

// A fault of the program's own in one sheet keeps nobody else from theirs.
func TestReportOfAllButOneThatPanics(t *testing.T) {
	file, folder := example(t), t.TempDir()
	var asked atomic.Int32
	s := world{now: func() time.Time {
		if asked.Add(1) == 1 { // for the day of the first sheet
			panic("Åsa Öberg")
		}
		return today
	}}.framsteg(t, "report", file, "--all", folder)
	first, rest, _ := strings.Cut(s.err, "\n")
	if s.code != 1 || !strings.Contains(first, ": Framsteg stötte på ett fel i sig själv") || strings.Contains(s.err, "Åsa") ||
		!strings.HasPrefix(rest, "framsteg: 2 av 3 blad är gjorda") {
		t.Errorf("exit %d: %q", s.code, s.err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 2 {
		t.Error(entries, err)
	}
}

func TestReportRefuses(t *testing.T) {
	file, folder := example(t), t.TempDir()
	code := anyCode(t, file)
	target := filepath.Join(folder, "blad.pdf")
	if err := os.WriteFile(target, []byte("ett gammalt blad"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, source := unchanged(t, folder), unchanged(t, filepath.Dir(file))
	for _, args := range [][]string{
		{}, {"--participant", code}, {"--out", target}, {"--all", folder, "--out", target},
		{"--all", folder, "--participant", code}, {"--all", folder, "--participant", code, "--out", target},
	} {
		framsteg(t, append([]string{"report", file}, args...)...).refused(t, "error.report.which")
	}
	framsteg(t, "report", file, "--participant", code, "--out", file).refused(t, "error.report.name")
	framsteg(t, "report", file, "--participant", "finns inte", "--out", target).refused(t, "error.code.unknown")
	framsteg(t, "report", file, "--participant", code, "--out", filepath.Join(folder, "ingen", "b.pdf")).refused(t, "error.save.gone")
	framsteg(t, "report", file, "--all", target).refused(t, "error.report.folder")
	for _, bad := range badFiles(t) {
		framsteg(t, "report", bad.path, "--all", filepath.Join(folder, "ny")).refused(t, bad.key)
	}
	before()
	source()
}

func TestReportHelp(t *testing.T) {
	for _, lang := range words.Languages {
		help := framsteg(t, "--help", "--lang", lang).out
		for _, word := range []string{"report", "--all", "--large", "--with-name"} {
			if !slices.Contains(strings.Fields(help), word) {
				t.Errorf("%s: nothing about %s", lang, word)
			}
		}
	}
}
