// Package words gives what the program says, in the user's language. The texts
// are in assets/lang, one file a language with the same keys; no text that a
// user reads stands in code.
package words

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// Languages are the codes of the languages, the default first.
var Languages = []string{"sv", "en"}

// Words speaks one language.
type Words struct {
	Lang      string // one of Languages
	localizer *i18n.Localizer
}

// Args are the values that a text names.
type Args = skapa.Args

var bundle = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.Swedish)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	for _, lang := range Languages {
		if _, err := b.LoadMessageFileFS(assets.Lang, "lang/"+lang+".json"); err != nil {
			panic(err) // an embedded file that a test reads
		}
	}
	return b
})

// In gives the words of a language named as the system does ("sv", "en_GB"):
// Swedish unless it is one of Languages.
func In(lang string) Words {
	code, _, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	if !slices.Contains(Languages, code) {
		code = Languages[0]
	}
	return Words{Lang: code, localizer: i18n.NewLocalizer(bundle(), code)}
}

// T gives the text of a key. A key without a text gives itself, so that a
// forgotten one is seen; a test looks for such keys.
func (w Words) T(key string, args ...Args) string {
	return w.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: w.data(args)})
}

// N gives the text of a key in the plural form of n, which the text names
// {{.N}}.
func (w Words) N(key string, n int, args ...Args) string {
	data := w.data(args)
	data["N"] = w.Number(n)
	return w.localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: data})
}

func (w Words) localize(c *i18n.LocalizeConfig) string {
	text, err := w.localizer.Localize(c)
	if err != nil {
		return c.MessageID
	}
	return text
}

// data copies args with each value as this language writes it.
func (w Words) data(args []Args) Args {
	data := Args{}
	for _, a := range args {
		for name, value := range a {
			data[name] = value
		}
	}
	return data
}

// Number writes a whole number with thin groups of three digits: 10 000.
func (w Words) Number(n int) string {
	digits := fmt.Sprint(max(n, -n))
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "\u00a0" + digits[i:]
	}
	if n < 0 {
		return "–" + digits
	}
	return digits
}

// Decimal writes a number with at most digits decimals, none of them a closing
// zero: 3 or 2,5.
func (w Words) Decimal(x float64, digits int) string { return w.Decimals(x, 0, digits) }

// Decimals writes a number with at least and at most so many decimals, so that those
// of a column look alike: 3,0 or 2,75.
func (w Words) Decimals(x float64, least, most int) string {
	text := strings.TrimPrefix(strconv.FormatFloat(x, 'f', most, 64), "-")
	for i := most; i > least; i-- {
		text = strings.TrimSuffix(text, "0")
	}
	text = strings.TrimSuffix(text, ".")
	if w.Lang == "sv" {
		text = strings.Replace(text, ".", ",", 1)
	}
	if x < 0 && strings.Trim(text, "0,.") != "" {
		return "–" + text
	}
	return text
}

// Signed writes a difference as Decimals does, a plus before one above zero.
func (w Words) Signed(x float64, least, most int) string {
	text := w.Decimals(x, least, most)
	if x > 0 && strings.Trim(text, "0,.") != "" {
		return "+" + text
	}
	return text
}

// Finding gives the sentence of a finding.
func (w Words) Finding(f skapa.Finding) string { return w.T(f.Key, f.Args) }

// Sentence gives an error as one sentence that a user understands. An error
// that nobody foresaw is named as such, with the technical text at its end.
func (w Words) Sentence(err error) string {
	if problem, ok := errors.AsType[*skapa.Problem](err); ok {
		return w.T(problem.Key, problem.Args)
	}
	if invalid, ok := errors.AsType[*skapa.Invalid](err); ok {
		var sentences []string
		for _, f := range invalid.Findings {
			sentences = append(sentences, w.Finding(f))
		}
		return strings.Join(sentences, " ")
	}
	return w.T("error.unforeseen", Args{"Text": err.Error()})
}

// ToMinute is the form of a time of day in every language, with its date.
const ToMinute = "2006-01-02 15:04"

// Date writes a date for a sentence or a chart: 21 nov 2026.
func (w Words) Date(d skapa.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day(), w.Month(d), d.Year())
}

// Month gives the short name of the month of a date: nov.
func (w Words) Month(d skapa.Date) string {
	return w.T(fmt.Sprintf("month.%d", int(d.Month())))
}
