package skapa_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/skapa"
)

var today = skapa.DateOf(2026, time.November, 21)

// says gives the findings as "field key", a warning with a "?".
func says(f skapa.Findings) []string {
	var said []string
	for _, finding := range f {
		text := finding.Field + " " + finding.Key
		if finding.Warning {
			text += "?"
		}
		said = append(said, text)
	}
	return said
}

func expect(t *testing.T, got skapa.Findings, want ...string) {
	t.Helper()
	if !slices.Equal(says(got), want) {
		t.Errorf("it says %q, not %q", says(got), want)
	}
}

func TestParticipantRules(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*skapa.Participant)
		want   []string
	}{
		"as it should be":         {func(p *skapa.Participant) {}, nil},
		"no code":                 {func(p *skapa.Participant) { p.Code = " \t" }, []string{"code error.required.code"}},
		"longest code":            {func(p *skapa.Participant) { p.Code = strings.Repeat("å", 40) }, nil},
		"too long a code":         {func(p *skapa.Participant) { p.Code = strings.Repeat("å", 41) }, []string{"code error.tooLong"}},
		"a personnummer":          {func(p *skapa.Participant) { p.Code = "19811218-9876" }, []string{"code warning.personnummer?"}},
		"one of ten digits":       {func(p *skapa.Participant) { p.Code = "811218-9876" }, []string{"code warning.personnummer?"}},
		"a samordningsnummer":     {func(p *skapa.Participant) { p.Code = "701063-2391" }, []string{"code warning.personnummer?"}},
		"another last digit":      {func(p *skapa.Participant) { p.Code = "19811218-9877" }, nil},
		"no such month":           {func(p *skapa.Participant) { p.Code = "8113189876" }, nil},
		"a number of the project": {func(p *skapa.Participant) { p.Code = "2026-00017" }, nil},
		"too long a name":         {func(p *skapa.Participant) { p.Name = strings.Repeat("ö", 121) }, []string{"name error.tooLong"}},
		"year of birth unknown":   {func(p *skapa.Participant) { p.BirthYear = 0 }, nil},
		"16 this year":            {func(p *skapa.Participant) { p.BirthYear = 2010 }, nil},
		"15 this year":            {func(p *skapa.Participant) { p.BirthYear = 2011 }, []string{"birthYear warning.age?"}},
		"65 this year, or 64":     {func(p *skapa.Participant) { p.BirthYear = 1961 }, nil},
		"66 this year":            {func(p *skapa.Participant) { p.BirthYear = 1960 }, []string{"birthYear warning.age?"}},
		"not born":                {func(p *skapa.Participant) { p.BirthYear = 2027 }, []string{"birthYear error.birthYear"}},
		"born too long ago":       {func(p *skapa.Participant) { p.BirthYear = 1899 }, []string{"birthYear error.birthYear"}},
		"unknown sex":             {func(p *skapa.Participant) { p.Sex = "K" }, []string{"sex error.sex"}},
		"no start":                {func(p *skapa.Participant) { p.Start = 0 }, []string{"start error.required.start"}},
		"start today":             {func(p *skapa.Participant) { p.Start = today }, nil},
		"start tomorrow":          {func(p *skapa.Participant) { p.Start = today.Add(1) }, []string{"start error.date.future"}},
		"finished at the start":   {func(p *skapa.Participant) { p.Finish = p.Start }, nil},
		"finished before it":      {func(p *skapa.Participant) { p.Finish = p.Start.Add(-1) }, []string{"finish error.date.beforeStart"}},
		"finished tomorrow":       {func(p *skapa.Participant) { p.Finish = today.Add(1) }, []string{"finish error.date.future"}},
		"followed before start":   {func(p *skapa.Participant) { p.Since = p.Start.Add(-1) }, []string{"since error.date.beforeStart"}},
		"followed from tomorrow":  {func(p *skapa.Participant) { p.Since = today.Add(1) }, []string{"since error.date.future"}},
		"all at once": {func(p *skapa.Participant) { *p = skapa.Participant{BirthYear: 1890, Start: today.Add(2)} },
			[]string{"code error.required.code", "birthYear error.birthYear", "start error.date.future"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := skapa.Participant{Code: "H-1001", BirthYear: 1989, Sex: skapa.Woman, Start: today.Add(-100)}
			c.change(&p)
			expect(t, p.Validate(today), c.want...)
		})
	}
}

