package store

import (
	"context"
	"unicode/utf8"

	"framsteg/store/skapa"
)

type reasonKey struct{}

// Because gives a ctx with which every revision that a write makes says why it was
// made. An empty reason says nothing. In a batch it is said of participants only:
// what is entered with them, such as a team, would keep a personal text when they
// are erased.
func Because(ctx context.Context, reason string) context.Context {
	return context.WithValue(ctx, reasonKey{}, skapa.Tidy(reason))
}

// putReason says why a revision was made, where the ctx of the act does.
func (w *writer) putReason(ctx context.Context, rev, participant skapa.ID) error {
	reason, _ := ctx.Value(reasonKey{}).(string)
	switch n := utf8.RuneCountInString(reason); {
	case n == 0, w.inside > 0 && participant.IsZero():
		return nil
	case n > skapa.MaxComment:
		return &skapa.Problem{Key: "error.tooLong", Args: skapa.Args{"Max": skapa.MaxComment, "Length": n}}
	}
	return w.exec("INSERT INTO reason (rev, participant, text) VALUES (?, ?, ?)", rev, participant, reason)
}
