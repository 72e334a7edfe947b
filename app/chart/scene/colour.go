package scene

import "image/color"

// Token names a colour by what it means. The palette that it is drawn with
// says which colour that is, so a change of theme needs no new scene.
type Token uint8

// The tokens. A tint is the pale form of a rater's or an activity's colour, for
// its area; the tints are in the order of their colours.
const (
	None Token = iota
	Page
	Panel
	Grid
	Axis
	Ink
	Muted
	Self
	Supervisor
	Activity1
	Activity2
	Activity3
	TintSelf
	TintSupervisor
	Tint1
	Tint2
	Tint3
	Step1
	Step2
	Step3
	Step4
	Step5
	tokens
)

// Palette gives each token its colour.
type Palette [tokens]color.RGBA

// The palettes of the two themes. On the page and on a panel, every text
// colour has a contrast of 4.5:1 or more.
var (
	Light = palette(0xFFFFFF, 0xF6F7F9, 0xDDE1E7, 0x6B7480, 0x1B1F24, 0x59626E, 0x0072B2, 0xC14A00,
		0x007A5A, 0x8A5A00, 0x9C4A7C, 0xDCE6F2, 0xA9C8E6, 0x6BA3D6, 0x2F74B5, 0x0B3C6F)
	Dark = palette(0x17181C, 0x1F2126, 0x3A3F48, 0x9AA3AF, 0xF2F4F7, 0xB3BBC6, 0x56B4E9, 0xF0A04B,
		0x35C39A, 0xE6B84A, 0xD995BC, 0x2A3B52, 0x35608F, 0x4F8CC9, 0x8DBBE8, 0xD6E8FA)
)

// tint is how much of its colour a tint has; the rest is page.
const tint = 0.18

// palette takes the colours of all tokens but the tints, in order, as 0xRRGGBB.
func palette(colours ...uint32) Palette {
	var p Palette
	t := Page
	for _, c := range colours {
		p[t] = color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255}
		if t++; t == TintSelf {
			t = Step1
		}
	}
	for i := range Tint3 - TintSelf + 1 {
		p[TintSelf+i] = mix(p[Page], p[Self+i], tint)
	}
	return p
}

func mix(a, b color.RGBA, share float64) color.RGBA {
	blend := func(a, b uint8) uint8 { return uint8(float64(a)*(1-share) + float64(b)*share + 0.5) }
	return color.RGBA{blend(a.R, b.R), blend(a.G, b.G), blend(a.B, b.B), 255}
}
