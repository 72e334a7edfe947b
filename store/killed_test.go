//go:build unix

package store

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// killed in the environment tells a program of the storm of kills what to do.
const killed = "FRAMSTEG_KILLED"

// task is what that program is to do.
type task struct {
	Path   string
	Aside  string // a folder for copies
	Sealed bool   // whether the workspace stays sealed, not plain
	Secret string // that the file opens by now; "" for a plain one
	Create bool   // makes the file instead of opening it
	Export string // a folder to export to again and again, instead of writing; "" to write
	Child  int    // the program's number
	Seed   uint64
	Now    time.Time
}

// TestKilled is that program.
func TestKilled(t *testing.T) {
	given := os.Getenv(killed)
	if given == "" {
		t.Skip("only in a program that the other tests start and kill")
	}
	v := &victim{t: t, say: json.NewEncoder(os.NewFile(3, "deeds"))}
	must(t, json.Unmarshal([]byte(given), &v.task))
	v.clock, v.random = clock{v.Now}, rand.New(rand.NewPCG(v.Seed, 1))
	o := Options{Now: v.clock.now, Author: anna, Secret: v.Secret, Work: littleWork}
	v.does(&deed{Name: "open"}, func() (err error) {
		if v.Create {
			v.store, err = Create(t.Context(), v.Path, assets.Instrument(), o)
		} else {
			v.store, err = Open(t.Context(), v.Path, o)
		}
		return err
	})
	if v.Export != "" {
		v.export()
	}
	for {
		v.clock.pass(time.Minute)
		v.act()
	}
}

// victim is the program at work.
type victim struct {
	task
	store  *Store
	t      *testing.T
	clock  clock
	say    *json.Encoder
	random *rand.Rand
	n      int // things that got a name
}

// does says what it is about to do, does it, and says that it is done.
func (v *victim) does(d *deed, f func() error) {
	v.t.Helper()
	must(v.t, v.say.Encode(d))
	must(v.t, f())
	d.Done = true
	must(v.t, v.say.Encode(d))
}

func (v *victim) act() {
	cases, err := v.store.Caseload(v.t.Context())
	must(v.t, err)
	chance := v.random.IntN(100)
	switch {
	case len(cases) == 0 || chance < 35:
		v.enter()
	case chance < 60:
		v.rate(cases[v.random.IntN(len(cases))])
	case chance < 80:
		v.draft(cases[v.random.IntN(len(cases))])
	case chance < 86:
		v.protect()
	case chance < 94:
		v.restore()
	default:
		v.merge()
	}
}

// name gives one that nothing had before.
func (v *victim) name() string {
	v.n++
	return fmt.Sprintf("%d-%d", v.Child, v.n)
}

// person is somebody with two kinds of fact, entered in one act.
func person(code string) (skapa.Participant, map[string]string) {
	p := skapa.Participant{Code: code, Name: "Åsa " + code, Start: date("2026-01-10")}
	return p, map[string]string{"participant " + code: p.Name}
}

func (v *victim) enter() {
	p, put := person(v.name())
	v.does(&deed{Name: "participant", Put: put}, func() error { _, err := v.store.SaveParticipant(v.t.Context(), p); return err })
}

func (v *victim) rating(of Case) (a skapa.Assessment, draft string) {
	by, last := skapa.Self, of.LatestSelf
	if v.random.IntN(2) == 0 {
		by, last = skapa.BySupervisor, of.LatestSupervisor
	}
	a = rating(skapa.Participant{ID: of.ID}, by, "2026-03-01", skapa.Step(1+v.random.IntN(5)))
	a.Date = max(a.Date, last+1) // nobody rates twice on one day
	a.Comment = v.name()
	return a, fmt.Sprintf("draft %s %s", of.Code, by)
}

func (v *victim) rate(of Case) {
	a, draft := v.rating(of)
	answers := ""
	for _, step := range a.Answers { // all of which are the same
		answers = fmt.Sprintf("%s %s %d × %d", of.Code, a.Rater, len(a.Answers), step)
	}
	v.does(&deed{Name: "rating", Put: map[string]string{"rating " + a.Comment: answers}, Drop: draft},
		func() error { _, err := v.store.SaveAssessment(v.t.Context(), a, ""); return err })
}

func (v *victim) draft(of Case) {
	a, draft := v.rating(of)
	v.does(&deed{Name: "draft", Put: map[string]string{draft: a.Comment}}, func() error { return v.store.SaveDraft(v.t.Context(), a) })
}

// protect gives a sealed workspace a new passphrase or recovery key; a plain one
// it seals, and unseals again.
func (v *victim) protect() {
	ctx, sealed := v.t.Context(), v.store.Protection().Sealed
	if v.Sealed && v.random.IntN(2) == 0 {
		d := &deed{Name: "recovery"}
		recovery, err := seal.NewRecoveryKey()
		must(v.t, err)
		v.does(d, func() error { d.Recovery = recovery; return v.store.SetRecoveryKey(ctx, recovery) })
		return
	}
	if v.Sealed || !sealed {
		v.Secret = passphrase + " " + v.name()
		v.does(&deed{Name: "seal", Secret: &v.Secret}, func() error { return v.store.Seal(ctx, v.Secret) })
	}
	if !v.Sealed {
		v.does(&deed{Name: "unseal", Secret: new(string)}, func() error { return v.store.Unseal(ctx) })
	}
}

// restore takes the newest backup, and mostly takes that back.
func (v *victim) restore() {
	all, err := v.store.Backups()
	must(v.t, err)
	if len(all) == 0 {
		return
	}
	v.does(&deed{Name: "restore", Backup: all[0].Path}, func() error { return v.store.Restore(v.t.Context(), all[0], v.Secret) })
	if v.random.IntN(4) > 0 {
		v.does(&deed{Name: "undo"}, func() error { _, err := v.store.Undo(v.t.Context()); return err })
	}
}

// merge takes what was written to a copy elsewhere.
func (v *victim) merge() {
	ctx := v.t.Context()
	p, put := person(v.name())
	path := filepath.Join(v.Aside, p.Code+".framsteg")
	data, err := os.ReadFile(v.Path)
	must(v.t, err)
	must(v.t, os.WriteFile(path, data, 0o600))
	other, err := Open(ctx, path, Options{Now: v.clock.now, Author: anna, Secret: v.Secret, Work: littleWork})
	must(v.t, err)
	_, err = other.SaveParticipant(ctx, p)
	must(v.t, err)
	must(v.t, other.Close())
	v.does(&deed{Name: "merge", Put: put}, func() error { _, err := v.store.Merge(ctx, Merging{Path: path, Secret: v.Secret}); return err })
}

// contentOf reads all that the program writes.
func contentOf(t *testing.T, s *Store) map[string]string {
	t.Helper()
	var rows []struct{ Name, Content string }
	must(t, s.list(t.Context(), &rows, `
		SELECT 'participant ' || code AS name, coalesce(i.name, '') AS content FROM participant_now p LEFT JOIN identity_now i USING (id)
		UNION ALL SELECT 'rating ' || c.text, p.code || ' ' || a.rater || (SELECT ' ' || count(*) || ' × ' || group_concat(DISTINCT step) FROM answer WHERE rev = a.rev)
			FROM assessment_now a JOIN comment_now c USING (id) JOIN participant_now p ON p.id = a.participant
		UNION ALL SELECT 'draft ' || p.code || ' ' || d.rater, d.comment FROM draft d JOIN participant_now p ON p.id = d.participant`))
	all := map[string]string{}
	for _, r := range rows {
		all[r.Name] = r.Content
	}
	return all
}
