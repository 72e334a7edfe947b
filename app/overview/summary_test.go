package overview_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

func n(count int) cohort.Count { return cohort.Count{N: count} }

func stat(v float64) cohort.Stat { return cohort.Stat{Value: v, Known: true} }

func interval(mean, low, high float64) cohort.Interval {
	return cohort.Interval{Mean: stat(mean), Low: stat(low), High: stat(high)}
}

var hidden = cohort.Count{Hidden: true}

// told gives a report whose summary is written out below.
func told() cohort.Report {
	r := cohort.Report{
		Instrument: assets.Instrument(), Day: today, Limit: 5, Participants: n(60),
		Selection: cohort.Selection{From: skapa.DateOf(2026, 1, 1)},
		Months:    []cohort.Month{{First: skapa.DateOf(2026, 10, 1), In: n(20), Out: n(1), Now: n(59)}, {First: skapa.DateOf(2026, 11, 1), In: n(11), Out: n(0), Now: n(40), Idle: n(10), Busy: n(30)}},
		Blocks: []cohort.Block{
			{Area: skapa.Health, Rater: skapa.Self, Pairs: n(50), Left: n(10), Change: interval(0.5, 0.25, 0.75)},
			{Area: skapa.Competence, Rater: skapa.Self, Pairs: n(48), Left: n(12), Change: interval(-0.1, -0.2, 0)},
			{
				Rater: skapa.Self, Pairs: n(40), Left: n(20), Improved: n(20), KeptHigh: n(5), Unchanged: n(10), Worsened: n(5),
				CertainlyImproved: n(6), CertainlyWorsened: n(0),
			},
			{Area: skapa.Health, Rater: skapa.BySupervisor, Pairs: n(0), Left: n(60)},
		},
		Agreements: []cohort.Agreement{
			{Area: skapa.Health, Pairs: n(30), Difference: interval(-0.6, -0.8, -0.4)},
			{Area: skapa.Competence, Pairs: n(30), Difference: interval(0.1, -0.1, 0.3)},
		},
		Exits: cohort.Exits{Exits: n(25), Outcomes: []cohort.Part{{Key: "work", Count: n(10)}, {Key: "studies", Count: n(5)}}, After: []cohort.After{
			{Months: 6, Asked: n(10), Outcomes: []cohort.Part{{Key: "work", Count: hidden}, {Key: "studies", Count: n(0)}, {Key: "waiting", Count: n(6)}}},
		}},
	}
	return r
}

func summaryOf(r cohort.Report, lang string) []string {
	said := overview.Of(r, naming, words.In(lang)).Summary
	for i, s := range said {
		said[i] = strings.ReplaceAll(s, "\u00a0", " ")
	}
	return said
}

// holds wants sentences in order, each the beginning of one.
func holds(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
}

// A summary says in words what the numbers say.
func TestSummary(t *testing.T) {
	holds(t, summaryOf(told(), "sv"),
		"Uppföljningen gäller 60 deltagare som har varit med någon gång från 1 jan 2026 till och med 22 nov 2026. Under den tiden: 31 inskrivningar och 1 avslut. Den 22 nov 2026 är 40 av dem aktiva.",
		"Jämförelsen är mellan varje deltagares första och senaste skattning, av samma bedömare och med samma frågor. Deltagarnas egna skattningar: mellan 48 och 50 deltagare kan jämföras, beroende på område, och mellan 10 och 12 lämnas utanför. I alla områden: 40. Handledarnas skattningar: ingen deltagare har två skattningar som kan jämföras.",
		"Deltagarnas egna skattningar: I medel för alla områden, av 40 deltagare: 20 ligger högre (50 %), 5 ligger kvar högst (12 %), 10 är oförändrade (25 %) och 5 ligger lägre (12 %). Av dem ligger 6 säkert högre och 0 säkert lägre: mer än vad svar brukar variera av sig själva.",
		"Deltagarnas egna skattningar: Medelförändringen är högst i Hälsa (+0,5 steg, 95 %-intervall +0,25 till +0,75) och lägst i Kompetens (–0,1 steg, 95 %-intervall –0,2 till 0,0).",
		"Vid samma möte skattar deltagarna sig i medel högre än handledaren i inget område och lägre i 1 område. I 1 område kan skillnaden vara en slump. Störst är skillnaden i Hälsa: –0,6 steg, deltagarens minus handledarens.",
		"10 av 40 aktiva (25 %) är utan insats 22 nov 2026.",
		"25 deltagares senaste inskrivning är avslutad: 10 till arbete (40 %) och 5 till studier (20 %).",
		"6 månader efter avslutet, av 10 som det har gått så länge för: ett dolt antal till arbete, 0 till studier och 6 är inte tillfrågade ännu.",
		"De som lämnas utanför jämförelsen kan ha haft en annan utveckling. Siffrorna säger inte varför något har ändrats.",
	)
	holds(t, summaryOf(told(), "en"),
		"This report is of 60 participants who took part at some time from 1 Jan 2026 to 22 Nov 2026. In that time: 31 entries and 1 exit. On 22 Nov 2026, 40 of them are active.",
		"We compare each participant's first and latest rating, by the same rater and with the same questions. The participants' own ratings: between 48 and 50 participants can be compared",
		"The participants' own ratings: In the mean of all areas, of 40 participants: 20 are higher (50%), 5 kept the highest (12%), 10 are unchanged (25%) and 5 are lower (12%). Of them, 6 are certainly higher and 0 are certainly lower: by more than answers vary by themselves.",
		"The participants' own ratings: The mean change is highest in Health (+0.5 steps, 95% interval +0.25 to +0.75) and lowest in Competence (–0.1 steps, 95% interval –0.2 to 0.0).",
		"At the same meeting, participants rate themselves higher on average than the supervisor in no area and lower in 1 area. In 1 area the difference may be chance.",
		"10 of 40 active participants (25%) are without an activity on 22 Nov 2026.",
		"The latest enrolment of 25 participants has ended: 10 to work (40%) and 5 to studies (20%).",
		"6 months after the exit, of the 10 for whom it is that long ago: a hidden number to work, 0 to studies and 6 not asked yet.",
		"Those who are left out of the comparison may have moved in another way. The numbers do not say why something has changed.",
	)
}

