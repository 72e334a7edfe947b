package seal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

// maxPassphrase is how many bytes of a passphrase a terminal surely passes on
// to the age program.
const maxPassphrase = 1024

// normal gives the one form of a passphrase: Unicode NFC, for the same å is one
// character on most keyboards and two from some systems. Nothing else is
// changed; a space at its end counts.
func normal(passphrase string) string { return norm.NFC.String(passphrase) }

// acceptable says why a normal passphrase can't be one (ErrPassphrase): it must
// be possible to type it to the age program, and to tell it from a recovery key.
func acceptable(passphrase string) error {
	switch {
	case passphrase == "":
		return fmt.Errorf("%w: empty", ErrPassphrase)
	case len(passphrase) > maxPassphrase:
		return fmt.Errorf("%w: more than %d bytes", ErrPassphrase, maxPassphrase)
	case !utf8.ValidString(passphrase), strings.ContainsFunc(passphrase, unicode.IsControl):
		return fmt.Errorf("%w: holds what no keyboard types", ErrPassphrase)
	case IsRecoveryKey(passphrase):
		return fmt.Errorf("%w: a recovery key", ErrPassphrase)
	}
	return nil
}

// keyPrefix begins an age identity.
const keyPrefix = "AGE-SECRET-KEY-1"

// likeness undoes what is misread on paper: these four do not occur in a key.
var likeness = strings.NewReplacer("1", "L", "I", "L", "O", "0", "B", "8")

// bare gives what was typed for a recovery key in capitals, without what stands
// between its characters, and without the prefix, which it may lack.
func bare(key string) (rest string, prefixed bool) {
	key = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '\u2212' || r == '\u00ad' {
			return -1
		}
		return unicode.ToUpper(r)
	}, key)
	return strings.CutPrefix(key, strings.ReplaceAll(keyPrefix, "-", ""))
}

// tidy gives a recovery key as age writes it, from one as somebody typed it:
// with or without its prefix, in groups, in small letters, or with letters
// taken for similar ones. The key's own checksum tells whether it is one.
func tidy(key string) string {
	rest, _ := bare(key)
	return keyPrefix + likeness.Replace(rest)
}

// IsRecoveryKey tells whether s is a whole recovery key without a typing error.
// Case does not matter, nor do spaces, line breaks and dashes wherever they
// stand, nor whether it begins with "AGE-SECRET-KEY-1".
func IsRecoveryKey(s string) bool {
	_, err := parseRecoveryKey(s)
	return err == nil
}

// MeantAsRecoveryKey tells whether s was meant to be a recovery key, with typing
// errors or without: it begins as one, or is about as long, in one alphabet, with
// as many digits as nearly every key has and nearly no passphrase.
func MeantAsRecoveryKey(s string) bool {
	const length, digits = 58, 4
	rest, prefixed := bare(s)
	count := 0
	for _, r := range rest {
		switch {
		case '0' <= r && r <= '9':
			count++
		case r < 'A', r > 'Z':
			return prefixed
		}
	}
	return prefixed || count >= digits && length-4 <= len(rest) && len(rest) <= length+4
}

// NewRecoveryKey makes a recovery key, which opens nothing until WithRecovery
// puts it to use. Show it once: it is in no file.
func NewRecoveryKey() (string, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	return identity.String(), nil
}

func parseRecoveryKey(s string) (*age.X25519Identity, error) {
	return age.ParseX25519Identity(tidy(s))
}

// Groups splits a recovery key for showing: its prefix, and then groups of four
// characters. They join to exactly the key.
func Groups(key string) []string {
	var groups []string
	if rest, ok := strings.CutPrefix(key, keyPrefix); ok {
		groups, key = append(groups, keyPrefix), rest
	}
	for len(key) > 4 {
		groups, key = append(groups, key[:4]), key[4:]
	}
	return append(groups, key)
}
