package leaving

import (
	"context"

	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// NewPause makes the form of a pause, a new one where it has no ID.
func NewPause(d screen.Deps, p skapa.Participant, pause skapa.Pause) *Form {
	isNew := pause.ID.IsZero()
	title := "pause.title.edit"
	if isNew {
		title = "pause.title.new"
	}
	f := newForm(d, "pause", title, p)
	from, to := f.dateEntry(pause.From), f.dateEntry(pause.To)
	reason := choice(f, "pause.reason.", skapa.PauseReasons, pause.Reason)
	f.body.Add(widget.Pair(f.field("from", from, ""), f.field("to", to, "pause.hint.to")))
	f.body.Add(f.field("reason", reason, "pause.hint.reason"))
	if !isNew {
		f.askWhy()
	}
	f.filled = func() (func(context.Context) error, skapa.Findings) {
		var findings skapa.Findings
		filled := pause
		filled.Participant = p.ID
		filled.From, filled.To = from.Read("from", &findings), to.Read("to", &findings)
		filled.Reason = chosen(reason, skapa.PauseReasons)
		if len(findings) == 0 {
			findings = filled.Validate(p.Start)
		}
		return func(ctx context.Context) error {
			_, err := d.Store.SavePause(f.why(ctx), filled)
			return err
		}, findings
	}
	if !isNew {
		f.offerRemoval(func(ctx context.Context) error { return d.Store.DeletePause(ctx, pause.ID) })
		if today := d.Store.Today(); pause.On(today) && pause.To != today {
			f.footer.Add(widget.NewButton(d.Words.T("pause.end"), theme.ConfirmIcon(), func() {
				to.SetDate(today)
				f.OnSave()
			}))
		}
	}
	return f.finish(from)
}
