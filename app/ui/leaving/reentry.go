package leaving

import (
	"context"

	"framsteg/app/ui/screen"
	"framsteg/store/skapa"
)

// NewReentry makes the form that begins a new period of a participant who has left;
// of one that a re-entry began already, the form that corrects when.
func NewReentry(d screen.Deps, p skapa.Participant, period skapa.Period) (*Form, error) {
	all, err := d.Store.Periods(context.Background(), p.ID)
	if err != nil {
		return nil, err
	}
	isNew := period.ID.IsZero()
	title, day := "entry.title.edit", period.Start
	if isNew {
		title, day = "entry.title.new", d.Store.Today()
	}
	f := newForm(d, "entry", title, p)
	start := f.dateEntry(day)
	f.body.Add(f.field("start", start, "entry.hint.start"))
	if !isNew {
		f.askWhy()
		f.offerRemoval(func(ctx context.Context) error { return d.Store.DeleteEntry(ctx, p.ID, period.ID) })
	}
	f.say(periodsText(d.Words, all))
	f.filled = func() (func(context.Context) error, skapa.Findings) {
		var findings skapa.Findings
		filled := skapa.Period{ID: period.ID, Participant: p.ID, Start: start.Read("start", &findings)}
		if len(findings) == 0 {
			findings = filled.Validate(d.Store.Today())
		}
		return func(ctx context.Context) error {
			if isNew {
				_, err := d.Store.Reenter(ctx, p.ID, filled.Start)
				return err
			}
			_, err := d.Store.SaveEntry(f.why(ctx), filled)
			return err
		}, findings
	}
	return f.finish(start), nil
}
