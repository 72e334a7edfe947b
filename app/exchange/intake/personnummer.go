package intake

import "framsteg/store/skapa"

// readPersonnummer reads a personnummer, also one that a spreadsheet took for a
// number.
func readPersonnummer(text string, today skapa.Date) (string, *skapa.Problem) {
	number, err := skapa.ParsePersonnummer(wholeNumber(text), today)
	if err != nil {
		return "", &skapa.Problem{Key: "error.intake.personnummer", Err: err}
	}
	return number, nil
}
