package store

import (
	"testing"

	"framsteg/store/skapa"
)

// What a file says stands for what is never believed: it is made of the decisions.
func TestWhoseIsMadeAnew(t *testing.T) {
	w, ctx := newTwice(t), t.Context()
	must(t, w.Join(ctx, "participant", w.first.ID, []skapa.ID{w.second.ID}))
	want := stateOf(t, w.Store)
	for name, lie := range map[string]string{
		"each for itself":     "UPDATE whose SET root = id",
		"one for all":         "UPDATE whose SET root = (SELECT max(id) FROM whose)",
		"nobody":              "DELETE FROM whose",
		"what isn't there":    "UPDATE whose SET root = zeroblob(16)",
		"somebody from afar":  "INSERT INTO whose VALUES (zeroblob(16), zeroblob(16))",
		"a joining of itself": "UPDATE whose SET root = (SELECT id FROM joining LIMIT 1)",
	} {
		t.Run(name, func(t *testing.T) {
			b := openBench(t, copyTo(t, altered(t, w.image(), lie)), noon)
			defer b.Close()
			got := stateOf(t, b.Store)
			if len(got.roots) != len(want.roots) || got.digest != want.digest {
				t.Errorf("%d stand for something, want %d", len(got.roots), len(want.roots))
			}
			for id, root := range want.roots {
				if got.roots[id] != root {
					t.Errorf("%s stands for %s, want %s", got.roots[id], id, root)
				}
			}
			b.sound()
		})
	}
}
