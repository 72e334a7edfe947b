package raster

import (
	"image"
	"image/draw"
	"math"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"framsteg/app/chart/scene"
)

// brush paints on one image. It takes every path in a box of its own, because
// a rasterizer clears and reads all of its area for each path.
type brush struct {
	img     *image.RGBA
	palette scene.Palette
	scale   float64
	box     image.Rectangle // where the current path lies
	area    vector.Rasterizer
	mask    []byte // how much of each pixel of the box the path covers, of 255
	pen     *rasterx.Dasher
}

// edges lets a pen draw the edges of its line into the area of a brush.
type edges struct {
	rasterx.Scanner // for what a brush does itself
	area            *vector.Rasterizer
}

func (e edges) Start(p fixed.Point26_6) { e.area.MoveTo(pixels(p)) }
func (e edges) Line(p fixed.Point26_6)  { e.area.LineTo(pixels(p)) }

func newBrush(img *image.RGBA, p scene.Palette, scale float64) *brush {
	b := &brush{img: img, palette: p, scale: scale}
	b.pen = rasterx.NewDasher(1, 1, edges{rasterx.NewScannerGV(1, 1, img, image.Rectangle{}), &b.area})
	return b
}

func (b *brush) path(p scene.Path) {
	if p.Crisp && b.crisp(p) {
		return
	}
	if p.Fill != scene.None && b.open(p.Outline.Bounds()) {
		b.outline(p.Outline, scene.Point{}, b.scale)
		b.fill(p.Fill)
	}
	if p.Stroke != scene.None && b.open(p.Bounds().Grow(1)) {
		b.stroke(p)
	}
}

// open begins a path in the box with bounds in dp, and tells whether any of it
// is on the image.
func (b *brush) open(bounds scene.Rect) bool {
	b.box = image.Rect(
		int(math.Floor(bounds.X0*b.scale)), int(math.Floor(bounds.Y0*b.scale)),
		int(math.Ceil(bounds.X1*b.scale)), int(math.Ceil(bounds.Y1*b.scale))).Intersect(b.img.Bounds())
	b.area.Reset(b.box.Dx(), b.box.Dy())
	b.area.DrawOp = draw.Src
	return !b.box.Empty()
}

// outline adds o, from a place in pixels and enlarged, to the area.
func (b *brush) outline(o scene.Outline, at scene.Point, scale float64) {
	dx, dy := at.X-float64(b.box.Min.X), at.Y-float64(b.box.Min.Y)
	var p [3][2]float32
	for i := range o {
		for j, q := range o[i].Points() {
			p[j] = [2]float32{float32(q.X*scale + dx), float32(q.Y*scale + dy)}
		}
		switch o[i].Verb {
		case scene.MoveTo:
			b.area.MoveTo(p[0][0], p[0][1])
		case scene.LineTo:
			b.area.LineTo(p[0][0], p[0][1])
		case scene.QuadTo:
			b.area.QuadTo(p[0][0], p[0][1], p[1][0], p[1][1])
		case scene.CubeTo:
			b.area.CubeTo(p[0][0], p[0][1], p[1][0], p[1][1], p[2][0], p[2][1])
		case scene.Close:
			b.area.ClosePath()
		}
	}
}

// fill paints the pixels of the box as far as the path covers them. The image
// is opaque everywhere.
func (b *brush) fill(t scene.Token) {
	w, h := b.box.Dx(), b.box.Dy()
	if len(b.mask) < w*h {
		b.mask = make([]byte, w*h)
	}
	mask := image.Alpha{Pix: b.mask[:w*h], Stride: w, Rect: image.Rect(0, 0, w, h)}
	b.area.Draw(&mask, mask.Rect, image.Opaque, image.Point{})
	c := b.palette[t]
	for y := range h {
		row := b.img.Pix[b.img.PixOffset(b.box.Min.X, b.box.Min.Y+y):]
		for x, cover := range mask.Pix[y*w : (y+1)*w] {
			switch cover {
			case 0:
			case 255:
				p := row[4*x : 4*x+4 : 4*x+4]
				p[0], p[1], p[2] = c.R, c.G, c.B
			default:
				p := row[4*x : 4*x+4 : 4*x+4]
				p[0], p[1], p[2] = blend(p[0], c.R, cover), blend(p[1], c.G, cover), blend(p[2], c.B, cover)
			}
		}
	}
}

func blend(under, over, cover uint8) uint8 {
	return uint8((uint32(under)*(255-uint32(cover)) + uint32(over)*uint32(cover) + 127) / 255)
}

