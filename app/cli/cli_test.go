package cli_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"framsteg/app/cli"
	"framsteg/app/crash"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// today is the day of these tests.
var today = time.Date(2026, time.November, 21, 10, 0, 0, 0, time.UTC)

func clock() time.Time { return today }

// said is what a command left behind.
type said struct {
	code     int
	out, err string
	windows  []cli.WindowOptions
}

// world is where a command runs; the zero value is a Swedish computer without a
// terminal.
type world struct {
	system   string
	now      func() time.Time // nil: clock
	window   func() error
	stdin    *os.File
	stderr   io.Writer // nil: what is said is kept
	variable map[string]string
}

// framsteg runs a command in the zero world.
func framsteg(t *testing.T, args ...string) said {
	t.Helper()
	return world{}.framsteg(t, args...)
}

func (w world) framsteg(t *testing.T, args ...string) said {
	t.Helper()
	var s said
	var out, stderr bytes.Buffer
	if w.stderr == nil {
		w.stderr = &stderr
	}
	if w.now == nil {
		w.now = clock
	}
	s.code = cli.Run(context.Background(), args, cli.Env{
		Stdin: w.stdin, Stdout: &out, Stderr: w.stderr, System: w.system, Work: littleWork,
		Variable: func(name string) string { return w.variable[name] },
		About:    cli.Metadata{Name: "Framsteg", ID: "se.framsteg.test", Version: "1.2.3"},
		Now:      w.now,
		Crashes:  crash.Log{Folder: filepath.Join(t.TempDir(), "crashes"), Version: "1.2.3", Now: time.Now},
		Window: func(o cli.WindowOptions) error {
			s.windows = append(s.windows, o)
			if w.window == nil {
				return nil
			}
			return w.window()
		},
	})
	s.out, s.err = out.String(), stderr.String()
	return s
}

// refused asserts that a command failed, with one line that is the sentence of
// a key, whatever values it names.
func (s said) refused(t *testing.T, key string) {
	t.Helper()
	sentence := strings.Split(words.In("sv").T(key, nil), "<no value>") // around its values
	rest, complete := s.err, true
	for _, part := range sentence {
		_, after, found := strings.Cut(rest, strings.Join(strings.Fields(part), " "))
		rest, complete = after, complete && found
	}
	switch {
	case s.code != 1:
		t.Errorf("exit %d: %s%s", s.code, s.out, s.err)
	case strings.Count(s.err, "\n") != 1 || !strings.HasSuffix(s.err, "\n"):
		t.Errorf("not one line: %q", s.err)
	case s.out != "":
		t.Errorf("also says %q", s.out)
	case !strings.HasPrefix(s.err, "framsteg: ") || !complete || strings.Contains(s.err, "<no value>"):
		t.Errorf("says %q, not %q (%s)", s.err, sentence, key)
	}
}

func (s said) succeeded(t *testing.T) {
	t.Helper()
	if s.code != 0 || s.err != "" {
		t.Fatalf("exit %d: %s", s.code, s.err)
	}
}

