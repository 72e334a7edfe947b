package chart_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// TestAbsurdHistory draws what nobody has but a file can say: thousands of
// meetings and activities. Each picture keeps the rules of every other, draws
// the newest, and counts what it leaves out.
func TestAbsurdHistory(t *testing.T) {
	for seed, c := range []struct{ meetings, activities, days int }{
		{3000, 3000, 36_000}, {3000, 0, 3001}, {0, 3000, 36_000}, {0, 3000, 1}, {3000, 40, 36_000}, {401, 401, 36_000},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			in := assets.Instrument()
			as, bars := history(rand.New(rand.NewPCG(uint64(seed), 3)), in, c.meetings, c.activities, c.days)
			p := progress.Of(in, as, today)
			s := chart.Progress(p, bars, chart.Options{Width: 1280, Words: words.In("sv")})
			check := check{t, s}
			check.frame()
			check.texts()
			check.crossed()
			check.regions()
			earlier := max(0, len(p.Moments)-400)
			check.marks(later(p, earlier), earlier)
			sample{p, bars, chart.Options{Width: 720, Words: words.In("sv")}}.profile(t)
			var kept []skapa.NamedParticipation
			lanes := 0
			for _, b := range bars {
				if i := s.Find(chart.Target{Participation: b.ID}.ID()); i >= 0 {
					kept = append(kept, b)
					lanes = max(lanes, s.Regions[i].Row-len(skapa.Areas)+1)
				}
			}
			check.activities(kept)
			if lanes > 40 || len(kept) > 400 || len(kept) < min(len(bars), 40) || s.H > 1600 {
				t.Errorf("%d activities in %d lanes, %v high", len(kept), lanes, s.H)
			}
			wantNote(t, s, "tidigare mättillfälle", earlier)
			wantNote(t, s, " insats", len(bars)-len(kept))
			if len(s.Ops) > 20_000 || len(s.Description) > 100_000 {
				t.Errorf("%d operations, %d bytes of words", len(s.Ops), len(s.Description))
			}
			raster.Draw(s, scene.Light, 1)
		})
	}
}

// wantNote: the picture says, in ink and in words, that n more are there.
func wantNote(t *testing.T, s scene.Scene, of string, n int) {
	t.Helper()
	want := fmt.Sprintf("+%d", n)
	for _, op := range s.Ops {
		if text, ok := op.(scene.Text); ok && strings.HasPrefix(text.String, "+") && strings.Contains(text.String, of) {
			if plain := strings.NewReplacer("\u00a0", "", " ", "").Replace(text.String); n == 0 || !strings.HasPrefix(plain, want) || !strings.Contains(s.Description, text.String) {
				t.Errorf("%q where %d are left out, or not in the description", text.String, n)
			}
			return
		}
	}
	if n > 0 {
		t.Errorf("nothing says that %d are left out", n)
	}
}

// The numbers beside the tracks are about all meetings, drawn or not.
func TestChangeIsSinceTheFirstMeeting(t *testing.T) {
	in := assets.Instrument()
	var as []skapa.Assessment
	for i := range 500 {
		step := skapa.Step(3)
		if i == 499 {
			step = 1 // the first meeting
		}
		as = append(as, skapa.Assessment{ID: skapa.ID{byte(i), byte(i >> 8), 1}, Date: today.Add(-i), Rater: skapa.Self, Instrument: in.Version,
			Answers: map[string]skapa.Step{"health": step}})
	}
	s := chart.Progress(progress.Of(in, as, today), nil, chart.Options{Width: 1280, Words: words.In("sv")})
	said := map[string]bool{}
	for _, op := range s.Ops {
		if text, ok := op.(scene.Text); ok {
			said[text.String] = true
		}
	}
	if !said["+2"] || !said["M500"] || said["M100"] || !said["M101"] {
		t.Errorf("it says +2: %t, M500: %t, M100: %t, M101: %t", said["+2"], said["M500"], said["M100"], said["M101"])
	}
}

// The names of the newest meetings and the heads beside them have room, however
// long the time is.
func TestHeadsBesideTheNewestMeeting(t *testing.T) {
	in := assets.Instrument()
	for _, c := range []struct{ meetings, apart int }{{40, 90}, {100, 36}, {8, 30}} {
		for _, from := range []skapa.Date{0, day("1970-01-01"), day("2010-01-01")} {
			for _, lang := range words.Languages {
				var as []skapa.Assessment
				for i := range c.meetings {
					as = append(as, skapa.Assessment{ID: skapa.ID{byte(i), 1}, Date: today.Add(-c.apart * i), Rater: skapa.Self, Instrument: in.Version,
						Answers: map[string]skapa.Step{"health": 3}})
				}
				s := chart.Progress(progress.Of(in, as, today), nil, chart.Options{Width: 720, Words: words.In(lang), From: from})
				check{t, s}.texts()
			}
		}
	}
}
