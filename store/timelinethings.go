package store

import (
	"cmp"
	"hash/maphash"
	"reflect"
	"slices"
	"time"

	"framsteg/store/skapa"
)

// timeline tells acts, one after the other, as what they did to things.
type timeline struct {
	participant skapa.ID
	joined      standIns
	rows        map[skapa.ID]*toldRow   // by rev
	parents     map[skapa.ID][]skapa.ID // by rev
	conflicts   map[skapa.ID]bool       // by rev
	things      map[matter]*course
}

// matter is a thing of a participant with the texts beside it.
type matter struct {
	kind string
	id   skapa.ID
}

// course is how a thing has come so far.
type course struct {
	latest map[*part]*toldRow
	said   map[uint64]bool // what it ever said, as sumOf gives it
}

// event tells an act.
func (t *timeline) event(act []*toldRow) Event {
	first := act[0]
	e := Event{At: time.UnixMilli(first.at), Author: first.name, Reason: first.reason}
	var order []matter
	written := map[matter][]*toldRow{}
	for _, r := range act {
		of := matter{r.part.thing, r.id}
		if written[of] == nil {
			order = append(order, of)
		}
		written[of] = append(written[of], r)
	}
	for _, of := range order {
		r := t.revision(of, written[of])
		if slices.ContainsFunc(written[of], t.changes) {
			e.Parts = append(e.Parts, r)
		}
	}
	return e
}

// revision tells what rows of one act say about a thing.
func (t *timeline) revision(of matter, rows []*toldRow) Revision {
	c := t.things[of]
	if c == nil {
		c = &course{latest: map[*part]*toldRow{}, said: map[uint64]bool{}}
		t.things[of] = c
	}
	r := Revision{Kind: of.kind, ID: of.id}
	before := make(map[*part]*toldRow, len(c.latest))
	for part, row := range c.latest {
		before[part] = row
	}
	for _, row := range rows {
		before[row.part] = t.seen(row)
		c.latest[row.part] = row
		r.Conflict = r.Conflict || t.conflicts[row.rev]
	}
	wasThere, isThere := t.there(of, before), t.there(of, c.latest)
	r.Before, r.Now = t.content(of, before), t.content(of, c.latest)
	r.Day = dayOf(of.kind, r.Now)
	if !isThere {
		r.Change, r.Before = Removed, r.Now
		if of.kind == periods.name { // an exit that was taken back says nothing more itself
			r.Now, r.Day = t.content(of, before), dayOf(of.kind, t.content(of, before))
		}
		return r
	}
	says := sumOf(r.Now)
	switch {
	case c.said[says]:
		r.Change = Restored
	case !wasThere:
		r.Change = Entered
	case completes(r):
		r.Change = Completed
	default:
		r.Change = Corrected
	}
	if !wasThere {
		r.Before = nil
	}
	c.said[says] = true
	return r
}

// changes tells whether a row says something else than what it saw: what is joined
// says again what it said.
func (t *timeline) changes(row *toldRow) bool {
	saw := t.seen(row)
	return saw == nil || len(t.parents[row.rev]) > 1 || saw.deleted != row.deleted || !slices.Equal(saw.fields, row.fields)
}

// seen gives the revision that a row took the place of, nil for none; of several
// the one that stood.
func (t *timeline) seen(row *toldRow) (stood *toldRow) {
	for _, rev := range t.parents[row.rev] {
		parent := t.rows[rev]
		if parent == nil || parent.what() != row.what() {
			continue
		}
		if stood == nil || stood.deleted || !parent.deleted {
			stood = parent
		}
	}
	return stood
}

// there tells whether a thing exists that says this. The first period is there with
// the participant, so it is its exit that is told.
func (t *timeline) there(of matter, says map[*part]*toldRow) bool {
	for part, row := range says {
		if row != nil && part.main() {
			exited := valueOf(row.fields, "finish") != skapa.Date(0)
			return !row.deleted && (of.kind != periods.name || t.joined.of(of.id) != t.participant || exited)
		}
	}
	return false
}

func (p *part) main() bool { return p.kind.name == p.thing }

// content gives what a thing says, with its texts.
func (t *timeline) content(of matter, says map[*part]*toldRow) (all []Field) {
	for _, part := range parts {
		row := says[part]
		if row == nil || row.deleted && !part.main() {
			continue
		}
		all = append(all, row.fields...)
	}
	if of.kind == periods.name && t.joined.of(of.id) == t.participant {
		all = slices.DeleteFunc(all, func(f Field) bool { return f.Name == "start" })
	}
	return all
}

var seed = maphash.MakeSeed()

// sumOf gives what two contents have in common only where they say the same.
func sumOf(fields []Field) (sum uint64) {
	for _, f := range fields {
		sum = maphash.Comparable(seed, struct {
			before uint64
			Field
		}{sum, f})
	}
	return sum
}

// dayOf gives the day that a thing is about.
func dayOf(kind string, fields []Field) skapa.Date {
	name := map[string]string{
		assignments.name: "since", goals.name: "since", followUps.name: "date", assessments.name: "date", periods.name: "finish",
	}[kind]
	if d, _ := valueOf(fields, cmp.Or(name, "start")).(skapa.Date); d != 0 {
		return d
	}
	d, _ := valueOf(fields, "start").(skapa.Date)
	return d
}

// completes tells whether a revision only filled in what was empty, or moved a
// participation on. What was rated is never completed.
func completes(r Revision) bool {
	if r.Kind == assessments.name {
		return false
	}
	was, _ := valueOf(r.Before, "status").(skapa.Status)
	is, _ := valueOf(r.Now, "status").(skapa.Status)
	if slices.Index(skapa.Statuses, is) > slices.Index(skapa.Statuses, was) {
		return true
	}
	return !slices.ContainsFunc(r.Changes(), func(c FieldChange) bool {
		return c.Was != nil && !reflect.ValueOf(c.Was).IsZero()
	})
}
