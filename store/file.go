package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"framsteg/store/disk"
	"framsteg/store/seal"
)

// maxFile is the largest file that this package opens, in bytes.
const maxFile = 1 << 30

// ErrNotSaved is in the error of a write that is kept in memory but did not
// reach the file. The next write, Save or SaveAs tries again.
var ErrNotSaved = errors.New("store: not saved")

// file is where a workspace lives: its place, what opens it, and how it looked
// when it was last read or written.
type file struct {
	disk  disk.Disk
	path  string    // from the root of the file system
	key   *seal.Key // nil for a plain file
	stamp disk.Stamp
	lock  *disk.Lock  // nil where the folder has none, and for who only reads
	plain bool        // whether it was when it was last read, which a sealed workspace is not by that
	home  fs.FileInfo // the folder, when the file was located: another one in its place is another disk

	aside  string     // the copy of ours that lies beside a file of somebody else's; "" for none
	copied disk.Stamp // of that
}

// locate gives the file at path, held against others unless it is only read.
// What a crash left of earlier saves goes. Its error is the system's own, or the
// Problem that somebody has the file.
func locate(path string, o Options) (*file, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // by which everybody finds the same lock
	}
	f := &file{path: path, disk: disk.Disk{Of: filepath.Base(path)}}
	f.settle()
	if o.Reading {
		return f, nil
	}
	f.lock, err = disk.Acquire(path, disk.Holder{Supervisor: o.Author.Supervisor, Computer: o.Computer, Since: o.Now()})
	if held, is := errors.AsType[*disk.HeldError](err); is {
		return nil, heldProblem(path, held.Holder, o.Now().Location())
	}
	if errors.Is(err, disk.ErrNoLock) {
		return f, nil // only the comparison before each save keeps two from writing over each other
	}
	if err != nil {
		return nil, err
	}
	f.disk.Sweep(path)
	if disk.IsFolder(backupFolder(path)) {
		f.disk.SweepIn(backupFolder(path))
	}
	return f, nil
}

// settle takes the folder that is there now for that of the file.
func (f *file) settle() { f.home, _ = os.Stat(filepath.Dir(f.path)) }

// away gives fs.ErrNotExist when neither the file is there nor the folder that
// it was in: a stick that was pulled out leaves an empty folder of another disk.
func (f *file) away() error {
	now, err := os.Stat(filepath.Dir(f.path))
	if err != nil || f.home == nil || os.SameFile(now, f.home) {
		return nil // any reason to fail the write will meet too
	}
	if _, err := os.Lstat(f.path); !errors.Is(err, fs.ErrNotExist) {
		return nil // which is compared
	}
	return &fs.PathError{Op: "save", Path: f.path, Err: fs.ErrNotExist}
}

// release lets others have the file.
func (f *file) release() error {
	lock := f.lock
	f.lock = nil
	return lock.Release()
}

// read gives the database image of the file, opened by what opened it before,
// or by a secret.
func (f *file) read(secret string) (image []byte, err error) {
	data, stamp, err := f.disk.Read(f.path, maxFile)
	if err != nil {
		return nil, openProblem(f.path, err)
	}
	image, key, err := unseal(f.path, data, f.key, secret)
	if err != nil {
		return nil, err
	}
	f.stamp, f.plain = stamp, key == nil
	if key != nil || f.key == nil {
		f.key = key // a sealed workspace stays one, also after a plain file
	}
	return image, nil
}

// form gives the bytes of the file that holds an image.
func (f *file) form(image []byte) ([]byte, error) {
	if f.key == nil {
		return image, nil
	}
	return f.key.Seal(image)
}

// unseal gives the image in the bytes of a file, and its key, nil for a plain
// one. The known key is tried before the secret; either may be missing.
func unseal(path string, data []byte, known *seal.Key, secret string) (image []byte, key *seal.Key, err error) {
	if !seal.Sealed(data) {
		return data, nil, nil
	}
	if known != nil {
		image, err := known.Open(data)
		if !errors.Is(err, seal.ErrSecret) {
			return image, known, sealProblem(path, err)
		}
	}
	if secret == "" && !seal.ForHub(data) {
		return nil, nil, problem("error.open.sealed", path, ErrSealed)
	}
	image, key, err = seal.Open(data, secret)
	return image, key, sealProblem(path, err)
}

// ReplaceFile replaces the file at path by one that holds data, and returns when
// that is durable. Whatever happens, path holds either what it held before or all
// of data; a workspace, whatever it is called, what can't be read to tell and what
// is no ordinary file are never replaced. Its error is a Problem ("error.save. …").
func ReplaceFile(path string, data []byte) error {
	var d disk.Disk
	first, err := d.Begin(path, headerSize)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, disk.ErrEmpty): // nothing to lose
	case err != nil:
		return saveProblem(path, err)
	case beginsWorkspace(first):
		return problem("error.save.workspace", path, nil)
	}
	d.Sweep(path) // which nobody holds a lock of
	now, err := d.Replace(path, data)
	if err != nil {
		return saveProblem(path, err)
	}
	d.SweepOld(path, now) // tables of everybody, which no later save looks for by their name
	return nil
}

// headerSize is the size of what an SQLite file begins with, in bytes.
const headerSize = 100

// beginsWorkbook tells whether a file with this beginning is a workbook of tables:
// a ZIP too, as a sealed workspace is, but with another part first.
func beginsWorkbook(first []byte) bool {
	const name = 30 // where the name of a part is
	return seal.Sealed(first) && len(first) > name && bytes.HasPrefix(first[name:], []byte("[Content_Types].xml"))
}

// beginsWorkspace tells whether a file with this beginning is a workspace, in any
// state and of any version.
func beginsWorkspace(first []byte) bool {
	return seal.Sealed(first) && !beginsWorkbook(first) || len(first) == headerSize && bytes.HasPrefix(first, []byte("SQLite format 3\x00")) &&
		binary.BigEndian.Uint32(first[68:]) == applicationID
}

// computer gives what this computer calls itself.
func computer() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}
