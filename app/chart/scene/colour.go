package scene

import (
	"image/color"
	"math"
)

// Token names a colour by what it means. The palette that it is drawn with
// says which colour that is, so a change of theme needs no new scene.
type Token uint8

// The tokens. A tint is the pale form of a rater's or an activity's colour, for
// its area; the tints are in the order of their colours. Between1 lies halfway
// from Step1 to Step2 and so on; the tokens from OnStep1 are those of text on the
// steps and between them.
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
	Between1
	Between2
	Between3
	Between4
	OnStep1
	OnStep2
	OnStep3
	OnStep4
	OnStep5
	OnBetween1
	OnBetween2
	OnBetween3
	OnBetween4
	tokens
)

// ramp is every colour of a step, from the first.
var ramp = []Token{Step1, Between1, Step2, Between2, Step3, Between3, Step4, Between4, Step5}

// Steps gives the colours of a number of steps, 2 … 9, as far apart as they can
// be. More have the last colour in common.
func Steps(n int) []Token {
	all := make([]Token, n)
	for i := range all {
		all[i] = ramp[min(len(ramp)-1, int(math.Round(float64(i*(len(ramp)-1))/float64(max(1, min(n, len(ramp))-1)))))]
	}
	return all
}

// On gives the colour of text on the colour of a step.
func (t Token) On() Token { return t + OnStep1 - Step1 }

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
	for i := range Between4 - Between1 + 1 {
		p[Between1+i] = mix(p[Step1+i], p[Step1+i+1], 0.5)
	}
	for _, t := range ramp {
		p[t.On()] = p.legible(p[t])
	}
	return p
}

// legible gives a colour for text on a background: that of other text or of the
// page where the contrast is 4.5:1 or more, else black or white, of which one
// always has it.
func (p Palette) legible(background color.RGBA) color.RGBA {
	candidates := []color.RGBA{p[Ink], p[Page], {A: 255}, {255, 255, 255, 255}}
	for _, c := range candidates {
		if Contrast(c, background) >= 4.5 {
			return c
		}
	}
	return p[Ink]
}

// Contrast is the ratio of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the
// relative luminances.
func Contrast(a, b color.RGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func mix(a, b color.RGBA, share float64) color.RGBA {
	blend := func(a, b uint8) uint8 { return uint8(float64(a)*(1-share) + float64(b)*share + 0.5) }
	return color.RGBA{blend(a.R, b.R), blend(a.G, b.G), blend(a.B, b.B), 255}
}
