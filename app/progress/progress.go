// Package progress tells what ratings mean: how each area moves over time, for
// each rater. It is pure functions over the vocabulary of skapa, so that the
// window, a chart and a document show the same numbers.
//
// It describes what was answered. It gives no forecast, and never a probability
// for a person: such an indicator was found to be unstable for single people.
package progress

import (
	"math"
	"slices"

	"framsteg/store/skapa"
)

// Progress is the development of one participant as one version of the
// instrument measured it. Answers to two versions are never compared.
type Progress struct {
	Instrument skapa.Instrument
	Today      skapa.Date
	Moments    []Moment // by date, oldest first; the first is called M1
	Areas      []Area   // in the order of the instrument
	Other      int      // assessments made with other versions, which are in no line

	// Mean has the mean of the areas that a rater is asked about, in steps, each
	// area counted once however many items it has; its Area is "". A moment has a
	// value only where all of them have: a mean of other areas would move without
	// anybody having changed their mind. Its MDC is that of the mean of six areas;
	// where the rater is asked about fewer, that of one item, which no mean is less
	// exact than.
	Mean Area
}

// Moment is a date with at least one assessment. A rater who made none on that
// date has the zero ID.
type Moment struct {
	Date             skapa.Date
	Self, Supervisor skapa.ID
}

// Area is one area with a line for each rater.
type Area struct {
	skapa.Area
	Self, Supervisor Line
}

// Line is what one rater said about one area, or about all together: a point
// for each moment.
type Line struct {
	Points []Point // by date, one a moment
	Asked  bool    // the instrument puts at least one item of the area to the rater
	Top    int     // the highest step; the lowest is 1

	// MDC is what a change needs to be certain, in steps: MDC95 of one item. An
	// area with several items has that of one too, for no precision is stated of
	// their mean; it is at least as exact, so that what is called certain is.
	MDC float64
}

// Kind tells what a rater said about an area at a moment.
type Kind uint8

// The kinds of a point. Only Rated has a value.
const (
	NoAssessment Kind = iota // the rater made no assessment on that date
	NotAsked                 // too few items are answered, and none was declined
	Declined                 // too few items are answered, and one was declined: "vet ej / vill ej svara"
	Rated
)

// Point is one rater's answer about one area at a moment.
//
// Its value is the mean of the answered items, and it has one only where at least
// half of the items that are put to the rater in the area are answered: the "half
// rule" for scales of several items (Fayers et al., EORTC QLQ-C30 Scoring Manual,
// 3rd ed., 2001).
type Point struct {
	Date       skapa.Date
	Kind       Kind
	Value      float64  // in steps, 1 … number of steps, not rounded; 0 unless Rated
	Assessment skapa.ID // zero for NoAssessment
	Comment    bool     // the assessment has a comment
	Items      uint64   // which items were answered: bit i is the i-th of the instrument, which has 60 at most
}

// Of gives the development that the assessments as of one participant show in
// the version in. Where a rater made two on one date, the one with the later id
// counts.
func Of(in skapa.Instrument, as []skapa.Assessment, today skapa.Date) Progress {
	p := Progress{Instrument: in, Today: today}
	made := map[skapa.Date]map[skapa.Rater]skapa.Assessment{}
	for _, a := range as {
		if a.Instrument != in.Version {
			p.Other++
			continue
		}
		if made[a.Date] == nil {
			made[a.Date] = map[skapa.Rater]skapa.Assessment{}
		}
		if other, twice := made[a.Date][a.Rater]; !twice || slices.Compare(a.ID[:], other.ID[:]) > 0 {
			made[a.Date][a.Rater] = a
		}
	}
	for date, by := range made {
		p.Moments = append(p.Moments, Moment{date, by[skapa.Self].ID, by[skapa.BySupervisor].ID})
	}
	slices.SortFunc(p.Moments, func(a, b Moment) int { return int(a.Date) - int(b.Date) })
	mdc := MDC95(in.ItemPrecision())
	for _, a := range in.Areas {
		line := func(r skapa.Rater) Line {
			items := itemsOf(in, a.Area, r)
			l := Line{Asked: len(items) > 0, Top: len(in.Steps), MDC: mdc}
			for _, m := range p.Moments {
				assessment, exists := made[m.Date][r]
				l.Points = append(l.Points, pointOf(in, items, assessment, exists, m.Date))
			}
			return l
		}
		p.Areas = append(p.Areas, Area{a.Area, line(skapa.Self), line(skapa.BySupervisor)})
	}
	p.Mean = Area{Self: p.meanOf(skapa.Self), Supervisor: p.meanOf(skapa.BySupervisor)}
	return p
}

