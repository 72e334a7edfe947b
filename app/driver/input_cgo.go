//go:build cgo

package driver

import (
	"errors"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// OnInput calls used at each key, click, turn of the wheel and movement of the
// pointer in a window that is shown, before the toolkit handles it. Its error
// says that this toolkit doesn't let us listen: used is never called then.
//
// The toolkit tells its widgets alone of what is typed and pointed at, so the
// listener stands before the toolkit's own at the window below it.
func OnInput(w fyne.Window, used func()) error {
	drawn, is := w.(interface{ RunWithContext(func()) })
	if !is {
		return errNoInput
	}
	var window *glfw.Window
	drawn.RunWithContext(func() { window = glfw.GetCurrentContext() })
	if window == nil {
		return errNoInput
	}
	var key glfw.KeyCallback
	key = window.SetKeyCallback(func(w *glfw.Window, k glfw.Key, code int, a glfw.Action, m glfw.ModifierKey) {
		used()
		if key != nil {
			key(w, k, code, a, m)
		}
	})
	var char glfw.CharCallback
	char = window.SetCharCallback(func(w *glfw.Window, r rune) {
		used()
		if char != nil {
			char(w, r)
		}
	})
	var button glfw.MouseButtonCallback
	button = window.SetMouseButtonCallback(func(w *glfw.Window, b glfw.MouseButton, a glfw.Action, m glfw.ModifierKey) {
		used()
		if button != nil {
			button(w, b, a, m)
		}
	})
	var moved glfw.CursorPosCallback
	moved = window.SetCursorPosCallback(func(w *glfw.Window, x, y float64) {
		used()
		if moved != nil {
			moved(w, x, y)
		}
	})
	var scrolled glfw.ScrollCallback
	scrolled = window.SetScrollCallback(func(w *glfw.Window, x, y float64) {
		used()
		if scrolled != nil {
			scrolled(w, x, y)
		}
	})
	return nil
}

var errNoInput = errors.New("driver: the toolkit's window can't be listened to")
