package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// historySaid puts together what Histories should give of somebody from what the
// store says of each kind.
func historySaid(t testing.TB, s *Store, id skapa.ID) *skapa.History {
	t.Helper()
	of := func(ctx context.Context) (h *skapa.History, err error) {
		p, err := s.Participant(ctx, id)
		if err != nil {
			return nil, err
		}
		h = &skapa.History{
			Participant: id, BirthYear: p.BirthYear, Sex: p.Sex, Municipality: p.Municipality, Referrer: p.Referrer, TargetGroup: p.TargetGroup,
		}
		if h.Periods, err = s.Periods(ctx, id); err != nil {
			return nil, err
		}
		followed, err := s.Followed(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, f := range followed {
			h.Assignments = append(h.Assignments, f.Assignment)
		}
		if h.Pauses, err = s.Pauses(ctx, id); err != nil {
			return nil, err
		}
		if h.Participations, err = s.ParticipationsNamed(ctx, id); err != nil {
			return nil, err
		}
		if h.FollowUps, err = s.FollowUps(ctx, id); err != nil {
			return nil, err
		}
		h.Ratings, err = s.Assessments(ctx, id)
		for i := range h.Ratings {
			h.Ratings[i].Comment, h.Ratings[i].Raising = "", ""
		}
		return h, err
	}
	return settled(read(t, of))
}

// settled gives a history with what is in any order in one of its own.
func settled(h *skapa.History) *skapa.History {
	g := *h
	g.Pauses = slices.SortedFunc(slices.Values(h.Pauses), func(a, b skapa.Pause) int { return compareIDs(a.ID, b.ID) })
	g.FollowUps = slices.SortedFunc(slices.Values(h.FollowUps), func(a, b skapa.FollowUp) int { return compareIDs(a.ID, b.ID) })
	return &g
}

// historiesAgree requires that Histories say of everybody what the store says
// otherwise.
func historiesAgree(t testing.TB, s *Store, after string) {
	t.Helper()
	cases := read(t, s.Caseload)
	slices.SortFunc(cases, func(a, b Case) int { return compareIDs(a.ID, b.ID) })
	all := read(t, s.Histories)
	if len(all) != len(cases) {
		t.Fatalf("after %s: histories of %d, cases of %d", after, len(all), len(cases))
	}
	for i, c := range cases {
		if got, want := settled(all[i]), historySaid(t, s, c.ID); !reflect.DeepEqual(got, want) {
			t.Errorf("after %s, of %s:\n%+v, want\n%+v", after, c.Code, got, want)
		}
	}
}

// Whatever people do, and take back, Histories say what the file says.
func TestHistoriesFollowEveryWrite(t *testing.T) {
	origin := lawOrigin(t)
	for seed := range fewer(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r, ctx := rand.New(rand.NewPCG(uint64(seed), 17)), t.Context()
			b := openBench(t, copyTo(t, origin), noon)
			t.Cleanup(func() { b.Close() })
			historiesAgree(t, b.Store, "opening")
			for i := range 40 {
				b.clock.pass(time.Duration(r.IntN(300)-120) * time.Minute)
				must(t, worker{b.Store, r}.act(ctx))
				last, any := b.LastAct()
				if any && r.IntN(4) == 0 {
					_, err := b.Undo(ctx)
					if p, refused := errors.AsType[*skapa.Problem](err); !refused || p.Err != nil {
						must(t, err)
					}
				}
				historiesAgree(t, b.Store, fmt.Sprint(i, " ", cmp.Or(last.Key, "nothing")))
			}
		})
	}
}

// Of whom nothing was written the history is the very same.
func TestHistoriesAreRememberedOfWhomNothingWasWritten(t *testing.T) {
	b := newBench(t)
	one, other := b.participant("H-1"), b.participant("H-2")
	b.assessment(one, skapa.Self, "2026-03-02", 3)
	before := read(t, b.Histories)
	b.assessment(other, skapa.Self, "2026-03-02", 3)
	after := read(t, b.Histories)
	for i := range before {
		if same := before[i] == after[i]; same != (before[i].Participant == one.ID) {
			t.Errorf("of %s: read again is %v", before[i].Participant, !same)
		}
	}
}
