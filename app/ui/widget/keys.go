// Package widget holds what the window is made of beside Fyne's own widgets.
// Its widgets expose callbacks and know no store. Every one can be used by
// keyboard alone; a key that one has no use for goes on to the window, so that
// Escape means the same wherever the focus is.
package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// passOn gives a key that the focused o has no use for to the window.
func passOn(o fyne.CanvasObject, key *fyne.KeyEvent) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil { // before it is drawn the first time, which takes a moment on a slow machine
		windows := driver.AllWindows()
		if len(windows) != 1 {
			return
		}
		c = windows[0].Canvas()
	}
	if handle := c.OnTypedKey(); handle != nil {
		handle(key)
	}
}

// isWindows tells whether a key means the same everywhere in the window, so
// that nothing in it may keep the key.
func isWindows(key *fyne.KeyEvent) bool {
	return key.Name == fyne.KeyEscape || key.Name == fyne.KeyF1 || key.Name == fyne.KeyF10
}

// isEnter tells whether a key is one of the two Enter keys.
func isEnter(key *fyne.KeyEvent) bool {
	return key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
}

// withShift tells whether a shift key is held down. The toolkit gives a key
// with shift as the key alone.
func withShift() bool {
	driver, is := fyne.CurrentApp().Driver().(desktop.Driver)
	return is && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// opens tells whether a shortcut opens what can be chosen in an entry.
func opens(shortcut fyne.Shortcut) bool {
	custom, is := shortcut.(*desktop.CustomShortcut)
	return is && custom.KeyName == fyne.KeyDown && custom.Modifier == fyne.KeyModifierAlt
}
