//go:build window

package driver_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// traces says where a text stands in what the program left: in any file below
// the home, or in what it said. It looks for the text as UTF-8 and as UTF-16.
func (d *desk) traces(said string, texts ...string) (found []string) {
	d.t.Helper()
	look := func(where string, data []byte) {
		for _, text := range texts {
			for _, form := range forms(text) {
				if bytes.Contains(data, form) {
					found = append(found, fmt.Sprintf("%q in %s", text, where))
					break
				}
			}
		}
	}
	look("what it said", []byte(said))
	files := 0
	err := filepath.WalkDir(d.home, func(path string, entry fs.DirEntry, err error) error {
		look("the name "+path, []byte(path))
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		look(path, data)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	if files < 3 { // the workspace, its backup, the preferences
		d.t.Errorf("only %d files were looked at", files)
	}
	return found
}

// forms gives the bytes that a text may be written as.
func forms(text string) [][]byte {
	wide := utf16.Encode([]rune(text))
	little, big := make([]byte, 0, 2*len(wide)), make([]byte, 0, 2*len(wide))
	for _, unit := range wide {
		little = binary.LittleEndian.AppendUint16(little, unit)
		big = binary.BigEndian.AppendUint16(big, unit)
	}
	return [][]byte{[]byte(text), little, big}
}

// remembers counts how often a text stands in the memory of the program: in
// Go's heap and in all. FRAMSTEG_MEMORY=1 says beside what.
func (r *running) remembers(text string) (heap, all int) {
	r.t.Helper()
	process := filepath.Join("/proc", strconv.Itoa(r.process.Process.Pid))
	maps, err := os.Open(filepath.Join(process, "maps"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer maps.Close()
	memory, err := os.Open(filepath.Join(process, "mem"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer memory.Close()
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		from, to, _ := strings.Cut(fields[0], "-")
		start, _ := strconv.ParseInt(from, 16, 64)
		end, err := strconv.ParseInt(to, 16, 64)
		if err != nil || !strings.HasPrefix(fields[1], "rw") {
			continue // of what can't be written, nothing was
		}
		data := make([]byte, end-start)
		read, _ := memory.ReadAt(data, start) // a part that can't be read is the system's
		for _, form := range forms(text) {
			if in := bytes.Count(data[:read], form); in > 0 {
				all += in
				if !strings.HasPrefix(from, "7f") { // where the system puts what C asks for, as SQLite does
					heap += in
				}
				r.t.Logf("%d of %q at %s", in, text, strings.Join(fields, " "))
				for at := bytes.Index(data[:read], form); os.Getenv("FRAMSTEG_MEMORY") != "" && at >= 0; {
					r.t.Logf("  %x %q", start+int64(at), data[max(0, at-48):min(read, at+96)])
					next := bytes.Index(data[at+1:read], form)
					if next < 0 {
						break
					}
					at += 1 + next
				}
			}
		}
	}
	return heap, all
}

// TestTracesAreFound shows that the search would find.
func TestTracesAreFound(t *testing.T) {
	d := &desk{t: t, home: t.TempDir()}
	for i, form := range forms("Åsa") {
		if err := os.WriteFile(d.path(strconv.Itoa(i)), append([]byte{0}, form...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if found := d.traces("of Åsa", "Åsa", "Örjan"); len(found) != 4 {
		t.Errorf("found is %q", found)
	}
}
