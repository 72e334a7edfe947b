package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"framsteg/store/skapa"
)

func TestBatchIsOneActAndOneSave(t *testing.T) {
	b := newBench(t)
	var told []Changed
	b.Listen(func(c Changed) { told = append(told, c) })
	must(t, b.Batch(t.Context(), func(ctx context.Context) error {
		for i := range 5 {
			p, err := b.SaveParticipant(ctx, skapa.Participant{Code: fmt.Sprint("H-", i), Start: date("2026-01-01")})
			if err != nil {
				return err
			}
			b.Sign(Author{Supervisor: fmt.Sprint("Bo ", i)})
			if _, err := b.SaveAssessment(ctx, rating(p, skapa.Self, "2026-02-01", 2), ""); err != nil {
				return err
			}
		}
		return nil
	}))
	if !slices.Equal(told, []Changed{{Kind: "batch"}}) {
		t.Errorf("told %+v", told)
	}
	if cases, err := b.reopen().Caseload(t.Context()); err != nil || len(cases) != 5 || cases[4].LatestSelf.IsZero() {
		t.Errorf("%+v, %v", cases, err)
	}
	_, err := b.Undo(t.Context())
	must(t, err)
	if cases, err := b.Caseload(t.Context()); err != nil || len(cases) != 0 {
		t.Errorf("undone to %+v, %v", cases, err)
	}
}

// A batch about one participant is called as what was done last for them.
func TestBatchIsCalledAsItsLastAct(t *testing.T) {
	b := newBench(t)
	one, other := b.participant("H-1"), b.participant("H-2")
	kept := b.assessment(one, skapa.Self, "2026-02-01", 3)
	type step = func(context.Context) error
	team := func(ctx context.Context) error { _, err := b.TeamNamed(ctx, b.newID().String()); return err }
	staff := func(ctx context.Context) error { _, err := b.SupervisorNamed(ctx, b.newID().String()); return err }
	save := func(p skapa.Participant) step {
		return func(ctx context.Context) error {
			p.Name = b.newID().String()
			_, err := b.SaveParticipant(ctx, p)
			return err
		}
	}
	nothing := func(ctx context.Context) error { _, err := b.SaveAssessment(ctx, kept, ""); return err }
	refused := func(ctx context.Context) error {
		wantProblem(t, b.DeleteAssessment(ctx, kept.ID, ""), "error.required.reason")
		return nil
	}
	draft := func(p skapa.Participant) step {
		return func(ctx context.Context) error {
			a := rating(p, skapa.Self, "2026-03-01", 3)
			a.Comment = b.newID().String()
			return b.SaveDraft(ctx, a)
		}
	}
	batch := func(steps ...step) step {
		return func(ctx context.Context) error {
			return b.Batch(ctx, func(ctx context.Context) error {
				for _, step := range steps {
					must(t, step(ctx))
				}
				return nil
			})
		}
	}
	of := func(p skapa.Participant) Act { return Act{Key: "act.participant", Label: p.Code, Participant: p.ID} }
	several := Act{Key: "act.batch"}
	for name, c := range map[string]struct {
		steps []step
		want  Act
	}{
		"the form of a participant":     {[]step{team, staff, save(one)}, of(one)},
		"a team after it":               {[]step{save(one), team}, of(one)},
		"nothing after it":              {[]step{save(one), nothing}, of(one)},
		"a refusal after it":            {[]step{save(one), refused}, of(one)},
		"a draft after it":              {[]step{save(one), draft(one)}, of(one)},
		"a draft before it":             {[]step{draft(one), save(one)}, of(one)},
		"two participants":              {[]step{save(one), save(other)}, several},
		"two and one again":             {[]step{save(one), save(other), save(one)}, several},
		"another's draft":               {[]step{save(one), draft(other)}, several},
		"a batch in it":                 {[]step{team, batch(staff, save(one))}, of(one)},
		"a batch of two in it":          {[]step{save(one), batch(save(one), save(other))}, several},
		"a batch of the other in it":    {[]step{save(one), batch(save(other))}, several},
		"a batch of nothing in the end": {[]step{save(one), batch(nothing)}, of(one)},
	} {
		t.Run(name, func(t *testing.T) {
			var told Changed
			defer b.Listen(func(c Changed) { told = c })()
			must(t, batch(c.steps...)(t.Context()))
			act, _ := b.LastAct()
			if act.At != noon {
				t.Errorf("at %s", act.At)
			}
			if act.At, act.Count = (time.Time{}), 0; act != c.want {
				t.Errorf("called %+v, want %+v", act, c.want)
			}
			if told.Participant != c.want.Participant || "act."+told.Kind != c.want.Key {
				t.Errorf("told %+v, want %+v", told, c.want)
			}
		})
	}
}

