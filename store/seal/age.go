package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"filippo.io/age"
)

// maxHeader is far more than an age file to two recipients has before its
// content, which limits what has to be read before it is refused.
const maxHeader = 4 << 10

// overhead is at most what age adds to content of a size: the header, and a
// tag to each chunk of 64 KiB.
func overhead(size int) int { return maxHeader + (size>>16+1)*16 }

// encrypt writes an age file of content to out.
func encrypt(out io.Writer, content []byte, to ...age.Recipient) error {
	w, err := age.Encrypt(out, to...)
	if err != nil {
		return err
	}
	if _, err := w.Write(content); err != nil {
		return err
	}
	return w.Close()
}

// decrypt gives the content of an age file. ErrSecret means that it is not for
// id; ErrWork comes from passphrase; all else is ErrDamaged.
func decrypt(file []byte, id age.Identity) ([]byte, error) {
	if _, err := age.ExtractHeader(bytes.NewReader(file[:min(len(file), maxHeader)])); err != nil {
		return nil, damaged(err)
	}
	// The reader of a whole file knows its size before the content, and so
	// spares the copies of one that grows.
	r, size, err := age.DecryptReaderAt(bytes.NewReader(file), int64(len(file)), id)
	if err != nil {
		return nil, damaged(err)
	}
	content := make([]byte, size)
	if n, err := r.ReadAt(content, 0); int64(n) != size || err != nil && err != io.EOF {
		return nil, damaged(err)
	}
	return content, nil
}

// damaged says of an error of age which of ours it is.
func damaged(err error) error {
	if _, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
		return ErrSecret
	}
	if errors.Is(err, ErrWork) || errors.Is(err, ErrDamaged) {
		return err
	}
	return fmt.Errorf("%w: %v", ErrDamaged, err)
}

// passphrase opens an age file that is for one passphrase and takes no more
// work than ours.
type passphrase struct {
	*age.ScryptIdentity
	work int // its work factor, once it opened a file
}

func (p *passphrase) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != "scrypt" || len(stanzas[0].Args) != 2 {
		return nil, fmt.Errorf("%w: its key is not for a passphrase", ErrDamaged)
	}
	work, err := strconv.ParseUint(stanzas[0].Args[1], 10, 64)
	if work > Work { // also what no number can hold
		return nil, ErrWork
	}
	if err != nil {
		return nil, fmt.Errorf("%w: the work factor of its key", ErrDamaged)
	}
	p.work = int(work)
	return p.ScryptIdentity.Unwrap(stanzas)
}

// holder opens an age file that is for one or two X25519 keys, at a given
// place among them: the file's own key is the first, the recovery key the
// second. So neither can be taken for the other. What is for a hub is for that
// alone.
type holder struct {
	*age.X25519Identity
	place int
	most  int // how many keys the file may be for
}

const (
	ownPlace = iota
	recoveryPlace
)

func (h holder) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if n := len(stanzas); n < 1 || n > h.most {
		return nil, fmt.Errorf("%w: it is for %d keys", ErrDamaged, n)
	}
	for _, s := range stanzas {
		if s.Type != "X25519" {
			return nil, fmt.Errorf("%w: it is for a key of another kind", ErrDamaged)
		}
	}
	if h.place >= len(stanzas) {
		return nil, age.ErrIncorrectIdentity
	}
	return h.X25519Identity.Unwrap(stanzas[h.place : h.place+1])
}
