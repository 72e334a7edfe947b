package report

import (
	"math/rand/v2"
	"strings"
	"time"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

var today = skapa.DateOf(2026, time.November, 21)

// The participant of the design's pictures: for each rater an area a line, a
// meeting a digit; 0 is no assessment, - a refusal.
var (
	referenceDates = []string{"2025-02-03", "2025-05-12", "2025-08-25", "2025-11-10", "2026-01-19", "2026-05-04", "2026-08-17", "2026-11-09"}
	referenceSteps = map[skapa.Rater][]string{
		skapa.Self:         {"12220334", "22330344", "22230344", "12230434", "23330445", "11220233"},
		skapa.BySupervisor: {"11223344", "12233334", "22233334", "22233333", "22333344", "222-2333"},
	}
)

func day(iso string) skapa.Date {
	d, err := skapa.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// met gives the assessments of the meetings of the reference participant that
// some raters made.
func met(meetings int, raters ...skapa.Rater) []skapa.Assessment {
	in := assets.Instrument()
	var as []skapa.Assessment
	for r, rater := range raters {
		for m := range meetings {
			a := skapa.Assessment{ID: skapa.ID{1, byte(r), byte(m)}, Date: day(referenceDates[m]), Rater: rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
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
	return as
}

func activity(id int, name string, c skapa.Category, s skapa.Status, from, to string) skapa.NamedParticipation {
	a := skapa.NamedParticipation{Name: name, Category: c}
	a.ID, a.Status, a.Start = skapa.ID{2, byte(id)}, s, day(from)
	if to != "" {
		a.End = day(to)
	}
	return a
}

func referenceActivities() []skapa.NamedParticipation {
	return []skapa.NamedParticipation{
		activity(1, "Arbetsträning, kök", skapa.ForJob, skapa.Finished, "2025-03-01", "2025-09-30"),
		activity(2, "KBT-kontakt", skapa.ForHealth, skapa.Finished, "2025-04-14", "2025-06-20"),
		activity(3, "Svenska B", skapa.ForSkills, skapa.Finished, "2025-08-18", "2026-01-16"),
		activity(4, "Praktik Hemköp", skapa.ForJob, skapa.Finished, "2025-11-03", "2026-04-30"),
		activity(5, "Fysisk aktivitet på recept", skapa.ForHealth, skapa.Finished, "2026-02-02", "2026-09-25"),
		activity(6, "Lönebidrag, Hemköp", skapa.ForJob, skapa.Ongoing, "2026-06-01", ""),
		activity(7, "Körkortsteori", skapa.ForSkills, skapa.Planned, "2026-10-05", "2027-01-29"),
	}
}

func sheetOf(as []skapa.Assessment, activities []skapa.NamedParticipation) Sheet {
	return Sheet{
		Participant: skapa.Participant{Code: "D-1042", Name: "Åsa Öberg", Start: day("2025-01-20")},
		Team:        "Halmstad", Supervisor: "Karin Ek",
		Progress:   progress.Of(assets.Instrument(), as, today),
		Activities: activities,
	}
}

func reference() Sheet { return sheetOf(met(8, skapa.Raters...), referenceActivities()) }

var longNames = []string{
	"Praktik", "KBT", "Arbetsträning på Återbruket i Hylte med särskilt stöd av arbetsterapeut och handledare från kommunen",
	"Å", "Svenska för invandrare, studieväg 2, kurs C", "Överenskommelse\nom gemensam\tplanering", "Lönebidrag", "日本語 🙂",
	"Ååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå",
}

// random gives the sheet of somebody with meetings and activities in the days up
// to today: refusals, items not asked, a rater who was not there, and another
// version of the questions among them.
func random(rng *rand.Rand, in skapa.Instrument, meetings, activities, days int) Sheet {
	var as []skapa.Assessment
	for m := range meetings {
		date := today.Add(-rng.IntN(days + 1))
		for r, rater := range skapa.Raters {
			if rng.IntN(6) == 0 {
				continue
			}
			a := skapa.Assessment{ID: skapa.ID{1, byte(r), byte(m)}, Date: date, Rater: rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
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
	var all []skapa.NamedParticipation
	for i := range activities {
		b := skapa.NamedParticipation{Name: longNames[rng.IntN(len(longNames))], Category: skapa.Categories[rng.IntN(len(skapa.Categories))]}
		b.ID, b.Status, b.Start = skapa.ID{2, byte(i)}, skapa.Statuses[rng.IntN(len(skapa.Statuses))], today.Add(-rng.IntN(days+1))
		switch b.Status {
		case skapa.Planned:
			b.Start = today.Add(rng.IntN(days/4 + 1))
			if rng.IntN(2) == 0 {
				b.End = b.Start.Add(rng.IntN(400))
			}
		case skapa.BrokenOff:
			b.Break = skapa.Breaks[rng.IntN(len(skapa.Breaks))]
			fallthrough
		case skapa.Finished:
			b.End = b.Start.Add(rng.IntN(today.DaysSince(b.Start) + 1))
		}
		all = append(all, b)
	}
	s := sheetOf(nil, all)
	s.Progress = progress.Of(in, as, today)
	s.Participant.Name = longNames[rng.IntN(len(longNames))]
	s.Supervisor = longNames[rng.IntN(len(longNames))]
	s.Goals = planned(rng.IntN(6), 1+rng.IntN(skapa.MaxGoal))
	s.Named, s.Large = rng.IntN(2) == 0, rng.IntN(2) == 0
	return s
}

// planned gives goals whose texts have a number of letters.
func planned(goals, letters int) []skapa.Goal {
	var all []skapa.Goal
	for i := range goals {
		text := strings.Repeat(longNames[4]+" ", letters)[:letters]
		all = append(all, skapa.Goal{
			ID: skapa.ID{3, byte(i)}, Area: skapa.Areas[i%len(skapa.Areas)], Since: day("2026-11-09"), By: day("2026-12-01"),
			Text: text, Step: text, Who: "Deltagaren",
		})
	}
	return all
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

// wordy gives the instrument with names of 120 letters.
func wordy() skapa.Instrument {
	in := assets.Instrument()
	for i := range in.Areas {
		in.Areas[i].Name = skapa.Text{"sv": longNames[2] + " " + longNames[i%2], "en": longNames[8]}
	}
	for i := range in.Steps {
		in.Steps[i] = skapa.Text{"sv": longNames[2], "en": longNames[8]}
	}
	return in
}
