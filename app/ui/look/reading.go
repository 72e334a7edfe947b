package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Reading is the window's theme with larger letters and buttons, for somebody
// who may see badly or not be used to a computer.
type Reading struct{}

var _ fyne.Theme = Reading{}

func window() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color gives the window's colour of a name.
func (Reading) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	return window().Color(name, system)
}

// Font gives the window's font.
func (Reading) Font(style fyne.TextStyle) fyne.Resource { return window().Font(style) }

// Icon gives the window's icon of a name.
func (Reading) Icon(name fyne.ThemeIconName) fyne.Resource { return window().Icon(name) }

// Size gives a size in dp.
func (Reading) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 17
	case theme.SizeNameSubHeadingText:
		return 18
	case theme.SizeNameInnerPadding:
		return 12
	case theme.SizeNameInlineIcon:
		return 24
	}
	return window().Size(name)
}
