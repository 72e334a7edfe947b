package plan

import (
	"context"
	"slices"

	"framsteg/app/progress"
	"framsteg/app/ui/screen"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// known is what the form of a goal suggests from.
type known struct {
	goals []skapa.Goal
	next  skapa.Date // of the next meeting; zero where a pause without an end comes before
}

func read(ctx context.Context, d screen.Deps, participant skapa.ID) (k known, err error) {
	err = d.Store.Together(ctx, func(ctx context.Context) error {
		if k.goals, err = d.Store.Goals(ctx, participant); err != nil {
			return err
		}
		facts, err := d.Store.FactsOf(ctx, participant)
		if err != nil {
			return err
		}
		rhythm, err := d.Store.Rhythm(ctx)
		k.next = progress.NextMeeting(facts, rhythm, d.Store.Today())
		return err
	})
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
