// Package crash turns a panic into a file that a developer can use and that
// says nothing about anybody: where the program was, not what it held.
package crash

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"framsteg/store/skapa"
)

// Log knows where crash files go and what they say about the program.
type Log struct {
	Folder  string // made when the first file is written
	Version string // of the program
	Now     func() time.Time
}

// Folder gives where a program's crash files belong: the user's cache folder,
// which no roaming profile carries to a server.
func Folder(id string) string {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return filepath.Join(cache, id)
}

// Report writes a file about the panic with the given value and gives the
// Problem to show, which names the file. It must be called by the deferred
// function that recovered, while the stack still stands.
func (l Log) Report(value any) *skapa.Problem {
	name, err := l.write(value)
	if err != nil {
		return &skapa.Problem{Key: "error.crash.unwritten", Err: err}
	}
	return &skapa.Problem{Key: "error.crash", Args: skapa.Args{"File": name}}
}

func (l Log) write(value any) (name string, err error) {
	if err := os.MkdirAll(l.Folder, 0o700); err != nil {
		return "", err
	}
	file, err := os.CreateTemp(l.Folder, "crash-"+l.Now().Format("20060102-150405")+"-*.txt")
	if err != nil {
		return "", err
	}
	defer func() {
		if e := file.Close(); err == nil {
			err = e
		}
	}()
	return file.Name(), l.describe(file, value)
}

// describe writes the kind of the panic and the places on the stack. Neither
// the value nor any argument is written: they can be somebody's name. Only the
// runtime's own sentences are kept, which are about types and indexes.
func (l Log) describe(w io.Writer, value any) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Framsteg %s, %s %s/%s\n", l.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if e, ok := value.(runtime.Error); ok {
		fmt.Fprintf(&b, "panic: %v\n\n", e)
	} else {
		fmt.Fprintf(&b, "panic: a %T\n\n", value)
	}
	pcs := make([]uintptr, 256)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		frame, more := frames.Next()
		folder, file := path.Split(frame.File)
		fmt.Fprintf(&b, "%s\n\t%s/%s:%d\n", frame.Function, path.Base(folder), file, frame.Line)
		if !more {
			break
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
