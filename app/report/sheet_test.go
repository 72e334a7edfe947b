package report

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// every gives a sheet for each state that a history can be in, and of random
// histories: 0–40 meetings, 0–30 activities, one day to ten years.
func every(histories uint64, do func(name string, s Sheet, w words.Words)) {
	states := map[string]Sheet{
		"no rating":        sheetOf(nil, referenceActivities()),
		"nothing":          sheetOf(nil, nil),
		"one meeting":      sheetOf(met(1, skapa.Raters...), nil),
		"two meetings":     sheetOf(met(2, skapa.Raters...), referenceActivities()[:1]),
		"only self":        sheetOf(met(8, skapa.Self), referenceActivities()),
		"only supervisor":  sheetOf(met(8, skapa.BySupervisor), referenceActivities()),
		"the usual":        reference(),
		"nobody follows":   {Participant: skapa.Participant{Code: "X"}, Progress: reference().Progress},
		"a long code":      {Participant: skapa.Participant{Code: strings.Repeat("W", skapa.MaxCode), Name: longNames[8]}, Progress: reference().Progress, Named: true},
		"refused all over": sheetOf(refused(), nil),
	}
	for name, s := range states {
		for _, lang := range words.Languages {
			for _, l := range []bool{false, true} {
				s.Large = l
				do(name, s, words.In(lang))
			}
		}
	}
	for seed := range histories {
		rng := rand.New(rand.NewPCG(seed, 4))
		in := []skapa.Instrument{assets.Instrument(), several(), wordy()}[seed%3]
		s := random(rng, in, rng.IntN(41), rng.IntN(31), int(math.Pow(3650, rng.Float64())))
		do("random", s, words.In(words.Languages[seed%2]))
	}
}

// refused gives two meetings at which nobody wanted to answer anything.
func refused() []skapa.Assessment {
	as := met(2, skapa.Raters...)
	for _, a := range as {
		for item := range a.Answers {
			a.Answers[item] = skapa.Declined
		}
	}
	return as
}

func TestEverySheet(t *testing.T) {
	every(60, func(name string, s Sheet, w words.Words) {
		c := check{T: t, Sheet: s}
		pages := s.flow(w).done()
		for i, p := range pages {
			c.page(p)
			c.texts(p.Scene)
			c.owned(p)
			for _, e := range p.Elements {
				if e.Role == pdf.Heading1 && i > 0 {
					t.Error("a title on a later page")
				}
			}
		}
		if titles := roles(pages, pdf.Heading1); len(titles) != 1 {
			t.Errorf("%d titles", len(titles))
		}
		for _, figure := range roles(pages, pdf.Figure) {
			if strings.TrimSpace(figure.Alt) == "" {
				t.Error("a picture without words")
			}
		}
		least, most := 2, 2
		if s.Large { // each in one or two parts
			least, most = 3, 4
		}
		if len(s.Progress.Moments) == 0 {
			least, most = 0, 0
		}
		if got := len(roles(pages, pdf.Figure)); got < least || got > most {
			t.Errorf("%d pictures of %d meetings", got, len(s.Progress.Moments))
		}
		if t.Failed() {
			t.Fatalf("%s: %d meetings, %d activities, large %t, %s", name, len(s.Progress.Moments), len(s.Activities), s.Large, w.Lang)
		}
	})
}

type check struct {
	*testing.T
	Sheet
	marks int // texts of a page that are in no element, beside those above and below it
}

// page: everything is inside the margins, and has a place that is a number.
func (c check) page(p pdf.Page) {
	const rounding = 1e-6
	page := scene.Rect{X0: side - rounding, Y0: 20, X1: side + width + rounding, Y1: pageHeight - 20}
	if p.Scene.W != pageWidth || p.Scene.H != pageHeight {
		c.Errorf("a page of %v × %v", p.Scene.W, p.Scene.H)
	}
	for _, op := range p.Scene.Ops {
		var box scene.Rect
		switch op := op.(type) {
		case scene.Text:
			if box = op.Box(); strings.TrimSpace(op.String) == "" {
				c.Errorf("an empty text at %v", op.At)
			}
			if least := map[bool]float64{false: 7.8, true: 13}[c.Large]; op.Size < least {
				c.Errorf("%q is %.1f points high", op.String, op.Size)
			}
		case scene.Path:
			box = op.Bounds()
			box.X0, box.X1 = max(box.X0, page.X0), min(box.X1, page.X1) // but for the width of a rule's line
			if out := op.Bounds(); out.X0 < page.X0-1 || out.X1 > page.X1+1 {
				c.Errorf("%+v leaves the margins", out)
			}
		}
		if !box.Within(page) { // NaN is within nothing
			c.Errorf("%v leaves the margins: %+v", box, op)
		}
	}
}

