package seal

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"filippo.io/age"
)

// givenForHub makes a key that seals to a new hub, and the hub's private key.
func givenForHub(t testing.TB) (k *Key, private string) {
	t.Helper()
	private, recipient, err := NewHub()
	must(t, err)
	k, err = NewForHub(recipient)
	must(t, err)
	return k, private
}

func TestOnlyTheHubOpensWhatIsSealedToIt(t *testing.T) {
	k, private := givenForHub(t)
	_, other := givenForHub(t)
	file := sealed(t, k, image(100_000))

	if !Sealed(file) || !ForHub(file) {
		t.Error("does not look sealed to a hub")
	}
	opened := opens(t, file, private, image(100_000))
	if opened.NeedsPassphrase() || opened.HasRecovery() {
		t.Error("it is opened as by a recovery key")
	}
	for name, secret := range map[string]string{"nothing": "", "a passphrase": phrase, "another hub's": other,
		"the file's own key": k.identity.String(), "the hub's public key": recipientOf(t, private)} {
		t.Run(name, func(t *testing.T) { refuses(t, file, secret, ErrHub) })
	}
}

// What the hub opened and writes again is for the hub still, or for a passphrase
// when it is given one.
func TestTheHubSealsAgain(t *testing.T) {
	k, private := givenForHub(t)
	opened := opens(t, sealed(t, k, image(10)), private, image(10))

	again := sealed(t, opened, image(20))
	opens(t, again, private, image(20))
	refuses(t, again, phrase, ErrHub)
	next, err := opened.WithPassphrase(phrase, light)
	must(t, err)
	own := sealed(t, next, image(30))
	opens(t, own, phrase, image(30))
	refuses(t, own, private, ErrSecret)
	if _, err := opened.WithRecovery(private); !errors.Is(err, ErrNeedsPassphrase) {
		t.Error("a file for the hub got a recovery key:", err)
	}
}

func TestTwoFilesForAHubShareNothing(t *testing.T) {
	private, recipient, err := NewHub()
	must(t, err)
	var files [2][]byte
	for i := range files {
		k, err := NewForHub(recipient)
		must(t, err)
		files[i] = sealed(t, k, image(10))
	}
	mixed := members(t, files[0])
	mixed.data = members(t, files[1]).data
	refuses(t, mixed.bytes(), private, ErrDamaged)
}

func TestAFileWithAPassphraseIsForNoHub(t *testing.T) {
	k, _ := given(t, true)
	file := sealed(t, k, image(10))
	if ForHub(file) || ForHub(file[:100]) || ForHub(nil) {
		t.Error("looks as if it were")
	}
	_, private := givenForHub(t)
	refuses(t, file, private, ErrSecret)
}

func recipientOf(t testing.TB, private string) string {
	t.Helper()
	recipient, err := Of(private)
	must(t, err)
	return recipient
}

func TestRecipientAsItIsTyped(t *testing.T) {
	private, recipient, err := NewHub()
	must(t, err)
	if recipientOf(t, private) != recipient {
		t.Error("the private key belongs to another")
	}
	if _, err := Of(recipient); !errors.Is(err, ErrRecipient) {
		t.Error("the public key is taken for the private one:", err)
	}
	hybrid, err := age.GenerateHybridIdentity()
	must(t, err)
	allowed := map[string]string{
		"as it is":      recipient,
		"with spaces":   "  " + recipient[:10] + " " + recipient[10:30] + "\u00a0" + recipient[30:] + " ",
		"on two lines":  recipient[:20] + "\r\n\t" + recipient[20:],
		"capitals":      strings.ToUpper(recipient),
		"with a marker": "\ufeff" + recipient[:5] + "\u200b" + recipient[5:],
	}
	for name, typed := range allowed {
		t.Run(name, func(t *testing.T) {
			if got, err := Recipient(typed); err != nil || got != recipient {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	flipped := []byte(recipient)
	flipped[20] ^= 'q' ^ 'p'
	refused := map[string]string{
		"nothing":           "",
		"a letter less":     recipient[:len(recipient)-1],
		"another letter":    string(flipped),
		"two":               recipient + "\n" + recipient,
		"the private key":   private,
		"a plugin":          "age1yubikey1" + recipient[4:],
		"SSH":               "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN",
		"a kind too new":    hybrid.Recipient().String(),
		"a point of no use": "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
		"endless":           strings.Repeat("age1", 1<<20),
		"a comment":         "# public key: " + recipient,
	}
	for name, typed := range refused {
		t.Run(name, func(t *testing.T) {
			if got, err := Recipient(typed); !errors.Is(err, ErrRecipient) || got != "" {
				t.Errorf("%q, %v", got, err)
			}
			if k, err := NewForHub(typed); !errors.Is(err, ErrRecipient) || k != nil {
				t.Errorf("seals to it: %v", err)
			}
		})
	}
}

// What somebody who knows the public key, as everybody may, puts into key.age.
func TestHostileKeyForAHub(t *testing.T) {
	k, private := givenForHub(t)
	c := members(t, sealed(t, k, image(10)))
	to, err := age.ParseX25519Recipient(recipientOf(t, private))
	must(t, err)
	other, _ := given(t, true)
	hybrid, err := age.GenerateHybridIdentity()
	must(t, err)
	good := string(identityFile(k.identity, nil))
	cases := map[string][]byte{
		"nothing":               encrypted(t, "", to),
		"no line break":         encrypted(t, strings.TrimSuffix(good, "\n"), to),
		"two identities":        encrypted(t, good+good, to),
		"a recovery key":        encrypted(t, string(identityFile(k.identity, other.recovery)), to),
		"the recipient":         encrypted(t, k.identity.Recipient().String()+"\n", to),
		"a kind too new":        encrypted(t, hybrid.String()+"\n", to),
		"for two":               encrypted(t, good, to, other.recovery),
		"for the hub and later": header(x, x, x),
		"for another kind too":  header(x, "-> grease\n\n"),
		"a header without end":  append([]byte(forHub), bytes.Repeat([]byte("x"), maxKey/2)...),
		"nothing after it":      []byte(forHub),
		"a key of a lot":        encrypted(t, strings.Repeat(good, 100), to),
	}
	for name, key := range cases {
		t.Run(name, func(t *testing.T) {
			c := c
			c.key = key
			refuses(t, c.bytes(), private, ErrDamaged)
			refuses(t, c.bytes(), phrase, ErrHub)
		})
	}
	t.Run("of a point of no use", func(t *testing.T) {
		c := c
		c.key = header(zero)
		refuses(t, c.bytes(), private, ErrDamaged)
	})
	c.key = encrypted(t, good, to)
	opens(t, c.bytes(), private, image(10)) // so it is the content that matters
}

func TestReadmeForTheHubIsInItsFiles(t *testing.T) {
	k, _ := givenForHub(t)
	if c := members(t, sealed(t, k, nil)); !bytes.Equal(c.readme, readmeForHub) || len(readmeForHub) > maxReadme {
		t.Error("another README.txt")
	}
	k, _ = given(t, false)
	if c := members(t, sealed(t, k, nil)); !bytes.Equal(c.readme, readme) {
		t.Error("the README.txt of a hub in a file with a passphrase")
	}
}
