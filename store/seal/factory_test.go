package seal

import (
	"bytes"
	"errors"
	"hash/crc32"
	"math/rand/v2"
	"testing"
)

// light is a work factor that costs a test nothing.
const light = 1

const phrase = "Åtta korta ord räcker långt på vägen"

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// image gives bytes of a size, the same each time.
func image(size int) []byte {
	source := rand.NewChaCha8([32]byte{1})
	b := make([]byte, size)
	source.Read(b) // never fails
	return b
}

// given makes a key by passphrase, with a recovery key if that is wanted.
func given(t testing.TB, withRecovery bool) (k *Key, recoveryKey string) {
	t.Helper()
	k, err := New(phrase, light)
	must(t, err)
	if withRecovery {
		recoveryKey, err = NewRecoveryKey()
		must(t, err)
		k, err = k.WithRecovery(recoveryKey)
		must(t, err)
	}
	return k, recoveryKey
}

func sealed(t testing.TB, k *Key, image []byte) []byte {
	t.Helper()
	file, err := k.Seal(image)
	must(t, err)
	return file
}

// opens fails unless a secret opens file, and gives its key.
func opens(t testing.TB, file []byte, secret string, want []byte) *Key {
	t.Helper()
	got, k, err := Open(file, secret)
	must(t, err)
	if !bytes.Equal(got, want) {
		t.Fatalf("%d bytes came back, not the %d sealed ones", len(got), len(want))
	}
	return k
}

// refuses fails unless opening gives an error and nothing else.
func refuses(t testing.TB, file []byte, secret string, want error) {
	t.Helper()
	got, k, err := Open(file, secret)
	if !errors.Is(err, want) || got != nil || k != nil {
		t.Errorf("%d bytes, %v, %v: want %v", len(got), k, err, want)
	}
}

// members gives what a sealed file holds.
func members(t testing.TB, file []byte) container {
	t.Helper()
	c, err := parse(file)
	must(t, err)
	return *c
}

// bytes makes a file of members, whatever they hold.
func (c container) bytes() []byte {
	head, tail := c.frame(crc32.ChecksumIEEE(c.data))
	return bytes.Join([][]byte{head, c.data, tail}, nil)
}
