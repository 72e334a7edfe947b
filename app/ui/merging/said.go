package merging

import (
	"fmt"
	"slices"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
)

// Counts writes numbers of things by kind: 3 skattningar, 1 insats. The form
// is that of the texts' keys: kind.%s, new.%s or changed.%s.
func Counts(w words.Words, form string, counts map[string]int) (parts []string) {
	other := 0
	for kind, n := range counts {
		if !slices.Contains(words.Kinds, kind) {
			other += n
		}
	}
	for _, kind := range words.Kinds {
		if n := counts[kind]; n > 0 {
			parts = append(parts, w.N(fmt.Sprintf(form, kind), n))
		}
	}
	if other > 0 {
		parts = append(parts, w.N(fmt.Sprintf(form, words.OtherKind), other))
	}
	return parts
}

// maxCodes is how many participants are named before the rest is counted.
const maxCodes = 12

// Codes names participants, and counts those that are too many to name.
func Codes(w words.Words, all []string) string {
	if len(all) <= maxCodes {
		return strings.Join(all, ", ")
	}
	return w.N("backups.codes.more", len(all)-maxCodes, words.Args{"Codes": strings.Join(all[:maxCodes], ", ")})
}

// what names what came or would come: "2 nya deltagare, 1 ändrad insats".
func what(w words.Words, m store.Merged) string {
	count := func(of func(store.Tally) int) map[string]int {
		counts := map[string]int{}
		for kind, t := range m.Kinds {
			counts[kind] = of(t)
		}
		return counts
	}
	parts := slices.Concat(
		Counts(w, "new.%s", count(func(t store.Tally) int { return t.New })),
		Counts(w, "changed.%s", count(func(t store.Tally) int { return t.Changed })))
	gone := 0
	for _, t := range m.Kinds {
		gone += t.Gone
	}
	if gone > 0 {
		parts = append(parts, w.N("merging.gone", gone))
	}
	if n := m.Kinds["participant"].Erased; n > 0 {
		parts = append(parts, w.N("merging.erased", n))
	}
	return strings.Join(parts, ", ")
}

// Said says what came with a merge, and whether anything is to be settled since.
func Said(w words.Words, m store.Merged) string {
	said := w.T("conflict.merged.nothing")
	switch brings := what(w, m); {
	case brings != "":
		said = w.T("conflict.merged", words.Args{"What": brings})
	case clashes(m)+len(m.Instruments) > 0:
		said = w.T("merging.merged")
	}
	said += concerned(w, m) + instruments(w, m)
	if m.Hub != "" {
		said += " " + w.T("merging.hub.merged", words.Args{"End": words.KeyEnd(m.Hub)})
	}
	if n := Unsettled(m); n > 0 {
		said += " " + w.N("merging.unsettled", n)
	}
	return said
}

// Unsettled gives how much is to be settled after a merge.
func Unsettled(m store.Merged) int { return m.Conflicts + m.Doubles }

// concerned names whom a merge concerns, after what it says else.
func concerned(w words.Words, m store.Merged) string {
	if len(m.Codes) == 0 {
		return ""
	}
	return " " + w.T("merging.concerned", words.Args{"Codes": Codes(w, m.Codes)})
}

// instruments tells of questions that come with a merge.
func instruments(w words.Words, m store.Merged) string {
	if len(m.Instruments) == 0 {
		return ""
	}
	return " " + w.N("merging.instruments", len(m.Instruments))
}

// clashes gives how many things a merge finds changed in two ways.
func clashes(m store.Merged) (n int) {
	for _, t := range m.Kinds {
		n += t.Conflict
	}
	return n
}

// foretold says what a merge would bring.
func foretold(w words.Words, m store.Merged) string {
	clash := clashes(m)
	said := w.T("merging.nothing")
	switch brings := what(w, m); {
	case brings != "":
		said = w.T("merging.brings", words.Args{"What": brings})
	case clash+len(m.Instruments) > 0:
		said = w.T("merging.differs")
	}
	said += concerned(w, m) + instruments(w, m)
	if clash > 0 {
		said += " " + w.N("merging.clash", clash)
	}
	if m.MoreDoubles > 0 {
		said += " " + w.N("merging.doubles", m.MoreDoubles)
	}
	return said
}
