package disk

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
)

// The names of temporary files begin and end by these.
const (
	mark   = ".framsteg-"
	suffix = ".tmp"
)

// prefix begins the names of the temporary files of the file of that name. They
// tell whose they are, but not what the file is called.
func (d Disk) prefix(name string) string {
	if d.Of != "" {
		name = d.Of
	}
	sum := sha256.Sum256([]byte(name))
	return mark + hex.EncodeToString(sum[:8]) + "-"
}

// writeBeside writes data to a new file in the folder of path, durably, and
// gives its path and Stamp. It gets the mode of old, if that is given.
func (d Disk) writeBeside(path string, data []byte, old fs.FileInfo) (temporary string, s Stamp, err error) {
	folder, name := filepath.Split(path)
	temporary = folder + d.prefix(name) + rand.Text() + suffix
	f, err := d.files().Create(temporary)
	if err != nil {
		return "", Stamp{}, err
	}
	s, err = fill(f, data, old)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return "", Stamp{}, d.discard(temporary, err)
	}
	return temporary, s, nil
}

func fill(f File, data []byte, old fs.FileInfo) (Stamp, error) {
	n, err := f.Write(data)
	if err == nil && n < len(data) {
		err = io.ErrShortWrite
	}
	if err == nil && old != nil {
		err = keepMode(f, old)
	}
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return Stamp{}, err
	}
	info, err := f.Stat()
	return Stamp{info: info, sum: sumOf(data)}, err
}

// keepMode gives a new file the mode of the one that it is to replace. Where
// there are no modes it stays its owner's alone.
func keepMode(f File, old fs.FileInfo) error {
	now, err := f.Stat()
	if err != nil {
		return err
	}
	mode := old.Mode().Perm()
	if !sameGroup(old, now) {
		mode &^= 0o070 &^ (mode << 3) // another group gets no more than everybody had
	}
	if mode == now.Mode().Perm() {
		return nil
	}
	if err := f.Chmod(mode); err != nil && !unsupported(err) {
		return err
	}
	return nil
}

// Sweep removes what a crash left of earlier writes to path: it can hold personal
// data. Only who holds the lock of path may call it, or it takes away what another
// program is about to put there. A folder that cannot be listed, or a file that
// somebody holds, is for the next time.
func (d Disk) Sweep(path string) {
	for _, temporary := range d.Left(path) {
		d.files().Remove(temporary)
	}
}

// SweepIn removes what a crash left of earlier writes to any file in a folder.
// Only who alone writes there may call it.
func (d Disk) SweepIn(folder string) {
	for _, temporary := range d.LeftIn(folder) {
		d.files().Remove(temporary)
	}
}

// SweepOld removes what a crash left of earlier writes to any file in the folder
// of path, whoever wrote it: what is an hour older than the file at path, just
// written, nobody writes any more. Both times are those of the disk.
func (d Disk) SweepOld(path string, now Stamp) {
	path, err := d.follow(path)
	if err != nil || now.info == nil {
		return
	}
	folder, _ := filepath.Split(path)
	for _, temporary := range d.left(folder, mark) {
		info, err := d.files().Lstat(temporary)
		if err == nil && info.Mode().IsRegular() && now.info.ModTime().Sub(info.ModTime()) > time.Hour {
			d.files().Remove(temporary)
		}
	}
}

// Left gives what Sweep would remove: the temporary files of writes to path, which
// a crash left, or which another program is writing now.
func (d Disk) Left(path string) []string {
	path, err := d.follow(path)
	if err != nil {
		return nil
	}
	folder, name := filepath.Split(path)
	return d.left(folder, d.prefix(name))
}

// LeftIn gives what SweepIn would remove.
func (d Disk) LeftIn(folder string) []string {
	return d.left(folder+string(filepath.Separator), mark)
}

func (d Disk) left(folder, prefix string) (paths []string) {
	where := folder
	if where == "" {
		where = "."
	}
	names, _ := d.files().List(where)
	for _, n := range names {
		if strings.HasPrefix(n, prefix) && strings.HasSuffix(n, suffix) {
			paths = append(paths, folder+n)
		}
	}
	return paths
}