// made is a small example workspace, made once.
var made = sync.OnceValue(func() []byte {
	folder, err := os.MkdirTemp("", "framsteg-cli-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "exempel.framsteg")
	end := skapa.DateIn(today)
	if err := demo.Make(context.Background(), file, demo.Options{Participants: 3, Years: 1, Seed: 1, End: end}); err != nil {
		panic(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return data
})

// example gives a small example workspace of the test's own.
func example(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "exempel åäö.framsteg")
	if err := os.WriteFile(file, made(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestDemoIsTheSameForTheSameSeed(t *testing.T) {
	folder := t.TempDir()
	sum := func(name string, args ...string) [32]byte {
		file := filepath.Join(folder, name)
		framsteg(t, append([]string{"demo", file, "--participants", "2", "--years", "1"}, args...)...).succeeded(t)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return sha256.Sum256(data)
	}
	first := sum("a", "--seed", "7", "--end", "2026-11-21")
	if sum("b", "--seed", "7", "--end", "20261121") != first || sum("today", "--seed", "7") != first {
		t.Error("the same seed and end make different files")
	}
	if sum("c", "--seed", "8") == first || sum("d", "--seed", "7", "--end", "2026-10-01") == first {
		t.Error("another seed or end makes the same file")
	}
}

func TestCheckCounts(t *testing.T) {
	file := example(t)
	before := unchanged(t, filepath.Dir(file))
	s := framsteg(t, "check", file)
	s.succeeded(t)
	for _, want := range []string{file, "           3  deltagare\n", "skattningar\n", "           0  krockar"} {
		if !strings.Contains(s.out, want) {
			t.Errorf("%q is not in\n%s", want, s.out)
		}
	}

	s = framsteg(t, "check", file, "--json")
	s.succeeded(t)
	var report store.Report
	if err := json.Unmarshal([]byte(s.out), &report); err != nil {
		t.Fatal(err)
	}
	if report.Kinds["participant"].Current != 3 || report.Answers == 0 || report.Size != int64(len(read(t, file))) {
		t.Errorf("%+v", report)
	}
	before()
}

func TestChartIsAPictureAsWideAsAsked(t *testing.T) {
	file, out := example(t), filepath.Join(t.TempDir(), "bild.png")
	code := anyCode(t, file)
	for _, c := range []struct {
		width int
		theme string
	}{{320, "light"}, {320, "dark"}, {1440, "light"}} {
		width := strconv.Itoa(c.width)
		framsteg(t, "chart", file, "--participant", code, "--out", out, "--width", width, "--theme", c.theme).succeeded(t)
		img, err := png.Decode(bytes.NewReader(read(t, out)))
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Dx(); got != c.width {
			t.Errorf("%d pixels, not %d", got, c.width)
		}
		r, _, _, _ := img.At(2, 2).RGBA()
		if light := r > 0x8000; light != (c.theme == "light") {
			t.Errorf("the page is not %s", c.theme)
		}
	}
	before, swedish := unchanged(t, file), read(t, out)
	framsteg(t, "chart", file, "--participant", code, "--out", out, "--width", "1440", "--lang", "en").succeeded(t)
	if bytes.Equal(read(t, out), swedish) {
		t.Error("--lang changes nothing in the picture")
	}
	before()
}

func TestVerbsRefuseWhatIsNoWorkspace(t *testing.T) {
	for _, bad := range badFiles(t) {
		t.Run(bad.key, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "bild.png")
			before := unchanged(t, bad.path)
			framsteg(t, "check", bad.path).refused(t, bad.key)
			framsteg(t, "check", bad.path, "--json").refused(t, bad.key)
			framsteg(t, "chart", bad.path, "--participant", "A1", "--out", out).refused(t, bad.key)
			before()
			if _, err := os.Lstat(out); !errors.Is(err, os.ErrNotExist) {
				t.Error("there is a picture:", err)
			}
		})
	}
}

func TestDemoNeverReplacesAnything(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "mitt.framsteg")
	if err := os.WriteFile(file, []byte("mitt"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := unchanged(t, folder)
	framsteg(t, "demo", file).refused(t, "error.create.exists")
	framsteg(t, "demo", folder).refused(t, "error.create.exists")
	framsteg(t, "demo", filepath.Join(folder, "ingen", "fil")).refused(t, "error.save.gone")
	framsteg(t, "demo", filepath.Join(file, "fil")).refused(t, "error.save.gone")
	before()
}

func TestChartKeepsItsTargetWhenItFails(t *testing.T) {
	file, folder := example(t), t.TempDir()
	target := filepath.Join(folder, "bild.png")
	if err := os.WriteFile(target, []byte("en gammal bild"), 0o600); err != nil {
		t.Fatal(err)
	}
	inner := filepath.Join(folder, "mapp.png")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	code := anyCode(t, file)
	before, source := unchanged(t, folder), unchanged(t, file)
	framsteg(t, "chart", file, "--participant", "finns inte", "--out", target).refused(t, "error.code.unknown")
	framsteg(t, "chart", file, "--participant", code, "--out", inner, "--width", "320").refused(t, "error.save.folder")
	framsteg(t, "chart", file, "--participant", code, "--out", filepath.Join(folder, "ingen", "b.png"), "--width", "320").refused(t, "error.save.gone")
	framsteg(t, "chart", file, "--participant", code, "--out", target, "--width", "1").refused(t, "error.usage.range")
	// A slip of the hand never replaces a workspace by a picture.
	framsteg(t, "chart", file, "--participant", code, "--out", file).refused(t, "error.picture")
	framsteg(t, "--smoke", file).refused(t, "error.smoke")
	framsteg(t, "--smoke", file, file).refused(t, "error.smoke")
	before()
	source()
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args string
		key  string
		says string
	}{
		{"--bogus", "error.usage.flag", "--bogus"},
		{"demo", "error.usage.file", "FIL."},
		{"demo x.framsteg y.framsteg", "error.usage.argument", "y.framsteg"},
		{"demo x --participants tre", "error.usage.number", "”tre”"},
		{"demo x --participants 0", "error.usage.range", "100000"},
		{"demo x --years 31", "error.usage.range", "30"},
		{"demo x --seed -1", "error.usage.negative", "-1"},
		{"demo x --end igår", "error.date.unreadable", "igår"},
		{"check", "error.usage.file", "FIL."},
		{"check x --json=maybe", "error.usage", "--help"},
		{"chart x --out y", "error.usage.missing", "--participant"},
		{"chart x", "error.usage.missing", "--out, --participant"},
		{"chart x --participant A --out y --theme pink", "error.usage.choice", "light, dark"},
		{"chart x --participant A --out y --kind pie", "error.usage.choice", "progress, profile"},
		{"chart x --participant A --out y.png --width bred", "error.usage.number", "”bred”"},
		{"chart x --participant A --out y.svg --width 500", "error.usage.range", "720"},
		{"chart x --participant A --out y.svg --from igår", "error.date.unreadable", "igår"},
		{"chart x --participant A --out y.jpg", "error.picture", ".svg"},
		{"chart x --participant A --out", "error.usage.value", "--out"},
		{"--lang fi", "error.usage.choice", "sv, en"},
		{"a b", "error.usage.argument", "b"},
		{"seal", "error.usage.file", "FIL."},
		{"unseal x y", "error.usage.argument", "y"},
		{"passwd x --new-passphrase-file", "error.usage.value", "--new-passphrase-file"},
		{"restore x --backup", "error.usage.value", "--backup"},
		{"check x --passphrase-file gone", "error.passphraseFile.unreadable", "gone"},
	} {
		t.Run(c.args, func(t *testing.T) {
			t.Chdir(t.TempDir())
			before := unchanged(t, ".")
			s := framsteg(t, strings.Fields(c.args)...)
			s.refused(t, c.key)
			if !strings.Contains(s.err, c.says) {
				t.Errorf("%q does not name %s", s.err, c.says)
			}
			before()
		})
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ system, args, want string }{
		{"sv_SE", "check", "Kommandot saknar FIL."},
		{"", "check", "Kommandot saknar FIL."},
		{"C", "check", "Kommandot saknar FIL."},
		{"de_DE", "check", "Kommandot saknar FIL."},
		{"en_GB", "check", "The command lacks FILE"},
		{"sv_SE", "check --lang en", "The command lacks FILE"},
		{"en_GB", "--lang=sv check", "Kommandot saknar FIL."},
	} {
		if s := (world{system: c.system}).framsteg(t, strings.Fields(c.args)...); !strings.Contains(s.err, c.want) {
			t.Errorf("%s on a system in %q: %q", c.args, c.system, s.err)
		}
	}
}

func TestHelpNamesEverything(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"-h"}, {"chart", "--help"}, {"demo", "x", "-h"}} {
		for _, lang := range words.Languages {
			s := framsteg(t, append(args, "--lang", lang)...)
			s.succeeded(t)
			for _, word := range []string{
				"demo", "--participants", "--years", "--seed", "--end", "check", "--json",
				"chart", "--participant", "--out", "--kind", "--theme", "--width", "--from", "--smoke", "--lang", "--help", "--version",
				"seal", "--no-recovery-key", "passwd", "--new-recovery-key", "unseal", "--yes", "restore", "--list", "--backup",
				"merge", "--dry-run", "--other-passphrase-file", "digest", "export", "--team", "--supervisor", "--start", "--pseudonymous",
				"--with-names", "--table", "--recipient", "hub", "--make", "--set", "--forget", "--as", "import",
				"--passphrase-file", "--new-passphrase-file", "FRAMSTEG_PASSPHRASE", "FRAMSTEG_NEW_PASSPHRASE",
			} {
				if !strings.Contains(s.out, word) {
					t.Errorf("%s %q: nothing about %s", lang, args, word)
				}
			}
			for line := range strings.Lines(s.out) {
				if len([]rune(line)) > 81 {
					t.Errorf("%s: too long for a terminal: %s", lang, line)
				}
			}
		}
	}
}

func TestVersion(t *testing.T) {
	s := framsteg(t, "--version")
	if s.succeeded(t); s.out != "Framsteg 1.2.3\n" {
		t.Errorf("%q", s.out)
	}
}

func TestOpenHandsOverToTheWindow(t *testing.T) {
	t.Chdir(filepath.Dir(example(t)))
	if err := os.WriteFile("a.framsteg", made(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		want cli.WindowOptions
	}{
		{"", cli.WindowOptions{Words: words.In("sv")}},
		{"a.framsteg", cli.WindowOptions{File: "a.framsteg", Words: words.In("sv")}},
		{"--smoke x.png a.framsteg", cli.WindowOptions{File: "a.framsteg", Smoke: "x.png", Words: words.In("sv")}},
		{"--lang en a.framsteg", cli.WindowOptions{File: "a.framsteg", Lang: "en", Words: words.In("en")}},
	} {
		s := framsteg(t, strings.Fields(c.args)...)
		s.succeeded(t)
		if len(s.windows) != 1 {
			t.Fatalf("%q opens %d windows", c.args, len(s.windows))
		}
		got := s.windows[0]
		if got.File != c.want.File || got.Smoke != c.want.Smoke || got.Lang != c.want.Lang || got.Words.Lang != c.want.Words.Lang {
			t.Errorf("%q opens %+v", c.args, got)
		}
	}
}

func TestAPanicIsOneSentence(t *testing.T) {
	s := world{window: func() error { panic("Åsa Öberg") }}.framsteg(t)
	s.refused(t, "error.crash")
	if strings.Contains(s.err, "Åsa") {
		t.Errorf("tells the value: %s", s.err)
	}
}
