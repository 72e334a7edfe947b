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

func swedish() chart.Options { return chart.Options{Width: 960, Words: words.In("sv")} }

func textsOf(s scene.Scene) []string {
	var texts []string
	for _, op := range s.Ops {
		if text, ok := op.(scene.Text); ok {
			texts = append(texts, text.String)
		}
	}
	return texts
}

func TestStates(t *testing.T) {
	other := referenceAssessments()
	other[0].Instrument.Number++
	for name, c := range map[string]struct {
		progress  progress.Progress
		bars      []skapa.NamedParticipation
		has, lack []string
	}{
		"no rating":       {empty(), referenceBars(), []string{"Inga skattningar ännu – registrera det första mättillfället"}, []string{"Senast", "Sedan start", "M1"}},
		"one":             {one(), nil, []string{"Första mättillfället – förändring visas från och med nästa", "M1", "9 nov", "Senast"}, []string{"Sedan start", "+0"}},
		"several":         {reference(), referenceBars(), []string{"M1", "M8", "Senast", "Sedan start", "+3", "ej egen", "ej handl.", "2026", "Idag 21 nov 2026"}, []string{"M9", "jan"}},
		"no activities":   {reference(), nil, []string{"Insatser", "Inga insatser registrerade"}, []string{"Arbete"}},
		"activities":      {empty(), referenceBars(), []string{"Arbete", "Hälsa", "Färdigheter", "Arbetsträning, kök"}, []string{"Studier", "Inga insatser registrerade"}},
		"another version": {progress.Of(assets.Instrument(), other, today), nil, []string{"1 skattning är gjord med en annan version av frågorna och visas inte här"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			texts := textsOf(chart.Progress(c.progress, c.bars, swedish()))
			for _, want := range c.has {
				if !slices.Contains(texts, want) {
					t.Errorf("%q is not in %q", want, texts)
				}
			}
			for _, not := range c.lack {
				if slices.Contains(texts, not) {
					t.Errorf("%q is in the picture", not)
				}
			}
		})
	}
}

func TestNoTextIsForgotten(t *testing.T) {
	for _, lang := range words.Languages {
		for _, p := range []progress.Progress{empty(), one(), reference()} {
			s := chart.Progress(p, referenceBars(), chart.Options{Words: words.In(lang)})
			all := append(textsOf(s), s.Title, s.Description)
			for _, r := range s.Regions {
				all = append(all, r.Tooltip...)
			}
			for _, text := range all {
				if strings.Contains(text, "chart.") || strings.Contains(text, "category.") || strings.Contains(text, "status.") || strings.Contains(text, "<no value>") {
					t.Errorf("%s: %q has no words", lang, text)
				}
			}
		}
	}
}

func TestNarrowerThanTheLeastWidthIsTheLeastWidth(t *testing.T) {
	if s := chart.Progress(reference(), nil, chart.Options{Width: 300, Words: words.In("sv")}); s.W != chart.MinWidth {
		t.Errorf("the picture is %v wide, want %v", s.W, chart.MinWidth)
	}
}

