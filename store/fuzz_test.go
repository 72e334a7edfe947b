package store

import (
	"os"
	"path/filepath"
	"testing"

	"framsteg/store/seal"
)

// Whatever a whole file holds, or an image sealed by who has the passphrase, it
// is refused by a Problem, or opened and then checked.
func FuzzOpenSealed(f *testing.F) {
	m := newMaterial(f)
	f.Add([]byte{}, false)
	f.Add(m.plain, false)
	f.Add(m.plain, true)
	f.Add(m.sealed, false)
	f.Add(zipped(membersOf(m.sealed)[1:]), false)
	f.Add(zipped([]zipMember{{"hello.txt", []byte("hej")}}), false)
	f.Fuzz(func(t *testing.T, file []byte, wrap bool) {
		if wrap {
			file = sealedBy(m.key, file)
		}
		path := filepath.Join(t.TempDir(), "x.framsteg")
		must(t, os.WriteFile(path, file, 0o600))
		s, err := Open(t.Context(), path, Options{Secret: passphrase})
		if err != nil {
			wantAnyProblem(t, err)
			return
		}
		if s.Protection().Sealed != seal.Sealed(file) {
			t.Error("sealed is said to be plain, or the other way round")
		}
		_, problem := digest(t.Context(), s)
		must(t, problem)
		must(t, s.Close())
		if _, err := Check(t.Context(), path, Options{Secret: passphrase}); err != nil {
			wantAnyProblem(t, err)
		}
	})
}
