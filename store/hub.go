package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// ErrHub is in the error of opening what is sealed to a hub by anything but the
// hub's own workspace, which merges it.
var ErrHub = errors.New("store: sealed to a hub")

// Hub is where files are gathered: what is exported for it only its own workspace
// opens. All copies of a workspace know its public key.
type Hub struct {
	Recipient string // its public key ("age1…"); "" for none
	Mine      bool   // whether its private key is in this very file
	Conflict  bool   // whether somebody else has written another key, of which one has to be chosen
}

// Hub gives the hub of the workspace, a zero one where there is none.
func (s *Store) Hub(ctx context.Context) (h Hub, err error) {
	ctx, release := s.hold(ctx)
	defer release()
	if _, err := s.get(ctx, &h.Recipient, "SELECT recipient FROM hub_now ORDER BY rev DESC"); err != nil {
		return h, err
	}
	if h.Mine, err = s.get(ctx, new(string), "SELECT recipient FROM hub_secret WHERE recipient = ?", h.Recipient); err != nil {
		return h, err
	}
	keys, err := s.hubKeys(ctx)
	h.Conflict = len(keys) > 1
	return h, err
}

// hubKeys gives the public keys that stand, which are more than one in a conflict.
func (s *Store) hubKeys(ctx context.Context) (keys []string, err error) {
	err = s.list(ctx, &keys, "SELECT DISTINCT recipient FROM hub_head WHERE NOT deleted")
	return keys, err
}

// checkRecipient refuses a key of the hub while it is in conflict with another one: it
// may be that of somebody who would like to read what is meant for the hub.
func (s *Store) checkRecipient(ctx context.Context, recipient string) error {
	keys, err := s.hubKeys(ctx)
	if err == nil && len(keys) > 1 && slices.Contains(keys, recipient) {
		err = &skapa.Problem{Key: "error.hub.conflict"}
	}
	return err
}

// MakeHub makes this file the hub, with a new pair of keys: the private one stays
// here, also when the act is undone or the hub forgotten, for files on their way
// are sealed to it. Where it is the hub already nothing is written. Problem
// error.hub.plain where the file is not sealed, error.hub.other where the hub is
// another one: see ForgetHub.
func (s *Store) MakeHub(ctx context.Context) (h Hub, err error) {
	err = s.write(ctx, func(ctx context.Context, w *writer) error {
		if s.key() == nil {
			return problem("error.hub.plain", s.Path(), nil)
		}
		if h, err = s.Hub(ctx); err != nil || h.Mine {
			return err
		}
		if h.Recipient != "" {
			return &skapa.Problem{Key: "error.hub.other"}
		}
		private, recipient, err := seal.NewHub()
		if err != nil {
			return err
		}
		if err := w.exec("INSERT INTO hub_secret (recipient, identity) VALUES (?, ?)", recipient, private); err != nil {
			return err
		}
		h = Hub{Recipient: recipient, Mine: true}
		return w.putHub(ctx, recipient)
	})
	return h, err
}

// SetHub makes another workspace the hub, whose public key somebody typed. Problem
// error.hub.recipient when it is none.
func (s *Store) SetHub(ctx context.Context, recipient string) error {
	recipient, err := seal.Recipient(recipient)
	if err != nil {
		return &skapa.Problem{Key: "error.hub.recipient", Err: err}
	}
	return s.write(ctx, func(ctx context.Context, w *writer) error { return w.putHub(ctx, recipient) })
}

func (w *writer) putHub(ctx context.Context, recipient string) error {
	id, err := w.store.workspace(ctx)
	if err != nil {
		return err
	}
	w.names("hub", "", id, skapa.ID{})
	_, err = w.put(ctx, row{kind: hubs, id: id, values: []any{recipient}})
	return err
}

// ForgetHub leaves the workspace without a hub. What was sealed to it its private
// key still opens.
func (s *Store) ForgetHub(ctx context.Context) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		id, err := s.workspace(ctx)
		if err != nil {
			return err
		}
		w.names("hub", "", id, skapa.ID{})
		_, err = w.remove(ctx, hubs, id, skapa.ID{})
		return err
	})
}

// secret is the private key of a hub that this file is, or was.
type secret struct{ Recipient, Identity string }

func (s *Store) secrets(ctx context.Context) (all []secret, err error) {
	err = s.list(ctx, &all, "SELECT recipient, identity FROM hub_secret ORDER BY recipient")
	return all, err
}

// keepsSecrets refuses to become a file that everybody can read while it holds
// the private key of a hub.
func (s *Store) keepsSecrets(ctx context.Context) error {
	all, err := s.secrets(ctx)
	if err == nil && len(all) > 0 {
		err = problem("error.unseal.hub", s.Path(), nil)
	}
	return err
}

// handSecrets gives another state of this file, which is to take its place, the
// private keys that it lacks, and tells whether it lacked one.
func (s *Store) handSecrets(ctx context.Context, to *Store) (lacked bool, err error) {
	mine, err := s.secrets(ctx)
	if err != nil {
		return false, err
	}
	theirs, err := to.secrets(ctx)
	for _, one := range mine {
		if err == nil && !slices.Contains(theirs, one) {
			lacked = true
			err = to.run(ctx, "INSERT INTO hub_secret (recipient, identity) VALUES (?, ?) ON CONFLICT (recipient) DO UPDATE SET identity = excluded.identity", one.Recipient, one.Identity)
		}
	}
	return lacked, err
}

// openSent opens a file that is sealed to this hub, by its private keys.
func (s *Store) openSent(ctx context.Context, path string, o Options) (*Store, error) {
	all, err := s.secrets(ctx)
	if err != nil {
		return nil, err
	}
	err = problem("error.open.hub", path, ErrHub)
	for _, one := range all {
		o.Secret = one.Identity
		var other *Store
		if other, err = open(ctx, path, o, nil); !errors.Is(err, ErrHub) {
			return other, err
		}
	}
	return nil, err
}

// checkHub refuses a public key that nothing can be sealed to, and a private one
// that is another's.
func (s *Store) checkHub(ctx context.Context) error {
	var recipients []string
	if err := s.list(ctx, &recipients, "SELECT DISTINCT recipient FROM hub"); err != nil {
		return err
	}
	for _, r := range recipients {
		if tidy, err := seal.Recipient(r); err != nil || tidy != r {
			return fmt.Errorf("store: a hub without a public key: %v", err)
		}
	}
	all, err := s.secrets(ctx)
	if err != nil {
		return err
	}
	for _, one := range all {
		if of, err := seal.Of(one.Identity); err != nil || of != one.Recipient {
			return fmt.Errorf("store: a private key that is not of the hub: %v", err)
		}
	}
	return nil
}
