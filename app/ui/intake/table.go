package intake

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/exchange/intake"
	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// first puts the focus on something, once the page is shown.
func (p *Page) first(f fyne.Focusable) {
	p.focus = f
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && f != nil && c.Overlays().Top() == nil {
		c.Focus(f)
	}
}

// First is what has the focus when the page opens.
func (p *Page) First() fyne.Focusable { return p.focus }

// Scroll is what the keys of a page scroll.
func (p *Page) Scroll() *container.Scroll { return p.columns }

// showTable shows the columns of the table, and the rows as an import would take
// them.
func (p *Page) showTable() {
	w := p.Words
	p.done = false
	p.totals, p.unused = coloured("", fynewidget.MediumImportance), coloured("", fynewidget.MediumImportance)
	p.news = coloured("", fynewidget.WarningImportance)
	p.reset = widget.NewButton(w.T("import.reset"), theme.ContentUndoIcon(), p.guessAgain)
	p.only = widget.NewCheck(w.T("import.only"), p.place.Only)
	p.only.OnChanged = func(only bool) {
		p.place.Only = only
		p.showPlan()
	}
	p.listing = container.NewStack()
	p.save = widget.NewPrimary("", theme.ConfirmIcon(), p.Import)
	other := widget.NewButton(w.T("import.other"), theme.FolderOpenIcon(), func() { p.OnChoose() })
	top := container.NewHBox(widget.NewHeading(p.Title()), container.NewCenter(fynewidget.NewLabel(short(filepath.Base(p.place.Path)))), layout.NewSpacer())
	if len(p.book.Sheets) > 1 {
		top.Add(container.NewCenter(p.sheetChoice()))
	}
	footer := container.NewHBox(other, layout.NewSpacer(), widget.NewButton(w.T("cancel"), nil, func() { p.OnBack() }), p.save)
	left := container.NewBorder(container.NewBorder(nil, nil, widget.NewSubheading(w.T("import.columns")), p.reset), nil, nil, nil, p.columnForm())
	summary := container.New(layout.NewCustomPaddedVBoxLayout(-2*look.Near), p.totals, p.news, p.unused)
	right := container.NewBorder(container.NewVBox(container.NewBorder(nil, nil, widget.NewSubheading(w.T("import.rows")), container.NewCenter(p.only)), summary),
		nil, nil, nil, p.listing)
	body := widget.Beside(left, right)
	p.fill(container.NewBorder(top, container.NewVBox(fynewidget.NewSeparator(), container.NewPadded(footer)), nil, nil, body), nil)
	p.replan()
}

// sheetChoice offers the sheets of the book.
func (p *Page) sheetChoice() *widget.Choice {
	var names []string
	var which []int
	if len(intake.Known(p.book, p.in)) > 1 {
		names, which = append(names, p.Words.T("import.sheets")), append(which, everySheet)
	}
	for i, s := range p.book.Sheets {
		if len(s.Rows) > 0 {
			names, which = append(names, short(s.Name)), append(which, i)
		}
	}
	p.sheets = widget.NewChoice(names, nil)
	for i, n := range which {
		if n == p.place.Sheet {
			p.sheets.SetSelectedIndex(i)
		}
	}
	p.sheets.OnChanged = func(string) {
		p.place.Sheet = which[max(0, p.sheets.SelectedIndex())]
		p.choose()
		p.showTable()
		p.Window.Canvas().Focus(p.sheets)
	}
	return p.sheets
}

// columnForm offers for each column of the table what it can mean.
func (p *Page) columnForm() fyne.CanvasObject {
	p.form = widget.Form{Words: p.Words}
	body := container.NewVBox()
	for i, part := range p.parts {
		if len(p.parts) > 1 {
			body.Add(widget.NewSubheading(part.Sheet.Name))
		}
		for c := range part.Mapping.Columns {
			if f := p.columnField(i, c); f != nil {
				p.form.Fields = append(p.form.Fields, f)
				body.Add(f)
			}
		}
	}
	p.columns = container.NewVScroll(container.NewPadded(body))
	p.form.Follow(p.columns)
	return p.columns
}

// columnField offers the meanings of a column; nil of one that is empty.
func (p *Page) columnField(part, column int) *widget.Field {
	s, m := p.parts[part].Sheet, p.parts[part].Mapping
	header, sample := "", ""
	if m.Header < len(s.Rows) {
		header = s.Rows[m.Header].Cell(column)
		for _, row := range s.Rows[m.Header+1:] {
			if sample == "" {
				sample = p.parts[part].Shown(column, row.Cell(column), p.Store.Today())
			}
		}
	}
	if strings.TrimSpace(header+sample) == "" {
		return nil
	}
	texts, means := p.meanings(m.Columns[column])
	choice := widget.NewChoice(texts, nil)
	for i, meaning := range means {
		if meaning == m.Columns[column] {
			choice.SetSelectedIndex(i)
		}
	}
	choice.OnChanged = func(string) { p.change(part, column, means[max(0, choice.SelectedIndex())]) }
	hint := ""
	if sample != "" {
		hint = p.Words.T("import.sample", words.Args{"Text": short(sample)})
	}
	return widget.NewField(strconv.Itoa(part)+":"+strconv.Itoa(column), short(intake.Letter(column)+"  "+header), choice, hint)
}

