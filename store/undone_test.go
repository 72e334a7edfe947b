package store

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// undoable gives what the acts that can be undone are called, the newest first.
func (b *bench) undoable() (keys []string) {
	b.t.Helper()
	acts, err := b.Undoable(b.t.Context())
	must(b.t, err)
	for _, a := range acts {
		keys = append(keys, a.Key)
	}
	return keys
}

// act gives the last act of a kind that can be undone.
func (b *bench) act(kind string) Act {
	b.t.Helper()
	acts, err := b.Undoable(b.t.Context())
	must(b.t, err)
	i := slices.IndexFunc(acts, func(a Act) bool { return a.Key == "act."+kind })
	if i < 0 {
		b.t.Fatalf("no %s among %+v", kind, acts)
	}
	return acts[i]
}

// The last act of each kind is taken back alone, whatever came after it.
func TestUndoOfEachKind(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	siv, err := b.SupervisorNamed(ctx, "Siv")
	must(t, err)
	team, err := b.TeamNamed(ctx, "Hylte")
	must(t, err)
	activity := b.activity("Kurs", skapa.ForStudy)
	people := []skapa.ID{b.participant("H-1").ID, b.participant("H-2").ID, b.participant("H-3").ID}
	p, err := b.Participant(ctx, people[0])
	must(t, err)
	left := b.participant("L-1")
	b.exit(left, "2026-04-01")
	before := allThatStands(b)

	// one of each kind, none of which is about what another changed
	_, err = b.HandOver(ctx, people, skapa.Assignment{Supervisor: siv.ID, Since: date("2026-05-01")}, "Bo slutar")
	must(t, err)
	_, err = b.Enrol(ctx, people, skapa.Participation{Activity: activity.ID, Status: skapa.Ongoing, Start: date("2026-04-01")})
	must(t, err)
	must(t, b.Batch(ctx, func(ctx context.Context) error { // a meeting
		for _, r := range skapa.Raters {
			if _, err := b.SaveAssessment(ctx, rating(p, r, "2026-06-01", 3), ""); err != nil {
				return err
			}
		}
		return nil
	}))
	b.goal(p)
	_, err = b.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date("2026-07-01"), Reason: skapa.PauseCare})
	must(t, err)
	_, err = b.SaveFollowUp(ctx, skapa.FollowUp{Participant: left.ID, Period: left.ID, Months: 1, Date: date("2026-05-02"), Result: toWork})
	must(t, err)
	_, err = b.Reenter(ctx, left.ID, date("2026-06-01"))
	must(t, err)
	must(t, b.SaveRhythm(ctx, skapa.Rhythm{Days: 60, Margin: 10}))
	must(t, b.SavePlaces(ctx, team.ID, 30))
	_, err = b.SaveActivity(ctx, skapa.Activity{Name: "Bad", Category: skapa.ForHealth, Contact: "Mia"})
	must(t, err)
	team.Name = "Nya Hylte"
	_, err = b.SaveTeam(ctx, team)
	must(t, err)
	siv.Name = "Siv Ek"
	_, err = b.SaveSupervisor(ctx, siv)
	must(t, err)
	after := allThatStands(b)

	kinds := []string{"supervisor", "team", "activity", "places", "rhythm", "entry", "followup", "pause", "goal", "assessment", "enrol", "handovers"}
	var want []string
	for _, kind := range kinds {
		want = append(want, "act."+kind)
	}
	want = append(want, "act.exit", "act.participant")
	if got := b.undoable(); !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if a := b.act("assessment"); a.Label != "H-1" || a.Participant != p.ID || a.Count != 1 || a.At != noon {
		t.Errorf("%+v", a)
	}
	slices.Reverse(kinds) // the oldest first
	for _, kind := range kinds {
		must(t, b.UndoAct(ctx, b.act(kind)))
		if last, _ := b.LastAct(); last.Key != "act."+kind || !last.Undoes {
			t.Errorf("%s: the last act is %+v", kind, last)
		}
	}
	if got := allThatStands(b); got != before {
		t.Errorf("undone:\n%s\nwant\n%s", got, before)
	}
	for _, kind := range kinds {
		must(t, b.UndoAct(ctx, b.act(kind)))
	}
	if got := allThatStands(b); got != after {
		t.Errorf("redone:\n%s\nwant\n%s", got, after)
	}
	if _, err := Check(ctx, b.Path(), Options{}); err != nil {
		t.Error(err)
	}
}

