package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// chooser walks the folders of this computer by arrows and Enter, to choose a
// workspace or a folder. The toolkit's own dialog speaks English in places,
// needs many Tabs, and keeps Escape.
type chooser struct {
	shell    *shell
	files    bool     // whether files are listed, and one is chosen
	endings  []string // of these files
	folder   string   // "" above the roots of a system that has several
	rows     []choice
	where    *fynewidget.Label
	failure  *fynewidget.Label
	table    *widget.Table
	question *widget.Question
	chosen   func(path string)
}

// choice is a row of a chooser: a folder, or a file of ours.
type choice struct {
	name, path string
	file       bool
	changed    skapa.Date // of a file
}

// chooseFile asks for a workspace.
func (s *shell) chooseFile(from string, chosen func(path string)) {
	c := newChooser(s, true, chosen)
	c.ask(s.words.T("file.open.title"))
	c.enter(from)
}

// chooseFolder asks for a folder.
func (s *shell) chooseFolder(from string, chosen func(path string)) {
	c := newChooser(s, false, chosen)
	choose := widget.Answer{Text: s.words.T("file.folder.choose"), Primary: true, Try: func() bool { return c.folder != "" }, Do: func() { chosen(c.folder) }}
	c.ask(s.words.T("file.folder.title"), choose)
	c.enter(from)
}

func newChooser(s *shell, files bool, chosen func(string)) *chooser {
	c := &chooser{shell: s, files: files, endings: []string{fileExtension}, chosen: chosen}
	c.where, c.failure = fynewidget.NewLabel(""), fynewidget.NewLabel("")
	c.where.Truncation = fyne.TextTruncateEllipsis
	c.failure.Wrapping = fyne.TextWrapWord
	c.table = widget.NewTable([]widget.Column{
		{Title: s.words.T("file.column.name"), Width: 400},
		{Title: s.words.T("file.column.changed"), Width: 120},
	}, func() int { return len(c.rows) }, c.cell)
	c.table.OnOpen = c.open
	return c
}

func (c *chooser) ask(title string, answers ...widget.Answer) {
	content := container.NewBorder(container.NewVBox(c.where, c.failure), nil, nil, nil, c.table)
	c.question = widget.Over(c.shell.window, title, content, fyne.NewSize(640, 480),
		append(answers, widget.Answer{Text: c.shell.words.T("cancel")})...)
	c.shell.window.Canvas().Focus(c.table.Focusable())
}

func (c *chooser) cell(row, column int) string {
	switch r := c.rows[row]; {
	case column == 0:
		return r.name
	case r.file:
		return r.changed.String()
	}
	return c.shell.words.T("file.kind.folder")
}

// open goes into the folder of a row, or chooses its file.
func (c *chooser) open(row int) {
	r := c.rows[row]
	if !r.file {
		c.enter(r.path)
		return
	}
	c.question.Close()
	c.chosen(r.path)
}

// enter lists a folder; one that can't be read says so and leads back.
func (c *chooser) enter(folder string) {
	c.folder, c.rows = folder, nil
	c.where.SetText(folder)
	if folder == "" {
		for _, root := range roots() {
			c.rows = append(c.rows, choice{name: root, path: root})
		}
	} else {
		c.rows = append(c.rows, c.up(folder)...)
	}
	var entries []os.DirEntry
	var err error
	if folder != "" {
		entries, err = os.ReadDir(folder)
	}
	c.failure.Hidden = err == nil
	if !c.failure.Hidden {
		c.failure.SetText(c.shell.words.T("error.folder", skapa.Args{"Path": folder}))
	}
	var below []choice
	for _, e := range entries {
		if row, listed := c.row(folder, e); listed {
			below = append(below, row)
		}
	}
	sortChoices(below)
	c.rows = append(c.rows, below...)
	c.table.ScrollTop()
	c.table.Reload()
}

// up gives the way to the folder above, if there is one.
func (c *chooser) up(folder string) []choice {
	above := filepath.Dir(folder)
	if above == folder {
		if len(roots()) < 2 {
			return nil
		}
		above = ""
	}
	return []choice{{name: c.shell.words.T("file.up"), path: above}}
}

// row gives what is listed of an entry: folders and files to choose from, not hidden ones.
func (c *chooser) row(folder string, e os.DirEntry) (row choice, listed bool) {
	if strings.HasPrefix(e.Name(), ".") {
		return choice{}, false
	}
	row = choice{name: e.Name(), path: filepath.Join(folder, e.Name())}
	info, err := os.Stat(row.path) // follows links
	switch {
	case err != nil:
		return choice{}, false
	case info.IsDir():
		return row, true
	}
	row.file, row.changed = true, skapa.DateIn(info.ModTime())
	return row, c.files && slices.Contains(c.endings, strings.ToLower(filepath.Ext(e.Name())))
}

// sortChoices puts our files first, the newest first, then the folders by name.
func sortChoices(rows []choice) {
	order := collate.New(language.Swedish, collate.IgnoreCase, collate.Numeric)
	slices.SortStableFunc(rows, func(a, b choice) int {
		switch {
		case a.file != b.file && a.file:
			return -1
		case a.file != b.file:
			return 1
		case a.file && a.changed != b.changed:
			return int(b.changed) - int(a.changed)
		}
		return order.CompareString(a.name, b.name)
	})
}
