package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"framsteg/store/disk"
	"framsteg/store/skapa"
)

// ErrConflict is in the error of a save that found the file replaced by
// somebody else since it was last read or written: by another computer, or by
// what keeps a folder the same in two places. What is in memory is then in a
// copy beside it. Merge or Reload end that.
var ErrConflict = errors.New("store: the file was replaced by somebody else")

// Unsaved gives nil when the file holds everything, else the Problem of the
// save that failed.
func (s *Store) Unsaved() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unsaved
}

// Save writes the file, also when nothing changed. Its error is ErrNotSaved,
// or that of a ctx that ended before it began.
func (s *Store) Save(ctx context.Context) error {
	s.writing.Lock()
	if err := ctx.Err(); err != nil {
		s.writing.Unlock()
		return err
	}
	err := s.save()
	s.writing.Unlock()
	s.publish(Changed{Kind: "file"})
	return err
}

// save replaces the file by what is in memory. The caller holds writing.
func (s *Store) save() error {
	err := s.replace()
	if err != nil && !errors.Is(err, ErrConflict) {
		p := *saveProblem(s.file.path, err)
		p.Err = joined(ErrNotSaved, p.Err)
		err = &p
	}
	s.mu.Lock()
	s.unsaved = err
	s.mu.Unlock()
	return err
}

// replace puts what is in memory in the file, or in a copy beside one that is
// somebody else's.
func (s *Store) replace() error {
	f := s.file
	data, err := s.bytes()
	if err == nil {
		err = f.away()
	}
	if err != nil {
		return err
	}
	s.backUpOld()
	f.stamp, err = f.disk.ReplaceSame(f.path, data, f.stamp)
	if errors.Is(err, disk.ErrChanged) {
		return s.setAside(data)
	}
	if err == nil {
		f.dropAside(f.path)
	}
	return err
}

// dropAside removes the copy once the file at path holds all of it, unless that
// is the copy, or somebody else has written to it. One that can't be removed
// stays.
func (f *file) dropAside(path string) {
	aside := f.aside
	f.aside = ""
	if aside != "" && !SameFile(aside, path) && f.disk.Compare(aside, f.copied) == nil {
		f.disk.Remove(aside)
	}
}

// bytes gives what the file is to hold.
func (s *Store) bytes() ([]byte, error) {
	s.use.Lock()
	image, err := serialize(s.conn.Conn)
	s.use.Unlock()
	if err != nil {
		return nil, err
	}
	data, err := s.file.form(image)
	if s.file.key != nil {
		clear(image)
	}
	return data, err
}

// setAside writes data to the copy beside the file, which is made the first
// time, and gives the Problem of the conflict.
func (s *Store) setAside(data []byte) error {
	f := s.file
	err := disk.ErrChanged
	if f.aside != "" {
		f.copied, err = f.disk.ReplaceSame(f.aside, data, f.copied)
	}
	if errors.Is(err, disk.ErrChanged) { // or somebody works in the copy
		f.aside, f.copied, err = f.createBeside(markConflict, s.now(), data)
	}
	if err != nil {
		return err
	}
	return &skapa.Problem{Key: "error.save.conflict", Err: errors.Join(ErrNotSaved, ErrConflict),
		Args: skapa.Args{"Path": f.path, "Copy": f.aside}}
}

// What stands in the names of files that are made beside a workspace: Swedish,
// for they lie among the files of Swedish teams whatever the window speaks.
const (
	markConflict = "konflikt"
	markBroken   = "skadad"
)

// createBeside makes a file with a name of its own: that of f with a mark and a
// time.
func (f *file) createBeside(mark string, at time.Time, data []byte) (path string, stamp disk.Stamp, err error) {
	ending := filepath.Ext(f.path)
	stem := strings.TrimSuffix(f.path, ending) + " (" + mark + at.Format(" 2006-01-02 15.04")
	for n := 1; ; n++ {
		path = stem + ")" + ending
		if n > 1 {
			path = fmt.Sprintf("%s, %d)%s", stem, n, ending)
		}
		if stamp, err = f.disk.Create(path, data); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", stamp, err
	}
	return path, stamp, nil
}

// SaveAs writes the workspace to another place, replacing what is there, and
// lives there from then on. When that fails, or ctx ended before it began, the
// store stays where it was. Problem error.open.held when somebody has the file
// open that would be replaced.
func (s *Store) SaveAs(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return problem("error.save.failed", path, err)
	}
	if err := s.move(ctx, path); err != nil {
		return err
	}
	s.publish(Changed{Kind: "file"})
	return nil
}

func (s *Store) move(ctx context.Context, path string) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.LivesAt(path) {
		return s.overwrite()
	}
	to, err := locate(path, s.options)
	if err != nil {
		return saveProblem(path, err)
	}
	to.key = s.file.key
	data, err := s.bytes()
	if err == nil {
		to.stamp, err = to.disk.Replace(path, data)
	}
	if err != nil {
		return errors.Join(saveProblem(path, err), to.release())
	}
	from := s.file
	s.mu.Lock()
	s.file, s.unsaved = to, nil
	s.mu.Unlock()
	from.dropAside(path)
	return from.release()
}

// overwrite is SaveAs to where the store lives: the user has been asked whether
// what is there may go.
func (s *Store) overwrite() error {
	_, stamp, err := s.file.disk.Read(s.file.path, maxFile)
	if err == nil {
		s.file.stamp = stamp
	} else if !errors.Is(err, fs.ErrNotExist) {
		return saveProblem(s.file.path, err)
	}
	s.file.settle()
	s.backup.due = backupRolling
	return s.save()
}

// LivesAt tells whether a path leads to the file of the workspace.
func (s *Store) LivesAt(path string) bool { return SameFile(path, s.Path()) }

// SameFile tells whether two paths lead to one file.
func SameFile(a, b string) bool {
	if a == b {
		return true
	}
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
