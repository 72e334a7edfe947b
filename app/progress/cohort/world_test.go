package cohort_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"framsteg/app/progress/cohort"
	"framsteg/assets"
	"framsteg/store/skapa"
)

var today = skapa.DateOf(2026, time.November, 22)

// id gives an id that n tells from others.
func id(kind byte, n int) skapa.ID { return skapa.ID{kind, byte(n >> 16), byte(n >> 8), byte(n)} }

// world is what People are made of.
type world struct {
	in     skapa.Instrument
	rhythm skapa.Rhythm
	all    []*skapa.History
	places map[skapa.ID]int
}

func (w *world) people() *cohort.People {
	return cohort.NewPeople(w.in, w.rhythm, w.all, w.places, today)
}

// pick gives one of some.
func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

// anyWorld has participants to whom anything happened within three years that a
// workspace can hold.
func anyWorld(rng *rand.Rand, participants int) *world {
	w := &world{in: assets.Instrument(), rhythm: skapa.DefaultRhythm, places: map[skapa.ID]int{}}
	if rng.IntN(2) == 0 { // an area with several items, and one that only the supervisor is asked about
		extra := w.in.Items[0]
		extra.ID += "-too"
		w.in.Items = append(slices.Clone(w.in.Items), extra)
		w.in.Items[1].Question = map[skapa.Rater]skapa.Text{skapa.BySupervisor: extra.Question[skapa.BySupervisor]}
	}
	if rng.IntN(2) == 0 {
		w.rhythm = skapa.Rhythm{Days: 7 + rng.IntN(200), Margin: rng.IntN(4)}
	}
	for team := range 3 {
		if rng.IntN(3) > 0 {
			w.places[id('t', team+1)] = 1 + rng.IntN(20)
		}
	}
	for n := range participants {
		w.all = append(w.all, anyone(rng, w, n))
	}
	return w
}

func anyone(rng *rand.Rand, w *world, n int) *skapa.History {
	h := &skapa.History{
		Participant:  id('p', n+1),
		BirthYear:    pick(rng, 0, 1950, 1963, 1970, 1985, 2001, 2008, 2015),
		Sex:          pick(rng, skapa.Sexes...),
		Municipality: pick(rng, "", "Halmstad", "Varberg", "Kungsbacka"),
		Referrer:     pick(rng, "", "Arbetsförmedlingen", "Regionen"),
		TargetGroup:  pick(rng, "", "Unga"),
	}
	day := today.Add(-rng.IntN(1100))
	for k := 0; day <= today && k < 3; k++ {
		p := skapa.Period{ID: id('d', 10*n+k), Participant: h.Participant, Start: day}
		if day += skapa.Date(rng.IntN(pick(rng, 20, 700))); day <= today {
			p.Finish, p.Outcome = day, pick(rng, append(slices.Clone(skapa.Outcomes), skapa.OutcomeUnknown)...)
			for _, months := range skapa.FollowUpMonths {
				if rng.IntN(2) == 0 {
					h.FollowUps = append(h.FollowUps, skapa.FollowUp{ID: id('f', 20*n+2*k), Period: p.ID, Months: months,
						Date: min(today, day.Add(25*months+rng.IntN(20))), Result: skapa.Result{Outcome: pick(rng, skapa.FollowUpOutcomes...)}})
				}
			}
		}
		h.Periods = append(h.Periods, p)
		if day += skapa.Date(rng.IntN(pick(rng, 10, 300))); rng.IntN(3) > 0 {
			break
		}
	}
	entry := h.Periods[0].Start
	since := func() skapa.Date { return entry.Add(rng.IntN(today.DaysSince(entry) + 1)) }
	for day = entry; rng.IntN(5) > 0 && day <= today; day += skapa.Date(rng.IntN(300)) {
		h.Assignments = append(h.Assignments, skapa.Assignment{Team: id('t', 1+rng.IntN(3)), Supervisor: pick(rng, skapa.ID{}, id('s', 1), id('s', 2), id('s', 3)), Since: day})
	}
	for range rng.IntN(3) {
		p := skapa.Pause{From: since()}
		if rng.IntN(3) > 0 {
			p.To = p.From.Add(rng.IntN(60))
		}
		h.Pauses = append(h.Pauses, p)
	}
	for k := range rng.IntN(4) {
		p := skapa.NamedParticipation{Category: pick(rng, append(slices.Clone(skapa.Categories), "")...)}
		p.ID, p.Start, p.Status = id('a', 10*n+k), since(), pick(rng, skapa.Statuses...)
		if p.Status.Ended() {
			p.End = min(today, p.Start.Add(rng.IntN(400)))
		}
		h.Participations = append(h.Participations, p)
	}
	for k := range rng.IntN(12) {
		date := since()
		for r, rater := range skapa.Raters {
			if rng.IntN(6) > 0 {
				h.Ratings = append(h.Ratings, anyRating(rng, w.in, id('r', 100*n+2*k+r), date, rater))
			}
		}
	}
	slices.SortStableFunc(h.Ratings, func(a, b skapa.Assessment) int { return int(a.Date - b.Date) })
	return h
}

