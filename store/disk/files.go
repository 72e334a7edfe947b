package disk

import (
	"io"
	"io/fs"
	"os"
)

// Files are the operations that reading and writing files take. Their errors
// are those of package os.
type Files interface {
	Lstat(path string) (fs.FileInfo, error)
	Readlink(path string) (string, error)
	Open(path string) (File, error)   // to read
	Create(path string) (File, error) // to write, for its owner alone; fs.ErrExist
	Rename(from, to string) error     // replaces a file
	Link(from, to string) error       // replaces nothing; fs.ErrExist
	Remove(path string) error         // a file
	Mkdir(path string, mode fs.FileMode) error
	List(folder string) ([]string, error) // names
	SyncFolder(folder string) error       // makes durable which names lead to which files
}

// File is an open file.
type File interface {
	io.ReadWriteCloser
	Stat() (fs.FileInfo, error)
	Chmod(fs.FileMode) error
	Sync() error
}

// OS are the files of the computer.
type OS struct{}

func (OS) Lstat(path string) (fs.FileInfo, error)    { return os.Lstat(path) }
func (OS) Readlink(path string) (string, error)      { return os.Readlink(path) }
func (OS) Rename(from, to string) error              { return rename(from, to) }
func (OS) Link(from, to string) error                { return os.Link(from, to) }
func (OS) Remove(path string) error                  { return os.Remove(path) }
func (OS) Mkdir(path string, mode fs.FileMode) error { return os.Mkdir(path, mode) }
func (OS) SyncFolder(folder string) error            { return syncFolder(folder) }

func (OS) Open(path string) (File, error) {
	return file(os.OpenFile(path, os.O_RDONLY|unblocked, 0))
}

func (OS) Create(path string) (File, error) {
	return file(os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600))
}

func (OS) List(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

// file makes of no *os.File no File.
func file(f *os.File, err error) (File, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}
