package store

import (
	"context"
	"os"
)

// Begin makes the workspace of one more computer from a start file, or from any
// other copy, whose secret is given, and opens it. The new file is sealed if o has
// a secret, which is its own passphrase; without one it must be made from a plain
// file (error.export.plain). It refuses a path where there is something already
// (error.create.exists). The start file is checked as a hostile one and stays as it
// is; its drafts, and the private key of a hub, stay in it.
func Begin(ctx context.Context, start, secret, path string, o Options) (*Store, error) {
	o = o.withDefaults()
	if _, err := os.Lstat(path); err == nil {
		return nil, problem("error.create.exists", path, nil) // before all the work
	}
	image, err := begun(ctx, start, secret, path, o)
	if err != nil {
		return nil, err
	}
	f, err := locate(path, o)
	if err != nil {
		return nil, saveProblem(path, err)
	}
	s, err := f.begin(ctx, image, o)
	if err != nil {
		return nil, joined(err, f.release())
	}
	return s, nil
}

// begun gives the database image of a workspace that begins with a start file.
func begun(ctx context.Context, start, secret, path string, o Options) (image []byte, err error) {
	reading := o
	reading.Reading, reading.Secret = true, secret
	from, err := open(ctx, start, reading, nil)
	if err != nil {
		return nil, err
	}
	if err = from.checkFacts(ctx); err != nil {
		err = openError(ctx, start, err)
	} else if from.Protection().Sealed && o.Secret == "" {
		err = problem("error.export.plain", path, nil)
	} else {
		image, _, err = from.copyOf(ctx, Selection{})
	}
	return image, joined(err, from.Close())
}

// begin writes the file of a new workspace, and opens it.
func (f *file) begin(ctx context.Context, image []byte, o Options) (s *Store, err error) {
	if o.Secret != "" {
		if f.key, err = newKey(o.Secret, o.Work); err != nil {
			return nil, err
		}
	}
	if s, err = load(ctx, f, image, o); err != nil {
		return nil, err
	}
	if err := s.writeFirst(ctx, func(context.Context, *Store) error { return nil }); err != nil {
		return nil, joined(err, s.drop())
	}
	return s, nil
}
