package ui

import (
	"fmt"
	"testing"

	todaypage "framsteg/app/ui/today"
)

// Idag begins with the most urgent, also in a narrow window, for which its rows
// are made before they have a height.
func TestTodayBeginsAtTheTop(t *testing.T) {
	g := caseload(t)
	for i := range 12 {
		g.addParticipant(fmt.Sprintf("H-%d", 2000+i), "2026-01-10")
	}
	for _, size := range sizes {
		g.goToParticipants()
		g.window.Resize(size)
		g.goToToday()
		g.window.Resize(sizes[0])
		g.settle()
		if place := page[*todaypage.Page](g).Place(); place.Offset != 0 {
			t.Errorf("%v: Idag is scrolled by %v dp", size, place.Offset)
		}
	}
}
