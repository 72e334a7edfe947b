package skapa

import "slices"

// Category is what an activity is for.
type Category string

// The categories. Job- and study-focused activities come first: the others
// help beside one of them, not instead.
const (
	ForJob      Category = "job"
	ForStudy    Category = "study"
	ForHealth   Category = "health"
	ForSkills   Category = "skills"
	ForEveryday Category = "everyday"
)

// Categories are all of them, in the order of a form.
var Categories = []Category{ForJob, ForStudy, ForHealth, ForSkills, ForEveryday}

// Activity is something that participants can take part in.
type Activity struct {
	ID       ID
	Name     string
	Category Category
}

// Validate gives what is wrong with a. Fields: name, category.
func (a Activity) Validate() Findings {
	f := validateName(a.Name)
	if !slices.Contains(Categories, a.Category) {
		f.refuse("category", "error.category", nil)
	}
	return f
}

// Status is how far a participation has come.
type Status string

// The states of a participation.
const (
	Planned  Status = "planned"
	Ongoing  Status = "ongoing"
	Finished Status = "finished"
)

// Statuses are all of them, in the order of a form.
var Statuses = []Status{Planned, Ongoing, Finished}

// Participation says that a participant takes part in an activity. End is
// where it finished, or is expected to; it may be zero until then.
type Participation struct {
	ID          ID
	Participant ID
	Activity    ID
	Status      Status
	Start       Date
	End         Date
}

// NamedParticipation is a participation with what its activity is called and
// is for; both are empty when the activity is gone.
type NamedParticipation struct {
	Participation
	Name     string
	Category Category
}

// Validate gives what is wrong with p on the day today. Fields: activity,
// status, from, to.
func (p Participation) Validate(today Date) Findings {
	var f Findings
	if p.Activity.IsZero() {
		f.refuse("activity", "error.required.activity", nil)
	}
	if !slices.Contains(Statuses, p.Status) {
		f.refuse("status", "error.status", nil)
	}
	switch {
	case p.Start.IsZero():
		f.refuse("from", "error.required.date", nil)
	case f.refuseBeyond("from", p.Start):
	case p.Status != Planned && p.Start > today:
		f.refuse("from", "error.date.notYet", Args{"Date": p.Start})
	}
	switch {
	case p.Status == Finished && p.End.IsZero():
		f.refuse("to", "error.required.date", nil)
	case !p.End.IsZero() && f.refuseBeyond("to", p.End):
	case p.Status == Finished && p.End > today:
		f.refuse("to", "error.date.future", Args{"Date": p.End})
	case !p.End.IsZero() && p.End < p.Start:
		f.refuse("to", "error.date.endBeforeStart", Args{"Date": p.End, "Start": p.Start})
	}
	return f
}
