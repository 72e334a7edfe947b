//go:build cgo

package driver

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

// Headless tells that the program was built without cgo and can draw into
// pictures only.
const Headless = false

func start(about fyne.AppMetadata) fyne.App {
	app.SetMetadata(about)
	return app.NewWithID(about.ID)
}
