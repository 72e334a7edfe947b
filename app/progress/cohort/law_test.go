package cohort_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

func TestPartsAddUp(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, _ *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		for _, b := range r.Breakdowns {
			wantDivided(t, b.Key, r.Participants, counts(b.Parts)...)
		}
		for _, m := range r.Months {
			wantDivided(t, m.First.String(), m.Now, m.Idle, m.Busy)
		}
		s.State = cohort.Active
		active := p.Report(s).Participants
		if r.Selection.State == cohort.Finished {
			active = cohort.Count{}
		}
		if n := len(r.Months); n > 0 {
			wantDivided(t, "now", active, r.Months[n-1].Now)
		}
		wantDivided(t, "standing", active, counts(r.Standing)...)
		wantDivided(t, "followed", active, r.Continuity.Followed, r.Continuity.Without)
		wantDivided(t, "changes", r.Continuity.Followed, counts(r.Continuity.Changes)...)
		wantDivided(t, "outcomes", r.Exits.Exits, counts(r.Exits.Outcomes)...)
		for _, a := range r.Exits.After {
			wantDivided(t, "outcomes after", a.Asked, counts(a.Outcomes)...)
			wantWithin(t, "asked", r.Exits.Exits, a.Asked)
		}
		for _, m := range r.Meetings {
			wantWithin(t, "due", active, m.Due)
		}
		for _, a := range r.Agreements {
			wantDivided(t, "agreement", r.Participants, a.Pairs, a.Left)
			wantDivided(t, "agreement of pairs", a.Pairs, a.SelfHigher, a.Equal, a.SupervisorHigher)
		}
		for _, b := range r.Blocks {
			wantBlock(t, &r, &b)
		}
	})
}

func wantBlock(t *testing.T, r *cohort.Report, b *cohort.Block) {
	wantDivided(t, "block", r.Participants, b.Pairs, b.Left)
	wantDivided(t, "moves", b.Pairs, b.Improved, b.Unchanged, b.KeptHigh, b.Worsened)
	wantWithin(t, "certainly improved", b.Improved, b.CertainlyImproved)
	wantWithin(t, "certainly worsened", b.Worsened, b.CertainlyWorsened)
	if b.Area == "" {
		i := slices.IndexFunc(r.Combinations, func(c cohort.Combinations) bool { return c.Rater == b.Rater })
		c := r.Combinations[i]
		var rows, improved []cohort.Count
		for _, row := range c.Rows {
			rows, improved = append(rows, row.Pairs), append(improved, row.Improved)
		}
		wantDivided(t, "combinations", b.Pairs, c.Pairs)
		wantDivided(t, "combinations left", b.Left, c.Left)
		wantDivided(t, "combinations' rows", b.Pairs, rows...)
		wantDivided(t, "combinations improved", b.Improved, improved...)
		return
	}
	wantDivided(t, "start", b.Pairs, b.Start...)
	wantDivided(t, "latest", b.Pairs, b.Latest...)
	var improved, same, worsened []cohort.Count
	for i, l := range b.ByStart {
		wantDivided(t, "by start", b.Start[i], l.Pairs)
		wantDivided(t, "by start, moves", l.Pairs, l.Improved, l.Same, l.Worsened)
		improved, same, worsened = append(improved, l.Improved), append(same, l.Same), append(worsened, l.Worsened)
	}
	wantDivided(t, "improved by start", b.Improved, improved...)
	wantDivided(t, "worsened by start", b.Worsened, worsened...)
	wantDivided(t, "same by start", cohort.Count{N: b.Unchanged.N + b.KeptHigh.N, Who: union(b.Unchanged.Who, b.KeptHigh.Who)}, same...)
}

func union(all ...[]int32) []int32 {
	who := slices.Concat(all...)
	slices.Sort(who)
	return slices.Compact(who)
}

// Every count counts participants of the selection, each once, and every number
// is one.
func TestNumbersAreNumbers(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		for path, c := range countsOf(&r) {
			meetings := strings.HasPrefix(path, ".Meetings") && !strings.HasSuffix(path, ".Due")
			if c.Hidden || c.N < len(c.Who) || c.N != len(c.Who) && !meetings || c.N > 0 && len(c.Who) == 0 {
				t.Errorf("%s: %+v", path, c)
			}
			if !slices.IsSorted(c.Who) || len(slices.Compact(slices.Clone(c.Who))) != len(c.Who) {
				t.Errorf("%s: somebody twice in %v", path, c.Who)
			}
			wantWithin(t, path, r.Participants, c)
		}
		for path, s := range statsOf(&r) {
			if s.Hidden || math.IsNaN(s.Value) || math.IsInf(s.Value, 0) || !s.Known && s.Value != 0 {
				t.Errorf("%s: %+v", path, s)
			}
		}
		top := float64(len(w.in.Steps))
		within := func(what string, s cohort.Stat, least, most float64) {
			if s.Known && (s.Value < least-1e-9 || s.Value > most+1e-9) {
				t.Errorf("%s is %v, not within %v … %v", what, s.Value, least, most)
			}
		}
		for _, b := range r.Blocks {
			within("a change", b.Change.Mean, 1-top, top-1)
			within("a mean within its interval", b.Change.Mean, b.Change.Low.Value, b.Change.High.Value)
			within("a correlation", b.RankBiserial, -1, 1)
			for _, box := range []cohort.Box{b.StartBox, b.LatestBox} {
				within("a lower quartile", box.Lower, 1, box.Median.Value)
				within("an upper quartile", box.Upper, box.Median.Value, top)
			}
			if known := b.Pairs.N >= 2; b.Change.Low.Known != known || b.StartBox.Median.Known != known || b.RankBiserial.Known != (known && b.Improved.N+b.Worsened.N > 0) {
				t.Errorf("of %d pairs: %+v, %+v, %+v", b.Pairs.N, b.Change, b.StartBox, b.RankBiserial)
			}
		}
		for _, a := range r.Agreements {
			within("kappa", a.Kappa, -1, 1)
		}
	})
}

