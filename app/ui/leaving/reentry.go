package leaving

import (
	"context"

	"framsteg/app/ui/screen"
	"framsteg/store/skapa"
)

// NewReentry makes the form that begins a new period of a participant who has left.
func NewReentry(d screen.Deps, p skapa.Participant) (*Form, error) {
	all, err := d.Store.Periods(context.Background(), p.ID)
	if err != nil {
		return nil, err
	}
	f := newForm(d, "entry", "entry.title.new", p)
	start := f.dateEntry(d.Store.Today())
	f.body.Add(f.field("start", start, "entry.hint.start"))
	f.say(periodsText(d.Words, all))
	f.filled = func() (func(context.Context) error, skapa.Findings) {
		var findings skapa.Findings
		day := start.Read("start", &findings)
		if len(findings) == 0 {
			findings = skapa.Period{Participant: p.ID, Start: day}.Validate(d.Store.Today())
		}
		return func(ctx context.Context) error {
			_, err := d.Store.Reenter(ctx, p.ID, day)
			return err
		}, findings
	}
	return f.finish(start), nil
}
