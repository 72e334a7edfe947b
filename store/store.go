package store

import (
	"context"
	"errors"
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
	Computer string // names this computer to who finds the file held; "" is what it calls itself
	Reading  bool   // takes no lock: for who only reads
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
	if o.Computer == "" {
		o.Computer = computer()
	}
	return o
}

// Store is an open workspace. It may be used from several goroutines.
type Store struct {
	now     func() time.Time
	newID   func() skapa.ID
	device  skapa.ID
	options Options // without the secret

	writing sync.Mutex // held over a write and the save after it
	backup  rolling    // guarded by writing

	use        sync.Mutex // held over each use of what follows: see hold
	db         *sqlx.DB
	conn       *sqlx.Conn            // the only one that db has
	statements map[string]*sqlx.Stmt // by query, prepared once
	cases      remembered[Case]      // by code
	facts      remembered[*skapa.Facts]
	histories  remembered[*skapa.History]

	instruments sync.Map // skapa.Version → skapa.Instrument; rows that never change

	mu           sync.Mutex // guards what follows
	file         *file      // changed, and what is in it, only by who holds writing too
	author       Author
	unsaved      error
	backupFailed error
	acts         []*act           // the last of each kind in this run, the newest last; replaced, never changed
	listeners    []*func(Changed) // in the order in which they came
}

// newStore gives the store of a database whose file is f.
func newStore(ctx context.Context, f *file, db *sqlx.DB, o Options) (*Store, error) {
	conn, err := db.Connx(ctx)
	if err != nil {
		return nil, err
	}
	o.Secret = ""
	s := &Store{
		db: db, conn: conn, statements: map[string]*sqlx.Stmt{}, file: f,
		now: o.Now, newID: o.NewID, device: o.Device, author: o.Author, options: o}
	s.cases = remembered[Case]{of: func(c Case) skapa.ID { return c.ID }, compare: compareCases, read: s.readCases}
	s.facts = remembered[*skapa.Facts]{of: func(f *skapa.Facts) skapa.ID { return f.Participant }, compare: compareFacts, read: s.readFacts}
	s.histories = remembered[*skapa.History]{of: func(h *skapa.History) skapa.ID { return h.Participant }, compare: compareHistories, read: s.readHistories}
	return s, nil
}

// Close forgets the workspace, and lets others have the file. What is not saved
// is lost: see Unsaved.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return errors.Join(s.drop(), s.file.release())
}

// drop closes the database. The caller holds writing.
func (s *Store) drop() error {
	s.use.Lock()
	defer s.use.Unlock()
	s.forgetEverybody()
	return s.closeDatabase()
}

// closeDatabase frees all of the database, which SQLite keeps in memory for as
// long as there is one statement of it. The caller holds use.
func (s *Store) closeDatabase() (err error) {
	for _, stmt := range s.statements {
		err = errors.Join(err, stmt.Close())
	}
	s.statements = nil
	return errors.Join(err, s.conn.Close(), s.db.Close())
}

// Path gives where the workspace lives, from the root of the file system.
func (s *Store) Path() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.file.path
}

// Today gives the civil date now.
func (s *Store) Today() skapa.Date { return skapa.DateIn(s.now()) }

// Sign says who writes from here on.
func (s *Store) Sign(a Author) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.author = a
}

// Changed says what an act wrote. Kind is that of its Act ("assessment",
// "participant" …), "draft", "batch", "file" when the workspace was only saved,
// or "restored" when another state took its place, so that whatever was read may be gone; what undo wrote is
// called as what it undid. Participant is zero where the act concerns none, or several.
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
