package scene

import (
	"math"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"framsteg/assets"
)

// TestWidthIsThatOfTheFont compares with the font's own measure at a size
// where rounding is small.
func TestWidthIsThatOfTheFont(t *testing.T) {
	for isBold, ttf := range map[bool][]byte{false: assets.Regular, true: assets.Bold} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			t.Fatal(err)
		}
		face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 1000, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"Samarbetsförmåga", "1", "M10", "–3,5", ""} {
			want := 0.0
			for _, r := range text {
				advance, _ := face.GlyphAdvance(r)
				want += float64(advance) / 64 / 1000 * 12
			}
			if got := Width(text, 12, isBold); math.Abs(got-want) > 0.01 {
				t.Errorf("%q is %v wide, want %v", text, got, want)
			}
		}
	}
}

func TestFit(t *testing.T) {
	const long = "Arbetsträning, kök och disk"
	for name, c := range map[string]struct {
		room float64
		want string
	}{
		"all of it":                   {Width(long, 12, false), long},
		"no comma before an ellipsis": {Width("Arbetsträning, …", 12, false), "Arbetsträning…"},
		"one letter":                  {Width("A…", 12, false), "A…"},
		"not one letter":              {Width("A", 12, false), ""},
		"no room at all":              {-5, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Fit(long, 12, false, c.room); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestBoxHoldsTheLetters(t *testing.T) {
	text := Text{At: Point{X: 100, Y: 50}, String: "Åg", Size: 20, Align: Middle}
	box := text.Box()
	if got := box.Centre().X; math.Abs(got-100) > 1e-9 {
		t.Errorf("the middle is at %v, want 100", got)
	}
	if box.Y0 > 50-0.85*20 || box.Y1 < 50+0.2*20 || box.Y0 < 30 || box.Y1 > 56 {
		t.Errorf("the box %v does not hold a ring above and a tail below", box)
	}
}
