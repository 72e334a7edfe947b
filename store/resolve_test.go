package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"framsteg/store/skapa"
)

// everything enters a participant with one thing of each kind, and gives how each
// can be changed by somebody who says text: a kind, and how.
func (b *bench) everything() (who skapa.Participant, changes map[string]func(at *bench, variant int) error) {
	b.t.Helper()
	ctx := b.t.Context()
	team, err := b.TeamNamed(ctx, "Halmstad")
	must(b.t, err)
	supervisor, err := b.SupervisorNamed(ctx, "Eva Ek")
	must(b.t, err)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name, p.Team, p.Since = "Åsa", team.ID, p.Start })
	activity, err := b.SaveActivity(ctx, skapa.Activity{Name: "Praktik", Category: skapa.ForJob, Contact: "Kim, 070"})
	must(b.t, err)
	part, err := b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: activity.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
	must(b.t, err)
	goal, err := b.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[0], Since: date("2026-03-01"), Text: "Kassan"})
	must(b.t, err)
	a := rating(p, skapa.BySupervisor, "2026-03-01", 3)
	a.Comment, a.Raising = "Bra", "Praktik"
	a, err = b.SaveAssessment(ctx, a, "")
	must(b.t, err)
	pause, err := b.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date("2026-04-01"), To: date("2026-04-20"), Reason: skapa.PauseIllness})
	must(b.t, err)
	must(b.t, b.SaveRhythm(ctx, skapa.Rhythm{Days: 90, Margin: 14}))
	exit := skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2026-09-01"), Result: skapa.Result{Outcome: skapa.ToWork, Hours: 20}}
	_, err = b.SaveExit(ctx, exit)
	must(b.t, err)
	follow, err := b.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: 1, Date: date("2026-10-01"), Result: skapa.Result{Outcome: skapa.ToWork, Hours: 20}})
	must(b.t, err)

	say := func(variant int) string { return fmt.Sprintf("Text %d", variant) }
	days := func(d skapa.Date, variant int) skapa.Date { return d.Add(variant) }
	return p, map[string]func(at *bench, variant int) error{
		"supervisor": func(at *bench, v int) error {
			changed := supervisor
			changed.Name = say(v)
			_, err := at.SaveSupervisor(ctx, changed)
			return err
		},
		"team": func(at *bench, v int) error {
			changed := team
			changed.Name = say(v)
			_, err := at.SaveTeam(ctx, changed)
			return err
		},
		"activity": func(at *bench, v int) error {
			changed := activity
			changed.Provider, changed.Serves = say(v), skapa.AreaSetOf(skapa.Areas[v])
			_, err := at.SaveActivity(ctx, changed)
			return err
		},
		"contact": func(at *bench, v int) error {
			changed := activity
			changed.Contact = say(v)
			_, err := at.SaveActivity(ctx, changed)
			return err
		},
		"rhythm": func(at *bench, v int) error { return at.SaveRhythm(ctx, skapa.Rhythm{Days: 60 + v, Margin: 7}) },
		"places": func(at *bench, v int) error { return at.SavePlaces(ctx, team.ID, 20+v) },
		"participant": func(at *bench, v int) error {
			changed := at.who(p.ID)
			changed.Municipality = say(v)
			_, err := at.SaveParticipant(ctx, changed)
			return err
		},
		"identity": func(at *bench, v int) error {
			changed := at.who(p.ID)
			changed.Name = say(v)
			_, err := at.SaveParticipant(ctx, changed)
			return err
		},
		"assignment": func(at *bench, v int) error {
			changed := at.who(p.ID)
			changed.Since = days(changed.Start, v)
			_, err := at.SaveParticipant(ctx, changed)
			return err
		},
		"period": func(at *bench, v int) error {
			changed := exit
			changed.Hours = 20 + v
			_, err := at.SaveExit(ctx, changed)
			return err
		},
		"followup": func(at *bench, v int) error {
			changed := follow
			changed.Hours = 20 + v
			_, err := at.SaveFollowUp(ctx, changed)
			return err
		},
		"pause": func(at *bench, v int) error {
			changed := pause
			changed.To = days(pause.To, v)
			_, err := at.SavePause(ctx, changed)
			return err
		},
		"participation": func(at *bench, v int) error {
			changed := part
			changed.Start = days(part.Start, v)
			_, err := at.SaveParticipation(ctx, changed)
			return err
		},
		"goal": func(at *bench, v int) error {
			changed := goal
			changed.Since = days(goal.Since, v)
			_, err := at.SaveGoal(ctx, changed)
			return err
		},
		"wording": func(at *bench, v int) error {
			changed := goal
			changed.Text = say(v)
			_, err := at.SaveGoal(ctx, changed)
			return err
		},
		"assessment": func(at *bench, v int) error {
			changed := a
			changed.Answers = map[string]skapa.Step{"health": skapa.Step(v)}
			_, err := at.SaveAssessment(ctx, changed, "fel "+say(v))
			return err
		},
		"comment": func(at *bench, v int) error {
			changed := a
			changed.Comment = say(v)
			_, err := at.SaveAssessment(ctx, changed, "fel")
			return err
		},
		"raising": func(at *bench, v int) error {
			changed := a
			changed.Raising = say(v)
			_, err := at.SaveAssessment(ctx, changed, "fel")
			return err
		},
	}
}

