package progress_test

import (
	"math/rand/v2"
	"testing"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// on reads a date; "" is none.
func on(t *testing.T, text string) skapa.Date {
	t.Helper()
	if text == "" {
		return 0
	}
	d, err := skapa.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func noFalls(*skapa.Facts) []progress.Fall { return nil }

// Of a meeting on 2026-01-10 the next is 90 days later, on 2026-04-10, in a
// window of 2026-03-27 … 2026-04-24.
func TestWhenAMeetingIsDue(t *testing.T) {
	const notYet, never, due, overdue, paused, left = progress.NotYet, progress.NeverRated, progress.DueNow, progress.Overdue, progress.Paused, progress.Left
	type pause struct{ from, to string }
	for name, c := range map[string]struct {
		entered, finish, latest string // "" for entered is 2025-12-01
		pauses                  []pause
		rhythm                  skapa.Rhythm // zero is the default
		want                    map[string]progress.Due
		next                    string // "" is not asked about
	}{
		"never": {want: map[string]progress.Due{"2025-12-01": never, "2026-06-01": never}},
		"the window": {latest: "2026-01-10", next: "2026-04-10", want: map[string]progress.Due{
			"2026-01-10": notYet, "2026-01-11": notYet, "2026-03-26": notYet, "2026-03-27": due, "2026-04-10": due, "2026-04-24": due, "2026-04-25": overdue, "2027-04-25": overdue}},
		"across a leap day": {entered: "2027-12-01", latest: "2027-12-20", next: "2028-03-19", want: map[string]progress.Due{
			"2028-03-04": notYet, "2028-03-05": due, "2028-04-02": due, "2028-04-03": overdue}},
		"a leap day begins the window": {entered: "2027-12-01", latest: "2027-12-15", want: map[string]progress.Due{
			"2028-02-28": notYet, "2028-02-29": due}},
		"no margin": {latest: "2026-01-10", rhythm: skapa.Rhythm{Days: 30}, next: "2026-02-09", want: map[string]progress.Due{
			"2026-02-08": notYet, "2026-02-09": due, "2026-02-10": overdue}},
		"another rhythm": {latest: "2026-01-10", rhythm: skapa.Rhythm{Days: 180, Margin: 30}, want: map[string]progress.Due{
			"2026-06-08": notYet, "2026-06-09": due, "2026-08-08": due, "2026-08-09": overdue}},
		"a pause before the window": {latest: "2026-01-10", pauses: []pause{{"2026-02-01", "2026-02-10"}}, next: "2026-04-20", want: map[string]progress.Due{
			"2026-01-31": notYet, "2026-02-01": paused, "2026-02-10": paused, "2026-02-11": notYet, "2026-04-05": notYet, "2026-04-06": due, "2026-05-04": due, "2026-05-05": overdue}},
		"a pause in the window": {latest: "2026-01-10", pauses: []pause{{"2026-04-01", "2026-04-10"}}, want: map[string]progress.Due{
			"2026-03-27": due, "2026-04-01": paused, "2026-04-10": paused, "2026-04-11": due, "2026-05-04": due, "2026-05-05": overdue}},
		"a pause across the window": {latest: "2026-01-10", pauses: []pause{{"2026-03-01", "2026-05-31"}}, want: map[string]progress.Due{
			"2026-05-31": paused, "2026-06-01": notYet, "2026-06-26": notYet, "2026-06-27": due, "2026-07-25": due, "2026-07-26": overdue}},
		"a pause after the window": {latest: "2026-01-10", pauses: []pause{{"2026-04-25", "2026-04-30"}}, want: map[string]progress.Due{
			"2026-04-24": due, "2026-04-25": paused, "2026-05-01": overdue}},
		"an open pause": {latest: "2026-01-10", pauses: []pause{{"2026-03-01", ""}}, want: map[string]progress.Due{
			"2026-02-28": notYet, "2026-03-01": paused, "2030-01-01": paused}},
		"an open pause to come, in the window": {latest: "2026-01-10", pauses: []pause{{"2026-04-15", ""}}, want: map[string]progress.Due{
			"2026-04-14": due, "2026-04-15": paused}},
		"a pause before the meeting": {latest: "2026-01-10", pauses: []pause{{"2025-12-10", "2026-01-05"}}, next: "2026-04-10", want: map[string]progress.Due{"2026-04-25": overdue}},
		"a pause around the meeting": {latest: "2026-01-10", pauses: []pause{{"2026-01-05", "2026-01-15"}}, next: "2026-04-15", want: map[string]progress.Due{"2026-04-25": due}},
		"two pauses, one within the other": {latest: "2026-01-10", pauses: []pause{{"2026-02-05", "2026-02-06"}, {"2026-02-01", "2026-02-10"}}, next: "2026-04-20", want: map[string]progress.Due{
			"2026-05-04": due, "2026-05-05": overdue}},
		"paused and never rated": {pauses: []pause{{"2026-02-01", "2026-02-10"}}, want: map[string]progress.Due{
			"2026-01-31": never, "2026-02-01": paused, "2026-02-11": never}},
		"left": {latest: "2026-01-10", finish: "2026-04-01", want: map[string]progress.Due{
			"2026-03-31": due, "2026-04-01": left, "2027-01-01": left}},
		"left on a pause":               {latest: "2026-01-10", finish: "2026-04-01", pauses: []pause{{"2026-03-01", ""}}, want: map[string]progress.Due{"2026-04-02": left}},
		"came back":                     {entered: "2026-06-01", latest: "2026-01-10", want: map[string]progress.Due{"2026-06-01": never, "2026-12-01": never}},
		"met on the day of coming back": {entered: "2026-06-01", latest: "2026-06-01", next: "2026-08-30", want: map[string]progress.Due{"2026-06-01": notYet, "2026-08-16": due}},
	} {
		t.Run(name, func(t *testing.T) {
			f := skapa.Facts{Entered: on(t, "2025-12-01"), Finish: on(t, c.finish), Latest: on(t, c.latest)}
			if c.entered != "" {
				f.Entered = on(t, c.entered)
			}
			for _, p := range c.pauses {
				f.Pauses = append(f.Pauses, skapa.Pause{From: on(t, p.from), To: on(t, p.to)})
			}
			rhythm := c.rhythm
			if rhythm == (skapa.Rhythm{}) {
				rhythm = skapa.DefaultRhythm
			}
			for day, want := range c.want {
				s := progress.Stands(&f, rhythm, on(t, day), noFalls)
				if s.Due != want {
					t.Errorf("on %s: %d, want %d (%s … %s)", day, s.Due, want, s.First, s.Last)
				}
				if c.next != "" && s.Due != paused && s.Next != on(t, c.next) {
					t.Errorf("on %s the next is on %s, want %s", day, s.Next, c.next)
				}
			}
		})
	}
}

// The rule said day by day: every day after the meeting that is in no pause
// counts, and the number of them that have passed says whether the next is due.
func TestDueIsWhatCountingDaysSays(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 4))
	first := skapa.DateOf(2027, 10, 1)
	for range 3000 {
		r := skapa.Rhythm{Days: 7 + rng.IntN(60)}
		r.Margin = rng.IntN((r.Days + 1) / 2)
		f := skapa.Facts{Entered: first, Latest: first.Add(rng.IntN(30))}
		for range rng.IntN(5) {
			p := skapa.Pause{From: first.Add(rng.IntN(200))}
			if rng.IntN(6) > 0 {
				p.To = p.From.Add(rng.IntN(40))
			}
			f.Pauses = append(f.Pauses, p)
		}
		counted := 0
		for day := f.Latest; day < first.Add(250); day++ {
			away := false
			for _, p := range f.Pauses {
				away = away || p.On(day)
			}
			if day > f.Latest && !away {
				counted++
			}
			want := progress.NotYet
			switch {
			case away:
				want = progress.Paused
			case counted > r.Days+r.Margin:
				want = progress.Overdue
			case counted >= r.Days-r.Margin:
				want = progress.DueNow
			}
			got := progress.Stands(&f, r, day, noFalls)
			if got.Due != want {
				t.Fatalf("%+v, every %+v, on %s: %d, counting says %d", f, r, day, got.Due, want)
			}
			if !away && counted == r.Days && day > f.Latest && got.Next != day {
				t.Fatalf("%+v: the day is %s, counting says %s", f, got.Next, day)
			}
		}
	}
}

