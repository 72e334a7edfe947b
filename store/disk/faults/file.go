package faults

import (
	"errors"
	"io/fs"

	"framsteg/store/disk"
)

// file is an open file; node is nil when it is only read.
type file struct {
	real  disk.File
	node  *node
	layer *Layer
}

func (f *file) Read(p []byte) (n int, err error) {
	// The end of a file is no failure, and not one to the layer.
	var end error
	err = f.layer.do("Read", func() error { n, end = f.real.Read(p); return nil }, nil)
	if err != nil {
		return 0, err
	}
	return n, end
}

func (f *file) Write(p []byte) (n int, err error) {
	write := func(p []byte) error { n, err = f.real.Write(p); return err }
	note := func(p []byte) {
		f.layer.log = append(f.layer.log, event{kind: written, node: f.node, data: append([]byte(nil), p...)})
	}
	err = f.layer.do("Write", func() error { return write(p) }, func() { note(p) })
	if fault := f.layer.fault; err != nil && fault != nil && fault.How == Half && f.layer.n == fault.At+1 {
		half := p[:len(p)/2]
		if failed := write(half); failed != nil {
			return n, errors.Join(err, failed)
		}
		note(half)
		return len(half), fault.Err
	}
	return n, err
}

func (f *file) Stat() (info fs.FileInfo, err error) {
	err = f.layer.do("Stat", func() (err error) { info, err = f.real.Stat(); return err }, nil)
	return keep(info, err)
}

func (f *file) Chmod(mode fs.FileMode) error {
	return f.layer.do("Chmod", func() error { return f.real.Chmod(mode) }, nil)
}

func (f *file) Sync() error {
	return f.layer.do("Sync", nothing, func() {
		f.layer.log = append(f.layer.log, event{kind: fileSynced, node: f.node})
	})
}

// Close closes the file whatever it answers, or a test would run out of them.
func (f *file) Close() error {
	closed := false
	err := f.layer.do("Close", func() error { closed = true; return f.real.Close() }, nil)
	if !closed {
		f.real.Close()
	}
	return err
}
