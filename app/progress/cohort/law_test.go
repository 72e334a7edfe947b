package cohort_test

import (
	"math/rand/v2"
	"testing"

	"framsteg/app/progress/cohort"
)

func TestAny(t *testing.T) {
	n := 0
	eachReport(t, func(t *testing.T, _ *rand.Rand, w *world, p *cohort.People, s cohort.Selection) {
		r := p.Report(s)
		n += r.Participants.N
	})
	t.Log(n)
}
