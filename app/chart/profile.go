package chart

import (
	"slices"
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Measures of the profile, in dp.
const (
	leastRadar  = 280 // its width, with names
	mostRadar   = 420
	radarHeight = 310 // where it does not stand beside the rows
	profileGap  = 16  // between radar and rows
)

// profile is a profile picture that is being drawn.
type profile struct {
	sheet
	words    words.Words
	progress progress.Progress
	rater    skapa.Rater // of the radar
	print    bool
	plain    bool
	starred  bool // an area's first or latest rating is not of the rater's first or latest moment
	equal    bool // a first and a latest are the same
}

// Profile draws where a participant stands in the six areas: a radar of one
// rater's first, previous and latest steps beside the first and latest of both
// raters on a line for each area, with numbers. It is of the whole history,
// whatever o.From.
//
// A polygon of the radar is one moment, so that its date is true of all of it:
// the first, the last but one and the last moment at which the rater rated any
// area. An area not rated there leaves the polygon open. A row is about its area
// alone: from the first to the latest rating that the area has, which are the
// numbers of Progress too. So the two differ only where an area was not rated at
// the rater's first or last moment; the row then has the nearest rating, and a
// star that says so.
//
// Its regions are the rows, each of one rater with the date of the latest
// rating, and the vertices of the radar; Target tells which.
func Profile(p progress.Progress, o Options) scene.Scene {
	pic := &profile{words: o.Words, progress: p, rater: o.Rater, print: o.Print, plain: o.Plain}
	if pic.rater == "" {
		pic.rater = skapa.Self
	}
	pic.W = o.width()
	pic.Title = oneLine(o.Title)
	if pic.Title == "" {
		pic.Title = o.Words.T("chart.profile." + string(pic.rater))
	}
	y := pic.heading(pic.Title, pic.legend(), pic.print) + 12
	y = pic.sentences(pic.notes(), y) + 8
	rows, left := pic.newRows(), float64(margin)
	if side := pic.W - 2*margin - profileGap; side >= leastRadar+rows.least() {
		wide := max(leastRadar, min(side-rows.good(), mostRadar))
		rows.place(left+wide+profileGap, pic.W-margin, y)
		r := pic.newRadar(left, left+wide, y, max(rows.end, y+radarHeight-40))
		pic.H = max(rows.draw(), r.draw()) + margin
	} else {
		wide := min(mostRadar, pic.W-2*margin)
		middle := pic.W / 2
		r := pic.newRadar(middle-wide/2, middle+wide/2, y, y+radarHeight)
		r.tighten()
		rows.place(left, pic.W-margin, r.keysEnd()+2*margin)
		pic.H = max(rows.draw(), r.draw()) + margin
	}
	sortRegions(pic.Regions)
	pic.Description = pic.describe()
	return pic.Scene
}

// legend says which marks are whose.
func (p *profile) legend() []entry {
	var all []entry
	for _, r := range skapa.Raters {
		all = append(all, entry{p.words.T("chart." + string(r)), 36, func(at scene.Point) {
			p.span(r, at.X-17, at.X+17, at.Y)
			p.filled(r, at, scene.Page, 1)
		}})
	}
	return all
}

// notes say what the picture lacks.
func (p *profile) notes() []string {
	var notes []string
	switch n := len(p.progress.Moments); {
	case n == 0:
		notes = append(notes, noRatings(p.words, p.progress))
	case n == 1:
		notes = append(notes, p.words.T("chart.first"))
	}
	if len(p.progress.Moments) > 0 && len(p.rated(p.rater)) == 0 {
		notes = append(notes, p.words.T("chart.profile.none."+string(p.rater)))
	}
	if p.progress.Other > 0 {
		notes = append(notes, p.words.N("chart.other", p.progress.Other))
	}
	return notes
}

// rated gives the indices of the moments at which a rater rated any area.
func (p *profile) rated(r skapa.Rater) []int {
	var all []int
	for i := range p.progress.Moments {
		if slices.ContainsFunc(p.progress.Areas, func(a progress.Area) bool { return a.Line(r).Points[i].Kind == progress.Rated }) {
			all = append(all, i)
		}
	}
	return all
}

// ends gives the dates of the first and the latest moment at which a rater
// rated, and whether there is one.
func (p *profile) ends(r skapa.Rater) (first, latest skapa.Date, any bool) {
	rated := p.rated(r)
	if len(rated) == 0 {
		return 0, 0, false
	}
	return p.progress.Moments[rated[0]].Date, p.progress.Moments[rated[len(rated)-1]].Date, true
}

func (p *profile) areaName(a skapa.Area) string {
	return oneLine(p.progress.Instrument.AreaName(a, p.words.Lang))
}

// tip is a line of a tooltip: what is of a date, and its step with wording.
func (p *profile) tip(key string, point progress.Point) string {
	return p.words.T(key, words.Args{"Date": p.words.Date(point.Date)}) + ": " + answer(p.words, p.progress.Instrument, point)
}

// describe says in words what the picture shows.
func (p *profile) describe() string {
	w := p.words
	parts := []string{p.Title + "."}
	if len(p.progress.Moments) == 0 {
		parts = append(parts, noRatings(w, p.progress)+".")
	}
	for _, shape := range p.shapes() {
		parts = append(parts, w.T("chart.profile.describe."+shape.name, words.Args{"Date": w.Date(p.progress.Moments[shape.moment].Date), "Steps": p.describeShape(shape)}))
	}
	if len(p.progress.Moments) > 0 {
		parts = append(parts, describeRatings(w, p.progress)...)
		for _, a := range p.progress.Areas {
			if between, both := difference(a); both {
				parts = append(parts, w.T("chart.profile.describe.difference", words.Args{"Area": p.areaName(a.Area), "Difference": Signed(w, between)}))
			}
		}
	}
	if p.starred {
		parts = append(parts, w.T("chart.profile.star")+".")
	}
	if p.progress.Other > 0 {
		parts = append(parts, w.N("chart.other", p.progress.Other)+".")
	}
	return strings.Join(parts, " ")
}

// describeShape lists the steps of a polygon by area.
func (p *profile) describeShape(shape shape) string {
	var steps []string
	for _, a := range p.progress.Areas {
		point := a.Line(p.rater).Points[shape.moment]
		text := p.words.T("chart.describe.noRatings")
		if point.Kind == progress.Rated {
			text = Value(p.words, point.Value)
		}
		steps = append(steps, p.areaName(a.Area)+" "+text)
	}
	return strings.Join(steps, ", ")
}

// difference gives the participant's own latest rating less the supervisor's,
// and whether there are both.
func difference(a progress.Area) (float64, bool) {
	own, is := a.Self.Latest()
	other, too := a.Supervisor.Latest()
	if !is || !too {
		return 0, false
	}
	if progress.Same(own.Value, other.Value) {
		return 0, true
	}
	return own.Value - other.Value, true
}
