//go:build window

package driver_test

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

const demoFile = "exempel.framsteg"

// someDemo makes the example workspace in the home, and gives the code of the
// participant who has been rated most often.
func (d *desk) someDemo() string {
	d.t.Helper()
	ctx := context.Background()
	if err := demo.Make(ctx, d.path(demoFile), demo.Options{Participants: 30, Years: 2, Seed: 7, End: skapa.DateIn(time.Now())}); err != nil {
		d.t.Fatal(err)
	}
	s, err := store.Open(ctx, d.path(demoFile), store.Options{Reading: true})
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	cases, err := s.Caseload(ctx)
	if err != nil {
		d.t.Fatal(err)
	}
	rated := func(c store.Case) int {
		if !c.Finish.IsZero() {
			return 0 // the list does not show them
		}
		all, err := s.Assessments(ctx, c.ID)
		if err != nil {
			d.t.Fatal(err)
		}
		return len(all)
	}
	return slices.MaxFunc(cases, func(a, b store.Case) int { return cmp.Compare(rated(a), rated(b)) }).Code
}

// noViewer lets what opens a file only write down which one.
func (d *desk) noViewer() (opened func() string) {
	d.t.Helper()
	list, folder := d.path("opened"), d.folder("bin")
	script := "#!/bin/sh\necho \"$1\" >>" + list + "\n"
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(script), 0o700); err != nil {
		d.t.Fatal(err)
	}
	d.env = append(d.env, "PATH="+folder+":"+os.Getenv("PATH"))
	return func() string {
		said, _ := os.ReadFile(list)
		return strings.TrimSpace(string(said))
	}
}

// openParticipant starts the program on the example and opens a participant.
func (d *desk) openParticipant(code string) *running {
	d.t.Helper()
	program := d.start(d.path(demoFile))
	program.waitTitle("^Idag – |^Today – ")
	program.press("ctrl+f")
	program.waitTitle("^Deltagare – |^Participants – ")
	program.write(code)
	program.press("Return")
	program.waitTitle("^" + code + " ")
	return program
}

// resize gives the window a size in pixels.
func (r *running) resize(width, height int) {
	r.t.Helper()
	r.do("xdotool", "windowsize", "--sync", r.window, strconv.Itoa(width), strconv.Itoa(height))
}

// TestWindowChartByKeyboard walks the picture of a participant as a supervisor
// does who prepares a meeting: views, marks, the menu of the chart, a picture
// and the sheet for the participant, without a pointer.
func TestWindowChartByKeyboard(t *testing.T) {
	desk := newDesk(t)
	desk.prefer(`{"supervisor":"Åsa Öberg","team":"Team Kust","theme":"light","lang":"sv"}`)
	opened, code := desk.noViewer(), desk.someDemo()
	program := desk.openParticipant(code)
	program.resize(1280, 720)
	program.screenshot("development")

	program.press("ctrl+1", "Left", "Left", "Down")
	program.screenshot("mark")
	program.press("Escape")
	program.press(slices.Repeat([]string{"Down"}, 8)...)
	program.screenshot("activity")
	program.press("ctrl+2")
	program.screenshot("profile")
	program.press("Down", "Down")
	program.screenshot("profile-mark")
	program.press("ctrl+3")
	program.screenshot("table")

	program.press("ctrl+1", "Left")
	program.press("shift+F10")
	program.screenshot("menu")
	program.press("Down", "Return") // Spara bild…, below Öppna skattningen
	program.screenshot("save-picture")
	program.press("ctrl+a")
	program.write("bild")
	program.press("Return")
	var picture []byte
	eventually(t, "the picture", func() (found bool) {
		var err error
		picture, err = os.ReadFile(desk.path("bild.png"))
		return err == nil
	})
	if shown, err := png.Decode(bytes.NewReader(picture)); err != nil || shown.Bounds().Dx() != 1920 {
		t.Errorf("the picture is %v, %v", shown.Bounds(), err)
	}
	program.screenshot("saved")

	program.press("ctrl+p")
	program.screenshot("print")
	program.press("Return")
	program.screenshot("print-place")
	program.press("ctrl+a")
	program.write("blad")
	program.press("Return")
	eventually(t, "the viewer", func() bool { return opened() == "file://"+desk.path("blad.pdf") })
	sheet, err := os.ReadFile(desk.path("blad.pdf"))
	if err != nil || !bytes.HasPrefix(sheet, []byte("%PDF-")) {
		t.Errorf("the sheet begins with %.20q, %v", sheet, err)
	}
	program.screenshot("printed")
	program.close()
	desk.leavesNothing(sheet)
}

// leavesNothing requires that a sheet is where the user put it, and nowhere
// else in the home.
func (d *desk) leavesNothing(sheet []byte) {
	d.t.Helper()
	found := 0
	err := filepath.WalkDir(d.home, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Equal(content, sheet) {
			found++
		}
		return err
	})
	if err != nil || found != 1 {
		d.t.Errorf("the sheet lies in %d files, %v", found, err)
	}
}

// TestWindowChartFollows changes the theme and the size of the window under a
// chart, in English and at 150 %.
func TestWindowChartFollows(t *testing.T) {
	desk := newDesk(t)
	desk.prefer(`{"supervisor":"Åsa Öberg","team":"Team Kust","theme":"light","lang":"en"}`)
	desk.env = append(desk.env, "FYNE_SCALE=1.5")
	program := desk.openParticipant(desk.someDemo())
	program.resize(1280, 720)
	light := program.screenshot("light")
	program.press("ctrl+1", "Left", "Down")
	program.press("F10", "Down", "Down", "Down", "Right", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Right", "Down", "Down", "Return") // View, Appearance, Dark
	eventually(t, "the dark", func() bool { return brightness(desk.frame(desk.path("frame.png"))) < brightness(light)/3 })
	program.screenshot("dark")
	program.press("ctrl+2")
	program.screenshot("dark-profile")
	program.press("ctrl+3")
	program.screenshot("dark-table")
	program.press("ctrl+1")
	program.resize(1240, 780)
	program.screenshot("resized")
	program.close()
}

// brightness gives the mean of the greens of a picture, 0 … 65535.
func brightness(img image.Image) float64 {
	sum, n, all := 0.0, 0, img.Bounds()
	for y := all.Min.Y; y < all.Max.Y; y += 4 {
		for x := all.Min.X; x < all.Max.X; x += 4 {
			_, g, _, _ := img.At(x, y).RGBA()
			sum, n = sum+float64(g), n+1
		}
	}
	return sum / float64(n)
}
