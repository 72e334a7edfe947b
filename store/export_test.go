package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"framsteg/store/disk"
	"framsteg/store/skapa"
)

func TestExportTakesWhomItSays(t *testing.T) {
	w := newWorld(t, newBench(t), 6)
	ctx := t.Context()
	last := w.people[5]
	_, err := w.Leave(ctx, skapa.Period{ID: last.ID, Participant: last.ID, Finish: date("2026-08-01"), Result: skapa.Result{Outcome: skapa.ToWork}})
	must(t, err)
	moved := w.people[0] // from the first team to the third, which nobody is in
	moved.Team, moved.Since = w.teams[2].ID, date("2026-07-01")
	_, err = w.SaveParticipant(ctx, moved)
	must(t, err)
	gone := w.participant("KOD9")
	must(t, w.UndoAct(ctx, mustAct(w.bench)))
	ids := func(of ...int) (all []skapa.ID) {
		for _, i := range of {
			all = append(all, w.people[i].ID)
		}
		return all
	}
	cases := map[string]struct {
		what Selection
		want []string
	}{
		"everybody":               {Selection{}, []string{"KOD1", "KOD2", "KOD3", "KOD4", "KOD5", "KOD6"}},
		"nobody":                  {Selection{Nobody: true}, nil},
		"nobody, whoever is said": {Selection{Nobody: true, Participants: ids(1)}, nil},
		"a team":                  {Selection{Teams: []skapa.ID{w.teams[0].ID}}, []string{"KOD2", "KOD3"}},
		"one that took over":      {Selection{Teams: []skapa.ID{w.teams[2].ID}}, []string{"KOD1"}},
		"those who finished too":  {Selection{Teams: []skapa.ID{w.teams[1].ID}}, []string{"KOD4", "KOD5", "KOD6"}},
		"a caseload":              {Selection{Supervisors: []skapa.ID{w.supervisors[1].ID}}, []string{"KOD2", "KOD5"}},
		"chosen ones":             {Selection{Participants: ids(5, 1)}, []string{"KOD2", "KOD6"}},
		"all these together": {Selection{Teams: []skapa.ID{w.teams[2].ID}, Supervisors: []skapa.ID{w.supervisors[1].ID}, Participants: ids(1, 2)},
			[]string{"KOD1", "KOD2", "KOD3", "KOD5"}},
		"one who is not there any more": {Selection{Participants: []skapa.ID{gone.ID}}, nil},
		"pseudonymous":                  {Selection{Participants: ids(3), Pseudonymous: true}, []string{"KOD4"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			w.t = t
			chosen, err := w.Chosen(ctx, c.what)
			must(t, err)
			var codes []string
			for _, one := range chosen {
				codes = append(codes, one.Code)
			}
			path := filepath.Join(t.TempDir(), "ut.framsteg")
			n, err := w.Export(ctx, path, c.what, Lock{})
			must(t, err)
			if got := opened(t, path).codes(); !slices.Equal(got, c.want) || !slices.Equal(codes, c.want) || n != len(c.want) {
				t.Errorf("%d exported, %q, chosen %q, want %q", n, got, codes, c.want)
			}
		})
	}
}

func mustAct(b *bench) Act {
	b.t.Helper()
	a, any := b.LastAct()
	if !any {
		b.t.Fatal("no act")
	}
	return a
}

