package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// twice is somebody who was entered twice, with something of every kind.
type twice struct {
	*bench
	first, second skapa.Participant
	ratings       []skapa.Assessment
	goals         []skapa.ID
	pauses        []skapa.ID
	parts         []skapa.ID
}

func newTwice(t *testing.T) *twice {
	b, ctx := newBench(t), t.Context()
	w := &twice{bench: b}
	w.first = b.participant("H-1", func(p *skapa.Participant) { p.Name = "" })
	w.second = b.participant("H-2", func(p *skapa.Participant) {
		p.Name, p.Personnummer, p.Municipality, p.Start = "Åsa Ö", "19900101-1239", "Laholm", date("2026-02-01")
	})
	course := b.activity("Kurs", skapa.ForStudy)
	for i, p := range []skapa.Participant{w.first, w.second} {
		month := []string{"2026-03-", "2026-06-"}[i]
		a := rating(p, skapa.Self, month+"02", 3)
		a.Comment = "Kommentar"
		a, err := b.SaveAssessment(ctx, a, "")
		must(t, err)
		w.ratings = append(w.ratings, a)
		g, err := b.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[i], Since: date(month + "03"), Text: "Mål"})
		must(t, err)
		w.goals = append(w.goals, g.ID)
		pause, err := b.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date(month + "04"), To: date(month + "20"), Reason: skapa.PauseIllness})
		must(t, err)
		w.pauses = append(w.pauses, pause.ID)
		part, err := b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: course.ID, Status: skapa.Ongoing, Start: date(month + "05")})
		must(t, err)
		w.parts = append(w.parts, part.ID)
		must(t, b.SaveDraft(ctx, rating(p, skapa.BySupervisor, month+"20", 2)))
		b.clock.pass(time.Minute)
	}
	return w
}

// has fails unless a participant has these of what was entered: 0 for the first's, 1
// for the second's.
func (w *twice) has(when string, id skapa.ID, which ...int) {
	w.t.Helper()
	w.everywhere(func(b *bench) {
		w.t.Helper()
		ctx := w.t.Context()
		check := func(what string, got, all []skapa.ID, err error) {
			w.t.Helper()
			var want []skapa.ID
			for _, i := range which {
				want = append(want, all[i])
			}
			slices.SortFunc(got, compareIDs)
			if err != nil || !slices.Equal(got, want) {
				w.t.Errorf("%s: they have the %s %v, %v, want %v", when, what, got, err, want)
			}
		}
		assessments, err := b.Assessments(ctx, id)
		check("ratings", idsOf(assessments, func(a skapa.Assessment) skapa.ID { return a.ID }), []skapa.ID{w.ratings[0].ID, w.ratings[1].ID}, err)
		for _, a := range assessments {
			if a.Participant != id || a.Comment != "Kommentar" || len(a.Answers) != len(w.ratings[0].Answers) {
				w.t.Errorf("%s: the rating is %+v", when, a)
			}
		}
		goals, err := b.Goals(ctx, id)
		check("goals", idsOf(goals, func(g skapa.Goal) skapa.ID { return g.ID }), w.goals, err)
		pauses, err := b.Pauses(ctx, id)
		check("pauses", idsOf(pauses, func(p skapa.Pause) skapa.ID { return p.ID }), w.pauses, err)
		parts, err := b.Participations(ctx, id)
		check("participations", idsOf(parts, func(p skapa.Participation) skapa.ID { return p.ID }), w.parts, err)
		drafts, err := b.Drafts(ctx, id)
		if err != nil || len(drafts) != 1 || drafts[0].Participant != id {
			w.t.Errorf("%s: drafts %+v, %v", when, drafts, err)
		}
		facts, err := b.FactsOf(ctx, id)
		must(w.t, err)
		if len(facts.Ratings) != len(which) || len(facts.Pauses) != len(which) || len(facts.Goals) != len(which) || len(facts.Participations) != len(which) || len(facts.Begun) != 1 {
			w.t.Errorf("%s: the facts are %+v", when, facts)
		}
		events, err := b.Timeline(ctx, id)
		must(w.t, err)
		told := map[skapa.ID]bool{}
		for _, e := range events {
			for _, part := range e.Parts {
				if part.Kind == "assessment" || part.Kind == "goal" || part.Kind == "pause" {
					told[part.ID] = true
				}
			}
		}
		if len(told) != 3*len(which) {
			w.t.Errorf("%s: the history tells of %d things", when, len(told))
		}
	})
}

