package driver

import (
	"fmt"
	"io"
	"strings"

	"framsteg/app/words"
)

// complaints is where the toolkit logs. That it cannot draw on this machine
// shows as one of a few texts, after which it would panic or wait for ever: the
// user reads our sentence instead, and the program ends.
type complaints struct {
	out   io.Writer
	words words.Words
	exit  func(code int)
}

// hopeless are the toolkit's texts for a machine that it cannot draw on, each
// with the sentence to say.
var hopeless = []struct{ text, key string }{
	{"failed to initialise GLFW", "error.window.display"},
	{"window creation error", "error.window.opengl"},
	{"failed to initialise OpenGL", "error.window.opengl"},
}

// Write takes one line of the log.
func (c *complaints) Write(line []byte) (int, error) {
	for _, h := range hopeless {
		if strings.Contains(string(line), h.text) {
			_, err := fmt.Fprintf(c.out, "framsteg: %s\n", c.words.T(h.key))
			c.exit(1)
			return len(line), err
		}
	}
	return c.out.Write(line)
}
