package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// NewHeading makes the heading of a page.
func NewHeading(text string) *fynewidget.Label { return heading(text, theme.SizeNameHeadingText) }

// NewSubheading makes the heading of a part of a page.
func NewSubheading(text string) *fynewidget.Label {
	return heading(text, theme.SizeNameSubHeadingText)
}

func heading(text string, size fyne.ThemeSizeName) *fynewidget.Label {
	l := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName = size
	return l
}
