package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"framsteg/store/skapa"
)

// maxImage is the largest database that this package opens, in bytes.
const maxImage = 1 << 30

// readImage gives the database image that a file holds. It is the only place
// that reads a workspace.
func readImage(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, openProblem(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, openProblem(path, err)
	case info.IsDir():
		return nil, problem("error.open.folder", path, nil)
	case !info.Mode().IsRegular():
		return nil, problem("error.open.notWorkspace", path, nil)
	case info.Size() == 0:
		return nil, problem("error.open.empty", path, nil)
	case info.Size() > maxImage:
		return nil, problem("error.open.tooLarge", path, nil)
	}
	image := make([]byte, info.Size())
	if _, err := io.ReadFull(f, image); err != nil {
		return nil, openProblem(path, err)
	}
	return image, nil
}

// writeImage replaces the file at path by one that holds a database image, and
// returns when that is durable. Whatever happens, path holds either the old
// file or the new one whole. It is the only place that writes a workspace.
func writeImage(path string, image []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // replace what a link points at, not the link
	}
	folder := filepath.Dir(path)
	f, err := os.CreateTemp(folder, ".framsteg-*.tmp") // with permissions 0600
	if err != nil {
		return err
	}
	_, err = f.Write(image)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(folder)
}

func openProblem(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return problem("error.open.missing", path, err)
	case errors.Is(err, fs.ErrPermission):
		return problem("error.open.permission", path, err)
	}
	return problem("error.open.failed", path, err)
}

// ErrNotSaved is in the error of a write that is kept in memory but did not
// reach the file. The next write, Save or SaveAs tries again.
var ErrNotSaved = errors.New("store: not saved")

// saveProblem names why a file could not be written.
func saveProblem(path string, err error) *skapa.Problem {
	key := "error.save.failed"
	switch {
	case isDiskFull(err):
		key = "error.save.full"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		key = "error.save.permission"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		key = "error.save.gone"
	}
	return problem(key, path, err)
}

func problem(key, path string, err error) *skapa.Problem {
	return &skapa.Problem{Key: key, Args: skapa.Args{"Path": path}, Err: err}
}

// damaged is the problem of a workspace that is not as Framsteg wrote it.
func damaged(path, format string, args ...any) error {
	return problem("error.open.damaged", path, fmt.Errorf("store: "+format, args...))
}
