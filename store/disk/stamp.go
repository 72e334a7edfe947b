package disk

import (
	"encoding/binary"
	"errors"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"
)

// A Stamp is how a file looked when it was last read or written. The zero Stamp
// is that of no file. It holds for the running program only.
type Stamp struct {
	info    fs.FileInfo // of the open file: size, time, and which file it is; nil: there was none
	sum     sum
	perhaps []sum // what was written, but perhaps did not get there
}

// IsZero tells whether s is the Stamp of no file.
func (s Stamp) IsZero() bool { return s.info == nil && len(s.perhaps) == 0 }

// Sum tells what the file held from all else, while the program runs.
func (s Stamp) Sum() (sum [32]byte) {
	binary.BigEndian.PutUint64(sum[:], uint64(s.sum.size))
	binary.BigEndian.PutUint64(sum[8:], s.sum.hash)
	return sum
}

// or adds what may be there instead.
func (s Stamp) or(other Stamp) Stamp {
	s.perhaps = append(slices.Clip(s.perhaps), other.sum)
	return s
}

// has tells whether a file of s can be one for which is is true.
func (s Stamp) has(is func(sum) bool) bool {
	return s.info != nil && is(s.sum) || slices.ContainsFunc(s.perhaps, is)
}

// sum tells contents apart.
type sum struct {
	size int64
	hash uint64
}

var seed = maphash.MakeSeed()

func sumOf(data []byte) sum { return sum{int64(len(data)), maphash.Bytes(seed, data)} }

// coarse is the step of the times that file systems of sticks keep: exFAT 10 ms,
// FAT 2 s.
const coarse = 10 * time.Millisecond

// looksLike tells whether nobody can have written to the file since s was
// made. Where times are coarse, as on a stick, they tell nothing of that.
func (s Stamp) looksLike(now fs.FileInfo) bool {
	at := now.ModTime()
	return s.info != nil && s.info.Size() == now.Size() && s.info.ModTime().Equal(at) && os.SameFile(s.info, now) &&
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
	case was.looksLike(info):
		return nil
	case !was.has(func(s sum) bool { return s.size == info.Size() }):
		return ErrChanged
	}
	found, err := d.sum(path, info.Size())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !was.has(func(s sum) bool { return s == found }):
		return ErrChanged
	}
	return nil
}

// sum reads a file, but little more than expected of it.
func (d Disk) sum(path string, expected int64) (sum, error) {
	f, err := d.files().Open(path)
	if err != nil {
		return sum{}, err
	}
	defer f.Close()
	var h maphash.Hash
	h.SetSeed(seed)
	n, err := io.Copy(&h, io.LimitReader(f, expected+1))
	return sum{n, h.Sum64()}, err
}
