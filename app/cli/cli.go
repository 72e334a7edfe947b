// Package cli is the program as a command: it reads the arguments, runs the
// verb that they name, and says in one line of the user's language what went
// wrong. It knows no window: the verb that opens one is handed in.
package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"framsteg/app/crash"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Env is the world that a command runs in.
type Env struct {
	Stdout, Stderr io.Writer
	Stdin          *os.File                 // where questions are answered, if it is a terminal; nil for nowhere
	Variable       func(name string) string // the environment's: see TakeSecrets
	Work           int                      // of a guess of a new passphrase, as in store.Options
	About          Metadata
	System         string                    // language of the operating system, as it names it
	Now            func() time.Time          // the clock, in the zone of the user
	Window         func(WindowOptions) error // shows the window until it is closed
	Crashes        crash.Log                 // where a panic is described
}

// WindowOptions are what the window is opened with.
type WindowOptions struct {
	File   string      // the workspace to open; "" for none
	Secret string      // opens File where it is sealed; "" for none
	Smoke  string      // the picture to save of the first frame, after which the window closes; "" for none
	Lang   string      // the language asked for, one of words.Languages; "" leaves the choice to the user
	Words  words.Words // of Lang, or of the system
}

// Exit codes of Run.
const (
	done   = 0
	failed = 1
)

// commands are the arguments as kong reads them. Their help is the text
// cli.help, for a whole page in the user's language reads better than one that
// is put together.
type commands struct {
	Lang    string   `enum:"sv,en," default:""`
	Help    helpFlag `short:"h"`
	Version versionFlag

	Open    openVerb    `cmd:"" default:"withargs" hidden:""`
	Demo    demoVerb    `cmd:""`
	Check   checkVerb   `cmd:""`
	Chart   chartVerb   `cmd:""`
	Report  reportVerb  `cmd:""`
	Cohort  cohortVerb  `cmd:""`
	Seal    sealVerb    `cmd:""`
	Unseal  unsealVerb  `cmd:""`
	Passwd  passwdVerb  `cmd:""`
	Restore restoreVerb `cmd:""`
	Import  importVerb  `cmd:""`
	Merge   mergeVerb   `cmd:""`
	Digest  digestVerb  `cmd:""`
	Export  exportVerb  `cmd:""`
	Hub     hubVerb     `cmd:""`
}

// run is what a verb runs with.
type run struct {
	Env
	words words.Words
	lang  string // what --lang said
}

// Run runs the command that args, without the program's name, ask for. It
// gives the exit code: 0, or 1 after one line on Stderr.
func Run(ctx context.Context, args []string, env Env) int {
	env.Stdout = printed{env.Stdout}
	r := run{Env: env, lang: languageAsked(args)}
	r.words = words.In(cmp.Or(r.lang, env.System))
	if err := r.survive(func() error { return r.command(ctx, args) }); err != nil {
		return r.fail(err)
	}
	return done
}

// printed is where a command prints, which may be full or closed.
type printed struct{ to io.Writer }

func (p printed) Write(text []byte) (int, error) {
	n, err := p.to.Write(text)
	if err != nil {
		err = &skapa.Problem{Key: "error.printed", Err: err}
	}
	return n, err
}

// survive does something of which a panic is no more than an error.
func (r run) survive(do func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = r.Crashes.Report(value)
		}
	}()
	return do()
}

// fail says what went wrong in one line.
func (r run) fail(err error) int {
	sentence := strings.Join(strings.Fields(oneLine(r.words.Sentence(err))), " ")
	fmt.Fprintf(r.Stderr, "framsteg: %s\n", sentence)
	return failed
}

// Help and version are asked for by flags that end the reading of arguments.
var (
	errHelp    = errors.New("cli: help asked for")
	errVersion = errors.New("cli: version asked for")
)

type (
	helpFlag    bool
	versionFlag bool
)

func (helpFlag) BeforeReset() error    { return errHelp }
func (versionFlag) BeforeReset() error { return errVersion }

func (r run) command(ctx context.Context, args []string) error {
	parser, err := kong.New(&commands{}, kong.Name("framsteg"), kong.NoDefaultHelp(),
		kong.Writers(r.Stdout, r.Stderr), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		return err
	}
	chosen, err := parser.Parse(args)
	switch {
	case errors.Is(err, errHelp):
		_, err = fmt.Fprintln(r.Stdout, r.words.T("cli.help"))
		return err
	case errors.Is(err, errVersion):
		_, err = fmt.Fprintln(r.Stdout, r.About.Name, r.About.Version)
		return err
	case err != nil:
		return usage(err)
	}
	err = chosen.Run(r)
	if problem, is := errors.AsType[*skapa.Problem](err); is && errors.Is(err, store.ErrSealed) { // and nobody was asked
		return &skapa.Problem{Key: "error.secret.missing", Args: problem.Args, Err: err}
	}
	return err
}

// languageAsked gives the language after --lang, before anything is read: a
// wrong argument is explained in it too. It is "" for none and for one that
// does not exist.
func languageAsked(args []string) string {
	for i, a := range args {
		value, joined := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && i+1 < len(args) {
			value, joined = args[i+1], true
		}
		if joined && slices.Contains(words.Languages, value) {
			return value
		}
	}
	return ""
}

type openVerb struct {
	File string `arg:"" optional:""`
	secretFlag
	Smoke string
}

func (v openVerb) Run(ctx context.Context, r run) error {
	if ending, err := pictureEnding(v.Smoke); v.Smoke != "" && (err != nil || ending != ".png") {
		return fileProblem("error.smoke", v.Smoke)
	}
	secret, err := r.given(v.PassphraseFile, secretVariable)
	if err != nil {
		return err
	}
	if v.Smoke != "" && v.File != "" && secret == "" {
		if secret, err = r.forSmoke(ctx, v.File); err != nil {
			return err
		}
	}
	return r.Window(WindowOptions{File: v.File, Secret: secret, Smoke: v.Smoke, Lang: r.lang, Words: r.words})
}

// forSmoke gives the secret of a file for a window in which nobody will be asked.
func (r run) forSmoke(ctx context.Context, path string) (secret string, err error) {
	sealed, err := store.IsSealed(path)
	if err != nil || !sealed {
		return "", err
	}
	if r.terminal() {
		secret, err = r.askSecretly(ctx, r.words.T("cli.prompt.secret", words.Args{"Path": path}))
	}
	if err == nil && secret == "" {
		err = fileProblem("error.secret.missing", path)
	}
	return secret, err
}
