package store

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// mutant is a file that no program wrote as it is.
type mutant struct {
	kind    string
	file    []byte
	secret  string
	content string // of what it was made of
	sealed  bool   // changed after it was sealed
	twice   bool   // to be checked also when it does not open
}

// bombing begins the kinds of the mutants that are made to cost much.
const bombing = "bomb: "

// material is what mutants are made of: two workspaces, of one also an older
// state, plain and sealed.
type material struct {
	plain, other, older []byte
	sealed, foreign     []byte // the same workspaces, each by its passphrase
	stale               []byte // the older state, sealed by the same key
	content             string
	key                 *seal.Key
	deflated            []byte // zeros
	columns             []column
	schema              string
	bombs               []bomb
}

const bombSize = 256 << 20 // bytes that the deflated zeros are

func newMaterial(t testing.TB) *material {
	var ids uint64
	counted := Options{NewID: func() (id skapa.ID) {
		ids++
		binary.BigEndian.PutUint64(id[8:], ids)
		return id
	}}
	b, other := newBenchWith(t, counted), newBenchWith(t, counted)
	b.fill("H")
	other.fill("F")
	m := &material{older: b.image(), other: other.image()}
	b.fill("G")
	m.plain = b.image()
	var err error
	m.content, err = digest(t.Context(), b.Store)
	must(t, err)
	m.key, err = seal.New(passphrase, littleWork)
	must(t, err)
	recovery, err := seal.NewRecoveryKey()
	must(t, err)
	m.key, err = m.key.WithRecovery(recovery)
	must(t, err)
	foreign, err := seal.New("en annan lösenfras", littleWork)
	must(t, err)
	m.sealed, m.stale = sealedBy(m.key, m.plain), sealedBy(m.key, m.older)
	m.foreign = sealedBy(foreign, m.other)
	if !bytes.Equal(zipped(membersOf(m.sealed)), m.sealed) {
		t.Fatal("the containers made here are not those of the package")
	}
	var deflated bytes.Buffer
	w, err := flate.NewWriter(&deflated, flate.BestSpeed)
	must(t, err)
	_, err = io.CopyN(w, zeros{}, bombSize)
	must(t, err)
	must(t, w.Close())
	m.deflated = deflated.Bytes()
	m.columns = columnsOf(t, b.Store)
	m.schema, err = schemaOf(t.Context(), b.Store)
	must(t, err)
	return m
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func sealedBy(k *seal.Key, image []byte) []byte {
	file, err := k.Seal(image)
	sure(err)
	return file
}

// fill enters something of every kind.
func (b *bench) fill(prefix string) {
	for n := range 3 {
		p := b.participant(fmt.Sprintf("%s-%d", prefix, n), func(p *skapa.Participant) {
			p.Name, p.Referrer = "Åsa Öberg", "Arbetsförmedlingen"
		})
		a := rating(p, skapa.Self, "2026-03-01", 2)
		a.Comment = strings.Repeat("Det går framåt. ", 40*n)
		a, err := b.SaveAssessment(b.t.Context(), a, "")
		must(b.t, err)
		b.assessment(p, skapa.BySupervisor, "2026-03-02", 3)
		a.Answers["competence"] = 1
		a.Date = a.Date.Add(1)
		_, err = b.SaveAssessment(b.t.Context(), a, "fel dag")
		must(b.t, err)
		must(b.t, b.SaveDraft(b.t.Context(), rating(p, skapa.BySupervisor, "2026-04-02", 1)))
		b.day(p)
	}
}

// mutant makes the mutant of a number: the same but for what a seal makes of it.
func (m *material) mutant(n int) mutant {
	made := m.make(n)
	made.twice = n%10 == 0
	return made
}

func (m *material) make(n int) mutant {
	r := rand.New(rand.NewPCG(2026, uint64(n)))
	if n < 2*len(m.bombs) {
		b := m.bombs[n/2]
		return m.wrapped(bombing+b.name, b.image, n%2 == 1)
	}
	switch roll := r.IntN(100); {
	case roll < 28:
		return m.wrapped("bytes of a plain file", m.mutated(r, m.plain, m.other, m.older), false)
	case roll < 38:
		return m.wrapped("bytes of an image, sealed", m.mutated(r, m.plain, m.other, m.older), true)
	case roll < 46:
		return m.wrapped("pages of an image", m.torn(r), r.IntN(3) == 0)
	case roll < 48:
		image := alteredBy(m.plain, m.hostile(r))
		if r.IntN(3) == 0 {
			image = m.mutated(r, image, m.plain, m.other)
		}
		return m.wrapped("hostile schema", image, r.IntN(3) == 0)
	case roll < 51:
		return m.wrapped("hostile rows", alteredBy(m.plain, m.lies(r)), r.IntN(3) == 0)
	case roll < 75:
		return m.opened("bytes of a sealed file", m.mutated(r, m.sealed, m.foreign, m.stale))
	case roll < 88:
		return m.opened("members of a sealed file", zipped(m.mixed(r)))
	default:
		return m.opened("another ZIP", m.rezipped(r))
	}
}

// opened is a sealed file changed after it was sealed.
func (m *material) opened(kind string, file []byte) mutant {
	return mutant{kind, file, passphrase, m.content, !bytes.HasPrefix(file, []byte("SQLite")), false}
}

// wrapped is a changed image, perhaps sealed by who has the key.
func (m *material) wrapped(kind string, image []byte, seal bool) mutant {
	if seal {
		return mutant{kind + " (sealed)", sealedBy(m.key, image), passphrase, m.content, false, false}
	}
	return mutant{kind, image, passphrase, m.content, false, false}
}

// mutated changes bytes of a file, one to three times.
func (m *material) mutated(r *rand.Rand, file []byte, others ...[]byte) []byte {
	file = slices.Clone(file)
	for range 1 + r.IntN(3)*r.IntN(2) {
		if len(file) == 0 {
			break
		}
		other := append(others, file)[r.IntN(len(others)+1)]
		size := min([]int{1, 4, 16, 100, 512, 4096, 1 + r.IntN(20_000)}[r.IntN(7)], len(file), len(other))
		at, from := r.IntN(len(file)-size+1), r.IntN(len(other)-size+1)
		if r.IntN(2) == 0 {
			at, from = at&^4095, from&^4095
		}
		block := slices.Clone(other[from : from+size])
		switch r.IntN(10) {
		case 0, 1, 2:
			for range 1 + r.IntN(8) {
				file[r.IntN(len(file))] ^= 1 << r.IntN(8)
			}
		case 3:
			file = file[:at]
		case 4:
			file = append(file, block...)
		case 5:
			copy(file[at:], block)
		case 6:
			copy(file[at:at+size], other[min(at, len(other)-size):])
		case 7:
			file = slices.Insert(file, at, block...)
		case 8:
			file = slices.Delete(file, at, at+size)
		case 9:
			for i := range file[at : at+size] {
				file[at+i] = byte(r.Uint32() & -uint32(size&1))
			}
		}
	}
	return file
}

// torn changes what holds an image together: its header, and the pages' ends.
func (m *material) torn(r *rand.Rand) []byte {
	const size = 4096
	image := slices.Clone(m.plain)
	absurd := func() uint32 {
		return []uint32{0, 1, 2, uint32(r.IntN(len(image) / size)), uint32(len(image)/size + 1), 1 << 16, 1 << 31, 1<<32 - 1, r.Uint32()}[r.IntN(9)]
	}
	number := binary.BigEndian
	for range 1 + r.IntN(2) {
		page := r.IntN(len(image) / size)
		start := page * size
		if page == 0 {
			start = 100
		}
		switch r.IntN(7) {
		case 0: // the numbers of the header
			number.PutUint32(image[24+4*r.IntN(19):], absurd())
		case 1: // sizes and versions of it
			image[16+r.IntN(8)] = byte(absurd())
		case 2: // the beginning of a page
			number.PutUint16(image[start+r.IntN(12):], uint16(absurd()))
		case 3: // where cells are
			number.PutUint16(image[start+8+2*r.IntN(40):], uint16(absurd()))
		case 4: // a page for another
			copy(image[page*size:(page+1)*size], image[r.IntN(len(image)/size)*size:])
		case 5: // two pages change places
			other := image[r.IntN(len(image)/size)*size:][:size]
			for i := range other {
				other[i], image[page*size+i] = image[page*size+i], other[i]
			}
		case 6: // a link between pages
			number.PutUint32(image[start+8:], absurd())
		}
	}
	if r.IntN(3) == 0 { // an honest length
		number.PutUint32(image[28:], uint32(len(image)/size))
	}
	return image
}

// alteredBy gives the image that another SQLite program makes of one by a script,
// as far as it gets.
func alteredBy(image []byte, script string) []byte {
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file::memory:")
	sure(err)
	defer db.Close()
	conn, err := db.Conn(ctx)
	sure(err)
	defer conn.Close()
	if image != nil {
		sure(conn.Raw(func(c any) error { return c.(interface{ Deserialize([]byte) error }).Deserialize(image) }))
	}
	for _, statement := range strings.Split(script, ";;") {
		conn.ExecContext(ctx, statement) // one that fails leaves a mutant that is none
	}
	image, err = serialize(conn)
	sure(err)
	return image
}
