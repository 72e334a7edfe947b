package report

import (
	"cmp"
	"slices"
	"sort"

	"framsteg/app/chart"
	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// pictures are those of a sheet, drawn once for all looks of a width.
type pictures map[picture]scene.Scene

// picture names one: a profile, or the development of some areas with a number of
// activities.
type picture struct {
	profile         bool
	from, to, shows int
}

func (p parts) options() chart.Options {
	return chart.Options{Words: p.words, Width: p.units, Print: true, Plain: p.look.large}
}

// development sets the tracks of all areas; in large print, in which a page has no
// room for them, in two halves.
func (p parts) development() {
	all := len(p.Progress.Areas)
	if !p.look.large {
		p.tracks(0, all)
		return
	}
	p.tracks(0, all/2)
	p.tracks(all/2, all)
}

// tracks sets a picture of some areas. Activities that its page has no room for
// are left to the list of them, the oldest first.
func (p parts) tracks(from, to int) {
	some := p.Progress
	some.Areas = some.Areas[from:to]
	newest := slices.SortedStableFunc(slices.Values(p.Activities), func(a, b skapa.NamedParticipation) int { return cmp.Compare(b.Start, a.Start) })
	note := leading * p.cell * 2
	draw := func(shown int) scene.Scene {
		return p.drawn.once(picture{from: from, to: to, shows: shown}, func() scene.Scene { return chart.Progress(some, newest[:shown], p.options()) })
	}
	fits := func(shown int) bool {
		s, room := draw(shown), bottom-p.y
		if shown < len(newest) {
			room -= note
		}
		return s.H*width/s.W <= room
	}
	p.space(p.gap / 2)
	shown := len(newest)
	if !fits(shown) && !fits(0) {
		p.turn()
	}
	if !fits(shown) {
		shown = sort.Search(shown, func(i int) bool { return !fits(i + 1) })
	}
	p.figure(draw(shown), pdf.Heading2)
	if left := len(newest) - shown; left > 0 {
		p.paragraph(pdf.Paragraph, p.muted(), p.words.N("report.more", left))
	}
}

// profile sets where the participant stands: by their own answers, where there are
// any. It may be a little smaller where its two parts stand beside each other then.
func (p parts) profile() {
	p.space(p.gap / 2)
	p.figure(p.drawn.once(picture{profile: true}, func() scene.Scene {
		o := p.options()
		if !rated(p.Progress, skapa.Self) {
			o.Rater = skapa.BySupervisor
		}
		s := chart.Profile(p.Progress, o)
		if o.Width *= 1.02; !p.look.large {
			if smaller := chart.Profile(p.Progress, o); smaller.H*s.W < s.H*smaller.W {
				return smaller
			}
		}
		return s
	}), pdf.Heading2)
}

func (p pictures) once(which picture, draw func() scene.Scene) scene.Scene {
	s, drawn := p[which]
	if !drawn {
		s = draw()
		p[which] = s
	}
	return s
}

// rated tells whether a rater has given any step.
func rated(p progress.Progress, r skapa.Rater) bool {
	return slices.ContainsFunc(p.Areas, func(a progress.Area) bool { return len(a.Line(r).Rated()) > 0 })
}

// figure sets a picture as wide as the text, or as high as a page if it is
// higher then and can't be cut. Its title becomes a heading of the page.
func (f *flow) figure(s scene.Scene, heading pdf.Role) {
	const page = bottom - top
	title, ops := titleOf(s)
	alt := s.Description
	for _, part := range cut(ops, s.H, page*s.W/width) {
		scale := min(width/s.W, page/(part.to-part.from))
		f.need((part.to - part.from) * scale)
		corner := scene.Point{X: side + (width-s.W*scale)/2, Y: f.y - part.from*scale}
		if title != nil {
			f.leaf().tag(heading, "", func() { f.leaf().add(placed(title, corner, scale)) })
			title = nil
		}
		f.leaf().tag(pdf.Figure, alt, func() {
			for _, op := range part.ops {
				f.leaf().add(placed(op, corner, scale))
			}
		})
		f.y += (part.to - part.from) * scale
		alt = cmp.Or(s.Title, alt) // all was said with the first
	}
}

// band is a part of a picture, between two heights.
type band struct {
	from, to float64
	ops      []scene.Op
}

// cut divides a picture that is higher than most in two, where nothing is: as low
// as it can among the wide gaps of it. One without a gap stays whole.
func cut(ops []scene.Op, height, most float64) []band {
	all := band{0, height, ops}
	if height <= most {
		return []band{all}
	}
	spans := make([][2]float64, len(ops))
	for i, op := range ops {
		box := bounds(op)
		spans[i] = [2]float64{box.Y0, box.Y1}
	}
	type gap struct{ at, wide float64 }
	var gaps []gap
	widest := 0.0
	for _, s := range spans {
		next := height
		for _, o := range spans {
			if o[1] > s[1] {
				next = min(next, o[0])
			}
		}
		if s[1] <= most && height-s[1] <= most && next > s[1] {
			gaps = append(gaps, gap{s[1], next - s[1]})
			widest = max(widest, next-s[1])
		}
	}
	at := 0.0
	for _, g := range gaps {
		if g.wide >= widest*0.6 {
			at = max(at, g.at)
		}
	}
	if at == 0 {
		return []band{all}
	}
	above, below := band{0, at, nil}, band{at, height, nil}
	for i, op := range ops {
		if spans[i][1] <= at {
			above.ops = append(above.ops, op)
		} else {
			below.ops = append(below.ops, op)
		}
	}
	return []band{above, below}
}

func bounds(op scene.Op) scene.Rect {
	if text, is := op.(scene.Text); is {
		return text.Box()
	}
	return op.(scene.Path).Bounds()
}

// titleOf gives the text that is the title of a picture, nil when none is, and
// the rest of it.
func titleOf(s scene.Scene) (title scene.Op, rest []scene.Op) {
	for i, op := range s.Ops {
		if t, is := op.(scene.Text); is && t.Bold && t.String == s.Title {
			return op, append(append(rest, s.Ops[:i]...), s.Ops[i+1:]...)
		}
	}
	return nil, s.Ops
}

// placed gives op larger by a scale, with what was the origin in a corner.
func placed(op scene.Op, corner scene.Point, scale float64) scene.Op {
	at := func(p scene.Point) scene.Point { return scene.Point{X: corner.X + p.X*scale, Y: corner.Y + p.Y*scale} }
	switch op := op.(type) {
	case scene.Text:
		op.At, op.Size = at(op.At), op.Size*scale
		return op
	case scene.Path:
		outline := make(scene.Outline, len(op.Outline))
		for i, s := range op.Outline {
			for j := range s.Points() {
				s.P[j] = at(s.P[j])
			}
			outline[i] = s
		}
		op.Outline, op.Width = outline, op.Width*scale
		dash := make([]float64, len(op.Dash))
		for i, d := range op.Dash {
			dash[i] = d * scale
		}
		op.Dash = dash
		return op
	}
	return op
}
