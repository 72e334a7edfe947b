package intake

import (
	"fmt"
	"strings"
	"testing"

	"framsteg/store/skapa"
)

// A long table that contradicts itself in every row is told so row by row, however
// long it is: each row is compared with a few others, never with all.
func TestALongContradiction(t *testing.T) {
	const rows = 20_000
	w := &person{code: "H-1"}
	for i := range rows {
		e := &entry{Row: &Row{Number: i + 2}, reading: &reading{}, facts: map[Field]string{Start: "2025-01-10", Name: fmt.Sprintf("Namn %d", i)}}
		w.entries = append(w.entries, e)
	}
	w.contradictions()
	if n := len(w.live()); n != 0 {
		t.Errorf("%d rows stand", n)
	}
}

// Of one with parts of ratings that lack a date, so are the ratings.
func TestALongTableOfStrays(t *testing.T) {
	const rows = 20_000
	w := &person{code: "H-1"}
	add := func(i int, date skapa.Date) {
		r := rating{date: date, rater: skapa.Self, answers: map[string]skapa.Step{"health": 3}, item: "health"}
		if date.IsZero() {
			r.item = "motivation"
		}
		w.entries = append(w.entries, &entry{Row: &Row{Number: i + 2}, reading: &reading{}, facts: map[Field]string{}, ratings: []rating{r}})
	}
	for i := range rows {
		add(i, skapa.Date(i+1))
		add(i, 0)
	}
	for _, e := range w.entries {
		r := e.ratings[0]
		if !r.date.IsZero() {
			w.groups = append(w.groups, &group{date: r.date, rater: r.rater, from: map[string]*entry{"health": e}, entries: []*entry{e}})
		}
	}
	w.strays()
	refused := 0
	for _, e := range w.entries {
		if e.Refused {
			refused++
		}
	}
	if refused != rows {
		t.Errorf("%d of %d ratings are refused", refused, rows)
	}
}

// Names that lost characters are still the same among a few.
func TestLostCharactersContradictNobody(t *testing.T) {
	p := plan(t, workspace(t), table(t, strings.Join([]string{
		"Kod;Namn;Start", "H-1;Kova?evi? Ana;2025-01-10", "H-1;Kovačević Ana;2025-01-10", "H-1;kovačević  ana;2025-01-10", "H-1;Bo Ek;2025-01-10",
	}, "\n")))
	if p.Totals.Refused != 1 || !p.Rows[3].Refused {
		t.Errorf("refused %d: %+v", p.Totals.Refused, p.Rows)
	}
}
