package store

import (
	"time"

	"framsteg/store/skapa"
)

// firstClock is the earliest date that a clock can show and be right, or that
// of an example of the past. A computer whose clock has no battery left begins
// in 1970, 1980 or thereabouts.
var firstClock = skapa.DateOf(1990, time.January, 1)

// instant gives the time of a clock as a revision keeps it, in Unix ms. Problem
// error.clock when the clock cannot be right: what was written by it would be
// the oldest or the newest there is, for ever.
func instant(now func() time.Time) (int64, error) {
	t := now()
	if today := skapa.DateIn(t); today < firstClock || today > skapa.LastDate {
		return 0, &skapa.Problem{Key: "error.clock", Args: skapa.Args{"Date": today}}
	}
	return t.UnixMilli(), nil
}
