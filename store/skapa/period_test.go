package skapa_test

import (
	"testing"

	"framsteg/store/skapa"
)

// Only work and studies have hours and support.
func TestResultRules(t *testing.T) {
	for name, c := range map[string]struct {
		result skapa.Result
		want   []string
	}{
		"work":                    {skapa.Result{Outcome: skapa.ToWork, Hours: 40, Support: skapa.WageSubsidy}, nil},
		"studies":                 {skapa.Result{Outcome: skapa.ToStudies, Hours: skapa.MaxHours, Support: skapa.NoSupport}, nil},
		"work, and no more known": {skapa.Result{Outcome: skapa.ToWork}, nil},
		"a dropout":               {skapa.Result{Outcome: skapa.Dropout}, nil},
		"hours of a dropout":      {skapa.Result{Outcome: skapa.Dropout, Hours: 40}, []string{"hours error.hours.outcome"}},
		"support of who is closer": {skapa.Result{Outcome: skapa.Closer, Support: skapa.NewStart},
			[]string{"support error.support.outcome"}},
		"too many hours":    {skapa.Result{Outcome: skapa.ToWork, Hours: skapa.MaxHours + 1}, []string{"hours error.hours"}},
		"an unknown form":   {skapa.Result{Outcome: skapa.ToWork, Support: "x"}, []string{"support error.support"}},
		"nothing, but more": {skapa.Result{Hours: 1}, []string{"outcome error.required.outcome", "hours error.hours.outcome"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := skapa.Period{Start: today.Add(-9), Finish: today, Result: c.result}
			expect(t, p.Validate(today), c.want...)
		})
	}
}