func (b *bench) who(id skapa.ID) skapa.Participant {
	b.t.Helper()
	p, err := b.Participant(b.t.Context(), id)
	must(b.t, err)
	return p
}

// merged brings what a colleague wrote here.
func (b *bench) merged(there *bench) {
	b.t.Helper()
	_, err := b.Merge(b.t.Context(), Merging{Path: there.Path()})
	must(b.t, err)
}

// inConflictOver lets two people change a thing differently, and brings both here.
func (b *bench) inConflictOver(change func(*bench, int) error) Conflict {
	b.t.Helper()
	there := b.elsewhere()
	there.Sign(Author{Supervisor: "Bo Ek"})
	must(b.t, change(b, 1))
	b.clock.pass(1e9)
	must(b.t, change(there, 2))
	b.merged(there)
	all, err := b.Conflicts(b.t.Context())
	must(b.t, err)
	if len(all) != 1 {
		b.t.Fatalf("conflicts %+v", all)
	}
	return all[0]
}

// Whatever two people say differently is shown with both sides, and either can be
// chosen; then it stands, in this copy and in whoever merges it.
func TestResolving(t *testing.T) {
	_, changes := newBench(t).everything()
	for _, k := range kinds {
		for _, choose := range []int{0, 1} {
			t.Run(fmt.Sprint(k.name, choose), func(t *testing.T) {
				b, ctx := newBench(t), t.Context()
				_, changes = b.everything()
				if changes[k.name] == nil {
					t.Skip("nobody can change it yet") // what has no such change is in the test of its own
				}
				c := b.inConflictOver(changes[k.name])
				if c.Kind != k.name {
					t.Fatalf("it is in conflict over %s", c.Kind)
				}
				there := b.elsewhere()

				sides, err := b.Sides(ctx, c)
				must(t, err)
				if len(sides) != 2 || !sides[0].Standing || sides[1].Standing || slices.Equal(sides[0].Fields, sides[1].Fields) {
					t.Fatalf("the sides are %+v", sides)
				}
				if authors := sides[0].Author + sides[1].Author; !strings.Contains(authors, "Bo Ek") || authors == "Bo EkBo Ek" || sides[0].At.Equal(sides[1].At) {
					t.Errorf("they are by %s at %v and %v", authors, sides[0].At, sides[1].At)
				}
				must(t, b.Resolve(ctx, c, sides[choose].Rev))
				for _, at := range []*bench{b, there} {
					if at == there {
						there.merged(b)
					}
					if left, err := at.Conflicts(ctx); err != nil || len(left) > 0 {
						t.Errorf("left are %+v, %v", left, err)
					}
					now, err := at.Sides(ctx, c)
					must(t, err)
					if len(now) != 1 || !slices.Equal(now[0].Fields, sides[choose].Fields) {
						t.Errorf("it says %+v, not %+v", now, sides[choose].Fields)
					}
				}
				wantProblem(t, b.Resolve(ctx, c, sides[choose].Rev), "error.conflict.changed")
			})
		}
	}
}

