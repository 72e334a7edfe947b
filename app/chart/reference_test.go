package chart_test

import (
	"time"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

var today = skapa.DateOf(2026, time.November, 21)

func day(iso string) skapa.Date {
	d, err := skapa.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// referenceSteps are the answers of the participant of the design's pictures:
// an area a line, a meeting a digit; 0 is no assessment, - a refusal.
var referenceDates = []string{"2025-02-03", "2025-05-12", "2025-08-25", "2025-11-10", "2026-01-19", "2026-05-04", "2026-08-17", "2026-11-09"}

var referenceSteps = map[skapa.Rater][]string{
	skapa.Self:         {"12220334", "22330344", "22230344", "12230434", "23330445", "11220233"},
	skapa.BySupervisor: {"11223344", "12233334", "22233334", "22233333", "22333344", "222-2333"},
}

func referenceAssessments() []skapa.Assessment {
	in := assets.Instrument()
	var as []skapa.Assessment
	for r, rater := range skapa.Raters {
		for m, iso := range referenceDates {
			a := skapa.Assessment{ID: skapa.ID{1, byte(r), byte(m)}, Date: day(iso), Rater: rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
			for i, area := range skapa.Areas {
				switch c := referenceSteps[rater][i][m]; c {
				case '0':
				case '-':
					a.Answers[string(area)] = skapa.Declined
				default:
					a.Answers[string(area)] = skapa.Step(c - '0')
				}
			}
			if len(a.Answers) > 0 {
				as = append(as, a)
			}
		}
	}
	as[0].Comment = "Nöjd med starten."
	return as
}

func reference() progress.Progress {
	return progress.Of(assets.Instrument(), referenceAssessments(), today)
}

func empty() progress.Progress { return progress.Of(assets.Instrument(), nil, today) }

func one() progress.Progress {
	var as []skapa.Assessment
	for _, a := range referenceAssessments() {
		if a.Date == day("2026-11-09") {
			as = append(as, a)
		}
	}
	return progress.Of(assets.Instrument(), as, today)
}

func referenceBars() []skapa.NamedParticipation {
	var bars []skapa.NamedParticipation
	for i, b := range []struct {
		name     string
		category skapa.Category
		status   skapa.Status
		from, to string
	}{
		{"Arbetsträning, kök", skapa.ForJob, skapa.Finished, "2025-03-01", "2025-09-30"},
		{"Praktik Hemköp", skapa.ForJob, skapa.Finished, "2025-11-03", "2026-04-30"},
		{"Lönebidrag, Hemköp", skapa.ForJob, skapa.Ongoing, "2026-06-01", ""},
		{"KBT-kontakt", skapa.ForHealth, skapa.Finished, "2025-04-14", "2025-06-20"},
		{"Fysisk aktivitet på recept", skapa.ForHealth, skapa.Finished, "2026-02-02", "2026-09-25"},
		{"Svenska B", skapa.ForSkills, skapa.Finished, "2025-08-18", "2026-01-16"},
		{"Körkortsteori", skapa.ForSkills, skapa.Planned, "2026-10-05", "2027-01-29"},
	} {
		bar := skapa.NamedParticipation{Name: b.name, Category: b.category}
		bar.ID, bar.Status, bar.Start = skapa.ID{2, byte(i + 1)}, b.status, day(b.from)
		if b.to != "" {
			bar.End = day(b.to)
		}
		bars = append(bars, bar)
	}
	return bars
}
