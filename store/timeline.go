package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"framsteg/store/skapa"
)

// Event is all that one act wrote about a participant.
type Event struct {
	At     time.Time
	Author string // name of the supervisor who wrote
	Reason string // "" where none was given
	Parts  []Revision
}

// Change is what a revision did to a thing.
type Change string

// The changes. Completed only filled in what was empty, or moved a participation
// on; Restored says again what an earlier revision said, as undo does.
const (
	Entered   Change = "entered"
	Completed Change = "completed"
	Corrected Change = "corrected"
	Removed   Change = "removed"
	Restored  Change = "restored"
)

// Revision is a thing of a participant as it was after one act.
type Revision struct {
	Kind     string // "participant", "assignment", "period", "followup", "pause", "participation", "goal" or "assessment"
	ID       skapa.ID
	Change   Change
	Conflict bool       // another one stands against it
	Day      skapa.Date // that the thing is about
	Before   []Field    // nil where there was nothing
	Now      []Field    // of a thing that was removed, what it was
}

// Field is a part of what a thing says. Its name is that of the column, or the id
// of an item. Its value is a string, an int, or of a type of skapa; a team, a
// supervisor or an activity is its name.
type Field struct {
	Name  string
	Value any
}

// FieldChange is a field that a revision changed. Was or Is is nil where the field
// did not or does not exist.
type FieldChange struct {
	Name    string
	Was, Is any
}

// Value gives the value of a field of the revision, nil where it has none.
func (r Revision) Value(name string) any { return valueOf(r.Now, name) }

// Was gives the value that a field of the revision had before, nil where it had none.
func (r Revision) Was(name string) any { return valueOf(r.Before, name) }

// Changes gives what the revision changed in what stood before, in order.
func (r Revision) Changes() []FieldChange {
	var all []FieldChange
	for _, now := range r.Now {
		if was := r.Was(now.Name); was != now.Value {
			all = append(all, FieldChange{now.Name, was, now.Value})
		}
	}
	for _, before := range r.Before {
		if r.Value(before.Name) == nil {
			all = append(all, FieldChange{Name: before.Name, Was: before.Value})
		}
	}
	return all
}

func valueOf(fields []Field, name string) any {
	if i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name }); i >= 0 {
		return fields[i].Value
	}
	return nil
}

// Timeline gives everything that was written about a participant, the newest act
// first, and every act before those that it followed, whatever the clocks said.
// What two people wrote without seeing each other's is there twice. It is empty
// for a participant who is not known.
func (s *Store) Timeline(ctx context.Context, participant skapa.ID) ([]Event, error) {
	ctx, release := s.hold(ctx)
	defer release()
	rows, err := s.told(ctx, participant)
	if err != nil {
		return nil, err
	}
	parents, after, conflicts, err := s.ancestry(ctx, participant, rows)
	if err != nil {
		return nil, err
	}
	joined, err := s.standIns(ctx)
	if err != nil {
		return nil, err
	}
	t := timeline{participant: participant, joined: joined, parents: parents, conflicts: conflicts, rows: map[skapa.ID]*toldRow{}, things: map[matter]*course{}}
	for _, r := range rows {
		t.rows[r.rev] = r
	}
	var events []Event
	for _, act := range followed(oneAct(rows), after) {
		if e := t.event(act); len(e.Parts) > 0 {
			events = append(events, e)
		}
	}
	slices.Reverse(events)
	return events, nil
}

// actSpan is how far apart in time what one act writes may be: less than it takes
// anybody to do two things.
const actSpan = 250 // ms

// oneAct gives rows as those of each act: one computer and one author wrote them
// after one another, at one time, and each is of another thing.
func oneAct(rows []*toldRow) (acts [][]*toldRow) {
	type writer struct{ device, author skapa.ID }
	open := map[writer]int{}
	seen := map[int]map[writtenPart]bool{}
	for _, r := range rows {
		by, what := writer{r.device, r.author}, r.what()
		at, any := open[by]
		if any {
			last := acts[at][len(acts[at])-1]
			any = r.at >= last.at && r.at-last.at <= actSpan && !seen[at][what] && r.reason == last.reason
		}
		if !any {
			at = len(acts)
			open[by] = at
			acts = append(acts, nil)
			seen[at] = map[writtenPart]bool{}
		}
		acts[at] = append(acts[at], r)
		seen[at][what] = true
	}
	return acts
}

// followed sorts acts by time, but every act after those that it must follow.
func followed(acts [][]*toldRow, after map[skapa.ID][]skapa.ID) (sorted [][]*toldRow) {
	slices.SortStableFunc(acts, func(a, b [](*toldRow)) int {
		return cmp.Or(cmp.Compare(a[0].at, b[0].at), slices.Compare(a[0].rev[:], b[0].rev[:]))
	})
	actOf := map[skapa.ID]int{}
	for i, act := range acts {
		for _, r := range act {
			actOf[r.rev] = i
		}
	}
	placed := make([]bool, len(acts))
	var place func(i int)
	place = func(i int) {
		if placed[i] {
			return
		}
		placed[i] = true // also while it is placed: of a circle, which nobody writes, the oldest comes first
		for _, r := range acts[i] {
			for _, parent := range after[r.rev] {
				if before, known := actOf[parent]; known {
					place(before)
				}
			}
		}
		sorted = append(sorted, acts[i])
	}
	for i := range acts {
		place(i)
	}
	return sorted
}
