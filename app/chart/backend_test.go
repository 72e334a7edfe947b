package chart_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/pdf"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/chart/svg"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/assets"
)

// required in the environment turns a missing program from a reason to skip
// into a failure.
const required = "FRAMSTEG_TOOLS"

// needs skips a test where a program is missing.
func needs(t *testing.T, program, debian string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil && os.Getenv(required) == "required" {
		t.Fatal(err)
	} else if err != nil {
		t.Skipf("%v (in the Debian package %s; %s=required makes this a failure)", err, debian, required)
	}
}

// run gives what a program says; one that only warns fails too.
func run(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v: %s", program, args, err, out)
	}
	return string(out)
}

// pictures are the states of a picture, and some at random.
func pictures() map[string]scene.Scene {
	crowd, bars := dense()
	all := map[string]scene.Scene{
		"several": chart.Progress(reference(), referenceBars(), swedish()),
		"one":     chart.Progress(one(), nil, swedish()),
		"empty":   chart.Progress(empty(), nil, swedish()),
		"dense":   chart.Progress(crowd, bars, swedish()),
		"paper":   chart.Progress(reference(), referenceBars(), chart.Options{Words: words.In("en"), Width: 480, Print: true, Plain: true}),
		"profile": chart.Profile(reference(), swedish()),
		"cohort":  chart.Cohort(published(), assets.Instrument(), swedish()),
		"months":  chart.Months(someHidden(), swedish()),
	}
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 4))
		as, bars := history(rng, assets.Instrument(), rng.IntN(41), rng.IntN(31), 1+rng.IntN(3650))
		p := progress.Of(assets.Instrument(), as, today)
		all[fmt.Sprint("random ", seed)] = chart.Progress(p, bars, swedish())
		all[fmt.Sprint("profile ", seed)] = chart.Profile(p, swedish())
	}
	return all
}

// backend is a file format, and another program that draws it.
type backend struct {
	scale float64 // pixels to a dp that are compared
	most  int     // pixels of a picture that may differ by more than a little
	draw  func(t *testing.T, s scene.Scene, p scene.Palette, scale float64) *image.RGBA
}

// A PDF is for paper: its lines are where they are, not on whole pixels, and
// at a scale of 1 two programs smooth them too differently.
var backends = map[string]backend{
	"svg": {1, 8, drawnSVG},
	"pdf": {2, 30, drawnPDF},
}

func drawnSVG(t *testing.T, s scene.Scene, p scene.Palette, scale float64) *image.RGBA {
	needs(t, "rsvg-convert", "librsvg2-bin")
	var b bytes.Buffer
	if err := svg.Write(&b, s, p); err != nil {
		t.Fatal(err)
	}
	path := keep(t, "picture.svg", b.Bytes())
	run(t, "rsvg-convert", "--zoom", fmt.Sprint(scale), "--output", path+".png", path)
	return drawn(t, path+".png")
}

func drawnPDF(t *testing.T, s scene.Scene, p scene.Palette, scale float64) *image.RGBA {
	needs(t, "pdftoppm", "poppler-utils")
	path := keep(t, "picture.pdf", document(t, alone(s), p))
	run(t, "pdftoppm", "-png", "-singlefile", "-r", fmt.Sprint(72*scale), path, path)
	return drawn(t, path+".png")
}

// alone is the document of one picture.
func alone(s scene.Scene) pdf.Document {
	return pdf.Document{Title: s.Title, Lang: "sv", Made: today, Pages: []pdf.Page{{
		Scene: s, Elements: []pdf.Element{{Role: pdf.Figure, Alt: s.Description, To: len(s.Ops)}},
	}}}
}

func document(t *testing.T, d pdf.Document, p scene.Palette) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func keep(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func drawn(t *testing.T, path string) *image.RGBA {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Rect, img, out.Rect.Min, draw.Src)
	return out
}

// How much of 255 a colour may differ from all around the same place in the
// other picture: two programs smooth an edge differently, and put it up to a
// pixel aside.
const (
	little      = 20
	ofHairlines = 80 // where lines are less than a pixel wide: the net of a radar
)

// differing counts the pixels that differ by more than a little, and shows
// them.
func differing(a, b *image.RGBA, little int) (count int, shown *image.RGBA) {
	shown = image.NewRGBA(a.Rect)
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if strange(a, b, x, y, little) || strange(b, a, x, y, little) {
				count++
				shown.SetRGBA(x, y, color.RGBA{255, 0, 0, 255})
			}
		}
	}
	return count, shown
}

