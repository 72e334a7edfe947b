package intake

import (
	"testing"

	"framsteg/app/exchange/sheet"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// No word that people write has two meanings.
func TestNoWordMeansTwoThings(t *testing.T) {
	seen := map[string]string{}
	once := func(list, meaning string, words []string) {
		for _, w := range words {
			key := list + plain(w)
			if other, is := seen[key]; is && other != meaning {
				t.Errorf("%q is %s and %s", w, other, meaning)
			}
			seen[key] = meaning
		}
	}
	in := assets.Instrument()
	for field, words := range known().Fields {
		once("header ", string(field), words)
	}
	for _, item := range in.Items {
		once("header ", item.ID, labels(in, item))
	}
	for rater, words := range known().Raters {
		once("rater ", string(rater), words)
	}
	for sex, words := range known().Sexes {
		once("sex ", string(sex), words)
	}
	for outcome, words := range known().Outcomes {
		once("outcome ", string(outcome), words)
	}
	once("answer ", "yes", known().Yes)
	once("answer ", "no", known().No)
	once("answer ", "declined", known().Declined)
}

// Headers are understood in both languages, however they are written, and of
// whom and of which of several ratings they are.
func TestGuess(t *testing.T) {
	for header, want := range map[string]Column{
		"Kod": {Field: Code}, " KOD: ": {Field: Code}, "Participant code": {Field: Code}, "deltagar-id": {Field: Code},
		"Person-nr": {Field: Personnummer}, "förnamn": {Field: FirstName}, "Year of birth": {Field: BirthYear}, "Födelse\u00adår": {Field: BirthYear},
		"Start date": {Field: Start}, "Skattnings-datum": {Field: Date}, "Datum 2": {Field: Date, Occasion: 2}, "Skattare": {Field: Rater},
		"VARDAG / NÄTVERK": {Field: Item, Item: "everyday"}, "Everyday life/network": {Field: Item, Item: "everyday"}, "Tilltro": {Field: Item, Item: "belief"},
		"Hälsa (deltagare)":               {Field: Item, Item: "health", Rater: skapa.Self},
		"Handledare: Hälsa":               {Field: Item, Item: "health", Rater: skapa.BySupervisor},
		"Hälsa handledare 3":              {Field: Item, Item: "health", Rater: skapa.BySupervisor, Occasion: 3},
		"Mätning 2 Typ av arbete (själv)": {Field: Item, Item: "work-type", Rater: skapa.Self, Occasion: 2},
		"Handledare":                      {Field: Supervisor}, "Katt": {}, "": {}, "2": {}, "Deltagare": {}, "Kod 2": {},
	} {
		if got, _ := columnOf(header, assets.Instrument()); got.Field != want.Field || want.Field != Ignored && got != want {
			t.Errorf("%q is %+v", header, got)
		}
	}
}

// The header may stand below titles, and the tables of a book of ours that are
// not to be imported are left alone.
func TestWhichTables(t *testing.T) {
	s := sheet.Sheet{Rows: []sheet.Row{{Cells: []string{"Team Halmstad", "Start hösten"}}, {Cells: []string{"Kod", "Start"}}, {Cells: []string{"H-1", "2025-01-01"}}}}
	if m := Guess(s, assets.Instrument()); m.Header != 1 || m.Columns[1].Field != Start {
		t.Errorf("got %+v", m)
	}
	of := func(name string, header ...string) sheet.Sheet {
		return sheet.Sheet{Name: name, Rows: []sheet.Row{{Number: 1, Cells: header}, {Number: 2, Cells: []string{"H-1"}}}}
	}
	b := sheet.Book{Sheets: []sheet.Sheet{
		of("Deltagare", "Kod", "Start"), of("Skattningar", "Kod", "Skattningsdatum", "Skattare", "Hälsa"),
		of("Insatser", "Kod", "Aktivitet", "Start", "Avslut"), of("Perioder", "Kod", "Start", "Avslut", "Utfall"), of("Kodbok", "Kolumn", "Betydelse"),
	}}
	if parts := Known(b, assets.Instrument()); len(parts) != 2 || parts[0].Sheet.Name != "Deltagare" || parts[1].Sheet.Name != "Skattningar" {
		t.Errorf("proposed are %v", parts)
	}
	if m := Guess(b.Sheets[2], assets.Instrument()); m.Known() {
		t.Errorf("the start of an activity is that of a participant: %+v", m)
	}
}

func TestDates(t *testing.T) {
	today := date("2026-11-22")
	for text, want := range map[string]string{
		"2025-02-18": "2025-02-18", "2025/2/18": "2025-02-18", "2025.02.18": "2025-02-18", "20250218": "2025-02-18", "250218": "2025-02-18",
		"18/02/2025": "2025-02-18", "18.2.2025": "2025-02-18", "18-02-2025": "2025-02-18", "3/4/2025": "2025-04-03", "45706": "2025-02-18", "45706.75": "2025-02-18",
		"45706,75": "2025-02-18", "2025-02-18 00:00:00": "2025-02-18", "2025-02-18T13:45:00Z": "2025-02-18", "991231": "1999-12-31", "261122": "2026-11-22",
		"261123": "1926-11-23", "20250218.0": "2025-02-18", "2.0250218E7": "2025-02-18", "29/02/2024": "2024-02-29",
	} {
		if got, problem := readDate(text, today, false); problem != nil || got.String() != want {
			t.Errorf("%q is %v, %v", text, got, problem)
		}
	}
	if got, _ := readDate("44244", today, true); got != date("2025-02-18") {
		t.Errorf("from 1904 it is %v", got)
	}
	for _, text := range []string{"", "2025", "2025-02", "2025-02-30", "18/02/25", "25-02-18", "02/18/2025", "idag", "1", "999999", "1899-01-01", "2025-02-18x", "२०२५-०२-१८"} {
		if got, problem := readDate(text, today, false); problem == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestSteps(t *testing.T) {
	in := assets.Instrument()
	for text, want := range map[string]skapa.Step{
		"": 0, "3": 3, "3,0": 3, "3.00": 3, "2.9999999999999996": 3, "Delvis": 3, "3 – Delvis": 3, "PARTLY": 3, "vet ej": -1, "Vill ej svara": -1,
		"Don't know": -1, "don’t know": -1, "-": -1, "–": -1, "Vet ej / vill ej svara": -1,
	} {
		if got, problem := readStep(text, in); problem != nil || got != want {
			t.Errorf("%q is %d, %v", text, got, problem)
		}
	}
	yesNo := in
	yesNo.Steps = []skapa.Text{{"sv": "Stämmer inte"}, {"sv": "Stämmer"}}
	for text, want := range map[string]skapa.Step{"ja": 2, "Nej": 1, "Yes": 2, "no": 1} {
		if got, problem := readStep(text, yesNo); problem != nil || got != want {
			t.Errorf("of two steps %q is %d, %v", text, got, problem)
		}
		if _, problem := readStep(text, in); problem == nil {
			t.Errorf("%q is a step of five", text)
		}
	}
}
