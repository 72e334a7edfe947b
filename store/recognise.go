package store

import (
	"context"
	"errors"
)

// Recognises tells by nil that a secret opens the workspace, by ErrSecret that it
// doesn't. Where the disk gives no answer it goes by the secret that the workspace
// was opened or sealed by last, so that it answers without the file. It takes about
// a second.
func (s *Store) Recognises(ctx context.Context, secret string) error {
	err := s.Unlocks(ctx, secret)
	key := s.key()
	if err == nil || errors.Is(err, ErrSecret) || key == nil {
		return err
	}
	sealed, failed := key.Seal(nil)
	if failed != nil {
		return err // opened by its recovery key, it has no passphrase yet
	}
	_, _, err = unseal(s.Path(), sealed, nil, secret)
	return err
}