func TestFollowUpsThatStandToBeMade(t *testing.T) {
	period := skapa.ID{1}
	recorded := func(months ...int) (all []skapa.FollowUp) {
		for _, m := range months {
			all = append(all, skapa.FollowUp{Period: period, Months: m})
		}
		return all
	}
	type await struct {
		months  int
		on      string
		overdue bool
	}
	for name, c := range map[string]struct {
		exit, today string
		made        []skapa.FollowUp
		outcome     skapa.Outcome
		want        []await
	}{
		"the day before":         {"2026-01-15", "2026-02-14", nil, skapa.ToWork, nil},
		"the first day":          {"2026-01-15", "2026-02-15", nil, skapa.ToWork, []await{{1, "2026-02-15", false}}},
		"the last day":           {"2026-01-15", "2026-03-01", nil, skapa.Dropout, []await{{1, "2026-02-15", false}}},
		"after it":               {"2026-01-15", "2026-03-02", nil, skapa.ToWork, []await{{1, "2026-02-15", true}}},
		"both":                   {"2026-01-15", "2026-07-15", nil, skapa.ToWork, []await{{1, "2026-02-15", true}, {6, "2026-07-15", false}}},
		"the first made":         {"2026-01-15", "2026-07-15", recorded(1), skapa.ToWork, []await{{6, "2026-07-15", false}}},
		"all made":               {"2026-01-15", "2027-07-15", recorded(6, 1), skapa.ToWork, nil},
		"made of another period": {"2026-01-15", "2026-02-15", []skapa.FollowUp{{Period: skapa.ID{2}, Months: 1}}, skapa.ToWork, []await{{1, "2026-02-15", false}}},
		"in a shorter month":     {"2026-01-31", "2026-02-28", nil, skapa.ToWork, []await{{1, "2026-02-28", false}}},
		"in a leap year":         {"2028-01-31", "2028-02-28", nil, skapa.ToWork, nil},
		"on a leap day":          {"2028-01-31", "2028-02-29", nil, skapa.ToWork, []await{{1, "2028-02-29", false}}},
		"over the new year":      {"2026-08-31", "2027-02-28", recorded(1), skapa.ToWork, []await{{6, "2027-02-28", false}}},
		"of an earlier version":  {"2026-01-15", "2027-02-15", nil, skapa.OutcomeUnknown, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := skapa.Facts{Entered: on(t, "2025-01-01"), Finish: on(t, c.exit), Period: period, Outcome: c.outcome, FollowUps: c.made}
			got := progress.Stands(&f, skapa.DefaultRhythm, on(t, c.today), noFalls)
			if len(got.FollowUps) != len(c.want) {
				t.Fatalf("%+v, want %+v", got.FollowUps, c.want)
			}
			for i, w := range c.want {
				if got.FollowUps[i] != (progress.Awaited{Months: w.months, On: on(t, w.on), Overdue: w.overdue}) {
					t.Errorf("%+v, want %+v", got.FollowUps[i], w)
				}
			}
		})
	}
}

