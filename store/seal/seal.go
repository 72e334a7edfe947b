package seal

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"

	"filippo.io/age"
)

// Work is how much work a guess of a passphrase takes: 2^Work rounds of scrypt,
// with 2^(Work-10) MiB of memory, about a second. It is what this program
// writes, and the most that it accepts.
const Work = 18

// What opening, making or sealing can fail with; errors.Is tells.
var (
	ErrSecret          = errors.New("seal: the passphrase or recovery key does not fit")
	ErrDamaged         = errors.New("seal: the file is damaged")
	ErrWork            = errors.New("seal: the passphrase would take more work than this program does")
	ErrNeedsPassphrase = errors.New("seal: opened by its recovery key: it needs a new passphrase")
	ErrPassphrase      = errors.New("seal: not a possible passphrase")
	ErrHub             = errors.New("seal: sealed to a hub, whose private key this is not")
)

//go:embed README.txt
var readme []byte

//go:embed README-hub.txt
var readmeForHub []byte

// Key opens and writes one sealed file. It holds the passphrase, which a new
// recovery key needs; no way of printing it shows that or any key. It never
// changes, so several goroutines can use it.
type Key struct {
	identity   *age.X25519Identity  // of the file; nil when its recovery key opened it
	recovered  *age.X25519Identity  // the recovery key that opened it, else nil
	recovery   *age.X25519Recipient // nil when there is none
	passphrase *age.ScryptRecipient // nil when the recovery key opened it, or a hub does
	file       []byte               // key.age
}

// Sealed tells whether file looks like a sealed one: it begins as a ZIP does.
func Sealed(file []byte) bool { return bytes.HasPrefix(file, []byte(magic)) }

// New makes the key of a new file, without a recovery key. The passphrase is
// used in Unicode NFC, else as it is. work is the work factor from 1 to Work,
// or 0 for Work. It can fail with ErrPassphrase (empty, over 1024 bytes, with a
// control character, or a recovery key) and ErrWork, and takes about a second.
func New(passphrase string, work int) (*Key, error) {
	p, err := newPassphrase(passphrase, work)
	if err != nil {
		return nil, err
	}
	return newKey(p, nil)
}

func newPassphrase(passphrase string, work int) (*age.ScryptRecipient, error) {
	passphrase = normal(passphrase)
	if err := acceptable(passphrase); err != nil {
		return nil, err
	}
	if work < 0 || work > Work {
		return nil, fmt.Errorf("%w: %d", ErrWork, work)
	}
	p, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	if work == 0 {
		work = Work
	}
	p.SetWorkFactor(work)
	return p, nil
}

// newKey makes an identity that no earlier file was for.
func newKey(p *age.ScryptRecipient, recovery *age.X25519Recipient) (*Key, error) {
	identity, file, err := newIdentity(recovery, p)
	if err != nil {
		return nil, err
	}
	return &Key{identity: identity, recovery: recovery, passphrase: p, file: file}, nil
}

// newIdentity makes an identity, and the key.age by which only to gets at it.
func newIdentity(recovery *age.X25519Recipient, to age.Recipient) (*age.X25519Identity, []byte, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, nil, err
	}
	text := identityFile(identity, recovery)
	defer clear(text)
	var file bytes.Buffer
	if err := encrypt(&file, text, to); err != nil {
		return nil, nil, err
	}
	return identity, file.Bytes(), nil
}

// Open gives what was sealed in file, and the key to seal it again. secret is
// the passphrase or the recovery key, as somebody typed it, or the private key of
// the hub that it is sealed to. It can fail with ErrSecret, ErrDamaged, ErrWork,
// and ErrHub where no passphrase can open it.
func Open(file []byte, secret string) (image []byte, k *Key, err error) {
	c, err := parse(file)
	if err != nil {
		return nil, nil, err
	}
	if c.forHub() {
		k, err = unlockAsHub(c.key, secret)
	} else if identity, e := parseRecoveryKey(secret); e == nil {
		k = &Key{recovered: identity, recovery: identity.Recipient()}
	} else {
		k, err = unlock(c.key, normal(secret))
	}
	if err != nil {
		return nil, nil, err
	}
	image, err = k.open(c)
	if err != nil {
		return nil, nil, err
	}
	return image, k, nil
}

// unlock opens key.age with a passphrase.
func unlock(file []byte, secret string) (*Key, error) {
	if acceptable(secret) != nil {
		return nil, ErrSecret
	}
	id, err := age.NewScryptIdentity(secret)
	if err != nil {
		return nil, err
	}
	id.SetMaxWorkFactor(Work)
	p := &passphrase{ScryptIdentity: id}
	text, err := decrypt(file, p)
	if err != nil {
		return nil, err
	}
	defer clear(text)
	k := &Key{file: bytes.Clone(file)}
	if k.identity, k.recovery, err = parseIdentityFile(text); err != nil {
		return nil, err
	}
	k.passphrase, err = newPassphrase(secret, p.work)
	return k, err
}

