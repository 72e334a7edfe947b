package ui

import (
	"testing"

	todaypage "framsteg/app/ui/today"
)

// Idag begins with the most urgent, also where it is made narrow before it has
// a height.
func TestTodayBeginsAtTheTop(t *testing.T) {
	g := caseload(t)
	g.goToParticipants()
	g.window.Resize(sizes[1])
	g.settle()
	g.goToToday()
	g.window.Resize(sizes[0])
	g.settle()
	if place := g.current.(*todaypage.Page).Place(); place.Offset != 0 {
		t.Errorf("Idag is scrolled by %v dp", place.Offset)
	}
}
