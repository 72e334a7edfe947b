package chart_test

import (
	"bytes"
	"fmt"
	"image/color"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// The colours and strokes of ours.
var (
	grid   = plotter.DefaultGridLineStyle
	raters = map[skapa.Rater]struct {
		line  draw.LineStyle
		glyph draw.GlyphStyle
	}{
		skapa.Self: {
			draw.LineStyle{Color: blue, Width: 2},
			draw.GlyphStyle{Color: blue, Radius: 4.7, Shape: draw.CircleGlyph{}},
		},
		skapa.BySupervisor: {
			draw.LineStyle{Color: orange, Width: 1.7, Dashes: []vg.Length{5, 3.5}},
			draw.GlyphStyle{Color: orange, Radius: 4.7, Shape: draw.SquareGlyph{}},
		},
	}
	blue   = color.RGBA{R: 0x00, G: 0x72, B: 0xB2, A: 0xFF}
	orange = color.RGBA{R: 0xC1, G: 0x4A, B: 0x00, A: 0xFF}
	green  = color.RGBA{R: 0x00, G: 0x7A, B: 0x5A, A: 0xFF}
)

// withGonum stacks a plot for each area and one for the activities, on one axis
// of time. Points are pixels.
func withGonum(t testing.TB, s subject) []byte {
	rows := [][]*plot.Plot{}
	for _, area := range s.Areas {
		rows = append(rows, []*plot.Plot{trackOf(t, s, area)})
	}
	rows = append(rows, []*plot.Plot{activities(t, s)})
	rows[0][0].Title.Text = "Utveckling"
	for _, row := range rows {
		row[0].X.Min, row[0].X.Max = seconds(day("2025-01-14")), seconds(day("2027-02-18"))
	}
	img := vgimg.NewWith(vgimg.UseWH(vg.Length(s.w), vg.Length(s.h)), vgimg.UseDPI(72))
	tiles := draw.Tiles{Rows: len(rows), Cols: 1, PadY: 2}
	for i, canvases := range plot.Align(rows, tiles, draw.New(img)) {
		rows[i][0].Draw(canvases[0])
	}
	var b bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: img}.WriteTo(&b)
	must(t, err)
	return b.Bytes()
}

// aside is where the latest value and the change stand.
var aside = map[skapa.Rater]string{skapa.Self: "2026-12-15", skapa.BySupervisor: "2027-01-18"}

func trackOf(t testing.TB, s subject, area progress.Area) *plot.Plot {
	p := plot.New()
	p.Y.Label.Text = s.Instrument.AreaName(area.Area, "sv")
	p.Y.Min, p.Y.Max = 1, 5
	p.Y.Tick.Marker = plot.ConstantTicks{{Value: 1, Label: "1"}, {Value: 2}, {Value: 3, Label: "3"}, {Value: 4}, {Value: 5, Label: "5"}}
	p.X.Tick.Marker = quarters()
	p.Add(&plotter.Grid{Vertical: grid, Horizontal: grid})
	for _, r := range skapa.Raters {
		for _, run := range runs(area.Line(r)) {
			var points plotter.XYs
			for _, point := range run {
				points = append(points, plotter.XY{X: seconds(point.Date), Y: point.Value})
			}
			line, marks, err := plotter.NewLinePoints(points)
			must(t, err)
			line.LineStyle, marks.GlyphStyle = raters[r].line, raters[r].glyph
			p.Add(line, marks)
		}
		if change, known := area.Line(r).SinceFirst(); known {
			label(t, p, seconds(day(aside[r])), 3, fmt.Sprintf("%g   %+g", change.To.Value, change.Steps))
		}
	}
	return p
}

func activities(t testing.TB, s subject) *plot.Plot {
	p := plot.New()
	p.Y.Label.Text = "Insatser"
	p.Y.Tick.Marker = plot.ConstantTicks{}
	p.X.Tick.Marker = quarters()
	for i, bar := range s.bars {
		end := bar.End
		if end.IsZero() {
			end = s.Today
		}
		x0, x1, y := seconds(bar.Start), seconds(end), float64(-i)
		shape, err := plotter.NewPolygon(plotter.XYs{{X: x0, Y: y}, {X: x1, Y: y}, {X: x1, Y: y + 0.8}, {X: x0, Y: y + 0.8}})
		must(t, err)
		shape.Color = green
		p.Add(shape)
		label(t, p, x0, y, bar.Name)
	}
	return p
}

func label(t testing.TB, p *plot.Plot, x, y float64, text string) {
	labels, err := plotter.NewLabels(plotter.XYLabels{XYs: plotter.XYs{{X: x, Y: y}}, Labels: []string{text}})
	must(t, err)
	p.Add(labels)
}

func seconds(d skapa.Date) float64 { return float64(d.Time().Unix()) }

// quarters are ticks as ours.
func quarters() plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for _, year := range []string{"2025", "2026", "2027"} {
		for _, month := range []string{"01", "04", "07", "10"} {
			first := day(year + "-" + month + "-01")
			ticks = append(ticks, plot.Tick{Value: seconds(first), Label: first.String()[:7]})
		}
	}
	return ticks
}
