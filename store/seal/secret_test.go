package seal

import (
	"strings"
	"testing"
)

// Some systems give å as one character, some as a and a ring.
func TestPassphraseIsNormalised(t *testing.T) {
	const apart, whole = "ko\u0308ra pa\u030a", "köra på"
	for _, c := range [][2]string{{apart, whole}, {whole, apart}} {
		k, err := New(c[0], light)
		must(t, err)
		opens(t, sealed(t, k, image(1)), c[1], image(1))
	}
	k, err := New("½ ﬁ", light)
	must(t, err)
	refuses(t, sealed(t, k, image(1)), "1⁄2 fi", ErrSecret) // alike is not the same
}

func TestRecoveryKeyAsItIsTyped(t *testing.T) {
	k, key := given(t, true)
	file := sealed(t, k, image(1))
	bare := strings.TrimPrefix(key, keyPrefix)
	typed := map[string]string{
		"as shown":          strings.Join(Groups(key), " "),
		"with dashes":       strings.Join(Groups(key), "-"),
		"with long dashes":  strings.Join(Groups(key), " – "),
		"in lines":          "\n  " + strings.Join(Groups(key), "\r\n") + "\n",
		"hard spaces":       strings.Join(Groups(key), "\u00a0"),
		"small letters":     strings.ToLower(key),
		"mixed case":        strings.ToLower(key[:30]) + key[30:],
		"without prefix":    bare,
		"small and without": strings.ToLower(strings.Join(Groups(bare), " ")),
		"prefix in pieces":  "age secret key 1 " + bare,
		"similar letters":   keyPrefix + strings.NewReplacer("0", "O", "8", "B", "L", "1").Replace(bare),
	}
	for name, secret := range typed {
		t.Run(name, func(t *testing.T) {
			if !IsRecoveryKey(secret) {
				t.Fatal("not taken for a recovery key:", secret)
			}
			opens(t, file, secret, image(1))
		})
	}
}

func TestNoRecoveryKey(t *testing.T) {
	_, key := given(t, true)
	last := "Q"
	if strings.HasSuffix(key, last) {
		last = "P"
	}
	for _, other := range []string{
		"", " ", "-", phrase, keyPrefix, key[:len(key)-1], key + "Q", key + key, key[:len(key)-1] + last,
		"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
		"AGE-SECRET-KEY-PQ-1" + strings.TrimPrefix(key, keyPrefix),
	} {
		if IsRecoveryKey(other) {
			t.Errorf("%q is taken for a recovery key", other)
		}
	}
}

// Typed with an error, a key is not a wrong passphrase.
func TestMeantAsRecoveryKey(t *testing.T) {
	_, key := given(t, true)
	rest := strings.TrimPrefix(key, keyPrefix)
	for secret, want := range map[string]bool{
		key: true, rest: true, strings.ToLower(strings.Join(Groups(rest), " ")): true,
		rest[1:]: true, rest + "Q": true, "q" + rest[1:]: true, rest[:20] + "BIO1" + rest[24:]: true,
		keyPrefix: true, keyPrefix + "?": true, "age-secret-key-1" + rest[:30]: true,
		"": false, phrase: false, rest[:30]: false, rest + rest: false, rest[:57] + "å": false,
		strings.Repeat("korrekthest", 5) + "12": false,
	} {
		if MeantAsRecoveryKey(secret) != want {
			t.Errorf("%q: %v", secret, !want)
		}
	}
}

func TestGroupsJoinToTheKey(t *testing.T) {
	_, key := given(t, true)
	for _, k := range []string{key, "", "abc", "abcd", "abcde"} {
		groups := Groups(k)
		if strings.Join(groups, "") != k {
			t.Errorf("%q became %q", k, groups)
		}
		for i, g := range groups {
			if g == "" && len(groups) > 1 || len(g) > 4 && i > 0 {
				t.Errorf("the group %q of %q", g, groups)
			}
		}
	}
	if groups := Groups(key); len(groups) != 16 {
		t.Error(len(groups), "groups")
	}
}
