package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
)

type checkVerb struct {
	File string `arg:""`
	JSON bool   `name:"json"`
}

func (v checkVerb) Run(ctx context.Context, r run) error {
	report, err := store.Check(ctx, v.File, store.Options{Now: r.Now})
	if err != nil {
		return err
	}
	if v.JSON {
		out := json.NewEncoder(r.Stdout)
		out.SetIndent("", "  ")
		return out.Encode(report)
	}
	return r.print(report)
}

// print says that a file is sound, and how many there are of each kind.
func (r run) print(report store.Report) error {
	revisions := 0
	for _, count := range report.Kinds {
		revisions += count.Revisions
	}
	var text strings.Builder
	fmt.Fprintln(&text, r.words.T("cli.check.sound", words.Args{"Path": report.Path}))
	for _, row := range []struct {
		key string
		n   int
	}{
		{"cli.check.participants", report.Kinds["participant"].Current},
		{"cli.check.assessments", report.Kinds["assessment"].Current},
		{"cli.check.answers", report.Answers},
		{"cli.check.drafts", report.Drafts},
		{"cli.check.participations", report.Kinds["participation"].Current},
		{"cli.check.activities", report.Kinds["activity"].Current},
		{"cli.check.supervisors", report.Kinds["supervisor"].Current},
		{"cli.check.teams", report.Kinds["team"].Current},
		{"cli.check.conflicts", report.Conflicts},
		{"cli.check.revisions", revisions},
		{"cli.check.bytes", int(report.Size)},
	} {
		fmt.Fprintf(&text, "%12s  %s\n", r.words.Number(row.n), r.words.T(row.key))
	}
	_, err := io.WriteString(r.Stdout, text.String())
	return err
}
