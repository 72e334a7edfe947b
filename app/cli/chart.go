package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"framsteg/app/chart"
	"framsteg/app/chart/picture"
	"framsteg/app/chart/scene"
	"framsteg/app/report"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// widths are those that a picture can have, by the ending of its file: in pixels,
// px or points. A PNG has two pixels to a dp, so that it stays sharp on paper, and
// fewer where there is no room for that.
var widths = map[string]struct{ usual, least, most, perDP int }{
	".png": {usual: 1920, least: 320, most: 8000, perDP: 2},
	".svg": {usual: 960, least: chart.MinWidth, most: 4000, perDP: 1},
	".pdf": {usual: 960, least: chart.MinWidth, most: 4000, perDP: 1},
}

type chartVerb struct {
	File string `arg:""`
	secretFlag
	Participant string `required:""`
	Out         string `required:""`
	Kind        string `enum:"progress,profile" default:"progress"`
	Theme       string `enum:"light,dark" default:"light"`
	Width       *int
	From        string
}

func (v chartVerb) Run(ctx context.Context, r run) error {
	ending, err := pictureEnding(v.Out)
	if err != nil {
		return err
	}
	width := widths[ending].usual
	if v.Width != nil {
		width = *v.Width
	}
	if err := within("--width", width, widths[ending].least, widths[ending].most); err != nil {
		return err
	}
	options := chart.Options{Width: float64(width) / float64(widths[ending].perDP), Words: r.words}
	if options.From, err = v.from(); err != nil {
		return err
	}
	s, err := r.open(ctx, v.File, v.secretFlag)
	if err != nil {
		return err
	}
	defer s.Close()
	drawn, err := v.draw(ctx, s, options)
	if err != nil {
		return err
	}
	palette := scene.Light
	if v.Theme == "dark" {
		palette = scene.Dark
	}
	file, err := picture.Encode(drawn, ending, picture.Options{
		Palette: palette, Scale: float64(width) / drawn.W, Lang: r.words.Lang, Made: s.Today(),
	})
	if err != nil {
		return err
	}
	if err := store.ReplaceFile(v.Out, file); err != nil {
		return err
	}
	said := r.words.T("cli.chart.done", words.Args{"Path": v.Out})
	if s.Protection().Sealed {
		said += " " + r.words.T("export.unsealed")
	}
	_, err = fmt.Fprintln(r.Stdout, said)
	return err
}

// pictureEnding gives the ending of a path, which says what kind of picture it is.
// It refuses any other, so that a slip of the hand never replaces a workspace by
// one.
func pictureEnding(path string) (string, error) {
	ending := strings.ToLower(filepath.Ext(path))
	if !slices.Contains(picture.Endings, ending) {
		return "", fileProblem("error.picture", path)
	}
	return ending, nil
}

// from gives the first day to show; none for all.
func (v chartVerb) from() (skapa.Date, error) {
	switch {
	case v.From == "":
		return 0, nil
	case v.Kind != "progress":
		return 0, &skapa.Problem{Key: "error.chart.from"}
	}
	return skapa.ParseDate(v.From)
}

// draw draws what is recorded of the participant with the code.
func (v chartVerb) draw(ctx context.Context, s *store.Store, o chart.Options) (scene.Scene, error) {
	participant, err := s.ParticipantByCode(ctx, v.Participant)
	if err != nil {
		return scene.Scene{}, err
	}
	sheet, err := report.Read(ctx, s, participant.ID)
	if err != nil {
		return scene.Scene{}, err
	}
	if v.Kind == "profile" {
		return chart.Profile(sheet.Progress, o), nil
	}
	return chart.Progress(sheet.Progress, sheet.Activities, o), nil
}