func TestTooltip(t *testing.T) {
	s := chart.Progress(reference(), referenceBars(), swedish())
	for name, c := range map[string]struct {
		target chart.Target
		want   []string
	}{
		"both, and a comment":   {chart.Target{Date: day("2025-02-03"), Area: skapa.WorkType}, []string{"Typ av arbete", "M1 · 3 feb 2025", "Egen: 1 – Inte alls", "Handledare: 1 – Inte alls", "Kommentar finns"}},
		"a refusal":             {chart.Target{Date: day("2025-11-10"), Area: skapa.Health}, []string{"Hälsa", "M4 · 10 nov 2025", "Egen: 2 – I liten grad", "Handledare: Vet ej / vill ej svara"}},
		"who was not there":     {chart.Target{Date: day("2026-01-19"), Area: skapa.Health}, []string{"Hälsa", "M5 · 19 jan 2026", "Egen: ingen skattning", "Handledare: 2 – I liten grad"}},
		"an activity":           {chart.Target{Participation: skapa.ID{2, 1}}, []string{"Arbetsträning, kök", "Arbete · Avslutad", "1 mar 2025 – 30 sep 2025"}},
		"an activity that goes": {chart.Target{Participation: skapa.ID{2, 3}}, []string{"Lönebidrag, Hemköp", "Arbete · Pågår", "Från 1 jun 2026"}},
	} {
		t.Run(name, func(t *testing.T) {
			i := s.Find(c.target.ID())
			if i < 0 {
				t.Fatalf("no region for %+v", c.target)
			}
			if got := s.Regions[i].Tooltip; !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAMeanHasADecimalAndNoWording(t *testing.T) {
	in := several()
	a := skapa.Assessment{ID: skapa.ID{1}, Date: today, Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{"health": 3, "health-2": 4}}
	s := chart.Progress(progress.Of(in, []skapa.Assessment{a}, today), nil, swedish())
	if !slices.Contains(textsOf(s), "3,5") {
		t.Errorf("3,5 is not in %q", textsOf(s))
	}
	tip := s.Regions[s.Find(chart.Target{Date: today, Area: skapa.Health}.ID())].Tooltip
	if tip[2] != "Egen: 3,5" {
		t.Errorf("the tooltip says %q", tip)
	}
}

func TestALongNameIsShortenedAndWholeInTheTooltip(t *testing.T) {
	bars := referenceBars()[:1]
	bars[0].Name = strings.Repeat("Arbetsträning på Återbruket ", 8)
	s := chart.Progress(reference(), bars, swedish())
	short := slices.ContainsFunc(textsOf(s), func(t string) bool {
		return strings.HasPrefix(t, "Arbetsträning på") && strings.HasSuffix(t, "…")
	})
	tip := s.Regions[len(s.Regions)-1].Tooltip[0]
	if !short || tip != strings.TrimSpace(bars[0].Name) {
		t.Errorf("texts %q, tooltip %q", textsOf(s), tip)
	}
}

// selfSteps gives what one rater answered about health, a digit a meeting as in
// referenceSteps, at meetings a number of days apart.
func selfSteps(steps string, apart int) progress.Progress {
	in := assets.Instrument()
	var as []skapa.Assessment
	for i, c := range steps {
		date := today.Add(apart * (i + 1 - len(steps)))
		for r, rater := range skapa.Raters {
			a := skapa.Assessment{ID: skapa.ID{1, byte(r), byte(i)}, Date: date, Rater: rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
			for _, area := range skapa.Areas {
				a.Answers[string(area)] = 3
			}
			if rater == skapa.Self {
				a.Answers["health"] = skapa.Step(c - '0')
			}
			as = append(as, a)
		}
	}
	return progress.Of(in, as, today)
}

func TestChangeHasASign(t *testing.T) {
	for steps, want := range map[string]string{"14": "+3", "41": "–3", "23": "+1", "303": "oförändrad"} {
		if texts := textsOf(chart.Progress(selfSteps(steps, 90), nil, swedish())); !slices.Contains(texts, want) {
			t.Errorf("%s: %q is not in %q", steps, want, texts)
		}
	}
}

// TestAGapBreaksTheLine: no line of self goes through a meeting without one.
func TestAGapBreaksTheLine(t *testing.T) {
	p := selfSteps("12034", 90)
	s := chart.Progress(p, nil, swedish())
	gap := s.Regions[s.Find(chart.Target{Date: p.Moments[2].Date, Area: skapa.Health}.ID())].Rect
	lines := 0
	for _, op := range s.Ops {
		path, ok := op.(scene.Path)
		if !ok || path.Stroke != scene.Self || path.Bounds().Y1 < gap.Y0 {
			continue
		}
		lines++
		if x := gap.Centre().X; path.Bounds().X0 < x && x < path.Bounds().X1 {
			t.Errorf("the line at %v goes on through the gap", path.Bounds())
		}
	}
	if lines != 2 {
		t.Errorf("%d lines beside the gap, want 2", lines)
	}
}

// TestANoteNamesOneMeeting: where meetings are too close, a dash stands below
// the one that it means.
func TestANoteNamesOneMeeting(t *testing.T) {
	for apart, want := range map[int]bool{90: true, 2: false} {
		s := chart.Progress(selfSteps("202", apart), nil, swedish())
		dashes := slices.ContainsFunc(s.Ops, func(op scene.Op) bool {
			path, ok := op.(scene.Path)
			return ok && path.Fill == scene.Self && isDash(path)
		})
		if words := slices.Contains(textsOf(s), "ej egen"); words != want || dashes == want {
			t.Errorf("%d days apart: words %v, dash %v, want words %v", apart, words, dashes, want)
		}
	}
}

func TestDescription(t *testing.T) {
	got := chart.Progress(reference(), referenceBars()[2:3], swedish()).Description
	for _, want := range []string{
		"Skattningar över tid. 8 mättillfällen, 3 feb 2025 – 9 nov 2026.",
		"Typ av arbete: egen 4 (+3 sedan start, säker), handledare 4 (+3 sedan start, säker).",
		"Insatser: Lönebidrag, Hemköp (Arbete, Pågår, Från 1 jun 2026).",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func TestTargetOf(t *testing.T) {
	for _, want := range []chart.Target{{Date: today, Area: skapa.Health}, {Date: today, Area: skapa.Health, Rater: skapa.Self}, {Date: today, Area: skapa.Health, Rater: skapa.Self, Radar: true}, {Participation: skapa.ID{7}}} {
		if got, ok := chart.TargetOf(want.ID()); !ok || got != want {
			t.Errorf("got %v, %v, want %v", got, ok, want)
		}
	}
	for _, id := range []string{"", "x", "title", "name health", "name health radar", "2026-02-30 health", "0102"} {
		if got, ok := chart.TargetOf(id); ok {
			t.Errorf("%q gives %v", id, got)
		}
	}
}
