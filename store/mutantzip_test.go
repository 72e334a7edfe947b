package store

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

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
