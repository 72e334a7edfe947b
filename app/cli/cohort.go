package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"framsteg/app/exchange/tables"
	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/report"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

type cohortVerb struct {
	File string `arg:""`
	secretFlag
	JSON     bool `name:"json"`
	Out      string
	Replace  bool
	Internal bool
	Limit    *int
	Rater    string `enum:"self,supervisor," default:""`

	Team         []string `sep:"none"`
	Supervisor   []string `sep:"none"`
	Municipality []string `sep:"none"`
	Referrer     []string `sep:"none"`
	TargetGroup  []string `sep:"none" name:"target-group"`
	Category     []string `sep:"none"`
	Sex          []string `sep:"none"`
	Age          []string `sep:"none"`
	State        string   `enum:"active,finished," default:""`
	From, To     string
	Window       string `enum:"3,6,9,12," default:""`
}

func (v cohortVerb) Run(ctx context.Context, r run) error {
	if err := v.check(); err != nil {
		return err
	}
	choice, err := v.choice()
	if err != nil {
		return err
	}
	s, err := r.open(ctx, v.File, v.secretFlag)
	if err != nil {
		return err
	}
	defer s.Close()
	return stoppable(ctx, func(ctx context.Context) error {
		d, err := v.document(ctx, r, s, choice)
		if err != nil {
			return err
		}
		if v.JSON {
			return v.print(d, r.Stdout)
		}
		return v.save(ctx, r, s, d)
	})
}

// check refuses options that say nothing of the form that is asked for, or one the
// opposite of another.
func (v cohortVerb) check() error {
	if v.JSON == (v.Out != "") {
		return &skapa.Problem{Key: "error.cohort.which"}
	}
	if ending := strings.ToLower(filepath.Ext(v.Out)); !v.JSON && ending != ".pdf" && ending != ".xlsx" {
		return fileProblem("error.cohort.ending", v.Out)
	}
	for _, flag := range []struct {
		name, other string
		wrong       bool
	}{
		{"--replace", "--json", v.Replace && v.JSON},
		{"--limit", "--internal", v.Limit != nil && v.Internal},
	} {
		if flag.wrong {
			return &skapa.Problem{Key: "error.cohort.flag", Args: skapa.Args{"Flag": flag.name, "Other": flag.other}}
		}
	}
	if v.Limit != nil && *v.Limit < cohort.LeastLimit {
		return &skapa.Problem{Key: "error.cohort.limit", Args: skapa.Args{"Limit": *v.Limit, "Least": cohort.LeastLimit}}
	}
	return nil
}

// choice gives what the options choose without the workspace.
func (v cohortVerb) choice() (c overview.Choice, err error) {
	c = overview.Choice{Rater: skapa.Rater(v.Rater), Limit: cohort.LeastLimit, Internal: v.Internal}
	if v.Limit != nil {
		c.Limit = *v.Limit
	}
	if c.Sexes, err = oneOf("--sex", v.Sex, skapa.Sexes); err != nil {
		return c, err
	}
	if c.Ages, err = oneOf("--age", v.Age, cohort.Ages); err != nil {
		return c, err
	}
	if c.Categories, err = oneOf("--category", v.Category, skapa.Categories); err != nil {
		return c, err
	}
	switch v.State {
	case "active":
		c.State = cohort.Active
	case "finished":
		c.State = cohort.Finished
	}
	if v.Window != "" {
		months, err := strconv.Atoi(v.Window)
		if err != nil {
			return c, err
		}
		c.Span = cohort.Span(months)
	}
	for _, day := range []struct {
		text string
		is   *skapa.Date
	}{{v.From, &c.From}, {v.To, &c.To}} {
		if day.text != "" {
			if *day.is, err = skapa.ParseDate(day.text); err != nil {
				return c, err
			}
		}
	}
	if !c.To.IsZero() && c.From > c.To {
		return c, &skapa.Problem{Key: "error.cohort.period"}
	}
	return c, nil
}

// unknown is what an option calls that nothing is recorded.
const unknown = "unknown"

