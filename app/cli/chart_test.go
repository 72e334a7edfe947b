package cli_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"framsteg/app/words"
)

// widthOf gives how wide a picture is, by the format that its file begins as, and
// fails where the file is not whole.
func widthOf(t *testing.T, file string) (width int) {
	t.Helper()
	data := read(t, file)
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return img.Bounds().Dx()
	case bytes.HasPrefix(data, []byte("<svg ")):
		var svg struct {
			Width   string `xml:"width,attr"`
			ViewBox string `xml:"viewBox,attr"`
		}
		if err := xml.Unmarshal(data, &svg); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(svg.ViewBox, "0 0 "+svg.Width+" ") {
			t.Errorf("%s px of %s", svg.Width, svg.ViewBox)
		}
		width, _ = strconv.Atoi(svg.Width)
		return width
	case bytes.HasPrefix(data, []byte("%PDF-")) && bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF")):
		box := regexp.MustCompile(`/MediaBox \[0 0 ([0-9]+)(?:\.0+)? `).FindSubmatch(data)
		if box == nil {
			t.Fatalf("%s has no page", file)
		}
		width, _ = strconv.Atoi(string(box[1]))
		return width
	}
	t.Fatalf("%s begins with %q", file, data[:min(16, len(data))])
	return 0
}

func TestChartOfEveryFormat(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector, of one goroutine")
	}
	file, folder := example(t), t.TempDir()
	code, before := anyCode(t, file), unchanged(t, file)
	seen := map[string]string{}
	for _, c := range []struct {
		out, width string
		want       int
	}{
		{"bild.png", "", 1920}, {"smal.png", "320", 320}, {"STOR.PNG", "1441", 1441},
		{"bild.svg", "", 960}, {"smal.svg", "720", 720}, {"bred.SVG", "4000", 4000},
		{"bild.pdf", "", 960}, {"smal.Pdf", "720", 720}, {"åäö bred.pdf", "2000", 2000},
	} {
		for _, kind := range []string{"", "progress", "profile"} {
			for _, theme := range []string{"light", "dark"} {
				out := filepath.Join(folder, c.out)
				args := []string{"chart", file, "--participant", code, "--out", out, "--theme", theme}
				if c.width != "" {
					args = append(args, "--width", c.width)
				}
				if kind != "" {
					args = append(args, "--kind", kind)
				}
				s := framsteg(t, args...)
				if s.succeeded(t); s.out != "Bilden är sparad i "+out+".\n" {
					t.Errorf("says %q", s.out)
				}
				if got := widthOf(t, out); got != c.want {
					t.Errorf("%s, %s: %d wide, not %d", c.out, kind, got, c.want)
				}
				what, data := fmt.Sprint(c.out, kind, theme), string(read(t, out))
				if kind == "progress" && seen[c.out+theme] != data {
					t.Errorf("%s: %s is not what is drawn without --kind", c.out, kind)
				}
				for other, same := range seen {
					if kind != "progress" && same == data {
						t.Errorf("%s is as %s", what, other)
					}
				}
				seen[what] = data
			}
		}
	}
	before()
}

// A part of the development is another picture, in every format.
func TestChartFromADay(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector, of one goroutine")
	}
	file, folder := example(t), t.TempDir()
	code := anyCode(t, file)
	for _, name := range []string{"b.png", "b.svg", "b.pdf"} {
		out := filepath.Join(folder, name)
		draw := func(more ...string) []byte {
			framsteg(t, append([]string{"chart", file, "--participant", code, "--out", out}, more...)...).succeeded(t)
			return read(t, out)
		}
		whole := draw()
		if bytes.Equal(draw("--from", "2026-09-01"), whole) {
			t.Errorf("%s: --from changes nothing", name)
		}
		if !bytes.Equal(draw("--from", "19000101"), draw("--from", "1900-01-01")) { // long before the first
			t.Errorf("%s: a day is another one without hyphens", name)
		}
		draw("--from", "2199-12-31") // when nothing has happened yet
		if got := widthOf(t, out); got < 960 {
			t.Errorf("%s: %d wide", name, got)
		}
	}
	target := filepath.Join(folder, "b.svg")
	before := unchanged(t, folder)
	framsteg(t, "chart", file, "--participant", code, "--out", target, "--from", "i går").refused(t, "error.date.unreadable")
	framsteg(t, "chart", file, "--participant", code, "--out", target, "--kind", "profile", "--from", "2026-09-01").refused(t, "error.chart.from")
	before()
}

func TestChartReplacesNoWorkspace(t *testing.T) {
	file, target := example(t), filepath.Join(t.TempDir(), "w.png")
	if err := os.WriteFile(target, read(t, file), 0o600); err != nil {
		t.Fatal(err)
	}
	before := unchanged(t, filepath.Dir(target))
	framsteg(t, "chart", target, "--participant", anyCode(t, file), "--out", target).refused(t, "error.save.workspace")
	before()
}

