package report

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

const key = "AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S3JN54KHC"

var made = skapa.DateOf(2026, time.November, 22)

// One page, the same every time, whatever the file is called.
func TestRecovery(t *testing.T) {
	for _, lang := range words.Languages {
		for name, file := range map[string]string{
			"a name": "Deltagare i Ängelholm", "none": "", "a long one": strings.Repeat("Samordningsförbundet ", 12),
			"a long word": strings.Repeat("å", 250), "signs": "👩‍👩‍👧 ∑ \x00 \u202e 한", "two runes for å": "Ha\u030all",
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				w := words.In(lang)
				sheet, err := Recovery(w, file, made, seal.Groups(key))
				if err != nil {
					t.Fatal(err)
				}
				again, err := Recovery(w, file, made, seal.Groups(key))
				if err != nil || !bytes.Equal(sheet, again) {
					t.Errorf("another time it is another: %v", err)
				}
				if !bytes.HasPrefix(sheet, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(sheet), []byte("%%EOF")) {
					t.Error("it is no PDF")
				}
				if !bytes.Contains(sheet, []byte("/Count 1\n")) {
					t.Error("it has not one page")
				}
				for _, group := range seal.Groups(key) {
					if bytes.Contains(sheet, []byte(group)) {
						t.Errorf("%s stands beside the text of the page", group)
					}
				}
			})
		}
	}
}

// Everything has room on one page.
func TestRecoveryFits(t *testing.T) {
	for _, lang := range words.Languages {
		f := recoverySheet(words.In(lang), strings.Repeat("Samordningsförbundet ", 12), made, seal.Groups(key))
		if len(f.pages) != 1 || f.y > bottom {
			t.Errorf("%s: it ends at %.0f of %.0f points on page %d", lang, f.y, bottom, len(f.pages))
		}
	}
}

// No character meets the next, nor a group the one beside it, however wide.
func TestWideCharactersOfTheKey(t *testing.T) {
	pitch := keyPitch()
	for _, r := range keyAlphabet {
		if width := scene.Width(string(r), keySize, true); width >= pitch {
			t.Errorf("%c takes %.1f of %.1f points", r, width, pitch)
		}
	}
	if between := keyColumn - 4*pitch; between < pitch/2 {
		t.Errorf("%.1f points are between groups", between)
	}
	for _, group := range seal.Groups(key)[1:] {
		if strings.Trim(group, keyAlphabet) != "" {
			t.Errorf("%s has a character that was not measured", group)
		}
	}
}

// The way out without this program stands in three places, and is tried as it
// stands in the README.txt of every sealed file: the others say the same.
func TestExitRouteIsOne(t *testing.T) {
	swedish, english, found := strings.Cut(text(t, "../../store/seal/README.txt"), "This file is a workspace")
	if !found {
		t.Fatal("README.txt has no English half")
	}
	for lang, half := range map[string]string{"sv": swedish, "en": english} {
		tried := indented(half)
		if got := commands(words.In(lang)); len(tried) != 7 || !slices.Equal(got, tried[4:]) {
			t.Errorf("%s: the sheet says %q, README.txt %q", lang, got, tried)
		}
	}
	_, section, _ := strings.Cut(text(t, "../../README.md"), "\n### Getting the data out without Framsteg\n")
	section, _, _ = strings.Cut(section, "\n#")
	tried := indented(english)
	if got := indented(section); !slices.Equal(got, tried[1:]) || !strings.Contains(section, "`"+tried[0]+"`") {
		t.Errorf("README.md says %q, README.txt %q", got, tried)
	}
}

func text(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}

// indented gives the commands of a text.
func indented(text string) (commands []string) {
	for line := range strings.Lines(text) {
		if command, is := strings.CutPrefix(line, "    "); is {
			commands = append(commands, strings.TrimSpace(command))
		}
	}
	return commands
}
