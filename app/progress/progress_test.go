package progress_test

import (
	"math"
	"reflect"
	"testing"
	"time"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

var (
	may   = skapa.DateOf(2026, time.May, 4)
	aug   = skapa.DateOf(2026, time.August, 3)
	nov   = skapa.DateOf(2026, time.November, 2)
	today = skapa.DateOf(2026, time.November, 21)
)

// two asks two items about health of both raters, and one about competence of
// the supervisor only.
func two() skapa.Instrument {
	ask := skapa.Text{"sv": "?"}
	both := map[skapa.Rater]skapa.Text{skapa.Self: ask, skapa.BySupervisor: ask}
	in := assets.Instrument()
	in.Items = []skapa.Item{
		{ID: "h1", Area: skapa.Health, Question: both},
		{ID: "h2", Area: skapa.Health, Question: both},
		{ID: "c", Area: skapa.Competence, Question: map[skapa.Rater]skapa.Text{skapa.BySupervisor: ask}},
	}
	return in
}

func made(id byte, date skapa.Date, r skapa.Rater, answers map[string]skapa.Step) skapa.Assessment {
	return skapa.Assessment{ID: skapa.ID{id}, Date: date, Rater: r, Instrument: two().Version, Answers: answers}
}

func health(t *testing.T, r skapa.Rater, as ...skapa.Assessment) progress.Line {
	t.Helper()
	for _, a := range progress.Of(two(), as, today).Areas {
		if a.Area == skapa.Health {
			return a.Line(r)
		}
	}
	t.Fatal("no line for health")
	return progress.Line{}
}

func TestPoint(t *testing.T) {
	for name, c := range map[string]struct {
		answers map[string]skapa.Step
		kind    progress.Kind
		value   float64
	}{
		"mean of the items, not rounded":       {map[string]skapa.Step{"h1": 2, "h2": 3}, progress.Rated, 2.5},
		"a declined item is not in the mean":   {map[string]skapa.Step{"h1": 4, "h2": skapa.Declined}, progress.Rated, 4},
		"an unasked item is not in the mean":   {map[string]skapa.Step{"h1": 4}, progress.Rated, 4},
		"only declined":                        {map[string]skapa.Step{"h1": skapa.Declined}, progress.Declined, 0},
		"nothing in the area":                  {map[string]skapa.Step{"c": 3}, progress.NotAsked, 0},
		"an item of no area is in no line":     {map[string]skapa.Step{"belief": 5}, progress.NotAsked, 0},
		"an unknown item is in no line either": {map[string]skapa.Step{"x": 5}, progress.NotAsked, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := health(t, skapa.Self, made(1, may, skapa.Self, c.answers)).Points
			for i := range got {
				got[i].Items = 0 // see TestAnswersToOtherItemsAreNoCertainChange
			}
			want := []progress.Point{{Date: may, Kind: c.kind, Value: c.value, Assessment: skapa.ID{1}}}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestMomentsAreTheDistinctDates(t *testing.T) {
	p := progress.Of(two(), []skapa.Assessment{
		made(3, nov, skapa.Self, nil), made(1, may, skapa.Self, nil), made(2, may, skapa.BySupervisor, nil), made(4, aug, skapa.BySupervisor, nil),
	}, today)
	want := []progress.Moment{{Date: may, Self: skapa.ID{1}, Supervisor: skapa.ID{2}}, {Date: aug, Supervisor: skapa.ID{4}}, {Date: nov, Self: skapa.ID{3}}}
	if !reflect.DeepEqual(p.Moments, want) {
		t.Errorf("got %v, want %v", p.Moments, want)
	}
	if kind := p.Areas[5].Self.Points[1].Kind; kind != progress.NoAssessment {
		t.Errorf("self in August: kind %d, want none made", kind)
	}
}

func TestAnotherVersionIsCountedAndNotDrawn(t *testing.T) {
	old := made(1, may, skapa.Self, map[string]skapa.Step{"h1": 1})
	old.Instrument.Number++
	p := progress.Of(two(), []skapa.Assessment{old, made(2, nov, skapa.Self, map[string]skapa.Step{"h1": 4})}, today)
	if p.Other != 1 || len(p.Moments) != 1 {
		t.Errorf("%d other and %d moments, want 1 and 1", p.Other, len(p.Moments))
	}
	if _, ok := p.Areas[5].Self.SinceFirst(); ok {
		t.Error("a change across two versions")
	}
}

func TestTheLaterOfTwoOnADateCounts(t *testing.T) {
	first := made(1, may, skapa.Self, map[string]skapa.Step{"h1": 1})
	second := made(2, may, skapa.Self, map[string]skapa.Step{"h1": 5})
	for _, as := range [][]skapa.Assessment{{first, second}, {second, first}} {
		if got := health(t, skapa.Self, as...).Points; len(got) != 1 || got[0].Value != 5 {
			t.Errorf("got %+v, want one point at 5", got)
		}
	}
}

func TestLatestAndChange(t *testing.T) {
	at := func(id byte, d skapa.Date, s skapa.Step) skapa.Assessment {
		return made(id, d, skapa.Self, map[string]skapa.Step{"h1": s})
	}
	for name, c := range map[string]struct {
		as             []skapa.Assessment
		latest, change float64 // NaN: none
	}{
		"none":                       {nil, math.NaN(), math.NaN()},
		"one has no change":          {[]skapa.Assessment{at(1, may, 4)}, 4, math.NaN()},
		"up":                         {[]skapa.Assessment{at(1, may, 2), at(2, aug, 5), at(3, nov, 4)}, 4, 2},
		"down":                       {[]skapa.Assessment{at(1, may, 4), at(2, nov, 1)}, 1, -3},
		"a refusal at either end":    {[]skapa.Assessment{at(1, may, skapa.Declined), at(2, aug, 3), at(3, nov, skapa.Declined)}, 3, math.NaN()},
		"the other rater is no part": {[]skapa.Assessment{at(1, may, 2), made(2, nov, skapa.BySupervisor, map[string]skapa.Step{"h1": 5})}, 2, math.NaN()},
	} {
		t.Run(name, func(t *testing.T) {
			line := health(t, skapa.Self, c.as...)
			latest, ok := line.Latest()
			expect(t, "latest", latest.Value, ok, c.latest)
			change, ok := line.SinceFirst()
			expect(t, "change", change.Steps, ok, c.change)
		})
	}
}

func expect(t *testing.T, what string, got float64, ok bool, want float64) {
	t.Helper()
	if ok == math.IsNaN(want) || ok && got != want {
		t.Errorf("%s: got %v, %v, want %v", what, got, ok, want)
	}
}

func TestAskedAndComment(t *testing.T) {
	a := made(1, may, skapa.BySupervisor, map[string]skapa.Step{"c": 2})
	a.Comment = "på god väg"
	competence := progress.Of(two(), []skapa.Assessment{a}, today).Areas[2]
	if competence.Self.Asked || !competence.Supervisor.Asked {
		t.Errorf("asked: self %v, supervisor %v, want only the supervisor", competence.Self.Asked, competence.Supervisor.Asked)
	}
	if !competence.Supervisor.Points[0].Comment || competence.Self.Points[0].Comment {
		t.Error("the comment is on the wrong point")
	}
	if mean := progress.Of(assets.Instrument(), []skapa.Assessment{a}, today).Mean; !mean.Supervisor.Points[0].Comment || mean.Self.Points[0].Comment {
		t.Error("the comment is on the wrong mean")
	}
}

// A mean of other items can differ though no answer changed.
func TestAnswersToOtherItemsAreNoCertainChange(t *testing.T) {
	first := made(1, may, skapa.Self, map[string]skapa.Step{"h1": 5, "h2": 1})
	for name, c := range map[string]struct {
		later map[string]skapa.Step
		want  progress.Certainty
	}{
		"one declined":   {map[string]skapa.Step{"h1": skapa.Declined, "h2": 1}, progress.Possible},
		"both, and down": {map[string]skapa.Step{"h1": 1, "h2": 1}, progress.Certain},
	} {
		t.Run(name, func(t *testing.T) {
			change, known := health(t, skapa.Self, first, made(2, nov, skapa.Self, c.later)).SinceFirst()
			if !known || change.Steps != -2 || change.Certainty != c.want {
				t.Errorf("%+v, want –2 of certainty %d", change, c.want)
			}
		})
	}
}
