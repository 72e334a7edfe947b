package chart

import (
	"slices"
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Measures of the months, in dp.
const (
	stayingHigh = 110 // of the numbers of active
	movingHigh  = 34  // of the bars of entries, and of those of exits
	movingRoom  = 14  // for the number beyond a bar
	leastMonth  = 5   // width
	monthNumber = 15  // least width of a month for the number at its bar
	hiddenHigh  = 10  // of a bar whose number is hidden, whatever it is
)

// monthsPicture is participants by month.
type monthsPicture struct {
	sheet
	words   words.Words
	months  []cohort.Month
	note    string
	earlier int // months without room
	left    float64
	each    float64 // width of a month
	most    int     // at the top of the numbers of active
	tick    int
	moved   int     // the largest bar
	top     float64 // of the numbers of active
	floor   float64 // where these are 0
	middle  float64 // of the bars
	bottom  float64
}

// Months draws how many participants entered and left in each month, as bars up
// and down, and above it how many were active at its end, with the planned
// places. A hidden number is a hatched bar of one height whatever it is, and a
// gap in the line. It draws the latest months that it has room for, and says how
// many more there are; the one that is all before the others is not drawn. Its regions are the numbers; FlowOf tells which.
func Months(months []cohort.Month, o Options) scene.Scene {
	pic := &monthsPicture{words: o.Words, months: months, note: o.Note}
	pic.W = o.width()
	pic.Title = oneLine(o.Title)
	if pic.Title == "" {
		pic.Title = o.Words.T("chart.months.title")
	}
	if len(months) == 0 {
		text := o.Words.T("chart.months.none")
		pic.H = pic.sentences(noted([]string{text}, o.Note), pic.heading(pic.Title, nil, o.Print)+16) + margin
		pic.Description = strings.Join(noted([]string{pic.Title + ". " + text}, o.Note), " ")
		return pic.Scene
	}
	pic.measure()
	pic.place(pic.heading(pic.Title, pic.legend(), o.Print) + 24)
	pic.scale()
	pic.plan()
	pic.staying()
	for i := range pic.months {
		pic.moving(i)
	}
	pic.names()
	pic.H = pic.sentences(pic.footnotes(), pic.bottom+30) + margin
	pic.regions()
	pic.Description = pic.describe()
	return pic.Scene
}

// measure finds how many months there is room for, and the scales.
func (p *monthsPicture) measure() {
	if p.months[0].Earlier {
		p.earlier = monthsBetween(p.months[0].First, p.months[1].First)
		p.months = p.months[1:]
	}
	p.most = 1
	for _, m := range p.months {
		p.most = max(p.most, m.Planned, visible(m.Now))
	}
	p.tick = roundStep(p.most)
	p.most = (p.most + p.tick - 1) / p.tick * p.tick
	p.left = 2*margin + scene.Width(p.words.Number(p.most), textSmall, false) + 8
	room := p.W - 2*margin - p.left - scene.Width(p.words.Number(p.most), textName, true)
	if most := int(room / leastMonth); len(p.months) > most {
		p.earlier += len(p.months) - most
		p.months = p.months[len(p.months)-most:]
	}
	p.each = min(room/float64(len(p.months)), 64)
	p.moved = 1
	for _, m := range p.months {
		p.moved = max(p.moved, visible(m.In), visible(m.Out))
	}
}

// monthsBetween gives how many calendar months there are from one on and before
// another.
func monthsBetween(from, to skapa.Date) int {
	return 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month())
}

// visible is a number, 0 where it is hidden.
func visible(c cohort.Count) int {
	if c.Hidden {
		return 0
	}
	return max(0, c.N)
}

// roundStep gives how far apart numbers from 0 to most are written: 1, 2 or 5
// times a power of ten, so that there are at most five.
func roundStep(most int) int {
	for power := 1; ; power *= 10 {
		for _, s := range []int{1, 2, 5} {
			if s*power*4 >= most {
				return s * power
			}
		}
	}
}

