package chart

import (
	"math"
	"strings"

	"framsteg/app/chart/scene"
)

// Measures of the names of the radar's axes, in dp.
const (
	nameLines = 15 // from one line of a name to the next
	nameAway  = 10 // from a corner to the name of its axis
	nameInset = 6  // how far inside its corner a name begins
)

// fit finds the largest radius that names in one line leave, else in two, else
// the least with names shortened.
func (r *radar) fit() {
	wide, high := r.right-r.left, r.bottom-r.top
	reach := 0.1
	for i := range r.axes() {
		reach = max(reach, r.way(i).X)
	}
	most := min(mostRadius, (high-2*nameRoom)/2)
	for lines := 1; lines <= 2; lines++ {
		rooms := [2]float64{math.Inf(1), math.Inf(1)}
		if lines == 2 {
			rooms = r.rooms(wide - 2*reach*leastRadius + 2*nameInset)
		}
		sides := r.names(rooms, lines)
		r.radius = max(leastRadius, min(most, (wide-sides[0]-sides[1]+2*nameInset)/(2*reach)))
		r.middle = scene.Point{X: r.left + max(0, sides[0]-nameInset) + reach*r.radius, Y: (r.top + r.bottom) / 2}
		r.middle.X += max(0, wide-sides[0]-sides[1]+2*nameInset-2*reach*r.radius) / 2
		if r.radius >= 0.9*most {
			break
		}
	}
	for i, a := range r.progress.Areas {
		if r.upright(i) {
			room := 2 * min(r.middle.X-r.left, r.right-r.middle.X)
			r.lines[i], r.whole[i] = wrap(r.areaName(a.Area), textBody, false, room, 2)
		}
	}
}

// rooms shares a width between the names left and right: each what it needs in
// two lines, or the wider side what is left.
func (r *radar) rooms(wide float64) [2]float64 {
	var need [2]float64
	for i, a := range r.progress.Areas {
		if !r.upright(i) {
			need[r.side(i)] = max(need[r.side(i)], narrowest(r.areaName(a.Area)))
		}
	}
	if spare := wide - need[0] - need[1]; spare >= 0 {
		return [2]float64{need[0] + spare/2, need[1] + spare/2}
	}
	if need[0] < need[1] {
		need[0] = min(need[0], wide/2)
		return [2]float64{need[0], wide - need[0]}
	}
	need[1] = min(need[1], wide/2)
	return [2]float64{wide - need[1], need[1]}
}

// narrowest is how wide a name is in the best two lines.
func narrowest(name string) float64 {
	least := scene.Width(name, textBody, false)
	for i, c := range name {
		if c == ' ' || c == '/' || c == '-' {
			first, second := strings.TrimSpace(name[:i+1]), name[i+1:]
			least = min(least, max(scene.Width(first, textBody, false), scene.Width(second, textBody, false)))
		}
	}
	return least + 0.01 // rounding
}

// side is 0 for the axes to the left, 1 for those to the right.
func (r *radar) side(axis int) int {
	if r.way(axis).X > 0 {
		return 1
	}
	return 0
}

// names breaks the names of the axes and gives how wide they are left and right.
func (r *radar) names(rooms [2]float64, most int) (sides [2]float64) {
	r.lines, r.whole = nil, nil
	for i, a := range r.progress.Areas {
		side := r.side(i)
		lines, whole := wrap(r.areaName(a.Area), textBody, false, rooms[side], most)
		r.lines, r.whole = append(r.lines, lines), append(r.whole, whole)
		if !r.upright(i) {
			sides[side] = max(sides[side], widest(lines))
		}
	}
	return sides
}

func widest(lines []string) float64 {
	width := 0.0
	for _, l := range lines {
		width = max(width, scene.Width(l, textBody, false))
	}
	return width
}

// axis writes the name of an axis outside its corner.
func (r *radar) axis(i int) {
	corner, way, lines := r.at(i, float64(r.rings())), r.way(i), r.lines[i]
	text := scene.Text{At: corner, Size: textBody, Colour: scene.Ink, Align: scene.Middle}
	if !r.upright(i) {
		text.Align, text.At.X = scene.Start, corner.X-nameInset
		if way.X < 0 {
			text.Align, text.At.X = scene.End, corner.X+nameInset
		}
	}
	if text.At.Y += nameAway + 9; way.Y < 0 {
		text.At.Y = corner.Y - nameAway - nameLines*float64(len(lines)-1)
	}
	var box scene.Rect
	for k, l := range lines {
		text.String = l
		r.add(text)
		if b := text.Box(); k == 0 {
			box = b
		} else {
			box = scene.Rect{X0: min(box.X0, b.X0), Y0: box.Y0, X1: max(box.X1, b.X1), Y1: b.Y1}
		}
		text.At.Y += nameLines
	}
	r.texts = append(r.texts, box)
	if !r.whole[i] {
		area := r.progress.Areas[i].Area
		r.aside(string(area)+onRadar, box.Grow(2), r.rowOf(i), r.areaName(area))
	}
}
