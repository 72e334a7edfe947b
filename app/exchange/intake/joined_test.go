package intake

import (
	"fmt"
	"strings"
	"testing"

	"framsteg/store"
	"framsteg/store/skapa"
)

const twice = "Kod;Namn;Personnummer;Födelseår;Kommun;Start;Datum;Skattare;Hälsa\n" +
	"H-1;Ivan Ek;900101-2385;1990;Hylte;2025-01-10;2025-02-01;D;3\n" +
	"H-2;Iwan Ek;900101-2385;1990;Laholm;2025-03-10;2025-04-01;D;4\n"

// joined gives a workspace in which one who was entered twice is one again.
func joined(t *testing.T) *store.Store {
	t.Helper()
	s := workspace(t)
	for _, row := range strings.Split(strings.TrimSpace(twice), "\n")[1:] {
		take(t, s, table(t, "Kod;Namn;Födelseår;Kommun;Start;Datum;Skattare;Hälsa\n"+strings.Replace(row, "900101-2385;", "", 1)))
	}
	var ids []skapa.ID
	for _, code := range []string{"H-1", "H-2"} {
		p, err := s.ParticipantByCode(t.Context(), code)
		must(t, err)
		ids = append(ids, p.ID)
	}
	must(t, s.Join(t.Context(), "participant", ids[0], ids[1:]))
	return s
}

// Whoever was entered twice and is one since stays one when the sheet with both
// codes comes again; a new rating under either code is theirs, and what the joining
// said of both stands.
func TestASheetWithTheCodesOfOneWhoWasJoined(t *testing.T) {
	s := joined(t)
	before, err := s.ParticipantByCode(t.Context(), "H-1")
	must(t, err)
	before.Personnummer = "199001012385" // which the sheet alone says
	p := plan(t, s, table(t, twice+"h-2;;;;;;2025-06-01;D;5\n"))
	for _, r := range p.Rows {
		if r.Refused {
			t.Errorf("refused is %+v", r)
		}
	}
	if p.Totals.NewParticipants > 0 || p.Totals.NewAssessments != 1 || p.Totals.SameAssessments != 2 {
		t.Errorf("got %+v", p.Totals)
	}
	if notes := p.Rows[1].Notes; len(notes) != 1 || notes[0].Key != "intake.note.joined" {
		t.Errorf("of the row under the other code it says %+v", notes)
	}
	must(t, p.Apply(t.Context(), "x.csv", nil))
	all, err := s.Caseload(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].LatestSelf != date("2025-06-01") {
		t.Errorf("there are %+v", all)
	}
	if now, err := s.ParticipantByCode(t.Context(), "H-2"); err != nil || now != before {
		t.Errorf("they are %+v, %v, and were %+v", now, err, before)
	}
}

// A code that somebody else has got since is not taken for that of one who was
// joined.
func TestTheCodeOfOneWhoWasJoinedGivenToAnother(t *testing.T) {
	s := joined(t)
	p := plan(t, s, table(t, "Kod;Namn;Födelseår;Start;Datum;Skattare;Hälsa\nH-2;Åsa Ö;1970;2026-01-10;2026-02-01;D;3\n"))
	if r := p.Rows[0]; !r.Refused || r.Why[0].Key != "error.intake.other" {
		t.Errorf("got %+v", r)
	}
}

// BenchmarkNewCodes plans the import of participants who are all new.
func BenchmarkNewCodes(b *testing.B) {
	var text strings.Builder
	text.WriteString("Kod;Start\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "N-%d;2025-01-10\n", i)
	}
	s, part := workspace(b), table(b, text.String())
	for b.Loop() {
		plan(b, s, part)
	}
}
