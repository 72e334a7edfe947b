package skapa

import "slices"

// Goal is what a participant wants to reach in an area, in their own words, and
// the step that is taken next. What is written in words is personal, and kept
// apart from the rest.
type Goal struct {
	ID          ID
	Participant ID
	Area        Area
	Since       Date   // the day it was agreed on
	By          Date   // when the next step is to be taken; zero for no day
	Done        Date   // when the goal was reached; zero while it is open
	Text        string // the participant's words, 1–MaxGoal characters
	Step        string // the next step
	Who         string // who takes it
}

// MaxGoal is how many characters a goal or its next step may have.
const MaxGoal = 500

// Open tells whether the goal is not reached yet.
func (g Goal) Open() bool { return g.Done.IsZero() }

// Tidy gives g with its texts as they are kept.
func (g Goal) Tidy() Goal {
	g.Text, g.Step, g.Who = Tidy(g.Text), Tidy(g.Step), Tidy(g.Who)
	return g
}

// Validate gives what is wrong with g, of a participant who started on start, on
// the day today. Fields: area, since, by, done, text, step, who.
func (g Goal) Validate(start, today Date) Findings {
	var f Findings
	f.checkText("text", g.Text, "error.required.goal", MaxGoal)
	f.checkText("step", g.Step, "", MaxGoal)
	f.checkText("who", g.Who, "", MaxName)
	return append(f, g.ValidateFacts(start, today)...)
}

// ValidateFacts is Validate without the texts, which an export may leave out.
func (g Goal) ValidateFacts(start, today Date) Findings {
	var f Findings
	if !slices.Contains(Areas, g.Area) {
		f.refuse("area", "error.required.area", nil)
	}
	checkWithin(&f, "since", g.Since, start, today)
	switch {
	case g.By.IsZero() || f.refuseBeyond("by", g.By):
	case g.By < g.Since:
		f.refuse("by", "error.date.byBeforeSince", Args{"Date": g.By, "Since": g.Since})
	}
	if !g.Done.IsZero() {
		checkWithin(&f, "done", g.Done, g.Since, today)
	}
	return f
}
