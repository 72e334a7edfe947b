// Package assets holds what the program carries inside itself: icon, fonts,
// languages and instruments.
package assets

import (
	"embed"

	"framsteg/store/skapa"
)

// Icon is the program's icon, 512 × 512 pixels.
//
//go:embed icon.png
var Icon []byte

// Regular and Bold are the fonts of window, charts and documents alike, so
// that a text has one width everywhere.
var (
	//go:embed font/NotoSans-Regular.ttf
	Regular []byte
	//go:embed font/NotoSans-Bold.ttf
	Bold []byte
)

// Lang holds lang/sv.json and lang/en.json: every text that a user reads, by
// key, and lang/fyne.*.json: the toolkit's own.
//
//go:embed lang/*.json
var Lang embed.FS

// CommonWords are Swedish words that people choose for passwords, one a line,
// the likeliest first.
//
//go:embed passphrase/sv.txt
var CommonWords string

//go:embed instrument/skapa-1.json
var skapa1 []byte

// Instrument gives the newest version of the questionnaire, which new
// assessments are made with.
func Instrument() skapa.Instrument {
	in, err := skapa.ParseInstrument(skapa1)
	if err != nil {
		panic(err) // an embedded file that a test reads
	}
	return in
}
