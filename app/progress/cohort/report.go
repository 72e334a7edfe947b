// Package cohort tells what the ratings of many participants together say, and
// hides what would say something of a few of them. It is pure functions over the
// vocabulary of skapa: the window, a document, a table and a command show the same
// numbers.
//
// People.Report counts, in files that are called as what they count. Report.Publish
// hides, in those that are called publish: they lay the counts out as sheets of
// package hide.
package cohort

import (
	"slices"

	"framsteg/store/skapa"
)

// Report is everything that is said of a selection of participants, on one day.
// What is hidden in it is told by Publish; a Report that was not published hides
// nothing.
type Report struct {
	Selection  Selection
	Instrument skapa.Instrument // of the ratings that are compared
	Day        skapa.Date       // that it is of: the last of the selection's period, at most today
	Limit      int              // the least number that is shown; 0 in a report that was not published

	Participants Count       // whom the selection takes
	Breakdowns   []Breakdown // who they are
	Months       []Month     // oldest first; from the first entry, or the first day of the period where that is later
	Meetings     []Meetings  // a rater each
	Standing     []Part      // of the active: by Standings; see progress.Due
	Blocks       []Block     // an area and rater each, areas in the order of the instrument, the participant's first; then Mean of each rater
	Agreements   []Agreement // an area each
	Exits        Exits
	Continuity   Continuity
	Combinations []Combinations // a rater each
}

// Count is a number of participants, or of what Of says.
type Count struct {
	N      int     // 0 where it is Hidden
	Who    []int32 // their places among the People that the report was made of, each once; nil where it is Hidden
	Hidden bool
}

// Stat is a statistic of a group.
type Stat struct {
	Value  float64 // 0 unless it is Known
	Known  bool    // it can be computed of the group
	Hidden bool    // it can, and is not shown
}

// Part is a named part of a whole.
type Part struct {
	Key string // "woman", "16-24", the id of a team in hexadecimal, an outcome …; "" for what is not recorded; Others
	Count
}

// What participants are divided by.
const (
	BySex          = "sex"
	ByAge          = "age"
	ByTeam         = "team"
	ByMunicipality = "municipality"
)

// Others is the Key of a part that several were put together in, each of too few
// to be shown: a sign that no name has.
const Others = "\x00others"

// Breakdown divides the participants: every one is in one part. Of sexes and ages
// all parts are there, of teams and municipalities those of somebody, by Key.
type Breakdown struct {
	Key   string // BySex, ByAge, ByTeam, ByMunicipality
	Parts []Part
}

// Month is a calendar month, or the part of it that is in the period, or all before.
//
// The day of an exit is no active day any more, nor that on which an activity ended
// a day with it: see progress.UnderWay.
type Month struct {
	First   skapa.Date // the first day of the calendar month
	Earlier bool       // this is all the time from First until the next, before the latest MostMonths
	In, Out Count      // who entered and who left, each participant once a month
	Now     Count      // active on the last day of the month, or on Day
	Idle    Count      // of Now, without an activity on that day
	Busy    Count      // of Now, with one
	Planned int        // places of the teams selected; 0 where a team of the participants states none, or the selection is not of whole teams
}

// Meetings are numbers of meetings, not of participants: N may be more than Who
// has.
//
// A window of a meeting is the days Days – Margin … Days + Margin after the
// rater's last assessment of the period of participation, or after the entry;
// days of pauses do not count. Where it closes without an assessment, the next is
// counted from its middle, until one is made. Windows end with the exit.
type Meetings struct {
	Rater  skapa.Rater
	Done   Count // assessments made in the period
	Due    Count // windows of a meeting that are open on Day and without one
	Missed Count // windows that closed in the period without one
}

