package intake

import (
	"cmp"
	"maps"
	"slices"

	"framsteg/store/skapa"
)

// group is one assessment, from one row or several.
type group struct {
	date    skapa.Date
	rater   skapa.Rater
	answers map[string]skapa.Step
	texts   map[Field]string
	from    map[string]*entry // who says which answer
	entries []*entry
	known   bool // it is in the workspace, with the same answers
}

// rate puts the ratings together, and refuses those that contradict each other or
// what is there. A rating is imported whole or not at all: where one of its rows
// is refused all are.
func (w *person) rate(in skapa.Instrument, today skapa.Date) {
	w.groups = nil
	type which struct {
		date  skapa.Date
		rater skapa.Rater
	}
	byKey := map[which]*group{}
	for _, e := range w.entries {
		for _, r := range e.ratings {
			if r.date.IsZero() || r.rater == "" {
				continue // refused: see strays
			}
			k := which{r.date, r.rater}
			g := byKey[k]
			if g == nil {
				g = &group{date: r.date, rater: r.rater, answers: map[string]skapa.Step{}, texts: map[Field]string{}, from: map[string]*entry{}}
				byKey[k] = g
				w.groups = append(w.groups, g)
			}
			g.entries = append(g.entries, e)
			if !e.Refused {
				g.add(e, r)
			}
		}
	}
	w.strays()
	for _, g := range w.groups {
		g.check(w, in, today)
	}
	w.groups = slices.DeleteFunc(w.groups, func(g *group) bool {
		return slices.ContainsFunc(g.entries, func(e *entry) bool { return e.Refused })
	})
	slices.SortStableFunc(w.groups, func(a, b *group) int { return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.rater, b.rater)) })
}

// strays refuses the ratings that lack an answer which a row gives that does not
// say, as far as it can be read, to which of them it belongs.
func (w *person) strays() {
	type which struct {
		date  skapa.Date
		rater skapa.Rater
		item  string
	}
	seen := map[which]bool{}
	byDate := map[skapa.Date][]*group{}
	for _, g := range w.groups {
		byDate[g.date] = append(byDate[g.date], g)
	}
	for _, e := range w.entries {
		for _, r := range e.ratings {
			k := which{r.date, r.rater, r.item}
			if r.item == "" || !r.date.IsZero() && r.rater != "" || seen[k] {
				continue // what lacks the same as an earlier one refuses the same
			}
			seen[k] = true
			near := w.groups
			if !r.date.IsZero() {
				near = byDate[r.date]
			}
			for _, g := range near {
				_, has := g.from[r.item]
				if !has && (r.rater == "" || r.rater == g.rater) {
					g.refuseRest(e)
				}
			}
		}
	}
}

// add takes what one row says. A row that contradicts an earlier one is refused
// with it: nobody can tell which is right.
func (g *group) add(e *entry, r rating) {
	for _, id := range slices.Sorted(maps.Keys(r.answers)) {
		other, twice := g.from[id]
		if !twice {
			g.answers[id], g.from[id] = r.answers[id], e
			continue
		}
		if g.answers[id] != r.answers[id] {
			g.contradict(e, other)
		}
	}
	for field, text := range r.texts {
		other, twice := g.from["text "+string(field)]
		if !twice {
			g.texts[field], g.from["text "+string(field)] = text, e
		} else if !likened(g.texts[field], text) {
			g.contradict(e, other)
		}
	}
}

func (g *group) contradict(e, other *entry) {
	e.refuse("", "error.intake.rating.contradicts", skapa.Args{"Line": other.Number})
	other.refuse("", "error.intake.rating.contradicts", skapa.Args{"Line": e.Number})
}

// check refuses a rating that the rules or the workspace tell wrong.
func (g *group) check(w *person, in skapa.Instrument, today skapa.Date) {
	for _, e := range g.entries {
		if e.Refused {
			g.refuseRest(e)
			return
		}
	}
	a := g.assessment(w.id, in)
	for _, f := range a.Validate(in, w.start(), today) {
		if !f.Warning {
			g.refuse(f.Key, f.Args)
		}
	}
	i := slices.IndexFunc(w.assessments, func(old skapa.Assessment) bool { return old.Date == g.date && old.Rater == g.rater })
	if i < 0 {
		return
	}
	g.known = true
	old := w.assessments[i]
	for item, step := range a.Answers { // of an item that the table leaves out it says nothing
		if old.Instrument != a.Instrument || old.Answers[item] != step {
			g.refuse("error.intake.rating.other", skapa.Args{"Date": g.date})
			return
		}
	}
	for _, text := range []struct{ now, then string }{{a.Comment, old.Comment}, {a.Raising, old.Raising}} {
		if text.now != "" && !likened(text.now, text.then) {
			g.refuse("error.intake.rating.comment", skapa.Args{"Date": g.date})
		}
	}
}

func (g *group) refuse(key string, args skapa.Args) {
	for _, e := range g.entries {
		e.refuse("", key, args)
	}
}

// refuseRest refuses the other rows of a rating of which one is refused.
func (g *group) refuseRest(of *entry) {
	for _, e := range g.entries {
		if !e.Refused {
			e.refuse("", "error.intake.rating.part", skapa.Args{"Line": of.Number})
		}
	}
}

func (g *group) assessment(participant skapa.ID, in skapa.Instrument) skapa.Assessment {
	return skapa.Assessment{
		Participant: participant, Date: g.date, Rater: g.rater, Instrument: in.Version, Answers: g.answers,
		Comment: g.texts[Comment], Raising: g.texts[Raising],
	}
}

// say tells of each row what becomes of the rating in it.
func (g *group) say() {
	first := map[*entry]bool{}
	for _, e := range g.from {
		first[e] = true
	}
	for _, e := range g.entries {
		switch {
		case g.known || !first[e]:
			if e.Rating == Nothing {
				e.Rating = Same
			}
			if !g.known {
				e.note("", "intake.note.repeats", skapa.Args{"Line": g.entries[0].Number})
			}
		default:
			e.Rating = Create
		}
	}
}
