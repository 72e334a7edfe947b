package seal

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"testing"
)

// The form of the container is our own code, so another's reads it.
func TestContainerIsAnOrdinaryZip(t *testing.T) {
	k, _ := given(t, true)
	file := sealed(t, k, image(100_000))
	c := members(t, file)

	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)

	want := []struct {
		name string
		body []byte
	}{{"README.txt", c.readme}, {"key.age", c.key}, {"data.age", c.data}}
	if len(r.File) != len(want) || r.Comment != "" {
		t.Fatalf("%d members, comment %q", len(r.File), r.Comment)
	}
	for i, f := range r.File {
		h := f.FileHeader
		if h.Name != want[i].name || h.Method != zip.Store || h.Flags != 0 || h.Comment != "" || len(h.Extra) > 0 || h.Modified.Year() != 1980 {
			t.Errorf("%+v", h)
		}
		in, err := f.Open()
		must(t, err)
		body, err := io.ReadAll(in) // compares the checksum
		must(t, err)
		if !bytes.Equal(body, want[i].body) {
			t.Error(h.Name, "holds something else")
		}
	}
}

// rezip packs members with the standard library, as a program that is not ours.
func rezip(t *testing.T, headers []zip.FileHeader, bodies ...[]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i, h := range headers {
		m, err := w.CreateHeader(&h)
		must(t, err)
		_, err = m.Write(bodies[i])
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

func TestForeignContainersAreRefused(t *testing.T) {
	k, _ := given(t, false)
	file := sealed(t, k, image(1000))
	c := members(t, file)
	readme, key, data := zip.FileHeader{Name: "README.txt"}, zip.FileHeader{Name: "key.age"}, zip.FileHeader{Name: "data.age"}
	deflated := data
	deflated.Method = zip.Deflate
	bomb := zip.FileHeader{Name: "README.txt", Method: zip.Deflate}
	with := func(change func(c *container)) []byte {
		c := c
		change(&c)
		return c.bytes()
	}
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	atEnd := func(length uint16, comment string) []byte {
		return join(file[:len(file)-2], []byte{byte(length), byte(length >> 8)}, []byte(comment))
	}
	foreign := map[string][]byte{
		"nothing":               nil,
		"the magic alone":       []byte(magic),
		"an empty ZIP":          rezip(t, nil),
		"packed by another":     rezip(t, []zip.FileHeader{readme, key, data}, c.readme, c.key, c.data),
		"deflated":              rezip(t, []zip.FileHeader{readme, key, deflated}, c.readme, c.key, c.data),
		"a bomb":                rezip(t, []zip.FileHeader{bomb, key, data}, make([]byte, 64<<20), c.key, c.data),
		"another order":         rezip(t, []zip.FileHeader{key, readme, data}, c.key, c.readme, c.data),
		"a member twice":        rezip(t, []zip.FileHeader{readme, key, data, data}, c.readme, c.key, c.data, c.data),
		"a member more":         rezip(t, []zip.FileHeader{readme, key, data, {Name: "x"}}, c.readme, c.key, c.data, nil),
		"a member less":         rezip(t, []zip.FileHeader{readme, key}, c.readme, c.key),
		"a path out of here":    rezip(t, []zip.FileHeader{{Name: "../README.t"}, key, data}, c.readme, c.key, c.data),
		"a byte before":         join([]byte{0}, file),
		"a file before":         join(file, file),
		"a byte after":          join(file, []byte{0}),
		"a comment":             atEnd(5, "hello"),
		"a comment that isn't":  atEnd(5, ""),
		"a hole before the end": join(file[:len(file)-22], []byte("PK"), file[len(file)-22:]),
		"a large README":        with(func(c *container) { c.readme = make([]byte, maxReadme+1) }),
		"a large key":           with(func(c *container) { c.key = append(bytes.Clone(c.key), make([]byte, maxKey)...) }),
		"key as data":           with(func(c *container) { c.data = c.key }),
		"no key":                with(func(c *container) { c.key = nil }),
		"no data":               with(func(c *container) { c.data = nil }),
		"data and more":         with(func(c *container) { c.data = append(bytes.Clone(c.data), 0) }),
		"data twice":            with(func(c *container) { c.data = join(c.data, c.data) }),
		"a key and more":        with(func(c *container) { c.key = append(bytes.Clone(c.key), 0) }),
	}
	for name, file := range foreign {
		t.Run(name, func(t *testing.T) { refuses(t, file, phrase, ErrDamaged) })
	}
	// data.age is for a key, as the key.age of a file for a hub.
	for name, file := range map[string][]byte{
		"data as key":  with(func(c *container) { c.key, c.data = c.data, c.key }),
		"data as both": with(func(c *container) { c.key = c.data }),
	} {
		t.Run(name, func(t *testing.T) { refuses(t, file, phrase, ErrHub) })
	}
	t.Run("sizes beyond the file", func(t *testing.T) {
		for at := range localSize {
			hostile := bytes.Clone(file)
			copy(hostile[at:localSize], "\xff\xff\xff\xff")
			refuses(t, hostile, phrase, ErrDamaged)
		}
	})
}

// A later version may explain itself in other words.
func TestAnotherReadmeIsAccepted(t *testing.T) {
	k, _ := given(t, false)
	c := members(t, sealed(t, k, image(10)))
	for _, text := range [][]byte{nil, []byte("Öppna mig\n"), make([]byte, maxReadme)} {
		c.readme = text
		opens(t, c.bytes(), phrase, image(10))
	}
}

// errorsOf counts what opening mutants says. Opening one is right only when it
// gives exactly what the original holds.
type errorsOf struct{ damaged, secret, work, hub, same int }

func (e *errorsOf) open(t *testing.T, file []byte, secret string, want []byte) {
	t.Helper()
	got, _, err := Open(file, secret)
	switch {
	case errors.Is(err, ErrDamaged):
		e.damaged++
	case errors.Is(err, ErrSecret):
		e.secret++
	case errors.Is(err, ErrWork):
		e.work++
	case errors.Is(err, ErrHub):
		e.hub++
	case err == nil && bytes.Equal(got, want):
		e.same++
	default:
		t.Errorf("%d bytes came back, %v", len(got), err)
	}
}

func TestEveryBitMatters(t *testing.T) {
	k, recoveryKey := given(t, true)
	want := image(500)
	file := sealed(t, k, want)
	forHub, private := givenForHub(t)
	for _, c := range []struct {
		file   []byte
		secret string
	}{{file, phrase}, {file, recoveryKey}, {sealed(t, forHub, want), private}} {
		file, secret := c.file, c.secret
		var flips, truncations errorsOf
		for i := range len(file) * 8 {
			mutant := bytes.Clone(file)
			mutant[i/8] ^= 1 << (i % 8)
			flips.open(t, mutant, secret, want)
		}
		for size := range len(file) {
			truncations.open(t, file[:size], secret, want)
		}
		t.Logf("%d flips: %+v; %d truncations: %+v", len(file)*8, flips, len(file), truncations)
		if flips.damaged != len(file)*8 || truncations.damaged != len(file) {
			t.Errorf("not all are ErrDamaged: %+v, %+v", flips, truncations)
		}
	}
}

// The same inside a member, by somebody who mends the checksums: what age
// alone must find.
func TestEveryBitMattersInsideTheContainer(t *testing.T) {
	k, recoveryKey := given(t, true)
	want := image(40)
	original := members(t, sealed(t, k, want))
	forHub, private := givenForHub(t)
	originalForHub := members(t, sealed(t, forHub, want))
	const changedKey, changedData = "key.age", "data.age"
	mutate := func(name string, secret string, change func(body []byte) []byte, e *errorsOf) {
		c := original
		if secret == private {
			c = originalForHub
		}
		if name == changedKey {
			c.key = change(c.key)
		} else {
			c.data = change(c.data)
		}
		e.open(t, c.bytes(), secret, want)
	}
	for _, c := range []struct{ name, secret string }{
		{changedKey, phrase}, {changedData, phrase}, {changedData, recoveryKey}, {changedKey, private}, {changedData, private},
	} {
		var flips, truncations errorsOf
		of := original
		if c.secret == private {
			of = originalForHub
		}
		size := len(of.key)
		if c.name == changedData {
			size = len(of.data)
		}
		for i := range size * 8 {
			mutate(c.name, c.secret, func(body []byte) []byte {
				body = bytes.Clone(body)
				body[i/8] ^= 1 << (i % 8)
				return body
			}, &flips)
		}
		for i := range size {
			mutate(c.name, c.secret, func(body []byte) []byte { return body[:i] }, &truncations)
		}
		t.Logf("%s: %d flips: %+v; %d truncations: %+v", c.name, size*8, flips, size, truncations)
		if flips.same+truncations.same > 0 {
			t.Errorf("%s opens though it was changed: %+v, %+v", c.name, flips, truncations)
		}
		// Too short to tell for whom it is, the hub's key is tried as a recovery key.
		if truncations.damaged != size && (c.name != changedKey || c.secret != private || truncations.damaged+truncations.secret != size) {
			t.Errorf("%s truncated is not always ErrDamaged: %+v", c.name, truncations)
		}
	}
}

// Whole chunks of the content taken out, doubled or exchanged.
func TestSplicedData(t *testing.T) {
	k, _ := given(t, false)
	c := members(t, sealed(t, k, image(4*64<<10)))
	const chunk = 64<<10 + 16
	head := len(c.data) - 4*chunk
	block := func(i int) []byte { return c.data[head+i*chunk : head+(i+1)*chunk] }
	for _, order := range [][]int{{0, 1, 2}, {0, 1, 3}, {1, 2, 3}, {0, 2, 1, 3}, {0, 0, 1, 2, 3}, {0, 1, 2, 3, 3}, {3}, {}} {
		mutant := c
		mutant.data = slices.Clone(c.data[:head])
		for _, i := range order {
			mutant.data = append(mutant.data, block(i)...)
		}
		refuses(t, mutant.bytes(), phrase, ErrDamaged)
	}
}

func TestReadmeSaysTheCommands(t *testing.T) {
	text, err := os.ReadFile("README.txt")
	must(t, err)
	if len(text) > maxReadme {
		t.Error("too long to open again")
	}
	for _, command := range []string{
		"unzip NAMN.framsteg", "unzip NAME.framsteg", "age -d -i key.age data.age > x.sqlite",
		"age -d -i recovery.txt data.age > x.sqlite", "sqlite3 x.sqlite",
	} {
		if !bytes.Contains(text, []byte("\n    "+command+"\n")) {
			t.Error("does not say:", command)
		}
	}
}
