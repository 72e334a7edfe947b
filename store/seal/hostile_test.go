package seal

import (
	"bytes"
	"strings"
	"testing"

	"filippo.io/age"
)

// header makes the header of an age file, up to what authenticates it.
func header(stanzas ...string) []byte {
	return []byte("age-encryption.org/v1\n" + strings.Join(stanzas, "") + "--- " + strings.Repeat("A", 43) + "\n" + strings.Repeat("x", 64))
}

const (
	salt = "AAAAAAAAAAAAAAAAAAAAAA"
	body = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
	x    = "-> X25519 CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" + body
	// zero is a point that makes every shared secret the same.
	zero = "-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" + body
)

func scrypt(work string) string { return "-> scrypt " + salt + " " + work + "\n" + body }

func TestHostileKey(t *testing.T) {
	k, _ := given(t, false)
	c := members(t, sealed(t, k, image(10)))
	cases := map[string]struct {
		key  []byte
		want error
	}{
		"just too much work":         {header(scrypt("19")), ErrWork},
		"absurd work":                {header(scrypt("30")), ErrWork},
		"more work than fits":        {header(scrypt("63")), ErrWork},
		"a number that fits nowhere": {header(scrypt(strings.Repeat("9", 40))), ErrWork},
		"no number":                  {header(scrypt("x")), ErrDamaged},
		"a negative one":             {header(scrypt("-1")), ErrDamaged},
		"with a sign":                {header(scrypt("+10")), ErrDamaged},
		"with a zero before":         {header(scrypt("010")), ErrDamaged},
		"no work":                    {header(scrypt("0")), ErrDamaged},
		"no work factor":             {header("-> scrypt " + salt + "\n" + body), ErrDamaged},
		"twice":                      {header(scrypt("10"), scrypt("10")), ErrDamaged},
		"beside another kind":        {header(scrypt("10"), x), ErrDamaged},
		"for a hub":                  {header(x), ErrHub},
		"for a hub and more":         {header(x, scrypt("10")), ErrHub},
		"of an unknown kind":         {header("-> argon " + salt + " 10\n" + body), ErrDamaged},
		"for nobody":                 {header(), ErrDamaged},
		"not age":                    {[]byte("AGE-SECRET-KEY-1"), ErrDamaged},
		"a header without end":       {bytes.Repeat([]byte("-> scrypt\n"), maxKey/10), ErrDamaged},
		"another's passphrase":       {header(scrypt("1")), ErrSecret},
	}
	for name, h := range cases {
		t.Run(name, func(t *testing.T) {
			c := c
			c.key = h.key
			refuses(t, c.bytes(), phrase, h.want)
		})
	}
}

// What somebody who knows the passphrase may put into key.age.
func TestForeignContentOfTheKey(t *testing.T) {
	k, _ := given(t, true)
	c := members(t, sealed(t, k, image(10)))
	good := string(identityFile(k.identity, k.recovery))
	identity := k.identity.String()
	hybrid, err := age.GenerateHybridIdentity()
	must(t, err)
	cases := map[string]string{
		"nothing":               "",
		"a line break":          "\n",
		"no line break":         strings.TrimSuffix(good, "\n"),
		"two line breaks":       good + "\n",
		"two identities":        good + identity + "\n",
		"another comment":       "# hello\n" + good,
		"a comment twice":       recoveryComment + k.recovery.String() + "\n" + good,
		"no recovery key in it": recoveryComment + "\n" + identity + "\n",
		"half a recovery key":   recoveryComment + "age1\n" + identity + "\n",
		"only a comment":        recoveryComment + k.recovery.String() + "\n",
		"small letters":         strings.ToLower(identity) + "\n",
		"a kind too new":        hybrid.String() + "\n",
		"a plugin":              "AGE-PLUGIN-X-1" + strings.TrimPrefix(identity, keyPrefix) + "\n",
		"the recipient":         k.identity.Recipient().String() + "\n",
		"lines of Windows":      strings.ReplaceAll(good, "\n", "\r\n"),
	}
	for name, content := range cases {
		t.Run(name, func(t *testing.T) {
			c := c
			c.key = encrypted(t, content, k.passphrase)
			refuses(t, c.bytes(), phrase, ErrDamaged)
		})
	}
	c.key = encrypted(t, good, k.passphrase)
	opens(t, c.bytes(), phrase, image(10)) // so it is the content that matters
}

func encrypted(t *testing.T, content string, to ...age.Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, encrypt(&out, []byte(content), to...))
	return out.Bytes()
}

func TestHostileData(t *testing.T) {
	k, recoveryKey := given(t, true)
	c := members(t, sealed(t, k, image(10)))
	hybrid, err := age.GenerateHybridIdentity()
	must(t, err)
	me, other, them := k.identity.Recipient(), hybrid.Recipient(), k.recovery
	cases := map[string][]byte{
		"for a passphrase":         encrypted(t, "x", k.passphrase),
		"for a passphrase of work": header(scrypt("30")),
		"for a kind too new":       encrypted(t, "x", other),
		"for three":                encrypted(t, "x", me, them, me),
		"for nobody":               header(),
		"for very many":            header(strings.Repeat(x, 10_000)),
		"of no order":              header(zero, zero),
		"two to me, not age":       []byte(x + x),
		"a key of another kind":    header(x, "-> ssh-ed25519 AAAA "+salt+"\n"+body),
		"an unknown kind":          header(x, "-> grease\n\n"),
		"a header without end":     append([]byte("age-encryption.org/v1\n"), bytes.Repeat([]byte("-> X25519 x\n\n"), 1<<20)...),
		"a line without end":       append([]byte("age-encryption.org/v1\n-> "), bytes.Repeat([]byte("x"), 8<<20)...),
	}
	for name, data := range cases {
		for secret, of := range map[string]string{phrase: "passphrase", recoveryKey: "recovery key"} {
			t.Run(name+", "+of, func(t *testing.T) {
				c := c
				c.data = data
				refuses(t, c.bytes(), secret, ErrDamaged)
			})
		}
	}
	t.Run("for another", func(t *testing.T) {
		foreign, foreignKey := given(t, true)
		c := c
		c.data = members(t, sealed(t, foreign, image(10))).data
		refuses(t, c.bytes(), phrase, ErrDamaged) // its key.age is ours
		refuses(t, c.bytes(), recoveryKey, ErrSecret)
		opens(t, c.bytes(), foreignKey, image(10))
	})
}

// A header of any length is refused by its beginning.
func TestEndlessHeaderCostsNothing(t *testing.T) {
	k, _ := given(t, false)
	c := members(t, sealed(t, k, image(10)))
	c.data = header(strings.Repeat(x, 100_000))
	file := c.bytes()
	allocations := testing.AllocsPerRun(1, func() { refuses(t, file, phrase, ErrDamaged) })
	if allocations > 10_000 {
		t.Errorf("%.0f allocations", allocations)
	}
}
