package ui

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"framsteg/app/chart/scene"
	"framsteg/app/report"
	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
)

// opening is an app that only notes what the system should open.
type opening struct {
	fyne.App
	opened []string
}

func (o *opening) OpenURL(u *url.URL) error {
	o.opened = append(o.opened, u.String())
	return nil
}

// watchOpening notes what the system should open.
func (g *given) watchOpening() *opening {
	o := &opening{App: g.app}
	g.shell.app = o
	return o
}

// A picture is saved by keyboard alone: the menu of the chart, its name, its
// kind.
func TestSavePictureByKeyboard(t *testing.T) {
	for ending, c := range map[string]struct {
		kind  int // how often the right arrow is pressed in the choice
		valid func(t *testing.T, file []byte)
	}{
		".png": {0, isPNG}, ".svg": {1, isSVG}, ".pdf": {2, isPDF},
	} {
		t.Run(ending, func(t *testing.T) {
			g := workspace(t)
			g.setTheme(look.Dark) // files are for paper all the same
			g.measured("H-1001", "Kvast Karqvist")
			g.shortcut(ctrl(fyne.Key1))
			g.press(desktop.KeyMenu)
			g.press(fyne.KeyReturn)
			if got := widgetText(g); got != "H-1001 utveckling 2026-11-21.png" {
				t.Errorf("the name is %q", got)
			}
			g.misses("Karqvist")
			g.press(fyne.KeyTab)
			for range c.kind {
				g.press(fyne.KeyRight)
			}
			g.press(fyne.KeyReturn)
			g.unasked()
			path := filepath.Join(filepath.Dir(g.path), "H-1001 utveckling 2026-11-21"+ending)
			c.valid(t, must(os.ReadFile(path))(t))
			g.sees(g.text("picture.saved", words.Args{"Path": path}))
			g.misses(g.text("export.unsealed"))
			g.shortcut(ctrl(fyne.Key2))
			g.misses(path)
		})
	}
}

// widgetText gives what stands in the entry that has the focus.
func widgetText(g *given) string {
	g.Helper()
	entry, is := g.window.Canvas().Focused().(*widget.Entry)
	if !is {
		g.Fatalf("the focus is on a %T", g.window.Canvas().Focused())
	}
	return entry.Text
}

func isPNG(t *testing.T, file []byte) {
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Dx(); got != pictureScale*pictureWidth {
		t.Errorf("it is %d pixels wide", got)
	}
	r, _, _, _ := img.At(2, 2).RGBA()
	if uint8(r>>8) != scene.Light[scene.Page].R {
		t.Error("it is not light")
	}
}

func isSVG(t *testing.T, file []byte) {
	d := xml.NewDecoder(bytes.NewReader(file))
	root := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, is := token.(xml.StartElement); is && root == "" {
			root = start.Name.Local
		}
	}
	if root != "svg" {
		t.Errorf("it is a %q", root)
	}
}

func isPDF(t *testing.T, file []byte) {
	if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.Contains(file, []byte("%%EOF")) {
		t.Errorf("it begins with %.20q", file)
	}
}

// The typed ending says the kind as well as the choice does.
func TestPictureKindFollowsTheName(t *testing.T) {
	g := workspace(t)
	g.measured("H-1001", "")
	g.menu("menu.picture")
	g.write("name", "bild.svg")
	g.press(fyne.KeyReturn)
	isSVG(t, must(os.ReadFile(filepath.Join(filepath.Dir(g.path), "bild.svg")))(t))
}

// Of a sealed workspace it is said that the picture is not.
func TestPictureOfSealedWorkspace(t *testing.T) {
	g := workspace(t)
	g.seal()
	g.measured("H-1001", "")
	g.menu("menu.picture")
	g.sees(g.text("export.unsealed"))
	g.press(fyne.KeyReturn)
	g.unasked()
	g.sees(g.text("export.unsealed"))
}

