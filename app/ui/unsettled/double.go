package unsettled

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// double shows two things that may be one, to be joined or told apart.
func (p *Page) double(m matter) fyne.CanvasObject {
	w := p.Words
	facts, err := p.alike(m)
	if err != nil {
		return text(w.Sentence(err), false)
	}
	var people []skapa.Participant
	if m.thing == "participant" {
		for _, id := range m.ids {
			who, err := p.Store.Participant(context.Background(), id)
			if err != nil {
				return text(w.Sentence(err), false)
			}
			people = append(people, who)
		}
	}
	apart := plainlyTwo(people)
	var faces []face
	var same, other []fyne.CanvasObject
	for i, id := range m.ids {
		rest := m.ids[1-i]
		faces = append(faces, face{title: p.reader.names.of(m.thing, id)})
		join := p.deciding(w.T("unsettled.same"), w.T("unsettled.settled"), func(ctx context.Context) error {
			return p.Store.Join(ctx, m.thing, id, []skapa.ID{rest})
		})
		if decide := join.OnTapped; apart {
			join.OnTapped = func() {
				widget.Ask(p.Window, w.T("unsettled.apart.title"), w.T("unsettled.apart.text"),
					widget.Answer{Text: w.T("unsettled.apart.join"), Do: decide}, widget.Answer{Text: w.T("cancel"), Primary: true})
			}
		}
		same = append(same, join)
		other = append(other, widget.NewButton(w.T("unsettled.different"), nil, func() { p.OnChange(m.thing, id) }))
	}
	rows := [][]fyne.CanvasObject{same, other}
	if apart {
		slices.Reverse(rows)
	}
	if len(people) == 2 && people[0].Start != people[1].Start {
		first := min(people[0].Start, people[1].Start)
		rows = slices.Insert(rows, 0, []fyne.CanvasObject{text(w.T("unsettled.start", words.Args{"Date": first}), false)})
	}
	return compare(w, faces, facts, rows...)
}

// plainlyTwo tells whether two participants are two people, by their birth years and
// names, or by personnummer.
func plainlyTwo(people []skapa.Participant) bool {
	if len(people) < 2 {
		return false
	}
	one, other := people[0], people[1]
	differ := func(a, b string) bool { return a != "" && b != "" && !strings.EqualFold(a, b) }
	years := one.BirthYear != 0 && other.BirthYear != 0 && one.BirthYear != other.BirthYear
	return years && differ(one.Name, other.Name) || differ(one.Personnummer, other.Personnummer)
}

// alike gives what is known of two things that may be one.
func (p *Page) alike(m matter) (facts []fact, err error) {
	ctx := context.Background()
	add := func(name string, said ...string) {
		for _, s := range said {
			if s != "–" {
				facts = append(facts, fact{p.Words.T(name), said})
				return
			}
		}
	}
	switch m.thing {
	case "participant":
		return p.alikeParticipants(ctx, m, add, &facts)
	case "activity":
		all, err := p.Store.Activities(ctx)
		if err != nil {
			return nil, err
		}
		of := map[skapa.ID]skapa.Activity{}
		for _, a := range all {
			of[a.ID] = a
		}
		one, other := of[m.ids[0]], of[m.ids[1]]
		add("activities.field.category", p.said(one.Category), p.said(other.Category))
		add("activities.field.provider", p.said(one.Provider), p.said(other.Provider))
		add("activities.field.municipality", p.said(one.Municipality), p.said(other.Municipality))
		add("activities.field.serves", p.said(one.Serves), p.said(other.Serves))
		add("activities.field.setting", p.said(one.Setting), p.said(other.Setting))
		add("activities.field.contact", p.said(one.Contact), p.said(other.Contact))
	default:
		var n [2]int
		for _, c := range p.reader.names.cases {
			for i, id := range m.ids {
				if c.TeamID == id || c.SupervisorID == id {
					n[i]++
				}
			}
		}
		facts = append(facts, fact{p.Words.T("participants.title"), []string{p.Words.Number(n[0]), p.Words.Number(n[1])}})
	}
	return facts, nil
}

func (p *Page) alikeParticipants(ctx context.Context, m matter, add func(string, ...string), facts *[]fact) ([]fact, error) {
	var who [2]skapa.Participant
	var of [2]store.Case
	var ratings [2]int
	var entered [2]string
	for i, id := range m.ids {
		var err error
		if who[i], err = p.Store.Participant(ctx, id); err != nil {
			return nil, err
		}
		rated, err := p.Store.Assessments(ctx, id)
		if err != nil {
			return nil, err
		}
		events, err := p.Store.Timeline(ctx, id)
		if err != nil {
			return nil, err
		}
		if n := len(events); n > 0 {
			entered[i] = events[n-1].At.Format("2006-01-02") + " " + events[n-1].Author
		}
		of[i], ratings[i] = p.reader.names.cases[id], len(rated)
	}
	both := func(name string, value func(int) any) { add(name, p.said(value(0)), p.said(value(1))) }
	both("history.field.participant.code", func(i int) any { return who[i].Code })
	both("history.field.participant.name", func(i int) any { return who[i].Name })
	both("history.field.participant.personnummer", func(i int) any { return skapa.WritePersonnummer(who[i].Personnummer) })
	both("history.field.participant.birth_year", func(i int) any { return who[i].BirthYear })
	both("history.field.participant.sex", func(i int) any { return who[i].Sex })
	both("history.field.participant.municipality", func(i int) any { return who[i].Municipality })
	both("history.field.assignment.team", func(i int) any { return of[i].Team })
	both("history.field.assignment.supervisor", func(i int) any { return of[i].Supervisor })
	both("history.field.participant.start", func(i int) any { return who[i].Start })
	both("history.field.participant.finish", func(i int) any { return of[i].Finish })
	*facts = append(*facts, fact{p.Words.Kind("assessment"), []string{p.Words.Number(ratings[0]), p.Words.Number(ratings[1])}})
	add("unsettled.entered", entered[:]...)
	return *facts, nil
}

// said says a value that is no revision's.
func (p *Page) said(value any) string {
	if number, is := value.(int); is && number != 0 {
		return fmt.Sprint(number)
	}
	if value == nil || reflect.ValueOf(value).IsZero() {
		return "–"
	}
	return p.reader.teller.Value(store.Revision{}, value)
}

// joined shows two things that were joined, to be told apart again.
func (p *Page) joined(m matter) fyne.CanvasObject {
	w := p.Words
	split := p.deciding(w.T("unsettled.split"), w.T("unsettled.splitDone"), func(ctx context.Context) error { return p.Store.Split(ctx, m.joined.ID) })
	facts := []fact{{w.T("unsettled.one"), []string{m.joined.OneLabel}}, {w.T("unsettled.other"), []string{m.joined.OtherLabel}}}
	return compare(w, []face{{}}, facts, []fyne.CanvasObject{split})
}
