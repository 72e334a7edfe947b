package participant

import (
	"cmp"
	"slices"

	"framsteg/app/chart"
	"framsteg/app/progress"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// buildRatings makes the table beside the chart: the same numbers, the drafts
// first, then the newest.
func (p *Page) buildRatings() *widget.Table {
	w := p.Words
	columns := []widget.Column{
		{Title: w.T("participant.ratings.date"), Width: 101},
		{Title: w.T("participant.ratings.rater"), Width: 61},
	}
	for _, a := range p.file.instrument.Areas {
		columns = append(columns, widget.Column{Title: a.Short.In(w.Lang), Width: 35, Narrow: true})
	}
	t := widget.NewTable(columns, func() int { return len(p.rated) }, func(row, column int) string {
		return p.ratingCell(p.rated[row], column)
	})
	t.OnOpen = func(row int) {
		a := p.rated[row]
		if a.ID.IsZero() {
			p.OnMeet(p.file.participant)
			return
		}
		p.OnOpen(p.file.participant, a.ID)
	}
	return t
}

// rows gives the assessments as the table lists them: drafts, then newest
// first, of one date the participant's own first. A draft has no ID.
func (p *Page) rows() []skapa.Assessment {
	newest := slices.Clone(p.file.assessments)
	slices.SortStableFunc(newest, func(a, b skapa.Assessment) int { return cmp.Compare(b.Date, a.Date) })
	return append(slices.Clone(p.file.drafts), newest...)
}

func (p *Page) ratingCell(a skapa.Assessment, column int) string {
	w := p.Words
	switch column {
	case 0:
		if a.ID.IsZero() {
			return w.T("participant.ratings.draft")
		}
		date := a.Date.String()
		if p.file.corrected[a.ID] {
			date += "*"
		}
		return date
	case 1:
		return w.T("participant.ratings." + string(a.Rater))
	}
	return p.areaCell(a, p.file.instrument.Areas[column-2].Area)
}

// areaCell gives what an assessment says of an area, as progress has it; "–"
// where that was declined, nothing where too little was answered. It is asked
// of the version that the assessment was made with.
func (p *Page) areaCell(a skapa.Assessment, area skapa.Area) string {
	i := slices.IndexFunc(p.file.instruments, func(in skapa.Instrument) bool { return in.Version == a.Instrument })
	if i < 0 {
		return ""
	}
	for _, said := range progress.Of(p.file.instruments[i], []skapa.Assessment{a}, a.Date).Areas {
		point := said.Line(a.Rater).Points[0]
		switch {
		case said.Area != area:
		case point.Kind == progress.Rated:
			return chart.Value(p.Words, point.Value)
		case point.Kind == progress.Declined:
			return "–"
		}
	}
	return ""
}

// buildActivities makes the table of the participant's activities.
func (p *Page) buildActivities() *widget.Table {
	w := p.Words
	columns := []widget.Column{
		{Title: w.T("participation.activity"), Width: 180},
		{Title: w.T("participation.period"), Width: 190},
	}
	t := widget.NewTable(columns, func() int { return len(p.file.participations) }, func(row, column int) string {
		// The newest stands first.
		part := p.file.participations[len(p.file.participations)-1-row]
		if column == 0 {
			return part.Name
		}
		return w.T("participation.period."+string(part.Status), words.Args{"From": part.Start, "To": part.End})
	})
	t.OnOpen = func(row int) {
		p.OnParticipation(p.file.participant, p.file.participations[len(p.file.participations)-1-row].Participation)
	}
	return t
}