func TestBatchThatFailsWritesNothing(t *testing.T) {
	b := newBench(t)
	stop := errors.New("stop")
	b.writesNothing(func() {
		err := b.Batch(t.Context(), func(ctx context.Context) error {
			_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-01")})
			must(t, err)
			return stop
		})
		if err != stop {
			t.Errorf("got %v", err)
		}
	})
}

func TestBatchGoesOnAfterARefusal(t *testing.T) {
	b := newBench(t)
	must(t, b.Batch(t.Context(), func(ctx context.Context) error {
		b.Sign(Author{Supervisor: "Nobody"})
		_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-01"), Supervisor: b.newID()})
		wantProblem(t, err, "error.supervisor.gone")
		_, err = b.SaveParticipant(ctx, skapa.Participant{Code: "H-2", Start: date("2026-01-01")})
		must(t, err)
		_, err = b.SaveParticipant(ctx, skapa.Participant{Code: "h-2", Start: date("2026-01-01")})
		wantProblem(t, err, "error.code.used")
		p, err := b.ParticipantByCode(ctx, "H-2")
		must(t, err)
		a, err := b.SaveAssessment(ctx, rating(p, skapa.Self, "2026-02-01", 2), "")
		must(t, err)
		a.Answers["health"] = 5
		_, err = b.SaveAssessment(ctx, a, "") // fails after its rows are written
		wantProblem(t, err, "error.required.reason")
		return nil
	}))
	r := b.reopen()
	cases, err := r.Caseload(t.Context())
	must(t, err)
	if len(cases) != 1 {
		t.Fatalf("%+v", cases)
	}
	ratings, err := r.Assessments(t.Context(), cases[0].ID)
	must(t, err)
	if len(ratings) != 1 || ratings[0].Answers["health"] != 2 || b.revisions("assessment") != 1 {
		t.Errorf("%+v", ratings)
	}
	_, err = Check(t.Context(), b.Path(), Options{})
	must(t, err)
}

func TestListen(t *testing.T) {
	b := newBench(t)
	var told []string
	stop := b.Listen(func(c Changed) {
		if _, err := b.Caseload(t.Context()); err != nil { // no lock is held
			t.Error(err)
		}
		told = append(told, c.Kind)
	})
	p := b.participant("H-1")
	a := b.assessment(p, skapa.Self, "2026-02-01", 3)
	must(t, b.SaveDraft(t.Context(), rating(p, skapa.Self, "2026-03-01", 3)))
	must(t, b.DeleteAssessment(t.Context(), a.ID, "fel"))
	_, err := b.Undo(t.Context())
	must(t, err)
	must(t, b.Save(t.Context()))
	stop()
	b.participant("H-2")
	if want := []string{"participant", "assessment", "draft", "assessment", "assessment", "file"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestUsedFromSeveralGoroutines(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	b.clock.pass(rollingPause)
	shared := b.participant("H-0")
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 8 {
				p, err := b.SaveParticipant(ctx, skapa.Participant{Code: fmt.Sprintf("H-%d-%d", worker, i), Start: date("2026-01-01")})
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := b.SaveAssessment(ctx, rating(p, skapa.Self, "2026-02-01", 3), ""); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range 3 {
				if _, err := b.Compare(ctx, b.backups()[0], ""); err != nil {
					t.Error(err)
				}
				if err := b.Unlocks(ctx, passphrase); err != nil {
					t.Error(err)
				}
				b.Protection()
				b.BackupFailed()
			}
		})
		all.Go(func() {
			for range 20 {
				if _, err := b.Caseload(ctx); err != nil {
					t.Error(err)
				}
				if _, err := b.Participant(ctx, shared.ID); err != nil {
					t.Error(err)
				}
				b.LastAct()
				b.Unsaved()
				b.Sign(anna)
				b.Listen(func(Changed) {})()
			}
		})
	}
	all.Wait()
	cases, err := b.reopen().Caseload(ctx)
	must(t, err)
	if len(cases) != 33 {
		t.Errorf("%d cases, want 33", len(cases))
	}
}

func TestCancelledReadLeavesTheWorkspaceWhole(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Caseload(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	b.writesNothing(func() {
		if _, err := b.SaveTeam(ctx, skapa.Team{Name: "Varberg"}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
	if cases, err := b.Caseload(t.Context()); err != nil || len(cases) != 1 {
		t.Errorf("%+v, %v", cases, err)
	}
}

// A row that says what no store wrote is damage, and no typing mistake.
func TestReadingWhatNobodyWrote(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	_, err := b.conn.ExecContext(context.Background(), "PRAGMA ignore_check_constraints = 1")
	must(t, err)
	_, err = b.conn.ExecContext(context.Background(), "UPDATE participant SET start = '1850-01-01'")
	must(t, err)
	_, err = b.Participant(t.Context(), p.ID)
	wantProblem(t, err, "error.open.damaged")
	_, err = b.Caseload(t.Context())
	wantProblem(t, err, "error.open.damaged")
}