// What belongs to no participant goes along, also where nobody does.
func TestExportTakesReferencesAlong(t *testing.T) {
	w := newWorld(t, newBench(t), 2)
	ctx := t.Context()
	for _, what := range []Selection{{Nobody: true}, {Participants: []skapa.ID{w.people[0].ID}}} {
		b := opened(t, w.exports(what))
		for _, of := range []*bench{w.bench, b} {
			teams, err := of.Teams(ctx)
			must(t, err)
			supervisors, err := of.Supervisors(ctx)
			must(t, err)
			activities, err := of.Activities(ctx)
			must(t, err)
			rhythm, err := of.Rhythm(ctx)
			must(t, err)
			hub, err := of.Hub(ctx)
			must(t, err)
			places, err := of.Places(ctx)
			must(t, err)
			if len(places) != 1 || places[w.teams[0].ID] != 40 {
				t.Errorf("the places are %v", places)
			}
			if len(teams) != 4 || len(supervisors) != 4 || len(activities) != 1 || activities[0].Contact != "kontakten Kajsa 070" ||
				rhythm.Days != 30 || hub != (Hub{Recipient: aHub}) {
				t.Errorf("%+v %+v %+v %+v %+v", teams, supervisors, activities, rhythm, hub)
			}
		}
	}
}

// Nothing of whom or what is left out is in the bytes of the file, whatever was
// written, corrected or deleted of them.
func TestExportHidesNothing(t *testing.T) {
	w := newWorld(t, newBench(t), 6)
	erased := w.people[4]
	w.eraseThis(erased.ID)
	w.forgets()
	cases := map[string]struct {
		what  Selection
		takes []string // codes
	}{
		"whole":        {Selection{}, []string{"KOD1", "KOD2", "KOD3", "KOD4", "KOD6"}},
		"a team":       {Selection{Teams: []skapa.ID{w.teams[0].ID}}, []string{"KOD1", "KOD2", "KOD3"}},
		"one":          {Selection{Participants: []skapa.ID{w.people[5].ID}}, []string{"KOD6"}},
		"nobody":       {Selection{Nobody: true}, nil},
		"pseudonymous": {Selection{Pseudonymous: true, Supervisors: []skapa.ID{w.supervisors[0].ID}}, []string{"KOD1", "KOD4"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			w.t = t
			image, err := os.ReadFile(w.exports(c.what))
			must(t, err)
			has := func(text string, want bool) {
				t.Helper()
				if bytes.Contains(image, []byte(text)) != want {
					t.Errorf("has %q: %v", text, !want)
				}
			}
			for _, p := range w.people {
				taken := slices.Contains(c.takes, p.Code)
				has(p.Code, taken)
				has(string(p.ID[:]), taken || p.ID == erased.ID)
				personal, draft := texts(p.Code)
				for _, text := range personal {
					has(text, taken && !c.what.Pseudonymous)
				}
				has(draft, false)
			}
			has("kontakten Kajsa", !c.what.Pseudonymous)
			has("Trädgård", true)
		})
	}
}

// The page of what was is used again by what is, in a workspace but not in what
// is made of it.
func TestExportIsCompact(t *testing.T) {
	w := newWorld(t, newBench(t), 6)
	image, err := os.ReadFile(w.exports(Selection{Nobody: true}))
	must(t, err)
	empty, err := os.ReadFile(newBench(t).exports(Selection{}))
	must(t, err)
	if free := image[36:40]; !bytes.Equal(free, make([]byte, 4)) || len(image) > len(empty)+16<<10 {
		t.Errorf("%d bytes, free pages %x; an empty one has %d", len(image), free, len(empty))
	}
}

