package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"framsteg/store/skapa"
)

// ReplaceFile replaces the file at path by one that holds data, readable for
// its owner alone, and returns when that is durable. Whatever happens, path
// holds either what it held before or all of data; what is no ordinary file is
// never replaced. Its error is a Problem ("error.save. …").
func ReplaceFile(path string, data []byte) error {
	if err := replaceFile(path, data); err != nil {
		return saveProblem(path, err)
	}
	return nil
}

// What is at a path that no file can replace.
var (
	errFolder = errors.New("store: a folder")
	errDevice = errors.New("store: no ordinary file")
)

func replaceFile(path string, data []byte) error {
	switch info, err := os.Stat(path); {
	case err != nil: // nothing there; any other reason also stops what follows
	case info.IsDir():
		return errFolder
	case !info.Mode().IsRegular():
		return errDevice
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // replace what a link points at, not the link
	}
	temporary, err := writeBeside(path, data)
	if err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	return syncFolder(filepath.Dir(path))
}

// writeBeside writes data to a new file in the folder of path, and gives its
// path. What a crash left of an earlier one is removed first: it can hold
// personal data. The names tell whose they are, but not what path is called.
func writeBeside(path string, data []byte) (temporary string, err error) {
	folder, name := filepath.Split(path)
	folder = filepath.Clean(folder)
	sum := sha256.Sum256([]byte(name))
	prefix := ".framsteg-" + hex.EncodeToString(sum[:8]) + "-"
	sweep(folder, prefix)
	f, err := os.CreateTemp(folder, prefix+"*.tmp") // with permissions 0600
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), err
}

// sweep removes the files of a folder whose names begin with prefix. A folder
// that cannot be listed, or a file that somebody holds, stops no save: the next
// one tries again.
func sweep(folder, prefix string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// saveProblem names why a file could not be written.
func saveProblem(path string, err error) *skapa.Problem {
	key := "error.save.failed"
	switch {
	case errors.Is(err, errFolder):
		key = "error.save.folder"
	case errors.Is(err, errDevice):
		key = "error.save.device"
	case isDiskFull(err):
		key = "error.save.full"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		key = "error.save.permission"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		key = "error.save.gone"
	}
	return problem(key, path, err)
}
