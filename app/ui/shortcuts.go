package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
)

// showShortcuts lists every shortcut, menu by menu.
func (s *shell) showShortcuts() {
	w := s.words
	list := container.NewVBox()
	begin := func(key string) (add func(keys, text string)) {
		grid := container.New(layout.NewFormLayout())
		list.Add(fynewidget.NewLabelWithStyle(w.T(key), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
		list.Add(container.New(layout.NewCustomPaddedLayout(-look.Near, look.Near, look.Apart, 0), grid))
		return func(keys, text string) {
			grid.Add(fynewidget.NewLabel(keys))
			grid.Add(fynewidget.NewLabel(text))
		}
	}
	all := func(add func(keys, text string), commands []command) {
		for _, c := range commands {
			if c.shortcut != nil {
				add(shortcutText(c.shortcut), w.T(c.key))
			}
		}
	}
	add := begin("shortcut.everywhere")
	for _, key := range []string{"arrows", "enter", "escape"} {
		add(w.T("shortcut."+key+".key"), w.T("shortcut."+key))
	}
	add("F10", w.T("shortcut.menu"))
	add("Shift+F10", w.T("shortcut.chartMenu"))
	add = begin("shortcut.rating")
	for _, key := range []string{"digits", "zero"} {
		add(w.T("shortcut."+key+".key"), w.T("shortcut."+key))
	}
	if s.lockState.file == nil {
		all(begin("menu.view"), s.placeCommands())
		for _, g := range s.participantGroups() {
			if g.key == "" {
				g.key = "menu.participant"
			}
			if shortcuts(g.commands) > 0 {
				all(begin(g.key), g.commands)
			}
		}
		add = begin("menu.edit")
		add(shortcutText(ctrl(fyne.KeyZ)), w.T("shortcut.undo"))
		all(add, s.undoCommands())
	}
	all(begin("menu.file"), s.fileCommands())
	widget.Over(s.window, w.T("menu.shortcuts"), container.NewVScroll(list), fyne.NewSize(640, 480),
		widget.Answer{Text: w.T("ok"), Primary: true})
}

// shortcuts counts the acts that have one.
func shortcuts(commands []command) (n int) {
	for _, c := range commands {
		if c.shortcut != nil {
			n++
		}
	}
	return n
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