// itemsOf gives the places of an area's items for a rater in the instrument.
func itemsOf(in skapa.Instrument, area skapa.Area, r skapa.Rater) []int {
	var places []int
	for i, item := range in.Items {
		if item.Area == area && item.AsksOf(r) {
			places = append(places, i)
		}
	}
	return places
}

func pointOf(in skapa.Instrument, items []int, a skapa.Assessment, exists bool, date skapa.Date) Point {
	if !exists {
		return Point{Date: date}
	}
	point := Point{Date: date, Kind: NotAsked, Assessment: a.ID, Comment: a.Comment != ""}
	sum, rated := 0, 0
	for _, i := range items {
		switch step := a.Answers[in.Items[i].ID]; {
		case step.Rated():
			sum, rated = sum+int(step), rated+1
			point.Items |= 1 << i
		case step == skapa.Declined:
			point.Kind = Declined
		}
	}
	if rated > 0 && 2*rated >= len(items) {
		point.Kind, point.Value = Rated, float64(sum)/float64(rated)
	}
	return point
}

// meanOf gives a rater's line of Mean.
func (p Progress) meanOf(r skapa.Rater) Line {
	asked, points := 0, make([]Point, len(p.Areas))
	for _, a := range p.Areas {
		if a.Line(r).Asked {
			asked++
		}
	}
	mean := Line{Top: len(p.Instrument.Steps), MDC: meanMDC(p.Instrument, asked), Asked: asked > 0}
	for i, m := range p.Moments {
		for k, a := range p.Areas {
			points[k] = a.Line(r).Points[i]
		}
		mean.Points = append(mean.Points, together(points, asked, m.Date))
	}
	return mean
}

// meanMDC gives what a change of the mean of so many areas needs to be certain.
func meanMDC(in skapa.Instrument, areas int) float64 {
	if areas == len(skapa.Areas) {
		return MDC95(in.MeanPrecision())
	}
	return MDC95(in.ItemPrecision())
}

// together gives the mean of what a rater said on a date about areas, of which so
// many are asked about.
func together(points []Point, asked int, date skapa.Date) Point {
	mean := Point{Date: date}
	rated, sum := 0, 0.0
	for _, point := range points {
		mean.Assessment, mean.Comment = point.Assessment, point.Comment // the same in each area
		if point.Kind == Rated {
			rated, sum = rated+1, sum+point.Value
			mean.Items |= point.Items
		} else {
			mean.Kind = max(mean.Kind, point.Kind)
		}
	}
	if rated > 0 && rated == asked {
		mean.Kind, mean.Value = Rated, sum/float64(rated)
	}
	return mean
}

// Line gives the line of a rater.
func (a Area) Line(r skapa.Rater) Line {
	if r == skapa.Self {
		return a.Self
	}
	return a.Supervisor
}

// Rated gives the points that have a value, oldest first.
func (l Line) Rated() []Point {
	return slices.DeleteFunc(slices.Clone(l.Points), func(p Point) bool { return p.Kind != Rated })
}

// First gives the oldest point that has a value, and whether there is one.
func (l Line) First() (Point, bool) { return at(l.Rated(), 0) }

// Previous gives the point that has a value before the latest that has, and
// whether there is one.
func (l Line) Previous() (Point, bool) {
	rated := l.Rated()
	return at(rated, len(rated)-2)
}

// Latest gives the newest point that has a value, and whether there is one.
func (l Line) Latest() (Point, bool) {
	rated := l.Rated()
	return at(rated, len(rated)-1)
}

func at(points []Point, i int) (Point, bool) {
	if i < 0 || i >= len(points) {
		return Point{}, false
	}
	return points[i], true
}

// Same tells whether two values are the same step or mean, in spite of how
// floating point adds.
func Same(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
