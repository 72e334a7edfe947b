package intake

import (
	"context"
	"errors"
	"strings"
	"testing"

	"framsteg/store"
	"framsteg/store/skapa"
)

// A table that is right about somebody who is there changes what it says and
// nothing else: an empty cell clears nothing, and who follows from now on does
// not rewrite who followed before.
func TestUpdate(t *testing.T) {
	s := workspace(t)
	take(t, s, table(t, "Kod;Namn;Födelseår;Kön;Kommun;Team;Handledare;Start\nH-1;Ivan Kovačević;1980;M;Hylte;Halmstad;Pär Öhrn;2025-01-10"))
	p := plan(t, s, table(t, "Kod;Namn;Födelseår;Kön;Kommun;Team;Handledare;Start\nh-1;Ivan Kova?evi?;;;Varberg;HALMSTAD;Lena Ek;"))
	if r := p.Rows[0]; r.Person != Update || len(r.Changes) != 2 || r.Changes[0].From != "Hylte" || r.Changes[0].To != "Varberg" || r.Changes[1].To != "Lena Ek" {
		t.Errorf("got %+v", r)
	}
	must(t, p.Apply(t.Context(), "x.csv", nil))
	got, err := s.ParticipantByCode(t.Context(), "H-1")
	must(t, err)
	if got.Code != "H-1" || got.Name != "Ivan Kovačević" || got.BirthYear != 1980 || got.Sex != skapa.Man || got.Municipality != "Varberg" {
		t.Errorf("got %+v", got)
	}
	followed, err := s.Followed(t.Context(), got.ID)
	must(t, err)
	if len(followed) != 2 || followed[0].SupervisorName != "Pär Öhrn" || followed[1].Since != s.Today() || followed[1].SupervisorName != "Lena Ek" {
		t.Errorf("followed by %+v", followed)
	}
	teams, err := s.Teams(t.Context())
	must(t, err)
	if len(teams) != 1 {
		t.Errorf("the teams are %v", teams)
	}
}

// One of whom no more than a code and a start is known is not given the name, or
// the ratings, of somebody else who has the code in another team.
func TestACodeAloneIsNobody(t *testing.T) {
	for text, refused := range map[string]bool{
		"Kod;Namn;Start\nH-1;Åsa Ö;2025-03-01":                                      true,
		"Kod;Team;Start;Datum;Skattare;Hälsa\nH-1;Laholm;2025-03-01;2025-04-01;D;3": true,
		"Kod;Namn;Team;Start\nH-1;Åsa Ö;Laholm;2025-01-10":                          false,
		"Kod;Start\nH-1;2025-01-03":                                                 false,
		"Kod;Födelseår;Start\nH-2;1980;2025-01-03":                                  false,
	} {
		s := workspace(t)
		take(t, s, table(t, "Kod;Födelseår;Team;Start\nH-1;;Halmstad;2025-01-10\nH-2;1980;;2025-01-10"))
		r := plan(t, s, table(t, text)).Rows[0]
		if r.Refused != refused || refused && r.Why[0].Key != "error.intake.unidentified" {
			t.Errorf("of %s it says %+v", text, r)
		}
	}
}

// A name that came without its letters once is mended when it comes whole.
func TestALostNameIsMended(t *testing.T) {
	s := workspace(t)
	first := plan(t, s, table(t, "Kod;Namn;Start\nH-1;Ivan Kova?evi?;2025-01-10"))
	if len(first.Rows[0].Notes) != 1 || first.Rows[0].Notes[0].Key != "intake.note.lost" {
		t.Errorf("got %+v", first.Rows)
	}
	must(t, first.Apply(t.Context(), "x.csv", nil))
	take(t, s, table(t, "Kod;Namn\nH-1;Ivan Kovačević"))
	got, err := s.ParticipantByCode(t.Context(), "H-1")
	must(t, err)
	if got.Name != "Ivan Kovačević" {
		t.Errorf("got %+v", got)
	}
}

func TestPersonnummer(t *testing.T) {
	s := workspace(t)
	take(t, s, table(t, "Kod;Personnummer;Start\nH-1;900101-2385;2025-01-10"))
	got, err := s.ParticipantByCode(t.Context(), "H-1")
	must(t, err)
	if got.Personnummer != "199001012385" {
		t.Fatalf("got %+v", got)
	}
	totals := take(t, s, table(t, "Personnummer;Kommun;Datum;Skattare;Hälsa\n1.99001012385E+11;Hylte;2025-02-01;D;3"))
	if totals.Updated != 1 || totals.NewAssessments != 1 {
		t.Errorf("got %+v", totals)
	}
	other := plan(t, s, table(t, "Kod;Personnummer;Start\nH-2;19900101-2385;2025-01-10"))
	if r := other.Rows[0]; !r.Refused || r.Why[0].Key != "error.intake.number.other" {
		t.Errorf("got %+v", r)
	}
}

// One row may hold the ratings of both, and of several meetings.
func TestOneRowAParticipant(t *testing.T) {
	s := workspace(t)
	totals := take(t, s, table(t, strings.Join([]string{
		"Kod;Start;Datum 1;Hälsa deltagare 1;Hälsa handledare 1;Tilltro handledare 1;Kommentar 1;Datum 2;Hälsa deltagare 2;Hälsa handledare 2",
		"H-1;2025-01-10;2025-02-01;3;2;4;Bra;2025-05-01;4;",
		"H-2;2025-01-10;;;;;;;;",
	}, "\n")))
	if totals.NewParticipants != 2 || totals.NewAssessments != 3 || totals.Answers != 4 || totals.Refused > 0 {
		t.Fatalf("got %+v", totals)
	}
	p, err := s.ParticipantByCode(t.Context(), "H-1")
	must(t, err)
	all, err := s.Assessments(t.Context(), p.ID)
	must(t, err)
	if all[0].Rater != skapa.Self || all[0].Comment != "" || all[1].Comment != "Bra" || all[1].Answers["belief"] != 4 || all[2].Answers["health"] != 4 {
		t.Errorf("got %+v", all)
	}
}

