package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"framsteg/app/chart/scene"
	"framsteg/store/skapa"
)

var made = skapa.DateOf(2026, time.November, 22)

// sheet is a page with n texts.
func sheet(n int, elements ...Element) Page {
	p := Page{Scene: scene.Scene{W: 400, H: 300}, Elements: elements}
	for i := range n {
		p.Scene.Ops = append(p.Scene.Ops, scene.Text{At: scene.Point{X: 10, Y: 20 + 12*float64(i)}, String: "Åsa (öl) – 3,5\\", Size: 11, Colour: scene.Ink})
	}
	return p
}

func document(pages ...Page) Document {
	return Document{Title: "Blad", Lang: "sv", Made: made, Pages: pages}
}

// The same document gives the same bytes, and names nobody.
func TestWriteIsTheSame(t *testing.T) {
	d := document(sheet(3, Element{Role: Heading1, To: 1}, Element{Role: Figure, Alt: "Åäö 🙂", From: 1, To: 3}), sheet(1))
	var first, again bytes.Buffer
	if err := errors.Join(Write(&first, d, scene.Light), Write(&again, d, scene.Light)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("another time it is another")
	}
	for _, want := range []string{"%PDF-", "(D:20261122120000)", "/Lang (sv)", "/MarkInfo <</Marked true>>", "/DisplayDocTitle true", "/Alt <FEFF00C500E400F60020D83DDE42>", "/StructParents 1 /Tabs /S"} {
		if !bytes.Contains(first.Bytes(), []byte(want)) {
			t.Errorf("it has no %s", want)
		}
	}
	if bytes.Contains(first.Bytes(), []byte("/Author")) || bytes.Contains(first.Bytes(), []byte("FPDF")) {
		t.Error("it names somebody")
	}
}

