package chart_test

import (
	"math/rand/v2"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

var longNames = []string{
	"Praktik", "KBT", "Arbetsträning på Återbruket i Hylte med särskilt stöd av arbetsterapeut och handledare från kommunen",
	"Å", "Svenska för invandrare, studieväg 2, kurs C", "Överenskommelse\nom gemensam\tplanering", "Lönebidrag", "日本語 🙂",
}

// history makes the assessments of n meetings and a number of activities in
// the days up to today: refusals, items not asked, a rater who was not there,
// and another version of the questions among them.
func history(rng *rand.Rand, in skapa.Instrument, meetings, activities, days int) ([]skapa.Assessment, []skapa.NamedParticipation) {
	var as []skapa.Assessment
	for m := range meetings {
		date := today.Add(-rng.IntN(days + 1))
		for r, rater := range skapa.Raters {
			if rng.IntN(6) == 0 {
				continue
			}
			a := skapa.Assessment{ID: skapa.ID{1, byte(r), byte(m), byte(m >> 8)}, Date: date, Rater: rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
			for _, item := range in.ItemsFor(rater) {
				if s := skapa.Step(rng.IntN(len(in.Steps)+2) - 1); s != skapa.NotAsked {
					a.Answers[item.ID] = s
				}
			}
			if rng.IntN(20) == 0 {
				a.Instrument.Number++
			}
			as = append(as, a)
		}
	}
	var bars []skapa.NamedParticipation
	for i := range activities {
		b := skapa.NamedParticipation{Name: longNames[rng.IntN(len(longNames))], Category: skapa.Categories[rng.IntN(len(skapa.Categories))]}
		b.ID, b.Status = skapa.ID{2, byte(i + 1), byte((i + 1) >> 8)}, skapa.Statuses[rng.IntN(3)]
		b.Start = today.Add(-rng.IntN(days + 1))
		switch b.Status {
		case skapa.Planned:
			b.Start = today.Add(rng.IntN(days/4 + 1))
			if rng.IntN(2) == 0 {
				b.End = b.Start.Add(rng.IntN(400))
			}
		case skapa.Finished:
			b.End = b.Start.Add(rng.IntN(today.DaysSince(b.Start) + 1))
			if i%3 == 0 {
				b.Status, b.Break = skapa.BrokenOff, skapa.BreakOther
			}
		}
		bars = append(bars, b)
	}
	return as, bars
}

// several gives the instrument with a second item in each area, so that values
// are means.
func several() skapa.Instrument {
	in := assets.Instrument()
	for _, item := range in.Items {
		item.ID += "-2"
		in.Items = append(in.Items, item)
	}
	return in
}

func dense() (progress.Progress, []skapa.NamedParticipation) {
	rng := rand.New(rand.NewPCG(1, 2))
	as, bars := history(rng, assets.Instrument(), 40, 30, 3650)
	return progress.Of(assets.Instrument(), as, today), bars
}
