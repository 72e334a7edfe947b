package today

import (
	"context"

	"framsteg/app/progress"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Person is a participant with what stands to be done with them.
type Person struct {
	store.Case
	*progress.Standing // shared, and never changed
}

// Watch knows what stands to be done with everybody in a workspace, and works
// out anew only of whom something changed. One goroutine may use it at a time.
type Watch struct {
	store    *store.Store
	rhythm   skapa.Rhythm
	today    skapa.Date
	version  skapa.Version
	comparer *progress.Comparer
	known    map[*skapa.Facts]*progress.Standing
}

// NewWatch makes a Watch of a workspace.
func NewWatch(s *store.Store) *Watch { return &Watch{store: s} }

// People gives everybody, by code, as of today.
func (w *Watch) People(ctx context.Context) ([]Person, error) {
	cases, facts, err := w.read(ctx)
	if err != nil {
		return nil, err
	}
	standing := make(map[skapa.ID]*progress.Standing, len(facts))
	known := make(map[*skapa.Facts]*progress.Standing, len(facts))
	for _, f := range facts {
		s := w.known[f]
		if s == nil {
			stands := progress.Stands(f, w.rhythm, w.today, w.comparer.Falls)
			s = &stands
		}
		standing[f.Participant], known[f] = s, s
	}
	w.known = known
	people := make([]Person, len(cases))
	for i, c := range cases {
		people[i] = Person{Case: c, Standing: standing[c.ID]}
	}
	return people, nil
}

// read reads everybody at one moment: nobody comes or goes between the two lists.
func (w *Watch) read(ctx context.Context) (cases []store.Case, facts []*skapa.Facts, err error) {
	err = w.store.Together(ctx, func(ctx context.Context) error {
		if cases, err = w.store.Caseload(ctx); err != nil {
			return err
		}
		if facts, err = w.store.Facts(ctx); err != nil {
			return err
		}
		return w.prepare(ctx)
	})
	return cases, facts, err
}

// prepare forgets what is known where the day, the rhythm or the instrument has
// changed.
func (w *Watch) prepare(ctx context.Context) error {
	rhythm, err := w.store.Rhythm(ctx)
	if err != nil {
		return err
	}
	in, err := w.store.NewestInstrument(ctx)
	if err != nil {
		return err
	}
	if today := w.store.Today(); rhythm != w.rhythm || today != w.today || in.Version != w.version {
		w.rhythm, w.today, w.version, w.known = rhythm, today, in.Version, nil
		w.comparer = progress.NewComparer(in)
	}
	return nil
}
