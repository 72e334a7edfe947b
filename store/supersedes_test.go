package store

import (
	"os"
	"path/filepath"
	"testing"

	"framsteg/store/skapa"
)

// Each script makes a file whose revisions supersede what they could not see.
func TestOpenRefusesLinksOfRevisions(t *testing.T) {
	b := newBench(t)
	other := b.participant("H-2", func(p *skapa.Participant) { p.Name = "Bo" })
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	for _, name := range []string{"Åsa Ek", "Åsa Berg"} {
		p.Name, p.Municipality = name, name
		var err error
		p, err = b.SaveParticipant(t.Context(), p)
		must(t, err)
	}
	other.Municipality = "Laholm"
	_, err := b.SaveParticipant(t.Context(), other)
	must(t, err)
	a := b.assessment(p, skapa.Self, "2026-03-01", 2)
	a.Answers["health"] = 5
	_, err = b.SaveAssessment(t.Context(), a, "fel")
	must(t, err)
	good := b.image()
	const (
		first = "(SELECT min(rev) FROM participant WHERE code = 'H-1')"
		last  = "(SELECT max(rev) FROM participant WHERE code = 'H-1')"
		bo    = "(SELECT max(rev) FROM participant WHERE code = 'H-2')"
	)
	for name, script := range map[string]string{
		"a circle":                  "INSERT INTO supersedes SELECT " + last + ", " + first + ", id FROM participant WHERE rev = " + first,
		"two that see each other":   "INSERT INTO supersedes SELECT child, parent, participant FROM supersedes WHERE child = " + last,
		"another participant":       "INSERT INTO supersedes SELECT " + bo + ", " + last + ", id FROM participant WHERE rev = " + last,
		"another kind":              "INSERT INTO supersedes SELECT (SELECT rev FROM identity WHERE name = 'Åsa Berg'), " + last + ", id FROM participant WHERE rev = " + last,
		"a child of another kind":   "INSERT INTO supersedes SELECT " + last + ", (SELECT max(rev) FROM assessment), id FROM participant WHERE rev = " + last,
		"what is not":               "INSERT INTO supersedes VALUES (zeroblob(16), randomblob(16), NULL)",
		"a link of another":         "UPDATE supersedes SET participant = (SELECT id FROM participant WHERE code = 'H-2') WHERE child = " + last,
		"a link of nobody":          "UPDATE supersedes SET participant = NULL WHERE child = " + last,
		"a team that is a person's": "INSERT INTO supersedes SELECT (SELECT rev FROM team), " + last + ", NULL",
		"a rating that moved":       "UPDATE assessment SET participant = (SELECT id FROM participant WHERE code = 'H-2') WHERE rev = (SELECT max(rev) FROM assessment)",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.framsteg")
			must(t, os.WriteFile(path, altered(t, good, script), 0o600))
			_, err := Open(t.Context(), path, Options{})
			wantProblem(t, err, "error.open.damaged")
		})
	}
	b.reopen()
}

func TestCircular(t *testing.T) {
	id := func(n byte) skapa.ID { return skapa.ID{n} }
	for name, c := range map[string]struct {
		links []link
		want  int
	}{
		"none":                    {nil, 0},
		"a chain":                 {[]link{{id(3), id(1)}, {id(1), id(2)}}, 0},
		"a fork that is joined":   {[]link{{id(1), id(2)}, {id(1), id(3)}, {id(2), id(4)}, {id(3), id(4)}}, 0},
		"a pair":                  {[]link{{id(1), id(2)}, {id(2), id(1)}}, 2},
		"a pair and a head":       {[]link{{id(1), id(2)}, {id(2), id(1)}, {id(2), id(3)}}, 3},
		"a chain into a circle":   {[]link{{id(9), id(1)}, {id(1), id(2)}, {id(2), id(3)}, {id(3), id(1)}}, 3},
		"a chain beside a circle": {[]link{{id(8), id(9)}, {id(1), id(2)}, {id(2), id(1)}}, 2},
	} {
		if got := circular(c.links); got != c.want {
			t.Errorf("%s: %d left, not %d", name, got, c.want)
		}
	}
}
