package report

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart/pdf"
	"framsteg/app/overview"
	"framsteg/app/words"
)

// everyCrowd calls what it is given for made-up reports of every kind.
func everyCrowd(t *testing.T, do func(t *testing.T, c crowd, d overview.Document, w words.Words)) {
	for name, c := range crowds() {
		for _, lang := range words.Languages {
			t.Run(name+" "+lang, func(t *testing.T) { do(t, c, c.document(words.In(lang)), words.In(lang)) })
		}
	}
}

// Nothing leaves the margins or meets another text, and every text but those
// above and below a page is in an element.
func TestEveryReportOfMany(t *testing.T) {
	everyCrowd(t, func(t *testing.T, _ crowd, d overview.Document, w words.Words) {
		c := check{T: t}
		if d.Internal {
			c.marks = 1
		}
		pages := manySheet(d, w).done()
		for _, p := range pages {
			c.page(p)
			c.texts(p.Scene)
			c.owned(p)
		}
		if titles := roles(pages, pdf.Heading1); len(titles) != 1 {
			t.Errorf("%d titles", len(titles))
		}
		for _, table := range roles(pages, pdf.Table) {
			if rows := slices.DeleteFunc(slices.Clone(table.Inside), allHeads); len(rows) == 0 {
				t.Error("heads alone")
			}
		}
	})
}

// No row of a table of several is alone on a page, wherever the table begins.
func TestNoRowIsAlone(t *testing.T) {
	w := words.In("sv")
	for rows := 2; rows < 90; rows += 3 {
		table := overview.Table{Title: "Kön", Corner: "Kön", Columns: []string{"Antal"}}
		for range rows {
			table.Rows = append(table.Rows, overview.Row{Name: "Kvinna", Cells: []overview.Cell{{Kind: overview.Count, Text: "12"}}})
		}
		for y := top; y < bottom; y += 31 {
			m := many{newFlow(ofMany), overview.Document{}, w, ""}
			m.y = y
			m.numbers(table)
			for _, part := range roles(m.done(), pdf.Table) {
				if n := len(slices.DeleteFunc(slices.Clone(part.Inside), allHeads)); n < 2 {
					t.Fatalf("%d rows from %v on: %d alone", rows, y, n)
				}
			}
		}
	}
}

// A selection of more teams than a page has room for is told whole, on as many
// pages as it takes.
func TestLongSelection(t *testing.T) {
	w := words.In("en")
	d := usualCrowd.document(w)
	d.Whom = []string{"Team: " + strings.Repeat("Laholm och Hylte, ", 700), "Active"}
	d.File = strings.Join(hostile, " ")
	pages := manySheet(d, w).done()
	for _, p := range pages {
		c := check{T: t}
		c.page(p)
		c.texts(p.Scene)
		c.owned(p)
	}
	if told := strings.Count(all(pages), "Hylte,"); told != 700 {
		t.Errorf("%d of 700 teams", told)
	}
}

// wholeRows wants the rows of a report, put together where the columns of a table
// are divided for want of room.
func wholeRows(t *testing.T, d overview.Document, got [][]string) {
	t.Helper()
	got = same(got)
	for _, s := range d.Sections {
		for _, table := range s.Tables {
			if secrets(table) > 0 {
				continue
			}
			have := make([][]string, len(table.Rows))
			for columns := 0; columns < len(table.Columns); {
				if len(got) < len(table.Rows) {
					t.Fatalf("%s: no rows are left", table.Key)
				}
				for i, row := range got[:len(table.Rows)] {
					if i > 0 && len(row) != len(got[0]) || len(row) < 2 {
						t.Fatalf("%s: row %d is %q", table.Key, i, row)
					}
					if columns == 0 {
						have[i] = row[:1]
					} else if row[0] != have[i][0] {
						t.Fatalf("%s: %q goes on as %q", table.Key, have[i], row)
					}
					have[i] = append(have[i][:len(have[i]):len(have[i])], row[1:]...)
				}
				columns += len(got[0]) - 1
				got = got[len(table.Rows):]
			}
			for i, r := range table.Rows {
				want := []string{printable(r.Name)}
				for _, c := range r.Cells {
					want = append(want, printable(c.Text))
				}
				if want = same([][]string{want})[0]; !slices.Equal(have[i], want) && len(want[0]) < 100 {
					t.Errorf("%s: %q, want %q", table.Key, have[i], want)
				}
			}
		}
	}
	if len(got) > 0 {
		t.Errorf("%d rows are of no table: %q", len(got), got[0])
	}
}

// The tables have every number of the document, in its order.
func TestNumbersOfMany(t *testing.T) {
	everyCrowd(t, func(t *testing.T, _ crowd, d overview.Document, w words.Words) {
		wholeRows(t, d, rowsOf(manySheet(d, w).done()))
	})
}

// What is hidden is nowhere: not in a text, nor in what a picture is said to show.
func TestNothingHiddenIsTold(t *testing.T) {
	everyCrowd(t, func(t *testing.T, _ crowd, d overview.Document, w words.Words) {
		told := all(manySheet(d, w).done())
		for _, number := range []string{w.Number(poison), fmt.Sprint(poison), "777"} {
			if strings.Contains(strings.Join(d.Summary, " "), number) || strings.Contains(told, strings.ReplaceAll(number, "\u00a0", " ")) {
				t.Errorf("%s is told", number)
			}
		}
	})
}

