package store

import (
	"context"
	"errors"

	"framsteg/store/seal"
	"framsteg/store/skapa"
)

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
	s.acts, s.unsaved, s.listeners = nil, nil, nil
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
// where the file has another secret since; they come also with an error where the
// secret is that of the lock.
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
		return nil, notes, err
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
