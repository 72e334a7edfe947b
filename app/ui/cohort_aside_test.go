package ui

import (
	"testing"

	cohortpage "framsteg/app/ui/cohort"
	"framsteg/app/ui/widget"
)

// Not all numbers show any more from when the small ones are hidden again, and not
// before: the page is marked as long.
func TestACohortIsMarkedAsLongAsAllNumbersShow(t *testing.T) {
	g, p := cohortOf(t)
	g.showAll(p)
	aside := &later{}
	g.shell.run = aside.run
	for _, c := range every[*widget.Check](g.window.Content()) {
		c.SetChecked(false)
	}
	if d, _ := p.Document(); !d.Internal || p.Internal() {
		t.Fatal("the small numbers are hidden before it was counted anew")
	}
	g.sees(g.text("cohort.internal.band"))
	aside.letGo()
	if d, _ := p.Document(); d.Internal {
		t.Error("all numbers show")
	}
	g.misses(g.text("cohort.internal.band"))
}

// The keys go to the sections from the beginning, though the first count takes a
// while.
func TestACohortTakesKeysFromTheBeginning(t *testing.T) {
	for _, size := range sizes[:2] {
		g, _ := cohortOf(t)
		g.window.Resize(size)
		g.showToday()
		g.cohorts = cohorts{}
		aside := &later{}
		g.shell.run = aside.run
		g.showCohort()
		g.sees(g.text("cohort.counting"))
		aside.letGo()
		p := page[*cohortpage.Page](g)
		if focused := g.window.Canvas().Focused(); focused == nil || focused != p.First() {
			t.Errorf("%v: the keys go to a %T", size, focused)
		}
	}
}
