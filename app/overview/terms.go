package overview

import (
	"slices"
	"strings"

	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// termsOf are the terms that the sections use, in the order in which they meet them.
var termsOf = []struct {
	section string
	terms   []string
}{
	{"who", []string{"participants", "age"}},
	{"flow", []string{"flow", "planned", "idle"}},
	{"meetings", []string{"meetings", "standing"}},
	{"change", []string{"value", "pair", "left", "moved", "keptHigh", "certain", "mean", "quartiles", "rankBiserial"}},
	{"start", []string{"regression"}},
	{"agreement", []string{"difference", "kappa"}},
	{"outcomes", []string{"outcomes"}},
	{"continuity", []string{"continuity"}},
	{"combinations", []string{"combination"}},
}

// terms are the definitions of what the sections use.
func (a author) terms(sections []Section) []Term {
	item, mean := a.certain()
	args := words.Args{
		"Item":       item,
		"Mean":       mean,
		"Limit":      a.Limit,
		"Below":      a.Limit - 1,
		"Instrument": a.Instrument.Version.String(),
		"Top":        len(a.Instrument.Steps),
	}
	var all []Term
	define := func(term string) {
		all = append(all, Term{a.w.T("overview.term." + term), a.w.T("overview.define."+term, args)})
	}
	for _, of := range termsOf {
		if slices.ContainsFunc(sections, func(s Section) bool { return s.Key == of.section }) {
			for _, term := range of.terms {
				define(term)
			}
		}
	}
	if a.Limit == 0 {
		define("internal")
		return all
	}
	define("hidden")
	define("others")
	define("rounded")
	define("compared")
	return all
}

// certain says what a change of an area needs to be certain, and what one of the
// mean of all does: for each rater where that is not the same.
func (a author) certain() (item, mean string) {
	c := progress.NewComparer(a.Instrument)
	var means []string
	for _, rater := range skapa.Raters {
		if len(a.BlocksOf(rater)) > 0 {
			one, all := c.MDC(rater)
			item, means = a.w.Decimal(one, digits), append(means, a.w.Decimal(all, digits))
		}
	}
	if len(means) > 1 && means[0] != means[1] {
		return item, a.w.T("overview.certain.raters", words.Args{"Self": means[0], "Supervisor": means[1]})
	}
	return item, strings.Join(means[:min(1, len(means))], "")
}

// hidden says what is hidden in the sections and why; nothing where nothing is.
func (a author) hidden(sections []Section) []string {
	var lines []string
	all := 0
	for _, s := range sections {
		for _, t := range s.Tables {
			n := 0
			for _, r := range t.Rows {
				for _, c := range r.Cells {
					if c.Hidden {
						n++
					}
				}
			}
			if n > 0 {
				lines = append(lines, a.w.N("overview.hiddenIn", n, words.Args{"Table": t.Title}))
			}
			all += n
		}
	}
	if all == 0 {
		return nil
	}
	why := words.Args{"Limit": a.Limit, "Below": a.Limit - 1}
	return append([]string{a.w.N("overview.hiddenAll", all) + " " + a.w.T("overview.hiddenWhy", why)}, lines...)
}
