// Package pdf writes scenes as the pages of a tagged PDF: vector, with real text
// in the program's own fonts, and with what each part is for those who listen.
package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"framsteg/app/chart/scene"
	"framsteg/store/skapa"
)

// Document is what is to be written. It names a title, a language and the day,
// and nothing of who made it or where.
type Document struct {
	Title string
	Lang  string // "sv" or "en"
	Made  skapa.Date
	Pages []Page
}

// Page is one sheet. A dp of its scene is a point on paper (1/72 inch).
type Page struct {
	Scene    scene.Scene
	Elements []Element // in reading order; what is in none of them is decoration
}

// largest is the longest side of a page, in points, that programs must show.
const largest = 14400

// Write writes d. The same document gives the same bytes. A document that
// breaks the rules of Element, and a scene with a length that is no number, are
// errors; then nothing is written.
func Write(w io.Writer, d Document, p scene.Palette) error {
	if len(d.Pages) == 0 {
		return fmt.Errorf("pdf: a document without pages")
	}
	if strings.Trim(d.Lang, "abcdefghijklmnopqrstuvwxyz") != "" {
		return fmt.Errorf("pdf: %q is no language", d.Lang)
	}
	var pages []structure
	for i, page := range d.Pages {
		if err := page.Scene.Check(); err != nil {
			return fmt.Errorf("pdf: page %d: %w", i+1, err)
		}
		if max(page.Scene.W, page.Scene.H) > largest {
			return fmt.Errorf("pdf: page %d is larger than %d points", i+1, largest)
		}
		s, err := structured(page)
		if err != nil {
			return fmt.Errorf("pdf: page %d: %w", i+1, err)
		}
		pages = append(pages, s)
	}
	plain, err := draw(d, pages, p)
	if err != nil {
		return err
	}
	tags, err := tag(plain, d.Lang, pages)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, io.MultiReader(bytes.NewReader(plain), bytes.NewReader(tags)))
	return err
}

// draw gives the document as a file in which the parts are marked, but nothing
// says yet what they are.
func draw(d Document, pages []structure, p scene.Palette) ([]byte, error) {
	file := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: size(d.Pages[0].Scene)})
	file.SetTitle(printable(d.Title), true)
	file.SetCreator("Framsteg", true)
	file.SetProducer("Framsteg", true)
	day := time.Date(d.Made.Year(), d.Made.Month(), d.Made.Day(), 12, 0, 0, 0, time.UTC)
	file.SetCreationDate(day)
	file.SetModificationDate(day)
	file.SetCatalogSort(true)
	file.SetAutoPageBreak(false, 0)
	file.SetLineJoinStyle("round")
	for i, page := range d.Pages {
		file.AddPageFormat("P", size(page.Scene))
		pen{file, p}.page(page.Scene, pages[i])
	}
	var out bytes.Buffer
	err := file.Output(&out)
	return out.Bytes(), err
}

func size(s scene.Scene) fpdf.SizeType { return fpdf.SizeType{Wd: s.W, Ht: s.H} }
