// Package intake is the page that imports a table: which file, what its columns
// mean, and row by row what would be done, before anything is.
package intake

import (
	"context"
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/exchange/intake"
	"framsteg/app/exchange/sheet"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Page imports a table.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnChoose func() // asks for a file, and shows it by Open
	OnBack   func()
	OnUndo   func() // takes the import back
	OnImport func(plan *intake.Plan, name string, done func())

	// What is remembered of the mapping of tables with the same headers.
	Recall   func(signature string) (intake.Mapping, bool)
	Remember func(signature string, m intake.Mapping)

	place   place
	book    sheet.Book
	in      skapa.Instrument
	parts   []intake.Part // that are imported
	plan    *intake.Plan
	failure error
	done    bool
	working int // what is shown is not what was last asked for, until it is 0

	sheets  *widget.Choice
	form    widget.Form
	columns *container.Scroll
	only    *widget.Check
	totals  *fynewidget.Label
	news    *fynewidget.Label // what it would make that may be a mistake
	unused  *fynewidget.Label
	reset   *widget.Button
	table   *widget.Table
	shown   []int // rows of the plan
	listing *fyne.Container
	save    *widget.Button
	focus   fyne.Focusable // what comes first
	content *fyne.Container
}

// place is what is kept of the page while it is not shown: nothing of what stands
// in the table.
type place struct {
	Path     string
	Sheet    int // of the book; everySheet for all that are recognised
	Mappings map[int]intake.Mapping
	Only     bool // rows that cannot be imported
}

const everySheet = -1

// New makes the page without a file.
func New(d screen.Deps) *Page {
	p := &Page{Deps: d, content: container.NewStack(), place: place{Sheet: everySheet}}
	p.ExtendBaseWidget(p)
	p.showChoice("")
	return p
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("import.title") }

// Leave goes on at once: the file stays as it is.
func (p *Page) Leave(then func()) { then() }

// Close ends the page: nothing that is still being read is shown in it.
func (p *Page) Close() { p.working = -1 }

// Dirty tells that leaving loses nothing.
func (p *Page) Dirty() bool { return false }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

// Keep gives what Refill takes.
func (p *Page) Keep() ([]byte, error) { return json.Marshal(p.place) }

// Refill shows the file that the page showed which gave kept.
func (p *Page) Refill(kept []byte) error {
	if err := json.Unmarshal(kept, &p.place); err != nil {
		return err
	}
	if p.place.Path != "" {
		p.read()
	}
	return nil
}

// Open shows a file.
func (p *Page) Open(path string) {
	p.place = place{Path: path, Sheet: everySheet}
	p.read()
}

// Path is the file that is shown, "" for none.
func (p *Page) Path() string { return p.place.Path }

// read reads the file aside.
func (p *Page) read() {
	p.showWorking()
	path := p.place.Path
	var in skapa.Instrument
	var book sheet.Book
	p.aside(func(ctx context.Context) (err error) {
		if in, err = p.Store.NewestInstrument(ctx); err == nil {
			book, err = sheet.Open(path)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.showFailure(err)
			return
		}
		p.in, p.book = in, book
		p.choose()
		p.showTable()
	})
}

// aside does a work, and then what follows unless another work was begun since,
// or the page is gone.
func (p *Page) aside(work func(context.Context) error, done func(error)) {
	p.working++
	mine := p.working
	p.Run(work, func(err error) {
		if mine == p.working {
			done(err)
		}
	})
}

// choose finds what is proposed to be imported of the book.
func (p *Page) choose() {
	if p.place.Mappings == nil {
		p.place.Mappings = map[int]intake.Mapping{}
	}
	known := intake.Known(p.book, p.in)
	if p.place.Sheet == everySheet && len(known) < 2 {
		p.place.Sheet = 0
		for i, s := range p.book.Sheets {
			if len(known) == 1 && s.Name == known[0].Sheet.Name {
				p.place.Sheet = i
			}
		}
	}
	p.parts = nil
	for i, s := range p.book.Sheets {
		proposed := false
		for _, k := range known {
			proposed = proposed || k.Sheet.Name == s.Name
		}
		if i == p.place.Sheet || p.place.Sheet == everySheet && proposed {
			p.parts = append(p.parts, intake.Part{Sheet: s, Mapping: p.mapping(i)})
		}
	}
}

// mapping gives what the columns of a sheet mean: as the user chose here, or when
// a table with these headers was last imported, or as they suggest.
func (p *Page) mapping(i int) intake.Mapping {
	s := p.book.Sheets[i]
	if chosen, is := p.place.Mappings[i]; is && chosen.Fits(s, p.in) {
		return chosen
	}
	guess := intake.Guess(s, p.in)
	if remembered, is := p.Recall(intake.Signature(s, guess.Header)); is && remembered.Fits(s, p.in) {
		return remembered
	}
	return guess
}

