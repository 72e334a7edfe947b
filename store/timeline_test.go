package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// timeline gives what was written about a participant, a line an act: what each
// part did, and why.
func (b *bench) timeline(p skapa.ID) (lines []string) {
	b.t.Helper()
	for _, e := range b.events(p) {
		var parts []string
		for _, r := range e.Parts {
			parts = append(parts, r.Kind+" "+string(r.Change))
		}
		line := strings.Join(parts, ", ")
		if e.Reason != "" {
			line += ": " + e.Reason
		}
		lines = append(lines, line)
	}
	return lines
}

func (b *bench) events(p skapa.ID) []Event {
	b.t.Helper()
	events, err := b.Timeline(b.t.Context(), p)
	must(b.t, err)
	return events
}

func (b *bench) wantTimeline(p skapa.ID, want ...string) {
	b.t.Helper()
	if got := b.timeline(p); !slices.Equal(got, want) {
		b.t.Errorf("the timeline is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// wrote ends what was written as one act, a minute after the one before.
func (b *bench) wrote(err error) {
	b.t.Helper()
	must(b.t, err)
	b.clock.pass(time.Minute)
}

func TestTimelineTellsEveryKind(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	team, err := b.TeamNamed(ctx, "Halmstad")
	b.wrote(err)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name, p.Team = "Kim", team.ID })
	b.clock.pass(time.Minute)
	activity, err := b.ActivityNamed(ctx, "Praktik", skapa.ForJob)
	b.wrote(err)
	part, err := b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: activity.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
	b.wrote(err)
	goal, err := b.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[0], Since: date("2026-03-01"), Text: "Kassan", Step: "Ringa"})
	b.wrote(err)
	a := rating(p, skapa.BySupervisor, "2026-03-01", 3)
	a.Comment, a.Raising = "Bra", "Praktik"
	a, err = b.SaveAssessment(ctx, a, "")
	b.wrote(err)
	pause, err := b.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date("2026-04-01"), Reason: skapa.PauseIllness})
	b.wrote(err)

	// Each goes on, is corrected, or is taken away.
	pause.To = date("2026-05-01")
	_, err = b.SavePause(ctx, pause)
	b.wrote(err)
	goal.Step = "Skriva"
	_, err = b.SaveGoal(Because(ctx, "Nytt steg"), goal)
	b.wrote(err)
	a.Answers["health"] = 5
	_, err = b.SaveAssessment(ctx, a, "Missförstånd")
	b.wrote(err)
	b.wrote(b.DeletePause(Because(ctx, "Fel person"), pause.ID))
	_, err = b.Undo(ctx)
	b.wrote(err)

	// An exit that ends an activity is one act.
	exit := skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2026-06-01"), Result: skapa.Result{Outcome: skapa.ToWork, Hours: 20}}
	part.Status, part.End = skapa.Finished, exit.Finish
	b.wrote(b.Batch(ctx, func(ctx context.Context) error {
		if _, err := b.SaveParticipation(ctx, part); err != nil {
			return err
		}
		_, err := b.SaveExit(ctx, exit)
		return err
	}))
	follow, err := b.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: 1, Date: date("2026-07-01"), Result: skapa.Result{Outcome: skapa.ToWork, Hours: 20}})
	b.wrote(err)
	follow.Hours = 30
	_, err = b.SaveFollowUp(Because(ctx, "Fel tal"), follow)
	b.wrote(err)
	_, err = b.Reenter(ctx, p.ID, date("2026-09-01"))
	b.wrote(err)
	bo, err := b.SupervisorNamed(ctx, "Bo Ek")
	must(t, err)
	_, err = b.HandOver(ctx, []skapa.ID{p.ID}, skapa.Assignment{Team: p.Team, Supervisor: bo.ID, Since: date("2026-10-01")}, "Flytt")
	b.wrote(err)

	b.wantTimeline(p.ID,
		"assignment entered: Flytt",
		"period entered",
		"followup corrected: Fel tal",
		"followup entered",
		"participation completed, period entered",
		"pause restored",
		"pause removed: Fel person",
		"assessment corrected: Missförstånd",
		"goal corrected: Nytt steg",
		"pause completed",
		"pause entered",
		"assessment entered",
		"goal entered",
		"participation entered",
		"participant entered, assignment entered",
	)
	events := b.events(p.ID)
	corrected := events[7]
	if got := fmt.Sprint(corrected.Parts[0].Changes()); got != "[{health 3 5}]" {
		t.Errorf("the correction changed %s", got)
	}
	if corrected.Author != anna.Supervisor || !corrected.At.Before(events[6].At) {
		t.Errorf("it is signed %+v", corrected)
	}
	if got := fmt.Sprint(events[8].Parts[0].Changes()); got != "[{step Ringa Skriva}]" {
		t.Errorf("the goal changed %s", got)
	}
	if got := events[4].Parts[1].Day; got != exit.Finish {
		t.Errorf("the exit is of %s", got)
	}
	if got := fmt.Sprint(events[4].Parts[0].Value("activity"), events[0].Parts[0].Value("supervisor"), events[14].Parts[1].Value("team")); got != "PraktikBo EkHalmstad" {
		t.Errorf("the names are %s", got)
	}
	if got := fmt.Sprint(events[11].Parts[0].Value("comment"), events[11].Parts[0].Value("raising"), events[12].Parts[0].Value("text"), events[14].Parts[0].Value("name")); got != "BraPraktikKassanKim" {
		t.Errorf("the texts are %s", got)
	}
}

