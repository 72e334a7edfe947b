package scene

import (
	"image/color"
	"math"
	"testing"
)

// contrast is the ratio of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the
// relative luminances.
func contrast(a, b color.RGBA) float64 {
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

var themes = map[string]Palette{"light": Light, "dark": Dark}

func TestTextIsLegible(t *testing.T) {
	names := map[Token]string{Ink: "ink", Muted: "muted", Self: "self", Supervisor: "supervisor",
		Activity1: "activity 1", Activity2: "activity 2", Activity3: "activity 3", Page: "page", Panel: "panel", Tint1: "tint 1", Tint2: "tint 2", Tint3: "tint 3",
		TintSelf: "tint self", TintSupervisor: "tint supervisor"}
	for theme, p := range themes {
		expect := func(text, on Token) {
			if got := contrast(p[text], p[on]); got < 4.5 {
				t.Errorf("%s: %s on %s has contrast %.2f, want 4.5", theme, names[text], names[on], got)
			}
		}
		for _, text := range []Token{Ink, Muted, Self, Supervisor} {
			expect(text, Page)
			expect(text, Panel)
		}
		for i := range Token(3) {
			expect(Activity1+i, Page)
		}
		for tint := TintSelf; tint <= Tint3; tint++ {
			expect(Ink, tint)
		}
	}
}

func TestStepsGetDarkerOrLighterAllTheWay(t *testing.T) {
	for theme, p := range themes {
		rising := luminance(p[Step5]) > luminance(p[Step1])
		for s := Step1; s < Step5; s++ {
			if (luminance(p[s+1]) > luminance(p[s])) != rising {
				t.Errorf("%s: step %d turns back", theme, s-Step1+2)
			}
		}
	}
}

func TestEveryTokenHasItsColour(t *testing.T) {
	for theme, p := range themes {
		for token := Page; token < tokens; token++ {
			if p[token].A != 255 {
				t.Errorf("%s: token %d has no colour", theme, token)
			}
		}
	}
	if got, want := Light[Step5], (color.RGBA{0x0B, 0x3C, 0x6F, 255}); got != want {
		t.Errorf("step 5 is %v, want %v", got, want)
	}
	if got, want := Light[Tint1], (color.RGBA{0xD1, 0xE7, 0xE1, 255}); got != want {
		t.Errorf("tint 1 is %v, want %v", got, want)
	}
}
