package chart

import (
	"slices"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// n says how many pairs there are.
func (p *cohortPicture) n(c cohort.Count) string {
	if c.Hidden {
		return p.words.T("chart.cohort.nHidden")
	}
	return p.words.T("chart.cohort.n", words.Args{"N": p.words.Number(c.N)})
}

// missing says why a statistic is not there.
func (p *cohortPicture) missing(s cohort.Stat) string {
	if s.Hidden {
		return p.words.T("chart.cohort.hidden")
	}
	return p.words.T("chart.cohort.unknown")
}

// stepWords names a step with its wording.
func (p *cohortPicture) stepWords(step int) string {
	name := oneLine(p.in.StepName(skapa.Step(step), p.words.Lang))
	if name == "" {
		return p.words.T("chart.cohort.step", words.Args{"Step": step})
	}
	return p.words.T("chart.cohort.stepName", words.Args{"Step": step, "Name": name})
}

// partTip is about a part of a bar, one of all.
func (p *cohortPicture) partTip(b cohort.Block, s Share, this part, all []part) []string {
	lines := []string{p.areaName(b.Area)}
	if this.step == HiddenSteps {
		return append(lines, p.words.T("chart.cohort.tip.hidden", words.Args{"When": p.whenTip(s.Latest)}), p.words.T("chart.cohort.why"))
	}
	lines = append(lines, p.words.T("chart.cohort.tip.step", words.Args{"When": p.whenTip(s.Latest), "Step": p.stepWords(this.step)}))
	of := b.Pairs.N
	if b.Pairs.Hidden && slices.ContainsFunc(all, func(p part) bool { return p.step == HiddenSteps }) || of < this.count {
		return append(lines, p.words.N("chart.cohort.tip.count", this.count))
	}
	if b.Pairs.Hidden {
		of = 0
		for _, other := range all {
			of += other.count
		}
	}
	return append(lines, p.words.N("chart.cohort.tip.share", of, words.Args{
		"Part": p.words.Number(this.count), "Percent": p.words.Decimal(100*float64(this.count)/float64(of), 0),
	}))
}

// whenTip names a time at the beginning of a line.
func (p *cohortPicture) whenTip(latest bool) string {
	when := []rune(p.when(latest))
	return strings.ToUpper(string(when[:1])) + string(when[1:])
}

// changeTip is about the change of an area.
func (p *cohortPicture) changeTip(b cohort.Block) []string {
	return []string{p.areaName(b.Area), p.changeWords(b.Change), p.n(b.Pairs)}
}

// changeWords says what the mean change is, with its interval.
func (p *cohortPicture) changeWords(i cohort.Interval) string {
	if !readable(i.Mean) {
		return p.words.T("chart.cohort.tip.mean", words.Args{"Mean": p.missing(i.Mean)})
	}
	mean := words.Args{"Mean": p.words.Signed(i.Mean.Value, 1, 2)}
	low, high, both := ends(i)
	if !both {
		return p.words.T("chart.cohort.tip.mean", mean)
	}
	mean["Low"], mean["High"] = p.words.Signed(low, 1, 2), p.words.Signed(high, 1, 2)
	return p.words.T("chart.cohort.tip.interval", mean)
}

// footnotes say of how many the picture is, and how it is to be read.
func (p *cohortPicture) footnotes() []string {
	notes := []string{p.counted(), p.words.T("chart.cohort.ordinal")}
	if !p.plain {
		notes[0] += " " + p.words.T("chart.cohort.method")
	}
	if p.beyond {
		notes[0] += " " + p.words.T("chart.cohort.beyond")
	}
	if p.secrets() {
		notes = append(notes, p.words.T("chart.cohort.why"))
	}
	return noted(notes, p.note)
}

// noted adds a note to others, if there is one.
func noted(notes []string, note string) []string {
	if note = oneLine(note); note != "" {
		return append(notes, note)
	}
	return notes
}

// counted says how many participants have two ratings, and how many have not.
func (p *cohortPicture) counted() string {
	first := p.blocks[0]
	if p.perArea {
		return p.words.T("chart.cohort.each")
	}
	n := p.n(first.Pairs)
	if !first.Pairs.Hidden {
		n = p.words.N("chart.cohort.pairs", first.Pairs.N)
	}
	for _, b := range p.blocks {
		if b.Left.Hidden || b.Left.N != first.Left.N {
			return n + "."
		}
	}
	if first.Left.N == 0 {
		return n + "."
	}
	return n + "; " + p.words.N("chart.cohort.left", first.Left.N) + "."
}

// describe says in words what the picture shows.
func (p *cohortPicture) describe() string {
	sentences := []string{p.Title + "."}
	for _, b := range p.blocks {
		args := words.Args{
			"Area": p.areaName(b.Area), "N": p.n(b.Pairs), "Start": p.describeSteps(b, false), "Latest": p.describeSteps(b, true),
		}
		sentences = append(sentences, p.words.T("chart.cohort.describe", args))
		if !p.plain {
			sentences = append(sentences, p.changeWords(b.Change)+".")
		}
	}
	return strings.Join(append(sentences, p.footnotes()...), " ")
}

// describeSteps lists how many are on each step.
func (p *cohortPicture) describeSteps(b cohort.Block, latest bool) string {
	steps := b.Start
	if latest {
		steps = b.Latest
	}
	var parts []string
	for i, c := range steps {
		n := p.words.T("chart.cohort.hidden")
		if !c.Hidden {
			n = p.words.Number(c.N)
		}
		parts = append(parts, p.words.T("chart.cohort.describe.step", words.Args{"Step": i + 1, "N": n}))
	}
	if len(parts) == 0 {
		parts = append(parts, p.words.T("chart.cohort.nobody"))
	}
	return p.when(latest) + " " + strings.Join(parts, ", ")
}
