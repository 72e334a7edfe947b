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
	margin      = 8    // around everything
	gutter      = 168  // left of the axis: names
	underNames  = 40   // left of the axis, where names are above
	nameLine    = 18   // above a track that has its name there
	leastBeside = 600  // narrower than this, names are above
	markHalf    = 7.6  // from the middle of the largest mark to the middle of its line
	markLine    = 0.9  // and on to its edge
	markApart   = 10.3 // from a disc to the diamond on the next step, which don't meet
	noteHeight  = 12
	trackEdge   = 0.5 // free at either end of a track
	laneHeight  = 24
	barHeight   = 18
)

// picture is a progress picture that is being drawn.
type picture struct {
	sheet
	words    words.Words
	whole    progress.Progress // what the latest values and changes are of
	progress progress.Progress // what is drawn of it
	from     skapa.Date        // the first day to show, or zero
	number   int               // of the moment before the first that is drawn
	earlier  int               // moments that there was no room for
	bars     []placed          // by lane
	rows     int               // lanes
	hidden   int               // activities that there was no room for
	print    bool
	plain    bool
	stacked  bool // names stand above tracks and lanes, for want of room beside them
	dashed   bool // a dash stands for a note
	beside   beside
	axis     axis
	track    float64   // its height
	size     float64   // of the marks: 1, less where moments or steps are close
	columns  []float64 // x of each moment
	top      float64   // of the first track
	bottom   float64   // of the last
	floor    float64   // of the lanes, where the axis lies
}

func newPicture(p progress.Progress, bars []skapa.NamedParticipation, o Options) *picture {
	pic := &picture{words: o.Words, whole: p, from: o.From, print: o.Print, plain: o.Plain}
	drawn := pic.shown(bars)
	pic.W = o.width()
	pic.Title = oneLine(o.Title)
	if pic.Title == "" {
		pic.Title = o.Words.T("chart.title")
	}
	pic.beside = newBeside(o.Words, p)
	left := float64(gutter)
	pic.track = o.track()
	if pic.stacked = o.Print && (pic.W < leastBeside || !pic.namesFit()); pic.stacked {
		left = underNames
		pic.track += nameLine
	}
	pic.axis = newAxis(pic.progress, drawn, o.From, left, pic.W-pic.rightGutter())
	pic.bars, pic.rows = withoutLanes(pic.packed(drawn))
	pic.hidden -= len(pic.bars)
	for _, m := range pic.progress.Moments {
		pic.columns = append(pic.columns, pic.axis.x(m.Date))
	}
	pic.size = pic.markSize(o.track())
	return pic
}

// markSize gives the size of marks that leaves each its room in a track of a
// height: beside the next moment, and above the next step.
func (p *picture) markSize(track float64) float64 {
	const least, beside = 0.6, 16
	size := (track - noteHeight - 2*trackEdge - 2*markLine) / (2*markHalf + markApart*float64(p.steps()-1))
	if n := len(p.columns); n > 1 {
		size = min(size, (p.columns[n-1]-p.columns[0])/float64(n-1)/beside)
	}
	return max(least, min(size, 1))
}

// width is o.Width, or the least there is.
func (o Options) width() float64 {
	if o.Print {
		return max(o.Width, MinPrint)
	}
	return max(o.Width, MinWidth)
}

// track is the height of a track, within its limits.
func (o Options) track() float64 {
	switch {
	case o.Track > 0:
		return max(MinTrack, min(o.Track, MaxTrack))
	case o.Print:
		return PrintTrack
	}
	return MaxTrack
}

// nameRoom is how wide a name can be.
func (p *picture) nameRoom() float64 {
	if p.stacked {
		return p.W - 4*margin
	}
	return gutter - 2*margin - 26
}

// namesFit tells whether all names fit beside their tracks.
func (p *picture) namesFit() bool {
	for _, a := range p.whole.Areas {
		name := oneLine(p.whole.Instrument.AreaName(a.Area, p.words.Lang))
		if _, whole := wrap(name, textName, true, p.nameRoom(), 2); !whole {
			return false
		}
	}
	return true
}