// Block is how one area moved as one rater sees it.
//
// The value of an area is the mean of its answered items, and missing where fewer
// than half are answered: see progress.Point. The mean of all areas has a value
// only where every area has. A pair is the first value since the entry of the
// latest period and the latest one, or that of the Span, on another date: of one
// participant and one rater, with the version of Instrument. Ratings with other
// versions, and before a re-entry, are in no pair.
//
// Improved, Worsened and the rest are by the values themselves, not by the nearest
// steps. A change is certain from the minimal detectable change on, where the same
// items were answered: see progress.MDC95 and progress.Between. Statistics need two
// pairs.
type Block struct {
	Area  skapa.Area // "" for the mean of all areas
	Rater skapa.Rater
	Pairs Count // participants with two ratings that can be compared: n
	Left  Count // those of the selection without

	Start, Latest []Count // by step, 1 first: a mean of several items counts to the nearest step, halves upwards; nil for the mean of all areas
	// KeptHigh began and ended on the highest step, which nobody can improve from;
	// Unchanged are the others whose value is the same.
	Improved, Unchanged, KeptHigh, Worsened,
	CertainlyImproved, CertainlyWorsened Count // the first four divide the pairs; the last two are of the first and the fourth
	ByStart []StartLevel // nil for the mean of all areas

	pairs []pair // in the order of Pairs.Who; nil in a report that was published

	Change              Interval // of Latest – Start, in steps: see progress.MeanInterval
	StartBox, LatestBox Box      // in steps: see progress.Quartiles
	RankBiserial        Stat     // –1 … 1: see progress.RankBiserial
}

// BlocksOf gives the blocks of a rater: the areas, then the mean of all.
func (r *Report) BlocksOf(rater skapa.Rater) []Block {
	return slices.DeleteFunc(slices.Clone(r.Blocks), func(b Block) bool { return b.Rater != rater })
}

// StartLevel is how those moved who began on one step. Those who begin at the highest
// value cannot rise, and those who begin low tend to rise by themselves: what is
// far from the mean by chance is nearer to it the next time.
type StartLevel struct {
	Step                     int
	Pairs                    Count // as in Start
	Improved, Same, Worsened Count
}

// Interval is a mean with its 95 % interval.
type Interval struct{ Mean, Low, High Stat }

// Box is a median with the quartiles around it.
type Box struct{ Lower, Median, Upper Stat }

// Agreement is how two raters saw one area at the same meeting.
type Agreement struct {
	Area                                skapa.Area
	Pairs, Left                         Count // participants with a meeting that both rated, the latest counts; those of the selection without
	SelfHigher, Equal, SupervisorHigher Count
	Difference                          Interval // self – supervisor, in steps
	Kappa                               Stat     // weighted, quadratic; –1 … 1: see progress.Kappa

	pairs []pair // self as start, supervisor as latest; in the order of Pairs.Who
}

// Exits are what participants went on to.
type Exits struct {
	Exits    Count  // participants whose latest period ended in the period
	Outcomes []Part // by skapa.Outcomes
	After    []After
}

// After is how it went some months after an exit. Of an exit without an outcome, as
// a file of an earlier version has, nothing is asked.
type After struct {
	Months   int
	Asked    Count  // of the exits, those that many calendar months ago: see progress.MonthsAfter
	Outcomes []Part // by skapa.FollowUpOutcomes, and Waiting; they divide Asked
}

// Continuity is how long participants keep their supervisor. A time with nobody is
// no change, and another team alone no other supervisor.
type Continuity struct {
	Followed Count  // the active who have a supervisor
	Without  Count  // the active who have none
	Months   Box    // whole months with the same supervisor since the entry, of Followed
	Changes  []Part // by ManyChanges and the numbers below; they divide Followed

	months []float64 // in the order of Followed.Who
}

// Combinations are how the mean of all areas moved, by what participants took part
// in side by side. It is association, never effect.
type Combinations struct {
	Rater skapa.Rater
	Pairs Count
	Left  Count
	Rows  []Combination // they divide Pairs; only those of somebody
}

// Combination is a set of categories that were under way on one and the same day
// between the two ratings of a pair, both days part of the time: the largest; of
// several of that size the one with the most days; of those the first by the
// vocabulary.
type Combination struct {
	Categories []skapa.Category // in the order of the vocabulary; none for nothing at all
	Others     bool             // several that were put together, each of too few to be shown; Categories says nothing
	Pairs      Count
	Improved   Count
	Change     Interval

	pairs []pair // in the order of Pairs.Who
}
