package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

type sealVerb struct {
	File string `arg:""`
	newFlag
	NoRecoveryKey bool `name:"no-recovery-key"`
}

func (v sealVerb) Run(ctx context.Context, r run) error {
	s, err := store.Open(ctx, v.File, r.options(""))
	if errors.Is(err, store.ErrSealed) {
		return fileProblem("error.seal.sealed", v.File)
	}
	if err != nil {
		return err
	}
	err = r.protect(ctx, s, v.newFlag, !v.NoRecoveryKey, "cli.seal.done")
	return errors.Join(err, s.Close())
}

type passwdVerb struct {
	File string `arg:""`
	secretFlag
	newFlag
	NewRecoveryKey bool `name:"new-recovery-key"`
}

func (v passwdVerb) Run(ctx context.Context, r run) error {
	return r.changeSealed(ctx, v.File, v.secretFlag, func(s *store.Store) error {
		return r.protect(ctx, s, v.newFlag, v.NewRecoveryKey, "cli.passwd.done")
	})
}

type unsealVerb struct {
	File string `arg:""`
	secretFlag
	Yes bool
}

func (v unsealVerb) Run(ctx context.Context, r run) error {
	if !v.Yes && !r.terminal() {
		sealed, err := store.IsSealed(v.File)
		if err == nil && sealed {
			err = fileProblem("error.unseal.yes", v.File)
		} else if err == nil {
			err = fileProblem("error.seal.plain", v.File)
		}
		return err
	}
	return r.changeSealed(ctx, v.File, v.secretFlag, func(s *store.Store) error {
		if !v.Yes {
			if err := r.agree(ctx, "cli.unseal.ask", s.Path()); err != nil {
				return err
			}
		}
		if err := s.Unseal(ctx); err != nil {
			return err
		}
		_, err := fmt.Fprintln(r.Stdout, r.words.T("cli.unseal.done", words.Args{"Path": s.Path()}))
		return err
	})
}

// changeSealed runs do with a sealed workspace.
func (r run) changeSealed(ctx context.Context, path string, f secretFlag, do func(*store.Store) error) error {
	given, err := r.given(f.PassphraseFile, secretVariable)
	if err != nil {
		return err
	}
	return r.change(ctx, path, given, func(s *store.Store) error {
		if !s.Protection().Sealed {
			return fileProblem("error.seal.plain", path)
		}
		return do(s)
	})
}

// protect gives a workspace a new passphrase, and a new recovery key if asked,
// in one save. It says so, and then the recovery key in a line of its own.
func (r run) protect(ctx context.Context, s *store.Store, f newFlag, recovery bool, done string) error {
	passphrase, err := r.newPassphrase(ctx, s.Path(), f)
	if err != nil {
		return err
	}
	key := ""
	if recovery {
		if key, err = seal.NewRecoveryKey(); err == nil {
			err = s.SealWithRecovery(ctx, passphrase, key)
		}
	} else {
		err = s.Seal(ctx, passphrase)
	}
	var text strings.Builder
	switch {
	case err == nil:
		fmt.Fprintln(&text, r.words.T(done, words.Args{"Path": s.Path()}))
	case !errors.Is(err, store.ErrBackups): // with which the file has changed
		return err
	}
	for _, copied := range s.PlainCopies() {
		warning := r.words.T("cli.seal.copy", words.Args{"Path": copied})
		fmt.Fprintln(&text, r.words.T("cli.check.warning", words.Args{"Text": warning}))
	}
	if key != "" {
		fmt.Fprintf(&text, "%s\n%s\n", r.words.T("cli.recovery"), key)
	}
	if _, unsaid := fmt.Fprint(r.Stdout, text.String()); unsaid != nil {
		return unsaid
	}
	return err
}

// agree asks about a path, and gives errStopped unless the answer is yes.
func (r run) agree(ctx context.Context, key, path string) error {
	answer, err := r.askAloud(ctx, r.words.T(key, words.Args{"Path": path}))
	if err == nil && !strings.EqualFold(answer, r.words.T("cli.yes")) {
		err = errStopped
	}
	return err
}

func fileProblem(key, path string) error {
	return &skapa.Problem{Key: key, Args: skapa.Args{"Path": path}}
}
