package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"framsteg/app/chart/scene"
)

func written(t *testing.T, s scene.Scene) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, s, scene.Light); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	point := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	for name, c := range map[string]struct {
		op   scene.Op
		want []string
		none string
	}{
		"an area and its line": {
			scene.Path{Outline: scene.Box(scene.Rect{X0: 1, Y0: 2.005, X1: 3.333, Y1: 4}), Fill: scene.Panel, Stroke: scene.Self, Width: 1.25},
			[]string{`<path d="M1 2.01L3.33 2.01L3.33 4L1 4Z" fill="#f6f7f9" stroke="#0072b2" stroke-width="1.25" stroke-linejoin="round"/>`}, "dash",
		},
		"curves and dashes": {
			scene.Path{Outline: scene.Outline{{Verb: scene.MoveTo}, {Verb: scene.QuadTo, P: [3]scene.Point{point(1, 2), point(3, 4)}}, {Verb: scene.CubeTo, P: [3]scene.Point{point(5, 6), point(7, 8), point(-0.001, 0)}}},
				Stroke: scene.Ink, Width: 1, Dash: []float64{4, 2.5}},
			[]string{`d="M0 0Q1 2 3 4C5 6 7 8 0 0" fill="none"`, `stroke-dasharray="4 2.5"`}, "-0",
		},
		"a sharp line across":  {scene.Path{Outline: scene.Line(point(1.4, 10.3), point(30.6, 10.3)), Stroke: scene.Ink, Width: 1, Crisp: true}, []string{`d="M1 10.5L31 10.5"`, `stroke-width="1"`}, "linejoin"},
		"a sharp line down":    {scene.Path{Outline: scene.Line(point(7.6, 18), point(7.6, 2)), Stroke: scene.Ink, Width: 2, Crisp: true}, []string{`d="M8 18L8 2"`, `stroke-width="2"`}, "linejoin"},
		"no line is too thin":  {scene.Path{Outline: scene.Line(point(1, 1), point(9, 1)), Stroke: scene.Ink, Width: 0.3, Crisp: true}, []string{`stroke-width="1"`}, "linejoin"},
		"a slanted sharp line": {scene.Path{Outline: scene.Line(point(1, 1), point(9.5, 3)), Stroke: scene.Ink, Width: 0.5, Crisp: true}, []string{`d="M1 1L9.5 3"`, `stroke-width="0.5"`}, "\x00"},
		"nothing to paint":     {scene.Path{Outline: scene.Line(point(1, 1), point(9, 1))}, nil, "<path"},
		"a text": {
			scene.Text{At: point(10, 12.4), String: "ll Å", Size: 12, Colour: scene.Muted},
			[]string{`<g fill="#59626e" transform="translate(10 12) scale(0.012)"><use xlink:href="#r6c" x="0"/><use xlink:href="#r6c" x="258"/><use xlink:href="#rc5" x="776"/></g>`, `<path id="rc5" d="M`}, `id="r20"`,
		},
		"a bold text":   {scene.Text{At: point(10, 12), String: "l", Size: 12, Bold: true, Colour: scene.Ink}, []string{`<path id="b6c"`}, "r6c"},
		"an empty text": {scene.Text{At: point(10, 12), Size: 12, Colour: scene.Ink}, nil, "<g"},
	} {
		t.Run(name, func(t *testing.T) {
			got := written(t, scene.Scene{W: 40.5, H: 20, Ops: []scene.Op{c.op}})
			for _, want := range append(c.want, ` width="40.5" height="20" viewBox="0 0 40.5 20" role="img"`, `<rect width="100%" height="100%" fill="#ffffff"/>`) {
				if !strings.Contains(got, want) {
					t.Errorf("no %s in\n%s", want, got)
				}
			}
			if strings.Contains(got, c.none) {
				t.Errorf("%q in\n%s", c.none, got)
			}
		})
	}
}

// A letter is in a file once, however often a text has it.
func TestALetterIsThereOnce(t *testing.T) {
	text := scene.Text{At: scene.Point{X: 1, Y: 10}, String: "annan", Size: 12, Colour: scene.Ink}
	got := written(t, scene.Scene{W: 40, H: 20, Ops: []scene.Op{text, text}})
	if paths, uses := strings.Count(got, "<path"), strings.Count(got, "<use"); paths != 2 || uses != 10 {
		t.Errorf("%d letters in %d places, want 2 in 10", paths, uses)
	}
}

// What is no number is an error, and leaves no broken file.
func TestNoNumber(t *testing.T) {
	at := scene.Point{X: 1, Y: 1}
	for name, s := range map[string]scene.Scene{
		"a width":      {W: math.NaN(), H: 1},
		"no size":      {W: 0, H: 1},
		"an outline":   {W: 1, H: 1, Ops: []scene.Op{scene.Path{Outline: scene.Line(at, scene.Point{X: math.Inf(1)})}}},
		"a dash":       {W: 1, H: 1, Ops: []scene.Op{scene.Path{Outline: scene.Line(at, at), Dash: []float64{1, math.NaN()}}}},
		"a line width": {W: 1, H: 1, Ops: []scene.Op{scene.Path{Outline: scene.Line(at, at), Width: math.NaN()}}},
		"a text":       {W: 1, H: 1, Ops: []scene.Op{scene.Text{At: at}, scene.Text{At: scene.Point{Y: math.Inf(-1)}, String: "x"}}},
	} {
		var b bytes.Buffer
		if err := Write(&b, s, scene.Light); err == nil || b.Len() > 0 {
			t.Errorf("%s: %v, and %d bytes", name, err, b.Len())
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestAFullDisk(t *testing.T) {
	if err := Write(full{}, scene.Scene{W: 1, H: 1}, scene.Light); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("it says %v", err)
	}
}

// Whatever the texts hold, the file is XML, and says them all.
func FuzzSVG(f *testing.F) {
	f.Add("Hälsa & <arbete>", "]]> \"'\r\n\t")
	f.Add("\x00\x1b\ufffe", "\xff 🙂 日本 \u202e")
	f.Fuzz(func(t *testing.T, title, text string) {
		got := written(t, scene.Scene{W: 40, H: 20, Title: title, Description: text, Ops: []scene.Op{
			scene.Text{At: scene.Point{X: 1, Y: 10}, String: text, Size: 12, Colour: scene.Ink},
			scene.Text{At: scene.Point{X: 1, Y: 20}, String: title, Size: 12, Bold: true, Align: scene.End, Colour: scene.Ink},
		}})
		var read struct {
			Title string     `xml:"title"`
			Desc  string     `xml:"desc"`
			Rect  []struct{} `xml:"rect"`
		}
		if err := xml.Unmarshal([]byte(got), &read); err != nil {
			t.Fatalf("%v in %s", err, got)
		}
		if read.Title != replaced(title) || read.Desc != replaced(text) || len(read.Rect) != 1 {
			t.Errorf("%q and %q are read as %+v", title, text, read)
		}
		if strings.Contains(got, "NaN") && !strings.Contains(title+text, "NaN") {
			t.Error("a length is no number")
		}
	})
}

// replaced gives a text as XML 1.0 can hold it.
func replaced(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return '\uFFFD'
	}, text)
}
