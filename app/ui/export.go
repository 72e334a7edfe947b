package ui

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"framsteg/app/chart/picture"
	"framsteg/app/chart/scene"
	"framsteg/app/report"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// A picture in a file has a size of its own: what is made in a small window can
// be put into any document.
const (
	pictureWidth = 960 // dp
	pictureScale = 2   // pixels to a dp
)

// The kinds of file that a picture is saved as, the one for documents first.
var pictureKinds = []kind{{"PNG", ".png"}, {"SVG", ".svg"}, {"PDF", ".pdf"}}

// savePicture asks where to save the picture of a page, and saves it: light, as
// for paper, whatever the window looks like.
func (s *shell) savePicture(page *participant.Page) {
	w, shown, today := s.words, page.Picture(), s.store.Today()
	name := "picture.fileName.progress"
	if shown.View == participant.Profile {
		name = "picture.fileName.profile"
	}
	ask := placeAsk{
		title: w.T("picture.title"), do: w.T("save"), kinds: pictureKinds, kindHint: w.T("picture.kind.hint"), folder: s.exportFolder(), replace: true,
		hint: s.exportHint("picture.hint"), name: fileNameOf(w.T(name, words.Args{"Code": shown.Code, "Date": today})) + pictureKinds[0].ending,
	}
	s.choosePlace(ask, func(path string, closed func()) {
		s.export(path, closed, func(context.Context) ([]byte, error) {
			return picture.Encode(shown.Scene(pictureWidth), strings.ToLower(filepath.Ext(path)), picture.Options{
				Palette: scene.Light, Scale: pictureScale, Lang: w.Lang, Made: today,
			})
		}, func() { page.Say(s.exported("picture.saved", path)) })
	})
}

// print asks how the sheet of a page's participant is to be, makes it as a PDF
// where the user wants it, and opens it with the system's viewer. No copy of it
// is anywhere else: it holds personal data.
func (s *shell) print(page *participant.Page) {
	w, p := s.words, page.Participant()
	var names []string
	chosen := 0
	for i, lang := range words.Languages {
		names = append(names, words.In(lang).T("language"))
		if lang == w.Lang {
			chosen = i
		}
	}
	lang := widget.NewSegments(names, chosen)
	size := widget.NewSegments([]string{w.T("print.size.usual"), w.T("print.size.large")}, 0)
	named := widget.NewSegments([]string{w.T("print.name.without"), w.T("print.name.with")}, 0)
	content := container.NewVBox(
		widget.NewField("lang", w.T("menu.language"), lang, ""),
		widget.NewField("size", w.T("print.size"), size, ""))
	if p.Name != "" {
		content.Add(widget.NewField("name", w.T("print.name"), named, ""))
	}
	content.Add(widget.NewHint(s.exportHint("print.hint")))
	question := widget.Over(s.window, w.T("print.title"), content, fyne.NewSize(480, 0),
		widget.Answer{Text: w.T("print.do"), Primary: true, Do: func() {
			s.askSheet(page, words.In(words.Languages[lang.Chosen()]), size.Chosen() == 1, named.Chosen() == 1)
		}},
		widget.Answer{Text: w.T("cancel")})
	for _, choice := range []*widget.Segments{lang, size, named} {
		choice.OnEnter = func() { question.Give(0) }
	}
}

// askSheet asks where to save a sheet in the words of a language, and saves and
// opens it.
func (s *shell) askSheet(page *participant.Page, in words.Words, large, named bool) {
	w, workspace, p := s.words, s.store, page.Participant()
	name := in.T("print.fileName", words.Args{"Code": p.Code, "Date": workspace.Today()})
	ask := placeAsk{
		title: w.T("print.place"), do: w.T("print.save"), ending: ".pdf", folder: s.exportFolder(), replace: true,
		hint: s.exportHint("print.hint"), name: fileNameOf(name),
	}
	s.choosePlace(ask, func(path string, closed func()) {
		s.export(path, closed, func(ctx context.Context) ([]byte, error) {
			sheet, err := report.Read(ctx, workspace, p.ID)
			if err != nil {
				return nil, err
			}
			sheet.Large, sheet.Named = large, named
			return sheet.PDF(in)
		}, func() {
			said := "print.saved"
			if !s.openWithSystem(path) {
				said = "print.unopened"
			}
			page.Say(s.exported(said, path))
		})
	})
}

// export makes what a file holds aside and writes it, whole or not at all. Where that fails
// it says why, and another place can be chosen; else it goes on by done.
func (s *shell) export(path string, closed func(), content func(context.Context) ([]byte, error), done func()) {
	uncover := s.cover()
	s.work(func(ctx context.Context) error {
		file, err := content(ctx)
		if err != nil {
			return err
		}
		return store.ReplaceFile(path, file)
	}, func(err error) {
		uncover()
		if err != nil {
			s.report(err)
			return
		}
		s.exports = filepath.Dir(path)
		closed()
		done()
	})
}

// exportFolder gives where a picture or a sheet is saved first: where the last
// one was, else beside the workspace.
func (s *shell) exportFolder() string {
	if s.exports != "" {
		return readable(s.exports)
	}
	if isDemo(s.store.Path()) {
		return home()
	}
	return readable(filepath.Dir(s.store.Path()))
}

// exportHint is about a file that is to be written, and says that nothing keeps
// it secret where its workspace is.
func (s *shell) exportHint(key string) string { return s.andUnsealed(s.words.T(key)) }

// exported says where a file is.
func (s *shell) exported(key, path string) string {
	return s.andUnsealed(s.words.T(key, words.Args{"Path": path}))
}

func (s *shell) andUnsealed(sentence string) string {
	if s.store.Protection().Sealed {
		sentence += " " + s.words.T("export.unsealed")
	}
	return sentence
}

// fileNameOf gives a text as a name that every system takes for a file.
func fileNameOf(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, text)
}

// openWithSystem opens a file with the program that the system has for it, and
// tells whether there is one. Where there is none, what the window says of the
// file must do.
func (s *shell) openWithSystem(path string) bool {
	err := s.app.OpenURL(fileURL(path))
	if err != nil {
		fyne.LogError("no program for the file", err)
	}
	return err == nil
}

// fileURL names a file for the system.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return &url.URL{Scheme: "file", Path: path}
}
