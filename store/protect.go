package store

import (
	"context"
	"errors"

	"framsteg/store/disk"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// What opening and unlocking can meet, for errors.Is.
var (
	ErrSealed = errors.New("store: sealed, and no secret given")
	ErrSecret = errors.New("store: not the secret of this file")
	ErrHeld   = errors.New("store: somebody has the file open")

	// The file is protected as was asked for, but a backup of it is not.
	ErrBackups = errors.New("store: a backup could not be rewritten")
)

// Protection is how a workspace is kept from other eyes.
type Protection struct {
	Sealed          bool `json:"sealed"`
	Recovery        bool `json:"recovery"` // whether there is a recovery key
	NeedsPassphrase bool `json:"-"`        // opened by its recovery key, it is saved only after Seal gave it a new passphrase
}

// Protection tells how the workspace is protected.
func (s *Store) Protection() Protection {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.file.key
	if k == nil {
		return Protection{}
	}
	return Protection{Sealed: true, Recovery: k.HasRecovery(), NeedsPassphrase: k.NeedsPassphrase()}
}

// Unlocks tells by nil that a secret opens the file as it is on the disk, by
// ErrSecret that it doesn't. It takes about a second.
func (s *Store) Unlocks(ctx context.Context, secret string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f := file{path: s.Path()}
	_, err := f.read(secret)
	return err
}

// key gives what opens the file; nil for a plain one.
func (s *Store) key() *seal.Key {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.file.key
}

// Seal seals a plain workspace with a passphrase, or gives a sealed one another.
// It saves the file, and then writes the backups in the same form. ErrBackups
// when only that failed. ErrNotSaved when the file is as it was, or is not
// surely durable; Protection tells which.
func (s *Store) Seal(ctx context.Context, passphrase string) error {
	return s.protect(ctx, func(before *seal.Key) (*seal.Key, error) { return s.keyAfter(before, passphrase) })
}

// SealWithRecovery does as Seal, and takes a recovery key in the same save: see
// SetRecoveryKey.
func (s *Store) SealWithRecovery(ctx context.Context, passphrase, recovery string) error {
	return s.protect(ctx, func(before *seal.Key) (*seal.Key, error) {
		key, err := s.keyAfter(before, passphrase)
		if err != nil {
			return nil, err
		}
		return key.WithRecovery(recovery)
	})
}

// keyAfter gives the key with another passphrase than a key, nil for none.
func (s *Store) keyAfter(before *seal.Key, passphrase string) (*seal.Key, error) {
	if before == nil {
		return newKey(passphrase, s.options.Work)
	}
	key, err := before.WithPassphrase(passphrase, s.options.Work)
	return key, passphraseProblem(err)
}

// newKey gives the key of a new sealed file.
func newKey(passphrase string, work int) (*seal.Key, error) {
	key, err := seal.New(passphrase, work)
	return key, passphraseProblem(err)
}

func passphraseProblem(err error) error {
	if errors.Is(err, seal.ErrPassphrase) {
		return &skapa.Problem{Key: "error.passphrase", Err: err}
	}
	return err
}

// Unseal makes the workspace and its backups plain files, which everybody can
// read. Problem error.unseal.hub where the private key of a hub is in it.
func (s *Store) Unseal(ctx context.Context) error {
	return s.protect(ctx, func(*seal.Key) (*seal.Key, error) { return nil, s.keepsSecrets(ctx) })
}

// SetRecoveryKey lets a key of seal.NewRecoveryKey open a sealed workspace
// without its passphrase, from this save on. An older one opens no later save,
// and none of the backups, which are written anew.
func (s *Store) SetRecoveryKey(ctx context.Context, recovery string) error {
	return s.protect(ctx, func(before *seal.Key) (*seal.Key, error) {
		if before == nil {
			return nil, problem("error.recovery.plain", s.file.path, nil)
		}
		key, err := before.WithRecovery(recovery)
		if err != nil {
			return nil, saveProblem(s.file.path, err)
		}
		return key, nil
	})
}

// protect saves the file by another key.
func (s *Store) protect(ctx context.Context, change func(before *seal.Key) (*seal.Key, error)) error {
	if err := s.rekey(ctx, change); err != nil {
		return err
	}
	s.publish(Changed{Kind: "file"})
	return nil
}

func (s *Store) rekey(ctx context.Context, change func(before *seal.Key) (*seal.Key, error)) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	f, before := s.file, s.file.key
	if err := f.disk.Compare(f.path, f.stamp); errors.Is(err, disk.ErrChanged) {
		if err := s.save(); err != nil {
			return err // after which the copy opens as the file did
		}
	}
	after, err := change(before)
	if err != nil {
		return err
	}
	was := f.stamp
	s.setKey(after)
	err = s.save()
	if err != nil && (errors.Is(err, ErrConflict) || f.disk.Compare(f.path, was) == nil) { // it is as it was
		s.setKey(before)
		return err
	}
	return joined(err, s.reform(before))
}

func (s *Store) setKey(key *seal.Key) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.file.key = key
}
