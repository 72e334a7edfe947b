// Package svg writes a scene as an SVG file. Letters are outlines, so that the
// picture is the same wherever it is opened.
package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"

	"framsteg/app/chart/scene"
)

// Write writes s with the colours of a palette, in dp. Its title and
// description are those of s, for the letters can be neither read aloud nor
// found. A scene with a length that is no number is an error.
func Write(w io.Writer, s scene.Scene, p scene.Palette) error {
	if err := s.Check(); err != nil {
		return err
	}
	d := drawing{palette: p, ids: map[letter]string{}}
	for _, op := range s.Ops {
		switch op := op.(type) {
		case scene.Path:
			d.path(op)
		case scene.Text:
			d.text(op)
		}
	}
	var head bytes.Buffer
	fmt.Fprintf(&head, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img" aria-label="%[3]s">`+"\n",
		number(s.W), number(s.H), escaped(s.Title))
	fmt.Fprintf(&head, "<title>%s</title>\n<desc>%s</desc>\n", escaped(s.Title), escaped(s.Description))
	fmt.Fprintf(&head, "<defs>\n%s</defs>\n<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", &d.letters, hex(p[scene.Page]))
	_, err := io.Copy(w, io.MultiReader(&head, &d.body, bytes.NewReader([]byte("</svg>\n"))))
	return err
}

// drawing is what comes after the head of a file.
type drawing struct {
	palette scene.Palette
	ids     map[letter]string
	letters bytes.Buffer // each letter that is used, once
	body    bytes.Buffer
}

type letter struct {
	rune
	bold bool
}

func (d *drawing) path(p scene.Path) {
	stroked := p.Stroke != scene.None && (p.Width > 0 || p.Crisp)
	if p.Fill == scene.None && !stroked || len(p.Outline) == 0 {
		return
	}
	sharp := false
	if p.Crisp {
		p, sharp = onPixels(p)
	}
	fill := "none"
	if p.Fill != scene.None {
		fill = hex(d.palette[p.Fill])
	}
	fmt.Fprintf(&d.body, `<path d="%s" fill="%s"`, data(p.Outline, 1), fill)
	if stroked {
		fmt.Fprintf(&d.body, ` stroke="%s" stroke-width="%s"`, hex(d.palette[p.Stroke]), number(p.Width))
		if !sharp {
			d.body.WriteString(` stroke-linejoin="round"`)
		}
		if len(p.Dash) > 0 {
			d.body.WriteString(` stroke-dasharray="`)
			for i, length := range p.Dash {
				if i > 0 {
					d.body.WriteByte(' ')
				}
				d.body.WriteString(number(length))
			}
			d.body.WriteByte('"')
		}
	}
	d.body.WriteString("/>\n")
}

// onPixels moves a straight stroke along an axis to whole dp, which are pixels
// where the picture has its own size, and tells whether p is such a one.
func onPixels(p scene.Path) (scene.Path, bool) {
	if len(p.Outline) != 2 || p.Fill != scene.None {
		return p, false
	}
	from, to := p.Outline[0].P[0], p.Outline[1].P[0]
	width := max(1, math.Floor(p.Width+0.4))
	middle := func(v float64) float64 { return math.Floor(v-(width-1)/2) + width/2 }
	switch {
	case from.Y == to.Y:
		from.X, to.X, from.Y = math.Round(from.X), math.Round(to.X), middle(from.Y)
		to.Y = from.Y
	case from.X == to.X:
		from.Y, to.Y, from.X = math.Round(from.Y), math.Round(to.Y), middle(from.X)
		to.X = from.X
	default:
		return p, false
	}
	p.Outline, p.Width = scene.Line(from, to), width
	return p, true
}

// perEm is how many units of a letter's outline an em has: whole ones, as the
// fonts have.
const perEm = 1000

// text places the letters on a baseline on whole dp.
func (d *drawing) text(t scene.Text) {
	if t.String == "" {
		return
	}
	fmt.Fprintf(&d.body, `<g fill="%s" transform="translate(%s %s) scale(%s)">`,
		hex(d.palette[t.Colour]), number(t.Left()), number(math.Round(t.At.Y)), strconv.FormatFloat(t.Size/perEm, 'f', -1, 64))
	at := 0.0
	for _, r := range t.String {
		g := scene.GlyphOf(r, t.Bold)
		if len(g.Outline) > 0 {
			fmt.Fprintf(&d.body, `<use xlink:href="#%s" x="%s"/>`, d.letter(letter{r, t.Bold}, g), number(at*perEm))
		}
		at += g.Advance
	}
	d.body.WriteString("</g>\n")
}

// letter gives the id of a letter, and adds it to those that are used. The id
// is the same in all files: they can stand in one page.
func (d *drawing) letter(l letter, g scene.Glyph) string {
	id, used := d.ids[l]
	if !used {
		id = fmt.Sprintf("r%x", l.rune)
		if l.bold {
			id = fmt.Sprintf("b%x", l.rune)
		}
		d.ids[l] = id
		fmt.Fprintf(&d.letters, "<path id=\"%s\" d=\"%s\"/>\n", id, data(g.Outline, perEm))
	}
	return id
}

// data writes an outline, enlarged.
func data(o scene.Outline, scale float64) string {
	var b []byte
	for i := range o {
		b = append(b, "MLQCZ"[o[i].Verb])
		for j, q := range o[i].Points() {
			if j > 0 {
				b = append(b, ' ')
			}
			b = append(b, number(q.X*scale)...)
			b = append(b, ' ')
			b = append(b, number(q.Y*scale)...)
		}
	}
	return string(b)
}

// number writes a length with at most two decimals.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64) // + 0: never –0
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// escaped gives a text as XML can hold it: signs that it can't are replaced.
func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a buffer takes all
	return b.String()
}
