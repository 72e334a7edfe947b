package participant

import (
	"testing"
	"time"

	"framsteg/app/chart"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// A picture takes no more height than there is, as long as its tracks can be
// lower, and no lower ones than it needs.
func TestPictureFits(t *testing.T) {
	in, today := assets.Instrument(), skapa.DateOf(2026, time.November, 21)
	var rated []skapa.Assessment
	for i := range 3 {
		a := skapa.Assessment{ID: skapa.ID{byte(i + 1)}, Date: today.Add(-100 * i), Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{}}
		for _, item := range in.ItemsFor(skapa.Self) {
			a.Answers[item.ID] = skapa.Step(5 - i)
		}
		rated = append(rated, a)
	}
	for _, view := range []View{Development, Profile} {
		p := Picture{Viewing: Viewing{View: view}, progress: progress.Of(in, rated, today), words: words.In("sv")}
		least := p.options(720)
		least.Track = chart.MinTrack
		low, high := p.draw(least).H, p.Scene(720).H
		for height := low; height <= high+20; height += 7 {
			got := p.fitting(720, height).H
			if got > height || got < min(height, high)-20 {
				t.Errorf("view %v: %v high in %v, between %v and %v", view, got, height, low, high)
			}
		}
		if got := p.fitting(720, low-50).H; got != low {
			t.Errorf("view %v: without room it is %v high, not %v", view, got, low)
		}
		if got := p.fitting(720, 0).H; got != high {
			t.Errorf("view %v: for any height it is %v high, not %v", view, got, high)
		}
	}
}

func TestRangeBegins(t *testing.T) {
	today := skapa.DateOf(2026, time.November, 21)
	for want, v := range map[skapa.Date]Viewing{
		0:                                     {},
		skapa.DateOf(2025, time.November, 21): {Range: LastYear, Since: today},
		skapa.DateOf(2026, time.March, 1):     {Range: FromDate, Since: skapa.DateOf(2026, time.March, 1)},
	} {
		if got := v.from(today); got != want {
			t.Errorf("%+v begins on %v, want %v", v, got, want)
		}
	}
}
