// Package picture makes a chart into a file for other programs.
package picture

import (
	"bytes"
	"fmt"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/chart/svg"
	"framsteg/store/skapa"
)

// Endings are those of the files that Encode makes, the one that most programs
// take first.
var Endings = []string{".png", ".svg", ".pdf"}

// Options say how a file is made.
type Options struct {
	Palette scene.Palette
	Scale   float64    // pixels of a PNG to a dp; a dp is a px in an SVG and a point in a PDF
	Lang    string     // that a PDF is read aloud in, "sv" or "en"
	Made    skapa.Date // the day that a PDF says
}

// Encode gives the file of an ending, one of Endings, that shows s. It says of
// itself no more than s does, and a PDF the day.
func Encode(s scene.Scene, ending string, o Options) ([]byte, error) {
	var file bytes.Buffer
	var err error
	switch ending {
	case ".png":
		err = raster.PNG(&file, s, o.Palette, o.Scale)
	case ".svg":
		err = svg.Write(&file, s, o.Palette)
	case ".pdf":
		figure := pdf.Element{Role: pdf.Figure, Alt: s.Description, To: len(s.Ops)}
		page := pdf.Page{Scene: s, Elements: []pdf.Element{figure}}
		err = pdf.Write(&file, pdf.Document{Title: s.Title, Lang: o.Lang, Made: o.Made, Pages: []pdf.Page{page}}, o.Palette)
	default:
		err = fmt.Errorf("picture: no file ends with %q", ending)
	}
	return file.Bytes(), err
}
