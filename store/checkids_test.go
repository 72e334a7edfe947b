package store

import (
	"fmt"
	"strings"
	"testing"

	"framsteg/store/skapa"
)

// hexed gives an id as SQL writes it.
func hexed(id skapa.ID) string { return fmt.Sprintf("x'%x'", id[:]) }

// refuses fails unless the file that a script makes of ours is refused by a merge
// into ours, and by a check.
func (b *bench) refuses(said, script string) {
	b.t.Helper()
	ctx, before := b.t.Context(), b.image()
	path := copyTo(b.t, altered(b.t, before, script))
	if _, err := b.Preview(ctx, Merging{Path: path}); err == nil {
		b.t.Errorf("%s: the preview takes it", said)
	}
	if _, err := b.Merge(ctx, Merging{Path: path}); err == nil {
		b.t.Fatalf("%s: the merge takes it", said)
	}
	if string(b.image()) != string(before) {
		b.t.Errorf("%s: a merge that was refused changed the file", said)
	}
}

const asEntered = "device, author, at, 0"

// A revision that another kind has already would, when it is superseded there, be
// superseded in both.
func TestRevisionOfTwoKinds(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	a := b.assessment(p, skapa.Self, "2026-03-01", 3)
	var known skapa.ID
	_, err := b.get(t.Context(), &known, "SELECT rev FROM assessment WHERE id = ?", a.ID)
	must(t, err)
	goal := func(rev, id string) string {
		return fmt.Sprintf(`INSERT INTO goal (rev, id, device, author, at, deleted, participant, area, since, due, done)
			SELECT %s, %s, %s, id, 'health', '2026-01-10', NULL, NULL FROM participant LIMIT 1;`, rev, id, asEntered)
	}
	const lacks = "DELETE FROM answer; DELETE FROM assessment;"
	again, thing := "x'ff000000000000000000000000000001'", "x'aa000000000000000000000000000001'"
	superseded := goal(hexed(known), thing) + goal(again, thing) +
		fmt.Sprintf("INSERT INTO supersedes VALUES (%s, %s, %s)", hexed(known), again, hexed(p.ID))
	b.refuses("superseded, and known to us only", lacks+superseded)
	b.refuses("known to us only", lacks+goal(hexed(known), thing))
	b.refuses("in one file", goal(hexed(known), thing))
	if _, err := Open(t.Context(), copyTo(t, altered(t, b.image(), superseded)), Options{}); err == nil {
		t.Error("a file opens in which a revision is superseded as another kind")
	}
	if all, err := b.Assessments(t.Context(), p.ID); err != nil || len(all) != 1 {
		t.Errorf("%d assessments, %v", len(all), err)
	}
}

// An id of two things that can be joined, or of one and a later period, stands for
// another thing of the one sort and so hides that of the other.
func TestIDOfTwoThings(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p, later := b.reentered()
	_, err := b.SaveTeam(ctx, skapa.Team{Name: "Hylte"})
	must(t, err)
	activity := b.activity("Kurs", skapa.ForStudy)
	team := func(id skapa.ID) string {
		return fmt.Sprintf("INSERT INTO team SELECT x'ff000000000000000000000000000002', %s, %s, 'Bil' FROM team LIMIT 1;", hexed(id), asEntered)
	}
	b.refuses("a team with a participant's id", team(p.ID))
	b.refuses("a team with an activity's id", team(activity.ID))
	b.refuses("a team with a later period's id", team(later.ID))
	b.refuses("a team with the id of a participant who is known to us only",
		"DELETE FROM followup; DELETE FROM supersedes WHERE participant IS NOT NULL; DELETE FROM period; DELETE FROM assignment; DELETE FROM identity; DELETE FROM participant;"+team(p.ID))
}

// An id of zeros says nobody: a thing that has it can be neither read nor changed.
func TestIDsOfZeros(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	b.day(p)
	b.assessment(p, skapa.Self, "2026-03-01", 3)
	b.joins("participant", p.ID, b.newID())
	tried := 0
	for _, table := range mergeTables() {
		if table.name == "supersedes" || table.name == "answer" || table.name == "reason" { // which are of what is there
			continue
		}
		columns, err := b.columnsOf(t.Context(), table.name)
		must(t, err)
		for _, c := range columns {
			if !strings.Contains(" rev id device author participant team supervisor activity period one other ", " "+c+" ") {
				continue
			}
			var rows int
			_, err := b.get(t.Context(), &rows, "SELECT count(*) FROM "+table.name)
			must(t, err)
			if rows == 0 {
				continue
			}
			tried++
			path := copyTo(t, altered(t, b.image(), fmt.Sprintf("UPDATE %[1]s SET %[2]s = zeroblob(16) WHERE rev = (SELECT max(rev) FROM %[1]s)", table.name, c)))
			if _, err := Check(t.Context(), path, Options{}); err == nil {
				t.Errorf("%s of a %s: checked", c, table.name)
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d columns were tried", tried)
	}
	b.refuses("a participant", fmt.Sprintf(`INSERT INTO participant SELECT x'ff000000000000000000000000000001', zeroblob(16), %s, 'NOLL', 'noll',
		birth_year, sex, municipality, referrer, target_group, start, finish FROM participant LIMIT 1`, asEntered))
}