// What is the same in all areas is not said to be more in one, and what may be
// chance is said to be.
func TestSummaryOfEqualAreas(t *testing.T) {
	for _, c := range []struct {
		health, competence cohort.Interval
		want               string
	}{
		{interval(0.301, 0.1, 0.5), interval(0.304, 0.2, 0.4), "Medelförändringen är, avrundad, densamma i alla områden: +0,3 steg."},
		{interval(0.5, 0.2, 0.8), interval(0.3, 0.1, 0.6), "Intervallen går omlott, så ordningen mellan områdena kan vara en slump."},
		{cohort.Interval{}, interval(0.3, 0.1, 0.6), "Medelförändringen kan sägas för ett område, Kompetens (+0,3 steg, 95 %-intervall +0,1 till +0,6)."},
		{cohort.Interval{Mean: cohort.Stat{Known: true, Hidden: true}}, cohort.Interval{Mean: stat(-0.2)}, "Kompetens (–0,2 steg). Områden vars siffror inte visas är inte med här."},
		{cohort.Interval{Mean: cohort.Stat{Known: true, Hidden: true}}, cohort.Interval{}, "Var mest har ändrats visas inte."},
		{cohort.Interval{}, cohort.Interval{}, "För få kan jämföras för att säga var mest har ändrats."},
	} {
		r := told()
		r.Blocks[0].Change, r.Blocks[1].Change = c.health, c.competence
		said := summaryOf(r, "sv")[3]
		if !strings.HasSuffix(said, c.want) {
			t.Errorf("%q, want %q", said, c.want)
		}
	}
}

