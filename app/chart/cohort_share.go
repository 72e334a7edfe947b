package chart

import (
	"strconv"
	"strings"

	"framsteg/store/skapa"
)

// Share is what a region of Cohort stands for: the participants on one step of an
// area, at the start or at the latest rating.
type Share struct {
	Area   skapa.Area
	Rater  skapa.Rater
	Latest bool
	Step   int // 1 …; AllPairs or HiddenSteps
}

// Steps of a Share that are none.
const (
	AllPairs    = 0  // all that the mean change is of
	HiddenSteps = -1 // all whose steps are hidden; nobody may see who they are
)

// ID gives the share as the id of a region, which is none of a Target.
func (s Share) ID() string {
	when := shareStart
	if s.Latest {
		when = shareLatest
	}
	return strings.Join([]string{"share", string(s.Area), string(s.Rater), when, strconv.Itoa(s.Step)}, " ")
}

const (
	shareStart  = "start"
	shareLatest = "latest"
)

// ShareOf gives what a region of Cohort with an id stands for; false for an id
// that none has, and for a region that only has a tooltip.
func ShareOf(id string) (Share, bool) {
	parts := strings.Split(id, " ")
	if len(parts) != 5 || parts[0] != "share" || parts[3] != shareStart && parts[3] != shareLatest {
		return Share{}, false
	}
	step, err := strconv.Atoi(parts[4])
	if err != nil || step < HiddenSteps {
		return Share{}, false
	}
	return Share{Area: skapa.Area(parts[1]), Rater: skapa.Rater(parts[2]), Latest: parts[3] == shareLatest, Step: step}, true
}
