package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"framsteg/app/passphrase"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// secretFlag says where what opens a sealed workspace is read: its passphrase or
// its recovery key.
type secretFlag struct {
	PassphraseFile *string `name:"passphrase-file"`
}

// newFlag says where a new passphrase is read.
type newFlag struct {
	NewPassphraseFile *string `name:"new-passphrase-file"`
}

// The variables of the environment that are read where no file is named.
const (
	secretVariable = "FRAMSTEG_PASSPHRASE"
	newVariable    = "FRAMSTEG_NEW_PASSPHRASE"
)

// TakeSecrets takes the variables that hold passphrases out of the environment,
// which every program that this one starts inherits, and gives what finds them
// by name.
func TakeSecrets() (variable func(name string) string) {
	taken := map[string]string{}
	for _, name := range []string{secretVariable, newVariable} {
		taken[name] = os.Getenv(name)
		os.Unsetenv(name)
	}
	return func(name string) string { return taken[name] }
}

const (
	maxSecretFile = 4 << 10 // bytes
	tries         = 3       // at a prompt
)

// given gives what a file or else the environment says; "" for nothing.
func (r run) given(file *string, variable string) (string, error) {
	if file == nil {
		return r.Variable(variable), nil
	}
	if *file == "-" && r.Stdin != nil {
		if r.terminal() {
			return "", nil // who sits there is asked, and nobody reads it over their shoulder
		}
		return firstLine(r.Stdin, *file)
	}
	f, err := os.Open(*file)
	if err != nil {
		return "", secretFileProblem("error.passphraseFile.unreadable", *file, err)
	}
	defer f.Close()
	return firstLine(f, *file)
}

// firstLine gives the first line of a small text file, without its end and
// without the mark that some editors begin a text by.
func firstLine(f io.Reader, path string) (string, error) {
	data, err := io.ReadAll(io.LimitReader(f, maxSecretFile+1))
	switch {
	case err != nil, !utf8.Valid(data) && len(data) <= maxSecretFile:
		return "", secretFileProblem("error.passphraseFile.unreadable", path, err)
	case len(data) > maxSecretFile:
		return "", secretFileProblem("error.passphraseFile.tooLarge", path, nil)
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	line = strings.TrimSuffix(line, "\r")
	if line == "" {
		return "", secretFileProblem("error.passphraseFile.empty", path, nil)
	}
	return line, nil
}

func secretFileProblem(key, path string, err error) error {
	return &skapa.Problem{Key: key, Args: skapa.Args{"Path": path}, Err: err}
}

// unlocking runs do with the secret of the workspace at path: the one that is
// given, or where none is and the workspace turns out to be sealed, what is
// typed at the terminal.
func (r run) unlocking(ctx context.Context, path, given string, do func(secret string) error) error {
	err := do(given)
	if !errors.Is(err, store.ErrSealed) || !r.terminal() {
		return err
	}
	for try := 1; ; try++ {
		secret, stopped := r.askSecretly(ctx, r.words.T("cli.prompt.secret", words.Args{"Path": path}))
		if stopped != nil {
			return stopped
		}
		if secret == "" {
			return err // which asks for one
		}
		if err = do(secret); !errors.Is(err, store.ErrSecret) || try == tries {
			return err
		}
		r.complain(err)
	}
}

// open opens a workspace to read it, with the secret that it needs.
func (r run) open(ctx context.Context, path string, f secretFlag) (s *store.Store, err error) {
	given, err := r.given(f.PassphraseFile, secretVariable)
	if err != nil {
		return nil, err
	}
	err = r.unlocking(ctx, path, given, func(secret string) error {
		o := r.options(secret)
		o.Reading = true
		s, err = store.Open(ctx, path, o)
		return err
	})
	return s, err
}

// change runs do with a workspace that nobody else can open meanwhile.
func (r run) change(ctx context.Context, path, given string, do func(*store.Store) error) error {
	var s *store.Store
	err := r.unlocking(ctx, path, given, func(secret string) (err error) {
		s, err = store.Open(ctx, path, r.options(secret))
		return err
	})
	if err != nil {
		return err
	}
	return errors.Join(do(s), s.Close())
}

func (r run) options(secret string) store.Options {
	return store.Options{Now: r.Now, Work: r.Work, Secret: secret}
}

// newPassphrase gives the new passphrase of the workspace at path: one that is
// given, or what is typed twice at the terminal. It refuses one that is too easy
// to guess.
func (r run) newPassphrase(ctx context.Context, path string, f newFlag) (string, error) {
	given, err := r.given(f.NewPassphraseFile, newVariable)
	if err != nil {
		return "", err
	}
	meter, err := passphrase.New(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	if err != nil {
		return "", err
	}
	if given != "" {
		return given, strongEnough(meter, given)
	}
	if !r.terminal() {
		return "", &skapa.Problem{Key: "error.newPassphrase.missing"}
	}
	for try := 1; ; try++ {
		typed, err := r.askTwice(ctx, meter)
		if err == nil || errors.Is(err, errStopped) || try == tries {
			return typed, err
		}
		r.complain(err)
	}
}

func (r run) askTwice(ctx context.Context, meter *passphrase.Meter) (string, error) {
	first, err := r.askSecretly(ctx, r.words.T("cli.prompt.new"))
	if err == nil {
		err = strongEnough(meter, first)
	}
	if err != nil {
		return "", err
	}
	again, err := r.askSecretly(ctx, r.words.T("cli.prompt.again"))
	if err == nil && again != first {
		err = &skapa.Problem{Key: "error.newPassphrase.differs"}
	}
	return first, err
}

func strongEnough(meter *passphrase.Meter, typed string) error {
	if passphrase.Of(meter.Bits(typed)) == passphrase.TooWeak {
		return &skapa.Problem{Key: "error.newPassphrase.weak"}
	}
	return nil
}

// complain says what was wrong with an answer, before the question comes again.
func (r run) complain(err error) { fmt.Fprintln(r.Stderr, oneLine(r.words.Sentence(err))) }
