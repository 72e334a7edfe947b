package overview_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/assets"
	"framsteg/store/skapa"
)

var (
	coast  = skapa.ID{1}
	inland = skapa.ID{2}
	other  = skapa.ID{3} // of the same name as inland
	lena   = skapa.ID{4}
	today  = skapa.DateOf(2026, time.November, 22)
	naming = overview.Names{File: "Kust", Digest: "0123456789abcdef", Teams: map[skapa.ID]string{coast: "Ängelholm", inland: "Halmstad", other: "Halmstad"}, Supervisors: map[skapa.ID]string{lena: "Lena Ek"}}
	raters = skapa.Raters
)

func parts(keys ...string) []cohort.Part {
	all := make([]cohort.Part, len(keys))
	for i, key := range keys {
		all[i].Key = key
	}
	return all
}

// shape gives a report with everything in it that one can have, and no numbers.
func shape() cohort.Report {
	in := assets.Instrument()
	r := cohort.Report{
		Instrument: in, Day: today, Limit: 5,
		Breakdowns: []cohort.Breakdown{
			{Key: "sex", Parts: parts("woman", "man", "other", "")},
			{Key: "age", Parts: parts("16-24", "25-54", "55-64", "other", "")},
			{Key: "team", Parts: parts(coast.String(), inland.String(), other.String(), "")},
			{Key: "municipality", Parts: parts("Halmstad", "Ängelholm", "")},
		},
		Standing:   parts("notYet", "due", "overdue", "never", "paused"),
		Continuity: cohort.Continuity{Changes: parts("0", "1", "2", "3+")},
		Exits: cohort.Exits{Outcomes: parts("work", "studies", "closer", "dropout", "other", ""), After: []cohort.After{
			{Months: 1, Outcomes: parts("work", "studies", "closer", "other", "unreached", "waiting")},
			{Months: 6, Outcomes: parts("work", "studies", "closer", "other", "unreached", "waiting")},
		}},
	}
	for m := time.September; m <= time.November; m++ {
		r.Months = append(r.Months, cohort.Month{First: skapa.DateOf(2026, m, 1), Planned: 30_000 + int(m)})
	}
	for _, rater := range raters {
		r.Meetings = append(r.Meetings, cohort.Meetings{Rater: rater})
		for _, area := range append(in.Areas, skapa.AreaText{}) {
			b := cohort.Block{Area: area.Area, Rater: rater}
			if b.Area != "" {
				b.Start, b.Latest = make([]cohort.Count, len(in.Steps)), make([]cohort.Count, len(in.Steps))
				for step := range in.Steps {
					b.ByStart = append(b.ByStart, cohort.StartLevel{Step: step + 1})
				}
			}
			r.Blocks = append(r.Blocks, b)
		}
		r.Combinations = append(r.Combinations, cohort.Combinations{Rater: rater, Rows: []cohort.Combination{
			{}, {Categories: []skapa.Category{skapa.ForJob}}, {Categories: []skapa.Category{skapa.ForJob, skapa.ForHealth}},
		}})
	}
	for _, area := range in.Areas {
		r.Agreements = append(r.Agreements, cohort.Agreement{Area: area.Area})
	}
	return r
}

// walk calls what it is given for every count and every statistic in a report.
func walk(r *cohort.Report, count func(*cohort.Count), stat func(*cohort.Stat)) {
	var into func(v reflect.Value)
	into = func(v reflect.Value) {
		switch at := v.Addr().Interface().(type) {
		case *cohort.Count:
			count(at)
			return
		case *cohort.Stat:
			stat(at)
			return
		case *skapa.Instrument, *cohort.Selection:
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					into(v.Field(i))
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				into(v.Index(i))
			}
		}
	}
	into(reflect.ValueOf(r).Elem())
}

// given gives a report in which every number is another one: the counts from 1000
// on, the statistics below 1.
func given() cohort.Report {
	r := shape()
	n := 1000
	walk(&r, func(c *cohort.Count) {
		n++
		*c = cohort.Count{N: n, Who: []int32{int32(n)}}
	}, func(s *cohort.Stat) {
		n++
		*s = cohort.Stat{Value: 1 / float64(n), Known: true}
	})
	return r
}

// half gives the report with about half of its numbers hidden, as Publish hides.
func half(seed uint64) cohort.Report {
	r, dice := given(), rand.New(rand.NewPCG(seed, seed))
	walk(&r, func(c *cohort.Count) {
		if dice.IntN(2) == 0 {
			*c = cohort.Count{Hidden: true}
		}
	}, func(s *cohort.Stat) {
		switch dice.IntN(4) {
		case 0, 1:
			*s = cohort.Stat{Known: true, Hidden: true}
		case 2:
			*s = cohort.Stat{}
		}
	})
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// cells calls what it is given for every cell of a document.
func cells(d overview.Document, f func(overview.Table, overview.Row, int, overview.Cell)) {
	for _, s := range d.Sections {
		for _, t := range s.Tables {
			for _, r := range t.Rows {
				for i, c := range r.Cells {
					f(t, r, i, c)
				}
			}
		}
	}
}
