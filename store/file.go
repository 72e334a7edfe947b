package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"framsteg/store/skapa"
)

// maxImage is the largest database that this package opens, in bytes.
const maxImage = 1 << 30

// readImage gives the database image that a file holds. It is the only place
// that reads a workspace.
func readImage(path string) ([]byte, error) {
	info, err := os.Stat(path) // before opening, which could wait for ever
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
	f, err := os.Open(path)
	if err != nil {
		return nil, openProblem(path, err)
	}
	defer f.Close()
	image := make([]byte, info.Size())
	if _, err := io.ReadFull(f, image); err != nil {
		return nil, openProblem(path, err)
	}
	return image, nil
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

func problem(key, path string, err error) *skapa.Problem {
	return &skapa.Problem{Key: key, Args: skapa.Args{"Path": path}, Err: err}
}

// damaged is the problem of a workspace that is not as Framsteg wrote it.
func damaged(path, format string, args ...any) error {
	return problem("error.open.damaged", path, fmt.Errorf("store: "+format, args...))
}
