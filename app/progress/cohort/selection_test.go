package cohort_test

import (
	"testing"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

func TestWhomASelectionTakes(t *testing.T) {
	p := five().people()
	for name, c := range map[string]struct {
		s    cohort.Selection
		want string
	}{
		"everybody":                    {cohort.Selection{}, "1 2 3 4 5"},
		"a team":                       {cohort.Selection{Teams: []skapa.ID{id('t', 1)}}, "1 2 5"},
		"the team on the day of exit":  {cohort.Selection{Teams: []skapa.ID{id('t', 2)}}, "3"},
		"nobody's":                     {cohort.Selection{Teams: []skapa.ID{{}}}, "4"},
		"a supervisor":                 {cohort.Selection{Supervisors: []skapa.ID{id('s', 1)}}, "1 3 5"},
		"a supervisor until April":     {cohort.Selection{Supervisors: []skapa.ID{id('s', 2)}, To: on("2026-03-31")}, "2 5"},
		"a supervisor since that day":  {cohort.Selection{Supervisors: []skapa.ID{id('s', 1)}, To: on("2026-04-01")}, "1 3 5"},
		"two municipalities":           {cohort.Selection{Municipalities: []string{"Varberg", ""}}, "2 4 5"},
		"a sex":                        {cohort.Selection{Sexes: []skapa.Sex{skapa.Woman}}, "1 3"},
		"an age":                       {cohort.Selection{Ages: []cohort.Age{cohort.Young, cohort.Older}}, "1 3"},
		"a team and a sex":             {cohort.Selection{Teams: []skapa.ID{id('t', 1)}, Sexes: []skapa.Sex{skapa.Man}}, "2 5"},
		"a category":                   {cohort.Selection{Categories: []skapa.Category{skapa.ForJob, skapa.ForStudy}}, "1 3"},
		"a category before the period": {cohort.Selection{Categories: []skapa.Category{skapa.ForStudy}, From: on("2026-02-01")}, ""},
		"a category on its last day":   {cohort.Selection{Categories: []skapa.Category{skapa.ForStudy}, From: on("2026-01-31")}, "3"},
		"a category after the period":  {cohort.Selection{Categories: []skapa.Category{skapa.ForJob}, To: on("2026-01-31")}, ""},
		"active":                       {cohort.Selection{State: cohort.Active}, "1 2 4 5"},
		"finished":                     {cohort.Selection{State: cohort.Finished}, "3"},
		"active on the day before":     {cohort.Selection{State: cohort.Active, To: on("2026-03-14")}, "1 2 3 5"},
		"finished on the day":          {cohort.Selection{State: cohort.Finished, To: on("2026-03-15")}, "3"},
		"from the day of an exit":      {cohort.Selection{From: on("2026-03-15")}, "1 2 3 4 5"},
		"from the day after":           {cohort.Selection{From: on("2026-03-16")}, "1 2 4 5"},
		"to the day of an entry":       {cohort.Selection{To: on("2026-02-01")}, "1 2 3 5"},
		"to the day before":            {cohort.Selection{To: on("2026-01-31")}, "1 3 5"},
		"before anybody":               {cohort.Selection{To: on("2025-08-31")}, ""},
		"after today":                  {cohort.Selection{From: today.Add(1), To: today.Add(9)}, ""},
		"the wrong way round":          {cohort.Selection{From: on("2026-03-01"), To: on("2026-02-01")}, ""},
	} {
		if got := numbers(p.Report(c.s).Participants); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

// The first rating is of 2026-01-15, so that 2026-04-15 is three months later.
func TestWindow(t *testing.T) {
	for name, c := range map[string]struct {
		window cohort.Span
		others []string // after the first
		want   string   // step of the one compared with; "" for none
	}{
		"nothing else":                    {3, nil, ""},
		"on the day":                      {3, []string{"2026-03-20 self 1", "2026-04-15 self 2", "2026-05-01 self 3"}, "2"},
		"45 days before":                  {3, []string{"2026-03-01 self 2"}, "2"},
		"46 days before":                  {3, []string{"2026-02-28 self 2"}, ""},
		"45 days after":                   {3, []string{"2026-05-30 self 2"}, "2"},
		"46 days after":                   {3, []string{"2026-05-31 self 2"}, ""},
		"the nearest":                     {3, []string{"2026-04-01 self 2", "2026-04-28 self 3"}, "3"},
		"the earlier of two as near":      {3, []string{"2026-04-10 self 2", "2026-04-20 self 3"}, "2"},
		"the other rater's does not":      {3, []string{"2026-04-15 supervisor 2", "2026-05-01 self 3"}, "3"},
		"six months":                      {6, []string{"2026-04-15 self 2", "2026-07-10 self 4"}, "4"},
		"nine months, too long ago":       {9, []string{"2026-04-15 self 2", "2026-07-10 self 4"}, ""},
		"the latest":                      {0, []string{"2026-04-15 self 2", "2026-07-10 self 4"}, "4"},
		"the latest that is not too late": {0, []string{"2026-04-15 self 2", "2026-11-23 self 4"}, "2"},
	} {
		w := five()
		w.all = []*skapa.History{{Periods: []skapa.Period{{Start: on("2026-01-01")}}, Ratings: rates(append([]string{"2026-01-15 self 5"}, c.others...)...)}}
		got := ""
		for i, latest := range w.people().Report(cohort.Selection{Span: c.window}).Blocks[0].Latest {
			if latest.N > 0 {
				got += string(rune('1' + i))
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

// How many a team is planned for says nothing of a part of it.
func TestPlanned(t *testing.T) {
	for name, c := range map[string]struct {
		s    cohort.Selection
		want int
	}{
		"all teams":             {cohort.Selection{}, 6},
		"one":                   {cohort.Selection{Teams: []skapa.ID{id('t', 1)}}, 4},
		"one, in a period":      {cohort.Selection{Teams: []skapa.ID{id('t', 1)}, From: on("2026-05-01"), Span: 6}, 4},
		"the women of one":      {cohort.Selection{Teams: []skapa.ID{id('t', 1)}, Sexes: []skapa.Sex{skapa.Woman}}, 0},
		"the active of one":     {cohort.Selection{Teams: []skapa.ID{id('t', 1)}, State: cohort.Active}, 0},
		"nobody's participants": {cohort.Selection{Teams: []skapa.ID{{}}}, 0},
	} {
		for _, m := range five().people().Report(c.s).Months {
			if m.Planned != c.want {
				t.Errorf("%s: %d, not %d", name, m.Planned, c.want)
			}
		}
	}
	w := five()
	delete(w.places, id('t', 2))
	if got := w.people().Report(cohort.Selection{}).Months[0].Planned; got != 0 {
		t.Errorf("%d where one team states none", got)
	}
}
