package leaving

import (
	"context"
	"strings"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// underWay is what an exit may end on its day.
type underWay struct {
	parts  []skapa.NamedParticipation
	pauses []skapa.Pause
	goals  int // open
}

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
	var open underWay
	end := widget.NewCheck(d.Words.T("exit.end"), true)
	end.OnEnter = f.OnSave
	if isNew {
		if open, err = readUnderWay(ctx, d, p.ID); err != nil {
			return nil, err
		}
		f.sayUnderWay(open, end)
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
		ending := open
		if !end.Checked {
			ending = underWay{}
		}
		return func(ctx context.Context) error { return leave(f.why(ctx), d, filled, ending) }, findings
	}
	return f.finish(finish), nil
}

// readUnderWay gives what a participant takes part in, is away for and wants.
func readUnderWay(ctx context.Context, d screen.Deps, id skapa.ID) (open underWay, err error) {
	parts, err := d.Store.ParticipationsNamed(ctx, id)
	if err != nil {
		return open, err
	}
	for _, part := range parts {
		if part.Status == skapa.Ongoing {
			open.parts = append(open.parts, part)
		}
	}
	pauses, err := d.Store.Pauses(ctx, id)
	if err != nil {
		return open, err
	}
	for _, pause := range pauses {
		if today := d.Store.Today(); pause.To.IsZero() || pause.To > today {
			open.pauses = append(open.pauses, pause)
		}
	}
	goals, err := d.Store.Goals(ctx, id)
	for _, g := range goals {
		if g.Open() {
			open.goals++
		}
	}
	return open, err
}

// sayUnderWay says what goes on, and offers to end it.
func (f *Form) sayUnderWay(open underWay, end *widget.Check) {
	w := f.Words
	var names []string
	for _, part := range open.parts {
		names = append(names, part.Name)
	}
	if len(open.pauses) > 0 {
		names = append(names, w.T("exit.pause"))
	}
	if len(names) > 0 {
		field := widget.NewField("end", w.T("leaving.field.end"), end, strings.Join(names, ", "))
		f.form.Fields = append(f.form.Fields, field)
		f.body.Add(field)
	}
	if open.goals > 0 {
		f.say(w.N("exit.goals", open.goals))
	}
}

// leave writes an exit and ends what goes on, as one act, which is called as the
// exit because it is the last in it.
func leave(ctx context.Context, d screen.Deps, exit skapa.Period, open underWay) error {
	return d.Store.Batch(ctx, func(ctx context.Context) error {
		for _, part := range open.parts {
			if part.Start > exit.Finish {
				continue
			}
			part.Status, part.End = skapa.Finished, exit.Finish
			if _, err := d.Store.SaveParticipation(ctx, part.Participation); err != nil {
				return err
			}
		}
		for _, pause := range open.pauses {
			if pause.From > exit.Finish {
				continue
			}
			pause.To = exit.Finish
			if _, err := d.Store.SavePause(ctx, pause); err != nil {
				return err
			}
		}
		_, err := d.Store.SaveExit(ctx, exit)
		return err
	})
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
