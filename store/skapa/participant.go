package skapa

import "strconv"

// Sex is how a participant's sex is recorded; the zero Sex is not recorded.
type Sex string

// The sexes that a participant can be recorded with.
const (
	SexUnknown Sex = ""
	Woman      Sex = "woman"
	Man        Sex = "man"
	OtherSex   Sex = "other"
)

// Sexes are all of them, in the order of a form.
var Sexes = []Sex{SexUnknown, Woman, Man, OtherSex}

// Valid tells whether s is one of Sexes.
func (s Sex) Valid() bool {
	return s == SexUnknown || s == Woman || s == Man || s == OtherSex
}

// Participant is a person on the way to work or studies.
type Participant struct {
	ID   ID
	Code string // what the workplace calls the person in writing, 1–MaxCode characters
	Name string // optional, and kept apart from everything else

	Personnummer string // twelve digits as ParsePersonnummer gives them, "" when not recorded; kept apart as the name is

	BirthYear    int // 0 when not recorded
	Sex          Sex
	Municipality string
	Referrer     string // the party that referred the participant
	TargetGroup  string

	Team       ID   // zero when not recorded
	Supervisor ID   // zero when nobody follows the participant
	Since      Date // when Team and Supervisor took over; zero means Start

	Start   Date // of the first period
	Entered Date // start of the latest period; only read
	Finish  Date // of the latest period, zero while the participant is active; only read
}

// Active tells whether the participant has not finished.
func (p Participant) Active() bool { return p.Finish.IsZero() }

// Ages outside which the method was not meant, in years; outside is a warning.
const (
	MinAge = 16
	MaxAge = 64
)

// Tidy gives p with its texts as they are kept.
func (p Participant) Tidy() Participant {
	p.Code, p.Name, p.Personnummer = Tidy(p.Code), Tidy(p.Name), Tidy(p.Personnummer)
	p.Municipality, p.Referrer, p.TargetGroup = Tidy(p.Municipality), Tidy(p.Referrer), Tidy(p.TargetGroup)
	return p
}

// Validate gives what is wrong with p on the day today. Fields: code, name,
// personnummer, birthYear, sex, municipality, referrer, targetGroup, start, since, finish.
func (p Participant) Validate(today Date) Findings {
	var f Findings
	f.checkText("code", p.Code, "error.required.code", MaxCode)
	if looksLikePersonnummer(p.Code) {
		f.warn("code", "warning.personnummer", nil)
	}
	f.checkText("name", p.Name, "", MaxName)
	p.checkPersonnummer(&f, today)
	p.checkAge(&f, today)
	if !p.Sex.Valid() {
		f.refuse("sex", "error.sex", nil)
	}
	f.checkText("municipality", p.Municipality, "", MaxName)
	f.checkText("referrer", p.Referrer, "", MaxName)
	f.checkText("targetGroup", p.TargetGroup, "", MaxName)
	switch {
	case p.Start.IsZero():
		f.refuse("start", "error.required.start", nil)
	case f.refuseBeyond("start", p.Start):
	case p.Start > today:
		f.refuse("start", "error.date.future", Args{"Date": p.Start})
	}
	if !p.Since.IsZero() {
		checkWithin(&f, "since", p.Since, p.Start, today)
	}
	if !p.Finish.IsZero() {
		checkWithin(&f, "finish", p.Finish, p.Start, today)
	}
	return f
}

// checkPersonnummer refuses one that is not as ParsePersonnummer gives it, and warns
// when it says another birth year.
func (p Participant) checkPersonnummer(f *Findings, today Date) {
	number, err := ParsePersonnummer(p.Personnummer, today)
	switch {
	case err != nil || number != p.Personnummer:
		f.refuse("personnummer", "error.personnummer", nil)
	case number != "" && p.BirthYear != 0 && number[:4] != strconv.Itoa(p.BirthYear):
		f.warn("personnummer", "warning.personnummer.year", Args{"Year": number[:4]})
	}
}

// checkAge refuses a birth year that nobody alive has. Only the year is known,
// so the age at today is one of two: it warns when both are outside
// MinAge … MaxAge.
func (p Participant) checkAge(f *Findings, today Date) {
	if p.BirthYear == 0 {
		return
	}
	oldest := today.Year() - p.BirthYear
	switch {
	case p.BirthYear < FirstDate.Year() || oldest < 0:
		f.refuse("birthYear", "error.birthYear", Args{"First": FirstDate.Year(), "Last": today.Year()})
	case oldest < MinAge || oldest-1 > MaxAge:
		f.warn("birthYear", "warning.age", Args{"Age": oldest, "Min": MinAge, "Max": MaxAge})
	}
}

// refuseBeyond refuses a date outside FirstDate … LastDate, and tells whether
// it did.
func (f *Findings) refuseBeyond(field string, d Date) bool {
	beyond := d < FirstDate || d > LastDate
	if beyond {
		f.refuse(field, "error.date.beyond", Args{"Date": d, "First": FirstDate, "Last": LastDate})
	}
	return beyond
}

// checkWithin refuses a date after today or before the participant's start.
func checkWithin(f *Findings, field string, d, start, today Date) {
	switch {
	case d.IsZero():
		f.refuse(field, "error.required.date", nil)
	case f.refuseBeyond(field, d):
	case d > today:
		f.refuse(field, "error.date.future", Args{"Date": d})
	case d < start:
		f.refuse(field, "error.date.beforeStart", Args{"Date": d, "Start": start})
	}
}
