package intake

import "framsteg/store/skapa"

func readPersonnummer(text string, today skapa.Date) (string, *skapa.Problem) {
	return "", &skapa.Problem{Key: "error.intake.personnummer"}
}

func setPersonnummer(p *skapa.Participant, number string) { p.Personnummer = number }

func personnummerOf(p skapa.Participant) string { return p.Personnummer }
