package leaving

import (
	"context"
	"encoding/json"
	"slices"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// NewFollowUp makes the form of a follow-up of an exit, a new one where it has no
// ID.
func NewFollowUp(d screen.Deps, p skapa.Participant, u skapa.FollowUp) (*Form, error) {
	all, err := d.Store.Periods(context.Background(), p.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(period skapa.Period) bool { return period.ID == u.Period })
	if i < 0 {
		return nil, &skapa.Problem{Key: "error.period.gone"}
	}
	exit := all[i].Finish
	isNew := u.ID.IsZero()
	if u.Date.IsZero() {
		u.Date = d.Store.Today()
	}
	f := newForm(d, "followup", "followup.title", p)
	f.about = skapa.FollowUp{ID: u.ID, Participant: p.ID, Period: u.Period, Months: u.Months}
	var texts []string
	for _, months := range skapa.FollowUpMonths {
		texts = append(texts, d.Words.N("followup.months", months))
	}
	months := widget.NewChoice(texts, nil)
	months.SetSelectedIndex(max(0, slices.Index(skapa.FollowUpMonths, u.Months)))
	day := f.dateEntry(u.Date)
	f.say(d.Words.T("followup.after", words.Args{"Date": exit, "Outcome": d.Words.T("outcome." + string(all[i].Outcome))}))
	f.body.Add(widget.Pair(f.field("months", months, ""), f.field("date", day, "")))
	result := f.addResult(u.Result, skapa.FollowUpOutcomes)
	if !isNew {
		f.askWhy()
		f.offerRemoval(func(ctx context.Context) error { return d.Store.DeleteFollowUp(ctx, u.ID) })
	}
	f.filled = func() (func(context.Context) error, skapa.Findings) {
		var findings skapa.Findings
		filled := u
		filled.Participant, filled.Months = p.ID, skapa.FollowUpMonths[months.SelectedIndex()]
		filled.Date, filled.Result = day.Read("date", &findings), result.read(&findings)
		if len(findings) == 0 {
			findings = filled.Validate(exit, d.Store.Today())
		}
		return func(ctx context.Context) error {
			_, err := d.Store.SaveFollowUp(f.why(ctx), filled)
			return err
		}, findings
	}
	return f.finish(result.outcome), nil
}

// KeptFollowUp gives which follow-up a form was of that gave this to Keep.
func KeptFollowUp(form []byte) (skapa.FollowUp, error) {
	var k kept
	err := json.Unmarshal(form, &k)
	return k.About, err
}
