package chart_test

import (
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// meeting is what one rater answered at a moment: a digit an area, 0 for
// nothing, - for a refusal.
type meeting struct {
	date  string
	rater skapa.Rater
	steps string
}

func progressOf(in skapa.Instrument, meetings ...meeting) progress.Progress {
	var as []skapa.Assessment
	for i, m := range meetings {
		a := skapa.Assessment{ID: skapa.ID{3, byte(i)}, Date: day(m.date), Rater: m.rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
		for k, area := range skapa.Areas {
			switch c := m.steps[k]; c {
			case '0':
			case '-':
				a.Answers[string(area)] = skapa.Declined
			default:
				a.Answers[string(area)] = skapa.Step(c - '0')
			}
		}
		as = append(as, a)
	}
	return progress.Of(in, as, today)
}

func TestProfileStates(t *testing.T) {
	in := assets.Instrument()
	onlySupervisor := progressOf(in, meeting{"2026-01-01", skapa.BySupervisor, "123451"}, meeting{"2026-06-01", skapa.BySupervisor, "223451"})
	gap := progressOf(in, meeting{"2026-01-01", skapa.Self, "123451"}, meeting{"2026-06-01", skapa.Self, "12345-"})
	notAsked := assets.Instrument()
	notAsked.Items = slices.DeleteFunc(slices.Clone(notAsked.Items), func(i skapa.Item) bool { return i.Area == skapa.Health })
	unasked := progressOf(notAsked, meeting{"2026-01-01", skapa.Self, "123450"}, meeting{"2026-06-01", skapa.Self, "223450"})
	const star = "Området är inte skattat"
	for name, c := range map[string]struct {
		progress  progress.Progress
		rater     skapa.Rater
		has, lack []string
	}{
		"no rating":         {empty(), "", []string{"Inga skattningar ännu – registrera det första mättillfället", "Typ av arbete"}, []string{"Första", "Senaste", star}},
		"one":               {one(), "", []string{"Första mättillfället – förändring visas från och med nästa", "Senaste 9 nov 2026"}, []string{"Första 9", "Förändring", star}},
		"several":           {reference(), "", []string{"Profil, egen skattning", "Första 3 feb 2025", "Föregående 17 aug 2026", "Senaste 9 nov 2026", "+1", "säker", "möjlig"}, []string{star}},
		"the supervisor's":  {reference(), skapa.BySupervisor, []string{"Profil, handledarens skattning"}, nil},
		"nobody on a radar": {onlySupervisor, skapa.Self, []string{"Radarn är tom: ingen egen skattning ännu", "Första handledare 1 jan 2026", "bibehållen hög", "bibehållen låg", "Första och senaste är lika"}, []string{"Föregående"}},
		"two moments":       {onlySupervisor, skapa.BySupervisor, []string{"Första 1 jan 2026", "Senaste 1 jun 2026"}, []string{"Föregående", "Radarn är tom"}},
		"a refusal":         {gap, "", []string{star, "1*"}, []string{"5*"}},
		"never asked":       {unasked, "", []string{"frågas inte"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			o := swedish()
			o.Rater = c.rater
			all := strings.Join(textsOf(chart.Profile(c.progress, o)), "\n")
			for _, want := range c.has {
				if !strings.Contains(all, want) {
					t.Errorf("%q is not in %q", want, all)
				}
			}
			for _, not := range c.lack {
				if strings.Contains(all, not) {
					t.Errorf("%q is in the picture", not)
				}
			}
		})
	}
}

// Where an area is not rated, the polygon is open, and only the others' area is
// filled.
func TestAMissingAxisLeavesThePolygonOpen(t *testing.T) {
	for steps, want := range map[string]struct{ corners, lines int }{
		"123451": {6, 1}, "12345-": {6, 1}, "1-3451": {6, 1}, "1-3-51": {0, 1}, "1-3-5-": {0, 0},
	} {
		s := chart.Profile(progressOf(assets.Instrument(), meeting{"2026-01-01", skapa.Self, steps}), swedish())
		lines, corners := 0, 0
		closed := false
		for _, op := range s.Ops {
			path, ok := op.(scene.Path)
			switch {
			case !ok:
			case path.Fill == scene.TintSelf && len(path.Outline) > 5:
				corners = len(cornersOf(path))
			case isPolygon(path) && path.Width == 2.2:
				lines++
				closed = path.Outline[len(path.Outline)-1].Verb == scene.Close
			}
		}
		if whole := !strings.Contains(steps, "-"); corners != want.corners || lines != want.lines || closed != whole {
			t.Errorf("%s: %d corners filled, want %d; %d lines, want %d; closed %t", steps, corners, want.corners, lines, want.lines, closed)
		}
	}
}

func TestProfileTooltips(t *testing.T) {
	s := chart.Profile(reference(), swedish())
	for name, c := range map[string]struct {
		target chart.Target
		want   []string
	}{
		"a row": {chart.Target{Date: day("2026-11-09"), Area: skapa.WorkType, Rater: skapa.BySupervisor},
			[]string{"Typ av arbete", "Handledare", "Första 3 feb 2025: 1 – Inte alls", "Senaste 9 nov 2026: 4 – I hög grad", "Förändring: +3, säker"}},
		"a corner of one moment": {chart.Target{Date: day("2026-08-17"), Area: skapa.WorkType, Rater: skapa.Self, Radar: true},
			[]string{"Typ av arbete", "Egen skattning", "Föregående 17 aug 2026: 3 – Delvis"}},
		"a corner of two moments": {chart.Target{Date: day("2026-11-09"), Area: skapa.Health, Rater: skapa.Self, Radar: true},
			[]string{"Hälsa", "Egen skattning", "Föregående 17 aug 2026: 3 – Delvis", "Senaste 9 nov 2026: 3 – Delvis"}},
	} {
		t.Run(name, func(t *testing.T) {
			i := s.Find(c.target.ID())
			if i < 0 {
				t.Fatalf("no region %s", c.target.ID())
			}
			if got := s.Regions[i].Tooltip; !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestProfileDescription(t *testing.T) {
	got := chart.Profile(reference(), swedish()).Description
	for _, want := range []string{
		"Profil, egen skattning.",
		"Senaste 9 nov 2026: Typ av arbete 4, Klara ett arbete 4, Kompetens 4, Vardag/nätverk 4, Samarbetsförmåga 5, Hälsa 3.",
		"Vardag/nätverk: egen 4 (+3 sedan start, säker), handledare 3 (+1 sedan start, möjlig).",
		"Vardag/nätverk: skillnad +1.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

// Side by side in a window, one above the other where that is too wide.
func TestProfileIsAsWideAsItsPlace(t *testing.T) {
	for _, lang := range words.Languages {
		for width, beside := range map[float64]bool{720: true, 960: true, 1600: true} {
			s := chart.Profile(reference(), chart.Options{Width: width, Words: words.In(lang)})
			if s.W != width || s.H < 500 != beside {
				t.Errorf("%s: %v × %v", lang, s.W, s.H)
			}
		}
		if s := chart.Profile(reference(), chart.Options{Width: 300, Print: true, Words: words.In(lang)}); s.W != chart.MinPrint || s.H < 500 {
			t.Errorf("%s: %v × %v on paper", lang, s.W, s.H)
		}
	}
}

// The radar and the rows are of the whole history, and so are the numbers
// beside the tracks.
func TestNumbersAreOfTheWholeHistory(t *testing.T) {
	since := swedish()
	since.From = day("2026-06-01")
	if all, some := textsOf(chart.Profile(reference(), swedish())), textsOf(chart.Profile(reference(), since)); !slices.Equal(all, some) {
		t.Errorf("the profile since June says %q", some)
	}
	s := chart.Progress(reference(), nil, since)
	texts := textsOf(s)
	for _, want := range []string{"M7", "M8", "+3", "säker", "möjlig"} {
		if !slices.Contains(texts, want) {
			t.Errorf("%q is not in %q", want, texts)
		}
	}
	if slices.Contains(texts, "M6") || !strings.Contains(s.Description, "Bilden visar tiden från 1 jun 2026: 2 mättillfällen.") {
		t.Errorf("%q; %s", texts, s.Description)
	}
	since.From = day("2026-11-10")
	s = chart.Progress(reference(), nil, since)
	const none = "Inga skattningar sedan 10 nov 2026"
	if !slices.Contains(textsOf(s), none) || !strings.Contains(s.Description, none) || slices.ContainsFunc(textsOf(s), func(t string) bool { return strings.HasPrefix(t, "Inga skattningar ännu") }) {
		t.Errorf("%q; %s", textsOf(s), s.Description)
	}
}

// An activity that began before the time shown begins at its edge; one that had
// ended is not there.
func TestActivitiesSinceADay(t *testing.T) {
	since := swedish()
	since.From = day("2026-01-01")
	s := chart.Progress(reference(), referenceBars(), since)
	c := check{t, s}
	for i, want := range []bool{false, true, true, false, true, true, true} {
		found := s.Find(chart.Target{Participation: skapa.ID{2, byte(i + 1)}}.ID())
		if (found >= 0) != want {
			t.Errorf("activity %d is there: %t", i, found >= 0)
		}
		if i == 1 && s.Regions[found].Shade.X0 != c.axis() {
			t.Errorf("it begins at %v, the axis at %v", s.Regions[found].Shade.X0, c.axis())
		}
	}
}

// A name without room is whole in a region that the keys pass by.
func TestLongNamesAreRegions(t *testing.T) {
	in := assets.Instrument()
	in.Areas = slices.Clone(in.Areas)
	long := strings.TrimSpace(strings.Repeat("Samarbetsförmåga och arbetsmarknadsanknytning ", 3))
	in.Areas[0].Name = skapa.Text{"sv": long}
	p := progressOf(in, meeting{"2026-01-01", skapa.Self, "123451"}, meeting{"2026-06-01", skapa.Self, "223451"})
	o := chart.Options{Width: 720, Words: words.In("sv"), Title: long + " " + long}
	for name, s := range map[string]scene.Scene{"progress": chart.Progress(p, nil, o), "profile": chart.Profile(p, o)} {
		whole := 0
		for _, r := range s.Regions {
			if r.Aside {
				whole++
				if !strings.HasPrefix(r.Tooltip[0], long) {
					t.Errorf("%s: %q", name, r.Tooltip)
				}
			}
		}
		if want := map[string]int{"progress": 2, "profile": 3}[name]; whole != want {
			t.Errorf("%s: %d regions aside, want %d", name, whole, want)
		}
		if first := s.Regions[s.First()]; first.Aside || first.Row != 0 {
			t.Errorf("%s: walking begins at %+v", name, first)
		}
	}
}

func TestTrackHasLimits(t *testing.T) {
	height := func(o chart.Options) float64 {
		o.Words, o.Width = words.In("sv"), 960
		return chart.Progress(reference(), nil, o).H
	}
	usual := height(chart.Options{})
	for name, c := range map[string]struct {
		o     chart.Options
		track float64
	}{
		"as usual":   {chart.Options{}, chart.MaxTrack},
		"too high":   {chart.Options{Track: 100}, chart.MaxTrack},
		"too low":    {chart.Options{Track: 1}, chart.MinTrack},
		"in between": {chart.Options{Track: 60}, 60},
		"paper":      {chart.Options{Print: true}, chart.PrintTrack},
	} {
		if got, want := height(c.o), usual-6*(chart.MaxTrack-c.track); got != want {
			t.Errorf("%s: %v high, want %v", name, got, want)
		}
	}
}

func TestPlainHasNoNumbersBeside(t *testing.T) {
	o := swedish()
	o.Plain = true
	for _, not := range []string{"Senast", "Sedan start", "säker"} {
		if slices.Contains(textsOf(chart.Progress(reference(), nil, o)), not) {
			t.Errorf("%q is in the picture", not)
		}
	}
}

func TestTheAxisBeginsWithTheFirstDay(t *testing.T) {
	o := swedish()
	o.From = day("2026-01-19") // M5
	s := chart.Progress(reference(), nil, o)
	m5 := s.Regions[s.Find(chart.Target{Date: o.From, Area: skapa.Health}.ID())]
	if left := (check{t, s}).axis(); m5.Marks[0].X != left {
		t.Errorf("M5 is at %v, the axis begins at %v", m5.Marks[0].X, left)
	}
}

// The date of a meeting today, at the end of a long axis, is beside the heads of
// the columns.
func TestDatesAndHeadsDoNotMeet(t *testing.T) {
	p := progressOf(assets.Instrument(), meeting{"2001-11-21", skapa.Self, "123451"}, meeting{"2026-11-21", skapa.Self, "223451"})
	for _, lang := range words.Languages {
		s := chart.Progress(p, nil, chart.Options{Width: 720, Words: words.In(lang)})
		check{t, s}.texts()
		if !slices.ContainsFunc(textsOf(s), func(text string) bool { return strings.HasPrefix(text, "21 ") }) {
			t.Errorf("no date in %q", textsOf(s))
		}
	}
}