func TestAssessmentRules(t *testing.T) {
	in := assets.Instrument()
	start := today.Add(-100)
	for name, c := range map[string]struct {
		change func(*skapa.Assessment)
		want   []string
	}{
		"as it should be":     {func(a *skapa.Assessment) {}, nil},
		"on the first day":    {func(a *skapa.Assessment) { a.Date = start }, nil},
		"before it":           {func(a *skapa.Assessment) { a.Date = start.Add(-1) }, []string{"date error.date.beforeStart"}},
		"tomorrow":            {func(a *skapa.Assessment) { a.Date = today.Add(1) }, []string{"date error.date.future"}},
		"no date":             {func(a *skapa.Assessment) { a.Date = 0 }, []string{"date error.required.date"}},
		"nobody rates":        {func(a *skapa.Assessment) { a.Rater = "" }, []string{"rater error.rater"}},
		"another version":     {func(a *skapa.Assessment) { a.Instrument.Number++ }, []string{"instrument error.instrument.mixed"}},
		"nothing answered":    {func(a *skapa.Assessment) { a.Answers = map[string]skapa.Step{"health": skapa.NotAsked} }, []string{"answers error.answers.none"}},
		"all declined":        {func(a *skapa.Assessment) { a.Answers = map[string]skapa.Step{"health": skapa.Declined} }, nil},
		"a step too high":     {func(a *skapa.Assessment) { a.Answers["health"] = 6 }, []string{"health error.step"}},
		"a step too low":      {func(a *skapa.Assessment) { a.Answers["health"] = -2 }, []string{"health error.step"}},
		"an unknown item":     {func(a *skapa.Assessment) { a.Answers["luck"] = 3 }, []string{"luck error.item.unknown"}},
		"tilltro by oneself":  {func(a *skapa.Assessment) { a.Answers["belief"] = 3 }, []string{"belief error.item.unknown"}},
		"tilltro":             {func(a *skapa.Assessment) { a.Rater = skapa.BySupervisor; a.Answers["belief"] = 3 }, nil},
		"too long a comment":  {func(a *skapa.Assessment) { a.Comment = strings.Repeat("ä", 4001) }, []string{"comment error.tooLong"}},
		"the longest comment": {func(a *skapa.Assessment) { a.Comment = strings.Repeat("ä", 4000) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			a := skapa.Assessment{Date: today, Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{"health": 2}}
			c.change(&a)
			expect(t, a.Validate(in, start, today), c.want...)
		})
	}
}

// A date that no workspace can keep is refused where it is entered, also when
// the clock is out of its mind.
func TestDatesBeyondAll(t *testing.T) {
	in := assets.Instrument()
	far := skapa.DateOf(9000, time.January, 1) // today
	for _, d := range []skapa.Date{skapa.DateOf(1899, time.December, 31), skapa.DateOf(2200, time.January, 1)} {
		expect(t, skapa.Participant{Code: "H-1", Start: d, Since: d, Finish: d}.Validate(far),
			"start error.date.beyond", "since error.date.beyond", "finish error.date.beyond")
		a := skapa.Assessment{Date: d, Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{"health": 2}}
		expect(t, a.Validate(in, 0, far), "date error.date.beyond")
		p := skapa.Participation{Activity: skapa.ID{1}, Status: skapa.Planned, Start: d, End: d}
		expect(t, p.Validate(far), "from error.date.beyond", "to error.date.beyond")
	}
}

