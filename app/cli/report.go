package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"framsteg/app/report"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

type reportVerb struct {
	File string `arg:""`
	secretFlag
	Participant string
	Out         string
	All         string
	Large       bool
	WithName    bool `name:"with-name"`
}

func (v reportVerb) Run(ctx context.Context, r run) error {
	one, all := v.Participant != "" && v.Out != "", v.All != ""
	if one == all || all && v.Participant+v.Out != "" {
		return &skapa.Problem{Key: "error.report.which"}
	}
	if one && !strings.EqualFold(filepath.Ext(v.Out), ".pdf") {
		return fileProblem("error.report.name", v.Out)
	}
	s, err := r.open(ctx, v.File, v.secretFlag)
	if err != nil {
		return err
	}
	defer s.Close()
	if all {
		return v.all(ctx, r, s)
	}
	participant, err := s.ParticipantByCode(ctx, v.Participant)
	if err != nil {
		return err
	}
	if err := v.sheet(ctx, r, s, participant.ID, v.Out); err != nil {
		return err
	}
	return r.reported(s, 1, "cli.report.done", v.Out)
}

// sheet saves the sheet of one participant.
func (v reportVerb) sheet(ctx context.Context, r run, s *store.Store, participant skapa.ID, path string) error {
	sheet, err := report.Read(ctx, s, participant)
	if err != nil {
		return err
	}
	sheet.Named, sheet.Large = v.WithName, v.Large
	data, err := sheet.PDF(r.words)
	if err != nil {
		return err
	}
	return store.ReplaceFile(path, data)
}

// reported says what was made, and that it is not encrypted where the workspace
// is.
func (r run) reported(s *store.Store, n int, key, path string) error {
	said := r.words.N(key, n, words.Args{"Path": path})
	if s.Protection().Sealed {
		said += " " + r.words.N("cli.report.plain", n)
	}
	_, err := fmt.Fprintln(r.Stdout, said)
	return err
}

// all saves the sheets of everybody in a folder, as far as the user does not stop
// it. One that can't be made keeps nobody else from theirs.
func (v reportVerb) all(ctx context.Context, r run, s *store.Store) error {
	everybody, err := s.Caseload(ctx)
	if err != nil {
		return err
	}
	if err := makeFolder(v.All); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	codes := make([]string, len(everybody))
	for i, c := range everybody {
		codes[i] = c.Code
	}
	names := fileNames(codes, ".pdf")
	bar := r.bar(len(codes))
	errs := r.each(len(codes), bar.show, func(i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return v.sheet(ctx, r, s, everybody[i].ID, filepath.Join(v.All, names[i]))
	})
	bar.remove()
	made := 0
	for i, err := range errs {
		switch {
		case err == nil:
			made++
		case ctx.Err() == nil || !errors.Is(err, ctx.Err()):
			line := r.words.T("cli.report.failed", words.Args{"Code": codes[i], "Why": r.words.Sentence(err)})
			fmt.Fprintln(r.Stderr, strings.Join(strings.Fields(oneLine(line)), " "))
		}
	}
	switch args := (skapa.Args{"Made": made, "All": len(codes), "Path": v.All}); {
	case made == len(codes):
		return r.reported(s, made, "cli.report.all", v.All)
	case ctx.Err() != nil:
		return &skapa.Problem{Key: "error.report.stopped", Args: args, Err: ctx.Err()}
	default:
		return &skapa.Problem{Key: "error.report.some", Args: args}
	}
}

// each does something with the numbers below n, as many at a time as there are
// processors, and gives the error of each, also where it panics. It says how many
// are done.
func (r run) each(n int, done func(int), do func(int) error) []error {
	errs := make([]error, n)
	next, ended := make(chan int), make(chan struct{})
	for range min(n, runtime.GOMAXPROCS(0)) {
		go func() {
			for i := range next {
				errs[i] = r.survive(func() error { return do(i) })
				ended <- struct{}{}
			}
		}()
	}
	go func() {
		defer close(next)
		for i := range n {
			next <- i
		}
	}()
	for i := range n {
		done(i)
		<-ended
	}
	return errs
}

// makeFolder makes a folder unless it is there. What is in it says who takes part,
// so nobody else may look into a new one.
func makeFolder(path string) error {
	err := os.MkdirAll(path, 0o700)
	if err == nil {
		return nil
	}
	return &skapa.Problem{Key: "error.report.folder", Args: skapa.Args{"Path": path}, Err: errors.Unwrap(err)}
}
