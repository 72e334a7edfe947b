package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
)

type checkVerb struct {
	File string `arg:""`
	secretFlag
	JSON bool `name:"json"`
}

func (v checkVerb) Run(ctx context.Context, r run) error {
	given, err := r.given(v.PassphraseFile, secretVariable)
	if err != nil {
		return err
	}
	var report store.Report
	err = r.unlocking(ctx, v.File, given, func(secret string) (err error) {
		report, err = store.Check(ctx, v.File, r.options(secret))
		return err
	})
	if err != nil {
		return err
	}
	if v.JSON {
		return r.printJSON(report)
	}
	return r.print(report)
}

// print says that a file is sound, how many there are of each kind, and what is
// around it.
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
		{"cli.check.goals", report.Kinds["goal"].Current},
		{"cli.check.pauses", report.Kinds["pause"].Current},
		{"cli.check.followUps", report.Kinds["followup"].Current},
		{"cli.check.activities", report.Kinds["activity"].Current},
		{"cli.check.supervisors", report.Kinds["supervisor"].Current},
		{"cli.check.teams", report.Kinds["team"].Current},
		{"cli.check.conflicts", report.Conflicts},
		{"cli.check.revisions", revisions},
		{"cli.check.bytes", int(report.Size)},
	} {
		fmt.Fprintf(&text, "%12s  %s\n", r.words.Number(row.n), r.words.T(row.key))
	}
	for _, line := range r.around(report.Surroundings) {
		fmt.Fprintln(&text, oneLine(line))
	}
	_, err := io.WriteString(r.Stdout, text.String())
	return err
}

// around gives the lines about how a file is protected, and about what lies
// around it.
func (r run) around(s store.Surroundings) (lines []string) {
	switch {
	case !s.Protection.Sealed:
		lines = append(lines, r.words.T("cli.check.plain"))
	case s.Protection.Recovery:
		lines = append(lines, r.words.T("cli.check.recovery"))
	default:
		lines = append(lines, r.words.T("cli.check.sealed"))
	}
	if s.Backups == 0 {
		lines = append(lines, r.words.T("cli.check.noBackups"))
	} else {
		latest := s.LastBackup.In(r.Now().Location()).Format(toTheSecond)
		lines = append(lines, r.words.N("cli.check.backups", s.Backups, words.Args{"Latest": latest}))
	}
	if s.Holder != nil {
		lines = append(lines, r.holder(*s.Holder))
	}
	warn := func(key, path string) {
		text := r.words.T(key, words.Args{"Path": path})
		lines = append(lines, r.words.T("cli.check.warning", words.Args{"Text": text}))
	}
	for _, bad := range s.BadBackups {
		warn(bad.Why, bad.Path)
	}
	for _, copy := range s.Copies {
		warn("cli.check.copy", copy)
	}
	for _, left := range s.Left {
		warn("cli.check.left", left)
	}
	for _, left := range s.LeftBeside {
		warn("cli.check.leftBeside", left)
	}
	return lines
}

func (r run) holder(h store.Holder) string {
	if h.Supervisor == "" || h.Computer == "" || h.Since.IsZero() {
		return r.words.T("cli.check.heldBySomebody")
	}
	since := h.Since.In(r.Now().Location()).Format(toTheSecond)
	return r.words.T("cli.check.held", words.Args{"Supervisor": h.Supervisor, "Computer": h.Computer, "Since": since})
}
