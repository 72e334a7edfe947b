package chart

import (
	"framsteg/app/chart/scene"
	"framsteg/store/skapa"
)

// Marks of the profile: a disc for the participant's own, a diamond for the
// supervisor; hollow for the first, filled for the latest, and one inside the
// other where these are the same.

func (p *profile) shape(r skapa.Rater, at scene.Point, size float64) (scene.Outline, scene.Token) {
	if r == skapa.Self {
		return scene.Disc(at, 4.7*size), scene.Self
	}
	return scene.Diamond(at, 5.8*size), scene.Supervisor
}

func (p *profile) filled(r skapa.Rater, at scene.Point, background scene.Token, size float64) {
	outline, colour := p.shape(r, at, size)
	p.add(scene.Path{Outline: outline, Fill: colour, Stroke: background, Width: 1.2})
}

func (p *profile) hollow(r skapa.Rater, at scene.Point, background scene.Token, size float64) {
	outline, colour := p.shape(r, at, size*0.95)
	p.add(scene.Path{Outline: outline, Fill: background, Stroke: colour, Width: 1.8})
}

func (p *profile) unmoved(r skapa.Rater, at scene.Point, background scene.Token, size float64) {
	outline, colour := p.shape(r, at, size*1.5)
	p.add(scene.Path{Outline: outline, Fill: background, Stroke: colour, Width: 1.8})
	inner, _ := p.shape(r, at, size*0.72)
	p.fill(inner, colour)
}

// span draws a rater's line along a row: dashed for the supervisor.
func (p *profile) span(r skapa.Rater, from, to, y float64) {
	path := scene.Path{Outline: scene.Line(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y}), Stroke: scene.Self, Width: 2}
	if r == skapa.BySupervisor {
		path.Stroke, path.Width, path.Dash = scene.Supervisor, 1.7, []float64{5, 3.5}
	}
	p.add(path)
}
