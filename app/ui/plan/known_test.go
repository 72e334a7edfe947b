package plan

import (
	"testing"

	"framsteg/store/skapa"
)

func TestMonthAfter(t *testing.T) {
	for from, want := range map[string]string{"2026-11-21": "2026-12-21", "2027-01-31": "2027-02-28", "2028-01-31": "2028-02-29", "2026-12-31": "2027-01-31"} {
		d, err := skapa.ParseDate(from)
		if got := monthAfter(d); err != nil || got.String() != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
}
