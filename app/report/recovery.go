package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// onOnePage is how the sheet of a recovery key looks.
var onOnePage = look{title: 24, part: 11.5, body: 11, gap: 12}

// Recovery makes the sheet of a recovery key: one A4 page as PDF, with what it
// is, for which file, when it was made, and how to use it. The first group is
// the key's prefix, the others are what is to be read and typed.
func Recovery(w words.Words, file string, made skapa.Date, groups []string) ([]byte, error) {
	return recoverySheet(w, file, made, groups).pdf(w, w.T("recovery.title"), made)
}

func recoverySheet(w words.Words, file string, made skapa.Date, groups []string) *flow {
	f := newFlow(onOnePage)
	f.paragraph(pdf.Heading1, style{f.title, true, scene.Ink}, w.T("recovery.title"))
	f.space(6)
	f.paragraph(pdf.Paragraph, f.plain(), w.T("recovery.pdf.for", words.Args{"File": file, "Date": made.String()}))
	f.space(9)
	f.key(groups)
	say := func(title, text string) {
		f.part(title, 0)
		f.paragraph(pdf.Paragraph, f.plain(), text)
	}
	say(w.T("recovery.pdf.keep.title"), w.T("recovery.pdf.keep"))
	say(w.T("recovery.pdf.use.title"), w.T("recovery.pdf.use"))
	say(w.T("recovery.pdf.read.title"), w.T("recovery.pdf.read"))
	say(w.T("recovery.pdf.without.title"), w.T("recovery.pdf.without"))
	for _, command := range commands(w) {
		f.leaf().tag(pdf.Paragraph, "", func() { f.lines(f.plain(), side+18, []string{command}) })
	}
	return f
}

// commands gives what opens the file by the recovery key without this program, as
// its own README.txt says it.
func commands(w words.Words) []string {
	return []string{"unzip " + w.T("recovery.pdf.name") + ".framsteg", "age -d -i recovery.txt data.age > x.sqlite", "sqlite3 x.sqlite"}
}

// printable gives a name that may hold anything as our fonts can print it: å as
// one character, no signs that are not seen, and ? for what no font of ours has.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.C):
			return -1
		case r > 0xFFFF:
			return '?'
		}
		return r
	}, norm.NFC.String(name))
}

// How the key is set, in points.
const (
	keyColumns  = 5
	keyAlphabet = "ACDEFGHJKLMNPQRSTUVWXYZ023456789" // of an age identity
	keySize     = 18
	keyPrefix   = 14
	keyNumber   = 9
	keyAir      = 1.4
	keyRow      = 48
	keyPadding  = 17
	keyColumn   = (width - 2*keyPadding) / keyColumns // a group and what is beside it
)

// key sets the groups in a frame, numbered, as one element: read aloud, its words
// are what is to be typed. Each character has a room of its own, of the widest
// one: all stand below each other, and none meets the next.
func (f *flow) key(groups []string) {
	prefix, groups := groups[0], groups[1:]
	rows := slices.Collect(slices.Chunk(groups, keyColumns))
	height := float64(len(rows))*keyRow + 2*keyPadding + 20
	frame := scene.Rect{X0: side, Y0: f.y, X1: side + width, Y1: f.y + height}
	f.leaf().add(scene.Path{Outline: scene.Box(frame), Stroke: scene.Ink, Width: 1.4})
	y := f.y + keyPadding
	write := func(text string, size float64, bold bool, x, below float64, align scene.Align) {
		f.leaf().add(scene.Text{At: scene.Point{X: x, Y: y + below}, String: text, Size: size, Bold: bold, Align: align, Colour: scene.Ink})
	}
	pitch := keyPitch()
	f.leaf().tag(pdf.Paragraph, "", func() {
		write(prefix, keyPrefix, false, side+keyPadding, keyPrefix, scene.Start)
		y += 28
		for n, row := range rows {
			for i, group := range row {
				x := side + keyPadding + float64(i)*keyColumn + pitch/2
				write(strconv.Itoa(n*keyColumns+i+1), keyNumber, false, x, keyNumber, scene.Middle)
				for at, r := range group {
					write(string(r), keySize, true, x+float64(at)*pitch, keyNumber+3+keySize, scene.Middle)
				}
			}
			y += keyRow
		}
	})
	f.y = frame.Y1
}

// keyPitch gives the room of each character of a key: that of the widest one, and
// some air.
func keyPitch() float64 {
	widest := 0.0
	for _, r := range keyAlphabet {
		widest = max(widest, scene.Width(string(r), keySize, true))
	}
	return widest + keyAir
}
