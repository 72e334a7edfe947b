package cli

import (
	"context"
	"fmt"

	"framsteg/app/words"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// The largest example that is made.
const (
	maxParticipants = 100_000
	maxYears        = 30
)

type demoVerb struct {
	File         string `arg:""`
	Participants int    `default:"300"`
	Years        int    `default:"2"`
	Seed         uint64 `default:"1"`
	End          string
}

func (v demoVerb) Run(ctx context.Context, r run) error {
	if err := within("--participants", v.Participants, 1, maxParticipants); err != nil {
		return err
	}
	if err := within("--years", v.Years, 1, maxYears); err != nil {
		return err
	}
	end := skapa.DateIn(r.Now())
	if v.End != "" {
		var err error
		if end, err = skapa.ParseDate(v.End); err != nil {
			return err
		}
	}
	err := demo.Make(ctx, v.File, demo.Options{Participants: v.Participants, Years: v.Years, Seed: v.Seed, End: end})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(r.Stdout, r.words.N("cli.demo.done", v.Participants, words.Args{"Path": v.File}))
	return err
}
