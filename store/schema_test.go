package store

import (
	"testing"
)

func TestFingerprintIsThatOfTheMigrations(t *testing.T) {
	db, err := memory(t.Context(), nil)
	must(t, err)
	defer db.Close()
	must(t, migrate(t.Context(), db, 0))
	got, err := fingerprint(t.Context(), db)
	must(t, err)
	if want := fingerprints[schemaVersion-1]; got != want {
		t.Errorf("fingerprint of version %d is %s, not %s", schemaVersion, got, want)
	}
}
