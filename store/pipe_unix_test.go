//go:build unix

package store

import (
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe that nobody writes to would keep whoever opens it waiting for ever.
func TestOpenRefusesWhatIsNoFile(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "x.framsteg")
	must(t, syscall.Mkfifo(pipe, 0o600))
	_, err := Open(t.Context(), pipe, Options{})
	wantProblem(t, err, "error.open.notWorkspace")
	// Never try this with a device of the system: a broken ReplaceFile replaces it.
	wantProblem(t, ReplaceFile(pipe, nil), "error.save.device")
}
