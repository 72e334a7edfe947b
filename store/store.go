package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"framsteg/store/skapa"
)

// Options are what a store takes from the program around it.
type Options struct {
	Now    func() time.Time // the clock, in the zone of the user; nil is time.Now
	NewID  func() skapa.ID  // gives ids never given before; nil makes UUIDs of version 7
	Device skapa.ID         // names this computer; zero is one of this run's own
	Author Author           // who writes; Sign changes it

	Secret   string // opens a sealed file: its passphrase or its recovery key; seals what Create makes
	Work     int    // scrypt work factor of new passphrases, log2; zero is seal.Work
	Computer string // names this computer to others; "" is what it calls itself
}

// Author is who writes, by name. The rows of an author are made by the first
// write that needs them.
type Author struct{ Supervisor, Team string }

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = func() skapa.ID { return skapa.ID(uuid.Must(uuid.NewV7())) }
	}
	if o.Device.IsZero() {
		o.Device = o.NewID()
	}
	return o
}

// Store is an open workspace. It may be used from several goroutines.
type Store struct {
	db     *sqlx.DB
	now    func() time.Time
	newID  func() skapa.ID
	device skapa.ID

	writing sync.Mutex // held over a write and the save after it

	use        sync.Mutex            // held over each use of what follows: see hold
	conn       *sqlx.Conn            // the only one that db has
	statements map[string]*sqlx.Stmt // by query, prepared once
	cases      []Case                // what Caseload remembers; nil for nothing
	stale      map[skapa.ID]bool     // whose case is to be read again

	instruments sync.Map // skapa.Version → skapa.Instrument; rows that never change

	mu        sync.Mutex // guards what follows
	path      string
	author    Author
	unsaved   error
	last      *act
	listeners []*func(Changed) // in the order in which they came
}

func newStore(ctx context.Context, path string, db *sqlx.DB, o Options) (*Store, error) {
	o = o.withDefaults()
	conn, err := db.Connx(ctx)
	if err != nil {
		return nil, err
	}
	return &Store{
		db: db, conn: conn, statements: map[string]*sqlx.Stmt{}, path: path,
		now: o.Now, newID: o.NewID, device: o.Device, author: o.Author}, nil
}

// Close forgets the workspace. What is not saved is lost: see Unsaved.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.use.Lock()
	defer s.use.Unlock()
	return errors.Join(s.conn.Close(), s.db.Close())
}

// Path gives where the workspace lives, from the root of the file system.
func (s *Store) Path() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.path
}

// Today gives the civil date now.
func (s *Store) Today() skapa.Date { return skapa.DateIn(s.now()) }

// Sign says who writes from here on.
func (s *Store) Sign(a Author) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.author = a
}

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

// SaveAs writes the workspace to another place, replacing what is there, and
// lives there from then on. When that fails, or ctx ended before it began, the
// store stays where it was.
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
	if err := s.writeTo(path); err != nil {
		return saveProblem(path, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.path, s.unsaved = path, nil
	return nil
}

// save replaces the file by what is in memory. The caller holds writing.
func (s *Store) save() error {
	path := s.Path()
	var failed error
	if err := s.writeTo(path); err != nil {
		failed = saveProblem(path, fmt.Errorf("%w: %w", ErrNotSaved, err))
	}
	s.mu.Lock()
	s.unsaved = failed
	s.mu.Unlock()
	return failed
}

// writeTo puts what is in memory in the file at path. The caller holds writing.
func (s *Store) writeTo(path string) error {
	s.use.Lock()
	image, err := serialize(s.conn.Conn)
	s.use.Unlock()
	if err != nil {
		return err
	}
	return replaceFile(path, image)
}

// Changed says what an act wrote. Kind is that of its Act ("assessment",
// "participant" …), "draft", "batch", or "file" when the workspace was only saved;
// what undo wrote is called as what it undid. Participant is zero where the act concerns none, or several.
type Changed struct {
	Kind        string
	ID          skapa.ID
	Participant skapa.ID
}

// Listen calls f after each write, when it is in memory and the save was
// tried, and after Save and SaveAs: on the goroutine that wrote, with no lock
// held. stop ends it.
func (s *Store) Listen(f func(Changed)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	listener := &f
	s.listeners = append(s.listeners, listener)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.listeners = slices.DeleteFunc(s.listeners, func(l *func(Changed)) bool { return l == listener })
	}
}

func (s *Store) publish(c Changed) {
	s.mu.Lock()
	listeners := slices.Clone(s.listeners)
	s.mu.Unlock()
	for _, f := range listeners {
		(*f)(c)
	}
}