// A joined participant is one: whoever is taken takes the others along.
func TestExportTakesTheJoinedAlong(t *testing.T) {
	w := newWorld(t, newBench(t), 6)
	w.join(w.people[0], w.people[4])
	w.join(w.people[4], w.people[5])
	for _, i := range []int{0, 4, 5} {
		b := opened(t, w.exports(Selection{Participants: []skapa.ID{w.people[i].ID}}))
		if codes := b.codes(); !slices.Equal(codes, []string{"KOD1"}) {
			t.Errorf("by %s: %q", w.people[i].Code, codes)
		}
		all, err := b.Assessments(t.Context(), w.people[0].ID)
		must(t, err)
		if len(all) != 6 {
			t.Errorf("%d ratings of three people", len(all))
		}
	}
	someone, another := skapa.Participant{ID: w.newID()}, skapa.Participant{ID: w.newID()} // of other files
	w.join(w.people[5], someone)
	w.join(someone, another)
	w.join(another, w.people[3])
	if codes := opened(t, w.exports(Selection{Participants: []skapa.ID{w.people[3].ID}})).codes(); !slices.Equal(codes, []string{"KOD1"}) {
		t.Errorf("by way of others: %q", codes)
	}
	b := opened(t, w.exports(Selection{Participants: []skapa.ID{w.people[1].ID}}))
	var joinings int
	_, err := b.get(t.Context(), &joinings, "SELECT count(*) FROM joining")
	must(t, err)
	if codes := b.codes(); !slices.Equal(codes, []string{"KOD2"}) || joinings > 0 {
		t.Errorf("%q, %d joinings", codes, joinings)
	}
}

func TestExportMergesBack(t *testing.T) {
	for name, b := range map[string]*bench{"plain": newBench(t), "sealed": newSealedBench(t)} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			ctx := t.Context()
			w := newWorld(t, b, 5)
			w.join(w.people[0], w.people[1])
			w.eraseThis(w.people[4].ID)
			before := w.facts()
			for _, what := range []Selection{{}, {Nobody: true}, {Teams: []skapa.ID{w.teams[0].ID}}, {Pseudonymous: true}} {
				path := w.exports(what)
				w.takes(path, exportPhrase)
				if !slices.Equal(w.facts(), before) {
					t.Fatalf("%+v merged back changed something", what)
				}
			}

			part := opened(t, w.exports(Selection{Supervisors: []skapa.ID{w.supervisors[2].ID}, Pseudonymous: true}))
			p, err := part.Participant(ctx, w.people[2].ID)
			must(t, err)
			p.Municipality = "Laholm"
			_, err = part.SaveParticipant(ctx, p)
			must(t, err)
			added := part.assessment(p, skapa.Self, "2026-09-01", 5)
			must(t, part.Close())
			w.takes(part.Path(), exportPhrase)
			got, err := w.Participant(ctx, p.ID)
			must(t, err)
			if got.Municipality != "Laholm" || got.Name != "Namnet KOD3" {
				t.Errorf("%+v", got)
			}
			if _, found, err := w.Store.assessment(ctx, added.ID); err != nil || !found {
				t.Errorf("the rating is %v, %v", found, err)
			}
			if conflicts, err := w.Conflicts(ctx); err != nil || len(conflicts) > 0 {
				t.Errorf("%+v, %v", conflicts, err)
			}
		})
	}
}

func TestExportLocks(t *testing.T) {
	w := newSealedBench(t)
	ctx := t.Context()
	w.participant("H-1")
	folder := t.TempDir()
	path := filepath.Join(folder, "ut.framsteg")
	for name, c := range map[string]struct {
		lock Lock
		key  string
	}{
		"nothing":             {Lock{}, "error.export.plain"},
		"no passphrase":       {Lock{Passphrase: "två\nrader"}, "error.passphrase"},
		"no public key":       {Lock{Recipient: "age1"}, "error.hub.recipient"},
		"of another kind":     {Lock{Recipient: "ssh-ed25519 AAAA"}, "error.hub.recipient"},
		"that and passphrase": {Lock{Recipient: "age1", Passphrase: exportPhrase}, "error.hub.recipient"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.Export(ctx, path, Selection{}, c.lock)
			wantProblem(t, err, c.key)
			wantEmpty(t, folder)
		})
	}
	must(t, w.exportTo(path, Lock{Passphrase: exportPhrase}))
	for secret, key := range map[string]string{"": "error.open.sealed", passphrase: "error.open.secret"} {
		_, err := Open(ctx, path, Options{Secret: secret})
		wantProblem(t, err, key)
	}
	if p := opened(t, path).Protection(); !p.Sealed || p.Recovery {
		t.Errorf("%+v", p)
	}
	wantAlone(t, path)
}