// Open gives what was sealed in another file of the same key, such as a backup.
// It can fail with ErrSecret, when that file has another passphrase or recovery
// key, and with ErrDamaged.
func (k *Key) Open(file []byte) ([]byte, error) {
	c, err := parse(file)
	if err != nil {
		return nil, err
	}
	return k.open(c)
}

func (k *Key) open(c *container) ([]byte, error) {
	if k.NeedsPassphrase() {
		return decrypt(c.data, holder{k.recovered, recoveryPlace, 2})
	}
	if !bytes.Equal(c.key, k.file) {
		return nil, ErrSecret
	}
	image, err := decrypt(c.data, holder{k.identity, ownPlace, 2})
	if errors.Is(err, ErrSecret) {
		err = fmt.Errorf("%w: its key is that of another file", ErrDamaged)
	}
	return image, err
}

// Seal gives the bytes of a sealed file that holds image. It fails with
// ErrNeedsPassphrase after opening by recovery key.
func (k *Key) Seal(image []byte) ([]byte, error) {
	if k.NeedsPassphrase() {
		return nil, ErrNeedsPassphrase
	}
	c := container{readme: readme, key: k.file}
	if c.forHub() {
		c.readme = readmeForHub
	}
	head, tail := c.frame(0) // to know how long they are
	room := len(head) + len(image) + overhead(len(image)) + len(tail)
	if uint64(room) > math.MaxUint32 {
		return nil, errTooLarge
	}
	out := bytes.NewBuffer(make([]byte, len(head), room))
	to := []age.Recipient{k.identity.Recipient()}
	if k.recovery != nil {
		to = append(to, k.recovery)
	}
	sum := crc32.NewIEEE()
	if err := encrypt(io.MultiWriter(sum, out), image, to...); err != nil {
		return nil, err
	}
	c.data = out.Bytes()[len(head):]
	head, tail = c.frame(sum.Sum32())
	copy(out.Bytes(), head)
	out.Write(tail)
	return out.Bytes(), nil
}

// NeedsPassphrase tells whether the recovery key opened the file: then the
// passphrase and the file's own identity are not known, and Seal needs the key
// that WithPassphrase makes.
func (k *Key) NeedsPassphrase() bool { return k.identity == nil }

// WithPassphrase makes a key with a new passphrase and the same recovery key.
// Its identity is new, too: an older copy with the old passphrase does not open
// what it seals. It fails as New does.
func (k *Key) WithPassphrase(passphrase string, work int) (*Key, error) {
	p, err := newPassphrase(passphrase, work)
	if err != nil {
		return nil, err
	}
	return newKey(p, k.recovery)
}

// WithRecovery makes a key with the same passphrase and another recovery key,
// one of NewRecoveryKey. An earlier one does not open what the new key seals;
// nor does k open it, as its identity is new. It fails with ErrNeedsPassphrase, for
// what is sealed to a hub too, and with ErrSecret for what is no recovery key, and takes about a second.
func (k *Key) WithRecovery(recovery string) (*Key, error) {
	if k.passphrase == nil {
		return nil, ErrNeedsPassphrase
	}
	identity, err := parseRecoveryKey(recovery)
	if err != nil {
		return nil, fmt.Errorf("%w: no recovery key", ErrSecret)
	}
	return newKey(k.passphrase, identity.Recipient())
}

// HasRecovery tells whether a recovery key opens what k seals.
func (k *Key) HasRecovery() bool { return k.recovery != nil }

const recoveryComment = "# recovery: "

// identityFile is the content of key.age: what age -i reads.
func identityFile(identity *age.X25519Identity, recovery *age.X25519Recipient) []byte {
	var text []byte
	if recovery != nil {
		text = fmt.Appendf(text, "%s%s\n", recoveryComment, recovery)
	}
	return fmt.Appendf(text, "%s\n", identity)
}

// parseIdentityFile reads what identityFile wrote. All else is ErrDamaged.
func parseIdentityFile(text []byte) (identity *age.X25519Identity, recovery *age.X25519Recipient, err error) {
	rest := string(text)
	if comment, ok := strings.CutPrefix(rest, recoveryComment); ok {
		var line string
		line, rest, _ = strings.Cut(comment, "\n")
		if recovery, err = age.ParseX25519Recipient(line); err != nil {
			return nil, nil, fmt.Errorf("%w: the recovery key in its key", ErrDamaged)
		}
	}
	identity, err = age.ParseX25519Identity(strings.TrimSuffix(rest, "\n"))
	if err != nil { // which can hold the key
		return nil, nil, fmt.Errorf("%w: the content of its key", ErrDamaged)
	}
	if again := identityFile(identity, recovery); !bytes.Equal(again, text) {
		return nil, nil, fmt.Errorf("%w: more than a key in its key", ErrDamaged)
	}
	return identity, recovery, nil
}
