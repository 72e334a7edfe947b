package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

func yearOf(d skapa.Date) string { return strconv.Itoa(d.Year()) }

// dayAndMonth writes a date without its year: 21 nov.
func dayAndMonth(w words.Words, d skapa.Date) string {
	return fmt.Sprintf("%d %s", d.Day(), w.Month(d))
}

// answer says what a rater answered, with the wording of a whole step.
func answer(w words.Words, in skapa.Instrument, p progress.Point) string {
	switch p.Kind {
	case progress.NoAssessment:
		return w.T("chart.tip.noAssessment")
	case progress.NotAsked:
		return w.T("chart.tip.notAsked")
	case progress.Declined:
		return in.Declined.In(w.Lang)
	}
	step := skapa.Step(math.Round(p.Value))
	if !progress.Same(p.Value, float64(step)) {
		return Value(w, p.Value)
	}
	return w.T("chart.tip.step", words.Args{"Value": Value(w, p.Value), "Step": in.StepName(step, w.Lang)})
}

// cellTooltip is about an area at the moment that is called by a number.
func cellTooltip(w words.Words, in skapa.Instrument, area progress.Area, col, number int) []string {
	own, other := area.Self.Points[col], area.Supervisor.Points[col]
	lines := []string{
		oneLine(in.AreaName(area.Area, w.Lang)),
		w.T("chart.tip.moment", words.Args{"N": number, "Date": w.Date(own.Date)}),
		w.T("chart.tip.self", words.Args{"Answer": answer(w, in, own)}),
		w.T("chart.tip.supervisor", words.Args{"Answer": answer(w, in, other)}),
	}
	if own.Comment || other.Comment {
		lines = append(lines, w.T("chart.tip.comment"))
	}
	return lines
}

func barTooltip(w words.Words, b skapa.NamedParticipation) []string {
	return []string{oneLine(b.Name), w.T("chart.tip.activity", kind(w, b)), period(w, b)}
}

func kind(w words.Words, b skapa.NamedParticipation) words.Args {
	return words.Args{"Category": w.T("category." + string(b.Category)), "Status": w.T("status." + string(b.Status))}
}

func period(w words.Words, b skapa.NamedParticipation) string {
	if b.End.IsZero() {
		return w.T("chart.tip.from", words.Args{"From": w.Date(b.Start)})
	}
	return w.T("chart.tip.span", words.Args{"From": w.Date(b.Start), "To": w.Date(b.End)})
}

// describe says in words what the picture shows: how many meetings, the latest
// values and changes of each area, the time that is shown, its activities, and
// what is left out.
func (p *picture) describe(bars []placed) string {
	w := p.words
	parts := append([]string{p.Title + "."}, describeRatings(w, p.whole)...)
	if !p.from.IsZero() && len(p.whole.Moments) > 0 {
		if n := len(p.progress.Moments) + p.earlier; n > 0 {
			parts = append(parts, w.N("chart.describe.range", n, words.Args{"From": w.Date(p.from)}))
		} else {
			parts = append(parts, p.nothing()+".")
		}
	}
	if p.whole.Other > 0 {
		parts = append(parts, w.N("chart.other", p.whole.Other)+".")
	}
	for _, note := range p.leftOut() {
		parts = append(parts, note+".")
	}
	if len(bars) == 0 {
		return strings.Join(append(parts, w.T(p.noActivities())+"."), " ")
	}
	var activities []string
	for _, b := range bars {
		args := kind(w, b.NamedParticipation)
		args["Name"], args["Span"] = oneLine(b.Name), period(w, b.NamedParticipation)
		activities = append(activities, w.T("chart.describe.activity", args))
	}
	return strings.Join(append(parts, w.T("chart.describe.activities", words.Args{"Activities": strings.Join(activities, "; ")})), " ")
}

// noRatings says that there is nothing to show, which may be since all was rated
// with another version of the questions.
func noRatings(w words.Words, p progress.Progress) string {
	if p.Other > 0 {
		return w.T("chart.noneOfVersion")
	}
	return w.T("chart.none")
}

// describeRatings says how many meetings there are, and a sentence about each
// area.
func describeRatings(w words.Words, p progress.Progress) []string {
	n := len(p.Moments)
	if n == 0 {
		return []string{noRatings(w, p) + "."}
	}
	parts := []string{w.N("chart.describe.moments", n, words.Args{"From": w.Date(p.Moments[0].Date), "To": w.Date(p.Moments[n-1].Date)})}
	for _, a := range p.Areas {
		ratings := describeLine(w, "chart.describe.self", a.Self) + ", " + describeLine(w, "chart.describe.supervisor", a.Supervisor)
		parts = append(parts, w.T("chart.describe.area", words.Args{"Area": oneLine(p.Instrument.AreaName(a.Area, w.Lang)), "Ratings": ratings}))
	}
	return parts
}

// describeLine says where a rater's line is now and what that is since the
// start: 4 (+3 sedan start, säker).
func describeLine(w words.Words, key string, l progress.Line) string {
	newest, rated := l.Latest()
	if !rated {
		return w.T(key, words.Args{"Value": w.T("chart.describe.noRatings")})
	}
	text := Value(w, newest.Value)
	if change, comparable := l.SinceFirst(); comparable {
		args := words.Args{"Value": text, "Change": Signed(w, change.Steps), "Certainty": Certainty(w, change)}
		if text = w.T("chart.describe.still", args); change.Steps != 0 {
			text = w.T("chart.describe.change", args)
		}
	}
	return w.T(key, words.Args{"Value": text})
}
