package intake

import (
	"context"
	"slices"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Unused gives the headers of the columns in which something stands that is not
// imported.
func (p Part) Unused() (headers []string) {
	rows := p.Sheet.Rows[min(p.Mapping.Header+1, len(p.Sheet.Rows)):]
	r := newReading(p, skapa.Instrument{}, 0)
	for c, column := range p.Mapping.Columns {
		if column.Field != Ignored {
			continue
		}
		for _, row := range rows {
			if tidyCell(row.Cell(c)) != "" {
				headers = append(headers, r.headers[c])
				break
			}
		}
	}
	return headers
}

// UnusedLine says in words which columns are not imported; "" where all are.
func UnusedLine(w words.Words, parts ...Part) string {
	var all []string
	for _, p := range parts {
		all = append(all, p.Unused()...)
	}
	return listed(w, "intake.unused", all)
}

// New says in words which teams and supervisors an import would make, a line
// each: a name that is spelled otherwise becomes another.
func (p *Plan) New(w words.Words) (lines []string) {
	for _, line := range []string{listed(w, "intake.new.teams", p.teams), listed(w, "intake.new.supervisors", p.supervisors)} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// listed names at most so many things that a line holds them.
func listed(w words.Words, key string, names []string) string {
	const most = 8
	if len(names) == 0 {
		return ""
	}
	text := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		text += " …"
	}
	return w.N(key, len(names), words.Args{"Names": text})
}

// findNew finds the teams and supervisors that the plan would make.
func (p *Plan) findNew(ctx context.Context) error {
	teams, err := p.store.Teams(ctx)
	if err != nil {
		return err
	}
	supervisors, err := p.store.Supervisors(ctx)
	if err != nil {
		return err
	}
	joinings, err := p.store.Joinings(ctx)
	if err != nil {
		return err
	}
	known := map[Field]map[string]bool{Team: {}, Supervisor: {}}
	for _, t := range teams {
		known[Team][store.KeyOf(t.Name)] = true
	}
	for _, s := range supervisors {
		known[Supervisor][store.KeyOf(s.Name)] = true
	}
	for _, j := range joinings { // the other name finds it too
		if of := known[Field(j.Sort)]; of != nil {
			of[store.KeyOf(j.OneLabel)], of[store.KeyOf(j.OtherLabel)] = true, true
		}
	}
	for _, who := range p.people {
		for field, into := range map[Field]*[]string{Team: &p.teams, Supervisor: &p.supervisors} {
			name := who.facts[field]
			if slices.Contains(who.changed, field) && name != "" && !known[field][store.KeyOf(name)] {
				known[field][store.KeyOf(name)] = true
				*into = append(*into, Short(name))
			}
		}
	}
	return nil
}
