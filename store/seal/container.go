package seal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// container is what a sealed file holds. As bytes it is a ZIP of exactly these
// three members in this order, stored, without dates, comments or extras: the
// same members always make the same bytes, so nothing can hide between them.
type container struct{ readme, key, data []byte }

// Of the members that are no workspace a few kilobytes are enough; more is not
// ours.
const (
	maxReadme = 64 << 10
	maxKey    = 16 << 10
)

const (
	magic      = "PK\x03\x04"
	localSize  = 30 // of a header before a member, without its name
	sizeOffset = 22 // of the member's size in that header
)

var errTooLarge = errors.New("seal: more than a ZIP can hold")

type member struct {
	name string
	body *[]byte
	max  uint64
}

func (c *container) members() []member {
	return []member{
		{"README.txt", &c.readme, maxReadme},
		{"key.age", &c.key, maxKey},
		{"data.age", &c.data, math.MaxUint32},
	}
}

// frame gives all that stands before the bytes of data.age, whose checksum is
// dataSum, and all after.
func (c *container) frame(dataSum uint32) (head, tail []byte) {
	members := c.members()
	for _, m := range members {
		offset := len(head)
		body, sum := *m.body, dataSum
		if m.body == &c.data {
			body = nil
		} else {
			sum = crc32.ChecksumIEEE(body)
		}
		both := m.description(sum)
		head = slices.Concat(head, []byte(magic), both, []byte(m.name), body)
		tail = append(tail, "PK\x01\x02"...)
		tail = append(tail, 10, 0) // made by version 1.0, on FAT: no permissions
		tail = append(tail, both...)
		tail = append(tail, make([]byte, 2+2+2+4)...) // comment, disk, attributes
		tail = binary.LittleEndian.AppendUint32(tail, uint32(offset))
		tail = append(tail, m.name...)
	}
	size, at := len(tail), len(head)+len(c.data)
	tail = append(tail, "PK\x05\x06\x00\x00\x00\x00"...)
	tail = append(tail, byte(len(members)), 0, byte(len(members)), 0)
	tail = binary.LittleEndian.AppendUint32(tail, uint32(size))
	tail = binary.LittleEndian.AppendUint32(tail, uint32(at))
	return head, append(tail, 0, 0) // no comment
}

// description is what the header before a member and its entry in the
// directory have in common.
func (m member) description(sum uint32) []byte {
	le := binary.LittleEndian
	d := []byte{
		10, 0, // needs version 1.0
		0, 0, // flags: sizes are known, not encrypted by ZIP
		0, 0, // stored
		0, 0, 0x21, 0, // 1980-01-01 00:00: a save gives away no more than the file's own date
	}
	d = le.AppendUint32(d, sum)
	d = le.AppendUint32(d, uint32(len(*m.body)))
	d = le.AppendUint32(d, uint32(len(*m.body)))
	d = le.AppendUint16(d, uint16(len(m.name)))
	return le.AppendUint16(d, 0) // no extras
}

// parse finds the members in file, which they share memory with. What differs
// in any byte from what these members make is ErrDamaged.
func parse(file []byte) (*container, error) {
	c := new(container)
	rest := file
	for _, m := range c.members() {
		header := localSize + len(m.name)
		if len(rest) < header {
			return nil, fmt.Errorf("%w: no %s", ErrDamaged, m.name)
		}
		size := uint64(binary.LittleEndian.Uint32(rest[sizeOffset:]))
		rest = rest[header:]
		if size > m.max || size > uint64(len(rest)) {
			return nil, fmt.Errorf("%w: the size of %s", ErrDamaged, m.name)
		}
		*m.body, rest = rest[:size:size], rest[size:]
	}
	head, tail := c.frame(crc32.ChecksumIEEE(c.data))
	if !bytes.HasPrefix(file, head) || !bytes.Equal(rest, tail) {
		return nil, fmt.Errorf("%w: its container", ErrDamaged)
	}
	return c, nil
}
