package cohort

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Picture is a picture of the page, to be saved.
type Picture struct {
	Name string // of it, in words
	Draw func(width float64) scene.Scene
	Of   overview.Document // that it belongs to
}

// spreads adds how the steps are spread over each area, a picture for each rater.
func (b *body) spreads(d overview.Document) {
	for _, rater := range b.page.raters() {
		if has(d.Report.Blocks, rater) {
			b.picture("spread."+string(rater), b.page.Words.T("cohort.picture."+string(rater)), func(d overview.Document, o chart.Options) scene.Scene {
				o.Window = d.Report.Selection.Window
				return chart.Cohort(blocksOf(d.Report.Blocks, rater), d.Report.Instrument, o)
			}, b.openShare)
		}
	}
}

// months adds who comes and goes.
func (b *body) months() {
	b.picture("months", b.page.Words.T("cohort.picture.months"), func(d overview.Document, o chart.Options) scene.Scene {
		return chart.Months(d.Report.Months, o)
	}, b.openMonth)
}

// picture adds a picture of the document that is shown at the time, and what
// saves it.
func (b *body) picture(key, name string, draw func(overview.Document, chart.Options) scene.Scene, open func(id string)) {
	p := b.page
	view := b.charts[key]
	if view == nil {
		view = widget.NewChartView(func(width, _ float32) scene.Scene {
			return draw(p.answer.Document, chart.Options{Words: p.Words, Width: float64(width)})
		})
		view.OnReveal = func(pos fyne.Position, size fyne.Size) { b.reveal(view, pos, size) }
		view.InSight = func() (fyne.Position, fyne.Size) { return b.inSight(view) }
		view.OnFocus = func() { b.reveal(view, fyne.Position{}, view.Size()) }
		b.charts[key] = view
	} else {
		view.Reload()
	}
	view.OnOpen = open
	save := widget.NewQuiet(p.Words.T("menu.picture"), theme.DocumentSaveIcon(), func() {
		d, o := p.answer.Document, chart.Options{Words: p.Words}
		if d.Internal {
			o.Title = p.Words.T("cohort.picture.internal", words.Args{"Name": name})
		}
		p.OnPicture(Picture{Name: name, Of: d, Draw: func(width float64) scene.Scene {
			o.Width = width
			return draw(d, o)
		}})
	})
	widget.Follow(func() *container.Scroll { return b.scroll }, save, save)
	b.all.Add(view)
	b.all.Add(container.NewHBox(layout.NewSpacer(), save))
}

// inSight gives the part of a picture that is not scrolled away.
func (b *body) inSight(view *widget.ChartView) (fyne.Position, fyne.Size) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(b.scroll).Y - driver.AbsolutePositionForObject(view).Y
	from, to := max(0, top), min(view.Size().Height, top+b.scroll.Size().Height)
	return fyne.NewPos(0, from), fyne.NewSize(min(b.scroll.Size().Width, view.Size().Width), max(0, to-from))
}

func has(blocks []cohort.Block, rater skapa.Rater) bool { return len(blocksOf(blocks, rater)) > 0 }

// blocksOf gives the blocks of a rater.
func blocksOf(blocks []cohort.Block, rater skapa.Rater) (of []cohort.Block) {
	for _, block := range blocks {
		if block.Rater == rater {
			of = append(of, block)
		}
	}
	return of
}

// openShare opens the participants of a part of a bar.
func (b *body) openShare(id string) {
	share, is := chart.ShareOf(id)
	if !is {
		return
	}
	p := b.page
	report := p.answer.Document.Report
	if count, shown := share.Count(report.Blocks); shown {
		b.openWho(p.Words.T("cohort.opened.area", words.Args{"Area": report.Instrument.AreaName(share.Area, p.Words.Lang)}), count.Who)
	}
}

// openMonth opens the participants of a bar of a month.
func (b *body) openMonth(id string) {
	flow, is := chart.FlowOf(id)
	if !is {
		return
	}
	if count, shown := flow.Count(b.page.answer.Document.Report.Months); shown {
		b.openWho(b.page.Words.T("cohort.picture.months"), count.Who)
	}
}
