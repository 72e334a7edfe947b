package store

import (
	"context"
	"fmt"
	"strings"

	"framsteg/store/skapa"
)

// checkSupersedes refuses a revision that supersedes one of another thing, or one
// that is of two kinds, and revisions that supersede each other in a circle: such
// a thing would have no current state, and so be gone without anybody having
// deleted it.
func (s *Store) checkSupersedes(ctx context.Context) error {
	var parts []string
	for _, k := range kinds {
		of := func(revision string) string { // whom it concerns
			if k.owner() == "NULL" {
				return "NULL"
			}
			return revision + "." + k.owner()
		}
		parts = append(parts, fmt.Sprintf(`SELECT parent, child, (%[2]s IS s.participant AND %[3]s IS s.participant AND c.id IS p.id) AS sound
			FROM supersedes s CROSS JOIN %[1]s p ON p.rev = parent LEFT JOIN %[1]s c ON c.rev = child`,
			k.name, of("p"), of("c")))
	}
	var said []struct { // once of each kind that the parent is of
		link
		Sound bool
	}
	if err := s.list(ctx, &said, strings.Join(parts, " UNION ALL ")); err != nil {
		return err
	}
	var all int
	if _, err := s.get(ctx, &all, "SELECT count(*) FROM supersedes"); err != nil {
		return err
	}
	var links []link
	for _, l := range said {
		if l.Sound {
			links = append(links, l.link)
		}
	}
	if len(links) != all || len(said) != all {
		return fmt.Errorf("store: of %d revisions %d supersede what is theirs, out of %d", all, len(links), len(said))
	}
	if left := circular(links); left > 0 {
		return fmt.Errorf("store: %d links of revisions lead in a circle, or to one", left)
	}
	return nil
}

// link says that a revision, the child, supersedes another.
type link struct{ Parent, Child skapa.ID }

// circular gives how many links are left when every link is taken away that no
// other leads to, again and again.
func circular(links []link) (left int) {
	from := map[skapa.ID][]skapa.ID{} // children by parent
	leading := map[skapa.ID]int{}     // number of links to a child
	for _, l := range links {
		from[l.Parent] = append(from[l.Parent], l.Child)
		leading[l.Child]++
	}
	var free []skapa.ID
	for parent := range from {
		if leading[parent] == 0 {
			free = append(free, parent)
		}
	}
	left = len(links)
	for len(free) > 0 {
		parent := free[len(free)-1]
		free = free[:len(free)-1]
		for _, child := range from[parent] {
			left--
			if leading[child]--; leading[child] == 0 {
				free = append(free, child)
			}
		}
	}
	return left
}
