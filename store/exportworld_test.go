package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"framsteg/store/skapa"
)

// world is a workspace with everything in it that one can have: the texts of each
// participant hold their code, so that they are found wherever they are.
type world struct {
	*bench
	teams       []skapa.Team
	supervisors []skapa.Supervisor
	people      []skapa.Participant // codes KOD1 …; each team has three, and each supervisor every third
}

// newWorld makes one with n participants.
func newWorld(t testing.TB, b *bench, n int) *world {
	t.Helper()
	w := &world{bench: b}
	ctx := t.Context()
	for _, name := range []string{"Norr", "Söder", "Väster"} {
		team, err := b.SaveTeam(ctx, skapa.Team{Name: name})
		must(t, err)
		w.teams = append(w.teams, team)
		supervisor, err := b.SaveSupervisor(ctx, skapa.Supervisor{Name: "Handledare " + name})
		must(t, err)
		w.supervisors = append(w.supervisors, supervisor)
	}
	garden, err := b.SaveActivity(ctx, skapa.Activity{Name: "Trädgård", Category: skapa.ForHealth, Contact: "kontakten Kajsa 070"})
	must(t, err)
	must(t, b.SaveRhythm(ctx, skapa.Rhythm{Days: 30, Margin: 3}))
	must(t, b.SetHub(ctx, aHub))
	must(t, b.SavePlaces(ctx, w.teams[0].ID, 40))
	for i := range n {
		w.people = append(w.people, w.enter(fmt.Sprintf("KOD%d", i+1), w.teams[i/3%3], w.supervisors[i%3], garden))
	}
	return w
}

// aHub is the public key of nobody's hub.
const aHub = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

// enter makes a participant with something of every kind, and a history.
func (w *world) enter(code string, team skapa.Team, supervisor skapa.Supervisor, in skapa.Activity) skapa.Participant {
	t, b := w.t, w.bench
	t.Helper()
	ctx := t.Context()
	p := b.participant(code, func(p *skapa.Participant) {
		p.Name, p.Personnummer, p.BirthYear = "Förra "+code, numberOf(code), 1990
		p.Team, p.Supervisor = team.ID, supervisor.ID
	})
	p.Name = "Namnet " + code
	p, err := b.SaveParticipant(ctx, p)
	must(t, err)
	for _, by := range skapa.Raters {
		a := rating(p, by, "2026-03-01", 3)
		a.Comment = "förra kommentaren " + code
		if by == skapa.BySupervisor {
			a.Raising = "det som höjer " + code
		}
		a, err := b.SaveAssessment(ctx, a, "")
		must(t, err)
		a.Comment = "kommentaren " + code
		_, err = b.SaveAssessment(ctx, a, "skälet "+code)
		must(t, err)
	}
	wrong := b.assessment(p, skapa.Self, "2026-04-01", 2)
	must(t, b.DeleteAssessment(ctx, wrong.ID, "raderad "+code))
	draft := rating(p, skapa.Self, "2026-05-01", 4)
	draft.Comment = "utkastet " + code
	must(t, b.SaveDraft(ctx, draft))
	_, err = b.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[0], Since: date("2026-03-01"), Text: "målet " + code, Step: "steget " + code, Who: "vem " + code})
	must(t, err)
	_, err = b.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date("2026-06-01"), To: date("2026-06-10"), Reason: skapa.PauseIllness})
	must(t, err)
	_, err = b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: in.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
	must(t, err)
	return p
}

// numberOf gives a personnummer of a code, KOD1 to KOD9: with the digit that checks
// the others.
func numberOf(code string) string {
	ten, sum := "900101"+"23"+code[len(code)-1:], 0
	for i, digit := range ten {
		n := int(digit-'0') * (2 - i%2)
		sum += n/10 + n%10
	}
	return fmt.Sprintf("19%s%d", ten, (10-sum%10)%10)
}

