package report

import (
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart/scene"
)

func TestWrap(t *testing.T) {
	const size = 10.0
	for words, want := range map[string][]string{
		"":                       nil,
		"ett ord":                {"ett ord"},
		"ett\n två\ttre fyra":    {"ett två tre ", "fyra"},
		"Vardag/nätverk":         {"Vardag/", "nätverk"},
		"Samarbetsförmåga":       {"Samarbets-", "förmåga"},
		"den 7\u00a0nov 2026":    {"den 7\u00a0nov ", "2026"},
		"1111111111111111111111": {"111111111", "111111111", "1111"},
	} {
		room := scene.Width("Samarbets-", size, false)
		got := wrap(words, size, false, room)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q", words, got)
		}
		for _, l := range got {
			if scene.Width(l, size, false) > room {
				t.Errorf("%q is wider than its room", l)
			}
		}
	}
}

// A word is cut in a time that grows as it does: a slower way would never end
// with this one.
func TestWrapOfAnEndlessWord(t *testing.T) {
	const size, room = 10.0, 40.0
	word := strings.Repeat("W", 200_000)
	lines := wrap(word, size, true, room)
	if got := strings.ReplaceAll(strings.Join(lines, ""), "-", ""); got != word {
		t.Errorf("%d letters of %d", len(got), len(word))
	}
	for i, l := range lines {
		if w := scene.Width(l, size, true); w > room || i < len(lines)-2 && w+scene.Width("W", size, true) <= room {
			t.Fatalf("line %d is %q", i, l)
		}
	}
}
