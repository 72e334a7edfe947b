package skapa_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"framsteg/store/skapa"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2026-11-21", "2026-11-21"},
		{" 20261121 ", "2026-11-21"},
		{"2024-02-29", "2024-02-29"},
		{"1900-01-01", "1900-01-01"},
		{"2199-12-31", "2199-12-31"},
	} {
		if d, err := skapa.ParseDate(c.text); err != nil || d.String() != c.want {
			t.Errorf("%q is %q, %v; not %s", c.text, d, err, c.want)
		}
	}
	for _, text := range []string{"", "2025-02-29", "2026-13-01", "2026-11-31", "21/11", "idag", "1899-12-31", "2200-01-01", "2026-11-21T10:00", "2026-1-1"} {
		_, err := skapa.ParseDate(text)
		if !errors.Is(err, &skapa.Problem{Key: "error.date.unreadable"}) {
			t.Errorf("%q gives %v", text, err)
		}
	}
}

// A date is what time.Time says it is, and goes through a database whole.
func TestDateAgreesWithTime(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		day := time.Date(1900, 1, 1+random.IntN(109_000), 0, 0, 0, 0, time.UTC)
		d := skapa.DateOf(day.Date())
		n := random.IntN(5000) - 2500
		switch {
		case !d.Time().Equal(day), d.Year() != day.Year(), d.Month() != day.Month(), d.Day() != day.Day():
			t.Fatalf("%v is %v", day, d)
		case d.Add(n).Time() != day.AddDate(0, 0, n):
			t.Fatalf("%v and %d days is %v", day, n, d.Add(n))
		case d.Add(n).DaysSince(d) != n:
			t.Fatalf("from %v to %v are %d days, not %d", d, d.Add(n), d.Add(n).DaysSince(d), n)
		}
		value, err := d.Value()
		var back skapa.Date
		if err != nil || back.Scan(value) != nil || back != d {
			t.Fatalf("%v comes back from a database as %v", d, back)
		}
	}
}

// The date of an instant is that of its zone, not that of Greenwich.
func TestDateInAZone(t *testing.T) {
	late := time.Date(2026, 11, 21, 23, 30, 0, 0, time.FixedZone("west", -5*3600))
	if d := skapa.DateIn(late); d.String() != "2026-11-21" {
		t.Errorf("the date is %s", d)
	}
}

func TestNoDateIsNull(t *testing.T) {
	var d skapa.Date
	value, err := d.Value()
	if value != nil || err != nil || d.String() != "" || !d.IsZero() {
		t.Errorf("no date is %v, %v, %q", value, err, d)
	}
	d = skapa.LastDate
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("NULL is %v, %v", d, err)
	}
	if err := d.Scan(int64(7)); err == nil {
		t.Error("a number is a date")
	}
}

// What no store wrote is refused as what it is: nobody typed it.
func TestNoOtherTextIsADate(t *testing.T) {
	for _, text := range []string{"", "1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "2026-02-29", "2026-11-31", "2026-13-01",
		"2026-00-10", "2026-10-00", "20261121", " 2026-11-21", "2026-11-21 ", "2026/11/21", "2026-1-211", "+026-11-21", "２０２６-11"} {
		var d skapa.Date
		err := d.Scan(text)
		if err == nil || errors.Is(err, &skapa.Problem{Key: "error.date.unreadable"}) {
			t.Errorf("%q is %q, %v", text, d, err)
		}
	}
}

func BenchmarkScanDate(b *testing.B) {
	var d skapa.Date
	for b.Loop() {
		if err := d.Scan("2026-11-21"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestIDInADatabase(t *testing.T) {
	id := skapa.ID{1, 2, 15: 255}
	value, err := id.Value()
	var back skapa.ID
	if err != nil || back.Scan(value) != nil || back != id {
		t.Errorf("%v comes back as %v", id, back)
	}
	if value, _ := (skapa.ID{}).Value(); value != nil {
		t.Errorf("no id is %v", value)
	}
	for _, wrong := range []any{[]byte{1, 2}, make([]byte, 16), "text", int64(1)} {
		if back.Scan(wrong) == nil {
			t.Errorf("%v is an id", wrong)
		}
	}
}
