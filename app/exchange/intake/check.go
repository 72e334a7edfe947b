package intake

import (
	"slices"
	"strconv"

	"framsteg/store/skapa"
)

// formFields are the fields of a participant as skapa.Participant.Validate names
// them.
var formFields = map[string]Field{
	"code": Code, "name": Name, "birthYear": BirthYear, "sex": Sex, "municipality": Municipality, "referrer": Referrer,
	"targetGroup": TargetGroup, "start": Start, "finish": Finish, "personnummer": Personnummer,
}

// checkFacts refuses what no participant can have.
func (r *reading) checkFacts(e *entry) {
	if e.Code == "" && e.facts[Personnummer] == "" {
		if !e.Refused {
			e.refuse("", "error.intake.codeMissing", nil)
		}
		return
	}
	var p skapa.Participant
	p.Code = e.Code
	fill(&p, e.facts)
	for _, f := range p.Validate(r.today) {
		field, known := formFields[f.Field]
		if !known || field != Code && e.facts[field] == "" || field == Code && e.Code == "" {
			continue // it is said elsewhere, or nowhere
		}
		reason := Reason{r.header(field), &skapa.Problem{Key: f.Key, Args: f.Args}}
		if f.Warning {
			e.Notes = append(e.Notes, reason)
		} else {
			e.refuseFor(reason)
		}
	}
	for _, field := range []Field{Team, Supervisor} {
		if name := e.facts[field]; name != "" {
			if f, wrong := (skapa.Team{Name: name}).Validate().At("name"); wrong {
				e.refuseFor(Reason{r.header(field), &skapa.Problem{Key: f.Key, Args: f.Args}})
			}
		}
	}
	if number := e.facts[Personnummer]; len(number) >= 4 && e.facts[BirthYear] != "" && number[:4] != e.facts[BirthYear] {
		e.refuse(r.header(BirthYear), "error.intake.birthYear", skapa.Args{"Year": e.facts[BirthYear]})
	}
}

// header gives what the column of a field is called.
func (r *reading) header(f Field) string {
	i := slices.IndexFunc(r.Mapping.Columns, func(c Column) bool { return c.Field == f })
	if i < 0 && f == Name {
		return r.header(LastName)
	}
	if i < 0 {
		return ""
	}
	return r.headers[i]
}

// fill enters facts in a participant, but for who follows them.
func fill(p *skapa.Participant, facts map[Field]string) {
	for field, value := range facts {
		switch field {
		case Name:
			p.Name = value
		case BirthYear:
			p.BirthYear, _ = strconv.Atoi(value)
		case Sex:
			p.Sex = skapa.Sex(value)
		case Municipality:
			p.Municipality = value
		case Referrer:
			p.Referrer = value
		case TargetGroup:
			p.TargetGroup = value
		case Start:
			p.Start, _ = skapa.ParseDate(value)
		case Finish:
			p.Finish, _ = skapa.ParseDate(value)
		case Personnummer:
			p.Personnummer = value
		}
	}
}

// factsOf gives what is known of a participant, but for who follows them.
func factsOf(p skapa.Participant) map[Field]string {
	year := ""
	if p.BirthYear != 0 {
		year = strconv.Itoa(p.BirthYear)
	}
	return map[Field]string{
		Name: p.Name, BirthYear: year, Sex: string(p.Sex), Municipality: p.Municipality, Referrer: p.Referrer,
		TargetGroup: p.TargetGroup, Start: p.Start.String(), Finish: p.Finish.String(), Personnummer: p.Personnummer,
	}
}
