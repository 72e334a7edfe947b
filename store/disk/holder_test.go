package disk

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// Whatever is in a lock file, what is told of it fits on a line, and is told
// the same by the next program that writes it.
func FuzzHolder(f *testing.F) {
	f.Add(Holder{"Anna Åkesson", "dator-3", time.Date(2026, 11, 21, 14, 3, 12, 0, time.UTC)}.encode())
	f.Add([]byte(`{"supervisor":"` + strings.Repeat("<\u2028å", 200) + `","since":"9999-12-31T23:59:59-23:59"}`))
	f.Add([]byte(`{"supervisor":"\u0000\u202e\ud800 x ","computer":{},"since":"0000-01-01T00:00:00+01:00"}`))
	f.Add([]byte(`[[[[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		h := decodeHolder(data)
		for _, s := range []string{h.Supervisor, h.Computer} {
			if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxName || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%q", s)
			}
		}
		again := h.encode()
		if len(again) > maxHolder {
			t.Errorf("%d bytes", len(again))
		}
		if got := decodeHolder(again); got != h {
			t.Errorf("%+v becomes %+v", h, got)
		}
	})
}
