// Package progress tells what ratings mean: how each area moves over time, for
// each rater. It is pure functions over the vocabulary of skapa, so that the
// window, a chart and a document show the same numbers.
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
	Mean       Area     // of the six areas; its Area is ""
	Other      int      // assessments made with other versions, which are in no line
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

// Line is what one rater said about one area: a point for each moment.
type Line struct {
	Points []Point
	Asked  bool    // the instrument puts at least one item of the area to the rater
	Top    int     // the highest step; the lowest is 1
	MDC    float64 // what a change needs to be certain, in steps: see MDC95
}

// Kind tells what a rater said about an area at a moment.
type Kind uint8

// The kinds of a point. Only Rated has a value.
const (
	NoAssessment Kind = iota // the rater made no assessment on that date
	NotAsked                 // the rater's assessment has no answer in the area
	Declined                 // the rater answered only "vet ej / vill ej svara"
	Rated
)

// Point is one rater's answer about one area at a moment.
type Point struct {
	Date       skapa.Date
	Kind       Kind
	Value      float64  // mean of the rated items, 1 … number of steps, not rounded; 0 unless Rated
	Assessment skapa.ID // zero for NoAssessment
	Comment    bool     // the assessment has a comment
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
	for _, a := range in.Areas {
		line := func(r skapa.Rater) Line {
			items := itemsOf(in, a.Area, r)
			l := Line{Asked: len(items) > 0}
			for _, m := range p.Moments {
				assessment, exists := made[m.Date][r]
				l.Points = append(l.Points, pointOf(items, assessment, exists, m.Date))
			}
			return l
		}
		p.Areas = append(p.Areas, Area{a.Area, line(skapa.Self), line(skapa.BySupervisor)})
	}
	return p
}

func itemsOf(in skapa.Instrument, area skapa.Area, r skapa.Rater) []skapa.Item {
	return slices.DeleteFunc(in.ItemsFor(r), func(i skapa.Item) bool { return i.Area != area })
}

func pointOf(items []skapa.Item, a skapa.Assessment, exists bool, date skapa.Date) Point {
	if !exists {
		return Point{Date: date}
	}
	point := Point{Date: date, Kind: NotAsked, Assessment: a.ID, Comment: a.Comment != ""}
	sum, rated := 0, 0
	for _, item := range items {
		switch step := a.Answers[item.ID]; {
		case step.Rated():
			sum, rated = sum+int(step), rated+1
		case step == skapa.Declined:
			point.Kind = Declined
		}
	}
	if rated > 0 {
		point.Kind, point.Value = Rated, float64(sum)/float64(rated)
	}
	return point
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

// Latest gives the newest point that has a value, and whether there is one.
func (l Line) Latest() (Point, bool) {
	for _, p := range slices.Backward(l.Points) {
		if p.Kind == Rated {
			return p, true
		}
	}
	return Point{}, false
}

// Same tells whether two values are the same step or mean, in spite of how
// floating point adds.
func Same(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
