package participant

import (
	"slices"
	"strings"
	"testing"

	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// answered gives the development of who answered every item with a step at each
// meeting, 0 for a meeting at which the work type was declined and the rest is 3.
func answered(steps ...skapa.Step) progress.Progress {
	in := assets.Instrument()
	var made []skapa.Assessment
	for i, step := range steps {
		a := skapa.Assessment{ID: skapa.ID{byte(i + 1)}, Rater: skapa.Self, Date: skapa.DateOf(2026, 1, 1+i), Instrument: in.Version, Answers: map[string]skapa.Step{}}
		for _, item := range in.ItemsFor(skapa.Self) {
			a.Answers[item.ID] = step
			if step == 0 && item.Area == skapa.WorkType {
				a.Answers[item.ID] = skapa.Declined
			} else if step == 0 {
				a.Answers[item.ID] = 3
			}
		}
		made = append(made, a)
	}
	return progress.Of(in, made, skapa.DateOf(2026, 11, 21))
}

// Both changes say how sure they are, as the sheet does; a single answer is no
// first one.
func TestNumbersOfARow(t *testing.T) {
	for name, c := range map[string]struct {
		steps []skapa.Step
		lang  string
		want  []string // first, previous, latest, since previous, since first
	}{
		"one answer": {[]skapa.Step{3}, "sv", []string{"", "", "3", "", ""}},
		"changes":    {[]skapa.Step{2, 3, 4}, "sv", []string{"2", "3", "4", "+1 möjlig", "+2 säker"}},
		"the same":   {[]skapa.Step{2, 3, 3}, "sv", []string{"2", "3", "3", "oförändrad", "+1 möjlig"}},
		"kept":       {[]skapa.Step{5, 5}, "sv", []string{"5", "5", "5", "bibehållen hög", "bibehållen hög"}},
		"in English": {[]skapa.Step{1, 1}, "en", []string{"1", "1", "1", "still low", "still low"}},
	} {
		t.Run(name, func(t *testing.T) {
			row := numberRow{line: answered(c.steps...).Areas[0].Self}
			var got []string
			for column := 2; column <= 6; column++ {
				got = append(got, row.cell(words.In(c.lang), column))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("it says %q, want %q", got, c.want)
			}
		})
	}
}

// The meaning has the limits by which the words were chosen, and says of which
// meeting the mean is where not all was answered at the newest.
func TestMeaningOfNumbers(t *testing.T) {
	w := words.In("sv")
	limits := w.T("numbers.meaning", words.Args{"Area": "1,67", "Mean": "0,87"})
	if got := meaning(w, answered(2, 3)); got != limits {
		t.Errorf("it says %q", got)
	}
	older := limits + " " + w.T("report.meanOf", words.Args{"Date": "2026-01-02 (Egen)"})
	if got := meaning(w, answered(2, 3, 0)); got != older {
		t.Errorf("it says %q, want %q", got, older)
	}
	away := answered(2, 3)
	away.Mean.Self.Points[1] = progress.Point{Date: away.Moments[1].Date} // made by the other alone
	if got := meaning(w, away); got != limits {
		t.Errorf("it says %q", got)
	}
	fewer := answered(2, 3)
	fewer.Mean.Supervisor.MDC = fewer.Areas[0].Self.MDC
	if got := meaning(w, fewer); !strings.Contains(got, "0,87 (Egen), 1,67 (Handl.) i medel") {
		t.Errorf("it says %q", got)
	}
}
