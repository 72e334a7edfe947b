package leaving

import (
	"strconv"
	"strings"

	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// result is the part of a form that says what a participant went on to. Hours and
// support are asked for only where there is work or studies.
type result struct {
	outcomes []skapa.Outcome
	outcome  *widget.Choice
	hours    *widget.Entry
	support  *widget.Choice
}

// addResult adds the fields.
func (f *Form) addResult(r skapa.Result, outcomes []skapa.Outcome) *result {
	in := &result{outcomes: outcomes, outcome: choice(f, "outcome.", outcomes, r.Outcome), hours: widget.NewEntry()}
	in.support = choice(f, "support.", skapa.Supports, r.Support)
	in.hours.OnEnter = f.OnSave
	if r.Hours > 0 {
		in.hours.SetText(strconv.Itoa(r.Hours))
	}
	f.body.Add(f.field("outcome", in.outcome, ""))
	more := widget.Pair(f.field("hours", in.hours, "leaving.hint.hours"), f.field("support", in.support, ""))
	f.body.Add(more)
	show := func(string) {
		more.Hidden = !in.working()
		f.body.Refresh()
	}
	in.outcome.OnChanged = show
	show("")
	return in
}

// working tells whether there is work or studies to say more of.
func (in *result) working() bool {
	return chosen(in.outcome, in.outcomes).Working()
}

// read gives what is filled in, and what is no number as a finding.
func (in *result) read(findings *skapa.Findings) skapa.Result {
	r := skapa.Result{Outcome: chosen(in.outcome, in.outcomes)}
	if !in.working() {
		return r
	}
	r.Support = chosen(in.support, skapa.Supports)
	if text := strings.TrimSpace(in.hours.Text); text != "" {
		hours, err := strconv.Atoi(text)
		if err != nil {
			*findings = append(*findings, skapa.Finding{Field: "hours", Key: "error.hours", Args: skapa.Args{"Max": skapa.MaxHours}})
		}
		r.Hours = hours
	}
	return r
}
