package chart

import (
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
)

// legend says what line and bars are.
func (p *monthsPicture) legend() []entry {
	box := func(colour scene.Token) func(scene.Point) {
		return func(at scene.Point) {
			p.block(scene.Rect{X0: at.X - 6, Y0: at.Y - 6, X1: at.X + 6, Y1: at.Y + 6}, colour)
		}
	}
	across := func(at scene.Point) scene.Outline {
		return scene.Line(scene.Point{X: at.X - 13, Y: at.Y}, scene.Point{X: at.X + 13, Y: at.Y})
	}
	all := []entry{{p.words.T("chart.months.now"), 26, func(at scene.Point) {
		p.add(scene.Path{Outline: across(at), Stroke: scene.Ink, Width: 2})
		p.fill(scene.Disc(at, 3.5), scene.Ink)
	}}}
	if p.planned() {
		all = append(all, entry{p.words.T("chart.months.planned"), 26, func(at scene.Point) {
			p.add(scene.Path{Outline: across(at), Stroke: scene.Muted, Width: 1.5, Dash: planDash})
		}})
	}
	all = append(all, entry{p.words.T("chart.months.in"), 12, box(scene.Step4)}, entry{p.words.T("chart.months.out"), 12, box(scene.Step2)})
	if p.secrets() {
		all = append(all, entry{p.words.T("chart.cohort.hidden"), sampleWide, func(at scene.Point) { p.hatch(around(at)) }})
	}
	return all
}

func (p *monthsPicture) number(c cohort.Count) string {
	if c.Hidden {
		return p.words.T("chart.cohort.hidden")
	}
	return p.words.Number(c.N)
}

func (p *monthsPicture) month(m cohort.Month) string {
	return p.words.Month(m.First) + " " + yearOf(m.First)
}

// tip is about a number of a month.
func (p *monthsPicture) tip(m cohort.Month, what Moving) []string {
	count := what.of(m)
	line := func(name string) string {
		return p.words.T("chart.months.tip", words.Args{"What": name, "N": p.number(count)})
	}
	lines := []string{p.month(m)}
	switch what {
	case Entering:
		lines = append(lines, line(p.words.T("chart.months.in")))
	case Leaving:
		lines = append(lines, line(p.words.T("chart.months.out")))
	default:
		lines = append(lines, line(p.words.T("chart.months.now")), p.words.T("chart.months.idle", words.Args{"N": p.number(m.Idle)}))
		if m.Planned > 0 {
			lines = append(lines, p.words.T("chart.months.tip", words.Args{"What": p.words.T("chart.months.planned"), "N": p.words.Number(m.Planned)}))
		}
	}
	if count.Hidden {
		lines = append(lines, p.words.T("chart.cohort.why"))
	}
	return lines
}

func (p *monthsPicture) footnotes() []string {
	var notes []string
	if p.earlier > 0 {
		notes = append(notes, p.words.N("chart.months.earlier", p.earlier))
	}
	if p.secrets() {
		notes = append(notes, p.words.T("chart.cohort.why"))
	}
	return noted(notes, p.note)
}

// describe says in words what the picture shows.
func (p *monthsPicture) describe() string {
	sentences := []string{p.Title + "."}
	for _, m := range p.months {
		args := words.Args{"Month": p.month(m), "In": p.number(m.In), "Out": p.number(m.Out), "Now": p.number(m.Now)}
		if m.Planned > 0 {
			args["Planned"] = p.words.Number(m.Planned)
			sentences = append(sentences, p.words.T("chart.months.describe.planned", args))
		} else {
			sentences = append(sentences, p.words.T("chart.months.describe", args))
		}
	}
	return strings.Join(append(sentences, p.footnotes()...), " ")
}