// "Vill ej svara" is an answer; an item that was not asked has none.
func TestUnanswered(t *testing.T) {
	a := skapa.Assessment{Rater: skapa.BySupervisor, Answers: map[string]skapa.Step{"work-type": 1, "health": skapa.Declined, "everyday": skapa.NotAsked}}
	var left []string
	for _, item := range a.Unanswered(assets.Instrument()) {
		left = append(left, item.ID)
	}
	if want := []string{"manage-work", "competence", "everyday", "cooperation", "belief"}; !slices.Equal(left, want) {
		t.Errorf("left are %v, not %v", left, want)
	}
}

func TestParticipationRules(t *testing.T) {
	for name, c := range map[string]struct {
		status     skapa.Status
		start, end skapa.Date
		want       []string
	}{
		"ongoing":                    {skapa.Ongoing, today.Add(-1), 0, nil},
		"ongoing until a day":        {skapa.Ongoing, today.Add(-1), today.Add(50), nil},
		"ongoing from tomorrow":      {skapa.Ongoing, today.Add(1), 0, []string{"from error.date.notYet"}},
		"planned for tomorrow":       {skapa.Planned, today.Add(1), 0, nil},
		"planned, should have begun": {skapa.Planned, today.Add(-1), 0, nil},
		"finished":                   {skapa.Finished, today.Add(-9), today, nil},
		"finished without an end":    {skapa.Finished, today.Add(-9), 0, []string{"to error.required.date"}},
		"finished tomorrow":          {skapa.Finished, today.Add(-9), today.Add(1), []string{"to error.date.future"}},
		"ends before it starts":      {skapa.Planned, today.Add(9), today, []string{"to error.date.endBeforeStart"}},
		"no start":                   {skapa.Ongoing, 0, 0, []string{"from error.required.date"}},
		"unknown state":              {"", today, 0, []string{"status error.status"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := skapa.Participation{Activity: skapa.ID{1}, Status: c.status, Start: c.start, End: c.end}
			expect(t, p.Validate(today), c.want...)
		})
	}
	expect(t, skapa.Participation{Status: skapa.Planned, Start: today}.Validate(today), "activity error.required.activity")
	expect(t, skapa.Activity{Name: " "}.Validate(), "name error.required.name", "category error.category")
	expect(t, skapa.Activity{Name: "Svenska B", Category: skapa.ForStudy}.Validate())
}

// A warning refuses nothing.
func TestFindingsErr(t *testing.T) {
	findings := skapa.Findings{{Field: "birthYear", Key: "warning.age", Warning: true}}
	if err := findings.Err(); err != nil {
		t.Error("a warning refuses:", err)
	}
	findings = append(findings, skapa.Finding{Field: "code", Key: "error.required.code"})
	invalid, is := errors.AsType[*skapa.Invalid](findings.Err())
	if !is || len(invalid.Findings) != 1 || invalid.Findings[0].Field != "code" {
		t.Errorf("it refuses %v", invalid)
	}
	if _, found := findings.At("birthYear"); !found {
		t.Error("the warning is lost")
	}
}

func TestTidy(t *testing.T) {
	for text, want := range map[string]string{
		"  Åsa \n":       "Åsa",
		"rad ett\nrad 2": "rad ett\nrad 2",
		"a\x00b\x1b[31m": "ab[31m",
		"fel\xff":        "fel",

		"\ufeffÅsa":                 "Åsa",
		"An\u200bna\u2060":          "Anna",
		"H-\u202e1001\u202c":        "H-1001",
		"\u2066Bo\u2069 \u200fEk":   "Bo Ek",
		"\u200e \u00adEk\U000e0041": "Ek",
		"می\u200cخواهم":             "می\u200cخواهم", // a joiner is spelling
		"👩\u200d🔧":                  "👩\u200d🔧",
		"Zoë, Łukasz och José":      "Zoë, Łukasz och José",
	} {
		got := skapa.Tidy(text)
		if got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
		if skapa.Tidy(got) != got {
			t.Errorf("%q is not tidy yet", got)
		}
	}
}