// header draws title, legend, notes and the names of the moments, and finds
// where the tracks begin.
func (p *picture) header() {
	y := p.heading(p.Title, p.legend(), p.print) + 12
	y = p.sentences(p.notes(), y)
	switch {
	case len(p.progress.Moments) > 0:
		p.moments(y + 13)
	case p.numbers():
		p.top = y + 22
	default:
		p.top = y
	}
	if p.numbers() {
		p.columnHeads(p.top - 8)
	}
}

func (p *picture) notes() []string {
	var notes []string
	if len(p.whole.Moments) == 1 {
		notes = append(notes, p.words.T("chart.first"))
	}
	if p.progress.Other > 0 {
		notes = append(notes, p.words.N("chart.other", p.progress.Other))
	}
	return append(notes, p.leftOut()...)
}

// legend is the marks and what they mean.
func (p *picture) legend() []entry {
	across := func(r skapa.Rater, at scene.Point) {
		p.stroke(r, scene.Point{X: at.X - 17, Y: at.Y}, scene.Point{X: at.X + 17, Y: at.Y})
	}
	return []entry{
		{p.words.T("chart.self"), 36, func(at scene.Point) {
			across(skapa.Self, at)
			p.self(at, scene.Page, 1)
		}},
		{p.words.T("chart.supervisor"), 36, func(at scene.Point) {
			across(skapa.BySupervisor, at)
			p.supervisor(at, scene.Page, 1)
		}},
		{p.words.T("chart.same"), 22, func(at scene.Point) { p.both(at, scene.Page, 1) }},
	}
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
	if p.numbers() {
		dates.right = p.axis.right + latestHead - 6 // before the heads of the columns
	}
	var dated []scene.Op
	allDated := true
	for _, i := range order {
		name := p.words.T("chart.moment", words.Args{"N": p.number + i + 1})
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
	}
	if allDated || p.numbers() { // the heads of the columns are on that line
		p.top += 14
	}
}

// message says over empty tracks that there is nothing, or nothing since the
// day from which they are shown.
func (p *picture) message() {
	if len(p.progress.Moments) > 0 {
		return
	}
	const size = 14
	at, aside, above := scene.Point{X: (p.axis.left + p.axis.right) / 2, Y: (p.top + p.bottom) / 2}, 24.0, 15.0
	if p.stacked { // between the names of two tracks
		at.Y, aside, above = p.y(len(p.progress.Areas)/2, (1+float64(p.steps()))/2), 12, 6
	}
	lines, _ := wrap(p.nothing(), size, false, p.axis.right-p.axis.left-2*aside-16, 3)
	half, high := 0.0, above+9*float64(len(lines))
	for _, l := range lines {
		half = max(half, scene.Width(l, size, false)/2+aside)
	}
	p.add(scene.Path{Outline: scene.Rounded(scene.Rect{X0: at.X - half, Y0: at.Y - high, X1: at.X + half, Y1: at.Y + high}, 8), Fill: scene.Page, Stroke: scene.Grid, Width: 1})
	for i, l := range lines {
		y := at.Y + 5 + 18*(float64(i)-float64(len(lines)-1)/2)
		p.add(scene.Text{At: scene.Point{X: at.X, Y: y}, String: l, Size: size, Align: scene.Middle, Colour: scene.Ink})
	}
}

// nothing says why there is no moment.
func (p *picture) nothing() string {
	if len(p.whole.Moments) > 0 {
		return p.words.T("chart.noneSince", words.Args{"Date": p.words.Date(p.from)})
	}
	return noRatings(p.words, p.whole)
}

// footnote says on paper what a dash stands for; a window has tooltips.
func (p *picture) footnote() {
	if p.print && p.dashed {
		p.H = p.sentences([]string{p.words.T("chart.dash")}, p.H) + 4
	}
}

// finish gives the scene, with what it shows in words.
func (p *picture) finish() scene.Scene {
	inTime := slices.SortedStableFunc(slices.Values(p.bars), func(a, b placed) int { return cmp.Compare(a.Start, b.Start) })
	p.Description = p.describe(inTime)
	return p.Scene
}

// oneLine gives a text without line breaks and doubled spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
