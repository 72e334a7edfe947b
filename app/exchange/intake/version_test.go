package intake

import (
	"testing"

	"framsteg/assets"
)

// A rating by another version of the instrument is not taken for one by the newest:
// its steps and its questions may be others.
func TestOnlyRatingsByTheNewestInstrument(t *testing.T) {
	s := kept(t)
	part := table(t, "Kod;Datum;Skattare;Formulär;Hälsa\n"+
		"H-1;2025-04-01;D;"+assets.Instrument().String()+";3\n"+
		"H-1;2025-05-01;D;SKAPA 1;3\n"+
		"H-1;2025-06-01;D;;3\n"+
		"H-1;2025-07-01;D;skapa 2;3\n"+
		"H-1;2025-08-01;D;annat;3\n"+
		"H-1;;;annat;\n")
	if part.Mapping.Columns[3].Field != Instrument {
		t.Fatalf("the mapping is %+v", part.Mapping)
	}
	p := plan(t, s, part)
	for i, refused := range []bool{false, false, false, true, true, false} {
		r := p.Rows[i]
		if r.Refused != refused || refused && (r.Why[0].Key != "error.intake.instrument" || r.Why[0].Column != "Formulär") {
			t.Errorf("row %d is %+v", i, r)
		}
	}
	must(t, p.Apply(t.Context(), "x.csv", nil))
	who, err := s.ParticipantByCode(t.Context(), "H-1")
	must(t, err)
	if all, err := s.Assessments(t.Context(), who.ID); err != nil || all[len(all)-1].Date != date("2025-06-01") {
		t.Errorf("there are %+v, %v", all, err)
	}
}