// It is right of nobody, of one, and of those whose numbers are all hidden.
func TestSummaryOfFew(t *testing.T) {
	holds(t, summaryOf(cohort.Report{Day: today, Limit: 5}, "sv"), "Ingen deltagare är med i urvalet till och med 22 nov 2026.")
	one := told()
	walk(&one, func(c *cohort.Count) { c.N = min(c.N, 1) }, func(s *cohort.Stat) { *s = cohort.Stat{} })
	holds(t, summaryOf(one, "en"),
		"This report is of 1 participant who took part at some time from 1 Jan 2026 to 22 Nov 2026. In that time: 2 entries and 1 exit. On 22 Nov 2026, 1 of them is active.",
		"We compare each participant's first and latest rating, by the same rater and with the same questions. The participants' own ratings: 1 participant can be compared, 1 left out. The supervisors' ratings: no participant has two ratings that can be compared.",
		"The participants' own ratings: In the mean of all areas, of 1 participant: 1 is higher, 1 kept the highest, 1 is unchanged and 1 is lower.",
		"The participants' own ratings: Too few can be compared to say where most has changed.",
		"Too few meetings were rated by both participant and supervisor to compare them.",
		"1 of 1 active participant is without an activity on 22 Nov 2026.",
		"The latest enrolment of 1 participant has ended: 1 to work and 1 to studies.",
		"6 months after the exit, of the 1 for whom it is that long ago: a hidden number to work, 0 to studies and 1 not asked yet.",
		"The group is small: one single participant can change the numbers much.",
	)
	dark := told()
	walk(&dark, func(c *cohort.Count) {
		if c != &dark.Participants {
			*c = hidden
		}
	}, func(s *cohort.Stat) { *s = cohort.Stat{Known: true, Hidden: true} })
	holds(t, summaryOf(dark, "sv"),
		"Uppföljningen gäller 60 deltagare som har varit med någon gång från 1 jan 2026 till och med 22 nov 2026.",
		"Jämförelsen är mellan varje deltagares första och senaste skattning, av samma bedömare och med samma frågor. Deltagarnas egna skattningar: hur många som kan jämföras visas inte för alla områden. Handledarnas skattningar: hur många som kan jämföras visas inte för alla områden.",
		"Deltagarnas egna skattningar: Var mest har ändrats visas inte.", "Handledarnas skattningar: Var mest har ändrats visas inte.",
		"Hur deltagarna skattar sig jämfört med handledaren visas inte.", "Hur många aktiva som är utan insats visas inte.", "Hur många som har avslutats visas inte.", "De som lämnas utanför",
	)
	for _, lang := range words.Languages {
		all := strings.Join(summaryOf(dark, lang), " ")
		for _, date := range []string{words.In(lang).Date(today), words.In(lang).Date(dark.Selection.From)} {
			all = strings.ReplaceAll(all, date, "")
		}
		all = strings.Replace(all, "60", "", 1) // participants
		if number := regexp.MustCompile(`\d`).FindString(all); number != "" {
			t.Errorf("%s: %s in %q", lang, number, all)
		}
	}
}

// Every number of a summary is in the tables too, or is the sum of a column whose
// numbers are all there.
func TestSummarySaysWhatTheTablesSay(t *testing.T) {
	numbers := regexp.MustCompile(`[+–]?\d[\d ]*(?:[.,]\d+)?`)
	for seed := range uint64(60) {
		r := half(seed)
		lang := words.Languages[seed%2]
		w := words.In(lang)
		d := overview.Of(r, naming, w)
		told := map[string]bool{"95": true}
		for _, known := range []string{w.Date(r.Day), w.T("overview.summary.compared")} {
			for _, number := range numbers.FindAllString(known, -1) {
				told[strings.TrimSpace(number)] = true
			}
		}
		cells(d, func(_ overview.Table, _ overview.Row, _ int, c overview.Cell) {
			if !c.Hidden {
				told[strings.TrimRight(strings.ReplaceAll(c.Text, "\u00a0", " "), " %")] = true
			}
		})
		in, out := 0, 0
		for _, m := range r.Months {
			in, out = in+m.In.N, out+m.Out.N
			if m.In.Hidden || m.Out.Hidden {
				in, out = -1_000_000, -1_000_000
			}
		}
		for _, sum := range []int{in, out} {
			told[strings.ReplaceAll(w.Number(sum), "\u00a0", " ")] = true
		}
		for _, a := range r.Exits.After {
			told[fmt.Sprint(a.Months)] = true
		}
		for areas := range len(r.Agreements) + 1 {
			told[fmt.Sprint(areas)] = true
		}
		for _, sentence := range summaryOf(r, lang) {
			for _, number := range numbers.FindAllString(sentence, -1) {
				if !told[strings.TrimSpace(number)] {
					t.Fatalf("seed %d: no table has the %q of %q", seed, number, sentence)
				}
			}
		}
	}
}

// It names no cause, and judges nobody.
func TestSummaryIsNeutral(t *testing.T) {
	never := []string{
		"tack vare", "beror på", "därför", "på grund av", "effekt", "resultat av", "bättre", "sämre", "misslyckats", "tyvärr", "bra", "dåligt",
		"because", "due to", "thanks to", "therefore", "effect", "caused", "better", "worse", "failed", "unfortunately", "good", "bad",
	}
	for _, lang := range words.Languages {
		said := summaryOf(told(), lang)
		for seed := range uint64(20) {
			said = append(said, summaryOf(half(seed), lang)...)
		}
		all := " " + strings.Join(regexp.MustCompile(`\pL+`).FindAllString(strings.ToLower(strings.Join(said, " ")), -1), " ") + " "
		for _, phrase := range never {
			if strings.Contains(all, " "+phrase+" ") {
				t.Errorf("%s: %q", lang, phrase)
			}
		}
	}
}
