package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/term"

	"framsteg/store/skapa"
)

// errStopped is the error of a question that got no answer.
var errStopped = &skapa.Problem{Key: "error.stopped"}

// terminal tells whether there is somebody to ask.
func (r run) terminal() bool { return r.Stdin != nil && term.IsTerminal(int(r.Stdin.Fd())) }

// askSecretly gives what is typed at the terminal, which does not show it.
func (r run) askSecretly(ctx context.Context, question string) (string, error) {
	fd := int(r.Stdin.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	answer, err := r.ask(ctx, question, func() (string, error) {
		typed, err := term.ReadPassword(fd)
		return string(typed), err
	})
	fmt.Fprintln(r.Stderr) // the line that was ended was not shown either
	if err != nil {
		term.Restore(fd, before) // or the user sees nothing of what comes after, either
	}
	return answer, err
}

// askAloud gives a line that is typed at the terminal.
func (r run) askAloud(ctx context.Context, question string) (string, error) {
	return r.ask(ctx, question, func() (string, error) {
		line, err := bufio.NewReader(r.Stdin).ReadString('\n')
		return strings.TrimSpace(line), err
	})
}

// ask gives the answer to a question: errStopped when the user ends the program
// instead.
func (r run) ask(ctx context.Context, question string, read func() (string, error)) (string, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprint(r.Stderr, question, " ")
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		text, err := read()
		answers <- answer{text, err}
	}()
	select {
	case a := <-answers:
		if errors.Is(a.err, io.EOF) {
			a.err = errStopped
		}
		return a.text, a.err
	case <-ctx.Done():
		return "", errStopped
	}
}

// stoppable does something that the user can end, after which nothing of it is
// done: then its error is errStopped.
func stoppable(ctx context.Context, do func(context.Context) error) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := do(ctx)
	if ended := ctx.Err(); ended != nil && errors.Is(err, ended) {
		return errStopped
	}
	return err
}
