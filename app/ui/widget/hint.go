package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// NewHint makes a text of help that stays, whatever is said at the fields.
func NewHint(text string) *fynewidget.Label {
	hint := fynewidget.NewLabel(text)
	hint.Wrapping = fyne.TextWrapWord
	hint.SizeName = theme.SizeNameCaptionText
	hint.Importance = fynewidget.LowImportance
	return hint
}
