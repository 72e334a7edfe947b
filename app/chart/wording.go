package chart

import (
	"framsteg/app/progress"
	"framsteg/app/words"
)

// What progress finds, as windows and documents write it.

// Value writes a mean of steps: whole, or with one decimal.
func Value(w words.Words, v float64) string { return w.Decimal(v, 1) }

// Signed writes a change: +2, –1, 0.
func Signed(w words.Words, v float64) string {
	text := Value(w, v)
	if v > 0 && text != "0" {
		return "+" + text
	}
	return text
}

// Certainty says in a word or two how sure it is that something changed, or
// that it stayed at an end of the scale.
func Certainty(w words.Words, c progress.Change) string {
	switch {
	case c.Certainty == progress.Certain:
		return w.T("progress.certain")
	case c.Certainty == progress.Possible:
		return w.T("progress.possible")
	case c.End == progress.Highest:
		return w.T("progress.keptHigh")
	case c.End == progress.Lowest:
		return w.T("progress.keptLow")
	}
	return w.T("progress.unchanged")
}
