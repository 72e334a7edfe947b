package disk

import (
	"errors"
	"io"
	"io/fs"
)

// Read gives what an ordinary file of 1 to max bytes holds, and its Stamp. Its
// errors are ErrFolder, ErrDevice, ErrEmpty, ErrTooLarge, ErrUnsteady, and the
// system's own.
func (d Disk) Read(path string, max int64) ([]byte, Stamp, error) {
	path, err := d.follow(path)
	if err != nil {
		return nil, Stamp{}, err
	}
	data, stamp, err := d.read(path, max)
	if errors.Is(err, ErrUnsteady) { // somebody was writing: perhaps is no more
		data, stamp, err = d.read(path, max)
	}
	return data, stamp, err
}

// open opens an ordinary file.
func (d Disk) open(path string) (File, error) {
	info, err := d.files().Lstat(path) // before opening, which could wait for ever
	if err == nil {
		err = ordinary(info)
	}
	if err != nil {
		return nil, err
	}
	return d.files().Open(path)
}

func (d Disk) read(path string, max int64) ([]byte, Stamp, error) {
	f, err := d.open(path)
	if err != nil {
		return nil, Stamp{}, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err == nil {
		err = readable(before, max)
	}
	if err != nil {
		return nil, Stamp{}, err
	}
	data := make([]byte, before.Size())
	if _, err := io.ReadFull(f, data); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, Stamp{}, ErrUnsteady
	} else if err != nil {
		return nil, Stamp{}, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, Stamp{}, err
	}
	if after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, Stamp{}, ErrUnsteady
	}
	return data, Stamp{info: after, sum: sumOf(data)}, nil
}

// Begin gives the first bytes of an ordinary file, as many as there are up to n.
// It fails as Read does.
func (d Disk) Begin(path string, n int) ([]byte, error) {
	path, err := d.follow(path)
	if err != nil {
		return nil, err
	}
	f, err := d.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	first := make([]byte, n)
	n, err = io.ReadFull(f, first)
	switch {
	case errors.Is(err, io.EOF):
		err = ErrEmpty
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = nil
	}
	return first[:n], err
}

func readable(info fs.FileInfo, max int64) error {
	switch {
	case ordinary(info) != nil:
		return ordinary(info)
	case info.Size() == 0:
		return ErrEmpty
	case info.Size() > max:
		return ErrTooLarge
	}
	return nil
}
