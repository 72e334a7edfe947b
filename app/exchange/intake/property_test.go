package intake

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// truth is what a random table says of one participant.
type truth struct {
	skapa.Participant
	ratings []skapa.Assessment
}

// people invents participants with ratings.
func people(r *rand.Rand, n int) (all []truth) {
	in := assets.Instrument()
	for i := range n {
		p := truth{Participant: skapa.Participant{
			Code: fmt.Sprintf("X-%d", i), Name: []string{"Åsa Öberg", "Bo \"Bosse\" Ek", "Çağla O'Neill; jr"}[r.IntN(3)], BirthYear: 1960 + r.IntN(45),
			Sex: skapa.Sexes[r.IntN(len(skapa.Sexes))], Start: date("2025-01-01").Add(r.IntN(100)),
		}}
		day := p.Start
		for range r.IntN(4) {
			day = day.Add(1 + r.IntN(90))
			a := skapa.Assessment{Date: day, Rater: skapa.Raters[r.IntN(2)], Answers: map[string]skapa.Step{}}
			for _, item := range in.ItemsFor(a.Rater) {
				if step := skapa.Step(r.IntN(7) - 1); step != skapa.NotAsked {
					a.Answers[item.ID] = step
				}
			}
			if len(a.Answers) > 0 {
				p.ratings = append(p.ratings, a)
			}
		}
		all = append(all, p)
	}
	return all
}

// written gives a date in one of the ways that people write it.
func written(r *rand.Rand, d skapa.Date) string {
	layout := []string{"2006-01-02", "20060102", "060102", "02/01/2006", "2.1.2006", " 2006-01-02 ", "2006-01-02 00:00:00"}[r.IntN(7)]
	return d.Time().Format(layout)
}

func answered(r *rand.Rand, s skapa.Step) string {
	switch {
	case s == skapa.NotAsked:
		return ""
	case s == skapa.Declined:
		return []string{"vet ej", "Vill ej svara", "-", "don't know"}[r.IntN(4)]
	}
	return fmt.Sprintf([]string{"%d", "%d,0", " %d", "%d.0"}[r.IntN(4)], s)
}

// quoted writes a cell of a CSV file.
func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// rows gives the cells of a table, its header first.
func rows(r *rand.Rand, all []truth) [][]string {
	in := assets.Instrument()
	header := []string{"Kod", "Namn", "Födelseår", "Kön", "Start", "Datum", "Skattare"}
	for _, item := range in.Items {
		if item.Area == "" {
			header = append(header, "Tilltro")
		} else {
			header = append(header, in.AreaName(item.Area, "sv"))
		}
	}
	table := [][]string{header}
	for _, p := range all {
		sex := map[skapa.Sex]string{skapa.Woman: "K", skapa.Man: "man", skapa.OtherSex: "Annat"}[p.Sex]
		facts := []string{p.Code, p.Name, fmt.Sprint(p.BirthYear), sex, written(r, p.Start)}
		if len(p.ratings) == 0 {
			table = append(table, append(facts, "", "", "", "", "", "", "", "", ""))
		}
		for _, a := range p.ratings {
			row := append(slices.Clone(facts), written(r, a.Date), map[skapa.Rater]string{skapa.Self: "Deltagare", skapa.BySupervisor: "handledare"}[a.Rater])
			for _, item := range in.Items {
				row = append(row, answered(r, a.Answers[item.ID]))
			}
			table = append(table, row)
		}
	}
	return table
}

func csv(table [][]string) string {
	var b strings.Builder
	for _, row := range table {
		for i, c := range row {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(quoted(c))
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// What a table says is in the workspace afterwards, whole and nothing else,
// however it is written and in whatever order its rows stand.
func TestEveryTableComesInWhole(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 1))
		all := people(r, 12)
		table := rows(r, all)
		r.Shuffle(len(table)-1, func(i, j int) { table[i+1], table[j+1] = table[j+1], table[i+1] })
		s := workspace(t)
		part := tableOf(t, table)
		if got := take(t, s, part); got.Refused > 0 || got.NewParticipants != len(all) {
			t.Fatalf("seed %d: %+v", seed, got)
		}
		for _, want := range all {
			p, err := s.ParticipantByCode(t.Context(), want.Code)
			must(t, err)
			if p.Name != want.Name || p.BirthYear != want.BirthYear || p.Sex != want.Sex || p.Start != want.Start {
				t.Errorf("seed %d: %+v is %+v", seed, want, p)
			}
			kept, err := s.Assessments(t.Context(), p.ID)
			must(t, err)
			if len(kept) != len(want.ratings) {
				t.Fatalf("seed %d: %s has %d ratings, not %d", seed, p.Code, len(kept), len(want.ratings))
			}
			for i, a := range want.ratings {
				if kept[i].Date != a.Date || kept[i].Rater != a.Rater || !maps.Equal(kept[i].Answers, a.Answers) {
					t.Errorf("seed %d: %+v is %+v", seed, a, kept[i])
				}
			}
		}
		if again := plan(t, s, part).Totals; again.Does() || again.Refused > 0 {
			t.Errorf("seed %d again: %+v", seed, again)
		}
	}
}

func tableOf(t *testing.T, cells [][]string) Part {
	t.Helper()
	return table(t, csv(cells))
}

// Whatever stands in a table, what the plan promises can be done, and done twice
// it changes nothing more.
func TestEveryPlanCanBeDone(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector, of one goroutine")
	}
	junk := []string{"", "-", "x", "2,5", "9", "2025-02-30", "2027-01-01", "1890", "18/02/25", "02/18/2025", "03/04/2025", "X-1", "X-2", "Handledare", "Deltagare", "#REF!",
		"=1+1", "vet ej", "Kova?evi?", "2025-01-01", "250301", "K", "man", strings.Repeat("å", 130), "45706", "\u200b", "Åsa Ek", "1990", "3"}
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 2))
		s := workspace(t)
		cells := rows(r, people(r, 5))
		if seed%2 == 0 {
			take(t, s, tableOf(t, cells)) // it is there already, when the table is spoilt
		}
		for range 1 + r.IntN(25) {
			row := cells[1+r.IntN(len(cells)-1)]
			row[r.IntN(len(row))] = junk[r.IntN(len(junk))]
		}
		if r.IntN(2) == 0 {
			cells = append(cells, slices.Clone(cells[1+r.IntN(len(cells)-1)]))
		}
		part := tableOf(t, cells)
		p := plan(t, s, part)
		if err := p.Apply(t.Context(), "x.csv", nil); err != nil {
			t.Errorf("seed %d: %+v: %v\n%s", seed, p.Totals, err, csv(cells))
			continue
		}
		again := plan(t, s, part)
		if again.Totals.Does() || again.Totals.Refused < p.Totals.Refused {
			t.Errorf("seed %d: %+v, and again %+v\n%s", seed, p.Totals, again.Totals, csv(cells))
		}
	}
}
