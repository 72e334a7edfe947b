package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"framsteg/store/disk"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// heldProblem says who has the file, as far as their lock tells.
func heldProblem(path string, h disk.Holder, zone *time.Location) *skapa.Problem {
	p := problem("error.open.held", path, ErrHeld)
	if h.Supervisor == "" || h.Computer == "" || h.Since.IsZero() {
		p.Key = "error.open.heldBySomebody"
		return p
	}
	p.Args["Supervisor"], p.Args["Computer"] = h.Supervisor, h.Computer
	p.Args["Since"] = h.Since.In(zone).Format(toTheMinute)
	return p
}

// toTheMinute is how a time is written where a user reads it.
const toTheMinute = "2006-01-02 15:04"

func sealProblem(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, seal.ErrSecret):
		return problem("error.open.secret", path, joined(ErrSecret, err))
	case errors.Is(err, seal.ErrHub):
		return problem("error.open.hub", path, joined(ErrHub, err))
	case errors.Is(err, seal.ErrWork):
		return problem("error.open.work", path, err)
	}
	return problem("error.open.damaged", path, err)
}

func openProblem(path string, err error) error {
	if known, is := errors.AsType[*skapa.Problem](err); is {
		return known
	}
	key := "error.open.failed"
	switch {
	case errors.Is(err, disk.ErrFolder):
		key = "error.open.folder"
	case errors.Is(err, disk.ErrDevice):
		key = "error.open.notWorkspace"
	case errors.Is(err, disk.ErrEmpty):
		key = "error.open.empty"
	case errors.Is(err, disk.ErrTooLarge):
		key = "error.open.tooLarge"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		key = "error.open.missing"
	case disk.Forbidden(err):
		key = "error.open.permission"
	}
	return problem(key, path, err)
}

// saveProblem names why a file could not be written.
func saveProblem(path string, err error) *skapa.Problem {
	if known, is := errors.AsType[*skapa.Problem](err); is {
		return known
	}
	key := "error.save.failed"
	switch {
	case errors.Is(err, disk.ErrFolder):
		key = "error.save.folder"
	case errors.Is(err, disk.ErrDevice):
		key = "error.save.device"
	case disk.Full(err):
		key = "error.save.full"
	case errors.Is(err, disk.ErrBusy):
		key = "error.save.busy"
	case errors.Is(err, seal.ErrNeedsPassphrase):
		key = "error.save.passphrase"
	case disk.Forbidden(err):
		key = "error.save.permission"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		key = "error.save.gone"
	}
	return problem(key, path, err)
}

// joined gives err, with another error that came after it.
func joined(err, after error) error {
	switch {
	case after == nil:
		return err
	case err == nil:
		return after
	}
	return errors.Join(err, after)
}

func problem(key, path string, err error) *skapa.Problem {
	return &skapa.Problem{Key: key, Args: skapa.Args{"Path": path}, Err: err}
}

// damaged is the problem of a workspace that is not as Framsteg wrote it.
func damaged(path, format string, args ...any) error {
	return problem("error.open.damaged", path, fmt.Errorf("store: "+format, args...))
}
