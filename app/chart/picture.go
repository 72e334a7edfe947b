package chart

import (
	"cmp"
	"slices"
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Measures of the progress picture, in dp.
const (
	margin      = 8   // around everything
	gutter      = 168 // left of the axis: names
	trackHeight = 74
	trackTop    = 9  // above the highest step of a track
	trackBottom = 21 // below the lowest, with room for a mark and a note
	noteHeight  = 12
	laneHeight  = 24
	barHeight   = 18
)

// picture is a progress picture that is being drawn.
type picture struct {
	sheet
	words    words.Words
	whole    progress.Progress // what the latest values and changes are of
	progress progress.Progress // what is drawn of it
	earlier  int               // moments before those
	bars     []placed          // by lane
	rows     int               // lanes
	hidden   int               // activities that are not drawn
	axis     axis
	size     float64   // of the marks: 1, less where moments are close
	columns  []float64 // x of each moment
	top      float64   // of the first track
	bottom   float64   // of the last
	floor    float64   // of the lanes, where the axis lies
}

func newPicture(p progress.Progress, bars []skapa.NamedParticipation, o Options) *picture {
	pic := &picture{words: o.Words, whole: p}
	pic.progress, pic.earlier = newest(p)
	drawn := startedLast(bars)
	pic.W = max(o.Width, MinWidth)
	pic.Title = oneLine(o.Title)
	if pic.Title == "" {
		pic.Title = o.Words.T("chart.title")
	}
	pic.axis = newAxis(pic.progress, drawn, gutter, pic.W-pic.rightGutter())
	pic.bars, pic.rows = withoutLanes(pic.packed(drawn))
	pic.hidden = len(bars) - len(pic.bars)
	for _, m := range pic.progress.Moments {
		pic.columns = append(pic.columns, pic.axis.x(m.Date))
	}
	pic.size = 1
	if n := len(pic.columns); n > 1 {
		apart := (pic.columns[n-1] - pic.columns[0]) / float64(n-1)
		pic.size = max(0.6, min(apart/16, 1))
	}
	return pic
}

// rightGutter is as wide as what stands right of the tracks.
func (p *picture) rightGutter() float64 {
	switch len(p.progress.Moments) {
	case 0:
		return 2 * margin
	case 1:
		return 72
	}
	return 132
}

// header draws title, legend, notes and the names of the moments, and finds
// where the tracks begin.
func (p *picture) header() {
	legend := p.legend(24)
	title := scene.Fit(p.Title, textTitle, true, legend-24-2*margin)
	p.add(scene.Text{At: scene.Point{X: 2 * margin, Y: 24}, String: title, Size: textTitle, Bold: true, Colour: scene.Ink})
	y := 36.0
	for _, note := range p.notes() {
		note = scene.Fit(note, textBody, false, p.W-4*margin)
		p.add(scene.Text{At: scene.Point{X: 2 * margin, Y: y + 8}, String: note, Size: textBody, Colour: scene.Muted})
		y += 15
	}
	if len(p.progress.Moments) == 0 {
		p.top = y
		return
	}
	p.moments(y + 13)
	p.columnHeads(p.top - 8)
}

func (p *picture) notes() []string {
	var notes []string
	if len(p.progress.Moments) == 1 {
		notes = append(notes, p.words.T("chart.first"))
	}
	if p.progress.Other > 0 {
		notes = append(notes, p.words.N("chart.other", p.progress.Other))
	}
	return append(notes, p.leftOut()...)
}

// legend draws the marks and what they mean, from the right edge, and gives
// its left end.
func (p *picture) legend(y float64) float64 {
	const sample, gap = 36, 20
	x, mid := p.W-2*margin, y-4.5
	for _, entry := range []struct {
		key  string
		draw func(at scene.Point)
	}{
		{"chart.same", func(at scene.Point) { p.both(at, scene.Page, 1) }},
		{"chart.supervisor", func(at scene.Point) {
			p.stroke(skapa.BySupervisor, scene.Point{X: at.X - 17, Y: at.Y}, scene.Point{X: at.X + 17, Y: at.Y})
			p.supervisor(at, scene.Page, 1)
		}},
		{"chart.self", func(at scene.Point) {
			p.stroke(skapa.Self, scene.Point{X: at.X - 17, Y: at.Y}, scene.Point{X: at.X + 17, Y: at.Y})
			p.self(at, scene.Page, 1)
		}},
	} {
		text := scene.Text{At: scene.Point{X: x, Y: y}, String: p.words.T(entry.key), Size: textBody, Align: scene.End, Colour: scene.Ink}
		p.add(text)
		room := float64(sample)
		if entry.key == "chart.same" {
			room = sample - 14 // no line beside its mark
		}
		entry.draw(scene.Point{X: text.Left() - 6 - room/2, Y: mid})
		x = text.Left() - 6 - room - gap
	}
	return x + gap
}

// moments names the moments above the tracks, each with its date when all
// dates have room. The newest and the first have precedence.
func (p *picture) moments(y float64) {
	n := len(p.columns)
	order := []int{n - 1, 0}
	for i := 1; i < n-1; i++ {
		order = append(order, i)
	}
	if n == 1 {
		order = order[:1]
	}
	names, dates := shelf{left: margin, right: p.W - margin, gap: 6}, shelf{left: margin, right: p.W - margin, gap: 6}
	var dated []scene.Op
	allDated := true
	for _, i := range order {
		name := p.words.T("chart.moment", words.Args{"N": p.earlier + i + 1})
		if x, free := names.put(p.columns[i], scene.Width(name, textBody, false), 0); free {
			p.add(scene.Text{At: scene.Point{X: x, Y: y}, String: name, Size: textBody, Align: scene.Middle, Colour: scene.Ink})
		}
		date := dayAndMonth(p.words, p.progress.Moments[i].Date)
		x, free := dates.put(p.columns[i], scene.Width(date, textSmall, false), 6)
		allDated = allDated && free
		dated = append(dated, scene.Text{At: scene.Point{X: x, Y: y + 14}, String: date, Size: textSmall, Align: scene.Middle, Colour: scene.Muted})
	}
	p.top = y + 8
	if allDated {
		p.add(dated...)
		p.top += 14
	}
}

func (p *picture) columnHeads(y float64) {
	head := func(key string, x float64, align scene.Align) {
		p.add(scene.Text{At: scene.Point{X: x, Y: y}, String: p.words.T(key), Size: textSmall, Align: align, Colour: scene.Muted})
	}
	head("chart.latest", p.axis.right+14, scene.Start)
	if len(p.progress.Moments) > 1 {
		head("chart.change", p.W-2*margin, scene.End)
	}
}

// message says over empty tracks that there is nothing yet.
func (p *picture) message() {
	if len(p.progress.Moments) > 0 {
		return
	}
	const size = 14
	text := scene.Fit(p.words.T("chart.none"), size, false, p.axis.right-p.axis.left-80)
	at := scene.Point{X: (p.axis.left + p.axis.right) / 2, Y: (p.top + p.bottom) / 2}
	half := scene.Width(text, size, false)/2 + 24
	p.add(
		scene.Path{Outline: scene.Rounded(scene.Rect{X0: at.X - half, Y0: at.Y - 24, X1: at.X + half, Y1: at.Y + 24}, 8), Fill: scene.Page, Stroke: scene.Grid, Width: 1},
		scene.Text{At: scene.Point{X: at.X, Y: at.Y + 5}, String: text, Size: size, Align: scene.Middle, Colour: scene.Ink})
}

// finish gives the scene, with what it shows in words.
func (p *picture) finish() scene.Scene {
	inTime := slices.SortedStableFunc(slices.Values(p.bars), func(a, b placed) int { return cmp.Compare(a.Start, b.Start) })
	p.Description = describe(p.words, p.Title, p.whole, inTime, p.leftOut())
	return p.Scene
}

// oneLine gives a text without line breaks and doubled spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
