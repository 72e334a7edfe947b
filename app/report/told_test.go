package report

import (
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// A usual history takes two pages, and a short one takes one.
func TestPages(t *testing.T) {
	for name, c := range map[string]struct {
		sheet Sheet
		most  int
	}{
		"the usual": {reference(), 2}, "no rating": {sheetOf(nil, referenceActivities()), 1}, "nothing": {sheetOf(nil, nil), 1},
		"one meeting": {sheetOf(met(1, skapa.Raters...), nil), 2},
	} {
		for _, lang := range words.Languages {
			if got := len(c.sheet.flow(words.In(lang)).done()); got > c.most {
				t.Errorf("%s in %s: %d pages", name, lang, got)
			}
		}
	}
}

// highest gives somebody who has rated everything with the highest step.
func highest(meetings int) Sheet {
	as := met(meetings, skapa.Raters...)
	for _, a := range as {
		for item := range a.Answers {
			a.Answers[item] = 5
		}
	}
	return sheetOf(as, referenceActivities()[:4])
}

// No row of a table is alone on a page, and somebody who keeps the highest step
// has a sheet no longer than others'.
func TestHighest(t *testing.T) {
	for _, meetings := range []int{2, 6, 8} {
		for _, lang := range words.Languages {
			pages := highest(meetings).flow(words.In(lang)).done()
			if len(pages) > 2 {
				t.Errorf("%d meetings in %s: %d pages", meetings, lang, len(pages))
			}
			for _, table := range roles(pages, pdf.Table) {
				if rows := slices.DeleteFunc(slices.Clone(table.Inside), allHeads); len(rows) < 2 {
					t.Errorf("%d meetings in %s: %d rows alone", meetings, lang, len(rows))
				}
			}
		}
	}
}

func allHeads(row pdf.Element) bool {
	return !slices.ContainsFunc(row.Inside, func(c pdf.Element) bool { return c.Role == pdf.Cell })
}

// Who has ratings of another version of the questions only isn't said to have none.
func TestOtherVersions(t *testing.T) {
	as := met(3, skapa.Raters...)
	for i := range as {
		as[i].Instrument.Number--
	}
	s := sheetOf(as, nil)
	for _, lang := range words.Languages {
		w := words.In(lang)
		for _, s.Large = range []bool{false, true} {
			told := all(s.flow(w).done())
			if want := w.N("chart.other", len(as)); !strings.Contains(told, want) || strings.Contains(told, w.T("report.none")) {
				t.Errorf("%s, large %t: not %q but %q", lang, s.Large, want, told)
			}
		}
	}
}

// A mean is not of the newest answers where some area has none, and the sheet
// says so.
func TestOldMean(t *testing.T) {
	w := words.In("sv")
	unanswered := func(raters map[skapa.Rater]int) Sheet { // from which meeting on
		as := met(4, skapa.Raters...)
		for i, a := range as {
			as[i].Answers[string(skapa.Health)] = 3
			if from, some := raters[a.Rater]; some && a.Date >= day(referenceDates[from]) {
				as[i].Answers[string(skapa.Health)] = skapa.NotAsked
			}
		}
		return sheetOf(as, nil)
	}
	away := met(3, skapa.Raters...)
	away = away[:len(away)-1] // the supervisor, from the last meeting
	for name, c := range map[string]struct {
		sheet Sheet
		want  string
	}{
		"all answered":    {unanswered(nil), ""},
		"not there":       {sheetOf(away, nil), ""},
		"the supervisor":  {unanswered(map[skapa.Rater]int{skapa.BySupervisor: 2}), "senast 12 maj 2025 (Handledare)."},
		"both since once": {unanswered(map[skapa.Rater]int{skapa.Self: 1, skapa.BySupervisor: 1}), "senast 3 feb 2025."},
		"one and other":   {unanswered(map[skapa.Rater]int{skapa.Self: 3, skapa.BySupervisor: 1}), "senast 25 aug 2025 (Egen) och 3 feb 2025 (Handledare)."},
	} {
		for _, c.sheet.Large = range []bool{false, true} {
			told := all(c.sheet.flow(w).done())
			if !strings.Contains(told, "Siffrorna är avrundade.") || strings.Contains(told, "Medel räknas bara") != (c.want != "") || !strings.Contains(told, c.want) {
				t.Errorf("%s, large %t: not %q in %q", name, c.sheet.Large, c.want, told)
			}
		}
	}
}

// A history longer than anybody's lists its newest meetings, and counts the
// others.
func TestManyMeetings(t *testing.T) {
	one := met(1, skapa.Self)[0]
	var as []skapa.Assessment
	for i := range mostMoments + 3 {
		one.ID, one.Date = skapa.ID{1, byte(i >> 8), byte(i)}, today.Add(-i)
		as = append(as, one)
	}
	s, w := sheetOf(as, nil), words.In("sv")
	for _, s.Large = range []bool{false, true} {
		pages := s.flow(w).done()
		told, note := all(pages), ""
		for _, p := range pages {
			for _, e := range roles([]pdf.Page{p}, pdf.Paragraph) { // the picture says it too
				for _, op := range p.Scene.Ops[e.From:e.To] {
					note += op.(scene.Text).String
				}
			}
		}
		if want := w.N("chart.more.moments", 3) + "."; !strings.Contains(note, want) {
			t.Errorf("large %t: not %q", s.Large, want)
		}
		for moment, listed := range map[int]bool{2: false, 3: true, mostMoments + 2: true} {
			date := w.Date(s.Progress.Moments[moment].Date)
			if s.Large {
				date = " " + date + " "
			} else {
				date = w.T("chart.moment", words.Args{"N": moment + 1}) + " " + date
			}
			if strings.Contains(told, date) != listed {
				t.Errorf("large %t: %q is listed: %t", s.Large, date, !listed)
			}
		}
	}
}

// A column that is as wide as a date has room for it.
func TestDatesOfMeetings(t *testing.T) {
	one := met(1, skapa.Self)[0]
	for days := range 400 {
		one.Date = today.Add(-days)
		for _, l := range usual {
			p := parts{newFlow(l), sheetOf([]skapa.Assessment{one}, nil), words.In("sv"), pictures{}}
			if lines := p.measure(p.byMeeting()).rows[0].lines[0]; len(lines) != 1 {
				t.Fatalf("%q at %v", lines, l.cell)
			}
		}
	}
}