// meanings gives all that a column can mean, and what that is called. One that
// says whose rating it is of, or which, is beside them.
func (p *Page) meanings(now intake.Column) (texts []string, means []intake.Column) {
	add := func(text string, c intake.Column) { texts, means = append(texts, text), append(means, c) }
	for _, f := range intake.Fields {
		if f != intake.Item {
			add(p.Words.T("intake.field."+string(f)), intake.Column{Field: f})
			continue
		}
		for _, item := range p.in.Items {
			add(p.itemName(item), intake.Column{Field: f, Item: item.ID})
		}
	}
	if now.Rater != "" || now.Occasion > 0 {
		text := p.Words.T("intake.field." + string(now.Field))
		if item, is := p.in.Item(now.Item); is {
			text = p.itemName(item)
		}
		if now.Rater != "" {
			text += " · " + p.Words.T("rater."+string(now.Rater))
		}
		if now.Occasion > 0 {
			text += " · " + strconv.Itoa(now.Occasion)
		}
		add(text, now)
	}
	return texts, means
}

func (p *Page) itemName(item skapa.Item) string {
	if item.Area == "" {
		return p.Words.T("assessment.belief")
	}
	return p.Words.T("import.answer", words.Args{"Area": p.in.AreaName(item.Area, p.Words.Lang)})
}

// showPlan shows what an import would do, or why there would be none.
func (p *Page) showPlan() {
	w := p.Words
	p.save.Disable()
	p.only.Hide()
	p.reset.Hidden = p.guessed()
	p.news.Hide()
	p.unused.SetText(intake.UnusedLine(w, p.parts...))
	p.unused.Hidden = p.unused.Text == ""
	empty := widget.NewEmpty()
	switch {
	case p.failure != nil:
		p.totals.SetText("")
		empty.Say(w.Sentence(p.failure), nil)
		p.listing.Objects = []fyne.CanvasObject{empty}
	case p.plan == nil:
		p.totals.SetText("")
		empty.Say(w.T("import.planning"), nil)
		p.listing.Objects = []fyne.CanvasObject{empty}
	default:
		t := p.plan.Totals
		p.totals.SetText(strings.Join(t.Lines(w), " · "))
		p.news.SetText(strings.Join(p.plan.New(w), " · "))
		p.news.Hidden = p.news.Text == ""
		p.only.Hidden = t.Refused == 0
		p.makeTable()
		p.listing.Objects = []fyne.CanvasObject{p.table}
		if t.Does() {
			p.save.Enable()
		}
	}
	p.save.SetText(p.saveText())
	p.listing.Refresh()
	p.content.Refresh()
	if p.focus == nil && p.plan != nil {
		p.first(p.table.Focusable())
	} else if p.focus == nil && p.failure != nil && len(p.form.Fields) > 0 {
		p.first(p.form.Fields[0].Input.(fyne.Focusable))
	}
}

// saveText says on the button what it would do.
func (p *Page) saveText() string {
	w := p.Words
	if p.plan == nil {
		return w.T("import.do")
	}
	switch t := p.plan.Totals; {
	case t.Does():
		return p.doText(t)
	case t.Refused > 0:
		return w.T("import.do.none")
	case t.Rows > 0:
		return w.T("import.do.same")
	}
	return w.T("import.do")
}

// doText says all that the button would do.
func (p *Page) doText(t intake.Totals) string {
	w := p.Words
	switch {
	case t.NewParticipants+t.Updated == 0:
		return w.N("import.do.assessments", t.NewAssessments)
	case t.Updated+t.NewAssessments == 0:
		return w.N("import.do.participants", t.NewParticipants)
	case t.NewParticipants+t.NewAssessments == 0:
		return w.N("import.do.updated", t.Updated)
	}
	var parts []string
	switch {
	case t.Updated == 0:
		parts = append(parts, w.N("intake.total.newParticipants", t.NewParticipants))
	case t.NewParticipants == 0:
		parts = append(parts, w.N("import.part.updated", t.Updated))
	default:
		parts = append(parts, w.N("import.part.new", t.NewParticipants), w.N("import.part.updated", t.Updated))
	}
	if t.NewAssessments > 0 {
		parts = append(parts, w.N("import.part.assessments", t.NewAssessments))
	}
	return w.T("import.do.several", words.Args{"What": strings.Join(parts, ", ")})
}

