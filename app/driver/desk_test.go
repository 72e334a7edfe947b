//go:build window

package driver_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"framsteg/store"
)

// patience is how long anything on screen may take before a test fails. It is
// no measure of speed: machines that test are slow.
const patience = 30 * time.Second

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for range time.Tick(50 * time.Millisecond) {
		if holds() {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", what)
		}
	}
}

// TestMain removes the program that the tests of windows share.
func TestMain(m *testing.M) {
	code := m.Run()
	if built.folder != "" {
		os.RemoveAll(built.folder)
	}
	os.Exit(code)
}

var built struct {
	sync.Once
	folder, program, failure string
}

// program gives the path of the program, built once for all tests. Without
// -tags gles the OpenGL bindings alone take two minutes to compile.
func program(t *testing.T) string {
	t.Helper()
	built.Do(func() {
		built.folder, _ = os.MkdirTemp("", "framsteg-window-")
		built.program = filepath.Join(built.folder, "framsteg")
		build := exec.Command("go", "build", "-tags", "gles", "-o", built.program, "framsteg")
		build.Env = append(os.Environ(), "CGO_ENABLED=1")
		if out, err := build.CombinedOutput(); err != nil {
			built.failure = fmt.Sprintf("%v\n%s", err, out)
		}
	})
	if built.failure != "" {
		t.Fatal(built.failure)
	}
	return built.program
}

// desk is a screen of its own with a window manager, a Swedish keyboard and the
// home of somebody who never started the program.
type desk struct {
	t      *testing.T
	home   string
	secret string   // of the sealed workspaces; "" where there are none
	env    []string // of all that runs at the desk
	shot   int      // pictures taken so far
}

// newDesk sets up a desk until the test ends, beside those of other tests: each
// has a screen of its own.
func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	for _, tool := range []string{"Xvfb", "openbox", "setxkbmap", "xdotool", "scrot"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatal("the test of the window needs xvfb openbox x11-xkb-utils xdotool scrot:", err)
		}
	}
	d := &desk{t: t, home: t.TempDir()}
	d.env = []string{
		"PATH=" + os.Getenv("PATH"), "LANG=sv_SE.UTF-8", "LC_CTYPE=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "HOME=" + d.home, "TMPDIR=" + d.folder("tmp"),
		"XDG_CONFIG_HOME=" + d.folder("config"), "XDG_CACHE_HOME=" + d.folder("cache"),
		"XDG_DATA_HOME=" + d.folder("data"), "XDG_RUNTIME_DIR=" + d.folder("run"),
	}
	d.env = append(d.env, "DISPLAY=:"+d.screen())
	d.background("openbox")
	eventually(t, "the window manager", func() bool { return d.command("xdotool", "get_num_desktops").Run() == nil })
	d.do("setxkbmap", "se")
	return d
}

// folder makes a folder in the home.
func (d *desk) folder(name string) string {
	d.t.Helper()
	path := filepath.Join(d.home, name)
	if err := os.Mkdir(path, 0o700); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// screen starts a screen on a free display, and gives its number.
func (d *desk) screen() string {
	d.t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	defer reader.Close()
	// Without -noreset the screen starts anew when its last client leaves: when
	// that is the one that asks for the window manager, this dies at its start.
	x := d.command("Xvfb", "-displayfd", "3", "-noreset", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{writer}
	d.startUntilEnd(x)
	writer.Close()
	number, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		d.t.Fatal("no screen:", err)
	}
	return strings.TrimSpace(number)
}

func (d *desk) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env, c.Dir = d.env, d.home
	return c
}

func (d *desk) background(name string, args ...string) {
	d.t.Helper()
	d.startUntilEnd(d.command(name, args...))
}

func (d *desk) startUntilEnd(c *exec.Cmd) {
	d.t.Helper()
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		c.Process.Signal(syscall.SIGTERM)
		c.Wait()
	})
}

