package cohort_test

import (
	"testing"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// One date of entry that is written wrong makes no hundreds of months, and what was
// before those that are told is told together.
func TestMonthsAreNotMoreThanCanBeRead(t *testing.T) {
	w := five()
	old := func(n int, entry, exit string) *skapa.History {
		return &skapa.History{Participant: id('p', n), Periods: []skapa.Period{{ID: id('d', n), Start: on(entry), Finish: on(exit), Result: skapa.Result{Outcome: skapa.Closer}}}}
	}
	w.all = append(w.all, old(8, "1900-02-03", "2021-07-31"), old(9, "2021-06-30", "2021-07-01"), old(10, "2020-01-01", "2021-06-01"))
	p := w.people()
	to := on("2026-06-30")
	r := p.Report(cohort.Selection{To: to})
	if len(r.Months) != cohort.MostMonths+1 {
		t.Fatalf("%d months", len(r.Months))
	}
	early, next := r.Months[0], r.Months[1]
	if !early.Earlier || early.First != on("1900-02-01") || next.Earlier || next.First != on("2021-07-01") {
		t.Errorf("first %+v, then %+v", early, next)
	}
	wantCounts(t, &r, ".Months[1900-02-01]", map[string]string{".In": "6 7 8", ".Out": "8", ".Now": "6 7", ".Idle": "6 7"})
	wantCounts(t, &r, ".Months[2021-07-01]", map[string]string{".Out": "6 7"})

	r = p.Report(cohort.Selection{From: on("1900-02-04"), To: to})
	wantCounts(t, &r, ".Months[1900-02-01]", map[string]string{".In": "7 8", ".Out": "8", ".Now": "6 7", ".Idle": "6 7"})

	w.all = w.all[:5]
	r = w.people().Report(cohort.Selection{From: on("1900-01-01"), To: to})
	if len(r.Months) != 10 || r.Months[0].First != on("2025-09-01") || r.Months[0].Earlier {
		t.Errorf("%d months from %s", len(r.Months), r.Months[0].First)
	}
}
