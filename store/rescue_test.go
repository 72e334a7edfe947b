package store

import (
	"errors"
	"os"
	"testing"
)

// What Rescue cannot finish leaves the file as it was.
func TestRescueRefuses(t *testing.T) {
	b := newSealedBench(t)
	whole := b.image()
	good := Backup{Path: b.given("20261101T120000.000Z-rolling.framsteg", whole)}
	bad := Backup{Path: b.given("20261102T120000.000Z-rolling.framsteg", whole[:len(whole)-1])}
	must(t, os.WriteFile(b.Path(), []byte("trasig"), 0o600))

	_, err := Rescue(t.Context(), b.Path(), good, Options{Secret: passphrase})
	if !errors.Is(err, ErrHeld) {
		t.Error("rescued what somebody has open:", err)
	}
	must(t, b.Close())
	_, err = Rescue(t.Context(), b.Path(), good, Options{})
	wantProblem(t, err, "error.open.sealed")
	_, err = Rescue(t.Context(), b.Path(), good, Options{Secret: "fel"})
	wantProblem(t, err, "error.open.secret")
	_, err = Rescue(t.Context(), b.Path(), bad, Options{Secret: passphrase})
	wantProblem(t, err, "error.open.damaged")
	wantAlone(t, b.Path())

	kept, err := Rescue(t.Context(), b.Path(), good, Options{Secret: passphrase})
	must(t, err)
	if data, err := os.ReadFile(kept); err != nil || string(data) != "trasig" {
		t.Errorf("kept %q, %v", data, err)
	}
	if string(b.image()) != string(whole) {
		t.Error("the file is not the backup, byte for byte")
	}
}