// texts: none meets another.
func (c check) texts(s scene.Scene) {
	var boxes []scene.Rect
	var texts []string
	for _, op := range s.Ops {
		text, is := op.(scene.Text)
		if !is {
			continue
		}
		box := text.Box()
		for i, other := range boxes {
			if box.Overlaps(other) {
				c.Errorf("%q at %v and %q at %v overlap", text.String, box, texts[i], other)
			}
		}
		boxes, texts = append(boxes, box), append(texts, text.String)
	}
}

// owned: every text is in one element, but those above and below the page.
func (c check) owned(p pdf.Page) {
	owners := make([]int, len(p.Scene.Ops))
	for _, e := range leaves(p.Elements) {
		if e.From < 0 || e.To < e.From || e.To > len(owners) {
			c.Errorf("%s %d…%d of %d", e.Role, e.From, e.To, len(owners))
			continue
		}
		for i := e.From; i < e.To; i++ {
			owners[i]++
		}
	}
	decoration := 0
	for i, op := range p.Scene.Ops {
		if _, text := op.(scene.Text); text && owners[i] == 0 {
			decoration++
		}
		if owners[i] > 1 {
			c.Errorf("%+v is in %d elements", op, owners[i])
		}
	}
	if decoration != 3+c.marks {
		c.Errorf("%d texts are in no element", decoration)
	}
}

func leaves(elements []pdf.Element) (all []pdf.Element) {
	for _, e := range elements {
		if len(e.Inside) == 0 {
			all = append(all, e)
		}
		all = append(all, leaves(e.Inside)...)
	}
	return all
}

// roles gives all elements of a role, wherever they are.
func roles(pages []pdf.Page, r pdf.Role) (all []pdf.Element) {
	var look func([]pdf.Element)
	look = func(elements []pdf.Element) {
		for _, e := range elements {
			if e.Role == r {
				all = append(all, e)
			}
			look(e.Inside)
		}
	}
	for _, p := range pages {
		look(p.Elements)
	}
	return all
}

// The name is there only where it is asked for, and nothing else of the person.
func TestWhatIsNotOnASheet(t *testing.T) {
	s := reference()
	s.Participant.BirthYear, s.Participant.Municipality, s.Participant.TargetGroup = 1991, "Hylte", "Långtidssjukskrivna"
	as := met(8, skapa.Raters...)
	as[0].Comment = "Har ont i ryggen."
	s.Progress = sheetOf(as, nil).Progress
	for _, named := range []bool{false, true} {
		s.Named = named
		text := all(s.flow(words.In("sv")).done())
		if strings.Contains(text, "Åsa Öberg") != named {
			t.Errorf("named %t, and it is not so", named)
		}
		for _, never := range []string{"1991", "Hylte", "Långtid", "ryggen", "12 månader"} {
			if strings.Contains(text, never) {
				t.Errorf("%q is there", never)
			}
		}
		document, err := s.PDF(words.In("sv"))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(document), "Karin") {
			t.Error("the file names an author")
		}
	}
}

// all gives every text of some pages.
func all(pages []pdf.Page) string {
	var texts []string
	for _, p := range pages {
		texts = append(texts, p.Scene.Description)
		for _, op := range p.Scene.Ops {
			if text, is := op.(scene.Text); is {
				texts = append(texts, strings.TrimSpace(text.String))
			}
		}
		for _, e := range leaves(p.Elements) {
			texts = append(texts, e.Alt)
		}
	}
	return strings.ReplaceAll(strings.Join(texts, " "), "\u00a0", " ")
}