func (b *brush) stroke(p scene.Path) {
	dash := make([]float64, len(p.Dash))
	for i, d := range p.Dash {
		dash[i] = math.Round(d*b.scale*64) / 64 // what the pen cuts off would add up
	}
	b.pen.SetStroke(units(p.Width*b.scale), units(4), rasterx.ButtCap, nil, rasterx.RoundGap, rasterx.Round, dash, 0)
	place := func(q scene.Point) fixed.Point26_6 {
		return fixed.Point26_6{X: units(q.X*b.scale - float64(b.box.Min.X)), Y: units(q.Y*b.scale - float64(b.box.Min.Y))}
	}
	inside := false
	for _, s := range p.Outline {
		switch s.Verb {
		case scene.MoveTo:
			if inside {
				b.pen.Stop(false)
			}
			b.pen.Start(place(s.P[0]))
		case scene.LineTo:
			b.pen.Line(place(s.P[0]))
		case scene.QuadTo:
			b.pen.QuadBezier(place(s.P[0]), place(s.P[1]))
		case scene.CubeTo:
			b.pen.CubeBezier(place(s.P[0]), place(s.P[1]), place(s.P[2]))
		case scene.Close:
			b.pen.Stop(true)
		}
		inside = s.Verb != scene.Close
	}
	if inside {
		b.pen.Stop(false)
	}
	b.fill(p.Stroke)
}

func units(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * 64)) }

func pixels(p fixed.Point26_6) (x, y float32) { return float32(p.X) / 64, float32(p.Y) / 64 }

// text paints all letters as one shape, its baseline on a whole pixel.
func (b *brush) text(t scene.Text) {
	if t.String == "" || !b.open(t.Box().Grow(t.Size/4)) {
		return
	}
	at := scene.Point{X: t.Left() * b.scale, Y: math.Round(t.At.Y * b.scale)}
	for _, r := range t.String {
		g := scene.GlyphOf(r, t.Bold)
		b.outline(g.Outline, at, t.Size*b.scale)
		at.X += g.Advance * t.Size * b.scale
	}
	b.fill(t.Colour)
}

// rect paints whole pixels.
func (b *brush) rect(r image.Rectangle, t scene.Token) {
	draw.Draw(b.img, r, image.NewUniform(b.palette[t]), image.Point{}, draw.Src)
}

// crisp paints a straight stroke along an axis on whole pixels, at least one
// wide, and tells whether p is such a one.
func (b *brush) crisp(p scene.Path) bool {
	if len(p.Outline) != 2 || p.Fill != scene.None {
		return false
	}
	from, to := p.Outline[0].P[0], p.Outline[1].P[0]
	if from.X != to.X && from.Y != to.Y {
		return false
	}
	width := max(1, math.Floor(p.Width*b.scale+0.4)) // thin at 1.5
	dash := p.Dash
	length := math.Abs(to.X-from.X) + math.Abs(to.Y-from.Y)
	if len(dash) == 0 {
		dash = []float64{length, 0}
	}
	for i, at := 0, 0.0; at < length; i++ {
		end := min(at+dash[i%len(dash)], length)
		if i%2 == 0 {
			b.piece(from, to, at, end, width, p.Stroke)
		}
		at = end
		if dash[i%len(dash)] == 0 && i%2 == 0 {
			return true // a dash that never ends
		}
	}
	return true
}

// piece paints the part of an axis-parallel line between two distances from
// its beginning.
func (b *brush) piece(from, to scene.Point, start, end, width float64, t scene.Token) {
	r := scene.Rect{X0: from.X * b.scale, Y0: from.Y * b.scale}
	if from.Y == to.Y {
		along := math.Copysign(b.scale, to.X-from.X)
		x0, x1 := r.X0+start*along, r.X0+end*along
		r = scene.Rect{X0: min(x0, x1), X1: max(x0, x1), Y0: math.Floor(r.Y0 - (width-1)/2), Y1: math.Floor(r.Y0-(width-1)/2) + width}
	} else {
		along := math.Copysign(b.scale, to.Y-from.Y)
		y0, y1 := r.Y0+start*along, r.Y0+end*along
		r = scene.Rect{Y0: min(y0, y1), Y1: max(y0, y1), X0: math.Floor(r.X0 - (width-1)/2), X1: math.Floor(r.X0-(width-1)/2) + width}
	}
	b.rect(image.Rect(int(math.Round(r.X0)), int(math.Round(r.Y0)), int(math.Round(r.X1)), int(math.Round(r.Y1))).Intersect(b.img.Bounds()), t)
}
