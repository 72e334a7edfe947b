package report

import (
	"strings"
	"testing"

	"framsteg/app/words"
	"framsteg/store/skapa"
)

// The sheet tells every open goal in full, with the next step, who takes it and by
// when, however long and many they are; a goal that is reached is not on it.
func TestGoalsAreTold(t *testing.T) {
	long := planned(20, skapa.MaxGoal)
	reached := skapa.Goal{Area: skapa.Health, Text: "Jag ville sova", Done: today}
	short := skapa.Goal{
		Area: skapa.Health, Text: "Jag vill sova hela natten", Step: "Ringa vårdcentralen", Who: "Deltagaren", By: day("2026-12-01"),
	}
	for _, goals := range [][]skapa.Goal{{short, reached}, append(long, reached)} {
		for _, lang := range words.Languages {
			w := words.In(lang)
			for _, large := range []bool{false, true} {
				s := reference()
				s.Goals, s.Large = goals, large
				told := squeezed(all(s.flow(w).done()))
				for _, g := range goals {
					area := s.Progress.Instrument.AreaName(g.Area, lang)
					if !g.Open() {
						if strings.Contains(told, squeezed(g.Text)) {
							t.Errorf("%s: a goal that is reached is told", lang)
						}
						continue
					}
					for _, want := range []string{
						w.T("report.goal", words.Args{"Area": area, "Goal": g.Text}), w.T("report.goal.step", words.Args{"Step": g.Step}),
						w.T("report.goal.who", words.Args{"Who": g.Who}), w.T("report.goal.by", words.Args{"Date": w.Date(g.By)}),
					} {
						if !strings.Contains(told, squeezed(want)) {
							t.Fatalf("%s, large %t: %q is missing", lang, large, want)
						}
					}
				}
			}
		}
	}
}

// squeezed takes away what a line is broken at.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u00a0\n\t", r) {
			return -1
		}
		return r
	}, text)
}

// Goals cost no page of a usual sheet, and leave lines to write on.
func TestUsualGoalsFit(t *testing.T) {
	s := reference()
	s.Goals = []skapa.Goal{
		{Area: skapa.Health, Text: "Jag vill sova hela natten", Step: "Ringa vårdcentralen", Who: "Deltagaren", By: day("2026-12-01")},
		{Area: skapa.WorkType, Text: "Jag vill prova att arbeta i butik", Step: "Besöka Hemköp tillsammans", Who: "Handledaren", By: day("2027-01-15")},
		{Area: skapa.Everyday, Text: "Jag vill stiga upp klockan sju", Who: "Deltagaren"},
	}
	for _, lang := range words.Languages {
		pages := s.flow(words.In(lang)).done()
		if len(pages) > 2 {
			t.Errorf("%s: %d pages", lang, len(pages))
		}
		if told := all(pages); !strings.Contains(told, words.In(lang).T("report.agreed.text")) {
			t.Errorf("%s: nothing is left to write on", lang)
		}
	}
}

// What was broken off is told as neutrally as what ended, and why only where
// anybody may know.
func TestBrokenOffIsToldNeutrally(t *testing.T) {
	for _, lang := range words.Languages {
		w := words.In(lang)
		for _, b := range skapa.Breaks {
			a := activity(1, "Arbetsträning", skapa.ForJob, skapa.BrokenOff, "2026-03-01", "2026-05-01")
			a.Break = b
			told := squeezed(all(sheetOf(nil, []skapa.NamedParticipation{a}).flow(w).done()))
			if !strings.Contains(told, squeezed(w.T("status.broken-off"))) {
				t.Errorf("%s: %q", lang, told)
			}
			is := strings.Contains(told, squeezed(w.Date(a.End)+". "+w.T("break."+string(b))+"."))
			if wanted := b == skapa.BreakJob || b == skapa.BreakMoved; is != wanted {
				t.Errorf("%s: the reason %s is told: %t", lang, b, is)
			}
		}
	}
}
