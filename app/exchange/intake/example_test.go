package intake

import (
	"testing"

	"framsteg/store/skapa"
)

// The tables as teams keep them come in whole, and a second time change nothing.
func TestTheExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector, of one goroutine")
	}
	for _, c := range []struct {
		tables []string
		last   Totals // of the last table
		again  Totals
	}{
		{[]string{"participants.csv"}, Totals{Rows: 60, NewParticipants: 60}, Totals{Rows: 60, Idle: 60}},
		{
			[]string{"team-sheet-wide.csv"}, // the last two rows repeat the first two
			Totals{Rows: 493, Idle: 2, NewParticipants: 55, NewAssessments: 491, Answers: 3127},
			Totals{Rows: 493, Idle: 493, SameAssessments: 491},
		},
		{
			[]string{"participants.csv", "ratings-long.xlsx"},
			Totals{Rows: 3329, NewAssessments: 565, Answers: 3329},
			Totals{Rows: 3329, Idle: 3329, SameAssessments: 565},
		},
		{ // nobody says when these people started
			[]string{"ratings-long.xlsx"}, Totals{Rows: 3329, Refused: 3329}, Totals{Rows: 3329, Refused: 3329},
		},
		{ // the same codes for other people
			[]string{"participants.csv", "team-sheet-wide.csv"}, Totals{Rows: 493, Refused: 493}, Totals{Rows: 493, Refused: 493},
		},
	} {
		s := workspace(t)
		var last Totals
		for _, name := range c.tables {
			last = take(t, s, example(t, name))
		}
		name := c.tables[len(c.tables)-1]
		if last != c.last {
			t.Errorf("%v: %+v", c.tables, last)
		}
		image := saved(t, s)
		if again := take(t, s, example(t, name)); again != c.again || saved(t, s) != image {
			t.Errorf("%v again: %+v", c.tables, again)
		}
	}
}

// What is in the workspace then is what the team wrote, whichever way it did.
func TestTheExampleAsItIsKept(t *testing.T) {
	s := workspace(t)
	take(t, s, example(t, "team-sheet-wide.csv"))
	ctx := t.Context()
	p, err := s.ParticipantByCode(ctx, "H-1000")
	must(t, err)
	if p.Name != "Elin Sjögren" || p.BirthYear != 2002 || p.Sex != skapa.Woman || p.Municipality != "Halmstad" || p.Start != date("2025-02-13") {
		t.Errorf("got %+v", p)
	}
	all, err := s.Assessments(ctx, p.ID)
	must(t, err)
	if len(all) != 12 {
		t.Fatalf("there are %d ratings", len(all))
	}
	if a := all[0]; a.Date != date("2025-02-18") || a.Rater != skapa.BySupervisor || a.Answers["belief"] != 1 || a.Answers["cooperation"] != 1 {
		t.Errorf("18/02/2025 is %+v", a)
	}
	a := all[3]
	if a.Date != date("2025-08-08") || a.Rater != skapa.Self || a.Answers["cooperation"] != skapa.Declined || len(a.Answers) != 6 || a.Comment != "Rad ett\nrad två" {
		t.Errorf("250808 is %+v", a)
	}
	if a := all[5]; a.Date != date("2025-11-01") || a.Comment != `=HYPERLINK("x")` || a.Answers["health"] != 3 {
		t.Errorf("251101 is %+v", a)
	}
	teams, err := s.Teams(ctx)
	must(t, err)
	supervisors, err := s.Supervisors(ctx)
	must(t, err)
	if len(teams) != 6 || len(supervisors) != 8 { // with those of who imported
		t.Errorf("there are %v and %v", teams, supervisors)
	}
}

// An import can be undone, and done again.
func TestImportAndUndo(t *testing.T) {
	s := workspace(t)
	ctx := t.Context()
	take(t, s, example(t, "participants.csv"))
	take(t, s, example(t, "ratings-long.xlsx"))
	act, err := s.Undo(ctx)
	must(t, err)
	all, err := s.Caseload(ctx)
	must(t, err)
	if act.Key != "act.import" || len(all) != 60 || !all[0].LatestSelf.IsZero() {
		t.Errorf("after %+v there are %d, the first %+v", act, len(all), all[0])
	}
	if again := plan(t, s, example(t, "ratings-long.xlsx")).Totals; again.NewAssessments != 565 {
		t.Errorf("again: %+v", again)
	}
}
