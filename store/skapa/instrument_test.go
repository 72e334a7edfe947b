package skapa_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// The first instrument is that of field.md: six areas, one item each for each
// rater, five steps, and the supervisor's tilltro last.
func TestFirstInstrument(t *testing.T) {
	in := assets.Instrument()
	var areas []skapa.Area
	for _, a := range in.Areas {
		areas = append(areas, a.Area)
	}
	if !slices.Equal(areas, skapa.Areas) {
		t.Errorf("the areas are %v", areas)
	}
	if self, supervisor := in.ItemsFor(skapa.Self), in.ItemsFor(skapa.BySupervisor); len(self) != 6 || len(supervisor) != 7 || supervisor[6].Area != "" {
		t.Errorf("the participant is asked %d items, the supervisor %d", len(self), len(supervisor))
	}
	for step, want := range map[skapa.Step]string{1: "Inte alls", 5: "I mycket hög grad", skapa.Declined: "Vet ej / vill ej svara", skapa.NotAsked: "", 6: ""} {
		if got := in.StepName(step, "sv"); got != want {
			t.Errorf("step %d is called %q, not %q", step, got, want)
		}
	}
	if got := in.AreaName(skapa.Everyday, "en"); got != "Everyday life/network" {
		t.Errorf("the area is called %q", got)
	}
	if got := in.AreaName(skapa.Health, "fi"); got != "Hälsa" {
		t.Errorf("a language without texts gives %q", got)
	}
	for _, item := range in.Items {
		for _, r := range skapa.Raters {
			if item.AsksOf(r) && (item.Question[r]["sv"] == "" || item.Question[r]["en"] == "") {
				t.Errorf("%s has no question to %s in one of the languages", item.ID, r)
			}
		}
	}
}

// An instrument that answers could not be understood with is refused.
func TestInstrumentIsRefused(t *testing.T) {
	for name, change := range map[string]func(*skapa.Instrument){
		"no name":              func(in *skapa.Instrument) { in.Name = "" },
		"no version":           func(in *skapa.Instrument) { in.Number = 0 },
		"one step":             func(in *skapa.Instrument) { in.Steps = in.Steps[:1] },
		"ten steps":            func(in *skapa.Instrument) { in.Steps = slices.Repeat(in.Steps, 2) },
		"five areas":           func(in *skapa.Instrument) { in.Areas = in.Areas[:5] },
		"areas out of order":   func(in *skapa.Instrument) { in.Areas[0], in.Areas[1] = in.Areas[1], in.Areas[0] },
		"an item twice":        func(in *skapa.Instrument) { in.Items[1].ID = in.Items[0].ID },
		"an item for nobody":   func(in *skapa.Instrument) { in.Items[0].Question = nil },
		"an unknown area":      func(in *skapa.Instrument) { in.Items[0].Area = "luck" },
		"an unknown rater":     func(in *skapa.Instrument) { in.Items[0].Question["boss"] = skapa.Text{"sv": "Jaså?"} },
		"no Swedish question":  func(in *skapa.Instrument) { in.Items[0].Question[skapa.Self] = skapa.Text{"en": "Well?"} },
		"an item without name": func(in *skapa.Instrument) { in.Items[0].ID = "" },
		"a name too long":      func(in *skapa.Instrument) { in.Name = strings.Repeat("x", 121) },
		"seven areas":          func(in *skapa.Instrument) { in.Areas = append(in.Areas, in.Areas[0]) },
		"no items":             func(in *skapa.Instrument) { in.Items = nil },
		"too many items":       func(in *skapa.Instrument) { addItems(in, 61-len(in.Items)) },
		"nothing for oneself": func(in *skapa.Instrument) {
			for _, item := range in.Items {
				delete(item.Question, skapa.Self)
			}
		},
		"an item named as a field": func(in *skapa.Instrument) { in.Items[0].ID = "comment" },
		"an item in capitals":      func(in *skapa.Instrument) { in.Items[0].ID = "Health" },
		"an item named by digits":  func(in *skapa.Instrument) { in.Items[0].ID = "1" },
		"an item of two lines":     func(in *skapa.Instrument) { in.Items[0].ID = "a\n" },
		"an item's name too long":  func(in *skapa.Instrument) { in.Items[0].ID = strings.Repeat("a", 41) },
		"a step without Swedish":   func(in *skapa.Instrument) { in.Steps[2] = skapa.Text{"en": "Partly"} },
		"no word for declining":    func(in *skapa.Instrument) { in.Declined = nil },
		"an area not short":        func(in *skapa.Instrument) { in.Areas[3].Short = nil },
		"an endless step":          func(in *skapa.Instrument) { in.Steps[0]["en"] = strings.Repeat("å", 501) },
		"a question upside down":   func(in *skapa.Instrument) { in.Items[0].Question[skapa.Self]["sv"] = "Jag \u202egnimoc" },
		"a question of two lines":  func(in *skapa.Instrument) { in.Items[0].Question[skapa.Self]["sv"] = "Jag\nvet" },
		"a text of nothing":        func(in *skapa.Instrument) { in.Steps[0]["fi"] = "" },
		"too large a whole": func(in *skapa.Instrument) {
			addItems(in, 60-len(in.Items))
			for _, item := range in.Items {
				for _, question := range item.Question {
					for i := range 40 {
						question[fmt.Sprint(i)] = strings.Repeat("å", 500)
					}
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			in := assets.Instrument()
			change(&in)
			data, err := json.Marshal(in)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := skapa.ParseInstrument(data); err == nil {
				t.Error("it is taken")
			}
		})
	}
	if _, err := skapa.ParseInstrument([]byte("{")); err == nil {
		t.Error("half a file is taken")
	}
}

// addItems adds n items that are put to the participant.
func addItems(in *skapa.Instrument, n int) {
	for i := range n {
		in.Items = append(in.Items, skapa.Item{
			ID: fmt.Sprint("more-", i), Area: skapa.Health,
			Question: map[skapa.Rater]skapa.Text{skapa.Self: {"sv": strings.Repeat("å", 500)}},
		})
	}
}

func TestLargestInstrument(t *testing.T) {
	in := assets.Instrument()
	addItems(&in, 60-len(in.Items))
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if read, err := skapa.ParseInstrument(data); err != nil || len(read.Items) != 60 {
		t.Errorf("it reads %d items, %v", len(read.Items), err)
	}
}

// Several items may ask about one area.
func TestSeveralItemsInAnArea(t *testing.T) {
	in := assets.Instrument()
	in.Items = append(in.Items, skapa.Item{ID: "sleep", Area: skapa.Health, Question: map[skapa.Rater]skapa.Text{skapa.Self: {"sv": "Jag sover bra."}}})
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	read, err := skapa.ParseInstrument(data)
	if err != nil || len(read.ItemsFor(skapa.Self)) != 7 {
		t.Errorf("it reads %d items, %v", len(read.ItemsFor(skapa.Self)), err)
	}
}
