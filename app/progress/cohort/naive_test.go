package cohort_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"framsteg/app/progress"
	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// counted are the participants of each kind, by what they are called here.
type counted map[string][]int32

func (c counted) add(what string, place int32) { c[what] = append(c[what], place) }

func (c counted) want(t *testing.T, what string, got cohort.Count) {
	t.Helper()
	if !slices.Equal(c[what], got.Who) || got.N != len(got.Who) {
		t.Errorf("%s: %v, not %v", what, got.Who, c[what])
	}
}

// latest gives the latest period of a history as it was on a day.
func latest(h *skapa.History, d skapa.Date) skapa.Period {
	periods := asOf(h, d).Periods
	return periods[len(periods)-1]
}

// What the lines of each single participant say, put together.
func TestBlocksAreWhatTheLinesSay(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		for _, b := range r.Blocks {
			seen := counted{}
			var differences []float64
			for _, place := range r.Participants.Who {
				h := asOf(w.all[place], r.Day)
				of := progress.Of(w.in, ratedSince(h, latest(h, r.Day).Start), r.Day)
				change, known := naiveChange(lineOf(of, &b), s.Span)
				if !known {
					seen.add("left", place)
					continue
				}
				differences = append(differences, change.Steps)
				seen.tell(place, change)
			}
			seen.wantIn(t, &b)
			mean, low, high, _ := progress.MeanInterval(differences)
			if b.Change.Mean.Value != mean || b.Change.Low.Value != low || b.Change.High.Value != high {
				t.Errorf("a change of %+v, not %v, %v … %v", b.Change, mean, low, high)
			}
		}
	})
}

func ratedSince(h *skapa.History, d skapa.Date) []skapa.Assessment {
	return slices.DeleteFunc(slices.Clone(h.Ratings), func(a skapa.Assessment) bool { return a.Date < d })
}

func areaOf(p progress.Progress, area skapa.Area) int {
	return slices.IndexFunc(p.Areas, func(a progress.Area) bool { return a.Area == area })
}

func lineOf(p progress.Progress, b *cohort.Block) progress.Line {
	if b.Area == "" {
		return p.Mean.Line(b.Rater)
	}
	return p.Areas[areaOf(p, b.Area)].Line(b.Rater)
}

// naiveChange is Line.SinceFirst, or that of a line without what is not the first
// and the one nearest to so many months later.
func naiveChange(l progress.Line, window cohort.Span) (progress.Change, bool) {
	if window == 0 {
		return l.SinceFirst()
	}
	first, known := l.First()
	if !known {
		return progress.Change{}, false
	}
	for away := 0; away <= cohort.SpanDays; away++ {
		for _, day := range []skapa.Date{progress.MonthsAfter(first.Date, int(window)).Add(-away), progress.MonthsAfter(first.Date, int(window)).Add(away)} {
			for _, point := range l.Rated() {
				if point.Date == day {
					l.Points = []progress.Point{first, point}
					return l.SinceFirst()
				}
			}
		}
	}
	return progress.Change{}, false
}

// tell adds what became of one pair.
func (c counted) tell(place int32, change progress.Change) {
	step := func(v float64) string { return string(rune('0' + int(v+0.5))) }
	start := "start " + step(change.From.Value)
	moved := "same"
	switch {
	case change.Steps > 0:
		moved = "improved"
	case change.Steps < 0:
		moved = "worsened"
	case change.End == progress.Highest:
		c.add("kept high", place)
	default:
		c.add("unchanged", place)
	}
	for _, what := range []string{"pairs", start, "latest " + step(change.To.Value), moved, start + " " + moved} {
		c.add(what, place)
	}
	if change.Certainty == progress.Certain {
		c.add("certainly "+moved, place)
	}
}

func (c counted) wantIn(t *testing.T, b *cohort.Block) {
	t.Helper()
	for what, got := range map[string]cohort.Count{
		"pairs": b.Pairs, "left": b.Left, "improved": b.Improved, "worsened": b.Worsened, "unchanged": b.Unchanged,
		"kept high": b.KeptHigh, "certainly improved": b.CertainlyImproved, "certainly worsened": b.CertainlyWorsened,
	} {
		c.want(t, what, got)
	}
	for i, l := range b.ByStart {
		step := string(rune('1' + i))
		c.want(t, "start "+step, b.Start[i])
		c.want(t, "latest "+step, b.Latest[i])
		c.want(t, "start "+step+" improved", l.Improved)
		c.want(t, "start "+step+" same", l.Same)
		c.want(t, "start "+step+" worsened", l.Worsened)
	}
}

