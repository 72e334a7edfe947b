package cohort

import (
	"slices"

	"framsteg/store/skapa"
)

// breakDown says who the participants are.
func (r *reporting) breakDown() {
	sexes, ages := partsOf(unknownLast(skapa.Sexes)), partsOf(Ages)
	teams, municipalities := map[skapa.ID]*Count{}, map[string]*Count{}
	for i := range r.who {
		t := &r.who[i]
		addTo(sexes, string(t.Sex), t.place)
		addTo(ages, string(t.age), t.place)
		of(teams, t.team).add(t.place)
		of(municipalities, t.Municipality).add(t.place)
	}
	byTeam := map[string]*Count{}
	for id, c := range teams {
		byTeam[idKey(id)] = c
	}
	r.Breakdowns = []Breakdown{
		{BySex, sexes}, {ByAge, ages}, {ByTeam, occurring(byTeam)}, {ByMunicipality, occurring(municipalities)},
	}
}

// idKey gives the key of a part; "" for nobody.
func idKey(id skapa.ID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// unknownLast moves the empty one to the end.
func unknownLast[K ~string](keys []K) []K {
	return append(slices.DeleteFunc(slices.Clone(keys), func(k K) bool { return k == "" }), "")
}

func of[K comparable](counts map[K]*Count, key K) *Count {
	if counts[key] == nil {
		counts[key] = &Count{}
	}
	return counts[key]
}

// occurring gives the parts that somebody is in, by key, the empty one last.
func occurring(counts map[string]*Count) []Part {
	parts := make([]Part, 0, len(counts))
	for key, c := range counts {
		parts = append(parts, Part{key, *c})
	}
	slices.SortFunc(parts, func(a, b Part) int {
		switch {
		case a.Key == b.Key:
			return 0
		case a.Key == "" || b.Key != "" && a.Key > b.Key:
			return 1
		}
		return -1
	})
	return parts
}