// texts are what of a participant is personal, and in drafts.
func texts(code string) (personal []string, draft string) {
	for _, before := range []string{"Förra ", "Namnet ", "förra kommentaren ", "kommentaren ", "det som höjer ", "skälet ", "raderad ", "målet ", "steget ", "vem "} {
		personal = append(personal, before+code)
	}
	return append(personal, numberOf(code)), "utkastet " + code
}

// join says that two participants are one, or no longer.
func (w *world) join(one, other skapa.Participant, no ...bool) {
	w.t.Helper()
	r := row{kind: joinings, id: w.newID(), values: []any{"participant", one.ID, other.ID}}
	for _, r.deleted = range append([]bool{false}, no...) {
		must(w.t, w.write(w.t.Context(), func(ctx context.Context, writer *writer) error {
			_, err := writer.put(ctx, r)
			if err == nil {
				err = writer.rebuildWhose(ctx)
			}
			return err
		}))
	}
	w.forgets()
}

// forgets makes the next reads look at what a test wrote past the store.
func (w *world) forgets() {
	w.use.Lock()
	defer w.use.Unlock()
	w.forgetEverybody()
}

const exportPhrase = "en annan lösenfras"

// exports writes a file with what a selection takes: plain where the workspace is.
func (b *bench) exports(what Selection) (path string) {
	b.t.Helper()
	path = filepath.Join(b.t.TempDir(), "ut.framsteg")
	_, err := b.Export(b.t.Context(), path, what, b.lock())
	must(b.t, err)
	return path
}

func (b *bench) lock() Lock {
	if b.Protection().Sealed {
		return Lock{Passphrase: exportPhrase}
	}
	return Lock{}
}

// opened gives an exported file as whoever gets it sees it, after checking it.
func opened(t testing.TB, path string) *bench {
	t.Helper()
	_, err := Check(t.Context(), path, Options{Secret: exportPhrase})
	must(t, err)
	c := &clock{noon}
	s, err := Open(t.Context(), path, Options{Now: c.now, Author: Author{Supervisor: "Berit Berg"}, Secret: exportPhrase, Work: littleWork})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return &bench{Store: s, t: t, clock: c}
}

// takes merges a file.
func (b *bench) takes(path, secret string) {
	b.t.Helper()
	_, err := b.Merge(b.t.Context(), Merging{Path: path, Secret: secret})
	must(b.t, err)
}

// codes gives those of everybody, by code.
func (b *bench) codes() (all []string) {
	b.t.Helper()
	cases, err := b.Caseload(b.t.Context())
	must(b.t, err)
	for _, c := range cases {
		all = append(all, c.Code)
	}
	return all
}

// facts gives all facts of the workspace, sorted.
func (b *bench) facts() (all []string) {
	b.t.Helper()
	for _, table := range append(mergeTables(), table{name: "erasure"}) {
		columns := "*"
		if table.name == "erasure" {
			columns = "participant" // who erased first is not told
		}
		found, err := b.conn.QueryxContext(b.t.Context(), fmt.Sprintf("SELECT %s FROM %s", columns, table.name))
		must(b.t, err)
		for found.Next() {
			values, err := found.SliceScan()
			must(b.t, err)
			all = append(all, strings.TrimSpace(fmt.Sprintf("%s %q", table.name, fmt.Sprintf("%x", values))))
		}
		must(b.t, found.Close())
	}
	slices.Sort(all)
	return all
}

// wantFacts fails unless two workspaces say the same.
func wantFacts(t testing.TB, got, want *bench) {
	t.Helper()
	here, there := got.facts(), want.facts()
	for _, fact := range here {
		if _, both := slices.BinarySearch(there, fact); !both {
			t.Errorf("too much: %.200s", fact)
		}
	}
	for _, fact := range there {
		if _, both := slices.BinarySearch(here, fact); !both {
			t.Errorf("lacking: %.200s", fact)
		}
	}
}
