package cohort_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"framsteg/app/progress/cohort"
	"framsteg/assets"
	"framsteg/store/skapa"
)

func on(text string) skapa.Date {
	if text == "" {
		return 0
	}
	d, err := skapa.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// rates gives ratings, "2026-01-10 self 2": that step in each area.
func rates(lines ...string) (all []skapa.Assessment) {
	in := assets.Instrument()
	for n, line := range lines {
		words := strings.Fields(line)
		a := skapa.Assessment{ID: skapa.ID{byte(n + 1)}, Date: on(words[0]), Rater: skapa.Rater(words[1]), Instrument: in.Version, Answers: map[string]skapa.Step{}}
		for _, item := range in.ItemsFor(a.Rater) {
			a.Answers[item.ID] = skapa.Step(words[2][0] - '0')
		}
		all = append(all, a)
	}
	return all
}

func follows(team, supervisor int, since string) skapa.Assignment {
	return skapa.Assignment{Team: id('t', team), Supervisor: id('s', supervisor), Since: on(since)}
}

func doing(c skapa.Category, start, end string) skapa.NamedParticipation {
	p := skapa.NamedParticipation{Category: c, Participation: skapa.Participation{Status: skapa.Ongoing, Start: on(start), End: on(end)}}
	if end != "" {
		p.Status = skapa.Finished
	}
	return p
}

// five are participants of whom the report of 2026-06-30 can be worked out by
// hand. The rhythm is 90 ± 14 days.
func five() *world {
	return &world{in: assets.Instrument(), rhythm: skapa.DefaultRhythm, places: map[skapa.ID]int{id('t', 1): 4, id('t', 2): 2}, all: []*skapa.History{
		{
			BirthYear: 2004, Sex: skapa.Woman, Municipality: "Halmstad",
			Periods:        []skapa.Period{{Start: on("2026-01-10")}},
			Assignments:    []skapa.Assignment{follows(1, 1, "2026-01-10")},
			Participations: []skapa.NamedParticipation{doing(skapa.ForJob, "2026-02-01", ""), doing(skapa.ForHealth, "2026-03-01", "2026-03-31")},
			Ratings:        rates("2026-01-10 self 2", "2026-01-10 supervisor 3", "2026-04-10 self 4", "2026-04-10 supervisor 3"),
		},
		{
			BirthYear: 1980, Sex: skapa.Man, Municipality: "Varberg",
			Periods:     []skapa.Period{{Start: on("2026-02-01")}},
			Assignments: []skapa.Assignment{follows(1, 2, "2026-02-01")},
			Ratings:     rates("2026-02-01 self 5", "2026-05-01 self 5"),
		},
		{
			BirthYear: 1964, Sex: skapa.Woman, Municipality: "Halmstad",
			Periods:        []skapa.Period{{ID: id('d', 3), Start: on("2025-09-01"), Finish: on("2026-03-15"), Result: skapa.Result{Outcome: skapa.ToWork}}},
			Assignments:    []skapa.Assignment{follows(2, 1, "2025-09-01"), follows(1, 1, "2026-04-01")},
			Participations: []skapa.NamedParticipation{doing(skapa.ForStudy, "2025-10-01", "2026-01-31")},
			FollowUps:      []skapa.FollowUp{{Period: id('d', 3), Months: 1, Date: on("2026-04-20"), Result: skapa.Result{Outcome: skapa.ToStudies}}},
			Ratings:        rates("2025-09-10 self 3", "2025-12-10 self 2"),
		},
		{Periods: []skapa.Period{{Start: on("2026-05-01")}}},
		{
			BirthYear: 2011, Sex: skapa.Man, Municipality: "Varberg",
			Periods:     []skapa.Period{{Start: on("2025-12-01")}},
			Assignments: []skapa.Assignment{follows(1, 2, "2025-12-01"), follows(1, 1, "2026-04-01")},
			Pauses:      []skapa.Pause{{From: on("2026-01-15")}},
			Ratings:     rates("2025-12-05 self 1", "2025-12-05 supervisor 4"),
		},
	}}
}

// numbers gives the places of a count from 1 on: "1 3".
func numbers(c cohort.Count) string {
	var all []string
	for _, place := range c.Who {
		all = append(all, string(rune('1'+place)))
	}
	return strings.Join(all, " ")
}

// wantCounts expects who is counted where; under a prefix, nobody anywhere else.
func wantCounts(t *testing.T, r *cohort.Report, prefix string, want map[string]string) {
	t.Helper()
	all := countsOf(r)
	for path, who := range want {
		c, is := all[prefix+path]
		if !is || numbers(c) != who {
			t.Errorf("%s%s: %q, not %q", prefix, path, numbers(c), who)
		}
	}
	for path, c := range all {
		if short, under := strings.CutPrefix(path, prefix); under && c.N > 0 && want[short] == "" {
			t.Errorf("%s: %q", path, numbers(c))
		}
	}
}

func wantStat(t *testing.T, what string, s cohort.Stat, want float64) {
	t.Helper()
	if !s.Known || math.Abs(s.Value-want) > 5e-6 {
		t.Errorf("%s: %+v, not %v", what, s, want)
	}
}

func TestReportOfFive(t *testing.T) {
	w := five()
	r := w.people().Report(cohort.Selection{To: on("2026-06-30")})

	wantCounts(t, &r, ".Breakdowns", map[string]string{
		"[sex].Parts[woman].Count": "1 3", "[sex].Parts[man].Count": "2 5", "[sex].Parts[].Count": "4",
		"[age].Parts[16-24].Count": "1", "[age].Parts[25-54].Count": "2", "[age].Parts[55-64].Count": "3",
		"[age].Parts[other].Count": "5", "[age].Parts[].Count": "4",
		"[team].Parts[" + id('t', 1).String() + "].Count": "1 2 5", "[team].Parts[" + id('t', 2).String() + "].Count": "3", "[team].Parts[].Count": "4",
		"[municipality].Parts[Halmstad].Count": "1 3", "[municipality].Parts[Varberg].Count": "2 5", "[municipality].Parts[].Count": "4",
	})
	wantCounts(t, &r, ".Months", map[string]string{
		"[2025-09-01].In": "3", "[2025-12-01].In": "5", "[2026-01-01].In": "1", "[2026-02-01].In": "2", "[2026-05-01].In": "4", "[2026-03-01].Out": "3",
		"[2025-09-01].Now": "3", "[2025-10-01].Now": "3", "[2025-11-01].Now": "3", "[2025-12-01].Now": "3 5", "[2026-01-01].Now": "1 3 5",
		"[2026-02-01].Now": "1 2 3 5", "[2026-03-01].Now": "1 2 5", "[2026-04-01].Now": "1 2 5", "[2026-05-01].Now": "1 2 4 5", "[2026-06-01].Now": "1 2 4 5",
		"[2025-10-01].Busy": "3", "[2025-11-01].Busy": "3", "[2025-12-01].Busy": "3", "[2026-02-01].Busy": "1",
		"[2026-03-01].Busy": "1", "[2026-04-01].Busy": "1", "[2026-05-01].Busy": "1", "[2026-06-01].Busy": "1",
		"[2025-09-01].Idle": "3", "[2025-12-01].Idle": "5", "[2026-01-01].Idle": "1 3 5", "[2026-02-01].Idle": "2 3 5",
		"[2026-03-01].Idle": "2 5", "[2026-04-01].Idle": "2 5", "[2026-05-01].Idle": "2 4 5", "[2026-06-01].Idle": "2 4 5",
	})
	if m := r.Months[0]; m.Planned != 6 {
		t.Errorf("%d places", m.Planned)
	}
	// Of the first the window is 06-25 … 07-23. That of the second for the
	// supervisor was 04-18 … 05-16; those of the third 11-16 … 12-14 and 02-14 … 03-14.
	wantCounts(t, &r, ".Meetings", map[string]string{
		"[0].Done": "1 2 3 5", "[0].Due": "1", "[1].Done": "1 5", "[1].Due": "1", "[1].Missed": "2 3",
	})
	if a, b := r.Meetings[0], r.Meetings[1]; a.Done.N != 7 || b.Done.N != 3 || b.Missed.N != 3 {
		t.Errorf("%d and %d meetings, %d missed", a.Done.N, b.Done.N, b.Missed.N)
	}
	wantCounts(t, &r, ".Standing", map[string]string{"[notYet].Count": "2", "[due].Count": "1", "[never].Count": "4", "[paused].Count": "5"})
	wantCounts(t, &r, ".Exits", map[string]string{
		".Exits": "3", ".Outcomes[work].Count": "3", ".After[0].Asked": "3", ".After[0].Outcomes[studies].Count": "3",
	})
	wantCounts(t, &r, ".Continuity", map[string]string{".Followed": "1 2 5", ".Without": "4", ".Changes[0].Count": "1 2", ".Changes[1].Count": "5"})
	months := r.Continuity.Months // 5, 4 and 2
	wantStat(t, "the lower quartile of months", months.Lower, 3)
	wantStat(t, "the median of months", months.Median, 4)
	wantStat(t, "the upper quartile of months", months.Upper, 4.5)
}

// As the participants see it: 2 → 4, 5 → 5 and 3 → 2; as the supervisors do:
// 3 → 3.
func TestChangeOfFive(t *testing.T) {
	w := five()
	r := w.people().Report(cohort.Selection{To: on("2026-06-30")})
	if len(r.Blocks) != 14 || len(r.Agreements) != 6 || len(r.Combinations) != 2 {
		t.Fatalf("%d blocks, %d agreements, %d combinations", len(r.Blocks), len(r.Agreements), len(r.Combinations))
	}
	for i, area := range skapa.Areas {
		if r.Blocks[2*i].Area != area || r.Blocks[2*i].Rater != skapa.Self || r.Blocks[2*i+1].Rater != skapa.BySupervisor {
			t.Errorf("block %d is of %s by %s", 2*i, r.Blocks[2*i].Area, r.Blocks[2*i].Rater)
		}
	}
	wantCounts(t, &r, ".Blocks[10].", map[string]string{
		"Pairs": "1 2 3", "Left": "4 5", "Start[1]": "1", "Start[2]": "3", "Start[4]": "2", "Latest[3]": "1", "Latest[1]": "3", "Latest[4]": "2",
		"Improved": "1", "KeptHigh": "2", "Worsened": "3", "CertainlyImproved": "1",
		"ByStart[1].Pairs": "1", "ByStart[1].Improved": "1", "ByStart[2].Pairs": "3", "ByStart[2].Worsened": "3", "ByStart[4].Pairs": "2", "ByStart[4].Same": "2",
	})
	for _, b := range []cohort.Block{r.Blocks[10], r.Blocks[12]} {
		wantStat(t, "the change", b.Change.Mean, 1./3) // 2, 0, –1: s² = 14/6, t = 4.302653
		wantStat(t, "its low end", b.Change.Low, -3.461249)
		wantStat(t, "its high end", b.Change.High, 4.127916)
		wantStat(t, "the rank-biserial", b.RankBiserial, 1./3) // (2 – 1) / 3
		wantStat(t, "the lower quartile at the start", b.StartBox.Lower, 2.5)
		wantStat(t, "the median at the start", b.StartBox.Median, 3)
		wantStat(t, "the upper quartile at the start", b.StartBox.Upper, 4)
		wantStat(t, "the median of the latest", b.LatestBox.Median, 4)
	}
	wantCounts(t, &r, ".Blocks[12].", map[string]string{ // a mean is certain from 0.87 on
		"Pairs": "1 2 3", "Left": "4 5", "Improved": "1", "KeptHigh": "2", "Worsened": "3", "CertainlyImproved": "1", "CertainlyWorsened": "3",
	})
	wantCounts(t, &r, ".Blocks[11].", map[string]string{
		"Pairs": "1", "Left": "2 3 4 5", "Start[2]": "1", "Latest[2]": "1", "Unchanged": "1", "ByStart[2].Pairs": "1", "ByStart[2].Same": "1",
	})
	if b := r.Blocks[11]; b.Change != (cohort.Interval{}) || b.StartBox != (cohort.Box{}) || b.RankBiserial != (cohort.Stat{}) {
		t.Errorf("of one pair: %+v", b)
	}
	wantCounts(t, &r, ".Agreements[5].", map[string]string{"Pairs": "1 5", "Left": "2 3 4", "SelfHigher": "1", "SupervisorHigher": "5"})
	wantStat(t, "the difference", r.Agreements[5].Difference.Mean, -1)      // 4 – 3 and 1 – 4
	wantStat(t, "its high end", r.Agreements[5].Difference.High, 24.412409) // –1 + 12.706205 · 2.828427 / √2
	wantStat(t, "kappa", r.Agreements[5].Kappa, 1-5/3.5)                    // 5 ÷ (2.25 + 0.25 + 1)
	wantCounts(t, &r, ".Combinations[0].", map[string]string{
		"Pairs": "1 2 3", "Left": "4 5", "Rows[[]].Pairs": "2", "Rows[[study]].Pairs": "3", "Rows[[job health]].Pairs": "1", "Rows[[job health]].Improved": "1",
	})
}

// Nobody, and one: nothing that cannot be said is said.
func TestReportOfNobody(t *testing.T) {
	r := five().people().Report(cohort.Selection{Municipalities: []string{"Laholm"}})
	for path, c := range countsOf(&r) {
		if c.N != 0 {
			t.Errorf("%s: %+v", path, c)
		}
	}
	for path, s := range statsOf(&r) {
		if s != (cohort.Stat{}) {
			t.Errorf("%s: %+v", path, s)
		}
	}
	if len(r.Months) != 0 || len(r.Blocks) != 14 {
		t.Errorf("%d months, %d blocks", len(r.Months), len(r.Blocks))
	}
}

// Who came back is compared with how it was then, not with the first time.
func TestWhoComesBackStartsAnew(t *testing.T) {
	back := &skapa.History{
		Periods: []skapa.Period{{ID: id('d', 1), Start: on("2024-01-01"), Finish: on("2024-12-01"), Result: skapa.Result{Outcome: skapa.Closer}}, {ID: id('d', 2), Start: on("2026-01-01")}},
		Ratings: rates("2024-01-02 self 1", "2024-06-01 self 5", "2026-01-02 self 2", "2026-04-01 self 3"),
	}
	w := five()
	w.all = []*skapa.History{back}
	p := w.people()
	r := p.Report(cohort.Selection{})
	if b := r.Blocks[0]; b.Start[1].N != 1 || b.Latest[2].N != 1 {
		t.Errorf("from %+v to %+v", b.Start, b.Latest)
	}
	if r.Exits.Exits.N != 0 {
		t.Errorf("%d exits of who came back", r.Exits.Exits.N)
	}
	r = p.Report(cohort.Selection{To: on("2025-06-01")})
	if b := r.Blocks[0]; b.Start[0].N != 1 || b.Latest[4].N != 1 || r.Exits.Exits.N != 1 {
		t.Errorf("before: from %+v to %+v, %d exits", b.Start, b.Latest, r.Exits.Exits.N)
	}
}

func TestChoices(t *testing.T) {
	got := five().people().Choices()
	if !slices.Equal(got.Teams, []skapa.ID{{}, id('t', 1), id('t', 2)}) || !slices.Equal(got.Municipalities, []string{"", "Halmstad", "Varberg"}) ||
		!slices.Equal(got.Supervisors, []skapa.ID{{}, id('s', 1), id('s', 2)}) || !slices.Equal(got.Referrers, []string{""}) || got.First != on("2025-09-01") {
		t.Errorf("%+v", got)
	}
}
