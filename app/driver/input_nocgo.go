//go:build !cgo

package driver

import "fyne.io/fyne/v2"

// OnInput does nothing: without a screen there is no input.
func OnInput(fyne.Window, func()) error { return nil }