func (p *monthsPicture) place(y float64) {
	p.top = y
	p.floor = y + stayingHigh
	up, down := 0.0, 0.0
	for _, m := range p.months {
		up, down = max(up, p.high(m.In)), max(down, p.high(m.Out))
	}
	p.middle = p.floor + 16 + movingRoom + up
	p.bottom = p.middle + down + movingRoom
}

// high is how high the bar of a number is.
func (p *monthsPicture) high(c cohort.Count) float64 {
	if c.Hidden {
		return hiddenHigh
	}
	return movingHigh * float64(visible(c)) / float64(p.moved)
}

// x is the middle of a month.
func (p *monthsPicture) x(i int) float64 { return p.left + p.each*(float64(i)+0.5) }

// right is the end of the last month.
func (p *monthsPicture) right() float64 { return p.left + p.each*float64(len(p.months)) }

// y is the height of a number of active.
func (p *monthsPicture) y(n int) float64 {
	return p.floor - stayingHigh*float64(n)/float64(p.most)
}

// scale draws the numbers of active that have a line.
func (p *monthsPicture) scale() {
	for n := 0; n <= p.most; n += p.tick {
		colour := scene.Grid
		if n == 0 {
			colour = scene.Axis
		}
		p.line(scene.Point{X: p.left, Y: p.y(n)}, scene.Point{X: p.right(), Y: p.y(n)}, colour)
		p.add(scene.Text{At: scene.Point{X: p.left - 8, Y: p.y(n) + 4}, String: p.words.Number(n), Size: textSmall, Align: scene.End, Colour: scene.Muted})
	}
	p.line(scene.Point{X: p.left, Y: p.middle}, scene.Point{X: p.right(), Y: p.middle}, scene.Axis)
}

// plan draws the planned places, a level piece for each number of them.
func (p *monthsPicture) plan() {
	var run scene.Outline
	end := func() {
		if len(run) > 0 {
			p.add(scene.Path{Outline: run, Stroke: scene.Muted, Width: 1.5, Dash: planDash})
		}
		run = nil
	}
	for i, m := range p.months {
		if m.Planned <= 0 {
			end()
			continue
		}
		from, to := scene.Point{X: p.x(i) - p.each/2, Y: p.y(m.Planned)}, scene.Point{X: p.x(i) + p.each/2, Y: p.y(m.Planned)}
		if piece := scene.Line(from, to); len(run) == 0 {
			run = piece
		} else {
			piece[0].Verb = scene.LineTo
			run = append(run, piece...)
		}
	}
	end()
}

var planDash = []float64{6, 4}

// staying draws the line of the active; it breaks where the number is hidden.
func (p *monthsPicture) staying() {
	var run []scene.Point
	end := func() {
		if len(run) > 1 {
			p.add(scene.Path{Outline: scene.Line(run...), Stroke: scene.Ink, Width: 2})
		}
		run = nil
	}
	for i, m := range p.months {
		if m.Now.Hidden {
			end()
			p.hatch(p.bar(i, p.floor, hiddenHigh))
			continue
		}
		run = append(run, scene.Point{X: p.x(i), Y: p.y(max(0, m.Now.N))})
	}
	end()
	for i, m := range p.months {
		if !m.Now.Hidden {
			p.fill(scene.Disc(scene.Point{X: p.x(i), Y: p.y(max(0, m.Now.N))}, min(3.5, p.each/4)), scene.Ink)
		}
	}
	if last := p.months[len(p.months)-1].Now; !last.Hidden {
		at := scene.Point{X: p.right() + 5, Y: p.y(max(0, last.N)) + 4.5}
		p.add(scene.Text{At: at, String: p.words.Number(last.N), Size: textName, Bold: true, Colour: scene.Ink})
	}
}

// bar is the place of a bar of a month, up from a height, or down where high is
// negative.
func (p *monthsPicture) bar(i int, y, high float64) scene.Rect {
	half := min(p.each*0.36, 11)
	return scene.Rect{X0: p.x(i) - half, Y0: min(y, y-high), X1: p.x(i) + half, Y1: max(y, y-high)}
}

