package assessment

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// raterSwitch shows who rates, and changes it.
type raterSwitch struct {
	fynewidget.BaseWidget
	buttons map[skapa.Rater]*widget.Button
	row     *fyne.Container
}

func newRaterSwitch(w words.Words, chosen func(skapa.Rater)) *raterSwitch {
	s := &raterSwitch{buttons: map[skapa.Rater]*widget.Button{}, row: container.NewHBox()}
	for _, r := range skapa.Raters {
		b := widget.NewButton(w.T("rater."+string(r)), nil, nil)
		b.OnTapped = func() {
			if b.Importance == fynewidget.MediumImportance {
				chosen(r)
			}
		}
		s.buttons[r] = b
		s.row.Add(b)
	}
	s.ExtendBaseWidget(s)
	return s
}

func (s *raterSwitch) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(container.NewVBox(s.row))
}

// importance gives the switch the rater's colour, which in our theme is that of
// the primary button and of danger.
var importance = map[skapa.Rater]fynewidget.Importance{
	skapa.Self:         fynewidget.HighImportance,
	skapa.BySupervisor: fynewidget.DangerImportance,
}

// show marks the rater; a fixed one can't be changed.
func (s *raterSwitch) show(chosen skapa.Rater, fixed bool) {
	for r, b := range s.buttons {
		b.Importance = fynewidget.MediumImportance
		b.SetIcon(nil)
		b.Hidden = fixed && r != chosen
		if r == chosen {
			b.Importance = importance[r]
			b.SetIcon(theme.ConfirmIcon())
		}
		b.Refresh()
	}
}

// colourOf is the colour of a rater, the same as in the chart.
func colourOf(r skapa.Rater) fyne.ThemeColorName {
	if r == skapa.BySupervisor {
		return look.Supervisor
	}
	return look.Self
}
