package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

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

// Nothing runs out of the page at its foot.
func TestRecoveryFits(t *testing.T) {
	for _, lang := range words.Languages {
		p := recoverySheet(words.In(lang), strings.Repeat("Samordningsförbundet ", 12), made, seal.Groups(key))
		if _, height := p.GetPageSize(); p.GetY() > height-margin {
			t.Errorf("%s: it ends at %.0f of %.0f mm", lang, p.GetY(), height)
		}
	}
}
