package cohort

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/overview"
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

// spreads adds how the steps are spread over each area, a picture for each of some
// raters.
func (b *body) spreads(d overview.Document, raters []skapa.Rater) {
	for _, rater := range raters {
		if len(d.Report.BlocksOf(rater)) > 0 {
			b.picture("spread."+string(rater), b.page.Words.T("cohort.picture."+string(rater)), func(d overview.Document, o chart.Options) scene.Scene {
				o.Span = d.Report.Selection.Span
				return chart.Cohort(d.Report.BlocksOf(rater), d.Report.Instrument, o)
			})
		}
	}
}

// months adds who comes and goes.
func (b *body) months() {
	b.picture("months", b.page.Words.T("cohort.picture.months"), func(d overview.Document, o chart.Options) scene.Scene {
		return chart.Months(d.Report.Months, o)
	})
}

// picture adds a picture of the document that is shown at the time, and what
// saves it.
func (b *body) picture(key, name string, draw func(overview.Document, chart.Options) scene.Scene) {
	p := b.page
	view := b.charts[key]
	if view == nil {
		view = widget.NewChartView(func(width, _ float32) scene.Scene {
			s := draw(p.answer.Document, chart.Options{Words: p.Words, Width: float64(width)})
			for i := range s.Regions {
				if c, is := numberOf(p.answer.Document, keyOf(s.Regions[i].ID)); is && opens(c) {
					s.Regions[i].Tooltip = append(slices.Clip(s.Regions[i].Tooltip), p.Words.T("cohort.picture.opens"))
				}
			}
			return s
		})
		view.OnOpen = func(id string) { b.openKey(keyOf(id)) }
		view.OnReveal = func(pos fyne.Position, size fyne.Size) { b.reveal(view, pos, size) }
		view.OpensAtOnce = true
		view.InSight = func() (fyne.Position, fyne.Size) { return b.inSight(view) }
		view.OnFocus = func() { b.reveal(view, fyne.Position{}, view.Size()) }
		b.charts[key] = view
	} else {
		if p.Window.Canvas().Focused() != fyne.Focusable(view) {
			view.Select("") // its tooltip belongs to what was shown before
		}
		view.Reload()
	}
	save := widget.NewQuiet(p.Words.T("menu.picture"), theme.DocumentSaveIcon(), func() {
		d := p.answer.Document
		o := chart.Options{Words: p.Words, Note: d.About()}
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

// keyOf gives the key of the number that a region of a picture draws; "" for none.
func keyOf(region string) string {
	if flow, is := chart.FlowOf(region); is {
		return monthKey(flow.Month) + string(flow.What)
	}
	share, is := chart.ShareOf(region)
	if !is {
		return ""
	}
	table := "change." + string(share.Rater)
	if share.Step == chart.AllPairs {
		return table + ".counts." + string(share.Area) + ".pairs"
	}
	when := "start"
	if share.Latest {
		when = "latest"
	}
	return fmt.Sprintf("%s.steps.%s.%s.%d", table, share.Area, when, share.Step)
}

// monthKey begins the keys of a month's numbers.
func monthKey(first skapa.Date) string { return "flow." + first.String()[:len("2026-11")] + "." }
