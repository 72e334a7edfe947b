package report

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/overview"
	"framsteg/app/words"
)

var update = flag.Bool("update", false, "write the golden picture anew; look at it")

// TestGoldenPage compares first pages pixel for pixel. Floating point rounds
// otherwise on other processors.
func TestGoldenPage(t *testing.T) {
	if runtime.GOOS+runtime.GOARCH != "linuxamd64" {
		t.Skip("the picture is made on linux/amd64")
	}
	w := words.In("sv")
	short := usualCrowd.document(w)
	short.Sections = slices.DeleteFunc(slices.Clone(short.Sections), func(s overview.Section) bool { return s.Key != "who" && s.Key != "change" })
	short.Terms, short.Hidden = nil, nil // what is on other pages changes nothing here
	for name, pages := range map[string]*flow{"page-1": reference().flow(w), "cohort-1": manySheet(short, w)} {
		golden(t, name, pages.done()[0].Scene)
	}
}

func golden(t *testing.T, name string, page scene.Scene) {
	t.Helper()
	got, path := raster.Draw(page, scene.Light, 1.25), filepath.Join("testdata", name+".png")
	if *update {
		write(t, path, got)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if rgba, is := want.(*image.RGBA); !is || !bytes.Equal(rgba.Pix, got.Pix) {
		failed := filepath.Join(os.TempDir(), "failed-"+name+".png")
		write(t, failed, got)
		t.Errorf("the page is not %s; it is in %s", path, failed)
	}
}

func write(t *testing.T, path string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
