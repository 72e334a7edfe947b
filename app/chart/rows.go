package chart

import (
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Measures of the rows of the profile, in dp.
const (
	rowHeight  = 46
	rowName    = 17   // a line for a name above its row
	headHeight = 36   // names of columns, and steps
	lane       = 10.5 // from the middle of a row to the line of a rater
	leastStep  = 18   // between two steps
	goodStep   = 36   // where there is room for a wider radar
	stepAside  = 14   // from the ends of the lines to the outer steps
	widestArea = 132  // of a name
	columnPad  = 10   // between two columns
)

// rows is the first-to-latest part of a profile: a row for each area with a
// line for each rater, and numbers.
type rows struct {
	*profile
	changes     changes
	stacked     bool // names stand above
	name        float64
	columns     [3]float64 // widths of own, supervisor's, difference
	left, right float64
	top, end    float64 // of all rows; heads are above
	plot        [2]float64
	middle      [3]float64 // of the columns
	change      float64    // left end; 0 without room
}

func (p *profile) newRows() *rows {
	r := &rows{profile: p, changes: newChanges(p.words, p.progress)}
	for _, a := range p.progress.Areas {
		lines, _ := wrap(p.areaName(a.Area), textName, true, widestArea, 2)
		for _, l := range lines {
			r.name = max(r.name, scene.Width(l, textName, true))
		}
		for i, text := range r.numbers(a) {
			r.columns[i] = max(r.columns[i], scene.Width(text, textName, true))
		}
	}
	for i, key := range columnHeads {
		r.columns[i] = max(r.columns[i], scene.Width(p.words.T(key), textBody, true)) + columnPad
	}
	if r.changes.width > 0 {
		r.changes.width = max(r.changes.width, scene.Width(p.words.T("chart.profile.change"), textBody, true))
	}
	if p.print {
		for _, a := range p.progress.Areas {
			if _, whole := wrap(p.areaName(a.Area), textName, true, widestArea, 2); !whole {
				r.stacked = true
			}
		}
	}
	return r
}

var columnHeads = [3]string{"chart.profile.own", "chart.profile.other", "chart.profile.difference"}

func (r *rows) steps() int { return max(2, len(r.progress.Instrument.Steps)) }

// leastPlot is how narrow the lines can be.
func (r *rows) leastPlot() float64 { return float64(r.steps()-1)*leastStep + 2*stepAside }

func (r *rows) numbersWide() float64 { return r.columns[0] + r.columns[1] + r.columns[2] }

// least is how narrow the rows can be beside a radar, without changes.
func (r *rows) least() float64 {
	return margin + r.name + 10 + r.leastPlot() + r.numbersWide() + margin
}

// good is how wide the rows are with changes and room between the steps.
func (r *rows) good() float64 {
	return r.least() + r.changes.width + columnPad + float64(r.steps()-1)*(goodStep-leastStep)
}

// place finds where everything goes between left and right.
func (r *rows) place(left, right, y float64) {
	r.left, r.right = left, right
	if right-left < r.least() {
		r.stacked = true
	}
	from, to := left+margin+r.name+10, right-margin
	if r.stacked {
		from = left + margin
	}
	if wide := r.changes.width + columnPad; r.changes.width > 0 && !r.plain && to-from-wide-r.numbersWide() >= r.leastPlot() {
		to -= r.changes.width
		r.change = to
		to -= columnPad
	}
	for i := 2; i >= 0; i-- {
		r.middle[i] = to - r.columns[i]/2
		to -= r.columns[i]
	}
	r.plot = [2]float64{from, to}
	r.top = y + headHeight
	r.end = r.top + r.height()*float64(len(r.progress.Areas))
}

func (r *rows) height() float64 {
	if r.stacked {
		return rowHeight + rowName
	}
	return rowHeight
}

// x gives the place of a value.
func (r *rows) x(value float64) float64 {
	from, to := r.plot[0]+stepAside, r.plot[1]-stepAside
	return from + (to-from)*(value-1)/float64(r.steps()-1)
}

func (r *rows) background(row int) scene.Token {
	if row%2 == 0 {
		return scene.Panel
	}
	return scene.Page
}

// draw draws the rows and what their marks mean, and gives where they end.
func (r *rows) draw() float64 {
	r.heads()
	for i := range r.progress.Areas {
		if y := r.top + r.height()*float64(i); r.background(i) == scene.Panel {
			r.fill(scene.Rounded(scene.Rect{X0: r.left, Y0: y, X1: r.right, Y1: y + r.height()}, 4), scene.Panel)
		}
	}
	for s := 1; s <= r.steps(); s++ {
		r.line(scene.Point{X: r.x(float64(s)), Y: r.top}, scene.Point{X: r.x(float64(s)), Y: r.end}, scene.Grid)
	}
	for i, a := range r.progress.Areas {
		r.row(i, a)
	}
	return r.keys()
}

func (r *rows) heads() {
	y := r.top - headHeight + 11
	head := func(x float64, text string, align scene.Align, colour scene.Token) {
		r.add(scene.Text{At: scene.Point{X: x, Y: y}, String: text, Size: textBody, Bold: true, Align: align, Colour: colour})
	}
	if !r.stacked {
		head(r.left+margin, scene.Fit(r.words.T("chart.profile.area"), textBody, true, r.name), scene.Start, scene.Muted)
	}
	args := words.Args{"Top": r.words.Number(r.steps())}
	text := r.words.T("chart.profile.plot", args)
	if r.changes.width == 0 || scene.Width(text, textBody, true) > r.plot[1]-r.plot[0] {
		text = r.words.T("chart.profile.scale", args)
	}
	head((r.plot[0]+r.plot[1])/2, scene.Fit(text, textBody, true, r.plot[1]-r.plot[0]), scene.Middle, scene.Muted)
	for i, colour := range []scene.Token{scene.Self, scene.Supervisor, scene.Muted} {
		head(r.middle[i], r.words.T(columnHeads[i]), scene.Middle, colour)
	}
	if r.change > 0 {
		head(r.change, r.words.T("chart.profile.change"), scene.Start, scene.Muted)
	}
	for s := 1; s <= r.steps(); s++ {
		r.add(scene.Text{At: scene.Point{X: r.x(float64(s)), Y: r.top - 6}, String: r.words.Number(s), Size: textSmall, Align: scene.Middle, Colour: scene.Muted})
	}
}

// numbers gives the latest value of both raters and their difference, each with
// a star where it is not of the first or latest moment of the rater.
func (r *rows) numbers(a progress.Area) [3]string {
	texts := [3]string{"–", "–", "–"}
	for i, rater := range skapa.Raters {
		if newest, rated := a.Line(rater).Latest(); rated {
			texts[i] = Value(r.words, newest.Value) + r.star(a, rater)
		}
	}
	if between, both := difference(a); both {
		texts[2] = Signed(r.words, between)
	}
	return texts
}

// star is * where the first or the latest rating of an area is not of the first
// or latest moment at which the rater rated.
func (r *rows) star(a progress.Area, rater skapa.Rater) string {
	first, latest, any := r.ends(rater)
	rated := a.Line(rater).Rated()
	if !any || len(rated) == 0 || rated[0].Date == first && rated[len(rated)-1].Date == latest {
		return ""
	}
	r.starred = true
	return "*"
}

func (r *rows) row(i int, a progress.Area) {
	y := r.top + r.height()*float64(i)
	name, middle := r.areaName(a.Area), y+rowHeight/2.0
	room, most, at := r.name+1, 2, middle
	if r.stacked {
		middle += rowName
		room, most, at = r.right-r.left-2*margin, 1, y+rowName-5
	}
	lines, whole := wrap(name, textName, true, room, most)
	r.column(scene.Point{X: r.left + margin, Y: at}, lines, r.background(i))
	if !whole {
		half := 8 * float64(len(lines))
		r.aside(string(a.Area), scene.Rect{X0: r.left, Y0: at - half, X1: r.left + margin + room, Y1: at + half}, 2*i, name)
	}
	for k, text := range r.numbers(a) {
		number := scene.Text{At: scene.Point{X: r.middle[k], Y: middle + 4.5}, String: text, Size: textName, Bold: k < 2, Align: scene.Middle, Colour: scene.Ink}
		if text == "–" {
			number.Colour = scene.Muted
		}
		r.add(number)
	}
	r.rating(2*i, middle-lane, a, skapa.Self, r.background(i))
	r.rating(2*i+1, middle+lane, a, skapa.BySupervisor, r.background(i))
}

// rating draws one rater's way from first to latest, and makes it a region.
func (r *rows) rating(row int, y float64, a progress.Area, rater skapa.Rater, background scene.Token) {
	rated := a.Line(rater).Rated()
	if len(rated) == 0 {
		r.silent(y, a, rater, background)
		return
	}
	first, latest := rated[0], rated[len(rated)-1]
	at := scene.Point{X: r.x(latest.Value), Y: y}
	change, comparable := a.Line(rater).SinceFirst()
	tip := []string{r.areaName(a.Area), r.words.T("chart." + string(rater))}
	region := scene.Region{Row: row, Marks: []scene.Point{at}, ID: Target{Date: latest.Date, Area: a.Area, Rater: rater}.ID()}
	region.Rect = scene.Rect{X0: at.X - 10, Y0: y - lane + 1, X1: at.X + 10, Y1: y + lane - 1}
	switch {
	case !comparable:
		r.filled(rater, at, background, 1)
	case change.Steps == 0:
		r.equal = true
		r.unmoved(rater, at, background, 1)
	default:
		from := scene.Point{X: r.x(first.Value), Y: y}
		r.span(rater, from.X, at.X, y)
		r.hollow(rater, from, background, 1)
		r.filled(rater, at, background, 1)
		region.Marks = append(region.Marks, from)
		region.Rect.X0, region.Rect.X1 = min(at.X, from.X)-10, max(at.X, from.X)+10
	}
	if comparable {
		tip = append(tip, r.tip("chart.profile.firstOn", first))
	}
	tip = append(tip, r.tip("chart.profile.latestOn", latest))
	if comparable {
		tip = append(tip, r.words.T("chart.profile.tip.change", words.Args{"Change": r.changed(change)}))
		if r.change > 0 {
			r.changes.draw(&r.sheet, scene.Point{X: r.change, Y: y}, change)
		}
	}
	region.Tooltip = tip
	r.Regions = append(r.Regions, region)
}

// changed writes a change and how certain it is: +3, säker.
func (r *rows) changed(c progress.Change) string {
	if c.Steps == 0 {
		return Certainty(r.words, c)
	}
	return Signed(r.words, c.Steps) + ", " + Certainty(r.words, c)
}

// silent says why a line is empty, unless nobody has rated anything there.
func (r *rows) silent(y float64, a progress.Area, rater skapa.Rater, background scene.Token) {
	key := "chart.profile.notAsked"
	if a.Line(rater).Asked {
		if len(r.rated(rater)) == 0 {
			return
		}
		key = "chart.profile.noRating"
	}
	text := scene.Fit(r.words.T(key), textSmall, false, r.plot[1]-r.plot[0]-8)
	r.over(scene.Text{At: scene.Point{X: r.plot[0] + 4, Y: y + 4}, String: text, Size: textSmall, Colour: scene.Muted}, background)
}

// keys says below the rows what the marks and a star mean, and when the first
// and latest were.
func (r *rows) keys() float64 {
	both := func(mark func(skapa.Rater, scene.Point, scene.Token, float64)) func(scene.Point) {
		return func(at scene.Point) {
			mark(skapa.Self, scene.Point{X: at.X - 9, Y: at.Y}, scene.Page, 0.9)
			mark(skapa.BySupervisor, scene.Point{X: at.X + 9, Y: at.Y}, scene.Page, 0.9)
		}
	}
	var all []entry
	if r.changes.width > 0 {
		all = append(all, entry{r.dated("chart.profile.firstOn", false), 36, both(r.hollow)})
	}
	if len(r.rated(skapa.Self))+len(r.rated(skapa.BySupervisor)) > 0 {
		all = append(all, entry{r.dated("chart.profile.latestOn", true), 36, both(r.filled)})
	}
	if r.equal {
		all = append(all, entry{r.words.T("chart.profile.equal"), 36, both(r.unmoved)})
	}
	y := r.end + 2
	for _, e := range all {
		y += lineOfKey
		x, room := r.left+margin, r.right-r.left-2*margin-e.sample-besideKey
		lines, _ := wrap(e.text, textBody, false, room, 2)
		e.text = lines[0]
		r.entry(e, x, y)
		for _, l := range lines[1:] {
			y += 15
			r.add(scene.Text{At: scene.Point{X: x + e.sample + besideKey, Y: y}, String: strings.TrimSpace(l), Size: textBody, Colour: scene.Ink})
		}
	}
	if r.starred {
		y += 4
		lines, _ := wrap("* "+r.words.T("chart.profile.star"), textBody, false, r.right-r.left-2*margin, 3)
		for _, l := range lines {
			y += 15
			r.add(scene.Text{At: scene.Point{X: r.left + margin, Y: y}, String: l, Size: textBody, Colour: scene.Muted})
		}
	}
	return y + 4
}

// dated says when the raters' first or latest moments were: once where they are
// the same.
func (r *rows) dated(key string, latest bool) string {
	var dates [2]skapa.Date
	var parts []string
	for i, rater := range skapa.Raters {
		first, last, any := r.ends(rater)
		if dates[i] = first; latest {
			dates[i] = last
		}
		if any {
			parts = append(parts, r.words.T("chart.describe."+string(rater), words.Args{"Value": r.words.Date(dates[i])}))
		}
	}
	date := strings.Join(parts, ", ")
	if dates[0] == dates[1] {
		date = r.words.Date(dates[0])
	}
	return r.words.T(key, words.Args{"Date": date})
}
