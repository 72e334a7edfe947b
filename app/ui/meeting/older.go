package meeting

import (
	"context"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Begin asks of which day the answers are, where those that were left may be
// another's than what is answered now.
func (p *Page) Begin() {
	s, w, today := p.sitting, p.Words, p.Store.Today()
	apart := s.apart()
	if !s.left() || s.date >= today.Add(-1) && apart.IsZero() {
		return
	}
	date := words.Args{"Date": s.date, "Other": apart}
	text := w.T("meeting.older.text", date)
	if !apart.IsZero() {
		text += "\n\n" + w.T("meeting.older.apart", date)
	}
	widget.Ask(p.Window, w.T("meeting.older.title", date), text,
		widget.Answer{Text: w.T("meeting.older.goOn", date), Primary: true},
		widget.Answer{Text: w.T("meeting.older.today"), Do: func() {
			s.moveTo(today)
			p.show(Start)
		}},
		widget.Answer{Text: w.T("meeting.discard"), Do: p.askDiscard},
		widget.Answer{Text: w.T("cancel"), Do: func() { p.OnBack() }})
}

// apart is the day of the answers that wait for another meeting, where that is
// another day; zero where there are none.
func (s *sitting) apart() skapa.Date {
	for _, sd := range s.sides {
		if sd.waits() && sd.other.Date != s.date {
			return sd.other.Date
		}
	}
	return 0
}

// moveTo is move to a day of which the other rater's answers may wait already.
func (s *sitting) moveTo(d skapa.Date) {
	for _, sd := range s.sides {
		if sd.waits() && sd.other.Date == d && sd.other.Instrument == s.instrument.Version {
			sd.load(sd.other)
			sd.other = skapa.Assessment{}
		}
	}
	s.move(d)
}

// askDoubled says that what a rater answers here was saved meanwhile, as on
// another computer, and offers to keep that.
func (p *Page) askDoubled(r skapa.Rater) {
	w := p.Words
	text := w.T("meeting.doubled."+string(r), words.Args{"Date": p.sitting.date}) + " " + w.T("meeting.doubled.text")
	widget.Ask(p.Window, w.T("meeting.doubled.title"), text,
		widget.Answer{Text: w.T("meeting.doubled.keep"), Do: func() { p.whenKept(func() { p.drop(r) }) }},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

// drop throws away what a rater has answered here.
func (p *Page) drop(r skapa.Rater) {
	s := p.sitting
	p.Save(func(ctx context.Context) error { return p.Store.DiscardDraft(ctx, s.participant.ID, r) }, p.Report, func() {
		s.sides[r].load(s.empty(r))
		s.on(s.date)
		p.show(Start)
	})
}
