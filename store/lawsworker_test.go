package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// worker does what people do.
type worker struct {
	*Store
	*rand.Rand
}

// act does something, which the rules may refuse.
func (w worker) act(ctx context.Context) error {
	err := w.try(ctx)
	if _, refused := errors.AsType[*skapa.Invalid](err); refused {
		return nil
	}
	if p, refused := errors.AsType[*skapa.Problem](err); refused && p.Err == nil {
		return nil
	}
	return err
}

func (w worker) try(ctx context.Context) error {
	cases, err := w.Caseload(ctx)
	if err != nil {
		return err
	}
	if len(cases) == 0 || w.IntN(8) == 0 {
		_, err := w.SaveParticipant(ctx, skapa.Participant{Code: fmt.Sprintf("N-%d", w.IntN(5)), Start: date("2026-01-01"), Personnummer: w.personnummer()})
		return err
	}
	p, err := w.Participant(ctx, cases[w.IntN(len(cases))].ID)
	if err != nil {
		return err
	}
	switch w.IntN(15) {
	case 0, 1:
		return w.edit(ctx, p)
	case 2, 3, 4:
		return w.rate(ctx, p)
	case 5:
		_, err = w.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[w.IntN(6)], Since: w.day(), Text: w.text()})
	case 6:
		_, err = w.SavePause(ctx, skapa.Pause{Participant: p.ID, Reason: skapa.PauseReasons[0], From: w.day(), To: w.day().Add(60)})
	case 7:
		a, err := w.ActivityNamed(ctx, "Språk"+fmt.Sprint(w.IntN(3)), skapa.Categories[0])
		if err != nil {
			return err
		}
		_, err = w.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: a.ID, Status: skapa.Ongoing, Start: w.day()})
		return err
	case 8:
		return w.staff(ctx)
	case 9:
		if w.IntN(2) == 0 {
			return w.eraseOne(ctx, p.ID)
		}
	case 10:
		return w.join(ctx, participants.name, p.ID, cases[w.IntN(len(cases))].ID)
	case 11:
		periods, err := w.Periods(ctx, p.ID)
		if err != nil || len(periods) == 0 {
			return err
		}
		last := periods[len(periods)-1]
		if !last.Finish.IsZero() {
			_, err = w.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: last.ID, Months: skapa.FollowUpMonths[0], Date: last.Finish.Add(30 + w.IntN(5)), Result: toWork})
			return err
		}
		last.Finish, last.Result = date("2026-08-01"), toWork
		_, err = w.Leave(ctx, last)
		return err
	case 12:
		if w.IntN(2) == 0 {
			return w.ForgetHub(ctx)
		}
		return w.SetHub(ctx, []string{aHub, anotherHub}[w.IntN(2)])
	case 13:
		if teams, err := w.Teams(ctx); err != nil || w.IntN(2) == 0 {
			return errors.Join(err, w.SavePlaces(ctx, teams[w.IntN(len(teams))].ID, w.IntN(4)))
		}
		return w.SaveRhythm(ctx, skapa.Rhythm{Days: 80 + w.IntN(3), Margin: 7})
	case 14:
		return w.resolve(ctx)
	}
	return err
}

// anotherHub is the public key of another hub than aHub.
const anotherHub = "age1ra46aejaf0palcerxfjcwgq0apqvd8m49sr3sxs8js04ffhxjupq9c2ty4"

// resolve ends a conflict by what one of its sides says.
func (w worker) resolve(ctx context.Context) error {
	all, err := w.Conflicts(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	c := all[w.IntN(len(all))]
	sides, err := w.Sides(ctx, c)
	if err != nil || len(sides) == 0 {
		return err
	}
	return w.Resolve(ctx, c, sides[w.IntN(len(sides))].Rev)
}

func (w worker) day() skapa.Date { return date("2026-02-01").Add(w.IntN(90)) }

func (w worker) text() string { return []string{"", "Jag vill sova.", "Å, läsa!"}[w.IntN(3)] }

// edit changes what is known of somebody, or who follows them.
func (w worker) edit(ctx context.Context, p skapa.Participant) error {
	teams, err := w.Teams(ctx)
	if err != nil {
		return err
	}
	switch w.IntN(4) {
	case 0:
		p.Name = w.text()
	case 1:
		p.Municipality, p.BirthYear = w.text(), 1980+w.IntN(5)
	case 2:
		p.Personnummer = w.personnummer()
	default:
		p.Team = teams[w.IntN(len(teams))].ID
		p.Since = max(p.Since, p.Start).Add(w.IntN(3))
	}
	_, err = w.SaveParticipant(ctx, p)
	return err
}

// rate enters a rating, or corrects or removes one.
func (w worker) rate(ctx context.Context, p skapa.Participant) error {
	all, err := w.Assessments(ctx, p.ID)
	if err != nil {
		return err
	}
	a := rating(p, skapa.Raters[w.IntN(2)], w.day().String(), skapa.Step(1+w.IntN(5)))
	a.Comment = w.text()
	if len(all) > 0 && w.IntN(2) == 0 {
		a = rating(p, all[0].Rater, a.Date.String(), a.Answers[assets.Instrument().Items[0].ID])
		a.ID = all[0].ID
		if w.IntN(4) == 0 {
			return w.DeleteAssessment(ctx, a.ID, "fel person")
		}
	}
	_, err = w.SaveAssessment(ctx, a, "rättat")
	return err
}

// staff renames something that others refer to, or joins two teams, supervisors or
// activities.
func (w worker) staff(ctx context.Context) error {
	sort := sorts[w.IntN(3)].name
	var ids []skapa.ID
	if err := w.list(ctx, &ids, "SELECT id FROM "+sort+"_now ORDER BY id"); err != nil {
		return err
	}
	if len(ids) > 1 && w.IntN(2) == 0 {
		return w.join(ctx, sort, ids[w.IntN(len(ids))], ids[w.IntN(len(ids))])
	}
	teams, err := w.Teams(ctx)
	if err != nil {
		return err
	}
	t := teams[w.IntN(len(teams))]
	t.Name = fmt.Sprint("Team ", w.IntN(9))
	_, err = w.SaveTeam(ctx, t)
	return err
}

// join says that two are one, or takes that back.
func (w worker) join(ctx context.Context, sort string, one, other skapa.ID) error {
	if one != other && w.IntN(3) > 0 {
		return w.Join(ctx, sort, one, []skapa.ID{other})
	}
	all, err := w.Joinings(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	return w.Split(ctx, all[w.IntN(len(all))].ID)
}

func (w worker) personnummer() string { return []string{"", "199001152384", "198112289874"}[w.IntN(3)] }

func (w worker) eraseOne(ctx context.Context, id skapa.ID) error {
	return w.write(ctx, func(ctx context.Context, wr *writer) error {
		if err := wr.exec("INSERT INTO erasure (participant, device, at) VALUES (?, ?, ?)", id, w.device, wr.at); err != nil {
			return err
		}
		if err := w.erase(ctx, "main"); err != nil {
			return err
		}
		wr.act.rejoined = true // so that nobody remembers who was erased
		return wr.rebuildWhose(ctx)
	})
}