// What a program that writes documents does wrong is an error, and leaves
// nothing behind.
func TestWrongDocuments(t *testing.T) {
	leaf := func(role Role, from, to int) Element { return Element{Role: role, From: from, To: to} }
	for name, d := range map[string]Document{
		"no page":                 document(),
		"no language":             {Title: "x", Lang: "sv) /A (", Made: made, Pages: []Page{sheet(1)}},
		"no size":                 document(Page{}),
		"too large":               document(Page{Scene: scene.Scene{W: 20000, H: 1}}),
		"no number":               document(Page{Scene: scene.Scene{W: 1, H: 1, Ops: []scene.Op{scene.Path{Width: math.NaN()}}}}),
		"no role":                 document(sheet(2, leaf("", 0, 1))),
		"an unknown role":         document(sheet(2, leaf("H7", 0, 1))),
		"before the first":        document(sheet(2, leaf(Paragraph, -1, 1))),
		"behind the last":         document(sheet(2, leaf(Paragraph, 0, 3))),
		"backwards":               document(sheet(2, leaf(Paragraph, 2, 1))),
		"twice":                   document(sheet(3, leaf(Paragraph, 0, 2), leaf(Paragraph, 1, 3))),
		"a figure without words":  document(sheet(2, Element{Role: Figure, Alt: " ", To: 2})),
		"a cell without a row":    document(sheet(2, Element{Role: Table, Inside: []Element{leaf(Cell, 0, 1)}})),
		"a row without a table":   document(sheet(2, Element{Role: Row, Inside: []Element{leaf(Cell, 0, 1)}})),
		"a heading in a heading":  document(sheet(2, Element{Role: Heading1, Inside: []Element{leaf(Heading2, 0, 1)}})),
		"an element and its own":  document(sheet(2, Element{Role: List, To: 2, Inside: []Element{{Role: Item}}})),
		"wrong on the other page": document(sheet(2), sheet(2, leaf(Paragraph, 0, 3))),
	} {
		var b bytes.Buffer
		if err := Write(&b, d, scene.Light); err == nil || b.Len() > 0 {
			t.Errorf("%s: %v, and %d bytes", name, err, b.Len())
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestAFullDisk(t *testing.T) {
	if err := Write(full{}, document(sheet(1)), scene.Light); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("it says %v", err)
	}
}

// plain gives a file as it is before it is tagged.
func plain(t testing.TB) []byte {
	t.Helper()
	s, err := structured(sheet(1))
	if err != nil {
		t.Fatal(err)
	}
	data, err := draw(document(sheet(1)), []structure{s}, scene.Light)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A file that is not built as it should be is an error, never a broken one.
func TestTagReadsStrictly(t *testing.T) {
	whole := string(plain(t))
	if _, err := tag([]byte(whole), "sv", make([]structure, 1)); err != nil {
		t.Fatal(err)
	}
	for name, broken := range map[string]string{
		"nothing":             "",
		"cut off":             whole[:len(whole)-1],
		"more behind it":      whole + "\n",
		"moved":               "\n" + whole,
		"another table":       strings.Replace(whole, "xref\n0 ", "xref\n1 ", 1),
		"too short a table":   strings.Replace(whole, "0000000000 65535 f \n", "", 1),
		"another number":      strings.Replace(whole, "\n3 0 obj", "\n4 0 obj", 1),
		"no list of pages":    strings.Replace(whole, "/Pages 1 0 R", "/Pages 3 0 R", 1),
		"a root far away":     strings.Replace(whole, "/Root 1", "/Root 9", 1),
		"a page far away":     strings.Replace(whole, "/Kids [3 ", "/Kids [99 ", 1),
		"no end of a page":    strings.Replace(whole, "/Contents 4 0 R>>", "/Contents 4 0 R> ", 1),
		"something in a page": strings.Replace(whole, "/Contents 4 0 R>>\nendobj", "/Contents 4 0 R>>\nstream", 1),
	} {
		if broken == whole {
			t.Errorf("%s: it is not broken", name)
		}
		if out, err := tag([]byte(broken), "sv", make([]structure, 1)); !errors.Is(err, errUnexpected) || out != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := tag([]byte(whole), "sv", make([]structure, 2)); err == nil {
		t.Error("it has two pages")
	}
}

// No bytes make reading fail otherwise than by an error.
func FuzzRead(f *testing.F) {
	f.Add(plain(f))
	f.Add([]byte("%PDF-1.3\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<\n/Size 1\n/Root 9 0 R\n/Info 1 0 R\n>>\nstartxref\n9\n%%EOF\n"))
	f.Fuzz(func(t *testing.T, data []byte) { _, _ = tag(data, "sv", make([]structure, 1)) })
}

// Whatever the texts hold, the file is whole.
func FuzzPDF(f *testing.F) {
	f.Add("Hälsa (arbete) \\", "]]> \"'\r\n\t")
	f.Add("\x00\x1b\ufffe\uffff", "\xff\xc3 🙂 日本 \u202e e\u0301")
	f.Fuzz(func(t *testing.T, title, text string) {
		page := Page{
			Scene: scene.Scene{W: 400, H: 300, Ops: []scene.Op{
				scene.Text{At: scene.Point{X: 10, Y: 20}, String: text, Size: 11, Align: scene.End, Colour: scene.Ink},
			}},
			Elements: []Element{{Role: Figure, Alt: title + ".", To: 1}},
		}
		s, err := structured(page)
		if err != nil {
			t.Fatal(err)
		}
		d := document(page)
		d.Title = title
		plain, err := draw(d, []structure{s}, scene.Light)
		if err != nil {
			t.Fatal(err)
		}
		tags, err := tag(plain, "sv", []structure{s})
		if err != nil {
			t.Fatal(err)
		}
		if alt := encoded(title + "."); !bytes.Contains(tags, []byte("/Alt "+alt)) {
			t.Errorf("%q is not said", title)
		}
		check(t, append(plain, tags...))
	})
}

// check follows the last cross-reference section to every object that it names.
func check(t *testing.T, data []byte) {
	t.Helper()
	end := tail.FindSubmatch(data[len(data)-64:])
	if end == nil {
		t.Fatal("it does not end as a PDF")
	}
	lines := strings.Split(string(data[number(end[1]):]), "\n")
	if lines[0] != "xref" {
		t.Fatalf("it has %q where its table should be", lines[0])
	}
	for lines = lines[1:]; lines[0] != "trailer"; {
		first, count, _ := strings.Cut(lines[0], " ")
		for i := range number(count) {
			object := number(first) + i
			at := data[number(lines[1+i][:10]):]
			if !bytes.HasPrefix(at, fmt.Appendf(nil, "%d 0 obj\n<<", object)) {
				t.Fatalf("object %d is %.20q", object, at)
			}
		}
		lines = lines[1+number(count):]
	}
}
