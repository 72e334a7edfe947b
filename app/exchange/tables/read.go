package tables

import (
	"context"

	"framsteg/app/exchange/sheet"
	"framsteg/store"
	"framsteg/store/skapa"
)

// reader fills the tables, one participant after the other.
type reader struct {
	lexicon
	store     *store.Store
	versions  []skapa.Instrument
	asked     []column            // of the items
	providers map[skapa.ID]string // of the activities
	tables    []*table

	participants, assessments, participations, goals, pauses, periods, followUps *table
}

func newReader(ctx context.Context, s *store.Store, o Options) (*reader, error) {
	r := &reader{lexicon: lexicon{o.Words}, store: s, providers: map[skapa.ID]string{}}
	var err error
	if r.versions, err = s.Instruments(ctx); err != nil {
		return nil, err
	}
	activities, err := s.Activities(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range activities {
		r.providers[a.ID] = a.Provider
	}
	r.asked = r.items(r.versions)
	var areas []string
	for _, area := range skapa.Areas {
		areas = append(areas, r.areaName(area))
	}
	add := func(key string, columns []column) *table {
		t := newTable(key, columns, o)
		r.tables = append(r.tables, t)
		return t
	}
	r.participants = add("participants", r.lexicon.participants())
	r.assessments = add("assessments", r.lexicon.assessments(r.asked))
	r.participations = add("participations", r.lexicon.participations())
	r.goals = add("goals", r.lexicon.goals(areas))
	r.pauses = add("pauses", r.lexicon.pauses())
	r.periods = add("periods", r.lexicon.periods())
	r.followUps = add("followUps", r.lexicon.followUps())
	return r, nil
}

// areaName names an area as the newest version of the instrument does.
func (r *reader) areaName(a skapa.Area) string {
	return r.versions[len(r.versions)-1].AreaName(a, r.Lang)
}

// read adds what there is of a participant.
func (r *reader) read(ctx context.Context, c store.Case) error {
	for _, add := range []func(context.Context, store.Case) error{
		r.addParticipant, r.addAssessments, r.addParticipations, r.addGoals, r.addPauses, r.addPeriods, r.addFollowUps,
	} {
		if err := add(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) addParticipant(ctx context.Context, c store.Case) error {
	p, err := r.store.Participant(ctx, c.ID)
	if err != nil {
		return err
	}
	born := sheet.Value{}
	if p.BirthYear > 0 {
		born = sheet.Whole(p.BirthYear)
	}
	r.participants.add(
		sheet.Text(p.Code), sheet.Text(p.Name), sheet.Text(p.Personnummer), born, sheet.Text(choice(r.lexicon, sexes, p.Sex)),
		sheet.Text(p.Municipality), sheet.Text(p.Referrer), sheet.Text(p.TargetGroup),
		sheet.Text(c.Team), sheet.Text(c.Supervisor), sheet.Day(p.Start), sheet.Day(p.Finish), sheet.Text(choice(r.lexicon, outcomes, c.Outcome)),
	)
	return nil
}

func (r *reader) addAssessments(ctx context.Context, c store.Case) error {
	all, err := r.store.Assessments(ctx, c.ID)
	for _, a := range all {
		row := []sheet.Value{
			sheet.Text(c.Code), sheet.Day(a.Date), sheet.Text(choice(r.lexicon, raters, a.Rater)), sheet.Text(a.Instrument.String()),
		}
		for _, item := range r.asked {
			row = append(row, r.answer(item, a))
		}
		r.assessments.add(append(row, sheet.Text(a.Comment), sheet.Text(a.Raising))...)
	}
	return err
}

func (r *reader) addParticipations(ctx context.Context, c store.Case) error {
	all, err := r.store.ParticipationsNamed(ctx, c.ID)
	for _, p := range all {
		r.participations.add(
			sheet.Text(c.Code), sheet.Text(p.Name), sheet.Text(choice(r.lexicon, categories, p.Category)),
			sheet.Text(r.providers[p.Activity]), sheet.Text(choice(r.lexicon, statuses, p.Status)),
			sheet.Day(p.Start), sheet.Day(p.End), sheet.Text(choice(r.lexicon, breaks, p.Break)),
		)
	}
	return err
}

func (r *reader) addGoals(ctx context.Context, c store.Case) error {
	all, err := r.store.Goals(ctx, c.ID)
	for _, g := range all {
		r.goals.add(
			sheet.Text(c.Code), sheet.Text(r.areaName(g.Area)), sheet.Day(g.Since), sheet.Day(g.By), sheet.Day(g.Done),
			sheet.Text(g.Text), sheet.Text(g.Step), sheet.Text(g.Who),
		)
	}
	return err
}

func (r *reader) addPauses(ctx context.Context, c store.Case) error {
	all, err := r.store.Pauses(ctx, c.ID)
	for _, p := range all {
		r.pauses.add(sheet.Text(c.Code), sheet.Day(p.From), sheet.Day(p.To), sheet.Text(choice(r.lexicon, reasons, p.Reason)))
	}
	return err
}

func (r *reader) addPeriods(ctx context.Context, c store.Case) error {
	all, err := r.store.Periods(ctx, c.ID)
	for _, p := range all {
		row := []sheet.Value{sheet.Text(c.Code), sheet.Day(p.Start), sheet.Day(p.Finish)}
		r.periods.add(append(row, r.found(p.Result)...)...)
	}
	return err
}

func (r *reader) addFollowUps(ctx context.Context, c store.Case) error {
	all, err := r.store.FollowUps(ctx, c.ID)
	for _, u := range all {
		row := []sheet.Value{sheet.Text(c.Code), sheet.Whole(u.Months), sheet.Day(u.Date)}
		r.followUps.add(append(row, r.found(u.Result)...)...)
	}
	return err
}

// found gives the cells of what an exit or a follow-up found.
func (r *reader) found(what skapa.Result) []sheet.Value {
	hours := sheet.Value{}
	if what.Hours > 0 {
		hours = sheet.Whole(what.Hours)
	}
	return []sheet.Value{
		sheet.Text(choice(r.lexicon, outcomes, what.Outcome)), hours, sheet.Text(choice(r.lexicon, supports, what.Support)),
	}
}