// The last date on which both points of a participant's lines have a value.
func TestAgreementsAreWhatTheLinesSay(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		for _, a := range r.Agreements {
			seen := counted{}
			for _, place := range r.Participants.Who {
				h := asOf(w.all[place], r.Day)
				of := progress.Of(w.in, ratedSince(h, latest(h, r.Day).Start), r.Day)
				lines := of.Areas[areaOf(of, a.Area)]
				what := "left"
				for i, self := range lines.Self.Points {
					supervisor := lines.Supervisor.Points[i]
					switch {
					case self.Kind != progress.Rated || supervisor.Kind != progress.Rated:
					case progress.Same(self.Value, supervisor.Value):
						what = "equal"
					case self.Value > supervisor.Value:
						what = "self"
					default:
						what = "supervisor"
					}
				}
				seen.add(what, place)
			}
			seen.want(t, "left", a.Left)
			seen.want(t, "equal", a.Equal)
			seen.want(t, "self", a.SelfHigher)
			seen.want(t, "supervisor", a.SupervisorHigher)
		}
	})
}

// Day by day: who came, who went, and who was there with what.
func TestFlowDayByDay(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		seen := counted{}
		first := r.Day
		for _, place := range r.Participants.Who {
			h := asOf(w.all[place], r.Day)
			for d := max(s.From, h.Periods[0].Start); d <= r.Day; d++ {
				first = min(first, d)
				naiveDay(seen, place, h, d, d == r.Day)
			}
		}
		months := 0
		if first <= r.Day && r.Participants.N > 0 {
			months = (r.Day.Year()-first.Year())*12 + int(r.Day.Month()) - int(first.Month()) + 1
		}
		if len(r.Months) != months {
			t.Errorf("%d months, not %d", len(r.Months), months)
		}
		for i, m := range r.Months {
			if i == 0 && (m.First > first || m.First.Day() != 1) || i > 0 && m.First != progress.MonthsAfter(r.Months[i-1].First, 1) {
				t.Errorf("month %d begins on %v, the first on %v", i, m.First, first)
			}
			name := m.First.String()[:7]
			seen.want(t, name+" in", m.In)
			seen.want(t, name+" out", m.Out)
			seen.want(t, name+" idle", m.Idle)
			seen.want(t, name+" busy", m.Busy)
		}
	})
}

func naiveDay(seen counted, place int32, h *skapa.History, d skapa.Date, last bool) {
	name := d.String()[:7]
	once := func(what string) {
		if !slices.Contains(seen[name+what], place) {
			seen.add(name+what, place)
		}
	}
	for _, period := range h.Periods {
		if period.Start == d {
			once(" in")
		}
		if period.Finish == d {
			once(" out")
		}
		if period.Start > d || !period.Finish.IsZero() && period.Finish <= d || !last && d.Month() == (d+1).Month() {
			continue
		}
		what := " idle"
		for _, a := range h.Participations {
			if a.Status != skapa.Planned && a.Start <= d && (a.Status == skapa.Ongoing || a.End > d || a.End == d && a.Start == d) {
				what = " busy"
			}
		}
		once(what)
	}
}

// Who is asked for a meeting is who stands so on the overview of today.
func TestStandingIsThatOfToday(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		seen, names := counted{}, map[progress.Due]string{progress.NotYet: "notYet", progress.DueNow: "due", progress.Overdue: "overdue", progress.NeverRated: "never", progress.Paused: "paused"}
		for _, place := range r.Participants.Who {
			h := asOf(w.all[place], r.Day)
			period := latest(h, r.Day)
			f := &skapa.Facts{Participations: h.Participations, Entered: period.Start, Finish: period.Finish, Period: period.ID, Outcome: period.Outcome, Pauses: h.Pauses, FollowUps: h.FollowUps}
			for _, a := range h.Ratings {
				f.Latest = max(f.Latest, a.Date)
			}
			stands := progress.Stands(f, w.rhythm, r.Day, func(*skapa.Facts) []progress.Fall { return nil })
			if stands.Due != progress.Left {
				seen.add(names[stands.Due], place)
			}
			if now := r.Months[len(r.Months)-1]; stands.Due != progress.Left && stands.Due != progress.Paused && slices.Contains(now.Idle.Who, place) != stands.Idle {
				t.Errorf("%d is without an activity: %t on the overview of today", place, stands.Idle)
			}
			for _, awaited := range stands.FollowUps {
				seen.add("await", place*100+int32(awaited.Months))
			}
		}
		for _, part := range r.Standing {
			seen.want(t, part.Key, part.Count)
		}
		var waiting []int32
		for _, a := range r.Exits.After {
			for _, who := range a.Outcomes[len(a.Outcomes)-1].Who {
				waiting = append(waiting, who*100+int32(a.Months))
			}
		}
		if slices.Sort(waiting); s.From.IsZero() && !slices.Equal(waiting, seen["await"]) {
			t.Errorf("waiting: %v, not %v", waiting, seen["await"])
		}
	})
}

