package ui

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/report"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// askNewRecovery makes a new recovery key, after saying what becomes of the one
// before it.
func (s *shell) askNewRecovery() {
	w, workspace := s.words, s.store
	if !workspace.Protection().Recovery {
		s.offerRecovery(workspace)
		return
	}
	widget.Ask(s.window, w.T("recovery.new.title"), w.T("recovery.new.text"),
		widget.Answer{Text: w.T("recovery.new.do"), Primary: true, Do: func() { s.offerRecovery(workspace) }},
		widget.Answer{Text: w.T("cancel")})
}

// offerRecovery shows a new recovery key, which is put to use when it is on
// paper.
func (s *shell) offerRecovery(workspace *store.Store) {
	key, err := seal.NewRecoveryKey()
	if err != nil {
		s.report(err)
		return
	}
	s.showRecovery(&recovery{shell: s, workspace: workspace, key: key})
}

// recovery is a recovery key on its way to paper. It is nowhere else, and
// forgotten with what shows it.
type recovery struct {
	shell     *shell
	workspace *store.Store
	key       string
	used      bool   // whether it opens the workspace
	pdf       string // where it was saved for printing; "" for nowhere
}

// use lets the key open the workspace, and goes on by then; or by otherwise
// when that fails, which is said.
func (r *recovery) use(then, otherwise func()) {
	if r.used {
		then()
		return
	}
	s := r.shell
	var later error // what went wrong after it was saved
	s.longWork(s.words.T("recovery.making"), func(ctx context.Context) error {
		return butBackups(r.workspace.SetRecoveryKey(ctx, r.key), &later)
	}, func(err error) {
		if r.used = err == nil; r.used {
			then()
			err = later
		} else {
			otherwise()
		}
		if !errors.Is(err, context.Canceled) {
			s.report(err)
		}
	})
}

// showRecovery shows the key, to be written down or printed.
func (s *shell) showRecovery(r *recovery) {
	w := s.words
	text := fynewidget.NewLabel(w.T("recovery.text"))
	text.Wrapping = fyne.TextWrapWord
	saved := fynewidget.NewLabel("")
	saved.Wrapping = fyne.TextWrapWord
	saved.SizeName = theme.SizeNameCaptionText
	say := func() {
		saved.Hidden = r.pdf == ""
		saved.SetText(w.T("recovery.saved", words.Args{"Path": r.pdf}))
	}
	say()
	var question *widget.Question
	question = widget.Over(s.window, w.T("recovery.title"), container.NewVBox(text, r.groups(), saved), fyne.NewSize(640, 0),
		widget.Answer{Text: w.T("recovery.pdf"), Try: func() bool {
			r.askPDF(func() { say(); question.Fit(); question.Focus() })
			return false
		}},
		widget.Answer{Text: w.T("recovery.next"), Primary: true, Do: r.check},
		widget.Answer{Text: w.T("recovery.later"), Try: func() bool {
			if r.pdf != "" { // which is put to use
				return true
			}
			widget.Ask(s.window, w.T("recovery.later.title"), w.T("recovery.later.text"),
				widget.Answer{Text: w.T("recovery.later.do"), Do: func() { question.Close() }},
				widget.Answer{Text: w.T("recovery.back"), Primary: true})
			return false
		}})
}

const (
	groupsAcross = 5
	numberWidth  = 32 // dp
)

