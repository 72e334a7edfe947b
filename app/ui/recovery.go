package ui

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
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

// askNewRecovery makes a new recovery key, after the passphrase was given: it
// makes the one before it worthless.
func (s *shell) askNewRecovery() {
	w, workspace := s.words, s.store
	text := "recovery.first.text"
	if workspace.Protection().Recovery {
		text = "recovery.new.text"
	}
	s.askSecret(secretAsk{
		title: w.T("recovery.new.title"), text: w.T(text), do: w.T("recovery.new.do"),
		label: w.T("recovery.asking"), try: workspace.Unlocks,
		done: func(err error) {
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				s.report(err)
			default:
				s.offerRecovery(workspace)
			}
		},
	})
}

// offerRecovery shows a new recovery key, which is put to use when it is on
// paper, to who has just given the passphrase.
func (s *shell) offerRecovery(workspace *store.Store) {
	key, err := seal.NewRecoveryKey()
	if err != nil {
		s.report(err)
		return
	}
	(&recovery{shell: s, workspace: workspace, key: key, groups: seal.Groups(key)}).show()
}

// recovery is a recovery key on its way to paper. It is nowhere else, and
// forgotten with what shows it.
type recovery struct {
	shell     *shell
	workspace *store.Store
	key       string
	groups    []string // of the key, the prefix first
	used      bool     // whether it opens the workspace
	pdf       string   // where it was saved for printing; "" for nowhere
	opened    bool     // whether the system shows that
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

// show shows the key, to be printed or written down.
func (r *recovery) show() {
	s, w := r.shell, r.shell.words
	text := fynewidget.NewLabel(w.T("recovery.text"))
	text.Wrapping = fyne.TextWrapWord
	content := container.NewVBox(text, r.grid())
	leave := w.T("recovery.later")
	saved := r.pdf != "" // and put to use
	if saved {
		said := "recovery.saved"
		if !r.opened {
			said = "recovery.unopened"
		}
		content.Add(widget.NewHint(w.T(said, words.Args{"Path": r.pdf})))
		leave = w.T("recovery.unchecked")
	}
	var question *widget.Question
	question = widget.Over(s.window, w.T("recovery.title"), content, fyne.NewSize(640, 0),
		widget.Answer{Text: w.T("recovery.pdf"), Primary: !saved, Try: func() bool {
			r.askPDF(func() { question.Close(); r.show() })
			return false
		}},
		widget.Answer{Text: w.T("recovery.next"), Primary: saved, Do: r.check},
		widget.Answer{Text: leave, Try: func() bool {
			if saved {
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

// grid shows the key in numbered groups.
func (r *recovery) grid() fyne.CanvasObject {
	grid := container.NewGridWithColumns(groupsAcross)
	for i, group := range r.groups[1:] {
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
	s.choosePlace(ask, func(path string, closed func()) {
		r.use(func() { r.savePDF(path, func() { closed(); saved() }) }, func() {})
	})
}

func (r *recovery) savePDF(path string, saved func()) {
	s, w := r.shell, r.shell.words
	sheet, err := report.Recovery(w, fileName(r.workspace.Path()), skapa.DateIn(s.clock()), r.groups)
	if err == nil {
		err = store.ReplaceFile(path, sheet)
	}
	if err != nil {
		s.report(err)
		return
	}
	r.pdf, r.opened = path, s.openWithSystem(path)
	saved()
}

// check asks for two groups of the key, as they stand on the paper, others each
// time: the key itself is not shown meanwhile.
func (r *recovery) check() {
	s, w := r.shell, r.shell.words
	groups := r.groups[1:]
	asked := rand.Perm(len(groups) - 1)[:2] // the last one is short
	slices.Sort(asked)
	form := widget.Form{Words: w}
	var entries []*widget.Entry
	for _, i := range asked {
		entry := widget.NewEntry()
		entries = append(entries, entry)
		form.Fields = append(form.Fields, widget.NewField(strconv.Itoa(i), w.T("recovery.group", words.Args{"N": i + 1}), entry, widget.Reserved))
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
		widget.Answer{Text: w.T("recovery.check.do"), Primary: true, Try: right, Do: func() { r.use(r.checked, r.show) }},
		widget.Answer{Text: w.T("recovery.back"), Do: r.show})
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
				return
			}
			s.rail.tell(w.T("recovery.removed"))
		}},
		widget.Answer{Text: w.T("recovery.remove.keep")})
}
