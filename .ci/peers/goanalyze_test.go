package chart_test

import (
	"testing"

	"github.com/go-analyze/charts"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// withGoAnalyze stacks a chart for each area and one of the activities, as near
// to ours as it can: its axis has moments instead of time, so that the bars are
// days since the first; and all its lines are whole.
func withGoAnalyze(t testing.TB, s subject) []byte {
	page := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: s.w, Height: s.h})
	page.FilledRect(0, 0, s.w, s.h, charts.ColorWhite, charts.ColorWhite, 0)
	height := s.h / (len(s.Areas) + 1)
	for i, area := range s.Areas {
		box := charts.NewBox(0, i*height, s.w, (i+1)*height)
		must(t, page.Child(charts.PainterBoxOption(box)).LineChart(lineChart(s, area, i == 0)))
	}
	box := charts.NewBox(0, len(s.Areas)*height, s.w, s.h)
	must(t, page.Child(charts.PainterBoxOption(box)).HorizontalBarChart(barChart(s)))
	data, err := page.Bytes()
	must(t, err)
	return data
}

func lineChart(s subject, area progress.Area, first bool) charts.LineChartOption {
	var values [][]float64
	for _, r := range skapa.Raters {
		var of []float64
		for _, point := range area.Line(r).Points {
			if point.Kind != progress.Rated {
				point.Value = charts.GetNullValue()
			}
			of = append(of, point.Value)
		}
		values = append(values, of)
	}
	o := charts.NewLineChartOptionWithData(values)
	o.Theme = charts.GetTheme(charts.ThemeLight).WithSeriesColors([]charts.Color{charts.ColorFromHex("#0072B2"), charts.ColorFromHex("#C14A00")})
	o.SeriesList[0].Symbol, o.SeriesList[1].Symbol = charts.SymbolDot, charts.SymbolDiamond
	o.LineStrokeWidth = 2
	o.Title.Text = s.Instrument.AreaName(area.Area, "sv")
	o.Title.FontStyle.FontSize = 9
	o.Padding = charts.NewBox(12, 2, 12, 2)
	o.Legend.Show = charts.Ptr(first)
	o.Legend.FontStyle.FontSize = 8
	o.Legend.SeriesNames = []string{"Egen", "Handledare"}
	o.XAxis.Labels = nil
	for _, m := range s.Moments {
		o.XAxis.Labels = append(o.XAxis.Labels, m.Date.String())
	}
	o.XAxis.LabelFontStyle.FontSize = 7
	o.XAxis.LabelCount = len(s.Moments)
	o.YAxis = []charts.YAxisOption{{Min: charts.Ptr(1.0), Max: charts.Ptr(5.0), LabelCount: 5, LabelFontStyle: charts.FontStyle{FontSize: 7}}}
	return o
}

// barChart gives bars that begin where an invisible one ends.
func barChart(s subject) charts.HorizontalBarChartOption {
	var before, during []float64
	var names []string
	first := s.Moments[0].Date
	for _, bar := range s.bars {
		end := bar.End
		if end.IsZero() {
			end = s.Today
		}
		before = append(before, float64(bar.Start.DaysSince(first)))
		during = append(during, float64(end.DaysSince(bar.Start)))
		names = append(names, bar.Name)
	}
	o := charts.NewHorizontalBarChartOptionWithData([][]float64{before, during})
	o.Theme = charts.GetTheme(charts.ThemeLight).WithSeriesColors([]charts.Color{charts.ColorTransparent, charts.ColorFromHex("#007A5A")})
	o.StackSeries = charts.Ptr(true)
	o.Padding = charts.NewBox(12, 2, 12, 2)
	o.XAxis.LabelFontStyle.FontSize = 7
	o.YAxis.Labels, o.YAxis.LabelFontStyle.FontSize = names, 7
	return o
}
