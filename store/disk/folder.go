package disk

import (
	"errors"
	"io/fs"
	"os"
)

// MakeFolder makes a folder where there is none. What is there by a link, or is
// no folder, is fs.ErrExist.
func (d Disk) MakeFolder(path string, mode fs.FileMode) error {
	err := d.files().Mkdir(path, mode)
	if errors.Is(err, fs.ErrExist) && IsFolder(path) {
		return nil
	}
	return err
}

// IsFolder tells whether there is a folder at path itself, not by a link.
func IsFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// Remove removes a file, if it is there.
func (d Disk) Remove(path string) error {
	if err := d.files().Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
