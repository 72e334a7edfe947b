package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/report"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// saveInto asks for what is to be saved by a button, and names a kind of file in a
// folder; it gives the path.
func (g *given) saveInto(folder, button, ending string) string {
	g.Helper()
	g.shell.exports = folder
	g.tap(button)
	name := g.field("name").Input.(*widget.Entry)
	name.SetText(strings.TrimSuffix(name.Text, filepath.Ext(name.Text)) + ending)
	return filepath.Join(folder, name.Text)
}

// A report is saved as what is shown, in both kinds, as the file is by then.
func TestACohortIsSaved(t *testing.T) {
	for _, ending := range []string{".pdf", ".xlsx"} {
		t.Run(ending, func(t *testing.T) {
			g, p := cohortOf(t)
			path := g.saveInto(t.TempDir(), "cohort.save", ending)
			if want := strings.Join(strings.Fields(g.text("cohort.fileName", words.Args{"Whom": "", "Date": today})), " ") + ending; filepath.Base(path) != want {
				t.Errorf("it is called %s, want %s", filepath.Base(path), want)
			}
			must(g.store.SaveParticipant(context.Background(), skapa.Participant{Code: "H-9999", Start: today.Add(-20)}))(t)
			g.tap("save")
			g.unasked()
			d, _ := p.Document()
			d.Digest = must(g.store.Digest(context.Background()))(t)
			var want bytes.Buffer
			if ending == ".pdf" {
				want.Write(must(report.Cohort(d, g.words))(t))
			} else {
				g.check(d.XLSX(&want))
			}
			if got := must(os.ReadFile(path))(t); !bytes.Equal(got, want.Bytes()) {
				t.Errorf("the file has %d bytes, what is shown is %d", len(got), want.Len())
			}
		})
	}
}

// A report that is cancelled while it is made leaves no file, and the page as it was.
func TestSavingACohortIsCancelled(t *testing.T) {
	g, _ := cohortOf(t)
	path := g.saveInto(t.TempDir(), "cohort.save", ".pdf")
	aside := &later{}
	g.shell.run = aside.run
	g.tap("save")
	g.sees(g.text("sharing.writing"))
	g.tap("cancel")
	aside.letGo()
	if left := must(os.ReadDir(filepath.Dir(path)))(t); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
	g.sees(g.text("cohort.save.title")) // another try
	g.press(fyne.KeyEscape)
	g.unasked()
}

// A picture is saved in each kind; one that hides nothing says so in its name and
// in itself.
func TestAPictureOfACohortIsSaved(t *testing.T) {
	g, p := cohortOf(t)
	for ending, begins := range map[string]string{".png": "\x89PNG", ".svg": "<svg", ".pdf": "%PDF"} {
		path := g.saveInto(t.TempDir(), "menu.picture", ending)
		g.tap("save")
		g.unasked()
		if got := string(must(os.ReadFile(path))(t)); !strings.Contains(got[:min(200, len(got))], begins) {
			t.Errorf("%s begins %q", ending, got[:min(20, len(got))])
		}
	}
	g.showAll(p)
	path := g.saveInto(t.TempDir(), "menu.picture", ".svg")
	g.tap("save")
	marked := g.text("cohort.picture.internal", words.Args{"Name": ""})
	if got := string(must(os.ReadFile(path))(t)); !strings.Contains(got, strings.TrimSpace(marked)) || !strings.Contains(filepath.Base(path), "internt") {
		t.Errorf("%s does not say %q", filepath.Base(path), marked)
	}
}
