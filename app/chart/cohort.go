package chart

import (
	"math"
	"slices"
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Measures of the cohort picture, in dp.
const (
	stripHeight = 19   // of a bar
	stripGap    = 4    // between start and latest
	areaGap     = 12   // between two areas
	mostName    = 150  // width
	besideName  = 10   // to what stands beside a name
	nameStep    = 16   // from one line of a name to the next
	shareAxis   = 0.33 // how much of the width the axis of changes has
	leastAxis   = 110
	mostAxis    = 300
	axisInset   = 20 // from its ends to the outermost value
)

// cohortPicture is the distribution of an area each, of one rater.
type cohortPicture struct {
	sheet
	words  words.Words
	in     skapa.Instrument
	blocks []cohort.Block
	rater  skapa.Rater
	window cohort.Span
	print  bool
	plain  bool
	note   string

	steps   []scene.Token // colours
	stacked bool          // names stand above the bars
	names   [][]string    // lines
	whole   []bool        // of each name, whether all of it is there
	perArea bool          // each area says how many it is of
	strips  [2]float64    // from left to right
	changes axisOfChange
	beyond  bool      // an interval goes on beyond the axis
	tops    []float64 // of each area, and where the last ends
}

// Cohort draws how many participants were on each step of an area at the start
// and at the latest rating, and beside it the mean change with its interval. The
// blocks are of one rater; those of no area are left out.
//
// What is hidden is one hatched part at the end of its bar. It is as wide as the
// rest of the pairs where their number is shown, which says no more than that
// number does; else it has one width whatever is behind it, and the other parts
// share what is left. Its regions are the parts of the bars and the changes;
// ShareOf tells which.
func Cohort(rows []cohort.Block, in skapa.Instrument, o Options) scene.Scene {
	pic := newCohort(rows, in, o)
	if pic.message() {
		return pic.Scene
	}
	pic.measure()
	y := pic.heading(pic.Title, nil, pic.print)
	y = pic.columnHeads(pic.entries(pic.legend(), 2*margin, pic.W-2*margin, y+26))
	pic.place(y + 12)
	pic.changes.lines(&pic.sheet, pic.tops[0]-4, pic.tops[len(pic.blocks)])
	for i := range pic.blocks {
		pic.area(i)
	}
	y = pic.changes.numbers(&pic.sheet, pic.words, pic.tops[len(pic.blocks)])
	pic.H = pic.sentences(pic.footnotes(), y+6) + margin
	sortRegions(pic.Regions)
	pic.Description = pic.describe()
	return pic.Scene
}

func newCohort(rows []cohort.Block, in skapa.Instrument, o Options) *cohortPicture {
	pic := &cohortPicture{words: o.Words, in: in, window: o.Span, print: o.Print, plain: o.Plain, note: o.Note, rater: skapa.Self}
	for _, b := range rows {
		if b.Area != "" {
			pic.blocks, pic.rater = append(pic.blocks, b), b.Rater
		}
	}
	pic.W = o.width()
	pic.Title = oneLine(o.Title)
	if pic.Title == "" {
		pic.Title = o.Words.T("chart.cohort.title." + string(pic.rater))
	}
	steps := max(2, len(in.Steps))
	for _, b := range pic.blocks {
		steps = max(steps, len(b.Start), len(b.Latest))
	}
	pic.steps = scene.Steps(steps)
	return pic
}

// message draws a sentence instead of bars where there is none to draw, and
// tells so.
func (p *cohortPicture) message() bool {
	nobody, secret := true, true
	for _, b := range p.blocks {
		nobody = nobody && !b.Pairs.Hidden && b.Pairs.N == 0
		secret = secret && !p.told(b)
	}
	if !nobody && !secret {
		return false
	}
	text := p.words.T("chart.cohort.few")
	if nobody {
		text = p.words.T("chart.cohort.none")
	}
	y := p.heading(p.Title, nil, p.print)
	p.H = p.sentences(noted([]string{text}, p.note), y+16) + margin
	p.Description = strings.Join(noted([]string{p.Title + ". " + text}, p.note), " ")
	return true
}

// told tells whether anything of a block is shown.
func (p *cohortPicture) told(b cohort.Block) bool {
	shown := func(c cohort.Count) bool { return !c.Hidden }
	return shown(b.Pairs) || slices.ContainsFunc(b.Start, shown) || slices.ContainsFunc(b.Latest, shown) || readable(b.Change.Mean)
}

// readable tells whether a statistic is there to draw.
func readable(s cohort.Stat) bool {
	return s.Known && !s.Hidden && !math.IsNaN(s.Value) && !math.IsInf(s.Value, 0)
}

// measure shares the width.
func (p *cohortPicture) measure() {
	p.perArea = p.differ()
	p.stacked = p.print && p.W < leastBeside
	name := p.breakNames(mostName, 3)
	if p.print && slices.Contains(p.whole, false) {
		p.stacked = true
	}
	label := max(scene.Width(p.when(false), textBody, false), scene.Width(p.when(true), textBody, false))
	p.strips = [2]float64{2*margin + name + 14 + label + 8, p.W - 2*margin}
	if p.stacked {
		p.strips[0] = 2*margin + label + 8
	}
	if !p.plain {
		wide := max(leastAxis, min((p.W-p.strips[0])*shareAxis, mostAxis))
		p.changes = newAxisOfChange(p.blocks, len(p.steps), p.W-margin-wide, p.W-margin)
		p.strips[1] = p.changes.left - 2*margin
	}
	if p.stacked {
		p.breakNames(p.strips[1]-2*margin, 3)
	}
}

// breakNames breaks the names of the areas, and gives how wide they are with
// what stands under or beside them.
func (p *cohortPicture) breakNames(room float64, most int) float64 {
	p.names, p.whole = nil, nil
	wide := 0.0
	for _, b := range p.blocks {
		room, n := room, 0.0
		if p.perArea {
			if n = scene.Width(p.n(b.Pairs), textSmall, false); p.stacked {
				room -= n + besideName
			}
		}
		lines, whole := wrap(p.areaName(b.Area), textName, true, room, most)
		for _, l := range lines {
			wide = max(wide, n, scene.Width(l, textName, true))
		}
		p.names, p.whole = append(p.names, lines), append(p.whole, whole)
	}
	return wide
}

// differ tells whether the areas are of different numbers of pairs.
func (p *cohortPicture) differ() bool {
	first := p.blocks[0].Pairs
	return slices.ContainsFunc(p.blocks, func(b cohort.Block) bool {
		return b.Pairs.N != first.N || b.Pairs.Hidden != first.Hidden
	})
}

// place finds where each area begins.
func (p *cohortPicture) place(y float64) {
	for i := range p.blocks {
		p.tops = append(p.tops, y)
		lines := nameStep * float64(len(p.names[i]))
		if p.perArea && !p.stacked {
			lines += 14
		}
		high := 2.0*stripHeight + stripGap
		if p.stacked {
			high += lines + 3
		} else {
			high = max(high, lines)
		}
		y += high + areaGap
	}
	p.tops = append(p.tops, y)
}

// columnHeads writes what bars and changes are below y, and gives the last
// baseline.
func (p *cohortPicture) columnHeads(y float64) float64 {
	type head struct {
		x     float64
		lines []string
	}
	room := p.strips[1] - p.strips[0]
	lines, _ := wrap(p.words.T("chart.cohort.share"), textBody, true, room, 3)
	heads := []head{{p.strips[0], lines}}
	if !p.plain {
		lines, _ = wrap(p.words.T("chart.cohort.change"), textBody, true, p.changes.right-p.changes.left, 3)
		heads = append(heads, head{p.changes.left, lines})
	}
	most := 0
	for _, h := range heads {
		most = max(most, len(h.lines))
	}
	y += 26
	for _, h := range heads {
		for i, l := range h.lines {
			at := scene.Point{X: h.x, Y: y + 15*float64(most-len(h.lines)+i)}
			p.add(scene.Text{At: at, String: l, Size: textBody, Bold: true, Colour: scene.Muted})
		}
	}
	return y + 15*float64(most-1)
}

// legend is a sample of each step with its wording, where that is short enough,
// and of what is hidden.
func (p *cohortPicture) legend() []entry {
	room, lines := p.W-4*margin, 2.0
	if p.stacked {
		lines = 3
	}
	entries := p.samples(true)
	wide, widest := 0.0, 0.0
	for _, e := range entries {
		wide, widest = wide+e.width()+entryGap, max(widest, e.width())
	}
	if wide > 0.85*lines*room || widest > room {
		entries = p.samples(false)
	}
	if p.secrets() {
		entries = append(entries, entry{p.words.T("chart.cohort.hidden"), sampleWide, func(at scene.Point) { p.hatch(around(at)) }})
	}
	return entries
}

const (
	sampleWide = 24
	sampleHigh = 17
)

func around(at scene.Point) scene.Rect {
	return scene.Rect{X0: at.X - sampleWide/2, Y0: at.Y - sampleHigh/2, X1: at.X + sampleWide/2, Y1: at.Y + sampleHigh/2}
}

// samples are the steps, each with its number on its colour.
func (p *cohortPicture) samples(worded bool) []entry {
	var all []entry
	if !worded {
		all = append(all, entry{text: p.words.T("chart.cohort.steps"), draw: func(scene.Point) {}})
	}
	for i, colour := range p.steps {
		number := p.words.Number(i + 1)
		text := ""
		if worded {
			text = oneLine(p.in.StepName(skapa.Step(i+1), p.words.Lang))
		}
		all = append(all, entry{text, sampleWide, func(at scene.Point) {
			p.fill(scene.Box(around(at)), colour)
			p.add(scene.Text{At: scene.Point{X: at.X, Y: at.Y + 4.5}, String: number, Size: textBody, Align: scene.Middle, Colour: colour.On()})
		}})
	}
	return all
}

// secrets tells whether a step of any area is hidden.
func (p *cohortPicture) secrets() bool {
	hidden := func(c cohort.Count) bool { return c.Hidden }
	return slices.ContainsFunc(p.blocks, func(b cohort.Block) bool {
		return b.Pairs.Hidden || slices.ContainsFunc(b.Start, hidden) || slices.ContainsFunc(b.Latest, hidden)
	})
}

func (p *cohortPicture) areaName(a skapa.Area) string {
	return oneLine(p.in.AreaName(a, p.words.Lang))
}

// when names the start, or what it is compared with.
func (p *cohortPicture) when(latest bool) string {
	switch {
	case !latest:
		return p.words.T("chart.cohort.start")
	case p.window > 0:
		return p.words.T("chart.cohort.after", words.Args{"N": int(p.window)})
	}
	return p.words.T("chart.cohort.latest")
}
