package cohort_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"framsteg/app/progress/cohort"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// orderly gives a world in which everybody has been there as long, with a team and a
// supervisor, and without ratings.
func orderly(participants int) *world {
	w := &world{in: assets.Instrument(), rhythm: skapa.DefaultRhythm}
	for n := range participants {
		w.all = append(w.all, &skapa.History{
			Participant: id('p', n+1), BirthYear: 1985, Sex: skapa.Sexes[0], Municipality: "Halmstad",
			Periods:     []skapa.Period{{ID: id('d', n), Participant: id('p', n+1), Start: today.Add(-400)}},
			Assignments: []skapa.Assignment{{Team: id('t', 1), Supervisor: id('s', 1), Since: today.Add(-400)}},
		})
	}
	return w
}

// meet lets both rate everything of a participant, so many days ago.
func (w *world) meet(n, ago int, step func() skapa.Step) {
	for r, rater := range skapa.Raters {
		a := skapa.Assessment{ID: id('r', 1000*n+2*ago+r), Date: today.Add(-ago), Rater: rater, Instrument: w.in.Version, Answers: map[string]skapa.Step{}}
		for _, item := range w.in.ItemsFor(rater) {
			a.Answers[item.ID] = step()
		}
		w.all[n].Ratings = append(w.all[n].Ratings, a)
	}
}

// TestMeetingsTellNoPairs is of many who were rated once and few who were twice: as
// many meetings as there are more than participants.
func TestMeetingsTellNoPairs(t *testing.T) {
	w := orderly(20)
	for n := range w.all {
		w.meet(n, 100, func() skapa.Step { return skapa.Step(1 + n%5) })
	}
	w.meet(3, 10, func() skapa.Step { return 3 })
	if workOut(t, "one of 20", w, cohort.Selection{}, readers) == 0 {
		t.Error("nothing is small")
	}
}

// TestNobodysTeamTellsNoOther is of those with neither team nor supervisor: two tables
// count them.
func TestNobodysTeamTellsNoOther(t *testing.T) {
	for name, c := range map[string]struct{ second, unassigned, left int }{
		"few of another team": {3, 6, 0}, "few of both": {3, 3, 0}, "many unassigned": {3, 20, 0}, "few who are followed": {0, 39, 7},
	} {
		w := orderly(49)
		for n, h := range w.all {
			switch {
			case n < c.second:
				h.Assignments[0].Team = id('t', 2)
			case n < c.second+c.unassigned:
				h.Assignments = nil
			case n >= len(w.all)-c.left:
				h.Periods[0].Finish, h.Periods[0].Outcome = today.Add(-30), skapa.Outcomes[0]
			}
		}
		for _, s := range []cohort.Selection{{}, {State: cohort.Active}} {
			if workOut(t, name, w, s, readers) == 0 {
				t.Errorf("%s: nothing is small", name)
			}
		}
	}
}

// TestAgreementTellsNoMargin is of participants whom both rated at the same meetings:
// then what each said last are the margins of how they agree. Nothing is said of that
// where a part of them is hidden.
func TestAgreementTellsNoMargin(t *testing.T) {
	tried := 0
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 8))
		w := orderly(12 + rng.IntN(30))
		for n := range w.all {
			for _, ago := range []int{300, 20} {
				w.meet(n, ago, func() skapa.Step { return pick(rng, skapa.Step(1), 2, 2, 3, 3, 3, 3, 4, 4, 4, 5) })
			}
		}
		p, err := w.people().Report(cohort.Selection{}).Publish(cohort.LeastLimit)
		if err != nil {
			t.Fatal(err)
		}
		hidden := map[skapa.Area]bool{}
		for _, b := range p.Blocks {
			for _, c := range b.Latest {
				hidden[b.Area] = hidden[b.Area] || c.Hidden
			}
		}
		for _, a := range p.Agreements {
			if !hidden[a.Area] {
				continue
			}
			tried++
			if !a.SelfHigher.Hidden || !a.Equal.Hidden || !a.SupervisorHigher.Hidden || !a.Difference.Mean.Hidden || !a.Kappa.Hidden {
				t.Errorf("seed %d: %s says how both agree", seed, a.Area)
			}
		}
	}
	if tried == 0 {
		t.Error("nothing is hidden")
	}
}

