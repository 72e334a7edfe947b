//go:build unix

package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"framsteg/assets"
	"framsteg/store/disk"
	"framsteg/store/seal"
)

// However the program ends, an exported file is whole or not there, and what is
// left beside it is as secret as it would be.
func TestKillsWhileExporting(t *testing.T) {
	for name, sealed := range map[string]bool{"plain": false, "sealed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStorm(t, sealed)
			b, err := Create(t.Context(), s.path, assets.Instrument(), s.options())
			must(t, err)
			p, _ := person("H-1")
			_, err = b.SaveParticipant(t.Context(), p)
			must(t, err)
			must(t, b.Close())
			whole, none, left := 0, 0, 0
			for n := range fewer(15) {
				folder := t.TempDir()
				deeds := s.kill(task{Export: folder, Child: n})
				for i, d := range deeds {
					if !strings.HasPrefix(d.Name, "export ") || d.Done {
						continue
					}
					path := filepath.Join(folder, strings.TrimPrefix(d.Name, "export "))
					if _, err := os.Lstat(path); err != nil {
						if none++; i+1 < len(deeds) {
							t.Fatalf("%s was made, and is not there: %v", path, err)
						}
						continue
					}
					whole++
					if got := opened(t, path).codes(); len(got) != 1 {
						t.Fatalf("%q", got)
					}
				}
				for _, path := range (disk.Disk{}).LeftIn(folder) {
					left++
					data, err := os.ReadFile(path)
					must(t, err)
					if sealed && len(data) > 0 && (!seal.Sealed(data) || bytes.Contains(data, []byte("SQLite format"))) {
						t.Fatalf("%d bytes are left that anybody can read", len(data))
					}
				}
			}
			t.Logf("%d whole files, %d not there, %d temporary ones left", whole, none, left)
		})
	}
}

// export makes one file after the other.
func (v *victim) export() {
	lock := Lock{}
	if v.Sealed {
		lock.Passphrase = exportPhrase
	}
	for n := 0; ; n++ {
		name := fmt.Sprintf("%d.framsteg", n)
		v.does(&deed{Name: "export " + name}, func() error {
			_, err := v.store.Export(v.t.Context(), filepath.Join(v.Export, name), Selection{}, lock)
			return err
		})
	}
}