func anyRating(rng *rand.Rand, in skapa.Instrument, id skapa.ID, date skapa.Date, rater skapa.Rater) skapa.Assessment {
	a := skapa.Assessment{ID: id, Date: date, Rater: rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
	if rng.IntN(10) == 0 {
		a.Instrument.Number++
	}
	for _, item := range in.ItemsFor(rater) {
		switch rng.IntN(30) {
		case 0: // not asked
		case 1:
			a.Answers[item.ID] = skapa.Declined
		default:
			a.Answers[item.ID] = skapa.Step(1 + rng.IntN(len(in.Steps)))
		}
	}
	return a
}

// anySelection leaves most choices open.
func anySelection(rng *rand.Rand) (s cohort.Selection) {
	seldom := func() bool { return rng.IntN(6) == 0 }
	if seldom() {
		s.Teams = []skapa.ID{id('t', 1+rng.IntN(3)), pick(rng, skapa.ID{}, id('t', 1))}
	}
	if seldom() {
		s.Supervisors = []skapa.ID{pick(rng, skapa.ID{}, id('s', 1), id('s', 2))}
	}
	if seldom() {
		s.Municipalities = []string{pick(rng, "", "Varberg"), "Halmstad"}
	}
	if seldom() {
		s.Referrers = []string{pick(rng, "", "Regionen")}
	}
	if seldom() {
		s.TargetGroups = []string{pick(rng, "", "Unga")}
	}
	if seldom() {
		s.Sexes = []skapa.Sex{pick(rng, skapa.Sexes...)}
	}
	if seldom() {
		s.Ages = []cohort.Age{pick(rng, cohort.Ages...), cohort.Middle}
	}
	if seldom() {
		s.Categories = []skapa.Category{pick(rng, skapa.Categories...)}
	}
	s.State = pick(rng, cohort.AnyState, cohort.AnyState, cohort.Active, cohort.Finished)
	if rng.IntN(2) == 0 {
		s.From = today.Add(-rng.IntN(1200))
	}
	if rng.IntN(2) == 0 {
		s.To = max(s.From, today.Add(100-rng.IntN(900)))
	}
	s.Span = pick(rng, 0, 0, cohort.Spans[rng.IntN(len(cohort.Spans))])
	return s
}

// eachReport calls f with reports of worlds that are the same in each run.
func eachReport(t *testing.T, f func(t *testing.T, rng *rand.Rand, w *world, p *cohort.People, s cohort.Selection)) {
	for seed := range uint64(32) {
		rng := rand.New(rand.NewPCG(seed, 7))
		w := anyWorld(rng, rng.IntN(60))
		p := w.people()
		for range 4 {
			if f(t, rng, w, p, anySelection(rng)); t.Failed() {
				t.Fatalf("with seed %d", seed)
			}
		}
	}
}