// TestOneAreaIsTheMean is of an instrument that asks the supervisor about one area:
// then the mean of all is that area, and neither shows what the other hides.
func TestOneAreaIsTheMean(t *testing.T) {
	w := orderly(40)
	for i := range w.in.Items {
		if x := &w.in.Items[i]; x.Area != w.in.Areas[0].Area {
			x.Question = map[skapa.Rater]skapa.Text{skapa.Self: x.Question[skapa.Self]}
		}
	}
	for n := range w.all {
		step := skapa.Step(1 + n%4)
		w.meet(n, 300, func() skapa.Step { return step })
		switch {
		case n < 3:
			step++
		case n < 10:
			step = max(1, step-1)
		}
		w.meet(n, 20, func() skapa.Step { return step })
	}
	p, err := w.people().Report(cohort.Selection{}).Publish(cohort.LeastLimit)
	if err != nil {
		t.Fatal(err)
	}
	blocks := p.BlocksOf(skapa.BySupervisor)
	if len(blocks) != 2 {
		t.Fatalf("%d blocks", len(blocks))
	}
	area, mean := blocks[0], blocks[1]
	if !area.Improved.Hidden {
		t.Error("3 who improved are shown")
	}
	for _, x := range [][2]cohort.Count{
		{area.Pairs, mean.Pairs}, {area.Left, mean.Left}, {area.Improved, mean.Improved}, {area.Unchanged, mean.Unchanged},
		{area.KeptHigh, mean.KeptHigh}, {area.Worsened, mean.Worsened}, {area.CertainlyImproved, mean.CertainlyImproved},
	} {
		if x[0].N != x[1].N || x[0].Hidden != x[1].Hidden {
			t.Errorf("of the area %v, of the mean %v", x[0], x[1])
		}
	}
	if area.Change != mean.Change || area.StartBox != mean.StartBox || area.LatestBox != mean.LatestBox || area.RankBiserial != mean.RankBiserial {
		t.Error("statistics of the area are not those of the mean")
	}
	for _, c := range p.Combinations {
		for _, row := range c.Rows {
			if c.Rater == skapa.BySupervisor && (!row.Improved.Hidden || !row.Pairs.Hidden) {
				t.Errorf("%v shows what the area may hide", row)
			}
		}
	}
}

// TestAHigherLimitShowsLess holds what is hidden with one limit to be hidden with each
// higher one.
func TestAHigherLimitShowsLess(t *testing.T) {
	higher := 0
	for seed := range uint64(5) {
		r := anyWorld(rand.New(rand.NewPCG(seed, 9)), 60).people().Report(cohort.Selection{})
		least, err := r.Publish(cohort.LeastLimit)
		if err != nil {
			t.Fatal(err)
		}
		for _, limit := range []int{6, 10} {
			p, err := r.Publish(limit)
			if err != nil {
				t.Fatal(err)
			}
			before, after, stats := countsOf(&least), countsOf(&p), statsOf(&p)
			for path, c := range after {
				b, was := before[path]
				switch {
				case !was && !strings.Contains(path, cohort.Others) && !strings.Contains(path, "others"):
					t.Errorf("seed %d, limit %d: %s is new", seed, limit, path)
				case was && b.Hidden && !c.Hidden && c.N > 0 && !strings.Contains(path, "thers"):
					t.Errorf("seed %d, limit %d: %s is shown", seed, limit, path)
				case c.Hidden && !b.Hidden:
					higher++
				}
			}
			for path, s := range statsOf(&least) {
				if now, is := stats[path]; is && s.Hidden && !now.Hidden && !strings.Contains(path, "thers") {
					t.Errorf("seed %d, limit %d: %s is shown", seed, limit, path)
				}
			}
		}
	}
	if higher == 0 {
		t.Error("a higher limit hides no more")
	}
}

// TestNothingIsSaidOfFew holds the parts of what is few to be hidden, zeros too.
func TestNothingIsSaidOfFew(t *testing.T) {
	tried := 0
	for seed := range uint64(7) {
		truth := anyWorld(rand.New(rand.NewPCG(seed, 4)), 30+10*int(seed)).people().Report(cohort.Selection{})
		p, err := truth.Publish(cohort.LeastLimit)
		if err != nil {
			t.Fatal(err)
		}
		few := func(what string, whole cohort.Count, parts ...cohort.Count) {
			t.Helper()
			if whole.N == 0 || whole.N >= cohort.LeastLimit {
				return
			}
			tried++
			for _, part := range parts {
				if !part.Hidden {
					t.Errorf("seed %d: of %d %s, %d are shown", seed, whole.N, what, part.N)
				}
			}
		}
		for i, b := range p.Blocks {
			was := truth.Blocks[i]
			few("pairs", was.Pairs, b.Improved, b.Unchanged, b.KeptHigh, b.Worsened)
			few("who improved", was.Improved, b.CertainlyImproved)
			few("who worsened", was.Worsened, b.CertainlyWorsened)
			for k, level := range b.ByStart {
				few("on a level", was.Start[k], level.Improved, level.Same, level.Worsened)
			}
		}
		for i, m := range p.Months {
			few("in a month", truth.Months[i].Now, m.Idle, m.Busy)
		}
		few("exits", truth.Exits.Exits, counts(p.Exits.Outcomes)...)
		for i, a := range p.Exits.After {
			few("who were asked", truth.Exits.After[i].Asked, counts(a.Outcomes)...)
		}
		few("who are followed", truth.Continuity.Followed, counts(p.Continuity.Changes)...)
		for i, c := range mergedAs(truth, p).Combinations {
			for k, row := range c.Rows {
				now := p.Combinations[i].Rows[k]
				few("in a combination", row.Pairs, now.Improved)
				if now.Pairs.Hidden && !(now.Change.Mean.Hidden && now.Change.Low.Hidden && now.Change.High.Hidden) {
					t.Errorf("seed %d: a mean without its n: %+v", seed, now)
				}
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d are few", tried)
	}
}
