package skapa

import "slices"

// PauseReason is why a participant is away: a class, never a free text.
type PauseReason string

// The reasons of a pause.
const (
	PauseIllness   PauseReason = "illness"
	PauseTreatment PauseReason = "treatment"
	PauseParental  PauseReason = "parental"
	PauseCare      PauseReason = "care" // of somebody else
	PauseOther     PauseReason = "other"
)

// PauseReasons are all of them, in the order of a form.
var PauseReasons = []PauseReason{PauseIllness, PauseTreatment, PauseParental, PauseCare, PauseOther}

// Pause is a time in which a participant is not met: both days are part of it.
type Pause struct {
	ID          ID
	Participant ID
	From        Date
	To          Date // zero until further notice
	Reason      PauseReason
}

// On tells whether d is in the pause.
func (p Pause) On(d Date) bool { return d >= p.From && (p.To.IsZero() || d <= p.To) }

// Validate gives what is wrong with p, of a participant who started on start.
// Fields: from, to, reason.
func (p Pause) Validate(start Date) Findings {
	var f Findings
	checkWithin(&f, "from", p.From, start, LastDate)
	switch {
	case p.To.IsZero() || f.refuseBeyond("to", p.To):
	case p.To < p.From:
		f.refuse("to", "error.date.endBeforeStart", Args{"Date": p.To, "Start": p.From})
	}
	if !slices.Contains(PauseReasons, p.Reason) {
		f.refuse("reason", "error.required.pauseReason", nil)
	}
	return f
}
