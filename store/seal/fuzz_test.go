package seal

import (
	"bytes"
	"regexp"
	"testing"
)

// costly is work that is done when it is asked for, and keeps a fuzzer from its own.
var costly = regexp.MustCompile(`-> scrypt \S+ 1[1-8]\n`)

// Whatever a file is, opening it ends, in an error or in what makes exactly the
// same file again.
func FuzzOpen(f *testing.F) {
	k, recoveryKey := given(f, true)
	file := sealed(f, k, image(50))
	c := members(f, file)
	f.Add(file, true)
	f.Add(c.key, false)
	f.Add(c.data, false)
	f.Add(header(scrypt("30")), false)
	forHub, private := givenForHub(f)
	hubFile := sealed(f, forHub, image(50))
	hubMembers := members(f, hubFile)
	f.Add(hubFile, true)
	f.Add(hubMembers.key, false)
	f.Add(header(x), false)
	f.Fuzz(func(t *testing.T, input []byte, whole bool) {
		if costly.Match(input) {
			t.Skip("as much work as ours: a second each")
		}
		file := input
		if !whole { // past the checksums, which are hard to guess
			c := c
			c.data = input
			file = c.bytes()
			h := hubMembers
			h.key = input
			opensOrNot(t, h.bytes(), private)
		}
		c, err := parse(file)
		if err == nil && !bytes.Equal(c.bytes(), file) {
			t.Error("the container says less than its bytes")
		}
		for _, secret := range []string{phrase, recoveryKey, private} {
			opensOrNot(t, file, secret)
		}
		if _, err := k.Open(file); err == nil && !Sealed(file) {
			t.Error("opens what does not look sealed")
		}
	})
}

func opensOrNot(t *testing.T, file []byte, secret string) {
	got, k, err := Open(file, secret)
	if (err == nil) != (k != nil) || err != nil && got != nil {
		t.Errorf("%d bytes, %v, %v", len(got), k, err)
	}
}
