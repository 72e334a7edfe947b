package disk

import (
	"errors"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"time"
)

// A Stamp is how a file looked when it was last read or written. The zero Stamp
// is that of no file. It holds for the running program only.
type Stamp struct {
	info fs.FileInfo // of the open file: size, time, and which file it is
	sum  uint64      // of the content
}

// IsZero tells whether s is the Stamp of no file.
func (s Stamp) IsZero() bool { return s.info == nil }

var seed = maphash.MakeSeed()

// coarse is the step of the times that file systems of sticks keep: exFAT 10 ms,
// FAT 2 s.
const coarse = 10 * time.Millisecond

// looksLike tells whether nobody can have written to the file since s was
// made. Where times are coarse, as on a stick, they tell nothing of that.
func (s Stamp) looksLike(now fs.FileInfo) bool {
	at := now.ModTime()
	return s.info.Size() == now.Size() && s.info.ModTime().Equal(at) && os.SameFile(s.info, now) &&
		at.Nanosecond()%int(coarse) != 0
}

// Compare gives ErrChanged when the file at path is not what was says. A file
// that is gone is nobody's change, nor is one with the same content, whoever
// wrote it. Any other error means that it could not be told.
func (d Disk) Compare(path string, was Stamp) error {
	path, err := d.follow(path)
	if err != nil {
		return err
	}
	return d.compare(path, was)
}

func (d Disk) compare(path string, was Stamp) error {
	info, err := d.files().Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case ordinary(info) != nil:
		return ordinary(info)
	case was.IsZero(), info.Size() != was.info.Size():
		return ErrChanged
	case was.looksLike(info):
		return nil
	}
	f, err := d.files().Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var h maphash.Hash
	h.SetSeed(seed)
	switch n, err := io.Copy(&h, io.LimitReader(f, was.info.Size()+1)); {
	case err != nil:
		return err
	case n != was.info.Size(), h.Sum64() != was.sum:
		return ErrChanged
	}
	return nil
}
