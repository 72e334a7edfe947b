package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// Selection says what of a workspace goes to others: all of it when it is zero,
// else the participants of the teams and supervisors that follow them now, and
// those who were chosen, all together. Teams with their places, supervisors, the
// catalogue, the instruments, the rhythm and the hub always go along.
type Selection struct {
	Teams, Supervisors, Participants []skapa.ID

	Nobody       bool // no participants, whatever else it says: a start file
	Pseudonymous bool // without names, personnummer, contacts and all free text
}

func (what Selection) everybody() bool {
	return !what.Nobody && len(what.Teams)+len(what.Supervisors)+len(what.Participants) == 0
}

// Lock is what opens an exported file: a passphrase of its own, or the private key
// of the hub with this public key ("age1…"), which goes before a passphrase. A zero
// Lock is a plain file.
type Lock struct{ Passphrase, Recipient string }

// Chosen gives whom a selection takes, by code: those who go on and those who
// have finished.
func (s *Store) Chosen(ctx context.Context, what Selection) ([]Case, error) {
	if what.Nobody {
		return nil, nil
	}
	ctx, release := s.hold(ctx)
	defer release()
	all, err := s.Caseload(ctx)
	if err != nil || what.everybody() {
		return all, err
	}
	roots, err := s.standIns(ctx)
	if err != nil {
		return nil, err
	}
	wanted := map[skapa.ID]bool{}
	for _, id := range slices.Concat(what.Teams, what.Supervisors, what.Participants) {
		wanted[roots.of(id)] = true
	}
	return slices.DeleteFunc(all, func(c Case) bool {
		return !wanted[c.ID] && !wanted[c.TeamID] && !wanted[c.SupervisorID]
	}), nil
}

// Export writes a new workspace file with what a selection takes, all of its
// history with it, and gives how many participants that is. It is a copy of this
// workspace: it opens by itself, and merges with every other copy. Drafts and the
// private key of a hub stay here. The file is made of nothing but the rows that
// were taken, so that it hides nothing of the others.
//
// It replaces nothing (error.export.exists). A file of a sealed workspace is sealed
// (error.export.plain): to a hub (error.hub.recipient, error.hub.conflict), or by a passphrase, as for
// Create. Until the file is whole nothing is at path, however the program ends.
func (s *Store) Export(ctx context.Context, path string, what Selection, lock Lock) (participants int, err error) {
	if _, err := os.Lstat(path); err == nil {
		return 0, problem("error.export.exists", path, nil) // before all the work
	}
	if lock == (Lock{}) && s.Protection().Sealed {
		return 0, problem("error.export.plain", path, nil)
	}
	if err := s.checkRecipient(ctx, lock.Recipient); err != nil {
		return 0, err
	}
	key, err := s.keyOf(lock)
	if err != nil {
		return 0, err
	}
	image, participants, err := s.copyOf(ctx, what)
	if err != nil {
		return 0, err
	}
	if err := s.writeNew(ctx, path, image, key); err != nil {
		return 0, err
	}
	return participants, nil
}

// keyOf makes the key that a lock asks for; nil for none.
func (s *Store) keyOf(lock Lock) (*seal.Key, error) {
	switch {
	case lock.Recipient != "":
		key, err := seal.NewForHub(lock.Recipient)
		if errors.Is(err, seal.ErrRecipient) {
			err = &skapa.Problem{Key: "error.hub.recipient", Err: err}
		}
		return key, err
	case lock.Passphrase != "":
		return newKey(lock.Passphrase, s.options.Work)
	}
	return nil, nil
}

// writeNew makes the file that holds an image, which it clears.
func (s *Store) writeNew(ctx context.Context, path string, image []byte, key *seal.Key) error {
	f, err := locate(path, s.options)
	if err != nil {
		return saveProblem(path, err)
	}
	f.key = key
	data, err := f.form(image)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		_, err = f.disk.Create(f.path, data)
	}
	clear(image)
	switch {
	case errors.Is(err, fs.ErrExist):
		err = problem("error.export.exists", path, nil)
	case err != nil && ctx.Err() == nil:
		err = saveProblem(path, err)
	}
	return joined(err, f.release())
}
