package participant

import (
	"math"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// View is one of the ways to look at the ratings.
type View int

// The views, in the order in which they are offered.
const (
	Development View = iota // over time
	Profile                 // first, previous and latest
	Numbers                 // the same as a table
	Plan                    // the goals
	History                 // all that was written
)

// Range says how much of the time Development shows.
type Range int

// The ranges, in the order in which they are offered.
const (
	Everything Range = iota
	LastYear
	FromDate
)

// Viewing is what is chosen on the page about how the ratings are shown. The
// zero Viewing is that of a page that is opened for the first time.
type Viewing struct {
	View  View
	Range Range
	Since skapa.Date  // where the range is FromDate; zero for everything
	Rater skapa.Rater // whose profile the radar shows; the participant's own when empty
}

// from gives the first day to show, zero for all there is.
func (v Viewing) from(today skapa.Date) skapa.Date {
	switch v.Range {
	case LastYear:
		return skapa.DateOf(today.Year()-1, today.Month(), today.Day())
	case FromDate:
		return v.Since
	}
	return 0
}

// Picture is the chart that the page shows, or stands for where it shows the
// table. It can be drawn aside: nothing changes it.
type Picture struct {
	Viewing
	Code       string // of whom it shows
	progress   progress.Progress
	activities []skapa.NamedParticipation
	words      words.Words
}

// Scene draws the picture at a width in dp.
func (p Picture) Scene(width float64) scene.Scene { return p.draw(p.options(width)) }

// fitting draws the picture at a width, with tracks that are low enough for a
// height in dp, if any are; 0 is any height.
func (p Picture) fitting(width, height float64) scene.Scene {
	o := p.options(width)
	high := p.draw(o)
	if height <= 0 || high.H <= height || p.View == Profile { // which has no tracks
		return high
	}
	o.Track = chart.MinTrack
	low := p.draw(o)
	if low.H >= height {
		return low
	}
	// The height of a picture follows that of its tracks in a line.
	o.Track = math.Floor(chart.MinTrack + (chart.MaxTrack-chart.MinTrack)*(height-low.H)/(high.H-low.H))
	return p.draw(o)
}

func (p Picture) options(width float64) chart.Options {
	return chart.Options{Words: p.words, Width: width, From: p.from(p.progress.Today), Rater: p.Rater}
}

func (p Picture) draw(o chart.Options) scene.Scene {
	if p.View == Profile {
		return chart.Profile(p.progress, o)
	}
	return chart.Progress(p.progress, p.activities, o)
}
