// Package faults lets the files of a test fail: one operation after the other,
// and by a power cut at any moment.
package faults

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"

	"framsteg/store/disk"
)

// How an operation fails.
type How int

const (
	Refused How = iota // nothing is done
	Half               // half is written; as Refused where nothing is written
	Late               // it is done, and answered by an error
)

// Hows are all the ways to fail.
var Hows = []How{Refused, Half, Late}

// Fault is an operation that fails.
type Fault struct {
	At      int // its number, from 0
	How     How
	Err     error // what it answers
	Lasting bool  // all that follow are refused too, as after a stick was pulled out
}

// Layer is the files below a folder, on the computer's disk. It counts the
// operations, lets one fail, and remembers all that a power cut could lose.
type Layer struct {
	disk  disk.OS
	root  string
	fault *Fault

	mu      sync.Mutex
	n       int
	failed  []string
	first   tree              // what the folder held
	start   map[string]*node  // what was where
	names   map[string]*node  // what is where now
	folders map[string]string // where they are, by the names used
	log     []event
}

// New gives the files below a folder, all of which a power cut leaves as they
// are now. Links in it must be relative.
func New(folder string) (*Layer, error) {
	root, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, err
	}
	l := &Layer{root: root, names: map[string]*node{}, folders: map[string]string{}}
	l.first, err = look(root)
	for path, data := range l.first.files {
		l.names[path] = &node{data}
	}
	l.start = maps.Clone(l.names)
	return l, err
}

// Fail lets an operation fail, counted from the start.
func (l *Layer) Fail(f Fault) { l.fault = &f }

// Operations is how many there were.
func (l *Layer) Operations() int { return l.n }

// Failed are the names of the operations that failed, as in disk.Files and
// disk.File.
func (l *Layer) Failed() []string { return l.failed }

// do does one operation, or lets it fail. then notes what it did.
func (l *Layer) do(name string, act func() error, then func()) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.n
	l.n++
	fault := l.fault
	fails := fault != nil && (n == fault.At || fault.Lasting && n > fault.At)
	if fails {
		l.failed = append(l.failed, name)
	}
	if fails && (fault.How != Late || n > fault.At) {
		return fault.Err
	}
	if err := act(); err != nil {
		return err
	}
	if then != nil {
		then()
	}
	if fails {
		return fault.Err
	}
	return nil
}

// at gives the name of a path in the model: where its folder really is.
func (l *Layer) at(path string) string {
	folder, base := filepath.Dir(path), filepath.Base(path)
	real, known := l.folders[folder]
	if !known {
		var err error
		if real, err = filepath.EvalSymlinks(folder); err == nil {
			real, err = filepath.Rel(l.root, real)
		}
		if err != nil || !filepath.IsLocal(real) {
			panic("faults: a file outside of the folder: " + path)
		}
		l.folders[folder] = real
	}
	return filepath.Join(real, base)
}

func (l *Layer) Lstat(path string) (info fs.FileInfo, err error) {
	err = l.do("Lstat", func() (err error) { info, err = l.disk.Lstat(path); return err }, nil)
	return keep(info, err)
}

func (l *Layer) Readlink(path string) (target string, err error) {
	err = l.do("Readlink", func() (err error) { target, err = l.disk.Readlink(path); return err }, nil)
	return keep(target, err)
}

func (l *Layer) List(folder string) (names []string, err error) {
	err = l.do("List", func() (err error) { names, err = l.disk.List(folder); return err }, nil)
	return keep(names, err)
}

func (l *Layer) Open(path string) (f disk.File, err error) {
	err = l.do("Open", func() (err error) { f, err = l.disk.Open(path); return err }, nil)
	return l.opened(f, nil, err)
}

func (l *Layer) Create(path string) (f disk.File, err error) {
	made := &node{}
	err = l.do("Create", func() (err error) { f, err = l.disk.Create(path); return err }, func() {
		l.names[l.at(path)] = made
		l.log = append(l.log, event{kind: named, to: l.at(path), node: made})
	})
	if err != nil && f != nil { // late: a system that says so made none
		err = errors.Join(err, f.Close(), os.Remove(path))
		delete(l.names, l.at(path))
		l.log = l.log[:len(l.log)-1]
		f = nil
	}
	return l.opened(f, made, err)
}

func (l *Layer) Rename(from, to string) error {
	return l.do("Rename", func() error { return l.disk.Rename(from, to) }, func() {
		from, to := l.at(from), l.at(to)
		if filepath.Dir(from) != filepath.Dir(to) {
			panic("faults: a rename between folders is not understood")
		}
		l.log = append(l.log, event{kind: renamed, from: from, to: to, node: l.names[from]})
		l.names[to] = l.names[from]
		delete(l.names, from)
	})
}

func (l *Layer) Link(from, to string) error {
	return l.do("Link", func() error { return l.disk.Link(from, to) }, func() {
		from, to := l.at(from), l.at(to)
		l.log = append(l.log, event{kind: named, to: to, node: l.names[from]})
		l.names[to] = l.names[from]
	})
}

func (l *Layer) Remove(path string) error {
	return l.do("Remove", func() error { return l.disk.Remove(path) }, func() {
		l.log = append(l.log, event{kind: removed, from: l.at(path)})
		delete(l.names, l.at(path))
	})
}

// Mkdir makes a folder, which no power cut takes away again: a file in it is the
// question.
func (l *Layer) Mkdir(path string, mode fs.FileMode) error {
	return l.do("Mkdir", func() error { return l.disk.Mkdir(path, mode) }, nil)
}

func (l *Layer) SyncFolder(folder string) error {
	return l.do("SyncFolder", nothing, func() {
		l.log = append(l.log, event{kind: folderSynced, to: filepath.Dir(l.at(filepath.Join(folder, "x")))})
	})
}

// nothing is what syncing does: the power of the computer stays on.
func nothing() error { return nil }

func (l *Layer) opened(f disk.File, n *node, err error) (disk.File, error) {
	if err == nil {
		return &file{f, n, l}, nil
	}
	if f != nil {
		err = errors.Join(err, f.Close())
	}
	return nil, err
}

// keep gives a value only without an error.
func keep[T any](value T, err error) (T, error) {
	if err != nil {
		var none T
		return none, err
	}
	return value, nil
}
