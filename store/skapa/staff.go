package skapa

// Team is a group of supervisors that shares participants.
type Team struct {
	ID   ID
	Name string
}

// Supervisor is who follows participants and rates them.
type Supervisor struct {
	ID   ID
	Name string
}

// Assignment says that a participant is followed by a supervisor in a team
// from Since on, until the next assignment.
type Assignment struct {
	ID          ID
	Participant ID
	Team        ID
	Supervisor  ID
	Since       Date
}

// Validate gives what is wrong with t. Field: name.
func (t Team) Validate() Findings { return validateName(t.Name) }

// Validate gives what is wrong with s. Field: name.
func (s Supervisor) Validate() Findings { return validateName(s.Name) }

// Validate gives what is wrong with a, of a participant who started on start, on the
// day today. Field: since.
func (a Assignment) Validate(start, today Date) Findings {
	var f Findings
	checkWithin(&f, "since", a.Since, start, today)
	return f
}

func validateName(name string) Findings {
	var f Findings
	f.checkText("name", name, "error.required.name", MaxName)
	return f
}