// What is told of each part of a choice adds up to what is told of all.
func TestSelectionsAddUp(t *testing.T) {
	eachReport(t, func(t *testing.T, rng *rand.Rand, _ *world, p *cohort.People, s cohort.Selection) {
		all := p.Report(s)
		choices := p.Choices()
		var parts []cohort.Selection
		part := func(choose func(s *cohort.Selection)) {
			one := s
			choose(&one)
			parts = append(parts, one)
		}
		switch kind := rng.IntN(6); {
		case kind == 0 && s.Teams == nil:
			for _, id := range orNobody(choices.Teams) {
				part(func(s *cohort.Selection) { s.Teams = []skapa.ID{id} })
			}
		case kind == 1 && s.Supervisors == nil:
			for _, id := range orNobody(choices.Supervisors) {
				part(func(s *cohort.Selection) { s.Supervisors = []skapa.ID{id} })
			}
		case kind == 2 && s.Municipalities == nil:
			for _, name := range choices.Municipalities {
				part(func(s *cohort.Selection) { s.Municipalities = []string{name} })
			}
		case kind == 3 && s.Sexes == nil:
			part(func(s *cohort.Selection) { s.Sexes = skapa.Sexes[:2] })
			part(func(s *cohort.Selection) { s.Sexes = skapa.Sexes[2:] })
		case kind == 4 && s.Ages == nil:
			for _, age := range cohort.Ages {
				part(func(s *cohort.Selection) { s.Ages = []cohort.Age{age} })
			}
		case s.State == cohort.AnyState:
			part(func(s *cohort.Selection) { s.State = cohort.Active })
			part(func(s *cohort.Selection) { s.State = cohort.Finished })
		default:
			return
		}
		wantSum(t, p, countsOf(&all), parts)
	})
}

// orNobody adds the zero ID: who is followed from a later day on was by nobody.
func orNobody(ids []skapa.ID) []skapa.ID {
	return slices.CompactFunc(append([]skapa.ID{{}}, ids...), func(a, b skapa.ID) bool { return a == b })
}

func wantSum(t *testing.T, p *cohort.People, all map[string]cohort.Count, parts []cohort.Selection) {
	sum := map[string]cohort.Count{}
	for _, s := range parts {
		r := p.Report(s)
		for path, c := range countsOf(&r) {
			sum[path] = cohort.Count{N: sum[path].N + c.N, Who: union(sum[path].Who, c.Who)}
		}
	}
	for path, c := range all {
		if got := sum[path]; got.N != c.N || !slices.Equal(got.Who, c.Who) {
			t.Errorf("%s: %d of %v in all, not %d of %v", path, got.N, got.Who, c.N, c.Who)
		}
		delete(sum, path)
	}
	for path, c := range sum {
		t.Errorf("%s: %+v is not in all", path, c)
	}
}

// A report of an earlier day is that of the workspace as it was on that day.
func TestNothingLaterCounts(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		if s.To.IsZero() || s.To > today {
			return
		}
		was := &world{in: w.in, rhythm: w.rhythm, places: w.places}
		for _, h := range w.all {
			was.all = append(was.all, asOf(h, s.To))
		}
		then := cohort.NewPeople(was.in, was.rhythm, was.all, was.places, s.To)
		got, want := p.Report(s), then.Report(s)
		if !reflect.DeepEqual(got, want) {
			before, after := countsOf(&want), countsOf(&got)
			for path, c := range before {
				if !slices.Equal(c.Who, after[path].Who) || c.N != after[path].N {
					t.Errorf("%s: %+v, not %+v", path, after[path], c)
				}
			}
			t.Errorf("it is not the same as on %v", s.To)
		}
	})
}

// asOf gives a history as it was known on a day.
func asOf(h *skapa.History, d skapa.Date) *skapa.History {
	was := *h
	later := func(x skapa.Date) bool { return x > d }
	was.Periods = slices.DeleteFunc(slices.Clone(h.Periods), func(p skapa.Period) bool { return later(p.Start) })
	for i := range was.Periods {
		if p := &was.Periods[i]; later(p.Finish) {
			p.Finish, p.Result = 0, skapa.Result{}
		}
	}
	was.Assignments = slices.DeleteFunc(slices.Clone(h.Assignments), func(a skapa.Assignment) bool { return later(a.Since) })
	was.Pauses = slices.DeleteFunc(slices.Clone(h.Pauses), func(p skapa.Pause) bool { return later(p.From) })
	was.Participations = slices.DeleteFunc(slices.Clone(h.Participations), func(p skapa.NamedParticipation) bool { return later(p.Start) })
	for i := range was.Participations {
		if p := &was.Participations[i]; later(p.End) {
			p.Status, p.End = skapa.Ongoing, 0
			if h.Participations[slices.IndexFunc(h.Participations, func(o skapa.NamedParticipation) bool { return o.ID == p.ID })].Status == skapa.Planned {
				p.Status = skapa.Planned
			}
		}
	}
	was.FollowUps = slices.DeleteFunc(slices.Clone(h.FollowUps), func(u skapa.FollowUp) bool { return later(u.Date) })
	was.Ratings = slices.DeleteFunc(slices.Clone(h.Ratings), func(a skapa.Assessment) bool { return later(a.Date) })
	return &was
}
