package intake

import (
	"strings"
	"testing"

	"framsteg/app/words"
	"framsteg/store/skapa"
)

// A team or a supervisor that the import would make is told, and one that is
// there by any spelling of its case, or by the name of one it was joined with, is
// not; nor is one that only a refused row has.
func TestNewTeamsAreTold(t *testing.T) {
	s := workspace(t)
	take(t, s, table(t, "Kod;Team;Handledare;Start\nH-1;Halmstad;Lena Ek;2025-01-10\nH-2;Halmsted;Pär Öhrn;2025-01-10"))
	teams, err := s.Teams(t.Context())
	must(t, err)
	must(t, s.Join(t.Context(), "team", teams[0].ID, []skapa.ID{teams[1].ID}))
	p := plan(t, s, table(t, "Kod;Team;Handledare;Start\nN-1;HALMSTAD;lena ek;2025-01-10\nN-2;halmsted;Bo Ek;2025-01-10\nN-3;Laholm;bo ek;2025-01-10\nN-4;Hylte;;igår"))
	got := strings.Join(p.New(words.In("sv")), "\n")
	if want := "1 nytt team: Laholm\n1 ny handledare: Bo Ek"; got != want {
		t.Errorf("it tells %q", got)
	}
	must(t, p.Apply(t.Context(), "x.csv", nil))
	if now, err := s.Teams(t.Context()); err != nil || len(now) != 2 {
		t.Errorf("the teams are %v, %v", now, err)
	}
}

// What stands in a column that is not imported is told.
func TestUnusedColumnsAreTold(t *testing.T) {
	part := table(t, "Kod;Hund;Start;;Tom\nH-1;Rex;2025-01-10;x;\n")
	if got := UnusedLine(words.In("sv"), part); got != "2 kolumner importeras inte: Hund, D" {
		t.Errorf("it tells %q", got)
	}
	if got := UnusedLine(words.In("sv"), table(t, "Kod;Start\nH-1;2025-01-10\n")); got != "" {
		t.Errorf("it tells %q", got)
	}
}

// A row that is imported says of which ratings, and whose.
func TestARowSaysWhoseRatingsItHas(t *testing.T) {
	p := plan(t, workspace(t), table(t, "Kod;Namn;Start;Datum;Hälsa deltagare;Hälsa handledare\nH-1;Åsa Ö;2025-01-10;2025-02-01;3;2\nH-2;;2025-01-10;;;"))
	w := words.In("sv")
	if got := p.Rows[0].About(w); got != "Åsa Ö · 2025-02-01 · Deltagaren · Handledaren" {
		t.Errorf("it says %q", got)
	}
	if got := p.Rows[1].About(w); got != "" {
		t.Errorf("it says %q", got)
	}
}
