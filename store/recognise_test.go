package store

import (
	"errors"
	"os"
	"testing"
)

// A secret is recognised also where the file is gone.
func TestRecognises(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	b.options.Work = littleWork
	b.participant("H-1")
	must(t, b.Seal(ctx, passphrase))
	recognised := func(where string) {
		t.Helper()
		must(t, b.Recognises(ctx, passphrase))
		if err := b.Recognises(ctx, otherPassphrase); !errors.Is(err, ErrSecret) {
			t.Errorf("%s, another passphrase: %v", where, err)
		}
	}
	recognised("with the file")
	must(t, os.Remove(b.Path()))
	recognised("without it")
}
