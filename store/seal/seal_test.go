package seal

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"testing"

	"filippo.io/age"
)

func TestRoundTrip(t *testing.T) {
	for _, size := range []int{0, 1, 64<<10 - 1, 64 << 10, 64<<10 + 1, 128 << 10, 5 << 20} {
		for _, withRecovery := range []bool{false, true} {
			t.Run(fmt.Sprint(size, " recovery ", withRecovery), func(t *testing.T) {
				k, recoveryKey := given(t, withRecovery)
				want := image(size)

				file := sealed(t, k, want)

				if !Sealed(file) {
					t.Error("does not look sealed")
				}
				if again := sealed(t, k, want); bytes.Equal(members(t, again).data, members(t, file).data) {
					t.Error("two saves are the same bytes")
				}
				opened := opens(t, file, phrase, want)
				if opened.HasRecovery() != withRecovery || opened.NeedsPassphrase() {
					t.Error("recovery", opened.HasRecovery(), "needs a passphrase", opened.NeedsPassphrase())
				}
				opens(t, sealed(t, opened, want), phrase, want)
				got, err := k.Open(file)
				must(t, err)
				if !bytes.Equal(got, want) {
					t.Error("its own key opens something else")
				}
				if withRecovery {
					opens(t, file, recoveryKey, want)
				}
			})
		}
	}
}

func TestSealedLooksAtTheBeginning(t *testing.T) {
	for _, other := range []string{"", "PK", "SQLite format 3\x00", "age-encryption.org/v1\n"} {
		if Sealed([]byte(other)) {
			t.Errorf("%q looks sealed", other)
		}
	}
}

// The file is no larger, and made in no more memory, than its parts need.
func TestSealGrowsNothing(t *testing.T) {
	k, _ := given(t, true)
	for _, size := range []int{0, 1, 64 << 10, 5<<20 + 1} {
		file := sealed(t, k, image(size))
		if spare := cap(file) - len(file); spare < 0 || spare > maxHeader {
			t.Errorf("%d bytes: %d to spare", size, spare)
		}
	}
}

func TestAnotherSecret(t *testing.T) {
	k, _ := given(t, true)
	file := sealed(t, k, image(100))
	_, foreign := given(t, true)
	secrets := map[string]string{
		"empty":                 "",
		"another":               "ett annat",
		"other case":            "åtta korta ord räcker långt på vägen",
		"a space more":          phrase + " ",
		"a letter less":         phrase[1:],
		"another recovery key":  foreign,
		"the file's own key":    k.identity.String(),
		"the public key of it":  k.identity.Recipient().String(),
		"a recovery key's name": keyPrefix,
	}
	for name, secret := range secrets {
		t.Run(name, func(t *testing.T) { refuses(t, file, secret, ErrSecret) })
	}
	t.Run("the recovery key of a file without one", func(t *testing.T) {
		k, _ := given(t, false)
		refuses(t, sealed(t, k, image(100)), foreign, ErrSecret)
	})
}

func TestImpossibleKeys(t *testing.T) {
	_, recoveryKey := given(t, true)
	cases := map[string]struct {
		passphrase string
		work       int
		want       error
	}{
		"empty":           {"", light, ErrPassphrase},
		"a line break":    {"två\nrader", light, ErrPassphrase},
		"no text":         {"\xff\xfe", light, ErrPassphrase},
		"too long":        {string(bytes.Repeat([]byte("å"), 513)), light, ErrPassphrase},
		"a recovery key":  {recoveryKey, light, ErrPassphrase},
		"too much work":   {phrase, Work + 1, ErrWork},
		"less than none":  {phrase, -1, ErrWork},
		"endless work":    {phrase, 1 << 30, ErrWork},
		"only spaces are": {"   ", light, nil},
		"the longest":     {string(bytes.Repeat([]byte("å"), 512)), light, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			k, err := New(c.passphrase, c.work)
			if !errors.Is(err, c.want) || (k == nil) != (c.want != nil) {
				t.Errorf("%v, %v: want %v", k, err, c.want)
			}
		})
	}
}