func (b *bench) exportTo(path string, lock Lock) error {
	_, err := b.Export(b.t.Context(), path, Selection{}, lock)
	return err
}

func wantEmpty(t testing.TB, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	if len(entries) > 0 {
		t.Errorf("left is %v", entries)
	}
}

// Whatever is there stays: a workspace, this one, anything else.
func TestExportReplacesNothing(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	folder := t.TempDir()
	other := filepath.Join(folder, "annan.framsteg")
	must(t, os.WriteFile(other, b.image(), 0o600))
	text := filepath.Join(folder, "brev.txt")
	must(t, os.WriteFile(text, []byte("hej"), 0o600))
	empty := filepath.Join(folder, "tom.framsteg")
	must(t, os.WriteFile(empty, nil, 0o600))
	link := filepath.Join(folder, "länk.framsteg")
	there := []string{b.Path(), other, text, empty, folder}
	if err := os.Symlink(filepath.Join(folder, "ingenstans"), link); err == nil { // which Windows may forbid
		there = append(there, link)
	}
	for _, path := range there {
		before, _ := os.ReadFile(path)
		wantProblem(t, b.exportTo(path, Lock{}), "error.export.exists")
		if after, _ := os.ReadFile(path); !bytes.Equal(after, before) {
			t.Errorf("%s was replaced", path)
		}
	}
	if err := b.exportTo(filepath.Join(folder, "ny", "ut.framsteg"), Lock{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
	must(t, b.exportTo(filepath.Join(folder, "ut.framsteg"), Lock{}))
	if left := (disk.Disk{}).LeftIn(folder); len(left) > 0 {
		t.Errorf("left is %q", left)
	}
}

func TestExportIsCancelled(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Export(ctx, filepath.Join(folder, "ut.framsteg"), Selection{}, Lock{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	wantEmpty(t, folder)
	must(t, b.exportTo(filepath.Join(folder, "ut.framsteg"), Lock{}))
}

// What is not saved is exported too, and nothing of the workspace is written.
func TestExportLeavesTheWorkspace(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	b.writesNothing(func() { b.exports(Selection{}) })
	b.behind().participant("H-2")
	_, err := b.SaveParticipant(t.Context(), skapa.Participant{Code: "H-3", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.conflict")
	if codes := opened(t, b.exports(Selection{})).codes(); !slices.Equal(codes, []string{"H-1", "H-3"}) {
		t.Errorf("%q", codes)
	}
}

// Every table is one that leaves no file, one that a pseudonymous file lacks, or
// one that holds nothing personal: a new one is to be added to the right of these.
func TestEveryTableIsOpenOrNot(t *testing.T) {
	local := []string{"draft", "hub_secret", "whose"}
	open := []string{"activity", "answer", "assessment", "assignment", "erasure", "followup", "goal", "hub", "instrument", "joining",
		"participant", "participation", "pause", "period", "places", "rhythm", "supersedes", "supervisor", "team", "workspace"}
	known := slices.Concat(local, open, personal)
	slices.Sort(known)
	w := newWorld(t, newBench(t), 1)
	var tables []string
	must(t, w.list(t.Context(), &tables, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))
	if !slices.Equal(tables, known) {
		t.Errorf("the tables are %q, known are %q", tables, known)
	}
	part := opened(t, w.exports(Selection{Pseudonymous: true}))
	for _, name := range slices.Concat(personal, local[:2]) {
		var rows int
		_, err := part.get(t.Context(), &rows, "SELECT count(*) FROM "+name)
		must(t, err)
		var here int
		_, err = w.get(t.Context(), &here, "SELECT count(*) FROM "+name)
		must(t, err)
		if rows > 0 || here == 0 && name != "hub_secret" {
			t.Errorf("%d rows of %s, of %d", rows, name, here)
		}
	}
}
