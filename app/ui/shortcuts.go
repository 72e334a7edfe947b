package ui

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
)

// showShortcuts lists every shortcut, menu by menu.
func (s *shell) showShortcuts() {
	w := s.words
	list := container.New(layout.NewFormLayout())
	add := func(keys, text string) {
		list.Add(fynewidget.NewLabel(keys))
		list.Add(fynewidget.NewLabel(text))
	}
	begin := func(key string) {
		list.Add(fynewidget.NewLabelWithStyle(w.T(key), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
		list.Add(fynewidget.NewLabel(""))
	}
	all := func(key string, commands []command) {
		if slices.ContainsFunc(commands, func(c command) bool { return c.shortcut != nil }) {
			begin(key)
		}
		for _, c := range commands {
			if c.shortcut != nil {
				add(shortcutText(c.shortcut), w.T(c.key))
			}
		}
	}
	begin("shortcut.everywhere")
	for _, key := range []string{"arrows", "enter", "select", "choices", "escape"} {
		add(w.T("shortcut."+key+".key"), w.T("shortcut."+key))
	}
	add("F10", w.T("shortcut.menu"))
	add("Shift+F10", w.T("shortcut.chartMenu"))
	begin("shortcut.rating")
	for _, key := range []string{"digits", "zero"} {
		add(w.T("shortcut."+key+".key"), w.T("shortcut."+key))
	}
	if s.lockState.file == nil {
		all("menu.view", s.placeCommands())
		for _, g := range s.participantGroups() {
			all(cmp.Or(g.key, "menu.participant"), g.commands)
		}
		all("menu.edit", append([]command{{"shortcut.undo", ctrl(fyne.KeyZ), nil}}, s.undoCommands()...))
	}
	all("menu.file", s.fileCommands())
	widget.Over(s.window, w.T("menu.shortcuts"), container.NewVScroll(list), fyne.NewSize(640, 480),
		widget.Answer{Text: w.T("ok"), Primary: true})
}

func shortcutText(shortcut fyne.Shortcut) string {
	c, is := shortcut.(*desktop.CustomShortcut)
	if !is {
		return ""
	}
	text := ""
	for _, m := range []struct {
		modifier fyne.KeyModifier
		name     string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierSuper, "Cmd+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}} {
		if c.Modifier&m.modifier != 0 {
			text += m.name
		}
	}
	return text + string(c.KeyName)
}