// An exit that is taken back leaves what it was to read.
func TestTimelineOfAnExitTakenBack(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1")
	b.clock.pass(time.Minute)
	exit := skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2026-06-01"), Result: skapa.Result{Outcome: skapa.Dropout}}
	_, err := b.SaveExit(ctx, exit)
	b.wrote(err)
	_, err = b.SaveExit(Because(ctx, "Kom tillbaka"), skapa.Period{ID: p.ID, Participant: p.ID})
	b.wrote(err)
	b.wantTimeline(p.ID, "period removed: Kom tillbaka", "period entered", "participant entered")
	if removed := b.events(p.ID)[0].Parts[0]; removed.Day != exit.Finish || removed.Value("outcome") != skapa.Dropout {
		t.Errorf("the exit taken back is told as %+v", removed)
	}
	_, err = b.Undo(ctx)
	b.wrote(err)
	b.wantTimeline(p.ID, "period restored", "period removed: Kom tillbaka", "period entered", "participant entered")
}

// A clock that is put back tells no correction before what it corrects.
func TestTimelineWithAClockThatRanBackwards(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1")
	b.clock.pass(-time.Hour)
	a := b.assessment(p, skapa.Self, "2026-03-01", 3)
	for i, reason := range []string{"ett", "två", "tre"} {
		b.clock.pass(-time.Hour)
		a.Answers["health"] = skapa.Step(i + 4 - 4*(i/2))
		_, err := b.SaveAssessment(ctx, a, reason)
		must(t, err)
	}
	got := b.timeline(p.ID)
	want := []string{"assessment corrected: tre", "assessment corrected: två", "assessment corrected: ett", "assessment entered"}
	got = slices.DeleteFunc(got, func(line string) bool { return strings.HasPrefix(line, "participant") })
	if !slices.Equal(got, want) {
		t.Errorf("the timeline is %q, want %q", got, want)
	}
}

// What two people wrote without seeing each other's is there twice, and says so.
func TestTimelineOfAConflict(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1")
	b.clock.pass(time.Minute)
	pause, err := b.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date("2026-04-01"), Reason: skapa.PauseIllness})
	b.wrote(err)
	rev := b.newID()
	_, err = b.conn.ExecContext(ctx, `INSERT INTO pause SELECT ?1, id, randomblob(16), author, at, deleted, participant, start, '2026-04-30', reason FROM pause WHERE id = ?2`, rev, pause.ID)
	must(t, err)
	_, err = b.conn.ExecContext(ctx, "INSERT INTO supersedes SELECT rev, ?1, ?2 FROM pause WHERE id = ?3 AND rev <> ?1", rev, p.ID, pause.ID)
	must(t, err)
	other := b.newID()
	_, err = b.conn.ExecContext(ctx, `INSERT INTO pause SELECT ?1, id, randomblob(16), author, at, deleted, participant, start, '2026-05-31', reason FROM pause WHERE rev = ?2`, other, rev)
	must(t, err)
	_, err = b.conn.ExecContext(ctx, "INSERT INTO supersedes SELECT parent, ?1, participant FROM supersedes WHERE child = ?2", other, rev)
	must(t, err)
	events := b.events(p.ID)
	b.wantTimeline(p.ID, "pause completed", "pause completed", "pause entered", "participant entered")
	for i, end := range []string{"2026-05-31", "2026-04-30"} { // the one that stands first
		r := events[i].Parts[0]
		if !r.Conflict || r.Value("finish") != date(end) || fmt.Sprint(r.Changes()) != "[{finish  "+end+"}]" {
			t.Errorf("event %d is %+v", i, r)
		}
	}
	if events[2].Parts[0].Conflict {
		t.Error("the first pause stands against another")
	}
}

func TestTimelineOfNobody(t *testing.T) {
	if events := newBench(t).events(skapa.ID{1}); len(events) != 0 {
		t.Errorf("nobody has %+v", events)
	}
}

// A participant with 2,000 revisions is told in the time of a few frames.
func BenchmarkTimeline(b *testing.B) {
	bench := newBench(b)
	p := bench.participant("H-1")
	a := bench.assessment(p, skapa.Self, "2026-03-01", 3)
	must(b, bench.Batch(b.Context(), func(ctx context.Context) error {
		for i := range 2000 {
			bench.clock.pass(time.Second)
			a.Answers["health"] = skapa.Step(i%2 + 1)
			if _, err := bench.SaveAssessment(ctx, a, "därför"); err != nil {
				return err
			}
		}
		return nil
	}))
	for b.Loop() {
		bench.events(p.ID)
	}
}