func TestDefaultWorkIsWork(t *testing.T) {
	k, err := New(phrase, 0)
	must(t, err)
	p := &passphrase{}
	p.ScryptIdentity, err = age.NewScryptIdentity(phrase)
	must(t, err)
	_, err = decrypt(k.file, p)
	must(t, err)
	if p.work != Work {
		t.Error("written with work", p.work)
	}
}

func TestNewPassphrase(t *testing.T) {
	k, recoveryKey := given(t, true)
	before := sealed(t, k, image(10))

	const changed = "en helt ny lösenfras"
	next, err := k.WithPassphrase(changed, light)
	must(t, err)
	after := sealed(t, next, image(20))

	opens(t, before, phrase, image(10))
	opens(t, after, changed, image(20))
	opens(t, after, recoveryKey, image(20))
	refuses(t, after, phrase, ErrSecret)
	refuses(t, before, changed, ErrSecret)
	for _, crossed := range []struct {
		k    *Key
		file []byte
	}{{k, after}, {next, before}} {
		if got, err := crossed.k.Open(crossed.file); !errors.Is(err, ErrSecret) || got != nil {
			t.Errorf("the key of one opens the other: %v", err)
		}
	}
	// Whoever kept the old key.age and the old passphrase has nothing to open
	// the new content with.
	mixed := members(t, after)
	mixed.key = members(t, before).key
	refuses(t, mixed.bytes(), phrase, ErrDamaged)
}

func TestNewRecoveryKey(t *testing.T) {
	k, old := given(t, true)
	before := sealed(t, k, image(10))

	fresh, err := NewRecoveryKey()
	must(t, err)
	next, err := opens(t, before, phrase, image(10)).WithRecovery(fresh)
	must(t, err)
	if _, err := k.WithRecovery(phrase); !errors.Is(err, ErrSecret) {
		t.Error("a passphrase as recovery key:", err)
	}
	after := sealed(t, opens(t, sealed(t, next, image(20)), phrase, image(20)), image(20)) // saved by a later run

	opens(t, before, old, image(10))
	opens(t, after, fresh, image(20))
	opens(t, after, phrase, image(20))
	refuses(t, after, old, ErrSecret)
	refuses(t, before, fresh, ErrSecret)
	// A window that was open all the time must not bring the old one back.
	if _, err := k.Open(after); !errors.Is(err, ErrSecret) {
		t.Error("the key from before opens it:", err)
	}
}

func TestOpenedByRecoveryKey(t *testing.T) {
	k, recoveryKey := given(t, true)
	file := sealed(t, k, image(10))

	r := opens(t, file, recoveryKey, image(10))

	if !r.NeedsPassphrase() || !r.HasRecovery() {
		t.Error("needs a passphrase", r.NeedsPassphrase(), "recovery", r.HasRecovery())
	}
	if got, err := r.Seal(image(10)); !errors.Is(err, ErrNeedsPassphrase) || got != nil {
		t.Error("seals without a passphrase:", err)
	}
	if _, err := r.WithRecovery(recoveryKey); !errors.Is(err, ErrNeedsPassphrase) {
		t.Error("makes a recovery key without a passphrase:", err)
	}
	got, err := r.Open(sealed(t, k, image(30)))
	must(t, err)
	if !bytes.Equal(got, image(30)) {
		t.Error("a backup opens as something else")
	}
	next, err := r.WithPassphrase("en ny", light)
	must(t, err)
	after := sealed(t, next, image(20))
	opens(t, after, "en ny", image(20))
	opens(t, after, recoveryKey, image(20))
	refuses(t, after, phrase, ErrSecret)
}

//go:embed testdata/version1.sealed
var oldFile []byte

// Files of this form must open for good: this one was made when it was new.
func TestOldFile(t *testing.T) {
	const secret, recoveryKey = "Blåbärssylt på rågbröd", "AGE-SECRET-KEY-10NJDU760ZG8C4H434G9ZVULLEVR7GSR2EURWH0ZD3W52ZKD8AJPQ238EGL"
	opens(t, oldFile, secret, []byte("version 1\n"))
	opens(t, oldFile, recoveryKey, []byte("version 1\n"))
}