// A place that can't be written says so in one sentence, leaves nothing there,
// and another one can be chosen.
func TestExportRefused(t *testing.T) {
	for name, begin := range map[string]func(g *given){
		"picture": func(g *given) { g.menu("menu.picture") },
		"sheet":   func(g *given) { g.menu("menu.print"); g.press(fyne.KeyReturn) },
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			opening := g.watchOpening()
			g.measured("H-1001", "")
			folder := filepath.Dir(g.path)
			taken := map[string]string{"picture": "x.png", "sheet": "x.pdf"}[name]
			g.check(os.Mkdir(filepath.Join(folder, taken), 0o700)) // a folder is no file
			begin(g)
			g.write("name", "x")
			g.press(fyne.KeyReturn)
			g.asked(g.text("file.replace.text", words.Args{"Path": filepath.Join(folder, taken)}))
			g.tap("file.replace")
			g.asked(g.text("error.save.folder", words.Args{"Path": filepath.Join(folder, taken)}))
			g.press(fyne.KeyReturn)
			g.write("name", "y")
			g.press(fyne.KeyReturn)
			g.unasked()
			for _, e := range must(os.ReadDir(folder))(t) {
				if strings.Contains(e.Name(), "tmp") {
					t.Errorf("%s is left", e.Name())
				}
			}
			if n := len(opening.opened); n != map[string]int{"picture": 0, "sheet": 1}[name] {
				t.Errorf("opened is %q", opening.opened)
			}
		})
	}
}

// The sheet is made by two presses of Enter, in the window's language and
// without the name; the choices are walked by key.
func TestPrint(t *testing.T) {
	for name, c := range map[string]struct {
		keys         []fyne.KeyName // in the question
		file, lang   string
		large, named bool
	}{
		"as proposed": {[]fyne.KeyName{fyne.KeyReturn}, "H-1001 framstegsblad 2026-11-21.pdf", "sv", false, false},
		"in English":  {[]fyne.KeyName{fyne.KeyTab, fyne.KeyTab, fyne.KeyRight, fyne.KeyReturn}, "H-1001 progress sheet 2026-11-21.pdf", "en", false, false},
		"large": {[]fyne.KeyName{fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyRight, fyne.KeyReturn},
			"H-1001 framstegsblad 2026-11-21.pdf", "sv", true, false},
		"named": {[]fyne.KeyName{fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyRight, fyne.KeyReturn},
			"H-1001 framstegsblad 2026-11-21.pdf", "sv", false, true},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			opening := g.watchOpening()
			id := g.measured("H-1001", "Kvast Karqvist")
			g.shortcut(ctrl(fyne.KeyP))
			g.sees(g.text("print.hint"))
			g.sees(g.text("print.name.with"))
			for _, key := range c.keys {
				g.press(key)
			}
			g.press(fyne.KeyReturn)
			g.unasked()
			path := filepath.Join(filepath.Dir(g.path), c.file)
			file := must(os.ReadFile(path))(t)
			isPDF(t, file)
			sheet := must(report.Read(context.Background(), g.store, id))(t)
			sheet.Large, sheet.Named = c.large, c.named
			if want := must(sheet.PDF(words.In(c.lang)))(t); !bytes.Equal(file, want) {
				t.Error("it is another sheet")
			}
			if want := fileURL(path).String(); len(opening.opened) != 1 || opening.opened[0] != want {
				t.Errorf("opened is %q, want %q", opening.opened, want)
			}
			g.sees(g.text("print.saved", words.Args{"Path": path}))
		})
	}
}

// Where nothing can show the sheet, the window says so, and where it is.
func TestPrintWithoutAViewer(t *testing.T) {
	g := workspace(t)
	g.shell.app = &viewer{App: g.app, err: os.ErrNotExist}
	g.measured("H-1001", "")
	g.shortcut(ctrl(fyne.KeyP))
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.unasked()
	path := filepath.Join(filepath.Dir(g.path), "H-1001 framstegsblad 2026-11-21.pdf")
	isPDF(t, must(os.ReadFile(path))(t))
	g.sees(g.text("print.unopened", words.Args{"Path": path}))
}

// Nobody is asked for a name that is not recorded.
func TestPrintWithoutAName(t *testing.T) {
	g := workspace(t)
	g.measured("H-1001", "")
	g.tap("participant.print")
	g.misses(g.text("print.name.with"))
	g.press(fyne.KeyEscape)
	g.unasked()
}

func TestFileNameOfACode(t *testing.T) {
	if got := fileNameOf(`H/1:"ä" 2026-11-21`); got != "H-1--ä- 2026-11-21" {
		t.Errorf("it is %q", got)
	}
}
