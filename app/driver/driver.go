// Package driver starts the toolkit: with OpenGL where the program was built
// with cgo, else without a screen, so that tests and pictures need neither a
// compiler nor a display. It is the only importer of fyne.io/fyne/v2/app.
package driver

import (
	"io"
	"log"
	"os"

	"fyne.io/fyne/v2"

	"framsteg/app/words"
)

// New gives the application that everything on screen belongs to. What the
// toolkit complains about goes to stderr; that it cannot draw at all is said
// there in one sentence of w, and the program ends.
func New(about fyne.AppMetadata, w words.Words, stderr io.Writer) fyne.App {
	log.SetOutput(&complaints{out: stderr, words: w, exit: os.Exit})
	return start(about)
}