// do runs a command to its end and gives what it printed.
func (d *desk) do(name string, args ...string) string {
	d.t.Helper()
	c := d.command(name, args...)
	c.Env = append(c.Env, "LC_ALL=C.UTF-8") // Swedish may not be installed, and xdotool reads its arguments by it
	out, err := c.CombinedOutput()
	if err != nil {
		d.t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// path gives the path of a file in the home.
func (d *desk) path(name string) string { return filepath.Join(d.home, name) }

// workspace opens a workspace file in the home until the test ends, beside the
// program if that still runs: what it gives is what is on the disk now.
func (d *desk) workspace(name string) *store.Store {
	d.t.Helper()
	s, err := store.Open(context.Background(), d.path(name), store.Options{Reading: true, Secret: d.secret})
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { s.Close() })
	return s
}

// frame photographs the screen.
func (d *desk) frame(path string) image.Image {
	d.t.Helper()
	d.do("scrot", "--overwrite", path)
	f, err := os.Open(path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		d.t.Fatal(err)
	}
	return img
}

// pictures is where pictures are kept: FRAMSTEG_SHOTS, or .ci/out.
func pictures(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("FRAMSTEG_SHOTS")
	if folder == "" {
		folder = filepath.Join("..", "..", ".ci", "out")
	}
	folder, err := filepath.Abs(folder)
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// screenshot keeps a picture of the screen once it stands still, and gives it.
// A blinking cursor is no movement.
func (d *desk) screenshot(name string) image.Image {
	d.t.Helper()
	d.shot++
	path := filepath.Join(pictures(d.t), fmt.Sprintf("%s-%02d-%s.png", strings.ToLower(d.t.Name()), d.shot, name))
	last := d.frame(path)
	eventually(d.t, "a picture that stands still", func() bool {
		before := last
		last = d.frame(path)
		return different(before, last) < 0.0005
	})
	return last
}

// different gives the share of pixels in which two pictures of one size differ.
func different(a, b image.Image) float64 {
	n, all := 0, a.Bounds()
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return float64(n) / float64(all.Dx()*all.Dy())
}

// colours counts the colours of a picture.
func colours(img image.Image) int {
	seen, all := map[any]bool{}, img.Bounds()
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
			seen[img.At(x, y)] = true
		}
	}
	return len(seen)
}

// running is the program while it runs at a desk.
type running struct {
	*desk
	process *exec.Cmd
	stderr  strings.Builder
	ended   chan error
	window  string // as the screen calls it, once it was seen
}

// start starts the program. It is ended with the test at the latest; a
// complaint of the toolkit about its threads fails the test.
func (d *desk) start(args ...string) *running {
	d.t.Helper()
	r := &running{desk: d, process: d.command(program(d.t), args...), ended: make(chan error, 1)}
	r.process.Stderr = &r.stderr
	if err := r.process.Start(); err != nil {
		d.t.Fatal(err)
	}
	go func() { r.ended <- r.process.Wait() }()
	d.t.Cleanup(func() {
		r.kill()
		if said := r.stderr.String(); strings.Contains(said, "Fyne call thread") || strings.Contains(said, "goroutine ") {
			d.t.Error(said)
		}
	})
	return r
}

// kill ends the program as a loss of power would.
func (r *running) kill() {
	r.process.Process.Kill()
	r.ended <- <-r.ended
}

// exit waits until the program ended by itself and gives its exit code.
func (r *running) exit() int {
	r.t.Helper()
	select {
	case err := <-r.ended:
		r.ended <- err
		if failed, ok := errors.AsType[*exec.ExitError](err); ok {
			return failed.ExitCode()
		} else if err != nil {
			r.t.Fatal(err)
		}
		return 0
	case <-time.After(patience):
		r.t.Fatalf("the program goes on, as %q", r.title())
		return -1
	}
}

// title gives the title of the window, "" when there is none.
func (r *running) title() string {
	found, err := r.command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(r.process.Process.Pid)).Output()
	if err != nil {
		return ""
	}
	for window := range strings.FieldsSeq(string(found)) {
		if name, err := r.command("xdotool", "getwindowname", window).Output(); err == nil {
			r.window = window
			return strings.TrimSpace(string(name))
		}
	}
	return ""
}

// waitTitle waits for a window whose title matches a pattern, in front.
func (r *running) waitTitle(pattern string) {
	r.t.Helper()
	want, title := regexp.MustCompile(pattern), ""
	deadline := time.Now().Add(patience)
	for range time.Tick(50 * time.Millisecond) {
		if title = r.title(); want.MatchString(title) {
			break
		}
		if time.Now().After(deadline) {
			r.screenshot("no-title")
			r.t.Fatalf("the title is %q, not %q\n%s", title, pattern, r.stderr.String())
		}
	}
	r.do("xdotool", "windowactivate", "--sync", r.window)
}

// write types a text where the focus is.
func (r *running) write(text string) {
	r.t.Helper()
	r.do("xdotool", "type", "--delay", "60", "--", text)
}

// press presses keys one after the other, such as "Tab", "ctrl+n", "Return".
func (r *running) press(keys ...string) {
	r.t.Helper()
	for _, key := range keys {
		r.do("xdotool", "key", "--delay", "60", key)
	}
}

// click clicks at a place in the window, in pixels from its top left.
func (r *running) click(x, y int) {
	r.t.Helper()
	r.do("xdotool", "mousemove", "--sync", "--window", r.window, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

// close closes the window as its frame does, and waits for the end.
func (r *running) close() {
	r.t.Helper()
	eventually(r.t, "the focus", func() bool { // or the key is nobody's
		active, err := r.command("xdotool", "getactivewindow").Output()
		return err == nil && strings.TrimSpace(string(active)) == r.window
	})
	r.press("alt+F4")
	if code := r.exit(); code != 0 {
		r.t.Errorf("exit %d\n%s", code, r.stderr.String())
	}
}
