package plan

import (
	"context"
	"slices"

	"framsteg/app/ui/screen"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// known is what the form of a goal suggests from.
type known struct {
	goals  []skapa.Goal
	latest skapa.Date // of the latest meeting; zero before the first
	rhythm skapa.Rhythm
}

func read(ctx context.Context, d screen.Deps, participant skapa.ID) (known, error) {
	var k known
	var err error
	if k.goals, err = d.Store.Goals(ctx, participant); err != nil {
		return k, err
	}
	if k.rhythm, err = d.Store.Rhythm(ctx); err != nil {
		return k, err
	}
	assessments, err := d.Store.Assessments(ctx, participant)
	for _, a := range assessments {
		k.latest = max(k.latest, a.Date)
	}
	return k, err
}

// names gives who may take a step: the two who meet, then those who are named in
// the plan already.
func (k known) names(w words.Words) []string {
	var names []string
	for _, r := range skapa.Raters {
		names = append(names, w.T("rater."+string(r)))
	}
	for _, g := range k.goals {
		if g.Who != "" && !slices.Contains(names, g.Who) {
			names = append(names, g.Who)
		}
	}
	return names
}

// next gives when the next meeting is, by the rhythm: counted from today where
// that day has passed or there was none yet.
func (k known) next(today skapa.Date) skapa.Date {
	if next := k.latest.Add(k.rhythm.Days); !k.latest.IsZero() && next > today {
		return next
	}
	return today.Add(k.rhythm.Days)
}

// monthAfter gives the same day of the next month, or its last day.
func monthAfter(d skapa.Date) skapa.Date {
	same, last := skapa.DateOf(d.Year(), d.Month()+1, d.Day()), skapa.DateOf(d.Year(), d.Month()+2, 0)
	return min(same, last)
}