// oneOf gives what an option says, each once, of all that it can say.
func oneOf[T ~string](flag string, said []string, all []T) (chosen []T, err error) {
	for _, text := range said {
		i := slices.IndexFunc(all, func(one T) bool { return named(one) == text })
		if i < 0 {
			choices := make([]string, len(all))
			for i, one := range all {
				choices[i] = named(one)
			}
			return nil, &skapa.Problem{Key: "error.usage.choice", Args: skapa.Args{"Flag": flag, "Choices": strings.Join(choices, ", "), "Text": text}}
		}
		if !slices.Contains(chosen, all[i]) {
			chosen = append(chosen, all[i])
		}
	}
	return chosen, nil
}

func named[T ~string](one T) string {
	if one == "" {
		return unknown
	}
	return string(one)
}

// document makes the document of what the options choose.
func (v cohortVerb) document(ctx context.Context, r run, s *store.Store, c overview.Choice) (overview.Document, error) {
	source, err := overview.ReadWithDigest(ctx, s)
	if err != nil {
		return overview.Document{}, err
	}
	teams, nobodysTeam := withNone(v.Team, source.Names.Teams)
	supervisors, nobody := withNone(v.Supervisor, source.Names.Supervisors)
	if c.Teams, c.Supervisors, err = staff(ctx, s, teams, supervisors); err != nil {
		return overview.Document{}, err
	}
	if nobodysTeam {
		c.Teams = append(c.Teams, skapa.ID{})
	}
	if nobody {
		c.Supervisors = append(c.Supervisors, skapa.ID{})
	}
	known := source.People.Choices()
	for _, text := range []struct {
		said, all []string
		chosen    *[]string
		gone      string
	}{
		{v.Municipality, known.Municipalities, &c.Municipalities, "error.cohort.municipality"},
		{v.Referrer, known.Referrers, &c.Referrers, "error.cohort.referrer"},
		{v.TargetGroup, known.TargetGroups, &c.TargetGroups, "error.cohort.targetGroup"},
	} {
		if *text.chosen, err = called(unrecorded(text.said, text.all), append([]string{""}, text.all...), func(t string) (string, string) { return t, t }, text.gone); err != nil {
			return overview.Document{}, err
		}
	}
	return source.Document(c, r.words)
}

// withNone gives the names that an option says without unknown, and whether that was
// among them: it means nobody, unless somebody has that name.
func withNone(said []string, names map[skapa.ID]string) (others []string, none bool) {
	for _, name := range names {
		if isUnknown(name) {
			return said, false
		}
	}
	others = slices.DeleteFunc(slices.Clone(said), isUnknown)
	return others, len(others) < len(said)
}

// unrecorded gives what an option says with "" for unknown, unless that is a text
// that somebody recorded.
func unrecorded(said, all []string) []string {
	if slices.ContainsFunc(all, isUnknown) {
		return said
	}
	said = slices.Clone(said)
	for i := range said {
		if isUnknown(said[i]) {
			said[i] = ""
		}
	}
	return said
}

func isUnknown(text string) bool { return store.KeyOf(skapa.Tidy(text)) == unknown }

// print prints the document as JSON, all of it or nothing.
func (v cohortVerb) print(d overview.Document, to io.Writer) error {
	var b bytes.Buffer
	if err := d.JSON(&b); err != nil {
		return err
	}
	_, err := b.WriteTo(to)
	return err
}

// save saves the document, and says what must be known of the file.
func (v cohortVerb) save(ctx context.Context, r run, s *store.Store, d overview.Document) error {
	write := d.XLSX
	if strings.EqualFold(filepath.Ext(v.Out), ".pdf") {
		write = func(w io.Writer) error {
			data, err := report.Cohort(d, r.words)
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		}
	}
	err := tables.Save(ctx, []tables.File{{Path: v.Out, Write: write}}, v.Replace)
	if errors.Is(err, &skapa.Problem{Key: "error.export.exists"}) {
		return fileProblem("error.cohort.exists", v.Out)
	}
	if err != nil {
		return err
	}
	said := r.words.T("cli.cohort.done", words.Args{"Path": v.Out})
	if d.Internal {
		said += " " + r.words.T("cli.cohort.internal")
	}
	if s.Protection().Sealed {
		said += " " + r.words.T("export.unsealed")
	}
	_, err = fmt.Fprintln(r.Stdout, said)
	return err
}
