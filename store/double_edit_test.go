package store

import (
	"context"
	"testing"

	"framsteg/store/skapa"
)

// Who stands twice can be changed all the same; only what becomes double is refused.
func TestDoublesBlockNothing(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1", func(p *skapa.Participant) { p.Personnummer = "19900101-1239" })
	q, free := b.participant("H-2"), b.participant("H-3")
	course, lesson := b.activity("Kurs", skapa.ForStudy), b.activity("Lektion", skapa.ForStudy)
	rated, other := b.assessment(p, skapa.Self, "2026-03-02", 3), b.assessment(q, skapa.Self, "2026-03-02", 4)
	must(t, b.write(ctx, func(ctx context.Context, w *writer) error { // as a merge brings them
		q.Code = "h-1"
		if err := w.putParticipant(ctx, q); err != nil {
			return err
		}
		if err := w.putPersonnummer(ctx, q.ID, p.Personnummer); err != nil {
			return err
		}
		_, err := w.put(ctx, row{kind: activities, id: lesson.ID, values: []any{"Kurs", lesson.Category, "", "", 0, ""}})
		return err
	}))
	p.Municipality = "Laholm"
	_, err := b.SaveParticipant(ctx, p)
	must(t, err)
	_, err = b.Undo(ctx)
	must(t, err)
	_, err = b.Undo(ctx)
	must(t, err)
	course.Provider = "Komvux"
	for _, a := range []skapa.Activity{course, {ID: lesson.ID, Name: "Kurs", Category: lesson.Category, Provider: "Komvux"}} {
		_, err = b.SaveActivity(ctx, a)
		must(t, err)
	}
	doubles, err := b.Doubles(ctx)
	if err != nil || len(doubles) != 2 || doubles[1].Sort != "participant" { // once, though both are the same
		t.Errorf("%+v, %v", doubles, err)
	}
	b.writesNothing(func() {
		free.Code = "H-1"
		_, err := b.SaveParticipant(ctx, free)
		wantProblem(t, err, "error.code.used")
		free.Code, free.Personnummer = "H-3", p.Personnummer
		_, err = b.SaveParticipant(ctx, free)
		wantProblem(t, err, "error.personnummer.used")
		_, err = b.SaveActivity(ctx, skapa.Activity{Name: "kurs", Category: skapa.ForStudy})
		wantProblem(t, err, "error.name.used")
	})
	must(t, b.Join(ctx, "participant", p.ID, []skapa.ID{q.ID}))
	for _, a := range []skapa.Assessment{rated, other} { // of one person, on one day
		a.Participant, a.Comment = p.ID, "Rättad"
		_, err := b.SaveAssessment(ctx, a, "Skäl")
		must(t, err)
		_, err = b.Undo(ctx)
		must(t, err)
	}
	third := b.assessment(p, skapa.Self, "2026-03-03", 3)
	third.Date = rated.Date
	_, err = b.SaveAssessment(ctx, third, "Skäl")
	wantProblem(t, err, "error.ratedTwice")
	b.sound()
}

// An undo that makes something double is refused, as the write would be.
func TestUndoMakesNothingDouble(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p := b.participant("H-1")
	p.Code = "H-9"
	_, err := b.SaveParticipant(ctx, p)
	must(t, err)
	act, _ := b.LastAct()
	must(t, b.Batch(ctx, func(ctx context.Context) error {
		for _, code := range []string{"H-1", "H-8"} {
			if _, err := b.SaveParticipant(ctx, skapa.Participant{Code: code, Start: p.Start}); err != nil {
				return err
			}
		}
		return nil
	}))
	wantProblem(t, b.UndoAct(ctx, act), "error.code.used")
}

// A follow-up of a period that is nowhere is refused, unless it is of who was joined
// with somebody who is erased.
func TestFollowUpOfWhoWasErased(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	var people []skapa.Participant
	for _, code := range []string{"H-1", "H-2", "H-3"} {
		p := b.participant(code)
		b.exit(p, "2026-06-01")
		people = append(people, p)
	}
	_, err := b.SaveFollowUp(ctx, skapa.FollowUp{Participant: people[0].ID, Period: people[0].ID, Months: 1, Date: date("2026-07-01"), Result: toWork})
	must(t, err)
	b.joins("participant", people[1].ID, people[2].ID) // others
	b.eraseThis(people[2].ID)
	must(t, b.do(ctx, "UPDATE followup SET period = randomblob(16)"))
	if b.checkFacts(ctx) == nil {
		t.Error("that of somebody else passes")
	}
	b.joins("participant", people[0].ID, people[1].ID)
	must(t, b.checkFacts(ctx))
}

// To erase one of those who are joined erases what was written of that one: what was
// copied from it to who stands for both stays, until they are erased too.
func TestErasingOneOfWhoIsJoined(t *testing.T) {
	w, ctx := newTwice(t), t.Context()
	must(t, w.Join(ctx, "participant", w.first.ID, []skapa.ID{w.second.ID}))
	w.eraseThis(w.second.ID)
	p, err := w.Participant(ctx, w.first.ID)
	if err != nil || p.Name != w.second.Name || p.Personnummer != w.second.Personnummer {
		t.Errorf("%+v, %v", p, err)
	}
	if ratings, err := w.Assessments(ctx, w.first.ID); err != nil || len(ratings) != 1 || ratings[0].ID != w.ratings[0].ID {
		t.Errorf("%+v, %v", ratings, err)
	}
	w.eraseThis(w.first.ID)
	if all, err := w.Caseload(ctx); err != nil || len(all) > 0 {
		t.Errorf("%+v, %v", all, err)
	}
	must(t, w.checkFacts(ctx))
}
