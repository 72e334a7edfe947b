package store

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

// brought merges what a script makes of a copy of the workspace, and gives what the
// preview said of it, which is what the merge says too.
func (b *bench) brought(script string) Merged {
	b.t.Helper()
	path := copyTo(b.t, altered(b.t, b.image(), script))
	preview, err := b.Preview(b.t.Context(), Merging{Path: path})
	must(b.t, err)
	merged, err := b.Merge(b.t.Context(), Merging{Path: path, Seen: preview.Sum})
	must(b.t, err)
	if fmt.Sprint(merged) != fmt.Sprint(preview) {
		b.t.Errorf("the preview said %+v, the merge %+v", preview, merged)
	}
	return merged
}

// What is removed is said to be gone, with the code and the team that it had.
func TestMergeTellsWhatIsGone(t *testing.T) {
	b := newBench(t)
	team, err := b.TeamNamed(t.Context(), "Halmstad")
	must(t, err)
	for i := range 3 {
		b.participant(fmt.Sprintf("H-%d", i), func(p *skapa.Participant) { p.Team = team.ID })
	}
	const gone = `INSERT INTO supersedes SELECT rev, CAST(x'fe' || substr(rev, 2, 15) AS BLOB), id FROM participant WHERE code <> 'H-0';
		INSERT INTO participant SELECT CAST(x'fe' || substr(rev, 2, 15) AS BLOB), id, device, author, at, 1, code, code_key, birth_year, sex, municipality, referrer, target_group, start, finish
			FROM participant WHERE code <> 'H-0'`
	m := b.brought(gone)
	want := Tally{Gone: 2, Same: 1}
	if m.Kinds["participant"] != want || m.Teams["Halmstad"]["participant"] != want {
		t.Errorf("%+v, %+v, want %+v", m.Kinds, m.Teams, want)
	}
	if codes := []string{"H-1", "H-2"}; !slices.Equal(m.Codes, codes) {
		t.Errorf("%q, want %q", m.Codes, codes)
	}
	if again := b.brought("SELECT 1"); again.Kinds["participant"] != (Tally{Same: 1}) || len(again.Codes) > 0 {
		t.Errorf("again %+v", again)
	}
}

// Who gets another code is named by both.
func TestMergeTellsBothCodes(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	there := b.elsewhere()
	_, err := there.SaveParticipant(t.Context(), with(p, func(p *skapa.Participant) { p.Code = "V-1" }))
	must(t, err)
	m, err := b.Merge(t.Context(), Merging{Path: there.Path()})
	must(t, err)
	if want := []string{"H-1", "V-1"}; !slices.Equal(m.Codes, want) || m.Kinds["participant"] != (Tally{Changed: 1}) {
		t.Errorf("%q, want %q; %+v", m.Codes, want, m.Kinds)
	}
}

// What is put beside a revision that is here already changes the thing that it is of.
func TestMergeTellsWhatIsPutBeside(t *testing.T) {
	const rest = "x'fe000000000000000000000000000001', id, device, author, at, 0"
	for name, c := range map[string]struct{ kind, script string }{
		"reason":   {"assessment", "INSERT INTO reason SELECT rev, participant, 'Fel dag' FROM assessment"},
		"comment":  {"assessment", "INSERT INTO comment SELECT " + rest + ", participant, 'Mår bra' FROM assessment"},
		"identity": {"participant", "INSERT INTO identity SELECT " + rest + ", 'Åsa' FROM participant"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 3)
			m := b.brought(c.script)
			if m.Kinds[c.kind] != (Tally{Changed: 1}) || !slices.Equal(m.Codes, []string{"H-1"}) {
				t.Errorf("%+v, %q", m.Kinds, m.Codes)
			}
			if again := b.brought("SELECT 1"); again.Kinds[c.kind] != (Tally{Same: 1}) || len(again.Codes) > 0 {
				t.Errorf("again %+v", again)
			}
		})
	}
}

// An instrument that was not here is told: new ratings may be made by it.
func TestMergeTellsNewInstruments(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	newest, err := b.NewestInstrument(t.Context())
	must(t, err)
	m := b.brought("INSERT INTO instrument SELECT name, 1000000, json_set(content, '$.version', 1000000) FROM instrument LIMIT 1")
	if want := []skapa.Version{{Name: newest.Name, Number: 1000000}}; !slices.Equal(m.Instruments, want) {
		t.Errorf("%v, want %v", m.Instruments, want)
	}
	if again := b.brought("SELECT 1"); len(again.Instruments) > 0 {
		t.Errorf("again %v", again.Instruments)
	}
}

// Only what was seen is merged, where somebody says what that was.
func TestMergeOnlyWhatWasSeen(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	b.participant("H-1")
	there := b.elsewhere()
	there.participant("V-1")
	path := copyTo(t, there.image())
	preview, err := b.Preview(ctx, Merging{Path: path})
	must(t, err)
	there.participant("V-2")
	must(t, os.WriteFile(path, there.image(), 0o600))
	before := b.image()
	digest, err := b.Digest(ctx)
	must(t, err)
	_, err = b.Merge(ctx, Merging{Path: path, Seen: preview.Sum})
	wantProblem(t, err, "error.merge.replaced")
	if now, err := b.Digest(ctx); err != nil || now != digest || !slices.Equal(b.image(), before) {
		t.Error("it changed something")
	}
	preview, err = b.Preview(ctx, Merging{Path: path})
	must(t, err)
	_, err = b.Merge(ctx, Merging{Path: path, Seen: preview.Sum})
	must(t, err)
}