func savedMany(t *testing.T, d overview.Document, w words.Words) (path string) {
	t.Helper()
	data, err := Cohort(d, w)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "rapport.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The file is sound and tagged, has all that it needs, and other programs find
// everything in it, in order.
func TestThePDFOfMany(t *testing.T) {
	for _, name := range []string{"usual", "hostile", "three years", "all hidden"} {
		lang := words.Languages[len(name)%2]
		w := words.In(lang)
		d := crowds()[name].document(w)
		path := savedMany(t, d, w)
		tool(t, "qpdf", "qpdf", "--check", path)
		info := tool(t, "poppler-utils", "pdfinfo", path)
		title := d.Title
		if d.Internal {
			title += " – " + w.T("report.cohort.internal")
		}
		for key, want := range map[string]string{
			"Tagged": "yes", "Pages": fmt.Sprint(len(manySheet(d, w).done())), "Page size": "595.28 x 841.89 pts (A4)", "Title": title,
		} {
			if !slices.ContainsFunc(strings.Split(info, "\n"), func(line string) bool {
				k, value, _ := strings.Cut(line, ":")
				return k == key && strings.TrimSpace(value) == want
			}) {
				t.Errorf("%s: %s is not %q in %s", name, key, want, info)
			}
		}
		if strings.Contains(info, "Author:  ") {
			t.Errorf("%s: %s", name, info)
		}
		text := tool(t, "poppler-utils", "pdftotext", path, "-")
		everything(t, d, w, text)
		if strings.Contains(text, "777") {
			t.Errorf("%s: what is hidden is there", name)
		}
	}
}

// What reads a page aloud meets headings and rows in order. The program that tells
// draws a page anew for each element, so that it is given a few rows of each table.
func TestTagsOfMany(t *testing.T) {
	w := words.In("sv")
	d := crowds()["nine steps"].document(w)
	for i, s := range d.Sections {
		d.Sections[i].Tables = slices.Clone(s.Tables[:1])
		for j, table := range d.Sections[i].Tables {
			d.Sections[i].Tables[j].Rows = table.Rows[:min(2, len(table.Rows))]
		}
	}
	tree := tool(t, "poppler-utils", "pdfinfo", "-struct-text", savedMany(t, d, w))
	wholeRows(t, d, tagged(tree))
	inOrder(t, d, w, tree)
}

// inOrder wants headings in order: the title, the summary, the sections, the
// definitions and what is hidden.
func inOrder(t *testing.T, d overview.Document, w words.Words, tree string) {
	t.Helper()
	want := []string{d.Title, w.T("overview.front.summary")}
	for _, s := range d.Sections {
		want = append(want, s.Title)
	}
	want = append(want, w.T("overview.front.terms"))
	if len(d.Hidden) > 0 {
		want = append(want, w.T("overview.front.hidden"))
	}
	var got []string
	heading := false
	for line := range strings.Lines(tree) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "H1") || strings.HasPrefix(line, "H2") {
			heading = true
		} else if heading {
			got, heading = append(got, strings.Trim(line, `"`)), false
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("headings %q, want %q", got, want)
	}
}

// everything wants all words and numbers of a document in a text.
func everything(t *testing.T, d overview.Document, w words.Words, text string) {
	t.Helper()
	flat := strings.NewReplacer(" ", "", "\u00a0", "", "\n", "", "\f", "", "-", "")
	text = flat.Replace(text)
	want := slices.Concat(d.Whom, d.Summary, d.Hidden, []string{d.File, d.Digest, w.Date(d.Made)})
	for _, s := range d.Sections {
		want = append(append(want, s.Title), s.Intro...)
		for _, table := range s.Tables {
			if want = append(want, table.Title); secrets(table) > 0 {
				want = append(want, w.N("report.cohort.secret", secrets(table)))
				continue
			}
			want = append(want, table.Note)
			for _, row := range table.Rows {
				for _, c := range row.Cells {
					want = append(want, c.Text)
				}
			}
		}
	}
	for _, term := range d.Terms {
		want = append(want, term.Text)
	}
	for _, sentence := range want {
		// A sentence that a page ends in has a head between.
		for piece := range strings.SplitSeq(sentence, ". ") {
			if !strings.Contains(text, flat.Replace(printable(piece))) {
				t.Errorf("%q is not there", piece)
			}
		}
	}
}

// One that shows everything says so on every page and in its name, another
// nowhere.
func TestNotToBePassedOn(t *testing.T) {
	w := words.In("sv")
	for name, c := range crowds() {
		d := c.document(w)
		warning := strings.ToUpper(w.T("report.cohort.internal"))
		for i, p := range manySheet(d, w).done() {
			if strings.Contains(all([]pdf.Page{p}), warning) != (c.limit == 0) {
				t.Errorf("%s: page %d says it: %t", name, i+1, c.limit != 0)
			}
		}
	}
}
