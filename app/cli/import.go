package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"framsteg/app/exchange/intake"
	"framsteg/app/exchange/sheet"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

type importVerb struct {
	File  string `arg:""`
	Table string `arg:""`
	secretFlag
	authorFlag
	Sheet       string
	DryRun      bool `name:"dry-run"`
	SkipRefused bool `name:"skip-refused"`
}

func (v importVerb) Run(ctx context.Context, r run) error {
	book, err := sheet.Open(v.Table)
	if err != nil {
		return err
	}
	given, err := r.given(v.PassphraseFile, secretVariable)
	if err != nil {
		return err
	}
	if v.DryRun {
		s, err := r.open(ctx, v.File, v.secretFlag)
		if err != nil {
			return err
		}
		defer s.Close()
		return v.run(ctx, r, s, book)
	}
	return r.change(ctx, v.File, given, func(s *store.Store) error {
		if err := v.sign(s); err != nil {
			return err
		}
		return v.run(ctx, r, s, book)
	})
}

// run says what is refused, and of a dry run what would be done with every row,
// and then imports. Where a row is refused nothing is imported, unless those are
// to be left out.
func (v importVerb) run(ctx context.Context, r run, s *store.Store, book sheet.Book) error {
	in, err := s.NewestInstrument(ctx)
	if err != nil {
		return err
	}
	parts, err := v.parts(book, in)
	if err != nil {
		return err
	}
	plan, err := intake.Make(ctx, s, parts...)
	if err != nil {
		return err
	}
	if err := v.print(r, parts, plan, book); err != nil {
		return err
	}
	t := plan.Totals
	if t.Refused > 0 && !v.SkipRefused {
		return &skapa.Problem{Key: "error.import.refused", Args: skapa.Args{"N": r.words.Number(t.Refused)}}
	}
	if v.DryRun || !t.Does() {
		return nil
	}
	bar := r.bar(percent)
	err = plan.Apply(ctx, filepath.Base(v.Table), bar.share)
	bar.remove()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(r.Stdout, r.words.T("cli.import.done", words.Args{"Path": v.File}))
	return err
}

// parts gives the sheets that are imported: the one that was named, else those of
// which enough is understood.
func (v importVerb) parts(book sheet.Book, in skapa.Instrument) ([]intake.Part, error) {
	if v.Sheet != "" {
		for _, one := range book.Sheets {
			if strings.EqualFold(one.Name, v.Sheet) {
				return understood(intake.Part{Sheet: one, Mapping: intake.Guess(one, in)})
			}
		}
		return nil, &skapa.Problem{Key: "error.import.sheet", Args: skapa.Args{"Name": v.Sheet}}
	}
	if parts := intake.Known(book, in); parts != nil {
		return parts, nil
	}
	return understood(intake.Part{Sheet: book.Sheets[0], Mapping: intake.Guess(book.Sheets[0], in)})
}

// understood gives a part, or why it can't be imported.
func understood(p intake.Part) ([]intake.Part, error) {
	if p.Mapping.Known() {
		return []intake.Part{p}, nil
	}
	if wrong := p.Mapping.Check(); len(wrong) > 0 {
		return nil, wrong[0]
	}
	return nil, &skapa.Problem{Key: "error.intake.nothing"}
}

// print writes a line for each row that is to be known of, and the totals.
func (v importVerb) print(r run, parts []intake.Part, plan *intake.Plan, book sheet.Book) error {
	var text strings.Builder
	for _, one := range book.Sheets {
		if !slices.ContainsFunc(parts, func(p intake.Part) bool { return p.Sheet.Name == one.Name }) {
			fmt.Fprintln(&text, r.words.T("cli.import.leaves", words.Args{"Name": oneLine(one.Name)}))
		}
	}
	for i, part := range parts {
		if len(parts) > 1 {
			fmt.Fprintln(&text, r.words.T("cli.import.sheet", words.Args{"Name": oneLine(part.Sheet.Name)}))
		}
		for _, row := range plan.Rows {
			if row.Sheet != i || !v.DryRun && !row.Refused {
				continue
			}
			line := strings.Join([]string{row.Place(r.words), row.Code, row.Sentence(r.words), row.Because(r.words)}, "\t")
			fmt.Fprintln(&text, strings.TrimRight(oneLine(line), "\t "))
		}
	}
	for _, line := range append(plan.Totals.Lines(r.words), plan.New(r.words)...) {
		fmt.Fprintln(&text, oneLine(line))
	}
	if line := intake.UnusedLine(r.words, parts...); line != "" {
		fmt.Fprintln(&text, oneLine(line))
	}
	_, err := io.WriteString(r.Stdout, text.String())
	return err
}
