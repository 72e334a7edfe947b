package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// A chart's width, in pixels. It is drawn with two pixels to a dp, so that it
// stays sharp on paper, and smaller where there is no room for that.
const (
	minWidth    = 320
	maxWidth    = 8000
	pixelsPerDP = 2
)

type chartVerb struct {
	File string `arg:""`
	secretFlag
	Participant string `required:""`
	Out         string `required:""`
	Theme       string `enum:"light,dark" default:"light"`
	Width       int    `default:"1920"`
}

func (v chartVerb) Run(ctx context.Context, r run) error {
	if err := within("--width", v.Width, minWidth, maxWidth); err != nil {
		return err
	}
	if err := isPicture(v.Out); err != nil {
		return err
	}
	s, err := r.open(ctx, v.File, v.secretFlag)
	if err != nil {
		return err
	}
	defer s.Close()
	p, bars, err := development(ctx, s, v.Participant)
	if err != nil {
		return err
	}
	drawn := chart.Progress(p, bars, chart.Options{Width: float64(v.Width) / pixelsPerDP, Words: r.words})
	palette := scene.Light
	if v.Theme == "dark" {
		palette = scene.Dark
	}
	var png bytes.Buffer
	if err := raster.PNG(&png, drawn, palette, float64(v.Width)/drawn.W); err != nil {
		return err
	}
	if err := store.ReplaceFile(v.Out, png.Bytes()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(r.Stdout, r.words.T("cli.chart.done", words.Args{"Path": v.Out}))
	return err
}

// isPicture refuses a path that is not named as a picture, so that a slip of
// the hand never replaces a workspace by one.
func isPicture(path string) error {
	if !strings.EqualFold(filepath.Ext(path), ".png") {
		return &skapa.Problem{Key: "error.picture", Args: skapa.Args{"Path": path}}
	}
	return nil
}

// development reads what a chart shows of the participant with a code.
func development(ctx context.Context, s *store.Store, code string) (p progress.Progress, bars []skapa.NamedParticipation, err error) {
	participant, err := s.ParticipantByCode(ctx, code)
	if err != nil {
		return p, nil, err
	}
	assessments, err := s.Assessments(ctx, participant.ID)
	if err != nil {
		return p, nil, err
	}
	instrument, err := s.NewestInstrument(ctx)
	if err != nil {
		return p, nil, err
	}
	bars, err = s.ParticipationsNamed(ctx, participant.ID)
	return progress.Of(instrument, assessments, s.Today()), bars, err
}
