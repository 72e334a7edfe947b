// Package look is the window's theme: a calm page, one accent, the chart's own
// colours and font, light and dark.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/chart/scene"
	"framsteg/assets"
)

// Distances in dp; everything stands on a grid of 4.
const (
	Tight  = 4
	Near   = 8
	Apart  = 16
	Across = 24
)

// Colours that Fyne has no name for. Self and Supervisor say who rated.
const (
	Panel      fyne.ThemeColorName = "framsteg.panel"
	Muted      fyne.ThemeColorName = "framsteg.muted"
	Self       fyne.ThemeColorName = "framsteg.self"
	Supervisor fyne.ThemeColorName = "framsteg.supervisor"
	OnSelf     fyne.ThemeColorName = "framsteg.onSelf"
)

// SizeLarge is the size of what is read from further away than a page.
const SizeLarge fyne.ThemeSizeName = "framsteg.large"

// Mode is which of the two looks the user has chosen.
type Mode string

// The modes; AsSystem follows the operating system.
const (
	AsSystem Mode = "system"
	Light    Mode = "light"
	Dark     Mode = "dark"
)

// Modes are all of them, in the order of the menu.
var Modes = []Mode{AsSystem, Light, Dark}

// Theme is the theme of a mode.
type Theme struct{ Mode Mode }

var _ fyne.Theme = Theme{}

var (
	regular = fyne.NewStaticResource("NotoSans-Regular.ttf", assets.Regular)
	bold    = fyne.NewStaticResource("NotoSans-Bold.ttf", assets.Bold)
)

// IsDark tells whether the window is drawn dark just now.
func IsDark() bool {
	settings := fyne.CurrentApp().Settings()
	t, ours := settings.Theme().(Theme)
	if !ours {
		return settings.ThemeVariant() == theme.VariantDark
	}
	return t.variant(settings.ThemeVariant()) == theme.VariantDark
}

// Palette is the chart's palette for the window as it is drawn just now.
func Palette() scene.Palette {
	if IsDark() {
		return scene.Dark
	}
	return scene.Light
}

func (t Theme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.Mode {
	case Light:
		return theme.VariantLight
	case Dark:
		return theme.VariantDark
	}
	return system
}

// tokens says which colour of the chart's palette each of the window's is.
var tokens = map[fyne.ThemeColorName]scene.Token{
	Panel:                              scene.Panel,
	Muted:                              scene.Muted,
	Self:                               scene.Self,
	Supervisor:                         scene.Supervisor,
	OnSelf:                             scene.Page,
	theme.ColorNameBackground:          scene.Page,
	theme.ColorNameButton:              scene.Panel,
	theme.ColorNameForeground:          scene.Ink,
	theme.ColorNamePlaceHolder:         scene.Muted,
	theme.ColorNameDisabled:            scene.Muted,
	theme.ColorNamePrimary:             scene.Self,
	theme.ColorNameHyperlink:           scene.Self,
	theme.ColorNameForegroundOnPrimary: scene.Page,
	theme.ColorNameInputBackground:     scene.Panel,
	theme.ColorNameInputBorder:         scene.Axis,
	theme.ColorNameSeparator:           scene.Grid,
	theme.ColorNameHeaderBackground:    scene.Panel,
	theme.ColorNameMenuBackground:      scene.Panel,
	theme.ColorNameOverlayBackground:   scene.Page,
	theme.ColorNameError:               scene.Supervisor,
	theme.ColorNameForegroundOnError:   scene.Page,
	theme.ColorNameWarning:             scene.Activity2,
	theme.ColorNameSuccess:             scene.Activity1,
	theme.ColorNameDisabledButton:      scene.Panel,
}

// Color gives the colour of a name.
func (t Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	variant := t.variant(system)
	palette := scene.Light
	if variant == theme.VariantDark {
		palette = scene.Dark
	}
	if token, ok := tokens[name]; ok {
		return palette[token]
	}
	accent := palette[scene.Self]
	switch name {
	case theme.ColorNameFocus:
		return color.NRGBA{accent.R, accent.G, accent.B, 0x66}
	case theme.ColorNameSelection:
		return color.NRGBA{accent.R, accent.G, accent.B, 0x38}
	case theme.ColorNameHover:
		return color.NRGBA{accent.R, accent.G, accent.B, 0x1c} // paler than what is chosen
	case theme.ColorNamePressed:
		return color.NRGBA{accent.R, accent.G, accent.B, 0x30}
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font gives the embedded font; a style without one of its own gets Fyne's.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace || style.Symbol || style.Italic:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return bold
	}
	return regular
}

// Icon gives Fyne's icon of a name.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size gives a size in dp.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case SizeLarge:
		return 28
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameSubHeadingText:
		return 16
	case theme.SizeNameHeadingText:
		return 22
	case theme.SizeNamePadding:
		return Tight
	case theme.SizeNameInnerPadding:
		return Near
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 6
	}
	return theme.DefaultTheme().Size(name)
}
