package overview

import (
	"context"
	"path/filepath"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Source is what documents are made of: everybody in a workspace, as it was at one
// moment. It does not change.
type Source struct {
	People *cohort.People
	Names  Names
}

// Choice says what a document is to tell.
type Choice struct {
	cohort.Selection
	Rater    skapa.Rater // whose ratings it tells; "" for both
	Limit    int         // the least number that it shows, at least cohort.LeastLimit
	Internal bool        // whether it shows every number instead
}

// Document makes a document. Unless it is Internal, Problem error.cohort.nobody where
// the selection takes nobody, and error.cohort.few where it takes fewer participants
// than the limit.
func (s *Source) Document(c Choice, w words.Words) (Document, error) {
	r := s.People.Report(c.Selection)
	if !c.Internal {
		if r.Participants.N == 0 {
			return Document{}, &skapa.Problem{Key: "error.cohort.nobody"}
		}
		var err error
		if r, err = r.Publish(c.Limit); err != nil {
			return Document{}, err
		}
	}
	return Of(Only(r, c.Rater), s.Names, w), nil
}

// Read reads what documents are made of.
func Read(ctx context.Context, s *store.Store) (source *Source, err error) {
	err = s.Together(ctx, func(ctx context.Context) error {
		source, err = read(ctx, s)
		return err
	})
	return source, err
}

// ReadWithDigest reads it with the digest of what stands in the workspace, which
// takes longer: for what leaves the program.
func ReadWithDigest(ctx context.Context, s *store.Store) (source *Source, err error) {
	err = s.Together(ctx, func(ctx context.Context) error {
		if source, err = read(ctx, s); err == nil {
			source.Names.Digest, err = s.Digest(ctx)
		}
		return err
	})
	return source, err
}

func read(ctx context.Context, s *store.Store) (*Source, error) {
	in, err := s.NewestInstrument(ctx)
	if err != nil {
		return nil, err
	}
	rhythm, err := s.Rhythm(ctx)
	if err != nil {
		return nil, err
	}
	histories, err := s.Histories(ctx)
	if err != nil {
		return nil, err
	}
	teams, err := s.Teams(ctx)
	if err != nil {
		return nil, err
	}
	supervisors, err := s.Supervisors(ctx)
	if err != nil {
		return nil, err
	}
	places, err := s.Places(ctx)
	if err != nil {
		return nil, err
	}
	names := Names{Teams: map[skapa.ID]string{}, Supervisors: map[skapa.ID]string{}, Read: s.Today()}
	for _, t := range teams {
		names.Teams[t.ID] = t.Name
	}
	for _, p := range supervisors {
		names.Supervisors[p.ID] = p.Name
	}
	path := s.Path()
	names.File = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return &Source{People: cohort.NewPeople(in, rhythm, histories, places, names.Read), Names: names}, nil
}