func TestWhatIsLackingAmongActivities(t *testing.T) {
	type part struct {
		status   skapa.Status
		category skapa.Category
		end      string
	}
	for name, c := range map[string]struct {
		parts           []part
		idle, unfocused bool
		since           string
		ending          int
	}{
		"none":                     {idle: true, since: "2026-01-01"},
		"planned":                  {parts: []part{{skapa.Planned, skapa.ForJob, ""}}, idle: true, since: "2026-01-01"},
		"finished":                 {parts: []part{{skapa.Finished, skapa.ForJob, "2026-03-01"}}, idle: true, since: "2026-03-01"},
		"broken off":               {parts: []part{{skapa.BrokenOff, skapa.ForJob, "2026-03-01"}}, idle: true, since: "2026-03-01"},
		"for health":               {parts: []part{{skapa.Ongoing, skapa.ForHealth, ""}}, unfocused: true},
		"for work":                 {parts: []part{{skapa.Ongoing, skapa.ForJob, ""}}},
		"for studies":              {parts: []part{{skapa.Ongoing, skapa.ForHealth, ""}, {skapa.Ongoing, skapa.ForStudy, ""}}},
		"ends later":               {parts: []part{{skapa.Ongoing, skapa.ForJob, "2026-06-16"}}},
		"ends in two weeks":        {parts: []part{{skapa.Ongoing, skapa.ForJob, "2026-06-15"}}, ending: 1},
		"has ended":                {parts: []part{{skapa.Ongoing, skapa.ForJob, "2026-05-15"}, {skapa.Ongoing, skapa.ForJob, "2026-06-01"}}, ending: 2},
		"one for work is finished": {parts: []part{{skapa.Ongoing, skapa.ForSkills, ""}, {skapa.Finished, skapa.ForJob, "2026-03-01"}}, unfocused: true},
	} {
		t.Run(name, func(t *testing.T) {
			f := skapa.Facts{Entered: on(t, "2026-01-01")}
			for _, p := range c.parts {
				f.Participations = append(f.Participations, skapa.NamedParticipation{
					Participation: skapa.Participation{Status: p.status, End: on(t, p.end)}, Category: p.category})
			}
			got := progress.Stands(&f, skapa.DefaultRhythm, on(t, "2026-06-01"), noFalls)
			if got.Idle != c.idle || got.Unfocused != c.unfocused || got.IdleSince != on(t, c.since) || len(got.Ending) != c.ending {
				t.Errorf("%+v", got)
			}
			f.Pauses = []skapa.Pause{{From: on(t, "2026-06-01")}}
			if got := progress.Stands(&f, skapa.DefaultRhythm, on(t, "2026-06-01"), noFalls); got.Idle || got.Unfocused || len(got.Ending) > 0 {
				t.Errorf("on a pause: %+v", got)
			}
		})
	}
}