// makeTable lists the rows, each with why below it, or whom and what it is about,
// where any says so.
func (p *Page) makeTable() {
	w := p.Words
	p.shown = nil
	reasons := false
	for i, row := range p.plan.Rows {
		if !p.place.Only || row.Refused || p.plan.Totals.Refused == 0 {
			p.shown = append(p.shown, i)
			reasons = reasons || below(row, w) != ""
		}
	}
	p.table = widget.NewTable([]widget.Column{{Title: w.T("import.column.row"), Width: 150, Marked: true}, {Title: w.T("import.column.does"), Width: 480}},
		func() int { return len(p.shown) }, p.cell)
	p.table.Mark = func(row int) widget.Mark { return markOf(p.row(row)) }
	if reasons {
		p.table.Below = func(row int) string { return below(p.row(row), w) }
	}
	p.table.OnOpen = p.explain
}

// below gives the line below a row: why it is refused, or whom and what it is
// about and what is to be known of it.
func below(r intake.Row, w words.Words) string {
	because := r.Because(w)
	if about := r.About(w); about != "" && because != "" && !r.Refused {
		return about + " · " + because
	} else if because == "" {
		return about
	}
	return because
}

// row gives a row that is listed. The toolkit draws one once more that is gone.
func (p *Page) row(row int) intake.Row {
	if p.plan == nil || row >= len(p.shown) || p.shown[row] >= len(p.plan.Rows) {
		return intake.Row{}
	}
	return p.plan.Rows[p.shown[row]]
}

func (p *Page) cell(row, column int) string {
	r := p.row(row)
	if column == 0 {
		return r.Place(p.Words)
	}
	if r.Code == "" {
		return r.Sentence(p.Words)
	}
	return r.Code + "  –  " + r.Sentence(p.Words)
}

// explain shows all that is to say of a row.
func (p *Page) explain(row int) {
	w, r := p.Words, p.row(row)
	var lines []string
	if len(p.parts) > 1 {
		lines = append(lines, w.T("import.sheet", words.Args{"Name": p.parts[r.Sheet].Sheet.Name}))
	}
	lines = append(lines, p.cell(row, 1))
	if about := r.About(w); about != "" {
		lines = append(lines, about)
	}
	if r.Refused {
		for _, why := range r.Why {
			lines = append(lines, why.Sentence(w))
		}
	} else if because := r.Because(w); because != "" {
		lines = append(lines, because)
	}
	widget.Ask(p.Window, w.T("import.row.title", words.Args{"Row": r.Place(w)}), strings.Join(lines, "\n"), widget.Answer{Text: w.T("ok"), Primary: true})
}

// showDone says what was imported.
func (p *Page) showDone(t intake.Totals) {
	w := p.Words
	empty := widget.NewEmpty()
	back := widget.NewPrimary(w.T("import.done.back"), theme.ConfirmIcon(), func() { p.OnBack() })
	buttons := container.NewHBox(widget.NewButton(w.T("import.done.undo"), theme.ContentUndoIcon(), func() { p.OnUndo() }),
		widget.NewButton(w.T("import.other"), theme.FolderOpenIcon(), func() { p.OnChoose() }), back)
	written := intake.Totals{NewParticipants: t.NewParticipants, Updated: t.Updated, NewAssessments: t.NewAssessments, Answers: t.Answers}
	empty.Say(w.T("import.done", words.Args{"What": strings.Join(written.Lines(w), ", ")}), buttons)
	p.columns = nil
	p.fill(container.NewBorder(widget.NewHeading(p.Title()), nil, nil, nil, empty), back)
}

// short gives a text of the table for one line.
func short(text string) string {
	return intake.Short(strings.Join(strings.Fields(skapa.Tidy(text)), " "))
}

// markOf says by an icon what becomes of a row.
func markOf(r intake.Row) widget.Mark {
	switch {
	case r.Refused:
		return widget.Mark{Icon: theme.CancelIcon(), Importance: fynewidget.DangerImportance}
	case r.Person == intake.Create, r.Rating == intake.Create:
		return widget.Mark{Icon: theme.ContentAddIcon(), Importance: fynewidget.HighImportance}
	case r.Person == intake.Update:
		return widget.Mark{Icon: theme.DocumentCreateIcon(), Importance: fynewidget.WarningImportance}
	case r.Person == intake.Same, r.Rating == intake.Same:
		return widget.Mark{Icon: theme.ConfirmIcon()}
	}
	return widget.Mark{Icon: theme.ContentRemoveIcon()}
}