func idsOf[T any](all []T, id func(T) skapa.ID) (ids []skapa.ID) {
	for _, one := range all {
		ids = append(ids, id(one))
	}
	return ids
}

// Everything of somebody entered twice is of one, and of two again when it was wrong.
func TestJoinedParticipants(t *testing.T) {
	w, ctx := newTwice(t), t.Context()
	apart := func(when string) {
		t.Helper()
		w.has(when, w.first.ID, 0)
		w.has(when, w.second.ID, 1)
		for _, p := range []skapa.Participant{w.first, w.second} {
			if got, err := w.Participant(ctx, p.ID); err != nil || got != p {
				t.Errorf("%s: %+v, %v, want %+v", when, got, err, p)
			}
		}
	}
	one := func(when string) {
		t.Helper()
		w.has(when, w.first.ID, 0, 1)
		got, err := w.Participant(ctx, w.first.ID)
		want := w.second
		want.ID, want.Start, want.Entered = w.first.ID, w.first.Start, w.first.Start
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v, want %+v", when, got, err, want)
		}
		if cases, err := w.Caseload(ctx); err != nil || len(cases) != 1 || cases[0].LatestSelf != date("2026-06-02") {
			t.Errorf("%s: %+v, %v", when, cases, err)
		}
		_, err = w.Participant(ctx, w.second.ID)
		wantProblem(t, err, "error.participant.gone")
		for _, code := range []string{"h-1", "H-2"} {
			if p, err := w.ParticipantByCode(ctx, code); err != nil || p.ID != w.first.ID {
				t.Errorf("%s: %s is %+v, %v", when, code, p, err)
			}
		}
	}
	apart("before")
	must(t, w.Join(ctx, "participant", w.second.ID, []skapa.ID{w.first.ID}))
	one("joined")
	_, err := w.Undo(ctx)
	must(t, err)
	apart("undone")
	must(t, w.Join(ctx, "participant", w.second.ID, []skapa.ID{w.first.ID}))
	one("joined again")
	all, err := w.Joinings(ctx)
	must(t, err)
	if len(all) != 1 || all[0].OneLabel != "H-2" || all[0].OtherLabel != "H-1" {
		t.Fatalf("%+v", all)
	}
	must(t, w.Split(ctx, all[0].ID))
	apart("split")
}

// What is changed of a joined participant stays written of whom it was.
func TestWritingOfWhoIsJoined(t *testing.T) {
	w, ctx := newTwice(t), t.Context()
	must(t, w.Join(ctx, "participant", w.first.ID, []skapa.ID{w.second.ID}))
	p, err := w.Participant(ctx, w.first.ID)
	must(t, err)
	if p.Name != "Åsa Ö" || p.Personnummer != "199001011239" || p.Municipality != "Hylte" {
		t.Errorf("%+v", p)
	}
	w.writesNothing(func() {
		_, err := w.SaveParticipant(ctx, p)
		must(t, err)
		again, err := w.Assessments(ctx, p.ID)
		must(t, err)
		_, err = w.SaveAssessment(ctx, again[1], "")
		must(t, err)
		goals, err := w.Goals(ctx, p.ID)
		must(t, err)
		for _, g := range goals {
			_, err = w.SaveGoal(ctx, g)
			must(t, err)
		}
		parts, err := w.Participations(ctx, p.ID)
		must(t, err)
		for _, part := range parts {
			_, err = w.SaveParticipation(ctx, part)
			must(t, err)
		}
	})
	theirs := w.ratings[1]
	theirs.Participant, theirs.Comment = p.ID, "Rättad"
	_, err = w.SaveAssessment(ctx, theirs, "fel text")
	must(t, err)
	_, err = w.SaveAssessment(ctx, rating(p, skapa.BySupervisor, "2026-06-20", 4), "")
	must(t, err)
	if drafts, err := w.Drafts(ctx, p.ID); err != nil || len(drafts) != 1 || drafts[0].Date != date("2026-06-20") {
		t.Errorf("of two drafts is left: %+v, %v", drafts, err)
	}
	must(t, w.DeletePause(ctx, w.pauses[1]))
	w.remembersRight()
	w.sound()
	history, err := w.AssessmentHistory(ctx, theirs.ID)
	if err != nil || len(history) != 2 || history[0].Participant != p.ID || history[0].Comment != "Rättad" {
		t.Errorf("%+v, %v", history, err)
	}
	if corrected, err := w.Corrected(ctx, p.ID); err != nil || !corrected[theirs.ID] {
		t.Errorf("%v, %v", corrected, err)
	}
	for _, kind := range []string{"act.pause", "act.assessment"} {
		acts, err := w.Undoable(ctx)
		must(t, err)
		i := slices.IndexFunc(acts, func(a Act) bool { return a.Key == kind })
		if i < 0 {
			t.Fatalf("%s is not among %+v", kind, acts)
		}
		must(t, w.UndoAct(ctx, acts[i]))
	}
	w.remembersRight()
	w.sound()
	all, err := w.Joinings(ctx)
	must(t, err)
	must(t, w.Split(ctx, all[0].ID))
	after, err := w.Assessments(ctx, w.second.ID)
	if err != nil || len(after) != 1 || after[0].Comment != "Rättad" {
		t.Errorf("%+v, %v", after, err)
	}
	w.sound()
}