// Day by day: how many days that count have passed since the last meeting.
func TestMeetingsDayByDay(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		for _, m := range r.Meetings {
			done, missed := 0, 0
			seen := counted{}
			for _, place := range r.Participants.Who {
				h := asOf(w.all[place], r.Day)
				h.Ratings = slices.DeleteFunc(h.Ratings, func(a skapa.Assessment) bool { return a.Rater != m.Rater })
				for _, a := range h.Ratings {
					if a.Date >= s.From {
						done++
					}
				}
				n, due := naiveMissed(h, w.rhythm, s.From, r.Day)
				if missed += n; due {
					seen.add("due", place)
				}
				if n > 0 {
					seen.add("missed", place)
				}
			}
			seen.want(t, "due", m.Due)
			if m.Done.N != done || m.Missed.N != missed || !slices.Equal(m.Missed.Who, seen["missed"]) {
				t.Errorf("%d made and %d missed by %v, not %d and %d by %v", m.Done.N, m.Missed.N, m.Missed.Who, done, missed, seen["missed"])
			}
		}
	})
}

func naiveMissed(h *skapa.History, rhythm skapa.Rhythm, from, today skapa.Date) (missed int, due bool) {
	paused := func(d skapa.Date) bool {
		return slices.ContainsFunc(h.Pauses, func(p skapa.Pause) bool { return p.On(d) })
	}
	for _, period := range h.Periods {
		days := 0
		for d := period.Start; d <= today && (period.Finish.IsZero() || d <= period.Finish); d++ {
			if days == rhythm.Days+rhythm.Margin { // passed yesterday
				if days = rhythm.Margin; d >= from {
					missed++
				}
			}
			if d > period.Start && !paused(d) {
				days++
			}
			if slices.ContainsFunc(h.Ratings, func(a skapa.Assessment) bool { return a.Date == d }) {
				days = 0
			}
		}
		due = period.Finish.IsZero() && days >= rhythm.Days-rhythm.Margin && !paused(today)
	}
	return missed, due
}

// Day by day: what was under way side by side between the ratings of a pair.
func TestCombinationsDayByDay(t *testing.T) {
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		s.Span = 0
		r := p.Report(s)
		for _, c := range r.Combinations {
			for _, row := range c.Rows {
				for _, place := range row.Pairs.Who {
					h := asOf(w.all[place], r.Day)
					change, _ := progress.Of(w.in, ratedSince(h, latest(h, r.Day).Start), r.Day).Mean.Line(c.Rater).SinceFirst()
					days := map[[5]bool]int{}
					for d := change.From.Date; d <= change.To.Date; d++ {
						var set [5]bool
						for _, a := range h.Participations {
							if i := slices.Index(skapa.Categories, a.Category); i >= 0 && a.Status != skapa.Planned && a.Start <= d && (a.Status == skapa.Ongoing || a.End > d || a.End == d && a.Start == d) {
								set[i] = true
							}
						}
						days[set]++
					}
					var got [5]bool
					for _, category := range row.Categories {
						got[slices.Index(skapa.Categories, category)] = true
					}
					size := func(set [5]bool) (n int) {
						for _, in := range set {
							if in {
								n++
							}
						}
						return n
					}
					for set, n := range days {
						if days[got] == 0 || size(set) > size(got) || size(set) == size(got) && n > days[got] {
							t.Errorf("%v on %d days, but %v on %d", row.Categories, days[got], set, n)
						}
					}
				}
			}
		}
	})
}
