package report

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"time"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// crowd says what a made-up report of many is like.
type crowd struct {
	seed   uint64
	people int
	months int
	steps  int
	teams  []string
	hidden float64 // share of the numbers
	limit  int     // 0 for one that was not published
	window cohort.Span
}

var teamsOfMany = []string{"Falkenberg", "Halmstad", "Kungsbacka", "Laholm och Hylte", "Varberg"}

// usualCrowd is what a hub has.
var usualCrowd = crowd{seed: 3, people: 143, months: 12, steps: 5, teams: teamsOfMany, hidden: 0.08, limit: 5}

// hostile are names that no layout was made for.
var hostile = []string{
	strings.Repeat("Arbetsmarknadsenheten ", 12), strings.Repeat("Å", 120), "فريق الشمال", "צוות הצפון", "🙂🚀 Team 🙂", "日本語チーム",
	"tab\tand\nline", "a\u200fb\u202e", "–", strings.Repeat("a-b/c ", 60),
}

// poison is what a number that is hidden has in the tests: nothing may read it.
const poison = 777_123

// parts divides a number between some keys.
func (c crowd) parts(rng *rand.Rand, n int, keys ...string) []cohort.Part {
	all := make([]cohort.Part, len(keys))
	for i, key := range keys {
		all[i].Key = key
	}
	for range n {
		all[rng.IntN(len(all))].N++
	}
	return all
}

func counts(parts []cohort.Part) []cohort.Count {
	all := make([]cohort.Count, len(parts))
	for i, p := range parts {
		all[i] = p.Count
	}
	return all
}

func known(v float64) cohort.Stat { return cohort.Stat{Value: math.Round(v*100) / 100, Known: true} }

func around(mean, wide float64) cohort.Interval {
	return cohort.Interval{Mean: known(mean), Low: known(mean - wide), High: known(mean + wide)}
}

// report makes the report.
func (c crowd) report() cohort.Report {
	rng := rand.New(rand.NewPCG(c.seed, 7))
	in := assets.Instrument()
	in.Steps = in.Steps[:min(len(in.Steps), c.steps)]
	for len(in.Steps) < c.steps {
		in.Steps = append(in.Steps, skapa.Text{"sv": fmt.Sprintf("Steg nummer %d", len(in.Steps)+1), "en": fmt.Sprintf("Step number %d", len(in.Steps)+1)})
	}
	n := c.people
	r := cohort.Report{
		Selection: cohort.Selection{Span: c.window}, Instrument: in, Day: today, Limit: c.limit,
		Participants: cohort.Count{N: n},
		Breakdowns: []cohort.Breakdown{
			{Key: "sex", Parts: c.parts(rng, n, "woman", "man", "other", "")},
			{Key: "age", Parts: c.parts(rng, n, "16-24", "25-54", "55-64", "other", "")},
			{Key: "team", Parts: c.parts(rng, n, c.ids()...)},
			{Key: "municipality", Parts: c.parts(rng, n, append(slices.Clone(c.teams), "")...)},
		},
		Standing:   c.parts(rng, n, "notYet", "due", "overdue", "never", "paused"),
		Continuity: cohort.Continuity{Followed: cohort.Count{N: n - n/9}, Without: cohort.Count{N: n / 9}, Changes: c.parts(rng, n-n/9, "0", "1", "2", "3+")},
		Exits: cohort.Exits{Exits: cohort.Count{N: n / 2}, Outcomes: c.parts(rng, n/2, "work", "studies", "closer", "dropout", "other", ""), After: []cohort.After{
			{Months: 1, Asked: cohort.Count{N: n / 3}, Outcomes: c.parts(rng, n/3, "work", "studies", "closer", "other", "unreached", "waiting")},
			{Months: 6, Asked: cohort.Count{N: n / 4}, Outcomes: c.parts(rng, n/4, "work", "studies", "closer", "other", "unreached", "waiting")},
		}},
	}
	now := n / 3
	for i := range c.months {
		flows := c.parts(rng, n/6, "in", "out")
		now = max(0, now+flows[0].N-flows[1].N)
		busy := c.parts(rng, now, "idle", "busy")
		r.Months = append(r.Months, cohort.Month{
			First: skapa.DateOf(2026, time.November-time.Month(c.months-1-i), 1), In: flows[0].Count, Out: flows[1].Count,
			Now: cohort.Count{N: now}, Idle: busy[0].Count, Busy: busy[1].Count, Planned: n / 2,
		})
	}
	for _, rater := range skapa.Raters {
		r.Meetings = append(r.Meetings, cohort.Meetings{Rater: rater, Done: cohort.Count{N: 3 * n}, Due: cohort.Count{N: n / 7}, Missed: cohort.Count{N: n / 5}})
		for _, area := range append(slices.Clone(in.Areas), skapa.AreaText{}) {
			r.Blocks = append(r.Blocks, c.block(rng, area.Area, rater))
		}
		combined := cohort.Combinations{Rater: rater, Pairs: cohort.Count{N: n - n/5}, Left: cohort.Count{N: n / 5}}
		for i, part := range c.parts(rng, n-n/5, "a", "b", "c", "d") {
			combined.Rows = append(combined.Rows, cohort.Combination{
				Categories: skapa.Categories[:i], Pairs: part.Count, Improved: cohort.Count{N: part.N / 2}, Change: around(rng.Float64(), 0.2),
			})
		}
		r.Combinations = append(r.Combinations, combined)
	}
	for i, area := range in.Areas {
		sides := c.parts(rng, n-n/4, "self", "equal", "supervisor")
		r.Agreements = append(r.Agreements, cohort.Agreement{
			Area: area.Area, Pairs: cohort.Count{N: n - n/4}, Left: cohort.Count{N: n / 4}, SelfHigher: sides[0].Count, Equal: sides[1].Count,
			SupervisorHigher: sides[2].Count, Difference: around(0.2*float64(i)-0.5, 0.15), Kappa: known(0.4 + 0.05*float64(i)),
		})
	}
	r.Continuity.Months = cohort.Box{Lower: known(2.5), Median: known(5), Upper: known(11.25)}
	c.hide(rng, &r)
	return r
}

