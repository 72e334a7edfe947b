package disk

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"time"
	"unicode"
)

// Holder says who has a file open: a supervisor, on a computer, since a time to
// the second.
type Holder struct {
	Supervisor, Computer string
	Since                time.Time
}

const (
	maxHolder = 4096 // bytes of the lock file that are read
	maxName   = 100  // characters of a name that are shown
)

// write says in a lock file who holds it. It is for the reader's convenience:
// the lock does not depend on it, and holds on a full disk too.
func (h Holder) write(f *os.File) {
	data := h.encode()
	if _, err := f.WriteAt(data, 0); err == nil {
		f.Truncate(int64(len(data))) // only now: a reader never finds an empty file
	}
}

func readHolder(f *os.File) Holder {
	data, _ := io.ReadAll(io.NewSectionReader(f, 0, maxHolder))
	return decodeHolder(data)
}

func (h Holder) encode() []byte {
	data, err := json.Marshal(map[string]string{
		"supervisor": name(h.Supervisor),
		"computer":   name(h.Computer),
		"since":      h.Since.UTC().Format(time.RFC3339),
	})
	if err != nil {
		panic(err) // of strings
	}
	return append(data, '\n')
}

// decodeHolder makes what it can of a lock file, which anybody may have written.
func decodeHolder(data []byte) (h Holder) {
	var fields map[string]any
	// A Decoder reads the first value only: behind it may be the end of a longer one.
	if err := json.NewDecoder(strings.NewReader(string(data))).Decode(&fields); err != nil {
		return Holder{}
	}
	text := func(key string) string {
		s, _ := fields[key].(string)
		return s
	}
	h.Supervisor, h.Computer = name(text("supervisor")), name(text("computer"))
	if at, err := time.Parse(time.RFC3339, text("since")); err == nil && at.UTC().Year() >= 1 && at.UTC().Year() <= 9999 {
		h.Since = at.UTC().Truncate(time.Second)
	}
	return h
}

// name makes a name fit to show on a line: no more than maxName characters, none
// of them an order to a terminal or to the direction of writing.
func name(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	runes := []rune(strings.TrimSpace(s))
	return strings.TrimSpace(string(runes[:min(len(runes), maxName)]))
}
