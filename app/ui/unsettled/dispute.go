package unsettled

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// dispute shows the sides of a conflict, each to be kept.
func (p *Page) dispute(m matter) fyne.CanvasObject {
	w := p.Words
	var faces []face
	var authors, keep []fyne.CanvasObject
	for _, side := range m.sides {
		f := face{title: side.Author}
		if !side.At.IsZero() {
			f.below = append(f.below, side.At.Format(words.ToMinute))
		}
		if !m.unseen.ID.IsZero() && !side.Standing {
			f.below = append(f.below, w.T("unsettled.unseen.of", words.Args{"Label": m.unseen.Label}))
		}
		if side.Standing {
			f.below = append(f.below, w.T("unsettled.stands"))
		}
		faces = append(faces, f)
		authors = append(authors, text(side.Author, true))
		keep = append(keep, p.deciding(w.T("unsettled.keep"), w.T("unsettled.settled"), func(ctx context.Context) error {
			if !m.unseen.ID.IsZero() {
				return p.Store.Settle(ctx, m.unseen, !side.Standing)
			}
			return p.Store.Resolve(ctx, m.conflict, side.Rev)
		}))
	}
	return compare(w, faces, p.disputed(m), authors, keep)
}

// disputed gives what the sides of a conflict say.
func (p *Page) disputed(m matter) (facts []fact) {
	w, t := p.Words, p.reader.teller
	add := func(name string, of func(store.Side) string) {
		f := fact{name: name}
		for _, side := range m.sides {
			f.said = append(f.said, of(side))
		}
		facts = append(facts, f)
	}
	if slices.ContainsFunc(m.sides, func(s store.Side) bool { return s.Deleted }) {
		add(w.T("unsettled.there"), func(s store.Side) string {
			if s.Deleted {
				return w.T("unsettled.removed")
			}
			return w.T("unsettled.kept")
		})
	}
	fields := map[string]bool{}
	for _, side := range m.sides {
		r := revision(m, side)
		for _, f := range t.Fields(r) {
			if fields[f.Name] || blank(m, f.Name) {
				continue
			}
			fields[f.Name] = true
			add(t.Name(r, f), func(s store.Side) string { return t.Value(revision(m, s), revision(m, s).Value(f.Name)) })
		}
	}
	if slices.ContainsFunc(m.sides, func(s store.Side) bool { return s.Reason != "" }) {
		add(w.T("unsettled.reason"), func(s store.Side) string { return t.Value(revision(m, s), s.Reason) })
	}
	return facts
}

// blank tells whether no side says anything of a field.
func blank(m matter, field string) bool {
	return !slices.ContainsFunc(m.sides, func(s store.Side) bool {
		value := revision(m, s).Value(field)
		return value != nil && !reflect.ValueOf(value).IsZero()
	})
}

// revision gives a side as the history tells it.
func revision(m matter, side store.Side) store.Revision {
	return store.Revision{Kind: m.thing, ID: m.conflict.ID, Day: side.Day, Now: side.Fields}
}

// about says which thing a conflict is about, where that is one of several.
func (p *Page) about(m matter) string {
	kind := p.Words.T("unsettled.kind." + m.conflict.Kind)
	r := revision(m, m.sides[0])
	switch m.conflict.Kind {
	case "assessment", "participation", "pause", "period", "followup", "goal", "assignment":
		return p.reader.teller.What(r)
	case "comment", "raising":
		history, err := p.Store.AssessmentHistory(context.Background(), m.conflict.ID)
		if err != nil {
			return kind
		}
		r.Day, r.Now = history[0].Date, []store.Field{{Name: "rater", Value: history[0].Rater}}
		return kind + " – " + p.reader.teller.What(r)
	}
	return kind
}

// deciding makes a button that settles something, says so, and goes on to the next.
func (p *Page) deciding(text, said string, settle func(context.Context) error) *widget.Button {
	return widget.NewButton(text, nil, func() {
		p.Save(settle, func(err error) {
			p.Report(err)
			p.Reload()
		}, func() {
			p.Tell(said)
			p.goOn()
		})
	})
}

func (p *Page) introduce(m matter) string {
	w := p.Words
	switch {
	case !m.unseen.ID.IsZero():
		return w.T("unsettled.unseen.text", words.Args{"Label": m.unseen.Label})
	case m.sides != nil:
		return w.T("unsettled.dispute.text")
	case m.by != "":
		return w.T("unsettled.double."+m.thing+"."+m.by) + " " + w.T("unsettled.double.text")
	}
	return w.T("unsettled.joined.text", words.Args{"When": m.when.Format(words.ToMinute), "Who": m.who})
}
