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
// read.
func (s *Store) Unseal(ctx context.Context) error {
	return s.protect(ctx, func(*seal.Key) (*seal.Key, error) { return nil, nil })
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

// Locked is a workspace that was closed to be opened again by its secret. It
// holds the file against others, and everything else only sealed.
type Locked struct {
	file    *file // without its key
	options Options
	notes   []byte
	id      skapa.ID // of the workspace
	image   []byte   // of the database, where the file lacks something of it; else nil
	unsaved error    // why it does
}

// Lock closes the workspace until it is opened by its secret. The notes come
// back then, whatever they hold. Problem error.lock.plain where there is no
// secret to open it by, error.save.passphrase where it was opened by its recovery
// key; then nothing was closed.
func (s *Store) Lock(notes []byte) (*Locked, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.file.key == nil {
		return nil, problem("error.lock.plain", s.file.path, nil)
	}
	l := &Locked{options: s.options, unsaved: s.Unsaved()}
	var err error
	if l.id, err = s.workspace(context.Background()); err != nil {
		return nil, err
	}
	if l.notes, err = s.file.key.Seal(notes); err != nil {
		return nil, saveProblem(s.file.path, err)
	}
	if l.unsaved != nil {
		if l.image, err = s.bytes(); err != nil {
			return nil, saveProblem(s.file.path, err)
		}
	}
	l.file = s.file
	s.mu.Lock()
	l.options.Author = s.author
	s.file = &file{path: l.file.path}
	s.last, s.unsaved, s.listeners = nil, nil, nil
	s.mu.Unlock()
	l.file.key = nil
	s.instruments.Clear()
	return l, s.drop()
}

// Path gives where the workspace lives.
func (l *Locked) Path() string { return l.file.path }

// Unsaved gives why the file lacks something, which Close loses; nil when it
// holds everything.
func (l *Locked) Unsaved() error { return l.unsaved }

// Close gives the workspace up.
func (l *Locked) Close() error { return l.file.release() }

// Open opens the workspace again, with the notes of Lock. ErrSecret when the
// secret is not that of the file; then it can be tried again. Notes are nil
// where the file has another secret since.
//
// Problem error.merge.plain or error.merge.workspace when something else took
// the file's place, and error.lock.unsaved when it has another secret now, but
// something that was not saved waits for the one before.
func (l *Locked) Open(ctx context.Context, secret string) (s *Store, notes []byte, err error) {
	notes, key, err := seal.Open(l.notes, secret)
	if err != nil && !errors.Is(err, seal.ErrSecret) {
		return nil, nil, sealProblem(l.file.path, err)
	}
	if key != nil && l.image != nil {
		s, err = l.openKept(ctx, key)
	} else {
		s, err = l.openFile(ctx, key, secret)
	}
	if err != nil {
		return nil, nil, err
	}
	l.file.lock = nil // which the store has
	return s, notes, nil
}

// openKept opens what the file lacks.
func (l *Locked) openKept(ctx context.Context, key *seal.Key) (*Store, error) {
	image, err := key.Open(l.image)
	if err != nil {
		return nil, sealProblem(l.file.path, err)
	}
	f := *l.file
	f.key = key
	s, err := load(ctx, &f, image, l.options)
	if err == nil {
		s.unsaved = l.unsaved
	}
	return s, err
}

// openFile opens the file as it is now, if it is still the one that was locked.
func (l *Locked) openFile(ctx context.Context, key *seal.Key, secret string) (*Store, error) {
	f := *l.file
	f.key = key
	image, err := f.read(secret)
	if err != nil {
		return nil, err
	}
	if f.plain {
		return nil, problem("error.merge.plain", f.path, nil)
	}
	if l.image != nil {
		return nil, problem("error.lock.unsaved", f.path, nil)
	}
	s, err := load(ctx, &f, image, l.options)
	if err != nil {
		return nil, err
	}
	id, err := s.workspace(ctx)
	if err == nil && id != l.id {
		err = problem("error.merge.workspace", f.path, nil)
	}
	if err != nil {
		return nil, joined(err, s.drop())
	}
	return s, nil
}
