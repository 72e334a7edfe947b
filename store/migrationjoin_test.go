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

// One computer has said already how many a team plans for, the other has the program
// before, and has changed somebody meanwhile. What was joined stays so.
func TestMergeWithAFileFromBeforePlaces(t *testing.T) {
	ctx := t.Context()
	old := writtenBy(t, 3)
	b := openBench(t, copyTo(t, old), noon)
	defer b.Close()
	if joinings := read(t, b.Joinings); len(joinings) != 2 {
		t.Fatalf("the file has the joinings %+v", joinings)
	}
	teams, cases := read(t, b.Teams), read(t, b.Caseload)
	must(t, b.SavePlaces(ctx, teams[0].ID, 40))
	edited := copyTo(t, altered(t, old, `
		CREATE TEMP TABLE x AS SELECT p.* FROM participant p WHERE code = '`+cases[2].Code+`' AND rev NOT IN (SELECT parent FROM supersedes);
		INSERT INTO supersedes SELECT rev, x'01a20000000070008000000000000001', id FROM x;
		UPDATE x SET rev = x'01a20000000070008000000000000001', municipality = 'Ydre';
		INSERT INTO participant SELECT * FROM x`))
	c := openBench(t, edited, noon)
	defer c.Close()
	here, there := unite(t, b, c), unite(t, c, b)
	wantLike(t, "A∪B = B∪A", here, there)
	wantAllOf(t, here, b.Store)
	wantAllOf(t, here, c.Store)
	if places := read(t, there.Places); len(places) != 1 || places[teams[0].ID] != 40 {
		t.Errorf("the places are %v", places)
	}
	if now := read(t, there.Caseload); len(now) != len(cases) || now[2].Municipality != "Ydre" {
		t.Errorf("of %d there are %d: %+v", len(cases), len(now), now[2])
	}
}