func TestOpenGoalsWhoseStepHasPassed(t *testing.T) {
	goal := func(by, done string) skapa.Goal { return skapa.Goal{By: on(t, by), Done: on(t, done)} }
	f := skapa.Facts{Goals: []skapa.Goal{goal("2026-05-31", ""), goal("2026-05-01", ""), goal("2026-06-01", ""), goal("", ""), goal("2026-04-01", "2026-04-01")}}
	got := progress.Stands(&f, skapa.DefaultRhythm, on(t, "2026-06-01"), noFalls).Steps
	if len(got) != 2 || got[0].By != on(t, "2026-05-01") || got[1].By != on(t, "2026-05-31") {
		t.Errorf("%+v", got)
	}
}

// Only a certain change to a lower step between the last two of a rater in the
// period is a fall, and it is what the chart calls certain.
func TestFallsAreWhatTheChartCallsCertain(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	seen := 0
	for range 400 {
		in := anyInstrument(rng)
		all := anyHistory(rng, in)
		for i := range all {
			all[i].Instrument = in.Version
		}
		f := skapa.Facts{Ratings: lastTwo(all)}
		var want []progress.Fall
		p := progress.Of(in, f.Ratings, today)
		for _, r := range skapa.Raters {
			for _, a := range p.Areas {
				if c, known := ratedOnBoth(a.Line(r), r, f.Ratings); known && c.Certainty == progress.Certain && c.Steps < 0 {
					want = append(want, progress.Fall{Area: a.Area, Rater: r, Change: c})
				}
			}
		}
		got := progress.NewComparer(in).Falls(&f)
		if len(got) != len(want) {
			t.Fatalf("%+v, the chart says %+v", got, want)
		}
		for i := range got {
			if got[i].Area != want[i].Area || got[i].Rater != want[i].Rater || got[i].Steps != want[i].Steps {
				t.Fatalf("%+v, the chart says %+v", got[i], want[i])
			}
		}
		seen += len(got)
		f.Entered = skapa.LastDate
		if got := progress.NewComparer(in).Falls(&f); len(got) > 0 {
			t.Fatalf("of an earlier period: %+v", got)
		}
		in.Number += 2
		f.Entered = 0
		if got := progress.NewComparer(in).Falls(&f); len(got) > 0 {
			t.Fatalf("of another version: %+v", got)
		}
	}
	if seen == 0 {
		t.Error("nobody fell")
	}
}

// ratedOnBoth gives the change between the last two of a rater, where both rated.
func ratedOnBoth(l progress.Line, r skapa.Rater, ratings []skapa.Assessment) (progress.Change, bool) {
	made := 0
	for _, a := range ratings {
		if a.Rater == r {
			made++
		}
	}
	if made < 2 || len(l.Rated()) < 2 {
		return progress.Change{}, false
	}
	return l.SincePrevious()
}

// lastTwo gives the last two of each rater, by date, one a date.
func lastTwo(all []skapa.Assessment) (last []skapa.Assessment) {
	for _, r := range skapa.Raters {
		var of []skapa.Assessment
		for _, a := range all {
			if a.Rater == r {
				of = append(of, a)
			}
		}
		byDate := map[skapa.Date]skapa.Assessment{}
		for _, a := range of {
			if o, twice := byDate[a.Date]; !twice || string(a.ID[:]) > string(o.ID[:]) {
				byDate[a.Date] = a
			}
		}
		for range 2 {
			var latest skapa.Date
			for d := range byDate {
				latest = max(latest, d)
			}
			if a, is := byDate[latest]; is {
				last = append([]skapa.Assessment{a}, last...)
				delete(byDate, latest)
			}
		}
	}
	return last
}
