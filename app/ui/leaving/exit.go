package leaving

import (
	"context"
	"strings"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// NewExit makes the form of the exit of a period of a participant: of one that has
// ended already, the form that corrects it.
func NewExit(d screen.Deps, p skapa.Participant, period skapa.ID) (*Form, error) {
	ctx := context.Background()
	all, err := d.Store.Periods(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	at := len(all) - 1
	for i, known := range all {
		if known.ID == period {
			at = i
		}
	}
	before := all[at]
	isNew := before.Finish.IsZero()
	title, day := "exit.title.edit", before.Finish
	if isNew {
		title, day = "exit.title.new", d.Store.Today()
	}
	f := newForm(d, "exit", title, p)
	finish := f.dateEntry(day)
	f.body.Add(f.field("finish", finish, ""))
	result := f.addResult(before.Result, skapa.Outcomes)
	var end *widget.Check
	if isNew {
		if end, err = f.offerEnding(p, finish); err != nil {
			return nil, err
		}
	} else {
		f.askWhy()
		f.offerRemoval(func(ctx context.Context) error {
			_, err := d.Store.SaveExit(ctx, skapa.Period{ID: before.ID, Participant: p.ID})
			return err
		})
	}
	f.say(periodsText(d.Words, all))
	f.filled = func() (func(context.Context) error, skapa.Findings) {
		var findings skapa.Findings
		filled := before
		filled.Finish, filled.Result = finish.Read("finish", &findings), result.read(&findings)
		if filled.Finish.IsZero() && len(findings) == 0 {
			findings = skapa.Findings{{Field: "finish", Key: "error.required.date"}}
		}
		if len(findings) == 0 {
			findings = filled.Validate(d.Store.Today())
		}
		write := d.Store.SaveExit
		if isNew && end.Checked {
			write = d.Store.Leave
		}
		return func(ctx context.Context) error {
			_, err := write(f.why(ctx), filled)
			return err
		}, findings
	}
	return f.finish(finish), nil
}

// offerEnding says what goes on on the last day, as far as that can be read, and
// offers to end it; and how many goals are open.
func (f *Form) offerEnding(p skapa.Participant, finish *widget.DateEntry) (end *widget.Check, err error) {
	w, ctx := f.Words, context.Background()
	goals, err := f.Store.Goals(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	end = widget.NewCheck(w.T("exit.end"), true)
	end.OnEnter = f.OnSave
	field := f.field("end", end, "")
	show := func() error {
		day, err := finish.Date()
		if err != nil {
			return nil // said when it is saved
		}
		ending, err := f.Store.EndingOn(ctx, p.ID, day)
		field.SetHint(endingText(w, ending))
		field.Hidden = endingText(w, ending) == ""
		f.body.Refresh()
		return err
	}
	finish.OnChanged = func() {
		if err := show(); err != nil {
			f.Report(err)
		}
	}
	f.body.Add(field)
	open := 0
	for _, g := range goals {
		if g.Open() {
			open++
		}
	}
	if open > 0 {
		f.say(w.N("exit.goals", open))
	}
	return end, show()
}

// endingText lists what an exit ends.
func endingText(w words.Words, e store.Ending) string {
	var names []string
	for _, part := range e.Participations {
		names = append(names, part.Name)
	}
	if len(e.Pauses) > 0 {
		names = append(names, w.T("exit.pause"))
	}
	return strings.Join(names, ", ")
}

// periodsText lists the periods of a participant who has had several.
func periodsText(w words.Words, all []skapa.Period) string {
	if len(all) < 2 {
		return ""
	}
	lines := []string{w.T("exit.periods")}
	for _, p := range all {
		key := "exit.period"
		if p.Finish.IsZero() {
			key = "exit.period.now"
		}
		line := w.T(key, words.Args{"From": p.Start, "To": p.Finish})
		if p.Outcome != skapa.OutcomeUnknown {
			line += ": " + w.T("outcome."+string(p.Outcome))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
