package meeting

import (
	"encoding/json"

	"framsteg/app/words"
	"framsteg/store/skapa"
)

// kept is where the meeting is, as it is written down while the window is
// locked or another page is shown.
type kept struct {
	Stage    Stage
	Item     int
	Changing bool
	Plan     bool
	Theirs   string
	Spot     string
	Date     skapa.Date
	Written  string                           // as the date
	Drafts   map[skapa.Rater]skapa.Assessment // with texts that aren't kept yet
}

// Keep gives where the meeting is, for Refill.
func (p *Page) Keep() ([]byte, error) {
	k := kept{
		Stage: p.stage, Item: p.item, Changing: p.changing, Plan: p.plan, Theirs: p.theirs.Lang,
		Spot: p.focused(), Date: p.sitting.date, Written: p.written, Drafts: map[skapa.Rater]skapa.Assessment{},
	}
	if k.Stage == Handing {
		k.Stage = p.under
	}
	for r, sd := range p.sitting.sides {
		if !sd.saved {
			k.Drafts[r] = sd.draft
		}
	}
	return json.Marshal(k)
}

// Refill goes on where another page of the same meeting was.
func (p *Page) Refill(bytes []byte) error {
	var k kept
	if err := json.Unmarshal(bytes, &k); err != nil {
		return err
	}
	for r, sd := range p.sitting.sides {
		a, is := k.Drafts[r]
		if !is || a.Instrument != p.sitting.instrument.Version {
			continue
		}
		fitting := sd.fitting
		sd.load(a)
		if now := sd.fitting; now != fitting {
			sd.fitting, sd.unkept = fitting, true
		}
	}
	p.sitting.on(k.Date)
	p.stage, p.item, p.changing, p.plan = k.Stage, k.Item, k.Changing, k.Plan
	p.theirs, p.spot, p.written = words.In(k.Theirs), k.Spot, k.Written
	return nil
}
