// Package merging is the page on which the files of others come into a workspace:
// what each would bring, and what it brought.
package merging

import (
	"path/filepath"
	"slices"
	"time"

	"framsteg/store"
)

// State is how far a file has come.
type State string

// The states. Refused says that the file can't be read, and Why; nothing is
// changed by it then.
const (
	Waiting State = "waiting" // to be read
	Stopped State = "stopped" // not read, as the user broke it off
	Read    State = "read"    // what it would bring is known
	Merged  State = "merged"
	Refused State = "refused"
)

// File is a file of somebody else.
type File struct {
	Path   string
	State  State
	Brings store.Merged // what it would bring, or has brought
	At     time.Time    // of the merge
	Why    error        `json:"-"` // of a file that is refused; read again it says so again

	secret string // opens it; in memory only
}

// Place is what the page keeps between two visits, and while it is shown anew.
type Place struct {
	Files  []*File
	Chosen int
	Latest string // path of the file that was merged last; "" once that is undone
}

// Add puts files at the end of the list, and chooses the first of them. One that is
// there already is read anew.
func (p *Place) Add(paths ...string) {
	for i, path := range paths {
		at := slices.IndexFunc(p.Files, func(f *File) bool { return f.Path == path })
		if at < 0 {
			at = len(p.Files)
			p.Files = append(p.Files, &File{Path: path})
		}
		p.Files[at].State = Waiting
		if i == 0 {
			p.Chosen = at
		}
	}
}

// chosen gives the file that is chosen, nil where there is none.
func (p *Place) chosen() *File {
	if p.Chosen >= len(p.Files) {
		return nil
	}
	return p.Files[p.Chosen]
}

// Unread lets every file that is not merged be read anew: the workspace has changed.
func (p *Place) Unread() {
	for _, f := range p.Files {
		if f.State == Read {
			f.State = Waiting
		}
	}
}

// next gives the first file after the chosen one that can still be merged, or before
// it; -1 where there is none.
func (p *Place) next() int {
	for i := range p.Files {
		at := (p.Chosen + 1 + i) % len(p.Files)
		if state := p.Files[at].State; state != Merged && state != Refused {
			return at
		}
	}
	return -1
}

// follow takes note of the last act where that undid a merge.
func (p *Place) follow(last store.Act) {
	if last.Key != "act.merge" || !last.Undoes {
		return
	}
	for _, f := range p.Files {
		if f.State == Merged && f.Path == p.Latest && filepath.Base(f.Path) == last.Label {
			f.State, p.Latest = Waiting, ""
			return
		}
	}
}

// undoable tells whether the last act is the merge of a file.
func (p *Place) undoable(f *File, last store.Act) bool {
	return f.State == Merged && f.Path == p.Latest && last.Key == "act.merge" && !last.Undoes && last.At.Equal(f.At)
}

// Secret gives what opened the file before, "" for nothing.
func (f *File) Secret() string { return f.secret }

// Try notes by what the file is tried to be opened.
func (f *File) Try(secret string) { f.secret = secret }

// Stop says that the user broke the reading off.
func (f *File) Stop() { f.State, f.secret = Stopped, "" }

// Refuse says why the file can't be merged.
func (f *File) Refuse(why error) { f.State, f.Why, f.Brings = Refused, why, store.Merged{} }

// Foresee says what the file would bring.
func (f *File) Foresee(brings store.Merged) { f.State, f.Brings = Read, brings }

// Merge says what a file has brought, and when.
func (p *Place) Merge(f *File, brought store.Merged, at time.Time) {
	f.State, f.Brings, f.At = Merged, brought, at
	p.Latest = f.Path
}