// index gives which sheet of the book a part is.
func (p *Page) index(part int) int {
	for i, s := range p.book.Sheets {
		if s.Name == p.parts[part].Sheet.Name {
			return i
		}
	}
	return 0
}

// change takes another meaning of a column. It is remembered once it was imported.
func (p *Page) change(part, column int, c intake.Column) {
	m := p.parts[part].Mapping
	m.Columns = append([]intake.Column{}, m.Columns...)
	m.Columns[column] = c
	p.parts[part].Mapping = m
	p.place.Mappings[p.index(part)] = m
	p.replan()
}

// guessed tells whether the columns mean what their headers suggest.
func (p *Page) guessed() bool {
	return !slices.ContainsFunc(p.parts, func(part intake.Part) bool {
		return !reflect.DeepEqual(part.Mapping, intake.Guess(part.Sheet, p.in))
	})
}

// guessAgain takes the meanings that the headers suggest.
func (p *Page) guessAgain() {
	for i, part := range p.parts {
		p.place.Mappings[p.index(i)] = intake.Guess(part.Sheet, p.in)
	}
	p.choose()
	p.showTable()
}

// remember keeps the meanings that the user chose for the next table with the
// same headers.
func (p *Page) remember() {
	for i, part := range p.parts {
		if _, chosen := p.place.Mappings[p.index(i)]; chosen {
			p.Remember(intake.Signature(part.Sheet, part.Mapping.Header), part.Mapping)
		}
	}
}

// replan asks aside what an import would do now.
func (p *Page) replan() {
	p.plan, p.failure = nil, nil
	p.showPlan()
	for _, part := range p.parts {
		if part.Mapping.Known() {
			continue
		}
		p.failure = &skapa.Problem{Key: "error.intake.nothing"}
		if wrong := part.Mapping.Check(); len(wrong) > 0 {
			p.failure = wrong[0]
		}
		p.working++ // what an earlier plan finds is of no use
		p.showPlan()
		return
	}
	var plan *intake.Plan
	parts := append([]intake.Part{}, p.parts...)
	p.aside(func(ctx context.Context) (err error) {
		plan, err = intake.Make(ctx, p.Store, parts...)
		return err
	}, func(err error) {
		p.plan, p.failure = plan, err
		p.showPlan()
	})
}

// Import does what the button says; it asks first when rows are left out.
func (p *Page) Import() {
	if p.plan == nil || !p.plan.Totals.Does() || p.done || p.save.Disabled() {
		return
	}
	if n := p.plan.Totals.Refused; n > 0 {
		w := p.Words
		widget.Ask(p.Window, w.T("import.partly.title"), w.N("import.partly.text", n),
			widget.Answer{Text: w.T("import.partly.do"), Do: p.take},
			widget.Answer{Text: w.T("import.partly.show"), Primary: true, Do: func() { p.only.SetChecked(true) }},
			widget.Answer{Text: w.T("cancel")})
		return
	}
	p.take()
}

func (p *Page) take() {
	plan := p.plan
	p.OnImport(plan, filepath.Base(p.place.Path), func() {
		p.done = true
		p.remember()
		p.place = place{Sheet: everySheet}
		p.showDone(plan.Totals)
	})
}

// showChoice offers to choose a file, below what is wrong with another; "" for
// nothing.
func (p *Page) showChoice(wrong string) {
	empty := widget.NewEmpty()
	choose := widget.NewPrimary(p.Words.T("import.choose"), theme.FolderOpenIcon(), func() { p.OnChoose() })
	empty.Say(p.Words.T("import.choose.text"), choose)
	top := container.NewVBox(widget.NewHeading(p.Title()))
	if wrong != "" {
		top.Add(coloured(wrong, fynewidget.DangerImportance))
	}
	p.fill(container.NewBorder(top, nil, nil, nil, empty), choose)
}

// coloured gives a text of as many lines as it takes.
func coloured(text string, importance fynewidget.Importance) *fynewidget.Label {
	label := fynewidget.NewLabel(text)
	label.Wrapping, label.Importance = fyne.TextWrapWord, importance
	return label
}

func (p *Page) showWorking() {
	empty := widget.NewEmpty()
	empty.Say(p.Words.T("import.reading", words.Args{"Name": filepath.Base(p.place.Path)}), nil)
	p.fill(container.NewBorder(widget.NewHeading(p.Title()), nil, nil, nil, empty), nil)
}

// showFailure says why a file cannot be imported, and offers another.
func (p *Page) showFailure(err error) {
	w := p.Words
	text := w.T("import.failed", words.Args{"Name": filepath.Base(p.place.Path), "Why": w.Sentence(err)})
	p.place = place{Sheet: everySheet}
	p.showChoice(text)
}

// fill shows something, and puts the focus on what comes first in it.
func (p *Page) fill(content fyne.CanvasObject, first fyne.Focusable) {
	p.content.Objects = []fyne.CanvasObject{container.NewPadded(container.NewPadded(content))}
	p.content.Refresh()
	p.first(first)
}