// An act of before is undone as before when somebody else stands for them.
func TestUndoOfWhatWasWrittenBeforeJoining(t *testing.T) {
	w, ctx := newTwice(t), t.Context()
	act, _ := w.LastAct()
	must(t, w.Join(ctx, "participant", w.first.ID, []skapa.ID{w.second.ID}))
	must(t, w.UndoAct(ctx, act)) // of the second's participation
	if parts, err := w.Participations(ctx, w.first.ID); err != nil || len(parts) != 1 {
		t.Errorf("%+v, %v", parts, err)
	}
	w.remembersRight()
	acts, err := w.Undoable(ctx)
	must(t, err)
	if slices.ContainsFunc(acts, func(a Act) bool { return a.Key == "act.participant" }) {
		t.Errorf("who was joined can be taken away: %+v", acts)
	}
	w.sound()
}

// Periods of somebody entered twice are those of one person.
func TestPeriodsOfJoinedParticipants(t *testing.T) {
	type period struct{ start, finish string }
	for name, c := range map[string]struct {
		first, second, want []period
	}{
		"both go on":                {[]period{{"2026-01-10", ""}}, []period{{"2026-02-01", ""}}, []period{{"2026-01-10", ""}}},
		"the other began before":    {[]period{{"2026-02-01", ""}}, []period{{"2026-01-10", ""}}, []period{{"2026-01-10", ""}}},
		"the first had left":        {[]period{{"2026-01-10", "2026-02-01"}}, []period{{"2026-03-01", ""}}, []period{{"2026-01-10", "2026-02-01"}, {"2026-03-01", ""}}},
		"the second had left":       {[]period{{"2026-03-01", ""}}, []period{{"2026-01-10", "2026-02-01"}}, []period{{"2026-01-10", "2026-02-01"}, {"2026-03-01", ""}}},
		"one within the other":      {[]period{{"2026-01-10", "2026-06-01"}}, []period{{"2026-02-01", "2026-03-01"}}, []period{{"2026-01-10", "2026-06-01"}}},
		"the later exit counts":     {[]period{{"2026-01-10", "2026-03-01"}}, []period{{"2026-02-01", "2026-06-01"}}, []period{{"2026-01-10", "2026-06-01"}}},
		"came back before":          {[]period{{"2026-01-10", "2026-02-01"}, {"2026-04-01", "2026-06-01"}}, []period{{"2026-02-15", "2026-05-01"}}, []period{{"2026-01-10", "2026-02-01"}, {"2026-02-15", "2026-06-01"}}},
		"goes on where it had left": {[]period{{"2026-01-10", "2026-06-01"}}, []period{{"2026-02-01", ""}}, []period{{"2026-01-10", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			b, ctx := newBench(t), t.Context()
			enter := func(code string, all []period) skapa.Participant {
				p := b.participant(code, func(p *skapa.Participant) { p.Start = date(all[0].start) })
				for i, one := range all {
					at := skapa.Period{ID: p.ID, Participant: p.ID}
					if i > 0 {
						var err error
						at, err = b.Reenter(ctx, p.ID, date(one.start))
						must(t, err)
					}
					if one.finish != "" {
						at.Finish, at.Result = date(one.finish), toWork
						_, err := b.SaveExit(ctx, at)
						must(t, err)
						_, err = b.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: at.ID, Months: 1, Date: date("2026-10-01"), Result: toWork})
						must(t, err)
					}
				}
				return p
			}
			first, second := enter("H-1", c.first), enter("H-2", c.second)
			before := map[skapa.ID][]skapa.Period{first.ID: b.periods(first), second.ID: b.periods(second)}
			must(t, b.Join(ctx, "participant", first.ID, []skapa.ID{second.ID}))
			b.everywhere(func(b *bench) {
				var got []period
				ids := map[skapa.ID]bool{}
				for _, p := range b.periods(first) {
					one := period{start: p.Start.String()}
					if !p.Finish.IsZero() {
						one.finish = p.Finish.String()
					}
					got, ids[p.ID] = append(got, one), true
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("%v, want %v", got, c.want)
				}
				followed, err := b.FollowUps(ctx, first.ID)
				must(t, err)
				for _, u := range followed {
					if !ids[u.Period] {
						t.Errorf("a follow-up is after the period %s, which is none", u.Period)
					}
				}
			})
			for range 2 { // undone, and done again
				_, err := b.Undo(ctx)
				must(t, err)
				for _, p := range []skapa.Participant{first, second} {
					if got := b.periods(p); !slices.Equal(got, before[p.ID]) {
						t.Errorf("undone: %+v, want %+v", got, before[p.ID])
					}
				}
				_, err = b.Undo(ctx)
				must(t, err)
			}
			last := c.want[len(c.want)-1]
			var finish skapa.Date
			if last.finish != "" {
				finish = date(last.finish)
			}
			b.agrees(first.ID, date(last.start), finish)
			p, err := b.Participant(ctx, first.ID)
			must(t, err)
			p.Municipality = "Laholm"
			_, err = b.SaveParticipant(ctx, p)
			must(t, err)
			b.sound()
		})
	}
}