// A deletion is a side like any other, and can be chosen where nothing needs what it
// says is gone.
func TestResolvingADeletion(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1")
	a := b.assessment(p, skapa.Self, "2026-03-01", 2)
	there := b.elsewhere()
	must(t, there.DeleteAssessment(ctx, a.ID, "fel person"))
	a.Answers["health"] = 5
	_, err := b.SaveAssessment(ctx, a, "missförstånd")
	must(t, err)
	b.merged(there)
	all, err := b.Conflicts(ctx)
	must(t, err)
	sides, err := b.Sides(ctx, all[0])
	must(t, err)
	if sides[0].Deleted || !sides[1].Deleted || sides[1].Reason != "fel person" || sides[0].Reason != "missförstånd" {
		t.Fatalf("the sides are %+v", sides)
	}
	must(t, b.Resolve(ctx, all[0], sides[1].Rev))
	if left, err := b.Assessments(ctx, p.ID); err != nil || len(left) != 0 {
		t.Errorf("left is %+v, %v", left, err)
	}
	if act, _ := b.LastAct(); act.Key != "act.resolve" || act.Label != "H-1" || act.Participant != p.ID {
		t.Errorf("the act is %+v", act)
	}
	_, err = b.Undo(ctx) // what stood while it was in conflict
	must(t, err)
	if left, err := b.Assessments(ctx, p.ID); err != nil || len(left) != 1 || left[0].Answers["health"] != 5 {
		t.Errorf("after the undo there is %+v, %v", left, err)
	}
	if all, err := b.Conflicts(ctx); err != nil || len(all) > 0 {
		t.Errorf("the conflict came back: %+v, %v", all, err)
	}
}

// Nobody is removed by a choice while things of theirs stand, and no side is chosen
// that breaks a rule.
func TestResolvingRefuses(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1")
	there := b.elsewhere()
	must(t, there.write(ctx, func(ctx context.Context, w *writer) error {
		w.names("participant", p.Code, p.ID, p.ID)
		_, err := w.remove(ctx, participants, p.ID, p.ID)
		return err
	}))
	p.Municipality = "Laholm"
	_, err := b.SaveParticipant(ctx, p)
	must(t, err)
	b.assessment(p, skapa.Self, "2026-03-01", 2)
	b.merged(there)
	all, err := b.Conflicts(ctx)
	must(t, err)
	sides, err := b.Sides(ctx, all[0])
	must(t, err)
	b.writesNothing(func() {
		wantProblem(t, b.Resolve(ctx, all[0], sides[1].Rev), "error.conflict.used")
		wantProblem(t, b.Resolve(ctx, all[0], b.newID()), "error.conflict.changed")
		wantProblem(t, b.Resolve(ctx, Conflict{Kind: "nonsense", ID: p.ID}, sides[1].Rev), "error.conflict.changed")
	})
	must(t, b.Resolve(ctx, all[0], sides[0].Rev))
	b.who(p.ID)
}

// To keep what stands changes nothing that could be undone: it is said, not done in
// silence.
func TestUndoingAChoiceOfWhatStood(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	_, changes := b.everything()
	c := b.inConflictOver(changes["identity"])
	sides, err := b.Sides(ctx, c)
	must(t, err)
	must(t, b.Resolve(ctx, c, sides[0].Rev))
	_, err = b.Undo(ctx)
	wantProblem(t, err, "error.undo.same")
}
