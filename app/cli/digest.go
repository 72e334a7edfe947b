package cli

import (
	"context"
	"fmt"
)

type digestVerb struct {
	File string `arg:""`
	secretFlag
}

// Run prints the digest alone on its line, for others to compare.
func (v digestVerb) Run(ctx context.Context, r run) error {
	s, err := r.open(ctx, v.File, v.secretFlag)
	if err != nil {
		return err
	}
	defer s.Close()
	digest, err := s.Digest(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(r.Stdout, digest)
	return err
}