// allThatStands tells all that stands in a workspace.
func allThatStands(b *bench) (all string) {
	b.t.Helper()
	ctx := b.t.Context()
	cases, err := b.reopen().Caseload(ctx)
	must(b.t, err)
	for _, c := range cases {
		assignments, err := b.Followed(ctx, c.ID)
		must(b.t, err)
		for i := range assignments {
			assignments[i].Reason = "" // an undo gives none
		}
		parts, err := b.Participations(ctx, c.ID)
		must(b.t, err)
		ratings, err := b.Assessments(ctx, c.ID)
		must(b.t, err)
		goals, err := b.Goals(ctx, c.ID)
		must(b.t, err)
		pauses, err := b.Pauses(ctx, c.ID)
		must(b.t, err)
		periods, err := b.Periods(ctx, c.ID)
		must(b.t, err)
		followUps, err := b.FollowUps(ctx, c.ID)
		must(b.t, err)
		all += fmt.Sprintln(c, assignments, parts, ratings, goals, pauses, periods, followUps)
	}
	activities, err := b.Activities(ctx)
	must(b.t, err)
	rhythm, err := b.Rhythm(ctx)
	must(b.t, err)
	teams, err := b.Teams(ctx)
	must(b.t, err)
	return all + fmt.Sprintln(activities, rhythm, teams, read(b.t, b.Places))
}

