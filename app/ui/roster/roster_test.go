package roster

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

func many(n int) []store.Case {
	cases := make([]store.Case, n)
	for i := range cases {
		cases[i] = store.Case{ID: skapa.ID{byte(i >> 8), byte(i), 1}, Code: fmt.Sprintf("H-%d", 1001+i), Name: fmt.Sprintf("Åke %d", i), Supervisor: "Örjan Ek"}
	}
	return cases
}

// What is checked stays checked while something else is searched, and comes in
// the order of all.
func TestChosenOutlivesTheSearch(t *testing.T) {
	test.NewTempApp(t)
	cases := many(20)
	r := New(words.In("sv"), cases, store.Author{}, State{Scope: All})
	for _, code := range []string{"H-1012", "H-1003"} {
		r.search.SetText(code)
		r.toggle(0)
	}
	want := []skapa.ID{cases[2].ID, cases[11].ID}
	if got := r.Chosen(); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%v", got)
	}
	r.search.SetText("H-1003")
	r.checkAll(false)
	if got := r.Chosen(); len(got) != 1 || got[0] != want[1] {
		t.Errorf("after unchecking who is listed: %v", got)
	}
	again := New(words.In("sv"), cases, store.Author{}, r.State())
	if got := again.Chosen(); len(got) != 1 || again.search.Text != "H-1003" || len(again.shown) != 1 {
		t.Errorf("kept: %v, %q", got, again.search.Text)
	}
}

// BenchmarkKeystroke measures one in the search and one check, beside a frame.
func BenchmarkKeystroke(b *testing.B) {
	const frame = time.Second / 60
	test.NewTempApp(b)
	r := New(words.In("sv"), many(10_000), store.Author{}, State{Scope: All})
	r.checkAll(true)
	w := test.NewWindow(r)
	defer w.Close()
	w.Resize(fyne.NewSize(800, 600))
	for i := 0; b.Loop(); i++ {
		r.search.SetText([]string{"åke 9", "åke"}[i%2])
		r.toggle(0)
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(frame), "frames/op")
}
