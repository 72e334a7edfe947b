package sheet

import "strings"

// What makes a spreadsheet read a cell of a CSV file as a formula when the cell
// begins with it; the wide forms are those of East Asian keyboards.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// couldBeFormula tells whether a spreadsheet might compute a text instead of
// showing it, also after apostrophes or spaces that one may take away.
func couldBeFormula(text string) bool {
	rest := strings.TrimLeft(text, "' \u00a0")
	return rest != "" && strings.ContainsAny(firstRune(rest), formulaStarts)
}

func firstRune(text string) string {
	for i := range text {
		if i > 0 {
			return text[:i]
		}
	}
	return text
}

// Escape gives a text as it stands in a cell of a CSV file: with an apostrophe
// before it where it could be read as a formula. Numbers and dates are not
// texts, and have none.
func Escape(text string) string {
	if couldBeFormula(text) {
		return "'" + text
	}
	return text
}

// Unescape gives the text that a cell of a CSV file stands for: it undoes Escape
// of every text, and takes the apostrophe also where others put it for the same
// reason. No other apostrophe is taken away. A spreadsheet file needs neither,
// for its cells say that they are text.
func Unescape(cell string) string {
	if rest, marked := strings.CutPrefix(cell, "'"); marked && couldBeFormula(rest) {
		return rest
	}
	return cell
}