// Both may have one code and one personnummer, and then nobody else.
func TestCodesOfWhoIsJoined(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1", func(p *skapa.Participant) { p.Personnummer = "900101-1239" })
	if p.Personnummer != "199001011239" {
		t.Errorf("kept as %s", p.Personnummer)
	}
	b.writesNothing(func() {
		_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-2", Start: p.Start, Personnummer: "19900101-1239"})
		wantProblem(t, err, "error.personnummer.used")
		_, err = b.SaveParticipant(ctx, skapa.Participant{Code: "H-2", Start: p.Start, Personnummer: "19900101-1238"})
		wantInvalid(t, err, "personnummer", "error.personnummer")
	})
	other := b.participant("H-2")
	must(t, b.write(ctx, func(ctx context.Context, w *writer) error { return w.putPersonnummer(ctx, other.ID, p.Personnummer) }))
	must(t, b.Join(ctx, "participant", p.ID, []skapa.ID{other.ID}))
	p.Code = "H-2" // as the other was called
	_, err := b.SaveParticipant(ctx, p)
	must(t, err)
	p.Personnummer = ""
	_, err = b.SaveParticipant(ctx, p)
	must(t, err)
	if got, err := b.reopen().Participant(ctx, p.ID); err != nil || got.Personnummer != "" {
		t.Errorf("%+v, %v", got, err)
	}
	b.participant("H-1") // which nobody is called now
	events, err := b.Timeline(ctx, p.ID)
	must(t, err)
	var told bool
	for _, e := range events {
		for _, part := range e.Parts {
			told = told || slices.ContainsFunc(part.Changes(), func(c FieldChange) bool { return c.Name == "personnummer" && c.Was == "19900101-1239" })
		}
	}
	if !told {
		t.Error("the history does not tell that the personnummer was taken away")
	}
	b.sound()
}
