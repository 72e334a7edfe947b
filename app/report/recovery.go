// Package report makes the documents that people print. It knows no toolkit.
package report

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"

	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// Lengths on paper, in mm.
const (
	margin   = 20
	textSize = 11 // pt
	line     = 5.6
)

// Recovery makes the sheet of a recovery key: one A4 page as PDF, with what it
// is, for which file, when it was made, and how to use it. The first group is
// the key's prefix, the others are what is to be read and typed.
func Recovery(w words.Words, file string, made skapa.Date, groups []string) ([]byte, error) {
	var out bytes.Buffer
	if err := recoverySheet(w, file, made, groups).Output(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func recoverySheet(w words.Words, file string, made skapa.Date, groups []string) page {
	p := page{Fpdf: newA4(w, w.T("recovery.title"), made)}
	p.heading(w.T("recovery.title"))
	p.text(w.T("recovery.pdf.for", words.Args{"File": printable(file), "Date": made.String()}))
	p.Ln(3)
	p.key(groups)
	p.part(w.T("recovery.pdf.keep.title"), w.T("recovery.pdf.keep"))
	p.part(w.T("recovery.pdf.use.title"), w.T("recovery.pdf.use"))
	p.part(w.T("recovery.pdf.read.title"), w.T("recovery.pdf.read"))
	p.part(w.T("recovery.pdf.without.title"), w.T("recovery.pdf.without"))
	for _, command := range commands(w) {
		p.SetX(margin + 6)
		p.CellFormat(0, line, command, "", 1, "", false, 0, "")
	}
	return p
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

// newA4 begins a document in our fonts. It names a title, a language and the
// day, and nothing of who made it or where.
func newA4(w words.Words, title string, made skapa.Date) *fpdf.Fpdf {
	p := fpdf.New("P", "mm", "A4", "")
	p.AddUTF8FontFromBytes("noto", "", assets.Regular)
	p.AddUTF8FontFromBytes("noto", "B", assets.Bold)
	p.SetTitle(title, true)
	p.SetCreator("Framsteg", true)
	p.SetLang(w.Lang)
	day := time.Date(made.Year(), made.Month(), made.Day(), 12, 0, 0, 0, time.UTC)
	p.SetCreationDate(day)
	p.SetModificationDate(day)
	p.SetCatalogSort(true)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(false, 0)
	p.AddPage()
	return p
}

// page is a page that is written from top to bottom.
type page struct{ *fpdf.Fpdf }

func (p page) heading(text string) {
	p.SetFont("noto", "B", 24)
	p.CellFormat(0, 14, text, "", 1, "", false, 0, "")
}

func (p page) part(title, text string) {
	p.Ln(4)
	p.SetFont("noto", "B", textSize)
	p.CellFormat(0, line+0.6, title, "", 1, "", false, 0, "")
	p.text(text)
}

func (p page) text(text string) {
	p.SetFont("noto", "", textSize)
	p.MultiCell(0, line, text, "", "L", false)
}

// How the key is set.
const (
	keyColumns  = 5
	keyAlphabet = "ACDEFGHJKLMNPQRSTUVWXYZ023456789" // of an age identity
	keySize     = 18                                 // pt
	keyAir      = 0.5
	keyRow      = 17
	keyPadding  = 6
)

// key sets the groups in a frame, numbered. Each character has a room of its own,
// of the widest one: all stand below each other, and none meets the next.
func (p page) key(groups []string) {
	defer p.SetCellMargin(p.GetCellMargin())
	p.SetCellMargin(0)
	prefix, groups := groups[0], groups[1:]
	width, _ := p.GetPageSize()
	top := p.GetY()
	rows := (len(groups) + keyColumns - 1) / keyColumns
	height := float64(rows)*keyRow + 2*keyPadding + 6
	p.SetLineWidth(0.5)
	p.Rect(margin, top, width-2*margin, height, "D")
	p.SetFont("noto", "", 14)
	p.SetXY(margin+keyPadding, top+keyPadding)
	p.CellFormat(0, 7, prefix, "", 0, "", false, 0, "")
	column := p.keyColumn()
	for i, group := range groups {
		x := margin + keyPadding + float64(i%keyColumns)*column
		y := top + keyPadding + 10 + float64(i/keyColumns)*keyRow
		p.SetFont("noto", "B", keySize)
		pitch := p.pitch()
		for at, r := range group {
			p.SetXY(x+float64(at)*pitch, y+4)
			p.CellFormat(pitch, 9, string(r), "", 0, "C", false, 0, "")
		}
		p.SetFont("noto", "", 9)
		p.SetXY(x, y)
		p.CellFormat(pitch, 4, strconv.Itoa(i+1), "", 0, "C", false, 0, "")
	}
	p.SetXY(margin, top+height)
}

// keyColumn gives the width of a group and what is beside it.
func (p page) keyColumn() float64 {
	width, _ := p.GetPageSize()
	return (width - 2*margin - 2*keyPadding) / keyColumns
}

// pitch gives the room of each character of a key, in the font that is set: that
// of the widest one, and some air.
func (p page) pitch() float64 {
	widest := 0.0
	for _, r := range keyAlphabet {
		widest = max(widest, p.GetStringWidth(string(r)))
	}
	return widest + keyAir
}
