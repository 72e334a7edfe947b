package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"framsteg/store/skapa"
)

// excelErrors are what a spreadsheet shows instead of a value.
var excelErrors = regexp.MustCompile(`^#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|SAKNAS!|REFERENS!|NAMN\?|VÄRDEFEL!|DIVISION/0!|SKÄRNING!|OGILTIGT!)$`)

// readStep reads an answer to an item: a whole number on its scale, the wording of
// a step, or that the rater declined. Nothing is not asked. Of a scale of two steps
// no is the first and yes the other.
func readStep(text string, in skapa.Instrument) (skapa.Step, *skapa.Problem) {
	if text == "" {
		return skapa.NotAsked, nil
	}
	if declines(text, in) {
		return skapa.Declined, nil
	}
	if n, is := asNumber(text); is {
		switch {
		case math.Abs(n-math.Round(n)) > 1e-9:
			return 0, &skapa.Problem{Key: "error.intake.step.between", Args: skapa.Args{"Text": Short(text), "Max": len(in.Steps)}}
		case math.Round(n) < 1 || math.Round(n) > float64(len(in.Steps)):
			return 0, &skapa.Problem{Key: "error.intake.step.beyond", Args: skapa.Args{"Text": Short(text), "Max": len(in.Steps)}}
		}
		return skapa.Step(math.Round(n)), nil
	}
	for i := range in.Steps {
		if step := skapa.Step(i + 1); wordsStep(text, in.Steps[i], int(step)) {
			return step, nil
		}
	}
	if len(in.Steps) == 2 && means(text, known().No) {
		return 1, nil
	}
	if len(in.Steps) == 2 && means(text, known().Yes) {
		return 2, nil
	}
	return 0, &skapa.Problem{Key: "error.intake.step", Args: skapa.Args{"Text": Short(text), "Max": len(in.Steps)}}
}

// wordsStep tells whether a text is the wording of a step, with its number before
// it or not: "Delvis", "3 – Delvis".
func wordsStep(text string, wording skapa.Text, step int) bool {
	for _, words := range wording {
		if means(text, []string{words, strconv.Itoa(step) + words}) {
			return true
		}
	}
	return false
}

// declines tells whether a text says that the rater does not know or does not
// want to answer; a dash does.
func declines(text string, in skapa.Instrument) bool {
	if strings.Trim(text, "-–—") == "" && text != "" {
		return true
	}
	for _, words := range in.Declined {
		if means(text, []string{words}) {
			return true
		}
	}
	return means(text, known().Declined)
}

var decimal = regexp.MustCompile(`^[+-]?\d{1,15}([.,]\d{1,20})?(E[+-]?\d{1,3})?$`)

// asNumber reads a number with a decimal comma or point.
func asNumber(text string) (float64, bool) {
	if !decimal.MatchString(text) {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	return n, err == nil
}

// readYear reads the year of a birth: alone, or that of a whole date of birth.
func readYear(text string, today skapa.Date, from1904 bool) (int, *skapa.Problem) {
	text = wholeNumber(text)
	if year, err := strconv.Atoi(text); err == nil && len(text) == 4 {
		return year, nil
	}
	if len(text) > 4 {
		if date, problem := readDate(text, today, from1904); problem == nil {
			return date.Year(), nil
		}
	}
	return 0, &skapa.Problem{Key: "error.intake.year", Args: skapa.Args{"Text": Short(text)}}
}

func readSex(text string) (skapa.Sex, *skapa.Problem) {
	if strings.Trim(text, "-–—") == "" {
		return skapa.SexUnknown, nil
	}
	sex, found := meaning(text, known().Sexes)
	if !found {
		return "", &skapa.Problem{Key: "error.intake.sex", Args: skapa.Args{"Text": Short(text)}}
	}
	return sex, nil
}

func readRater(text string) (skapa.Rater, *skapa.Problem) {
	rater, found := meaning(text, known().Raters)
	if !found {
		return "", &skapa.Problem{Key: "error.intake.rater", Args: skapa.Args{"Text": Short(text)}}
	}
	return rater, nil
}

func readOutcome(text string) (skapa.Outcome, *skapa.Problem) {
	outcome, found := meaning(text, known().Outcomes)
	if !found {
		return "", &skapa.Problem{Key: "error.intake.outcome", Args: skapa.Args{"Text": Short(text)}}
	}
	return outcome, nil
}

// lost tells whether characters of a text were lost when it was saved in an
// encoding that has no sign for them: "Kova?evi?".
func lost(text string) bool {
	return strings.ContainsRune(text, '\ufffd') || questioned.MatchString(text)
}

var questioned = regexp.MustCompile(`\pL\?|\?\pL`)

// likened tells whether two texts are the same but for case, white space and
// characters that one of them lost.
func likened(a, b string) bool {
	x, y := []rune(strings.ToLower(strings.Join(strings.Fields(a), " "))), []rune(strings.ToLower(strings.Join(strings.Fields(b), " ")))
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		gone := x[i] == '?' || y[i] == '?' || x[i] == '\ufffd' || y[i] == '\ufffd'
		if x[i] != y[i] && !gone {
			return false
		}
	}
	return true
}
