package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

type mergeVerb struct {
	File  string   `arg:""`
	Other []string `arg:""`
	secretFlag
	OtherPassphraseFile *string `name:"other-passphrase-file"`
	DryRun              bool    `name:"dry-run"`
}

func (v mergeVerb) Run(ctx context.Context, r run) error {
	given, err := r.given(v.PassphraseFile, secretVariable)
	if err != nil {
		return err
	}
	secret := given // which colleagues may share
	if v.OtherPassphraseFile != nil {
		if secret, err = r.given(v.OtherPassphraseFile, ""); err != nil {
			return err
		}
	}
	if v.DryRun {
		s, err := r.open(ctx, v.File, v.secretFlag)
		if err != nil {
			return err
		}
		return errors.Join(v.each(ctx, r, s, secret, s.Preview), s.Close())
	}
	return r.change(ctx, v.File, given, func(s *store.Store) error { return v.each(ctx, r, s, secret, s.Merge) })
}

// each merges the files one after the other, or previews that, and says of each
// what it brought. The first that is refused ends it.
func (v mergeVerb) each(ctx context.Context, r run, s *store.Store, secret string,
	merge func(context.Context, store.Merging) (store.Merged, error),
) error {
	for i, path := range v.Other {
		var merged store.Merged
		one := func(secret string) error {
			bar := r.bar(percent)
			defer bar.remove()
			return stoppable(ctx, func(ctx context.Context) (err error) {
				merged, err = merge(ctx, store.Merging{Path: path, Secret: secret, Progress: bar.share})
				return err
			})
		}
		err := r.unlocking(ctx, path, secret, one)
		if errors.Is(err, store.ErrSecret) && v.OtherPassphraseFile == nil && secret != "" && r.terminal() {
			err = r.unlocking(ctx, path, "", one) // what opens FILE need not open what a colleague sealed
		}
		if err != nil {
			return v.stopped(r, i, err)
		}
		if err := v.say(r, path, merged); err != nil {
			return err
		}
	}
	return nil
}

// stopped says, with why a file was refused, what became of those before it.
func (v mergeVerb) stopped(r run, before int, err error) error {
	if before == 0 || v.DryRun {
		return err
	}
	args := skapa.Args{"Paths": strings.Join(v.Other[:before], ", ")}
	if errors.Is(err, errStopped) {
		return &skapa.Problem{Key: "error.merge.interrupted", Args: args, Err: err}
	}
	args["Why"] = r.words.Sentence(err)
	return &skapa.Problem{Key: "error.merge.stopped", Args: args, Err: err}
}

// say says what a file brings: by kind, where it brings something by team and
// kind, and what somebody has to decide.
func (v mergeVerb) say(r run, path string, merged store.Merged) error {
	var text strings.Builder
	key := "cli.merge.done"
	if v.DryRun {
		key = "cli.merge.dry"
	}
	if v.DryRun && len(v.Other) > 1 {
		key = "cli.merge.dry.each" // what two of them bring is counted twice
	}
	fmt.Fprintln(&text, r.words.T(key, words.Args{"Path": oneLine(path)}))
	r.tally(&text, r.words.T("cli.merge.all"), merged.Kinds, func(store.Tally) bool { return true })
	for _, team := range slices.Sorted(maps.Keys(merged.Teams)) {
		name := team
		if name == "" {
			name = r.words.T("merging.noTeam")
		}
		r.tally(&text, name, merged.Teams[team], brings)
	}
	if merged.Hub != "" {
		end := words.Args{"End": words.KeyEnd(merged.Hub)}
		warning := r.words.T("merging.hub.merged", end)
		if v.DryRun {
			warning = r.words.T("merging.hub", end)
		}
		fmt.Fprintln(&text, warning)
	}
	if n := len(merged.Instruments); n > 0 {
		fmt.Fprintln(&text, r.words.N("merging.instruments", n))
	}
	if merged.MoreDoubles > 0 {
		fmt.Fprintln(&text, r.words.N("merging.doubles", merged.MoreDoubles))
	}
	if merged.Conflicts+merged.Doubles > 0 {
		fmt.Fprintln(&text, r.words.N("cli.merge.conflicts", merged.Conflicts)+", "+r.words.N("cli.merge.doubles", merged.Doubles)+".",
			r.words.T("cli.merge.unsettled"))
	}
	_, err := io.WriteString(r.Stdout, text.String())
	return err
}

// columns are what a merge counts, as the texts merging.column.… name it.
var columns = []struct {
	key string
	n   func(store.Tally) int
}{
	{"new", func(t store.Tally) int { return t.New }},
	{"changed", func(t store.Tally) int { return t.Changed }},
	{"gone", func(t store.Tally) int { return t.Gone }},
	{"same", func(t store.Tally) int { return t.Same }},
	{"conflict", func(t store.Tally) int { return t.Conflict }},
	{"erased", func(t store.Tally) int { return t.Erased }},
}

// tally prints how many things of each kind there are that somebody wants to see,
// under a title.
func (r run) tally(to io.Writer, title string, kinds map[string]store.Tally, wanted func(store.Tally) bool) {
	names := slices.DeleteFunc(slices.Collect(maps.Keys(kinds)), func(kind string) bool { return !wanted(kinds[kind]) })
	if len(names) == 0 {
		return
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(place(a)-place(b), strings.Compare(a, b)) })
	const wide = 10
	for _, c := range columns {
		fmt.Fprintf(to, "%*s", wide, r.words.T("merging.column."+c.key))
	}
	fmt.Fprintln(to, " ", oneLine(title))
	for _, kind := range names {
		for _, c := range columns {
			fmt.Fprintf(to, "%*s", wide, r.words.Number(c.n(kinds[kind])))
		}
		fmt.Fprintln(to, " ", oneLine(r.words.Kind(kind)))
	}
}

// brings tells whether something is not as it was.
func brings(t store.Tally) bool { return t != store.Tally{Same: t.Same} }

// place is where a kind stands in a list: those that users have no name for come last.
func place(kind string) int {
	if i := slices.Index(words.Kinds, kind); i >= 0 {
		return i
	}
	return len(words.Kinds)
}