// strange tells whether a pixel of img is lighter or darker than all around its
// place in other, by more than a little.
func strange(img, other *image.RGBA, px, py, little int) bool {
	at, same := img.Pix[img.PixOffset(px, py):], other.Pix[other.PixOffset(px, py):]
	for channel := range 3 {
		v := int(at[channel])
		if near := int(same[channel]); v >= near-little && v <= near+little {
			continue
		}
		low, high := 255, 0
		for y := max(py-1, 0); y <= min(py+1, other.Rect.Dy()-1); y++ {
			for x := max(px-1, 0); x <= min(px+1, other.Rect.Dx()-1); x++ {
				v := int(other.Pix[other.PixOffset(x, y)+channel])
				low, high = min(low, v), max(high, v)
			}
		}
		if v < low-little || v > high+little {
			return true
		}
	}
	return false
}

// exact gives the share of pixels that are the same, but for rounding: areas
// too pale to differ by more than a little show here.
func exact(a, b *image.RGBA) float64 {
	same := 0
	for i := 0; i < len(a.Pix); i += 4 {
		off := 0
		for channel := range 3 {
			off = max(off, int(a.Pix[i+channel])-int(b.Pix[i+channel]), int(b.Pix[i+channel])-int(a.Pix[i+channel]))
		}
		if off <= 2 {
			same++
		}
	}
	return float64(same) / float64(len(a.Pix)/4)
}

// leastExact is what the edges of lines and letters leave of a picture.
const leastExact = 0.95

func TestOtherProgramsDrawTheSame(t *testing.T) {
	for picture, s := range pictures() {
		for format, b := range backends {
			t.Run(picture+" as "+format, func(t *testing.T) {
				if picture == "dense" || strings.ContainsAny(picture, "012") { // so much more is in it:
					b.most *= 10 // boxes of letters that no font has, lines that nearly meet, long dotted ones
				}
				if strings.HasPrefix(picture, "profile") {
					same(t, s, scene.Light, b, ofHairlines)
				} else {
					same(t, s, scene.Light, b, little)
				}
			})
		}
	}
	for format, b := range backends {
		t.Run("dark as "+format, func(t *testing.T) {
			same(t, chart.Progress(reference(), referenceBars(), swedish()), scene.Dark, b, little)
		})
	}
}

func same(t *testing.T, s scene.Scene, p scene.Palette, b backend, little int) {
	t.Helper()
	got, want := b.draw(t, s, p, b.scale), raster.Draw(s, p, b.scale)
	if got.Rect != want.Rect {
		t.Fatalf("it is %v, ours %v", got.Rect, want.Rect)
	}
	count, shown := differing(got, want, little)
	share := exact(got, want)
	if count <= b.most && share >= leastExact {
		return
	}
	folder, err := os.MkdirTemp("", "differing-")
	if err != nil {
		t.Fatal(err)
	}
	for name, img := range map[string]image.Image{"theirs.png": got, "ours.png": want, "differing.png": shown} {
		save(t, filepath.Join(folder, name), img)
	}
	t.Errorf("%d pixels differ by more than a little, at most %d may; %.3f are the same, at least %.2f must: see %s", count, b.most, share, leastExact, folder)
}

// What the comparison allows is less than any text, mark, line or dash pattern:
// without one of them, pictures are not the same.
func TestTheComparisonSeesEverything(t *testing.T) {
	s := chart.Progress(reference(), referenceBars(), swedish())
	for format, b := range backends {
		t.Run(format, func(t *testing.T) {
			whole := raster.Draw(s, scene.Light, b.scale)
			for i := 0; i < len(s.Ops); i += 7 {
				less := s
				less.Ops = slices.Clone(s.Ops)
				if !spoil(less.Ops, i) {
					continue
				}
				if count, _ := differing(raster.Draw(less, scene.Light, b.scale), whole, little); count <= b.most {
					t.Errorf("%d pixels differ without %+v", count, s.Ops[i])
				}
			}
		})
	}
}

// spoil takes an operation out, or its dashes; not one that nobody would miss:
// a pale area, or the mark of a tick.
func spoil(ops []scene.Op, i int) bool {
	path, is := ops[i].(scene.Path)
	pale := is && path.Stroke == scene.None && (path.Fill == scene.Page || path.Fill == scene.Panel)
	size := path.Bounds()
	if pale || is && max(size.X1-size.X0, size.Y1-size.Y0) < 8 {
		return false
	}
	ops[i] = scene.Path{}
	if len(path.Dash) > 0 {
		path.Dash = nil
		ops[i] = path
	}
	return true
}
