package store

import (
	"testing"

	"framsteg/store/skapa"
)

// One computer has joined two participants already, the other has the program before,
// and has changed a third meanwhile.
func TestMergeWithAFileFromBeforeJoining(t *testing.T) {
	ctx := t.Context()
	old := version2(t)
	b := openBench(t, copyTo(t, old), noon)
	defer b.Close()
	cases, err := b.Caseload(ctx)
	must(t, err)
	must(t, b.Join(ctx, "participant", cases[0].ID, []skapa.ID{cases[1].ID}))
	edited := copyTo(t, altered(t, old, `
		CREATE TEMP TABLE x AS SELECT p.* FROM participant p WHERE code = '`+cases[2].Code+`' AND rev NOT IN (SELECT parent FROM supersedes);
		INSERT INTO supersedes SELECT rev, x'01a20000000070008000000000000001', id FROM x;
		UPDATE x SET rev = x'01a20000000070008000000000000001', municipality = 'Ydre';
		INSERT INTO participant SELECT * FROM x`))
	for name, path := range map[string]string{"as it was": copyTo(t, old), "edited by the program before": edited} {
		t.Run(name, func(t *testing.T) {
			c := openBench(t, path, noon)
			defer c.Close()
			here, there := unite(t, b, c), unite(t, c, b)
			wantLike(t, "A∪B = B∪A", here, there)
			wantAllOf(t, here, b.Store)
			wantAllOf(t, here, c.Store)
			if all, err := there.Caseload(ctx); err != nil || len(all) != len(cases)-1 {
				t.Errorf("%d are listed of %d of whom two are one: %v", len(all), len(cases), err)
			}
		})
	}
}
