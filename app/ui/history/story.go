package history

import (
	"cmp"
	"slices"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// written is a revision, and the act that wrote it.
type written struct {
	store.Revision
	act store.Event
}

// thing is something of a participant with all that was written of it, the newest
// first.
type thing struct{ revisions []written }

// now gives how the thing stands.
func (t *thing) now() written { return t.revisions[0] }

func (t *thing) removed() bool { return t.now().Change == store.Removed }

// ofEvent gives what an act wrote, thing by thing.
func ofEvent(e store.Event) (all []*thing) {
	for _, r := range e.Parts {
		all = append(all, &thing{[]written{{r, e}}})
	}
	return all
}

// moment is something that happened on a day.
type moment struct {
	day    skapa.Date
	text   string
	things []*thing
}

// title names what a moment tells of.
func (m moment) title() string { return m.day.String() + "  " + m.text }

// written says who wrote of the moment, and that it was changed since: when, by whom
// and why.
func (m moment) written(t texts) string {
	var latest written
	conflict := false
	for _, thing := range m.things {
		for _, r := range thing.revisions {
			conflict = conflict || r.Conflict
			later := r.Change == store.Corrected || r.Change == store.Restored
			if later && (latest.Change == "" || r.act.At.After(latest.act.At)) {
				latest = r
			}
		}
	}
	switch {
	case conflict:
		return t.words.T("history.conflict")
	case latest.Change == "":
		return m.things[0].revisions[len(m.things[0].revisions)-1].act.Author
	}
	return t.words.T("history.changed", words.Args{
		"Change": t.change(latest.Revision), "Date": skapa.DateIn(latest.act.At), "Who": t.because(latest.act),
	})
}

// momentsOf tells events, the newest first, as what happened, the newest first.
// What was removed did not happen.
func (t texts) momentsOf(events []store.Event) (all []moment) {
	things := thingsOf(events)
	meetings := map[skapa.Date]int{}
	firstFollowed := firstFollowed(things)
	for _, thing := range things {
		if thing.removed() {
			continue
		}
		if thing.now().Kind == "assessment" {
			i, met := meetings[thing.now().Day]
			if !met {
				i = len(all)
				meetings[thing.now().Day] = i
				all = append(all, moment{day: thing.now().Day})
			}
			all[i].things = append(all[i].things, thing)
			continue
		}
		all = append(all, t.moments(thing, thing == firstFollowed)...)
	}
	for _, i := range meetings {
		slices.SortFunc(all[i].things, func(a, b *thing) int {
			return strings.Compare(string(rater(a.now())), string(rater(b.now()))) // "self" comes first
		})
		all[i].text = t.meeting(all[i].things)
	}
	slices.SortStableFunc(all, func(a, b moment) int { return cmp.Compare(b.day, a.day) })
	return all
}

// thingsOf gives what events wrote of, the newest first.
func thingsOf(events []store.Event) (all []*thing) {
	type name struct {
		kind string
		id   skapa.ID
	}
	known := map[name]*thing{}
	for _, e := range events {
		for _, r := range slices.Backward(e.Parts) {
			of := name{r.Kind, r.ID}
			if known[of] == nil {
				known[of] = &thing{}
				all = append(all, known[of])
			}
			known[of].revisions = append(known[of].revisions, written{r, e})
		}
	}
	return all
}

// firstFollowed gives the first assignment that stands, nil for none: all others
// hand over.
func firstFollowed(things []*thing) (first *thing) {
	for _, thing := range things {
		if thing.now().Kind != "assignment" || thing.removed() {
			continue
		}
		if first == nil || thing.now().Day <= first.now().Day {
			first = thing
		}
	}
	return first
}

func rater(r written) skapa.Rater {
	rater, _ := r.Value("rater").(skapa.Rater)
	return rater
}

func (t texts) meeting(things []*thing) string {
	var raters []string
	for _, thing := range things {
		raters = append(raters, t.words.T("history.rater."+string(rater(thing.now()))))
	}
	return t.words.T("history.meeting", words.Args{"Raters": strings.Join(raters, " "+t.words.T("history.and")+" ")})
}

// moments gives what a thing says that happened: when it began, and when it ended.
func (t texts) moments(th *thing, first bool) (all []moment) {
	r := th.now().Revision
	at := func(day skapa.Date, key string, args words.Args) {
		if day != 0 {
			all = append(all, moment{day: day, text: t.words.T("history.moment."+key, args), things: []*thing{th}})
		}
	}
	switch r.Kind {
	case "participant":
		at(dateOf(r, "start"), "start", nil)
		at(dateOf(r, "finish"), "finish", nil)
	case "assignment":
		key := "handover"
		if first {
			key = "followed"
		}
		at(r.Day, key, words.Args{"Who": t.followers(r)})
	case "participation":
		name := words.Args{"Activity": r.Value("activity"), "Break": t.value(r, "break")}
		switch status, _ := r.Value("status").(skapa.Status); status {
		case skapa.Planned:
			at(dateOf(r, "start"), "planned", name)
		case skapa.BrokenOff:
			at(dateOf(r, "finish"), "brokenOff", name)
			at(dateOf(r, "start"), "began", name)
		case skapa.Finished:
			at(dateOf(r, "finish"), "ended", name)
			at(dateOf(r, "start"), "began", name)
		default:
			at(dateOf(r, "start"), "began", name)
		}
	case "goal":
		goal := words.Args{"Area": t.value(r, "area"), "Goal": r.Value("text")}
		at(dateOf(r, "done"), "reached", goal)
		at(dateOf(r, "since"), "goal", goal)
	case "pause":
		key := "pause"
		if dateOf(r, "finish") == 0 {
			key = "pause.open"
		}
		at(r.Day, key, words.Args{"To": dateOf(r, "finish"), "Reason": t.value(r, "reason")})
	case "period":
		at(dateOf(r, "finish"), "exit", words.Args{"Result": t.result(r)})
		at(dateOf(r, "start"), "entry", nil)
	case "followup":
		months, _ := r.Value("months").(int)
		at(r.Day, "followup", words.Args{"Months": t.words.N("followup.months", months), "Result": t.result(r)})
	}
	return all
}

func dateOf(r store.Revision, field string) skapa.Date {
	d, _ := r.Value(field).(skapa.Date)
	return d
}
