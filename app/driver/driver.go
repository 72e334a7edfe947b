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
	if folder, err := os.UserCacheDir(); err == nil {
		// The toolkit makes its own folder in there, but not this one, which a
		// new user lacks. It complains itself when it can't.
		_ = os.MkdirAll(folder, 0o700)
	}
	log.SetOutput(&complaints{out: stderr, words: w, exit: os.Exit})
	return start(about)
}
