package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"framsteg/store/skapa"
)

// elsewhere gives the workspace as it is now on a colleague's computer.
func (b *bench) elsewhere() *bench {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "kollega.framsteg")
	must(b.t, os.WriteFile(path, b.image(), 0o600))
	s, err := Open(b.t.Context(), path, Options{Now: b.clock.now, Author: anna})
	must(b.t, err)
	b.t.Cleanup(func() { s.Close() })
	return &bench{Store: s, t: b.t, clock: b.clock}
}

func (b *bench) takeOver(who skapa.Participant, name string) {
	b.t.Helper()
	supervisor, err := b.SupervisorNamed(b.t.Context(), name)
	must(b.t, err)
	_, err = b.HandOver(b.t.Context(), []skapa.ID{who.ID}, skapa.Assignment{Supervisor: supervisor.ID, Since: b.Today()}, "slutar")
	must(b.t, err)
}

// What two people wrote against each other is for somebody to resolve who sees it.
func TestHandingOverLeavesConflicts(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	there := b.elsewhere()
	for text, s := range map[string]*bench{"Laholm": b, "Falkenberg": there} {
		p.Municipality, p.Name = text, "Åsa "+text
		_, err := s.SaveParticipant(t.Context(), p)
		must(t, err)
	}
	_, err := b.Merge(t.Context(), Merging{Path: there.Path()})
	must(t, err)
	b.takeOver(p, "Eva Ek")
	if conflicts, err := b.Conflicts(t.Context()); err != nil || len(conflicts) != 2 {
		t.Errorf("left are %v, %v", conflicts, err)
	}
}

// One code that two have, as merging allows, keeps nobody from being handed over.
func TestHandingOverWhoSharesACode(t *testing.T) {
	b := newBench(t)
	b.participant("H-9")
	there := b.elsewhere()
	p, q := b.participant("H-1"), there.participant("h-1")
	_, err := b.Merge(t.Context(), Merging{Path: there.Path()})
	must(t, err)
	b.takeOver(p, "Eva Ek")
	b.takeOver(q, "Eva Ek")
}

// Two who were handed a participant on one day, each on their computer, leave one
// who can still be edited.
func TestEditingWhoWasHandedOverTwiceOnADay(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	b.takeOver(p, "Bo Berg")
	b.clock.pass(24 * 60 * 60 * 1e9)
	there := b.elsewhere()
	b.takeOver(p, "Eva Ek")
	there.takeOver(p, "Ulf Ek")
	_, err := b.Merge(t.Context(), Merging{Path: there.Path()})
	must(t, err)
	p, err = b.Participant(t.Context(), p.ID)
	must(t, err)
	p.Municipality = "Laholm"
	_, err = b.SaveParticipant(t.Context(), p)
	must(t, err)
}

// A reason is about the participant, and goes with them.
func TestReasonOfABatchIsThatOfTheParticipant(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	must(t, b.Batch(Because(t.Context(), "blev sjuk i maj"), func(ctx context.Context) error {
		team, err := b.TeamNamed(ctx, "Nytt team")
		if err != nil {
			return err
		}
		p.Team, p.Since = team.ID, b.Today()
		p, err = b.SaveParticipant(ctx, p)
		return err
	}))
	var of []skapa.ID
	must(t, b.list(t.Context(), &of, "SELECT DISTINCT participant FROM reason"))
	if len(of) != 1 || of[0] != p.ID {
		t.Errorf("the reason is kept of %v", of)
	}
}
