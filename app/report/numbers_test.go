package report

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// expected gives the rows of numbers that a sheet must have, as progress says
// them and the window writes them: a cell of each column, "" for an empty one. The
// changes of both raters are in one row or in two.
func expected(s Sheet, w words.Words, beside bool) (rows [][]string) {
	p := s.Progress
	if len(p.Moments) == 0 {
		return nil
	}
	name := func(a progress.Area) string {
		if a.Area == "" {
			return w.T("report.mean")
		}
		return p.Instrument.AreaName(a.Area, w.Lang)
	}
	short := func(r skapa.Rater) string { return w.T("report.short." + string(r)) }
	var changes [][]string
	compared := false
	for _, a := range append(slices.Clone(p.Areas), p.Mean) {
		of := name(a)
		for _, r := range skapa.Raters {
			line := a.Line(r)
			if len(line.Rated()) == 0 {
				continue
			}
			row := []string{of, w.T("report.rater." + string(r))}
			if s.Large {
				if of != "" {
					changes = append(changes, []string{of, "", "", "", "", ""})
				}
				row = []string{short(r)}
			}
			of = ""
			changes = append(changes, append(row, numbersOf(line, w)...))
			compared = compared || len(line.Rated()) > 1
		}
	}
	if beside {
		changes = nil
		for _, a := range append(slices.Clone(p.Areas), p.Mean) {
			if row := append(numbersOf(a.Self, w), numbersOf(a.Supervisor, w)...); strings.Join(row, "") != "" {
				changes = append(changes, append([]string{name(a)}, row...))
			}
		}
	}
	if compared {
		rows = changes
	}
	step := func(l progress.Line, moment int) string {
		switch point := l.Points[moment]; point.Kind {
		case progress.Rated:
			return chart.Value(w, point.Value)
		case progress.Declined:
			return "–"
		}
		return ""
	}
	if !s.Large {
		for i, m := range p.Moments {
			row := []string{fmt.Sprintf("M%d %s", i+1, w.Date(m.Date))}
			for _, a := range p.Areas {
				row = append(row, step(a.Self, i), step(a.Supervisor, i))
			}
			rows = append(rows, row)
		}
		return rows
	}
	for from := 0; from < len(p.Moments); from += 3 {
		for _, a := range p.Areas {
			row := []string{name(a)}
			for i := from; i < min(from+3, len(p.Moments)); i++ {
				row = append(row, step(a.Self, i), step(a.Supervisor, i))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// numbersOf gives the cells of a line: the first answer where there are two, the
// latest, what changed since the one before and since the first, and the slope.
func numbersOf(line progress.Line, w words.Words) []string {
	cells := make([]string, 5)
	if rated := line.Rated(); len(rated) > 0 {
		if cells[1] = chart.Value(w, rated[len(rated)-1].Value); len(rated) > 1 {
			cells[0] = chart.Value(w, rated[0].Value)
		}
	}
	if c, is := line.SincePrevious(); is {
		cells[2] = changeIn(c, w)
	}
	if c, is := line.SinceFirst(); is {
		cells[3] = changeIn(c, w)
	}
	if slope, is := line.Slope(); is {
		cells[4] = chart.Signed(w, slope)
	}
	return cells
}

// changeIn says a change in a number and a word, in a word alone where there is none.
func changeIn(c progress.Change, w words.Words) string {
	if c.Certainty == progress.Unchanged {
		return chart.Certainty(w, c)
	}
	return chart.Signed(w, c.Steps) + " " + chart.Certainty(w, c)
}

// activitiesOf gives the rows of activities that a sheet must have, in any order.
func activitiesOf(s Sheet, w words.Words) (rows [][]string) {
	for _, a := range s.Activities {
		period := w.T("chart.tip.from", words.Args{"From": w.Date(a.Start)})
		if !a.End.IsZero() {
			period = w.T("chart.tip.span", words.Args{"From": w.Date(a.Start), "To": w.Date(a.End)})
			if printed(a.Break) {
				period += ". " + w.T("break."+string(a.Break)) + "."
			}
		}
		name := printable(strings.Join(strings.Fields(a.Name), " "))
		rows = append(rows, []string{name, w.T("category." + string(a.Category)), w.T("status." + string(a.Status)), period})
	}
	return rows
}

// same makes texts equal that differ in how lines are broken.
func same(rows [][]string) (all [][]string) {
	for _, row := range rows {
		cells := slices.Clone(row)
		for i := range cells {
			cells[i] = strings.NewReplacer(" ", "", "\u00a0", "", "-", "").Replace(cells[i])
		}
		all = append(all, cells)
	}
	return all
}

// rowsOf gives the cells of all rows of tables in some pages, but the heads.
func rowsOf(pages []pdf.Page) (rows [][]string) {
	for _, p := range pages {
		for _, r := range roles([]pdf.Page{p}, pdf.Row) {
			var cells []string
			head := true
			for _, c := range r.Inside {
				text := ""
				for _, op := range p.Scene.Ops[c.From:c.To] {
					text += op.(scene.Text).String
				}
				cells, head = append(cells, text), head && c.Role == pdf.Header
			}
			if !head {
				rows = append(rows, cells)
			}
		}
	}
	return rows
}

// compare wants the rows of numbers in their order, those of activities in any,
// and those to write on.
func compare(t *testing.T, s Sheet, w words.Words, got [][]string) {
	t.Helper()
	const columnsBeside = 11
	beside := slices.ContainsFunc(got, func(row []string) bool { return len(row) == columnsBeside })
	numbers := same(expected(s, w, beside))
	got = same(got)
	free := max(1, 3-len(s.Goals)) // of the random sheets' goals, all are open
	if len(got) != len(numbers)+len(s.Activities)+free {
		t.Fatalf("%d rows, want %d of numbers, %d of activities and %d", len(got), len(numbers), len(s.Activities), free)
	}
	for i, want := range numbers {
		if !slices.Equal(got[i], want) {
			t.Errorf("row %d: %q, want %q", i, got[i], want)
		}
	}
	order := func(a, b []string) int { return slices.Compare(a, b) }
	listed := slices.SortedFunc(slices.Values(got[len(numbers):len(numbers)+len(s.Activities)]), order)
	for i, want := range slices.SortedFunc(slices.Values(same(activitiesOf(s, w))), order) {
		if !slices.Equal(listed[i], want) {
			t.Errorf("activity %q, want %q", listed[i], want)
		}
	}
	for _, empty := range got[len(got)-free:] {
		if strings.Join(empty, "") != "" || len(empty) != 4 {
			t.Errorf("%q, and not a line to write on", empty)
		}
	}
}

// The sheet says what progress says, in the words of the window.
func TestNumbers(t *testing.T) {
	every(60, func(name string, s Sheet, w words.Words) {
		compare(t, s, w, rowsOf(s.flow(w).done()))
		if t.Failed() {
			t.Fatalf("%s: %d meetings, %d activities, large %t, %s", name, len(s.Progress.Moments), len(s.Activities), s.Large, w.Lang)
		}
	})
}

// required in the environment turns a missing program from a reason to skip
// into a failure.
const required = "FRAMSTEG_TOOLS"

// tool gives what a program says.
func tool(t *testing.T, debian, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil && os.Getenv(required) == "required" {
		t.Fatal(err)
	} else if err != nil {
		t.Skipf("%v (in the Debian package %s; %s=required makes this a failure)", err, debian, required)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v: %s", program, args, err, out)
	}
	return string(out)
}

func saved(t *testing.T, s Sheet, w words.Words) (path string) {
	t.Helper()
	data, err := s.PDF(w)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "blad.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The PDF too, as another program reads its tables.
func TestNumbersOfThePDF(t *testing.T) {
	every(2, func(name string, s Sheet, w words.Words) {
		if name != "the usual" && name != "random" && name != "one meeting" {
			return // each takes another program a second
		}
		read := tool(t, "poppler-utils", "pdfinfo", "-struct-text", saved(t, s, w))
		compare(t, s, w, tagged(read))
		if t.Failed() {
			t.Fatalf("%s: %d meetings, %d activities, large %t, %s", name, len(s.Progress.Moments), len(s.Activities), s.Large, w.Lang)
		}
	})
}

// tagged reads the rows of tables, but the heads, from the tree of a PDF as
// pdfinfo prints it.
func tagged(tree string) (rows [][]string) {
	var row []string
	cells := false
	end := func() {
		if cells {
			rows = append(rows, row)
		}
		row, cells = nil, false
	}
	for line := range strings.Lines(tree) {
		line = strings.TrimSpace(line)
		role, _, _ := strings.Cut(line, " ")
		switch role = strings.TrimSuffix(role, ":"); {
		case len(row) > 0 && strings.HasPrefix(line, `"`):
			row[len(row)-1] += strings.Trim(line, `"`)
		case role == "TR", role == "Table", role == "H1", role == "H2", role == "H3", role == "P", role == "L", role == "Figure":
			end()
		case role == "TH", role == "TD":
			row = append(row, "")
			cells = cells || role == "TD"
		}
	}
	end()
	return rows
}

// What somebody reads from top to bottom is in lines of its own, whatever the
// tags say.
func TestLinesOfThePDF(t *testing.T) {
	for _, lang := range words.Languages {
		s, w := reference(), words.In(lang)
		text := tool(t, "poppler-utils", "pdftotext", "-layout", saved(t, s, w), "-")
		var lines []string
		for line := range strings.Lines(strings.ReplaceAll(text, "\u00a0", " ")) {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
		for _, row := range append(expected(s, w, true), activitiesOf(s, w)...) {
			name, numbers := strings.Fields(row[0])[0], strings.Join(strings.Fields(strings.Join(row[1:], " ")), " ")
			if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, name) && strings.HasSuffix(l, " "+numbers) }) {
				t.Errorf("%s: no line of %s is %q", lang, row[0], numbers)
			}
		}
	}
}

// The file is sound, tagged, of A4 pages, and has all that it needs.
func TestThePDF(t *testing.T) {
	every(4, func(name string, s Sheet, w words.Words) {
		if s.Large && w.Lang == "en" && name != "random" {
			return // which no other program sees another thing in
		}
		path := saved(t, s, w)
		tool(t, "qpdf", "qpdf", "--check", path)
		info := tool(t, "poppler-utils", "pdfinfo", path)
		facts := map[string]string{}
		for line := range strings.Lines(info) {
			key, value, _ := strings.Cut(line, ":")
			facts[key] = strings.TrimSpace(value)
		}
		for key, want := range map[string]string{
			"Tagged": "yes", "Pages": fmt.Sprint(len(s.flow(w).done())), "Page size": "595.28 x 841.89 pts (A4)",
			"Title": w.T("report.document", words.Args{"Code": s.Participant.Code}), "Author": "",
		} {
			if facts[key] != want {
				t.Errorf("%s: %s is %q, not %q", name, key, facts[key], want)
			}
		}
		fonts := strings.Split(strings.TrimSpace(tool(t, "poppler-utils", "pdffonts", path)), "\n")
		for _, font := range fonts[min(2, len(fonts)):] {
			if fields := strings.Fields(font); len(fields) < 8 || fields[len(fields)-5] != "yes" {
				t.Errorf("%s: a font is not in the file: %s", name, font)
			}
		}
		if len(fonts) < 4 {
			t.Errorf("%s: fonts %q", name, fonts)
		}
	})
}