func TestChartOfNoPictureIsRefused(t *testing.T) {
	file, folder := example(t), t.TempDir()
	code := anyCode(t, file)
	for _, name := range []string{"bild", "bild.jpg", "bild.png.framsteg", "bild.", ".", "png", "bild.svgz", "bild.pdf ", "bild. png"} {
		out := filepath.Join(folder, name)
		s := framsteg(t, "chart", file, "--participant", code, "--out", out)
		s.refused(t, "error.picture")
		for _, ending := range []string{".png", ".svg", ".pdf"} {
			if !strings.Contains(s.err, ending) {
				t.Errorf("%q does not name %s", s.err, ending)
			}
		}
	}
	if left := tree(t, folder); len(left) != 1 {
		t.Errorf("left %v", left)
	}
	for _, name := range []string{"x.svg", "x.pdf", "x", "x.jpg"} {
		s := framsteg(t, "--smoke", filepath.Join(folder, name), file)
		if s.refused(t, "error.smoke"); len(s.windows) != 0 {
			t.Error("opens a window")
		}
	}
}

func TestChartKeepsItsTargetInEveryFormat(t *testing.T) {
	file, folder := example(t), t.TempDir()
	locked, _ := sealed(t)
	code := anyCode(t, file)
	for _, name := range []string{"gammal.png", "gammal.svg", "gammal.pdf"} {
		target := filepath.Join(folder, name)
		if err := os.WriteFile(target, []byte("en gammal bild"), 0o600); err != nil {
			t.Fatal(err)
		}
		before, source, other := unchanged(t, folder), unchanged(t, file), unchanged(t, locked)
		framsteg(t, "chart", file, "--participant", "finns inte", "--out", target).refused(t, "error.code.unknown")
		framsteg(t, "chart", file, "--participant", code, "--out", target, "--width", "0").refused(t, "error.usage.range")
		framsteg(t, "chart", file, "--participant", code, "--out", target, "--width", "319").refused(t, "error.usage.range")
		framsteg(t, "chart", file, "--participant", code, "--out", target, "--width", "8001").refused(t, "error.usage.range")
		framsteg(t, "chart", file, "--participant", code, "--out", target, "--kind", "cohort").refused(t, "error.usage.choice")
		framsteg(t, "chart", locked, "--participant", code, "--out", target).refused(t, "error.secret.missing")
		before()
		source()
		other()
	}
	for _, c := range []string{"b.svg 719", "b.svg 4001", "b.pdf 719", "b.pdf 4001"} {
		name, width, _ := strings.Cut(c, " ")
		framsteg(t, "chart", file, "--participant", code, "--out", filepath.Join(folder, name), "--width", width).refused(t, "error.usage.range")
	}
}

// A picture of an encrypted file is not encrypted, and that is said.
func TestChartOfASealedFile(t *testing.T) {
	file, _ := sealed(t)
	code := codeIn(t, file, passphrase)
	for _, name := range []string{"b.png", "b.svg", "b.pdf"} {
		out := filepath.Join(t.TempDir(), name)
		s := framsteg(t, "chart", file, "--participant", code, "--out", out, "--passphrase-file", secretFile(t, passphrase))
		s.succeeded(t)
		widthOf(t, out)
		if !strings.Contains(s.out, words.In("sv").T("export.unsealed")) {
			t.Errorf("says %q", s.out)
		}
	}
}

// What a file says of itself is what its picture shows: a title and a language,
// and neither whose picture it is, nor where it was made.
func TestChartSaysNothingMoreOfItself(t *testing.T) {
	file, folder := example(t), t.TempDir()
	code, sv, en := anyCode(t, file), words.In("sv"), words.In("en")
	for _, name := range []string{"b.png", "b.svg", "b.pdf"} {
		out := filepath.Join(folder, name)
		for lang, title := range map[string]string{"sv": sv.T("chart.title"), "en": en.T("chart.title")} {
			framsteg(t, "chart", file, "--participant", code, "--out", out, "--lang", lang).succeeded(t)
			data := read(t, out)
			for _, secret := range []string{code, file, folder, filepath.Base(file)} {
				if bytes.Contains(data, []byte(secret)) || bytes.Contains(data, inUTF16(secret)) {
					t.Errorf("%s names %s", name, secret)
				}
			}
			switch name {
			case "b.svg":
				if !bytes.Contains(data, []byte("<title>"+title+"</title>")) {
					t.Errorf("%s is not called %s", name, title)
				}
			case "b.pdf":
				if !bytes.Contains(data, inUTF16(title)) || !bytes.Contains(data, []byte("/Lang ("+lang+")")) {
					t.Errorf("%s is not called %s in %s", name, title, lang)
				}
				if !bytes.Contains(data, []byte("/CreationDate (D:20261121")) {
					t.Errorf("%s is not of the day", name)
				}
			}
		}
	}
}

// inUTF16 gives a text as a PDF writes one.
func inUTF16(text string) (data []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit>>8), byte(unit))
	}
	return data
}