// What something was written over since, or is the last of its kind no more, is
// not taken back, nor is what would leave a fact that nobody could have entered.
func TestUndoThatIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		kind string
		key  string
		do   func(t *testing.T, b *bench, p skapa.Participant) // the act
		then func(t *testing.T, b *bench, p skapa.Participant) // what stands in its way
	}{
		"a participant who has a goal": {"participant", "error.undo.used",
			func(t *testing.T, b *bench, p skapa.Participant) {},
			func(t *testing.T, b *bench, p skapa.Participant) { b.goal(p) }},
		"a participant who has left": {"participant", "error.undo.used",
			func(t *testing.T, b *bench, p skapa.Participant) {},
			func(t *testing.T, b *bench, p skapa.Participant) { b.exit(p, "2026-04-01") }},
		"a start that a rating needs": {"participant", "error.start.afterAssessment",
			func(t *testing.T, b *bench, p skapa.Participant) {
				p.Start = date("2026-01-02")
				_, err := b.SaveParticipant(t.Context(), p)
				must(t, err)
			},
			func(t *testing.T, b *bench, p skapa.Participant) { b.assessment(p, skapa.Self, "2026-01-05", 3) }},
		"an activity that somebody takes part in": {"activity", "error.undo.used",
			func(t *testing.T, b *bench, p skapa.Participant) { b.activity("Kurs", skapa.ForStudy) },
			func(t *testing.T, b *bench, p skapa.Participant) {
				_, err := b.Enrol(t.Context(), []skapa.ID{p.ID}, skapa.Participation{
					Activity: b.activity("Kurs", skapa.ForStudy).ID, Status: skapa.Ongoing, Start: date("2026-04-01")})
				must(t, err)
			}},
		"a participation in what is gone": {"participation", "error.activity.gone",
			func(t *testing.T, b *bench, p skapa.Participant) {
				part, err := b.SaveParticipation(t.Context(), skapa.Participation{Participant: p.ID,
					Activity: b.activity("Kurs", skapa.ForStudy).ID, Status: skapa.Ongoing, Start: date("2026-04-01")})
				must(t, err)
				must(t, b.DeleteParticipation(t.Context(), part.ID))
			},
			func(t *testing.T, b *bench, p skapa.Participant) {
				must(t, b.DeleteActivity(t.Context(), b.activity("Kurs", skapa.ForStudy).ID))
			}},
		"a team that follows somebody": {"team", "error.undo.used",
			func(t *testing.T, b *bench, p skapa.Participant) {
				_, err := b.TeamNamed(t.Context(), "Hylte")
				must(t, err)
			},
			func(t *testing.T, b *bench, p skapa.Participant) {
				team, err := b.TeamNamed(t.Context(), "Hylte")
				must(t, err)
				b.participant("H-2", func(p *skapa.Participant) { p.Team = team.ID })
			}},
		"an exit before a re-entry": {"exit", "error.exit.notLast",
			func(t *testing.T, b *bench, p skapa.Participant) { b.exit(p, "2026-04-01") },
			func(t *testing.T, b *bench, p skapa.Participant) {
				_, err := b.Reenter(t.Context(), p.ID, date("2026-05-01"))
				must(t, err)
			}},
		"an exit with a follow-up": {"exit", "error.exit.followedUp",
			func(t *testing.T, b *bench, p skapa.Participant) { b.exit(p, "2026-04-01") },
			func(t *testing.T, b *bench, p skapa.Participant) {
				_, err := b.SaveFollowUp(t.Context(), skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: 1, Date: date("2026-05-01"), Result: toWork})
				must(t, err)
			}},
		"a re-entry that ended": {"entry", "error.undo.changed",
			func(t *testing.T, b *bench, p skapa.Participant) {
				b.exit(p, "2026-04-01")
				_, err := b.Reenter(t.Context(), p.ID, date("2026-05-01"))
				must(t, err)
			},
			func(t *testing.T, b *bench, p skapa.Participant) {
				all, err := b.Periods(t.Context(), p.ID)
				must(t, err)
				all[1].Finish, all[1].Result = date("2026-06-01"), toWork
				_, err = b.SaveExit(t.Context(), all[1])
				must(t, err)
			}},
		"a handover that was corrected": {"handover", "error.undo.changed",
			func(t *testing.T, b *bench, p skapa.Participant) {
				siv, err := b.SupervisorNamed(t.Context(), "Siv")
				must(t, err)
				_, err = b.HandOver(t.Context(), []skapa.ID{p.ID}, skapa.Assignment{Supervisor: siv.ID, Since: date("2026-05-01")}, "x")
				must(t, err)
			},
			func(t *testing.T, b *bench, p skapa.Participant) {
				p, err := b.Participant(t.Context(), p.ID)
				must(t, err)
				p.Since = date("2026-05-04")
				_, err = b.SaveParticipant(t.Context(), p)
				must(t, err)
			}},
		"one that is not the last of its kind": {"goal", "error.undo.changed",
			func(t *testing.T, b *bench, p skapa.Participant) { b.goal(p) },
			func(t *testing.T, b *bench, p skapa.Participant) { b.clock.pass(time.Second); b.goal(p) }},
		"one of before a merge that changed it": {"goal", "error.undo.changed",
			func(t *testing.T, b *bench, p skapa.Participant) { b.goal(p) },
			func(t *testing.T, b *bench, p skapa.Participant) {
				theirs := openBench(t, copyTo(t, b.image()), noon)
				all, err := theirs.Goals(t.Context(), p.ID)
				must(t, err)
				all[0].Done = date("2026-05-01")
				_, err = theirs.SaveGoal(t.Context(), all[0])
				must(t, err)
				must(t, theirs.Close())
				_, err = b.Merge(t.Context(), Merging{Path: theirs.Path()})
				must(t, err)
			}},
		"one of before a merge that erased it": {"goal", "error.undo.changed",
			func(t *testing.T, b *bench, p skapa.Participant) { b.goal(p) },
			func(t *testing.T, b *bench, p skapa.Participant) {
				theirs := openBench(t, copyTo(t, b.image()), noon)
				theirs.eraseThis(p.ID)
				must(t, theirs.Close())
				_, err := b.Merge(t.Context(), Merging{Path: theirs.Path()})
				must(t, err)
			}},
		"one of before a restore": {"goal", "error.undo.changed",
			func(t *testing.T, b *bench, p skapa.Participant) { b.goal(p) },
			func(t *testing.T, b *bench, p skapa.Participant) {
				b.clock.pass(time.Hour)
				b.participant("H-3")
				must(t, b.Restore(t.Context(), b.backups()[0], ""))
			}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			p := b.participant("H-1")
			c.do(t, b, p)
			act := b.act(c.kind)
			c.then(t, b, p)
			if offered := slices.Contains(b.undoable(), act.Key); offered != (c.key != "error.undo.changed" || name == "one that is not the last of its kind") {
				t.Errorf("offered: %v", offered)
			}
			b.writesNothing(func() { wantProblem(t, b.UndoAct(t.Context(), act), c.key) })
		})
	}
}
