package cli

import (
	"context"
	"errors"
	"fmt"

	"framsteg/store"
	"framsteg/store/skapa"
)

type hubVerb struct {
	File string `arg:""`
	secretFlag
	authorFlag
	Make   bool
	Set    string
	Forget bool
}

func (v hubVerb) Run(ctx context.Context, r run) error {
	asked := 0
	for _, one := range []bool{v.Make, v.Set != "", v.Forget} {
		if one {
			asked++
		}
	}
	switch asked {
	case 0:
		s, err := r.open(ctx, v.File, v.secretFlag)
		if err != nil {
			return err
		}
		return errors.Join(v.show(ctx, r, s), s.Close())
	case 1:
		given, err := r.given(v.PassphraseFile, secretVariable)
		if err != nil {
			return err
		}
		return r.change(ctx, v.File, given, func(s *store.Store) error { return v.change(ctx, r, s) })
	}
	return &skapa.Problem{Key: "error.hub.which"}
}

func (v hubVerb) change(ctx context.Context, r run, s *store.Store) error {
	err := v.sign(s)
	switch {
	case err != nil:
	case v.Make:
		_, err = s.MakeHub(ctx)
	case v.Set != "":
		err = s.SetHub(ctx, v.Set)
	default:
		err = s.ForgetHub(ctx)
	}
	if err != nil {
		return err
	}
	return v.show(ctx, r, s)
}

// show says which hub the workspace has, its public key on a line of its own.
func (v hubVerb) show(ctx context.Context, r run, s *store.Store) error {
	hub, err := s.Hub(ctx)
	switch {
	case err != nil:
	case hub.Recipient == "":
		_, err = fmt.Fprintln(r.Stdout, r.words.T("cli.hub.none"))
	case hub.Mine:
		_, err = fmt.Fprintf(r.Stdout, "%s\n%s\n", r.words.T("cli.hub.mine"), hub.Recipient)
	default:
		_, err = fmt.Fprintf(r.Stdout, "%s\n%s\n", r.words.T("cli.hub.other"), hub.Recipient)
	}
	return err
}
