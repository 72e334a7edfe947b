package widget

import (
	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"
)

// ShowMenu shows a menu over the window, at least of a width, with its first
// item under the arrows. When it closes, the focus is again where it was.
func ShowMenu(c fyne.Canvas, menu *fyne.Menu, at fyne.Position, width float32) {
	focused := c.Focused()
	popUp := fynewidget.NewPopUpMenu(menu, c)
	popUp.OnDismiss = func() {
		popUp.Hide()
		if focused != nil {
			c.Focus(focused)
		}
	}
	popUp.ShowAtPosition(at)
	size := popUp.MinSize()
	popUp.Resize(fyne.NewSize(max(width, size.Width), size.Height))
	popUp.ActivateNext()
}
