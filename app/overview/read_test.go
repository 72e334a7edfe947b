package overview_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

func workspace(t *testing.T, participants int) *store.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Kust och land.framsteg")
	must(t, demo.Make(t.Context(), path, demo.Options{Participants: participants, Years: 1, Seed: 2, End: today}))
	s, err := store.Open(t.Context(), path, store.Options{Now: today.Time, Author: store.Author{Supervisor: "Anna Åkesson", Team: "Ängelholm"}})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func TestReadReadsWhatDocumentsAreMadeOf(t *testing.T) {
	s := workspace(t, 8)
	source, err := overview.Read(t.Context(), s)
	must(t, err)
	if source.People.Len() != 8 || source.Names.File != "Kust och land" || source.Names.Digest != "" || len(source.Names.Teams) == 0 || len(source.Names.Supervisors) == 0 {
		t.Errorf("%d people, %+v", source.People.Len(), source.Names)
	}
	source, err = overview.ReadWithDigest(t.Context(), s)
	must(t, err)
	if digest, err := s.Digest(t.Context()); err != nil || source.Names.Digest != digest {
		t.Errorf("the digest is %q, not %q, %v", source.Names.Digest, digest, err)
	}
	if _, err := source.Document(overview.Choice{Limit: 9}, words.In("sv")); !errors.Is(err, &skapa.Problem{Key: "error.cohort.few"}) {
		t.Errorf("of fewer than the limit: %v", err)
	}
	d, err := source.Document(overview.Choice{Limit: 1}, words.In("sv"))
	must(t, err)
	if d.Internal || d.Report.Limit != cohort.LeastLimit {
		t.Errorf("the limit is %d", d.Report.Limit)
	}
	d, err = source.Document(overview.Choice{Internal: true, Selection: cohort.Selection{To: today - 30}}, words.In("sv"))
	must(t, err)
	if d.Made != today || d.Report.Day != today-30 {
		t.Errorf("it was made on %s and is of %s", d.Made, d.Report.Day)
	}
	d, err = source.Document(overview.Choice{Internal: true, Rater: skapa.Self}, words.In("sv"))
	must(t, err)
	if !d.Internal || d.Hidden != nil || !slices.Contains(d.Whom, "Bara deltagarnas egna skattningar") {
		t.Errorf("internally %q is hidden, of %q", d.Hidden, d.Whom)
	}
}

// The places that a team plans stand beside how many there are.
func TestPlannedPlacesAreTold(t *testing.T) {
	s := workspace(t, 8)
	teams, err := s.Teams(t.Context())
	must(t, err)
	for _, team := range teams {
		must(t, s.SavePlaces(t.Context(), team.ID, 10))
	}
	source, err := overview.Read(t.Context(), s)
	must(t, err)
	d, err := source.Document(overview.Choice{Limit: 5}, words.In("sv"))
	must(t, err)
	want, seen := float64(10*len(teams)), false
	cells(d, func(_ overview.Table, _ overview.Row, _ int, c overview.Cell) {
		if strings.HasSuffix(c.Key, ".planned") {
			if seen = true; c.Value != want {
				t.Errorf("%s is %v, not %v", c.Key, c.Value, want)
			}
		}
	})
	if !seen {
		t.Error("nothing is told of places")
	}
}
