package seal

import (
	"fmt"
	"log/slog"
)

const hidden = "seal.Key"

// Format prints a Key, whatever the verb, without what it holds.
func (Key) Format(f fmt.State, _ rune) { fmt.Fprint(f, hidden) }

// String is the same without a verb.
func (Key) String() string { return hidden }

// GoString is the same as code.
func (Key) GoString() string { return hidden }

// LogValue is the same in a log.
func (Key) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText is the same in JSON and XML.
func (Key) MarshalText() ([]byte, error) { return []byte(hidden), nil }
