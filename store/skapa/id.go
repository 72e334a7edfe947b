package skapa

import (
	"database/sql/driver"
	"encoding/hex"
	"fmt"
)

// ID names one thing, or one revision of it, for ever and on every computer.
// It is a UUID of version 7, so ids made later sort later as far as the clocks
// agree. The zero ID names nothing.
type ID [16]byte

// IsZero tells whether id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String gives the 32 hexadecimal digits of id.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// Value gives the 16 bytes that a database keeps; the zero ID is NULL.
func (id ID) Value() (driver.Value, error) {
	if id.IsZero() {
		return nil, nil
	}
	return id[:], nil
}

// Scan reads what Value wrote.
func (id *ID) Scan(src any) error {
	switch src := src.(type) {
	case nil:
		*id = ID{}
		return nil
	case []byte:
		if len(src) == len(id) {
			copy(id[:], src)
			if !id.IsZero() {
				return nil
			}
		}
	}
	return fmt.Errorf("skapa: no id in %v", src)
}
