package faults

import (
	"bytes"
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// node is a file, whatever its names are.
type node struct{ first []byte } // what it held at first, which is durable

// event is what an operation did that a power cut may lose.
type event struct {
	kind     kind
	from, to string // names below the folder
	node     *node
	data     []byte
}

type kind int

const (
	named   kind = iota // to became a name of node
	renamed             // from became to, which is node
	removed             // from is no name any more
	written             // data were added to node
	fileSynced
	folderSynced // of to
)

// tree is what a folder holds, below it.
type tree struct {
	folders []string
	links   map[string]string
	files   map[string][]byte
}

func look(root string) (tree, error) {
	t := tree{links: map[string]string{}, files: map[string][]byte{}}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		name, err := filepath.Rel(root, path)
		switch {
		case err != nil:
		case d.IsDir():
			t.folders = append(t.folders, name)
		case d.Type()&fs.ModeSymlink != 0:
			t.links[name], err = os.Readlink(path)
		case d.Type().IsRegular():
			t.files[name], err = os.ReadFile(path)
		}
		return err
	})
	return t, err
}

// State is what may be on the disk after a power cut.
type State struct{ tree }

// Files gives what the files of a state hold, by their names below the folder.
func (s State) Files() map[string][]byte { return s.files }

// Write makes the files of a state in an empty folder.
func (s State) Write(folder string) error {
	at := func(name string) string { return filepath.Join(folder, name) }
	for _, name := range s.folders {
		if err := os.Mkdir(at(name), 0o700); err != nil {
			return err
		}
	}
	for name, data := range s.files {
		if err := os.WriteFile(at(name), data, 0o600); err != nil {
			return err
		}
	}
	for name, target := range s.links {
		if err := os.Symlink(target, at(name)); err != nil && !errors.Is(err, fs.ErrExist) { // which took its place
			return err
		}
	}
	return nil
}

// Moments are the states after a power cut at every moment so far.
func (l *Layer) Moments() iter.Seq[State] {
	return func(yield func(State) bool) {
		for n := range len(l.log) + 1 {
			for s := range l.after(l.log[:n]) {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// Now are the states after a power cut now.
func (l *Layer) Now() iter.Seq[State] { return l.after(l.log) }

// after gives the states after some events: a change of names that its folder
// was not synced after may be there or not, each for itself, and so may what was
// written to a file that was not synced after.
func (l *Layer) after(log []event) iter.Seq[State] {
	return func(yield func(State) bool) {
		open := uncertain(log)
		for chosen := range 1 << len(open) {
			lost := map[int]bool{}
			for i, n := range open {
				lost[n] = chosen&(1<<i) == 0
			}
			names := l.namesAfter(log, lost)
			if !l.contents(log, names, yield) {
				return
			}
		}
	}
}

// folder is where a change of names was.
func (e event) folder() string {
	if e.kind == removed {
		return filepath.Dir(e.from)
	}
	return filepath.Dir(e.to)
}

// uncertain gives the changes of names that are not synced.
func uncertain(log []event) (open []int) {
	for n, e := range log {
		switch e.kind {
		case named, renamed, removed:
			open = append(open, n)
		case folderSynced:
			open = slices.DeleteFunc(open, func(n int) bool { return log[n].folder() == e.to })
		}
	}
	return open
}

func (l *Layer) namesAfter(log []event, lost map[int]bool) map[string]*node {
	names := maps.Clone(l.start)
	for n, e := range log {
		if lost[n] {
			continue
		}
		switch e.kind {
		case named:
			names[e.to] = e.node
		case renamed:
			names[e.to] = e.node
			delete(names, e.from)
		case removed:
			delete(names, e.from)
		}
	}
	return names
}

// contents gives the states with some names, for each thing that the files
// written to can hold.
func (l *Layer) contents(log []event, names map[string]*node, yield func(State) bool) bool {
	written := map[*node][][]byte{}
	var nodes []*node
	for _, n := range names {
		if written[n] == nil {
			written[n] = possible(log, n)
			nodes = append(nodes, n)
		}
	}
	var choose func(i int, chosen map[*node][]byte) bool
	choose = func(i int, chosen map[*node][]byte) bool {
		if i < len(nodes) {
			for _, content := range written[nodes[i]] {
				chosen[nodes[i]] = content
				if !choose(i+1, chosen) {
					return false
				}
			}
			return true
		}
		s := State{tree{l.first.folders, l.first.links, map[string][]byte{}}}
		for name, n := range names {
			s.files[name] = chosen[n]
		}
		return yield(s)
	}
	return choose(0, map[*node][]byte{})
}

// possible gives what a file can hold: all that was written, or what was synced
// and of the rest nothing, half, or its length in zeros.
func possible(log []event, n *node) (contents [][]byte) {
	all := slices.Clone(n.first)
	synced := len(all)
	for _, e := range log {
		if e.node != n {
			continue
		}
		switch e.kind {
		case written:
			all = append(all, e.data...)
		case fileSynced:
			synced = len(all)
		}
	}
	sure, rest := all[:synced:synced], all[synced:]
	contents = [][]byte{slices.Clone(all)}
	if len(rest) > 0 {
		contents = append(contents, sure,
			append(sure, rest[:len(rest)/2]...),
			append(sure, make([]byte, len(rest))...))
	}
	return slices.CompactFunc(contents, bytes.Equal)
}