// An exit comes along where the table says how it went, and only then.
func TestExits(t *testing.T) {
	s := workspace(t)
	p := plan(t, s, table(t, "Kod;Start;Avslut;Utfall\nH-1;2025-01-10;2025-06-01;Arbete\nH-2;2025-01-10;2025-06-01;\nH-3;2025-01-10;nej;"))
	if len(p.Rows[1].Notes) != 1 || p.Rows[1].Notes[0].Key != "intake.note.outcome" || len(p.Rows[0].Notes)+len(p.Rows[2].Notes) > 0 {
		t.Errorf("got %+v", p.Rows)
	}
	must(t, p.Apply(t.Context(), "x.csv", nil))
	all, err := s.Caseload(t.Context())
	must(t, err)
	if all[0].Finish != date("2025-06-01") || all[0].Outcome != skapa.ToWork || !all[1].Finish.IsZero() || !all[2].Finish.IsZero() {
		t.Errorf("got %+v", all)
	}
}

// What somebody has begun to answer stays when an older rating comes in.
func TestImportKeepsDrafts(t *testing.T) {
	s := kept(t)
	p, err := s.ParticipantByCode(t.Context(), "H-1")
	must(t, err)
	in, err := s.NewestInstrument(t.Context())
	must(t, err)
	draft := skapa.Assessment{Participant: p.ID, Date: s.Today(), Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{"health": 5}}
	must(t, s.SaveDraft(t.Context(), draft))
	take(t, s, table(t, "Kod;Datum;Skattare;Hälsa\nH-1;2025-04-01;D;3"))
	now, found, err := s.Draft(t.Context(), p.ID, skapa.Self)
	must(t, err)
	if !found || now.Answers["health"] != 5 {
		t.Errorf("the draft is %+v, %v", now, found)
	}
}

// What is cancelled, and what fails because others wrote meanwhile, changes
// nothing.
func TestApplyIsAllOrNothing(t *testing.T) {
	s := workspace(t)
	p := plan(t, s, example(t, "team-sheet-wide.csv"))
	ctx, cancel := context.WithCancel(t.Context())
	image := saved(t, s)
	err := p.Apply(ctx, "x.csv", func(float64) { cancel() })
	if !errors.Is(err, context.Canceled) || saved(t, s) != image {
		t.Errorf("cancelled, it gives %v", err)
	}
	_, err = s.SaveParticipant(t.Context(), skapa.Participant{Code: "H-1058", Start: date("2025-01-01")})
	must(t, err)
	err = p.Apply(t.Context(), "x.csv", nil)
	if !errors.Is(err, &skapa.Problem{Key: "error.code.used"}) {
		t.Errorf("with a code that is taken it gives %v", err)
	}
	if all, err := s.Caseload(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("there are %v, %v", all, err)
	}
}

// What somebody has changed since the plan was shown is not overwritten.
func TestApplyOverwritesNothingThatChangedSince(t *testing.T) {
	for name, c := range map[string]struct {
		table  string
		change func(*testing.T, *store.Store, skapa.Participant) error
		fails  bool
	}{
		"the same fact": {"Kod;Kommun\nH-1;Hylte", func(t *testing.T, s *store.Store, p skapa.Participant) error {
			p.Municipality = "Laholm"
			_, err := s.SaveParticipant(t.Context(), p)
			return err
		}, true},
		"another fact": {"Kod;Kommun\nH-1;Hylte", func(t *testing.T, s *store.Store, p skapa.Participant) error {
			p.Referrer = "Socialtjänsten"
			_, err := s.SaveParticipant(t.Context(), p)
			return err
		}, false},
		"who follows": {"Kod;Handledare\nH-1;Lena Ek", func(t *testing.T, s *store.Store, p skapa.Participant) error {
			other, err := s.SupervisorNamed(t.Context(), "Bo Ek")
			must(t, err)
			p.Supervisor = other.ID
			_, err = s.SaveParticipant(t.Context(), p)
			return err
		}, true},
		"the exit": {"Kod;Avslut;Utfall\nH-1;2025-06-01;Arbete", func(t *testing.T, s *store.Store, p skapa.Participant) error {
			_, err := s.SaveExit(t.Context(), skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2025-07-01"), Result: skapa.Result{Outcome: skapa.Dropout}})
			return err
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := kept(t)
			p := plan(t, s, table(t, c.table))
			if p.Totals.Updated != 1 {
				t.Fatalf("planned is %+v", p.Rows)
			}
			who, err := s.ParticipantByCode(t.Context(), "H-1")
			must(t, err)
			must(t, c.change(t, s, who))
			before := saved(t, s)
			err = p.Apply(t.Context(), "x.csv", nil)
			if errors.Is(err, &skapa.Problem{Key: "error.intake.changed"}) != c.fails || !c.fails && err != nil || c.fails == (saved(t, s) != before) {
				t.Errorf("it gives %v, and the file changed: %v", err, saved(t, s) != before)
			}
		})
	}
}