func (c crowd) block(rng *rand.Rand, area skapa.Area, rater skapa.Rater) cohort.Block {
	left := c.people/5 + rng.IntN(2)
	left = min(left, c.people)
	n := c.people - left
	moved := c.parts(rng, n, "up", "same", "kept", "down", "up")
	b := cohort.Block{
		Area: area, Rater: rater, Pairs: cohort.Count{N: n}, Left: cohort.Count{N: left},
		Improved: cohort.Count{N: moved[0].N + moved[4].N}, Unchanged: moved[1].Count, KeptHigh: moved[2].Count, Worsened: moved[3].Count,
		CertainlyImproved: cohort.Count{N: moved[0].N / 2}, CertainlyWorsened: cohort.Count{N: moved[3].N / 3},
		Change:   around(0.1+0.4*rng.Float64(), 0.14),
		StartBox: cohort.Box{Lower: known(2), Median: known(2.5), Upper: known(3)}, LatestBox: cohort.Box{Lower: known(2), Median: known(3), Upper: known(3.75)},
		RankBiserial: known(0.31),
	}
	if area == "" {
		return b
	}
	steps := make([]string, c.steps)
	b.Start, b.Latest = counts(c.parts(rng, n, steps...)), counts(c.parts(rng, n, steps...))
	for i, s := range b.Start {
		ways := c.parts(rng, s.N, "up", "same", "down")
		b.ByStart = append(b.ByStart, cohort.StartLevel{Step: i + 1, Pairs: s, Improved: ways[0].Count, Same: ways[1].Count, Worsened: ways[2].Count})
	}
	return b
}

func (c crowd) ids() []string {
	ids := []string{""}
	for i := range c.teams {
		ids = append(ids, skapa.ID{9, byte(i)}.String())
	}
	return ids
}

// hide hides a share of the numbers, in which there is poison then.
func (c crowd) hide(rng *rand.Rand, r *cohort.Report) {
	var into func(v reflect.Value)
	into = func(v reflect.Value) {
		hides := func() bool { return rng.Float64() < c.hidden }
		switch at := v.Addr().Interface().(type) {
		case *cohort.Count:
			if at != &r.Participants && hides() { // they are never hidden
				*at = cohort.Count{N: poison, Hidden: true}
			}
		case *cohort.Stat:
			if hides() {
				*at = cohort.Stat{Value: poison, Known: true, Hidden: true}
			}
		case *skapa.Instrument, *cohort.Selection:
		default:
			for i := range fields(v) {
				if f := fieldOf(v, i); f.CanSet() {
					into(f)
				}
			}
		}
	}
	participants := r.Participants
	into(reflect.ValueOf(r).Elem())
	if c.hidden < 1 {
		r.Participants = participants
	}
}

func fields(v reflect.Value) int {
	switch v.Kind() {
	case reflect.Struct:
		return v.NumField()
	case reflect.Slice:
		return v.Len()
	}
	return 0
}

func fieldOf(v reflect.Value, i int) reflect.Value {
	if v.Kind() == reflect.Struct {
		return v.Field(i)
	}
	return v.Index(i)
}

// document puts the report into words.
func (c crowd) document(w words.Words) overview.Document {
	names := overview.Names{File: "Halland", Digest: strings.Repeat("0123456789abcdef", 4), Teams: map[skapa.ID]string{}}
	for i, team := range c.teams {
		names.Teams[skapa.ID{9, byte(i)}] = team
	}
	return overview.Of(c.report(), names, w)
}

// crowds are made-up reports of every kind.
func crowds() map[string]crowd {
	all := map[string]crowd{
		"usual": usualCrowd,
		"empty": {seed: 1, steps: 5, limit: 5}, "one": {seed: 1, people: 1, months: 1, steps: 5},
		"three years": {seed: 2, people: 9_999, months: 36, steps: 5, teams: teamsOfMany, limit: 5, hidden: 0.02, window: 6},
		"nine steps":  {seed: 4, people: 240, months: 24, steps: 9, teams: teamsOfMany, limit: 10, hidden: 0.15},
		"hostile":     {seed: 5, people: 311, months: 7, steps: 5, teams: hostile},
		"all hidden":  {seed: 6, people: 8, months: 14, steps: 5, teams: teamsOfMany[:2], limit: 5, hidden: 1},
	}
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 11))
		all[fmt.Sprint("random ", seed)] = crowd{
			seed: seed, people: rng.IntN(400), months: rng.IntN(40), steps: 2 + rng.IntN(8), teams: hostile[:rng.IntN(len(hostile))],
			limit: 5 * rng.IntN(2), hidden: rng.Float64() / 2, window: cohort.Spans[rng.IntN(len(cohort.Spans))],
		}
	}
	return all
}
