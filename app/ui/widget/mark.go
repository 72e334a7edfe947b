package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Mark is an icon before the text of a row, and how both stand out.
type Mark struct {
	Icon       fyne.Resource
	Importance fynewidget.Importance
}

// show shows the mark in a cell of a label and an icon, and gives the label.
func (m Mark) show(cell *fyne.Container) *fynewidget.Label {
	label, icon := cell.Objects[0].(*fynewidget.Label), cell.Objects[1].(*fynewidget.Icon)
	label.Importance = m.Importance
	icon.SetResource(theme.NewColoredResource(m.Icon, m.colour()))
	return label
}

func (m Mark) colour() fyne.ThemeColorName {
	switch m.Importance {
	case fynewidget.DangerImportance:
		return theme.ColorNameError
	case fynewidget.WarningImportance:
		return theme.ColorNameWarning
	case fynewidget.HighImportance:
		return theme.ColorNamePrimary
	}
	return theme.ColorNameForeground
}
