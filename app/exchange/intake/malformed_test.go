package intake

import (
	"strings"
	"testing"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// kept is a workspace with one participant, rated once by each.
func kept(t testing.TB) *store.Store {
	s := workspace(t)
	take(t, s, table(t, strings.Join([]string{
		"Kod;Namn;Födelseår;Kön;Start;Datum;Skattare;Hälsa;Kompetens;Kommentar",
		"H-1;Åsa Öberg;1980;K;2025-01-10;2025-02-01;Deltagare;3;vet ej;",
		"H-1;Åsa Öberg;1980;K;2025-01-10;2025-02-01;Handledare;2;4;Bra möte",
	}, "\n")))
	return s
}

// Each row that cannot be imported says why, by its own sentence in both
// languages, and naming the column where one is wrong. Nothing is written.
func TestMalformedRows(t *testing.T) {
	const people, rated, long = "Kod;Namn;Födelseår;Kön;Start", "Kod;Start;Datum;Skattare;Hälsa;Tilltro;Kommentar", "Kod;Datum;Skattare;Område;Steg"
	s := kept(t)
	image := saved(t, s)
	for _, c := range []struct{ name, text, column, key string }{
		{"no code", people + "\n;Bo;1990;M;2025-01-01", "", "error.intake.codeMissing"},
		{"a code too long", people + "\n" + strings.Repeat("x", 41) + ";Bo;1990;M;2025-01-01", "Kod", "error.tooLong"},
		{"a name too long", people + "\nH-2;" + strings.Repeat("x", 121) + ";1990;M;2025-01-01", "Namn", "error.tooLong"},
		{"no start", people + "\nH-2;Bo;1990;M;", "", "error.intake.unknown"},
		{"a start to come", people + "\nH-2;Bo;1990;M;2026-12-24", "Start", "error.date.future"},
		{"a start on no day", people + "\nH-2;Bo;1990;M;2025-02-30", "Start", "error.intake.date.none"},
		{"a start in words", people + "\nH-2;Bo;1990;M;i våras", "Start", "error.intake.date.unreadable"},
		{"only a year", people + "\nH-2;Bo;1990;M;2025", "Start", "error.intake.date.unreadable"},
		{"a start with two digits for the year", people + "\nH-2;Bo;1990;M;18/02/25", "Start", "error.intake.date.year"},
		{"a start with the month first", people + "\nH-2;Bo;1990;M;02/18/2025", "Start", "error.intake.date.american"},
		{"a start that may have the month first", people + "\nH-2;Bo;1990;M;03/04/2025\nH-3;Eva;1990;K;02/18/2025", "Start", "error.intake.date.either"},
		{"a birth year of nobody", people + "\nH-2;Bo;1890;M;2025-01-01", "Födelseår", "error.birthYear"},
		{"a birth year of two digits", people + "\nH-2;Bo;90;M;2025-01-01", "Födelseår", "error.intake.year"},
		{"a sex of none", people + "\nH-2;Bo;1990;hund;2025-01-01", "Kön", "error.intake.sex"},
		{"an error of Excel", people + "\nH-2;#REF!;1990;M;2025-01-01", "Namn", "error.intake.cellError"},
		{"two people with one code", people + "\nH-2;Bo;1990;M;2025-01-01\nH-2;Eva;1990;M;2025-01-01", "Namn", "error.intake.contradicts"},
		{"two starts of one", people + "\nH-2;Bo;1990;M;2025-01-01\nh-2;Bo;1990;M;20250102", "Start", "error.intake.contradicts"},
		{"another person's code", people + "\nH-1;Bo Ek;1990;;", "", "error.intake.other"},
		{"a start after the rating", people + "\nH-1;;;;2025-03-01", "Start", "error.start.afterAssessment"},
		{"a wrong personnummer", "Kod;Personnummer;Start\nH-2;19900101-1234;2025-01-01", "Personnummer", "error.intake.personnummer"},
		{"an unknown personnummer", "Personnummer;Kommun\n19900101-2385;Hylte", "", "error.intake.number.unknown"},
		{"a personnummer of two codes", "Kod;Personnummer;Start\nH-2;199001012385;2025-01-01\nH-3;900101-2385;2025-01-01", "", "error.intake.number.codes"},
		{"a personnummer of another year", "Kod;Personnummer;Födelseår;Start\nH-2;199001012385;1991;2025-01-01", "Födelseår", "error.intake.birthYear"},
		{"a team too long", "Kod;Start;Team\nH-2;2025-01-01;" + strings.Repeat("x", 121), "Team", "error.tooLong"},
		{"an exit before the start", "Kod;Start;Avslut;Utfall\nH-2;2025-01-01;2024-01-01;Arbete", "Avslut", "error.date.beforeStart"},
		{"an unknown outcome", "Kod;Start;Avslut;Utfall\nH-2;2025-01-01;2025-06-01;Flyttat", "Utfall", "error.intake.outcome"},
		{"a half step", rated + "\nH-1;;2025-05-01;Deltagare;2,5;;", "Hälsa", "error.intake.step.between"},
		{"a step beyond", rated + "\nH-1;;2025-05-01;Deltagare;6;;", "Hälsa", "error.intake.step.beyond"},
		{"a step of zero", rated + "\nH-1;;2025-05-01;Deltagare;0;;", "Hälsa", "error.intake.step.beyond"},
		{"a step below", rated + "\nH-1;;2025-05-01;Deltagare;-1;;", "Hälsa", "error.intake.step.beyond"},
		{"a step in words", rated + "\nH-1;;2025-05-01;Deltagare;ganska bra;;", "Hälsa", "error.intake.step"},
		{"a question mark", rated + "\nH-1;;2025-05-01;Deltagare;?;;", "Hälsa", "error.intake.step"},
		{"belief of the participant", rated + "\nH-1;;2025-05-01;Deltagare;3;4;", "Tilltro", "error.intake.notAsked"},
		{"an unknown rater", rated + "\nH-1;;2025-05-01;Chefen;3;;", "Skattare", "error.intake.rater"},
		{"no rater", rated + "\nH-1;;2025-05-01;;3;;", "", "error.intake.raterMissing"},
		{"no date", rated + "\nH-1;;;Deltagare;3;;", "", "error.intake.dateMissing"},
		{"a date but no answers", rated + "\nH-1;;2025-05-01;Deltagare;;;", "", "error.intake.noAnswers"},
		{"a rating before the start", rated + "\nH-1;;2024-05-01;Deltagare;3;;", "", "error.date.beforeStart"},
		{"a rating to come", rated + "\nH-1;;2027-05-01;Deltagare;3;;", "", "error.date.future"},
		{"a comment too long", rated + "\nH-1;;2025-05-01;Deltagare;3;;" + strings.Repeat("x", 4001), "", "error.tooLong"},
		{"other answers", rated + "\nH-1;;2025-02-01;Handledare;5;;", "", "error.intake.rating.other"},
		{"one answer more", rated + "\nH-1;;2025-02-01;Handledare;2;3;", "", "error.intake.rating.other"},
		{"another comment", rated + "\nH-1;;2025-02-01;Handledare;2;;Dåligt möte", "", "error.intake.rating.comment"},
		{"two ratings of one day", rated + "\nH-1;;2025-05-01;Deltagare;3;;\nH-1;;250501;Deltagare;4;;", "", "error.intake.rating.contradicts"},
		{"an unknown area", long + "\nH-1;2025-05-01;Deltagare;Humör;3", "Område", "error.intake.area"},
		{"an unknown participant", long + "\nH-9;2025-05-01;Deltagare;Hälsa;3", "", "error.intake.unknown"},
		{"two answers to one question", long + "\nH-1;2025-05-01;Deltagare;Hälsa;3\nH-1;2025-05-01;Deltagare;Hälsa;4", "", "error.intake.rating.contradicts"},
		{"a part of a rating", long + "\nH-1;2025-05-01;Deltagare;Hälsa;3\nH-1;2025-05-01;Deltagare;Kompetens;9", "", "error.intake.rating.part"},
		{"a part without a date", long + "\nH-1;2025-05-01;Deltagare;Hälsa;3\nH-1;2025-02-30;Deltagare;Kompetens;3", "", "error.intake.rating.part"},
	} {
		p := plan(t, s, table(t, c.text))
		found := false
		for _, row := range p.Rows {
			for _, why := range row.Why {
				found = found || row.Refused && why.Key == c.key && why.Column == c.column
				for _, lang := range words.Languages {
					if text := why.Sentence(words.In(lang)); strings.Contains(text, why.Key) || strings.Contains(text, "<no value>") {
						t.Errorf("%s in %s: %q", c.name, lang, text)
					}
				}
			}
		}
		if !found {
			t.Errorf("%s: not %s of %q: %+v", c.name, c.key, c.column, p.Rows)
		}
		must(t, p.Apply(t.Context(), "x.csv", nil))
		if p.Totals.Does() || saved(t, s) != image {
			t.Errorf("%s: %+v, and something was written", c.name, p.Totals)
		}
	}
}

// Tables of which too little is understood are refused whole, by what is missing.
func TestMalformedTables(t *testing.T) {
	for text, key := range map[string]string{
		"Namn;Start\nBo;2025-01-01":                   "error.intake.noCode",
		"Kod;Hälsa;Skattare\nH-1;3;D":                 "error.intake.noDate",
		"Kod;Hälsa;Datum\nH-1;3;2025-01-01":           "error.intake.noRater",
		"Hund;Katt\nx;y":                              "error.intake.noCode",
		"Kod;Område;Steg\nH-1;Hälsa;3":                "error.intake.noDate",
		"Kod;Hälsa deltagare;Hälsa handledare\nx;1;2": "error.intake.noDate",
	} {
		p := table(t, text)
		wrong := p.Mapping.Check()
		if len(wrong) == 0 || wrong[0].Key != key || p.Mapping.Known() {
			t.Errorf("%q: %v", text, wrong)
			continue
		}
		if _, err := Make(t.Context(), workspace(t), p); err != wrong[0] {
			if problem, is := err.(*skapa.Problem); !is || problem.Key != key {
				t.Errorf("%q: %v", text, err)
			}
		}
	}
	twice := table(t, "Kod;Start\nH-1;2025-01-01")
	twice.Mapping.Columns[1] = twice.Mapping.Columns[0]
	mixed := table(t, "Kod;Datum;Skattare;Område;Steg\nH-1;2025-01-01;D;Hälsa;3")
	mixed.Mapping.Columns[3] = Column{Field: Item, Item: "health"}
	for key, m := range map[string]Mapping{"error.intake.twice": twice.Mapping, "error.intake.long": mixed.Mapping} {
		if wrong := m.Check(); len(wrong) == 0 || wrong[0].Key != key {
			t.Errorf("%s: %v", key, wrong)
		}
	}
	if known := table(t, "Kod;Katt\nH-1;x").Mapping.Known(); known {
		t.Error("a table of codes alone is known")
	}
}