// groups shows the key in numbered groups.
func (r *recovery) groups() fyne.CanvasObject {
	all := seal.Groups(r.key)
	grid := container.NewGridWithColumns(groupsAcross)
	for i, group := range all[1:] {
		number := fynewidget.NewLabel(strconv.Itoa(i + 1))
		number.SizeName, number.Importance = theme.SizeNameCaptionText, fynewidget.LowImportance
		characters := fynewidget.NewLabelWithStyle(group, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
		characters.SizeName = theme.SizeNameSubHeadingText
		room := fyne.NewSize(numberWidth, characters.MinSize().Height)
		grid.Add(container.New(layout.NewCustomPaddedHBoxLayout(0), container.NewGridWrap(room, number), characters))
	}
	return grid
}

// askPDF saves the key as a sheet to print, and shows that.
func (r *recovery) askPDF(saved func()) {
	s, w := r.shell, r.shell.words
	ask := placeAsk{
		title: w.T("recovery.pdf.title"), do: w.T("save"), ending: ".pdf", hint: w.T("recovery.pdf.hint"), folder: home(), replace: true,
		name: w.T("recovery.pdf.fileName", words.Args{"File": fileName(r.workspace.Path())}),
	}
	s.choosePlace(ask, func(path string) { r.use(func() { r.savePDF(path, saved) }, func() {}) })
}

func (r *recovery) savePDF(path string, saved func()) {
	s, w := r.shell, r.shell.words
	sheet, err := report.Recovery(w, fileName(r.workspace.Path()), skapa.DateIn(s.clock()), seal.Groups(r.key))
	if err == nil {
		err = store.ReplaceFile(path, sheet)
	}
	if err != nil {
		s.report(err)
		return
	}
	r.pdf = path
	saved()
	// Where nothing shows PDFs, the sentence says where it is.
	if err := s.app.OpenURL(fileURL(path)); err != nil {
		fyne.LogError("no PDF viewer", err)
	}
}

// fileURL names a file for the system.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return &url.URL{Scheme: "file", Path: path}
}

// check asks for two groups of the key, as they stand on the paper: the key
// itself is not shown meanwhile.
func (r *recovery) check() {
	s, w := r.shell, r.shell.words
	groups := seal.Groups(r.key)[1:]
	asked := []int{2, len(groups) - 1}
	form := widget.Form{Words: w}
	var entries []*widget.Entry
	for _, i := range asked {
		entry := widget.NewEntry()
		entries = append(entries, entry)
		form.Fields = append(form.Fields, widget.NewField(strconv.Itoa(i), w.T("recovery.group", words.Args{"N": i + 1}), entry, ""))
	}
	var question *widget.Question
	right := func() bool {
		var wrong skapa.Findings
		for n, i := range asked {
			if !sameGroup(entries[n].Text, groups[i]) {
				wrong = append(wrong, skapa.Finding{Field: strconv.Itoa(i), Key: "error.recovery.group", Args: skapa.Args{"N": i + 1}})
			}
		}
		refused, _ := form.Show(wrong)
		question.Fit()
		if refused != nil {
			s.window.Canvas().Focus(refused.Input.(*widget.Entry))
			return false
		}
		return true
	}
	text := fynewidget.NewLabel(w.T("recovery.check.text"))
	text.Wrapping = fyne.TextWrapWord
	question = widget.Over(s.window, w.T("recovery.check.title"),
		container.NewVBox(text, widget.Pair(form.Fields[0], form.Fields[1])), fyne.NewSize(480, 0),
		widget.Answer{Text: w.T("recovery.check.do"), Primary: true, Try: right, Do: func() { r.use(r.checked, func() { s.showRecovery(r) }) }},
		widget.Answer{Text: w.T("recovery.back"), Do: func() { s.showRecovery(r) }})
	entries[0].OnEnter = func() { s.window.Canvas().Focus(entries[1]) }
	entries[1].OnEnter = func() { question.Give(0) }
	s.window.Canvas().Focus(entries[0])
}

// sameGroup tells whether a group was typed as it is, whatever the case and the
// spaces.
func sameGroup(typed, group string) bool {
	return strings.EqualFold(group, strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			return -1
		}
		return r
	}, typed))
}

// checked says that the key is on paper, and offers to take away the PDF, which
// opens the file to whoever finds it on this computer.
func (r *recovery) checked() {
	s, w := r.shell, r.shell.words
	s.rail.tell(w.T("recovery.checked"))
	if _, err := os.Stat(r.pdf); r.pdf == "" || err != nil {
		return
	}
	widget.Ask(s.window, w.T("recovery.checked"), w.T("recovery.remove.text", words.Args{"Path": r.pdf}),
		widget.Answer{Text: w.T("recovery.remove.do"), Primary: true, Do: func() {
			if err := os.Remove(r.pdf); err != nil && !errors.Is(err, fs.ErrNotExist) {
				s.report(&skapa.Problem{Key: "error.recovery.remove", Args: skapa.Args{"Path": r.pdf}, Err: err})
			}
		}},
		widget.Answer{Text: w.T("recovery.remove.keep")})
}