// moving draws the entries of a month upwards and its exits downwards.
func (p *monthsPicture) moving(i int) {
	m := p.months[i]
	for _, way := range []struct {
		up     float64
		count  cohort.Count
		colour scene.Token
	}{{1, m.In, scene.Step4}, {-1, m.Out, scene.Step2}} {
		r := p.bar(i, p.middle, way.up*p.high(way.count))
		if way.count.Hidden {
			p.hatch(r)
			continue
		}
		if way.count.N <= 0 {
			continue
		}
		p.block(r, way.colour)
		text := scene.Text{At: scene.Point{X: p.x(i), Y: r.Y0 - 3}, String: p.words.Number(way.count.N), Size: textSmall, Align: scene.Middle, Colour: scene.Ink}
		if way.up < 0 {
			text.At.Y = r.Y1 + 11
		}
		if p.each >= monthNumber && fits(text, scene.Rect{X1: p.each}, 1) {
			p.add(text)
		}
	}
}

// block draws a bar; the line around it makes a pale one stand out.
func (p *monthsPicture) block(r scene.Rect, colour scene.Token) {
	p.fill(scene.Box(r), scene.Step4)
	if inner := r.Grow(-1); colour != scene.Step4 && !inner.Empty() {
		p.fill(scene.Box(inner), colour)
	}
}

// names writes months and years below.
func (p *monthsPicture) names() {
	every := 12
	for _, step := range []int{6, 3, 1} {
		if p.each*float64(step) >= 40 {
			every = step
		}
	}
	row := shelf{left: margin, right: p.W - margin, gap: 6}
	named := false
	for _, years := range []bool{true, false} {
		for i, m := range p.months {
			january := m.First.Month() == 1
			if january != years || (int(m.First.Month())-1)%every != 0 {
				continue
			}
			text := scene.Text{String: p.words.Month(m.First), Size: textBody, Align: scene.Middle, Colour: scene.Muted}
			if january {
				text.String, text.Bold, text.Colour = yearOf(m.First), true, scene.Ink
			} else if !named {
				text.String += " " + yearOf(m.First) // no January tells the year
			}
			if x, free := row.put(p.x(i), scene.Width(text.String, text.Size, text.Bold), 0); free {
				text.At = scene.Point{X: x, Y: p.bottom + 15}
				p.add(text)
				named = true
			}
		}
	}
	if !named {
		text := p.words.Month(p.months[0].First) + " " + yearOf(p.months[0].First)
		p.add(scene.Text{At: scene.Point{X: p.left, Y: p.bottom + 15}, String: text, Size: textBody, Colour: scene.Muted})
	}
}

// secrets tells whether a number is hidden.
func (p *monthsPicture) secrets() bool {
	return slices.ContainsFunc(p.months, func(m cohort.Month) bool { return m.In.Hidden || m.Out.Hidden || m.Now.Hidden })
}

// planned tells whether there are planned places.
func (p *monthsPicture) planned() bool {
	return slices.ContainsFunc(p.months, func(m cohort.Month) bool { return m.Planned > 0 })
}

// regions makes a region of every number, as high as its part of the picture so
// that a small bar is easy to point at.
func (p *monthsPicture) regions() {
	for row, part := range []struct {
		what   Moving
		y0, y1 float64
	}{{Staying, p.top - 6, p.floor + 8}, {Entering, p.floor + 8, p.middle}, {Leaving, p.middle, p.bottom}} {
		for i, m := range p.months {
			rect := scene.Rect{X0: p.x(i) - p.each/2, Y0: part.y0, X1: p.x(i) + p.each/2, Y1: part.y1}
			p.Regions = append(p.Regions, scene.Region{ID: Flow{m.First, part.what}.ID(), Rect: rect, Row: row, Col: i, Tooltip: p.tip(m, part.what)})
		}
	}
}
