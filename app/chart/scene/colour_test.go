package scene

import (
	"image/color"
	"slices"
	"testing"
)

var themes = map[string]Palette{"light": Light, "dark": Dark}

func TestTextIsLegible(t *testing.T) {
	names := map[Token]string{Ink: "ink", Muted: "muted", Self: "self", Supervisor: "supervisor",
		Activity1: "activity 1", Activity2: "activity 2", Activity3: "activity 3", Page: "page", Panel: "panel", Tint1: "tint 1", Tint2: "tint 2", Tint3: "tint 3",
		TintSelf: "tint self", TintSupervisor: "tint supervisor"}
	for theme, p := range themes {
		expect := func(text, on Token) {
			if got := Contrast(p[text], p[on]); got < 4.5 {
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
		for n := 2; n <= 9; n++ {
			steps := Steps(n)
			for i := 1; i < n; i++ {
				if (luminance(p[steps[i]]) > luminance(p[steps[i-1]])) != rising {
					t.Errorf("%s: of %d steps, step %d turns back", theme, n, i+1)
				}
			}
			if steps[0] != Step1 || steps[n-1] != Step5 {
				t.Errorf("%d steps go from %d to %d", n, steps[0], steps[n-1])
			}
		}
	}
	if got := Steps(5); !slices.Equal(got, []Token{Step1, Step2, Step3, Step4, Step5}) {
		t.Errorf("five steps are %v", got)
	}
}

func TestTextOnAStepIsLegible(t *testing.T) {
	for theme, p := range themes {
		for _, step := range Steps(9) {
			if got := Contrast(p[step.On()], p[step]); got < 4.5 {
				t.Errorf("%s: text on %d has contrast %.2f, want 4.5", theme, step, got)
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
