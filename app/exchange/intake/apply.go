package intake

import (
	"context"
	"slices"

	"framsteg/store"
	"framsteg/store/skapa"
)

// Apply does what the plan says, as one act that is called by a label, the name
// of the file: all of it, or nothing when it fails or ctx ends before it is done.
// The rows that the plan refuses are left out. Problem error.intake.changed when a
// fact that it would change is not what it was when the plan was made. progress is told the share that is
// done, 0 … 1, from time to time; it may be nil.
func (p *Plan) Apply(ctx context.Context, label string, progress func(share float64)) error {
	if !p.Totals.Does() {
		return nil
	}
	total := p.Totals.NewParticipants + p.Totals.Updated + p.Totals.NewAssessments
	done := 0
	step := func() error {
		if done++; progress != nil && done%100 == 0 {
			progress(float64(done) / float64(total))
		}
		return ctx.Err()
	}
	return p.store.Import(ctx, label, func(inside context.Context) error {
		a := applying{p.store, p.in, map[string]skapa.ID{}, map[string]skapa.ID{}}
		for _, who := range p.people {
			if err := a.apply(inside, who, step); err != nil {
				return err
			}
		}
		return nil
	})
}

// applying writes inside the transaction of an import.
type applying struct {
	store              *store.Store
	in                 skapa.Instrument
	teams, supervisors map[string]skapa.ID // by name
}

func (a applying) apply(ctx context.Context, w *person, step func() error) error {
	if len(w.live()) == 0 {
		return nil
	}
	id := w.id
	if id.IsZero() || len(w.changed) > 0 {
		var err error
		if id, err = a.person(ctx, w); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	for _, g := range w.groups {
		if g.known {
			continue
		}
		if err := a.rating(ctx, g.assessment(id, a.in), !w.id.IsZero()); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// person writes what the table says of a participant, and gives their id.
func (a applying) person(ctx context.Context, w *person) (skapa.ID, error) {
	p := skapa.Participant{Code: w.code}
	if !w.id.IsZero() {
		var err error
		if p, err = a.unchanged(ctx, w); err != nil {
			return p.ID, err
		}
	}
	changed := map[Field]string{}
	for _, field := range w.changed {
		changed[field] = w.facts[field]
	}
	delete(changed, Finish)
	delete(changed, Outcome)
	since := p.Since
	if p.Since == p.Start {
		since = 0 // it moves along
	}
	fill(&p, changed)
	team, supervisor := p.Team, p.Supervisor
	var err error
	if name := changed[Team]; name != "" {
		if p.Team, err = a.named(ctx, a.teams, name, a.team); err != nil {
			return p.ID, err
		}
	}
	if name := changed[Supervisor]; name != "" {
		if p.Supervisor, err = a.named(ctx, a.supervisors, name, a.supervisor); err != nil {
			return p.ID, err
		}
	}
	p.Since = since
	if !team.IsZero() && p.Team != team || !supervisor.IsZero() && p.Supervisor != supervisor {
		p.Since = a.store.Today() // nobody knows since when: from now on
	}
	if p, err = a.store.SaveParticipant(ctx, p); err != nil || !slices.Contains(w.changed, Finish) || !w.exits() {
		return p.ID, err
	}
	_, err = a.store.SaveExit(ctx, skapa.Period{
		ID: p.ID, Participant: p.ID, Finish: w.date(Finish), Result: skapa.Result{Outcome: skapa.Outcome(w.facts[Outcome])},
	})
	return p.ID, err
}

// unchanged gives a participant as they are kept, whose facts that are to be others
// must be what they were when the plan was made.
func (a applying) unchanged(ctx context.Context, w *person) (skapa.Participant, error) {
	now := person{id: w.id, facts: w.facts}
	if err := now.load(ctx, a.store); err != nil {
		return now.now, err
	}
	then, kept := w.kept(), now.kept()
	for _, field := range w.changed {
		if then[field] != kept[field] || field == Finish && !now.exits() {
			return now.now, &skapa.Problem{Key: "error.intake.changed", Args: skapa.Args{"Code": now.now.Code}}
		}
	}
	return now.now, nil
}

// named gives the id of a team or a supervisor by name, made where there is none.
func (a applying) named(ctx context.Context, of map[string]skapa.ID, name string, find func(context.Context, string) (skapa.ID, error)) (skapa.ID, error) {
	if id, is := of[name]; is {
		return id, nil
	}
	id, err := find(ctx, name)
	of[name] = id
	return id, err
}

func (a applying) team(ctx context.Context, name string) (skapa.ID, error) {
	t, err := a.store.TeamNamed(ctx, name)
	return t.ID, err
}

func (a applying) supervisor(ctx context.Context, name string) (skapa.ID, error) {
	s, err := a.store.SupervisorNamed(ctx, name)
	return s.ID, err
}

// rating writes a rating. A draft that somebody has begun since stays.
func (a applying) rating(ctx context.Context, r skapa.Assessment, may bool) error {
	var draft skapa.Assessment
	begun := false
	if may {
		var err error
		if draft, begun, err = a.store.Draft(ctx, r.Participant, r.Rater); err != nil {
			return err
		}
	}
	if _, err := a.store.SaveAssessment(ctx, r, ""); err != nil || !begun {
		return err
	}
	return a.store.SaveDraft(ctx, draft)
}
