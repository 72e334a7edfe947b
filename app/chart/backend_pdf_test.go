package chart_test

import (
	"io"
	"strings"
	"testing"
	"unicode"

	"framsteg/app/chart"
	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/chart/svg"
)

// Every picture is a PDF that another program finds whole and tagged, with all
// its texts to find and copy.
func TestOtherProgramsReadThePDF(t *testing.T) {
	needs(t, "qpdf", "qpdf")
	needs(t, "pdfinfo", "poppler-utils")
	needs(t, "pdftotext", "poppler-utils")
	for picture, s := range pictures() {
		t.Run(picture, func(t *testing.T) {
			path := keep(t, "picture.pdf", document(t, alone(s), scene.Light))
			run(t, "qpdf", "--check", path)
			info := run(t, "pdfinfo", path)
			for _, want := range []string{"Title: " + s.Title, "Creator: Framsteg", "Producer: Framsteg", "Tagged: yes", "Pages: 1", "CreationDate: Sat Nov 21 12:00:00 2026"} {
				if !strings.Contains(strings.Join(strings.Fields(info), " "), want) {
					t.Errorf("no %q in %s", want, info)
				}
			}
			text := unspaced(run(t, "pdftotext", "-raw", path, "-"))
			for _, op := range s.Ops {
				if op, is := op.(scene.Text); is && !strings.Contains(text, unspaced(op.String)) {
					t.Errorf("no %q in the text", op.String)
				}
			}
		})
	}
}

// unspaced gives a text as it is in a PDF, without spaces: programs guess them
// from distances.
func unspaced(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r > 0xFFFF:
			return '□'
		}
		return r
	}, text)
}

// A document of two pages, with every role, reads in the order of its elements,
// whatever is painted first.
func TestTheTagsOfADocument(t *testing.T) {
	needs(t, "pdfinfo", "poppler-utils")
	needs(t, "qpdf", "qpdf")
	page := func(texts ...string) scene.Scene {
		s := scene.Scene{W: 595.28, H: 841.89}
		for i, text := range texts {
			s.Ops = append(s.Ops, scene.Text{At: scene.Point{X: 50, Y: 50 + 20*float64(i)}, String: text, Size: 11, Bold: i == 0, Colour: scene.Ink})
		}
		return s
	}
	leaf := func(role pdf.Role, op int) pdf.Element { return pdf.Element{Role: role, From: op, To: op + 1} }
	row := func(cells ...pdf.Element) pdf.Element { return pdf.Element{Role: pdf.Row, Inside: cells} }
	d := pdf.Document{Title: "Åsas framsteg – blad 1", Lang: "sv", Made: today, Pages: []pdf.Page{{
		Scene: page("sidhuvud", "Rubrik", "Område", "Steg", "Hälsa", "4", "bild", "Löptext – med åäö"),
		Elements: []pdf.Element{
			leaf(pdf.Heading1, 1), leaf(pdf.Paragraph, 7),
			{Role: pdf.Figure, Alt: "Ett diagram: Hälsa är på steg 4.", From: 6, To: 7},
			{Role: pdf.Table, Inside: []pdf.Element{
				row(leaf(pdf.Header, 2), leaf(pdf.Header, 3)), row(leaf(pdf.Header, 4), leaf(pdf.Cell, 5), pdf.Element{Role: pdf.Cell}),
			}},
		},
	}, {
		Scene: page("Två", "•", "Punkt"),
		Elements: []pdf.Element{leaf(pdf.Heading2, 0), {Role: pdf.List, Inside: []pdf.Element{
			{Role: pdf.Item, Inside: []pdf.Element{leaf(pdf.Body, 2)}},
		}}},
	}}}
	path := keep(t, "document.pdf", document(t, d, scene.Light))
	run(t, "qpdf", "--check", path)
	want := `Document
  H1
    "Rubrik"
  P
    "Löptext – med åäö"
  Figure
    "bild"
  Table
    TR
      TH
         /Scope /Column
        "Område"
      TH
         /Scope /Column
        "Steg"
    TR
      TH
         /Scope /Row
        "Hälsa"
      TD
        "4"
      TD
  H2
    "Två"
  L
    LI
      LBody
        "Punkt"
`
	asked := run(t, "pdfinfo", "-struct-text", path)
	if got := strings.NewReplacer(" (block)", "", ":\n", "\n").Replace(asked); got != want {
		t.Errorf("the structure is\n%s", got)
	}
	if objects := run(t, "qpdf", "--json", path); !strings.Contains(objects, `"/Alt": "u:Ett diagram: Hälsa är på steg 4."`) {
		t.Error("the figure has no words")
	}
	for _, wanted := range []string{"Tagged: yes", "Pages: 2", "Title: Åsas framsteg – blad 1", "Page size: 595.28 x 841.89 pts (A4)"} {
		if info := run(t, "pdfinfo", path); !strings.Contains(strings.Join(strings.Fields(info), " "), wanted) {
			t.Errorf("no %q in %s", wanted, info)
		}
	}
}

// BenchmarkDocument writes two pages with a picture each; a participant's sheet
// may take 50 ms.
func BenchmarkDocument(b *testing.B) {
	d := alone(chart.Progress(reference(), referenceBars(), swedish()))
	d.Pages = append(d.Pages, d.Pages...)
	for b.Loop() {
		if err := pdf.Write(io.Discard, d, scene.Light); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/50, "sheets")
}

func BenchmarkSVG(b *testing.B) {
	s := chart.Progress(reference(), referenceBars(), swedish())
	for b.Loop() {
		if err := svg.Write(io.Discard, s, scene.Light); err != nil {
			b.Fatal(err)
		}
	}
}
