// Package demo makes an example workspace: invented participants whose ratings
// behave like those of real ones. It writes through the store like any user.
package demo

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"time"

	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Options are the size of an example. The same options make the same file, to
// the byte.
type Options struct {
	Participants int // zero makes 300
	Years        int // how long the workspace has been in use; zero makes 2
	Seed         uint64
	End          skapa.Date // the last day that anything happened; zero is today
}

// Make makes an example workspace at path, where there must be nothing. There
// is still nothing until it is whole, and with an error.
func Make(ctx context.Context, path string, o Options) error {
	if o.Participants == 0 {
		o.Participants = 300
	}
	if o.Years == 0 {
		o.Years = 2
	}
	if o.End.IsZero() {
		o.End = skapa.DateIn(time.Now())
	}
	m := &maker{
		Rand: rand.New(rand.NewPCG(o.Seed, 0x5ca1ab1e)), in: assets.Instrument(),
		first: skapa.DateOf(o.End.Year()-o.Years, o.End.Month(), o.End.Day()), end: o.End,
	}
	m.now = m.first.Time().Add(7 * time.Hour)
	options := store.Options{
		Now: func() time.Time { return m.now }, NewID: m.newID, Device: m.newID(),
		Author: lead,
	}
	return store.Fill(ctx, path, m.in, options, func(inside context.Context, s *store.Store) error {
		m.store = s
		if err := m.hire(inside, o.Participants); err != nil {
			return err
		}
		for i := range o.Participants {
			m.live(i)
		}
		m.planDeparture()
		if err := m.run(inside, ctx); err != nil {
			return err
		}
		return m.savePlaces(inside)
	})
}

// lead is who sets the workspace up.
var lead = store.Author{Supervisor: "Birgitta Öhrn", Team: teams[0].name}

// maker makes one example.
type maker struct {
	*rand.Rand
	store      *store.Store
	in         skapa.Instrument
	first, end skapa.Date // the days between which everything happens
	now        time.Time
	ids        uint32               // given so far
	staff      [][]skapa.Supervisor // by team
	teams      []skapa.Team
	activities []skapa.Activity
	people     []*person
	events     []event
}

// event is something that happens at a time.
type event struct {
	at time.Time
	do func(context.Context) error
}

// on plans do for some time during a day, unless that is after the end.
func (m *maker) on(day skapa.Date, do func(context.Context) error) { m.at(8, day, do) }

// early plans do for a day before everything else of it.
func (m *maker) early(day skapa.Date, do func(context.Context) error) { m.at(0, day, do) }

func (m *maker) at(hour int, day skapa.Date, do func(context.Context) error) {
	if day > m.end {
		return
	}
	const eightHours = int(8 * time.Hour / time.Millisecond)
	at := day.Time().Add(time.Duration(hour)*time.Hour + time.Duration(m.IntN(eightHours))*time.Millisecond)
	m.events = append(m.events, event{at, do})
}

// run lets all events happen, in order, until stop is done.
func (m *maker) run(ctx, stop context.Context) error {
	slices.SortStableFunc(m.events, func(a, b event) int { return a.at.Compare(b.at) })
	for _, e := range m.events {
		if err := stop.Err(); err != nil {
			return err
		}
		m.now = e.at
		if err := e.do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// newID gives a UUID of version 7 whose random part counts, so that no two are
// equal.
func (m *maker) newID() (id skapa.ID) {
	binary.BigEndian.PutUint64(id[:], uint64(m.now.UnixMilli())<<16)
	m.ids++
	binary.BigEndian.PutUint32(id[6:], m.ids<<4)
	binary.BigEndian.PutUint64(id[8:], m.Uint64())
	binary.BigEndian.PutUint32(id[8:], m.ids)
	id[6] = 0x70 | id[6]&0x0f
	id[8] = 0x80 | id[8]&0x3f
	return id
}

// chance is true p times out of one.
func (m *maker) chance(p float64) bool { return m.Float64() < p }

// between gives a whole number from low to high.
func (m *maker) between(low, high int) int { return low + m.IntN(high-low+1) }

func pick[T any](m *maker, from []T) T { return from[m.IntN(len(from))] }
