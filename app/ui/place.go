package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// placeAsk is what is around the question where to write a file.
type placeAsk struct {
	title, do string
	name      string // proposed
	ending    string // of the file
	hint      string // below the name
	folder    string // to begin with
	replace   bool   // whether a file that stands there may be replaced, after asking
	kinds     []kind // of which the file may be, each with its ending; nil where it is one
	kindHint  string // what they are for
}

// kind is a kind of file that may be written.
type kind struct{ name, ending string }

// workspacePlace asks where to write a workspace.
func (s *shell) workspacePlace(title, do, name string) placeAsk {
	return placeAsk{title: title, do: do, name: name, ending: fileExtension, hint: s.words.T("file.name.hint"), folder: s.folder()}
}

// choosePlace asks for the path of a file to write. chosen gets it, and what
// closes the question: until then it stays as it was answered.
func (s *shell) choosePlace(ask placeAsk, chosen func(path string, closed func())) {
	w := s.words
	folder := ask.folder
	nameEntry := widget.NewEntry()
	nameEntry.Text = ask.name
	where := fynewidget.NewLabel(folder)
	where.Truncation = fyne.TextTruncateEllipsis
	nameField := widget.NewField("name", w.T("file.name"), nameEntry, ask.hint)
	form := widget.Form{Fields: []*widget.Field{nameField}, Words: w}
	content := container.NewVBox(nameField)
	if len(ask.kinds) > 0 {
		content.Add(ask.chooseKind(w, nameEntry))
	}

	var question *widget.Question
	try := func() bool {
		path, finding := ask.placeOf(folder, nameEntry.Text)
		form.Show(skapa.Findings{finding})
		question.Fit()
		if finding.Key != "" {
			s.window.Canvas().Focus(nameEntry)
			return false
		}
		if _, err := os.Lstat(path); err == nil {
			widget.Ask(s.window, w.T("file.replace.title"), w.T("file.replace.text", words.Args{"Path": path}),
				widget.Answer{Text: w.T("file.replace"), Do: func() { chosen(path, question.Close) }},
				widget.Answer{Text: w.T("cancel"), Primary: true})
			return false
		}
		chosen(path, question.Close)
		return false
	}
	change := widget.NewButton(w.T("file.folder.change"), theme.FolderOpenIcon(), func() {
		s.chooseFolder(readable(folder), func(path string) {
			folder = path
			where.SetText(path)
		})
	})
	content.Add(widget.NewField("folder", w.T("file.folder"), container.NewBorder(nil, nil, nil, change, where), ""))
	question = widget.Over(s.window, ask.title, content, fyne.NewSize(560, 0),
		widget.Answer{Text: ask.do, Primary: true, Try: try}, widget.Answer{Text: w.T("cancel")})
	nameEntry.OnEnter = func() { question.Give(0) }
	s.window.Canvas().Focus(nameEntry)
	nameEntry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// chooseKind gives the choice of what kind the file is. The ending of its name
// and the choice follow each other.
func (ask *placeAsk) chooseKind(w words.Words, name *widget.Entry) *widget.Field {
	var names []string
	for _, k := range ask.kinds {
		names = append(names, k.name)
	}
	ask.ending = ask.kinds[0].ending
	choice := widget.NewSegments(names, 0)
	choice.OnChosen = func(i int) {
		stem := name.Text
		if strings.EqualFold(filepath.Ext(stem), ask.ending) {
			stem = stem[:len(stem)-len(ask.ending)]
		}
		ask.ending = ask.kinds[i].ending
		name.SetText(stem + ask.ending)
	}
	name.OnChanged = func(text string) {
		i := slices.IndexFunc(ask.kinds, func(k kind) bool { return strings.EqualFold(filepath.Ext(text), k.ending) })
		if i >= 0 && i != choice.Chosen() {
			ask.ending = ask.kinds[i].ending
			choice.Choose(i)
		}
	}
	choice.OnEnter = func() { name.OnEnter() }
	return widget.NewField("kind", w.T("file.kind"), choice, ask.kindHint)
}

// placeOf gives the path of a file in a folder, or what is wrong with its name.
// Where replace is false, the file must not exist.
func (ask placeAsk) placeOf(folder, name string) (string, skapa.Finding) {
	name = skapa.Tidy(name)
	switch {
	case name == "":
		return "", skapa.Finding{Field: "name", Key: "error.required.fileName"}
	case strings.ContainsAny(name, `/\:*?"<>|`):
		return "", skapa.Finding{Field: "name", Key: "error.fileName", Args: skapa.Args{"Name": name}}
	}
	if !strings.EqualFold(filepath.Ext(name), ask.ending) {
		name += ask.ending
	}
	path := filepath.Join(folder, name)
	if _, err := os.Lstat(path); !ask.replace && !errors.Is(err, fs.ErrNotExist) {
		return "", skapa.Finding{Field: "name", Key: "error.create.exists", Args: skapa.Args{"Path": path}}
	}
	return path, skapa.Finding{}
}

// folder gives where files are looked for first: beside the last one, else at
// home.
func (s *shell) folder() string {
	if recent := s.prefs.recent(); len(recent) > 0 {
		return readable(filepath.Dir(recent[0]))
	}
	return home()
}

// elsewhere gives where another place for the workspace is looked for first:
// beside its file, or at home when nothing could be written there.
func (s *shell) elsewhere() string {
	if unsaved := s.store.Unsaved(); unsaved != nil && !errors.Is(unsaved, store.ErrConflict) {
		return home()
	}
	return readable(filepath.Dir(s.store.Path()))
}

// readable gives a folder, or home where it can't be listed or is gone.
func readable(folder string) string {
	if _, err := os.ReadDir(folder); err != nil {
		return home()
	}
	return folder
}

func home() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// askOpen asks which workspace to open.
func (s *shell) askOpen() {
	s.chooseFile(s.folder(), func(path string) {
		s.leave(func() { s.open(path) })
	})
}
