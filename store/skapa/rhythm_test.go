package skapa

import "testing"

// Of the margin nothing is said while the days are wrong: it may well be right.
func TestRhythmValidate(t *testing.T) {
	for r, want := range map[Rhythm]string{{90, 14}: "", {0, 14}: "days", {6, 14}: "days", {90, 45}: "margin", {90, -1}: "margin"} {
		findings := r.Validate()
		got := ""
		for _, f := range findings {
			got += f.Field
		}
		if got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}
