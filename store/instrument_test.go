package store

import (
	"context"
	"slices"
	"testing"

	"framsteg/assets"
)

// The newest version has the largest number, whatever order they came in.
func TestNewestInstrument(t *testing.T) {
	b := newBench(t)
	for _, number := range []int{10, 2} {
		in := assets.Instrument()
		in.Number = number
		must(t, insertInstrument(context.Background(), b.conn, in))
	}
	must(t, b.Save(t.Context()))
	b = b.reopen()
	all, err := b.Instruments(t.Context())
	must(t, err)
	var numbers []int
	for _, in := range all {
		numbers = append(numbers, in.Number)
	}
	if !slices.Equal(numbers, []int{1, 2, 10}) {
		t.Errorf("%v", numbers)
	}
	if in, err := b.NewestInstrument(t.Context()); err != nil || in.Number != 10 {
		t.Errorf("the newest is %v, %v", in.Version, err)
	}
}
