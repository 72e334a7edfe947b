package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"filippo.io/age"
)

// A file can be sealed to a hub instead of by a passphrase: its key.age is then
// encrypted to the hub's public key, which everybody may know, and only the
// private key, which the hub alone has, opens it. The rest is as in every sealed
// file.

// ErrRecipient is in the error of what is no public key of a hub.
var ErrRecipient = errors.New("seal: not the public key of a hub")

// forHub begins the key.age of a file that is sealed to a hub.
const forHub = "age-encryption.org/v1\n-> X25519 "

// ForHub tells whether file is sealed to a hub, so that no passphrase opens it.
func ForHub(file []byte) bool {
	c, err := parse(file)
	return err == nil && c.forHub()
}

func (c *container) forHub() bool { return bytes.HasPrefix(c.key, []byte(forHub)) }

// NewHub makes the key pair of a hub: the private key, which opens what is sealed
// to the recipient.
func NewHub() (private, recipient string, err error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	return identity.String(), identity.Recipient().String(), nil
}

// Recipient gives the public key of a hub ("age1…") as age writes it, from one as
// somebody typed it: in any case, with spaces and line breaks anywhere. It fails
// with ErrRecipient, also for the recipients of other kinds that age knows.
func Recipient(typed string) (string, error) {
	r, err := parseRecipient(typed)
	if err != nil {
		return "", err
	}
	return r.String(), nil
}

func parseRecipient(typed string) (*age.X25519Recipient, error) {
	if len(typed) > maxPassphrase {
		return nil, fmt.Errorf("%w: too long", ErrRecipient)
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) { // as a mail puts between
			return -1
		}
		return unicode.ToLower(r)
	}, typed)
	r, err := age.ParseX25519Recipient(bare)
	if err == nil {
		err = encrypt(io.Discard, nil, r) // which refuses a point that keeps nothing secret
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrRecipient, err)
	}
	return r, nil
}

// Of gives the public key that belongs to the private key of a hub. It fails with
// ErrRecipient for what is none.
func Of(private string) (recipient string, err error) {
	identity, err := age.ParseX25519Identity(private)
	if err != nil { // which can hold the key
		return "", fmt.Errorf("%w: nor a private one", ErrRecipient)
	}
	return identity.Recipient().String(), nil
}

// NewForHub makes the key of a new file that only the hub with a public key
// opens: a recipient as Recipient takes it. It fails with ErrRecipient.
func NewForHub(recipient string) (*Key, error) {
	to, err := parseRecipient(recipient)
	if err != nil {
		return nil, err
	}
	identity, file, err := newIdentity(nil, to)
	if err != nil {
		return nil, err
	}
	return &Key{identity: identity, file: file}, nil
}

// unlockAsHub opens the key.age of a file that is sealed to a hub. ErrHub says
// that the secret is not the hub's private key.
func unlockAsHub(file []byte, secret string) (*Key, error) {
	private, err := parseRecoveryKey(secret)
	if err != nil {
		return nil, ErrHub
	}
	text, err := decrypt(file, holder{private, ownPlace, 1})
	if errors.Is(err, ErrSecret) {
		return nil, ErrHub
	}
	if err != nil {
		return nil, err
	}
	defer clear(text)
	identity, recovery, err := parseIdentityFile(text)
	if err != nil {
		return nil, err
	}
	if recovery != nil {
		return nil, fmt.Errorf("%w: a recovery key in the key for a hub", ErrDamaged)
	}
	return &Key{identity: identity, file: bytes.Clone(file)}, nil
}
