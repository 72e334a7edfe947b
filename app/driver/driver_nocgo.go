//go:build !cgo

package driver

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Headless tells that the program was built without cgo and can draw into
// pictures only.
const Headless = true

// headless is the toolkit's application without a screen, under our name.
type headless struct {
	fyne.App
	about fyne.AppMetadata
}

func (h headless) UniqueID() string           { return h.about.ID }
func (h headless) Metadata() fyne.AppMetadata { return h.about }

func start(about fyne.AppMetadata) fyne.App {
	return headless{App: test.NewApp(), about: about}
}
