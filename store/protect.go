package store

import (
	"context"
	"errors"
	"time"
)

// What opening, saving and unlocking can meet, for errors.Is.
var (
	ErrSealed   = errors.New("store: sealed, and no secret given")
	ErrSecret   = errors.New("store: not the secret of this file")
	ErrHeld     = errors.New("store: somebody has the file open")
	ErrConflict = errors.New("store: the file was replaced by somebody else")
)

// Protection is how a workspace is kept from other eyes.
type Protection struct {
	Sealed          bool
	Recovery        bool // whether there is a recovery key
	NeedsPassphrase bool // opened by its recovery key, it is saved only after a new passphrase
}

var errTODO = errors.New("store: not built yet")

func (s *Store) Protection() Protection                            { return Protection{} }
func (s *Store) Unlocks(ctx context.Context, secret string) error  { return errTODO }
func (s *Store) Seal(ctx context.Context, passphrase string) error { return errTODO }
func (s *Store) Unseal(ctx context.Context) error                  { return errTODO }
func (s *Store) NewRecoveryKey(ctx context.Context) (string, error) {
	return "", errTODO
}

type Locked struct{}

func (s *Store) Lock(notes []byte) (*Locked, error) { return nil, errTODO }
func (l *Locked) Open(ctx context.Context, secret string) (*Store, []byte, error) {
	return nil, nil, errTODO
}
func (l *Locked) Path() string { return "" }
func (l *Locked) Close() error { return nil }

type Backup struct {
	Path   string
	At     time.Time
	Size   int64
	Reason string
}
type Difference struct {
	Added, Missing map[string]int
	Codes          []string
}
type Merged struct{ New map[string]int }

func (s *Store) Backups() ([]Backup, error) { return nil, errTODO }
func (s *Store) Compare(ctx context.Context, b Backup, secret string) (Difference, error) {
	return Difference{}, errTODO
}
func (s *Store) Restore(ctx context.Context, b Backup, secret string) error { return errTODO }
func (s *Store) Reload(ctx context.Context, secret string) error            { return errTODO }
func (s *Store) Merge(ctx context.Context, path, secret string) (Merged, error) {
	return Merged{}, errTODO
}
func (s *Store) BackupFailed() error { return nil }
