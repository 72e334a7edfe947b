package overview

import (
	"cmp"
	"slices"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// moved says how the ratings of a rater changed: how many are higher, equal and
// lower, and then where the mean changed most and least.
func (t teller) moved(r skapa.Rater) []string {
	areas, mean := t.blocks(r)
	if pairs, shown := span(areas, func(b cohort.Block) cohort.Count { return b.Pairs }); shown && pairs.most == 0 {
		return nil // which compared says
	}
	var all []string
	for _, said := range []string{told(t.ways(mean), t.certain(mean)), t.most(areas)} {
		if said != "" {
			all = append(all, t.w.T("overview.summary.moved", words.Args{"Rater": t.rater(r), "Said": said}))
		}
	}
	return all
}

// most says where the mean change is highest and where lowest, as it is shown: two
// that are written alike are equal.
func (t teller) most(areas []cohort.Block) string {
	w := t.w
	var all []cohort.Block
	hidden := false
	for _, b := range areas {
		if hidden = hidden || b.Change.Mean.Hidden; seen(b.Change.Mean) {
			all = append(all, b)
		}
	}
	switch {
	case len(all) == 0 && hidden:
		return w.T("overview.summary.most.secret")
	case len(all) == 0:
		return w.T("overview.summary.most.none")
	}
	slices.SortStableFunc(all, func(a, b cohort.Block) int { return cmp.Compare(b.Change.Mean.Value, a.Change.Mean.Value) })
	high, low := t.alike(all, all[0]), t.alike(all, all[len(all)-1])
	var said string
	switch {
	case len(all) == 1:
		said = w.T("overview.summary.most.one", words.Args{"Area": t.inAreas(high)})
	case len(high) == len(all):
		said = w.T("overview.summary.most.equal", words.Args{"Change": t.difference(all[0].Change.Mean).Text})
	default:
		said = w.T("overview.summary.most", words.Args{"High": t.inAreas(high), "Low": t.inAreas(low)})
		if overlap(high[0].Change, low[0].Change) {
			said = told(said, w.T("overview.summary.most.overlap"))
		}
	}
	if hidden {
		said = told(said, w.T("overview.summary.most.hidden"))
	}
	return said
}

// alike gives those whose mean change is written as that of one is.
func (t teller) alike(all []cohort.Block, one cohort.Block) (same []cohort.Block) {
	for _, b := range all {
		if t.difference(b.Change.Mean).Text == t.difference(one.Change.Mean).Text {
			same = append(same, b)
		}
	}
	return same
}

// inAreas names areas whose mean change is the same, and says it; with its interval
// where there is one area.
func (t teller) inAreas(same []cohort.Block) string {
	w, change := t.w, same[0].Change
	var names []string
	for _, b := range same {
		names = append(names, t.Instrument.AreaName(b.Area, w.Lang))
	}
	args := words.Args{"Areas": t.and(names), "Change": t.difference(change.Mean).Text}
	if len(same) > 1 || !seen(change.Low) || !seen(change.High) {
		return w.T("overview.summary.change", args)
	}
	args["Low"], args["High"] = t.difference(change.Low).Text, t.difference(change.High).Text
	return w.T("overview.summary.interval", args)
}

// overlap tells whether two intervals have something in common, as far as both
// are shown.
func overlap(a, b cohort.Interval) bool {
	known := seen(a.Low) && seen(a.High) && seen(b.Low) && seen(b.High)
	return known && a.Low.Value <= b.High.Value && b.Low.Value <= a.High.Value
}

// ways says how many are higher, kept the highest, are as they were and are
// lower, in the mean of all areas.
func (t teller) ways(mean cohort.Block) string {
	if mean.Pairs.Hidden || mean.Pairs.N == 0 {
		return ""
	}
	if !shown(mean.Improved, mean.KeptHigh, mean.Unchanged, mean.Worsened) {
		return t.w.T("overview.summary.shares.hidden")
	}
	said := []string{t.share("overview.summary.improved", mean.Improved, mean.Pairs)}
	if mean.KeptHigh.Hidden || mean.KeptHigh.N > 0 {
		said = append(said, t.share("overview.summary.keptHigh", mean.KeptHigh, mean.Pairs))
	}
	said = append(said, t.share("overview.summary.unchanged", mean.Unchanged, mean.Pairs), t.share("overview.summary.worsened", mean.Worsened, mean.Pairs))
	return t.w.N("overview.summary.shares", mean.Pairs.N, words.Args{"Shares": t.and(said)})
}

// certain says how many changed by more than ratings vary by themselves.
func (t teller) certain(mean cohort.Block) string {
	up, down := mean.CertainlyImproved, mean.CertainlyWorsened
	switch {
	case mean.Pairs.Hidden || mean.Pairs.N == 0:
		return ""
	case !shown(up, down):
		return t.w.T("overview.summary.certain.hidden")
	}
	said := []string{t.said("overview.summary.up", up), t.said("overview.summary.down", down)}
	return t.w.T("overview.summary.certain", words.Args{"Said": t.and(said)})
}
