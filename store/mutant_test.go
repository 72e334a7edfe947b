package store

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"regexp"
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
	content [sha256.Size]byte // of what it was made of
	sealed  bool              // changed after it was sealed
	twice   bool              // to be checked also when it does not open
}

// bombing begins the kinds of the mutants that are made to cost much.
const bombing = "bomb: "

// material is what mutants are made of: two workspaces, of one also an older
// state, plain and sealed.
type material struct {
	plain, other, older []byte
	sealed, foreign     []byte // the same workspaces, each by its passphrase
	stale               []byte // the older state, sealed by the same key
	content             [sha256.Size]byte
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
		_, err = b.SaveParticipation(b.t.Context(), skapa.Participation{Participant: p.ID, Status: skapa.Ongoing,
			Activity: b.activity("Praktik", skapa.ForJob).ID, Start: date("2026-02-01")})
		must(b.t, err)
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

// zipMember is one of a ZIP.
type zipMember struct {
	name string
	data []byte
}

func membersOf(file []byte) (all []zipMember) {
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	sure(err)
	for _, f := range r.File {
		opened, err := f.Open()
		sure(err)
		data, err := io.ReadAll(opened)
		sure(err)
		all = append(all, zipMember{f.Name, data})
	}
	return all
}

// zipped makes the container that the package makes, of any members.
func zipped(members []zipMember) []byte {
	var file, tail []byte
	number := binary.LittleEndian
	for _, m := range members {
		offset := len(file)
		both := []byte{10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0}
		both = number.AppendUint32(both, crc32.ChecksumIEEE(m.data))
		both = number.AppendUint32(both, uint32(len(m.data)))
		both = number.AppendUint32(both, uint32(len(m.data)))
		both = number.AppendUint16(both, uint16(len(m.name)))
		both = number.AppendUint16(both, 0)
		file = slices.Concat(file, []byte("PK\x03\x04"), both, []byte(m.name), m.data)
		tail = slices.Concat(tail, []byte("PK\x01\x02\x0a\x00"), both, make([]byte, 10))
		tail = number.AppendUint32(tail, uint32(offset))
		tail = append(tail, m.name...)
	}
	file, tail, at, size := append(file, tail...), []byte("PK\x05\x06\x00\x00\x00\x00"), len(file), len(tail)
	tail = append(tail, byte(len(members)), 0, byte(len(members)), 0)
	tail = number.AppendUint32(tail, uint32(size))
	tail = number.AppendUint32(tail, uint32(at))
	return slices.Concat(file, tail, []byte{0, 0})
}

// workFactor is where key.age says how much work its passphrase takes.
var workFactor = regexp.MustCompile(`(-> scrypt \S+) \d+`)

// mixed changes the members, in a container that is right.
func (m *material) mixed(r *rand.Rand) []zipMember {
	all, foreign, stale := membersOf(m.sealed), membersOf(m.foreign), membersOf(m.stale)
	one := &all[r.IntN(len(all))]
	key, data := &all[1].data, &all[2].data
	const chunk = 64<<10 + 16 // of age
	switch r.IntN(9) {
	case 0, 1:
		work := []string{"0", "1", "3", "5", "10", "19", "20", "30", "63", "64", "255", "1000000000", strings.Repeat("9", 40),
			"-1", "+4", "04", "4 4", "x", ""}[r.IntN(19)]
		*key = workFactor.ReplaceAll(*key, []byte("${1} "+work))
	case 2:
		one.data = m.mutated(r, one.data, foreign[r.IntN(3)].data)
	case 3:
		*key = m.mutated(r, *key, foreign[1].data)
	case 4:
		*data = m.mutated(r, *data, stale[2].data, foreign[2].data)
	case 5: // members change places
		other := &all[r.IntN(len(all))]
		one.data, other.data = other.data, one.data
	case 6:
		all[1+r.IntN(2)].data = foreign[1+r.IntN(2)].data
	case 7: // chunks change places, or go
		head := len(*data) % chunk
		if r.IntN(2) == 0 {
			*data = slices.Concat((*data)[:head], (*data)[head+chunk:], (*data)[head:head+chunk])
		} else {
			*data = (*data)[:len(*data)-head-r.IntN(3)]
		}
	case 8: // the header of an older state
		end := bytes.Index(*data, []byte("\n---"))
		was := stale[2].data
		*data = slices.Concat(was[:bytes.Index(was, []byte("\n---"))], (*data)[end:])
	}
	return all
}

// rezipped makes another ZIP of the members.
func (m *material) rezipped(r *rand.Rand) []byte {
	all := membersOf(m.sealed)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	method := uint16(zip.Store)
	switch r.IntN(10) {
	case 0:
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	case 1:
		one := &all[r.IntN(len(all))]
		one.name = []string{"../" + one.name, strings.ToUpper(one.name), one.name + "\x00", "", "x/" + one.name, "/" + one.name}[r.IntN(6)]
	case 2:
		all = append(all, all[r.IntN(len(all))])
	case 3:
		all = slices.Delete(all, r.IntN(3), 3)
	case 4:
		method = zip.Deflate
	case 5:
		all = slices.Insert(all, r.IntN(4), zipMember{"extra.txt", []byte("hej")})
	case 6:
		sure(w.SetComment(strings.Repeat("x", r.IntN(60_000))))
	case 7:
		all = append(membersOf(m.foreign), all...)
	case 8: // a bomb in the place of a member, and what it says of its size
		claim := []uint64{0, 1, uint64(len(m.deflated)), bombSize, 1<<32 - 1, 1 << 62}[r.IntN(6)]
		bombed := r.IntN(3)
		for i, one := range all {
			h := &zip.FileHeader{Name: one.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(one.data),
				CompressedSize64: uint64(len(one.data)), UncompressedSize64: uint64(len(one.data))}
			if i == bombed {
				one.data = m.deflated
				h.Method, h.CompressedSize64, h.UncompressedSize64 = zip.Deflate, uint64(len(m.deflated)), claim
			}
			raw, err := w.CreateRaw(h)
			sure(err)
			_, err = raw.Write(one.data)
			sure(err)
		}
		all = nil
	case 9:
		_, err := w.Create("folder/")
		sure(err)
	}
	for _, one := range all {
		f, err := w.CreateHeader(&zip.FileHeader{Name: one.name, Method: method})
		sure(err)
		_, err = f.Write(one.data)
		sure(err)
	}
	sure(w.Close())
	if r.IntN(4) == 0 {
		return append([]byte("PK\x03\x04"), out.Bytes()...)
	}
	return out.Bytes()
}
