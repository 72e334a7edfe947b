package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"framsteg/store/skapa"
)

// replace writes a file whole: whatever happens, path holds what it held
// before or all of data. What is not an ordinary file is never replaced.
func replace(path string, data []byte) error {
	problem := func(key string, err error) error {
		return &skapa.Problem{Key: key, Args: skapa.Args{"Path": path}, Err: err}
	}
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return problem("error.save.folder", nil)
	case err == nil && !info.Mode().IsRegular():
		return problem("error.save.device", nil)
	}
	switch err := writeBeside(path, data); {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC):
		return problem("error.save.full", err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return problem("error.save.permission", err)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return problem("error.save.gone", err)
	default:
		return problem("error.save.failed", err)
	}
}

// writeBeside writes data to a new file in the folder of path and renames it.
func writeBeside(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".framsteg-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
