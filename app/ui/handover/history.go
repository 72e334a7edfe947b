package handover

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// History shows who followed a participant, the latest first: from when to when,
// for how many months, and why that changed where it was said. until is the day
// up to which the last one counts: today, or the day of the exit.
func History(w words.Words, all []store.Following, until skapa.Date) *container.Scroll {
	list := container.NewVBox(fynewidget.NewLabel(w.N("handover.changes", max(0, store.Supervisors(all)-1))))
	for i := len(all) - 1; i >= 0; i-- {
		to, shown := until, w.T("handover.stillNow")
		if i+1 < len(all) {
			to, shown = all[i+1].Since, all[i+1].Since.String()
		}
		list.Add(fynewidget.NewSeparator())
		list.Add(entry(w, all[i], to, shown))
	}
	return container.NewVScroll(list)
}

func entry(w words.Words, f store.Following, to skapa.Date, shown string) fyne.CanvasObject {
	name := f.SupervisorName
	if name == "" {
		name = w.T("handover.nobody")
	}
	if f.TeamName != "" {
		name += "  ·  " + f.TeamName
	}
	heading := fynewidget.NewLabelWithStyle(name, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	heading.Wrapping = fyne.TextWrapWord
	said := w.T("handover.span", words.Args{"From": f.Since, "To": shown, "Months": months(w, to.MonthsSince(f.Since))})
	if f.Reason != "" {
		said += "\n" + w.T("handover.because", words.Args{"Reason": f.Reason})
	}
	text := fynewidget.NewLabel(said)
	text.Wrapping = fyne.TextWrapWord
	return container.NewVBox(heading, text)
}

func months(w words.Words, n int) string {
	if n == 0 {
		return w.T("handover.noMonth")
	}
	return w.N("months", n)
}

// ShowHistory shows it over the window.
func ShowHistory(window fyne.Window, w words.Words, code string, all []store.Following, until skapa.Date) {
	widget.Over(window, w.T("handover.history.title", words.Args{"Code": code}), History(w, all, until), fyne.NewSize(560, 420),
		widget.Answer{Text: w.T("ok"), Primary: true})
}
