package scene

import (
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"framsteg/assets"
)

// Glyph is how a letter looks, in ems from its place on the baseline.
type Glyph struct {
	Advance float64
	Outline Outline
	bounds  Rect
}

// face reads the glyphs of a font once each. Charts are drawn by the window
// and by documents at the same time, hence the lock.
type face struct {
	lock   sync.Mutex
	font   *sfnt.Font
	buffer sfnt.Buffer
	glyphs map[rune]Glyph
}

var regular, bold = load(assets.Regular), load(assets.Bold)

func load(ttf []byte) func() *face {
	return sync.OnceValue(func() *face {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			panic(err) // an embedded file that a test reads
		}
		return &face{font: f, glyphs: map[rune]Glyph{}}
	})
}

func faceOf(isBold bool) *face {
	if isBold {
		return bold()
	}
	return regular()
}

// GlyphOf gives the glyph of a letter; one that the font lacks is its empty box.
func GlyphOf(r rune, isBold bool) Glyph {
	f := faceOf(isBold)
	f.lock.Lock()
	defer f.lock.Unlock()
	return f.glyph(r)
}

// Width gives how wide a text is at a size.
func Width(text string, size float64, isBold bool) float64 {
	f := faceOf(isBold)
	f.lock.Lock()
	defer f.lock.Unlock()
	width := 0.0
	for _, r := range text {
		width += f.glyph(r).Advance
	}
	return width * size
}

// Fit gives the text if it is at most as wide as room, else as much of its
// beginning as fits with an ellipsis; "" when not even one letter does.
func Fit(text string, size float64, isBold bool, room float64) string {
	if Width(text, size, isBold) <= room {
		return text
	}
	letters := []rune(text)
	for n, width := 0, 0.0; n < len(letters); n++ {
		if width += GlyphOf(letters[n], isBold).Advance * size; width > room {
			letters = letters[:n+1] // no more than this fits
		}
	}
	for len(letters) > 1 {
		letters = letters[:len(letters)-1]
		short := strings.TrimRight(string(letters), " ,;/-–") + "…"
		if len(short) > len("…") && Width(short, size, isBold) <= room {
			return short
		}
	}
	return ""
}

func (f *face) glyph(r rune) Glyph {
	if g, read := f.glyphs[r]; read {
		return g
	}
	g := f.read(r)
	f.glyphs[r] = g
	return g
}

// read asks the font for a glyph at the size of one unit a pixel, where
// nothing is rounded. The fonts are embedded and valid; a glyph that still
// can't be read is empty.
func (f *face) read(r rune) Glyph {
	units := fixed.I(int(f.font.UnitsPerEm()))
	em := float64(units)
	index, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		return Glyph{}
	}
	advance, err := f.font.GlyphAdvance(&f.buffer, index, units, font.HintingNone)
	if err != nil {
		return Glyph{}
	}
	segments, err := f.font.LoadGlyph(&f.buffer, index, units, nil)
	if err != nil {
		return Glyph{}
	}
	g := Glyph{Advance: float64(advance) / em}
	for i, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo && i > 0 {
			g.Outline = append(g.Outline, Segment{Verb: Close})
		}
		next := Segment{Verb: Verb(s.Op)} // both count MoveTo, LineTo, QuadTo, CubeTo
		for i, p := range s.Args {
			next.P[i] = Point{float64(p.X) / em, float64(p.Y) / em}
		}
		g.Outline = append(g.Outline, next)
	}
	if len(segments) > 0 {
		g.Outline = append(g.Outline, Segment{Verb: Close})
	}
	g.bounds = g.Outline.Bounds()
	return g
}
