package skapa

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxSteps is the largest number of steps that an item can have.
const MaxSteps = 9

// Limits of an instrument, which a file brings with it: what a form shows on
// one page.
const (
	maxItems      = 60
	maxQuestion   = 500       // characters of any of its texts
	maxInstrument = 1_000_000 // bytes of JSON, as in the tables
)

// An item is answered in a field of a form and kept in a column, by its id.
var (
	itemID     = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	formFields = []string{"date", "comment", "answers", "reason", "rater", "instrument"}
)

// check refuses an instrument that does not have six areas, 1–60 items, one at
// least for each rater, Swedish for everything that a user reads, and a precision
// that can be, where one is stated.
func (in Instrument) check() error {
	if in.Number < 1 {
		return fmt.Errorf("no version")
	}
	if err := checkLine("name", in.Name, MaxName); err != nil {
		return err
	}
	if err := in.checkScale(); err != nil {
		return err
	}
	if len(in.Areas) != len(Areas) {
		return fmt.Errorf("%d areas", len(in.Areas))
	}
	for i, a := range in.Areas {
		if a.Area != Areas[i] {
			return fmt.Errorf("area %s is not in its place", Areas[i])
		}
		for _, t := range []Text{a.Name, a.Short} {
			if err := t.check("area " + string(a.Area)); err != nil {
				return err
			}
		}
	}
	return in.checkItems()
}

func (in Instrument) checkScale() error {
	if len(in.Steps) < 2 || len(in.Steps) > MaxSteps {
		return fmt.Errorf("%d steps", len(in.Steps))
	}
	for i, step := range in.Steps {
		if err := step.check(fmt.Sprint("step ", i+1)); err != nil {
			return err
		}
	}
	if err := in.Declined.check("declined"); err != nil {
		return err
	}
	if err := in.Precisions.Item.check("an item", len(in.Steps)); err != nil {
		return err
	}
	return in.Precisions.Mean.check("the mean", len(in.Steps))
}

func (in Instrument) checkItems() error {
	if len(in.Items) > maxItems {
		return fmt.Errorf("%d items", len(in.Items))
	}
	for _, r := range Raters {
		if len(in.ItemsFor(r)) == 0 {
			return fmt.Errorf("nothing is asked of %s", r)
		}
	}
	seen := map[string]bool{}
	for _, item := range in.Items {
		if !itemID.MatchString(item.ID) || slices.Contains(formFields, item.ID) || seen[item.ID] {
			return fmt.Errorf("item %q has no id of its own", item.ID)
		}
		seen[item.ID] = true
		if err := item.check(); err != nil {
			return err
		}
	}
	return nil
}

func (i Item) check() error {
	if i.Area != "" && !slices.Contains(Areas, i.Area) {
		return fmt.Errorf("item %s: unknown area %q", i.ID, i.Area)
	}
	if len(i.Question) == 0 {
		return fmt.Errorf("item %s asks nobody", i.ID)
	}
	for r, question := range i.Question {
		if !slices.Contains(Raters, r) {
			return fmt.Errorf("item %s: unknown rater %q", i.ID, r)
		}
		if err := question.check("item " + i.ID); err != nil {
			return err
		}
	}
	return nil
}

// check refuses a text without Swedish, and one in any language that is too
// long or hides something.
func (t Text) check(of string) error {
	if t["sv"] == "" {
		return fmt.Errorf("%s has no Swedish", of)
	}
	for lang, text := range t {
		if err := checkLine(of+" in "+lang, text, maxQuestion); err != nil {
			return err
		}
	}
	return nil
}

func checkLine(of, text string, max int) error {
	if n := utf8.RuneCountInString(text); n < 1 || n > max || Tidy(text) != text || strings.ContainsAny(text, "\n\t") {
		return fmt.Errorf("%s is empty, longer than %d characters or not one tidy line", of, max)
	}
	return nil
}
