package cohort

import (
	"context"
	"errors"
	"sync/atomic"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Basis is what the reports of a workspace are made from. It is read anew only
// where something has changed. The page of the moment works with it, one work
// after the other; it outlives the page.
type Basis struct {
	store   *store.Store
	changes atomic.Int64 // how often anything did

	read   int64 // changes when it was read; -1 for never
	today  skapa.Date
	source *overview.Source

	last atomic.Pointer[answered]
}

// answered is a question with its answer, and what that was true of.
type answered struct {
	question
	*Answer
	changes int64
	today   skapa.Date
}

// NewBasis makes the basis of a workspace.
func NewBasis(s *store.Store) *Basis {
	b := &Basis{store: s, read: -1}
	s.Listen(func(c store.Changed) {
		if matters(c) {
			b.changes.Add(1)
		}
	})
	return b
}

// Team gives the name of a team, "" before anything was read.
func (b *Basis) Team(id skapa.ID) string {
	if last := b.last.Load(); last != nil {
		return last.Names.Teams[id]
	}
	return ""
}

// matters tells whether a change may change a report.
func matters(c store.Changed) bool { return c.Kind != "draft" && c.Kind != "file" }

// question is what a report is asked for.
type question struct {
	Filter   Filter
	Rater    skapa.Rater // "" for both
	Limit    int
	Internal bool
	Lang     string
}

// choice gives it as a document is asked for.
func (q question) choice() overview.Choice {
	return overview.Choice{Selection: q.Filter.selection(), Rater: q.Rater, Limit: q.Limit, Internal: q.Internal}
}

// Answer is a report in words, with the people that it counts.
type Answer struct {
	Document overview.Document
	Choice   overview.Choice // that it tells of
	Choices  cohort.Choices
	Names    overview.Names
	Everyone int   // in the workspace
	Refused  error // why there is no document: nobody is chosen, or too few
	people   *cohort.People
}

// Who gives the ids of those whom a figure counts.
func (a *Answer) Who(places []int32) []skapa.ID {
	ids := make([]skapa.ID, len(places))
	for i, place := range places {
		ids[i] = a.people.ID(place)
	}
	return ids
}

// known gives the answer to a question that was asked last, where nothing has
// changed since; nil for none. It may be called at any time.
func (b *Basis) known(q question) *Answer {
	last := b.last.Load()
	if last == nil || last.question != q || last.changes != b.changes.Load() || last.today != b.store.Today() {
		return nil
	}
	return last.Answer
}

// ask answers a question.
func (b *Basis) ask(ctx context.Context, q question, w words.Words) (*Answer, error) {
	if a := b.known(q); a != nil {
		return a, nil
	}
	if err := b.bring(ctx); err != nil {
		return nil, err
	}
	people := b.source.People
	a := &Answer{Choice: q.choice(), Choices: people.Choices(), Names: b.source.Names, Everyone: people.Len(), people: people}
	var err error
	if a.Document, err = b.source.Document(a.Choice, w); err != nil {
		problem, is := errors.AsType[*skapa.Problem](err)
		if !is || problem.Key != "error.cohort.few" && problem.Key != "error.cohort.nobody" {
			return nil, err
		}
		a.Refused = err
	}
	b.last.Store(&answered{q, a, b.read, b.today})
	return a, nil
}

// bring reads the workspace where it has changed since it was read.
func (b *Basis) bring(ctx context.Context) error {
	changes, today := b.changes.Load(), b.store.Today()
	if b.read == changes && b.today == today {
		return nil
	}
	source, err := overview.Read(ctx, b.store)
	if err != nil {
		return err
	}
	b.source, b.read, b.today = source, changes, today
	return nil
}
