// Package chart draws what progress says as a scene, which a window, a PNG or
// a document then paints. It knows neither of these.
package chart

import (
	"encoding/hex"
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// MinWidth is the least width of a picture, in dp; a smaller one is taken as
// this.
const MinWidth = 720

// MinPrint is the least width of a picture for paper, in dp.
const MinPrint = 380

// Heights of an area's track, in dp.
const (
	MinTrack   = 54
	PrintTrack = 58
	MaxTrack   = 74
)

// Options say how a picture is drawn. What is zero is as usual.
type Options struct {
	Words words.Words
	Width float64     // in dp, at least MinWidth; at least MinPrint where Print is set
	Title string      // the words' own when empty
	From  skapa.Date  // the first day of Progress; all there is when zero. Numbers are of all there is
	Track float64     // height of an area's track in dp, MinTrack … MaxTrack; MaxTrack when zero
	Print bool        // for paper: PrintTrack high, nothing that only a window can explain
	Plain bool        // without the latest values and changes beside the tracks
	Rater skapa.Rater // whose profile the radar shows; the participant's own when empty

	Span cohort.Span // in Cohort, what the start is compared with
	Note string      // in Cohort and Months, what is written last below: whom it is of
}

// Target is what a region of a picture stands for: an area at a moment, or a
// participation. The fields of the other are zero.
type Target struct {
	Date          skapa.Date
	Area          skapa.Area
	Rater         skapa.Rater // in Profile, whose rating it is; in Progress it is of both
	Radar         bool        // in Profile, on the radar and not in the rows
	Participation skapa.ID
}

// ID gives the target as the id of a region.
func (t Target) ID() string {
	if !t.Participation.IsZero() {
		return t.Participation.String()
	}
	id := t.Date.String() + " " + string(t.Area)
	if t.Rater != "" {
		id += " " + string(t.Rater)
	}
	if t.Radar {
		id += onRadar
	}
	return id
}

const onRadar = " radar"

// TargetOf gives what a region with an id stands for; false for an id that
// none has, and for a region that only has a tooltip.
func TargetOf(id string) (Target, bool) {
	if day, rest, found := strings.Cut(id, " "); found {
		date, err := skapa.ParseDate(day)
		rest, radar := strings.CutSuffix(rest, onRadar)
		area, rater, _ := strings.Cut(rest, " ")
		return Target{Date: date, Area: skapa.Area(area), Rater: skapa.Rater(rater), Radar: radar}, err == nil
	}
	raw, err := hex.DecodeString(id)
	if err != nil || len(raw) != len(skapa.ID{}) {
		return Target{}, false
	}
	return Target{Participation: skapa.ID(raw)}, true
}

// Progress draws the development of one participant: a track for each area
// with both raters on one time axis, and the activities as bars below on the
// same axis. It draws the newest 400 moments and at most 40 lanes of activities,
// and says how much more there is. What was before o.From is left out, but the
// moments keep their numbers, and the latest values and changes are of the whole
// history. Its regions are an area at a moment, and an activity; Target tells
// which. A name without room is a region aside, with the whole of it.
func Progress(p progress.Progress, bars []skapa.NamedParticipation, o Options) scene.Scene {
	pic := newPicture(p, bars, o)
	pic.header()
	pic.tracks()
	pic.time()
	for row, area := range pic.progress.Areas {
		pic.draw(row, area)
	}
	pic.message()
	pic.lanes()
	pic.ticks()
	pic.footnote()
	return pic.finish()
}
