//go:build linux

package seal

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
	_ "modernc.org/sqlite"
)

// required in the environment turns a missing tool from a reason to skip into
// a failure.
const required = "FRAMSTEG_TOOLS"

// Whoever has a sealed file and its secret, but not this program, gets all data
// out: with the commands of the file's own README.txt, to the letter.
func TestExitRoute(t *testing.T) {
	needsTools(t)
	k, recoveryKey := given(t, true)
	k, err := k.WithPassphrase(phrase, 0) // with the work that is written
	must(t, err)
	file := sealed(t, k, database(t))

	swedish, english, found := strings.Cut(string(readme), "This file is a workspace")
	if !found {
		t.Fatal("README.txt has no English half")
	}
	for _, half := range []struct{ language, name, text string }{{"swedish", "NAMN", swedish}, {"english", "NAME", english}} {
		commands := indented(half.text)
		if len(commands) != 7 {
			t.Fatalf("%s: not an installation and two times three commands: %q", half.language, commands)
		}
		t.Run(half.language+" by passphrase", func(t *testing.T) {
			e := newExit(t, file, half.name)
			e.run(commands[1], "")
			e.inTerminal(commands[2], phrase)
			e.hasTheData(commands[3])
		})
		t.Run(half.language+" by recovery key", func(t *testing.T) {
			e := newExit(t, file, half.name)
			must(t, os.WriteFile(filepath.Join(e.folder, "recovery.txt"), []byte(recoveryKey+"\n"), 0o600))
			e.run(commands[4], "")
			e.run(commands[5], "")
			e.hasTheData(commands[6])
		})
	}
	t.Run("another passphrase", func(t *testing.T) {
		e := newExit(t, file, "NAME")
		e.run("unzip NAME.framsteg", "")
		if out, err := e.terminal("age -d -i key.age data.age > x.sqlite", phrase+" "); err == nil {
			t.Errorf("age opens it: %s", out)
		}
	})
}

// The hub gets all data out of a file that is sealed to it, with the database of
// its own workspace.
func TestExitRouteOfTheHub(t *testing.T) {
	needsTools(t)
	k, private := givenForHub(t)
	file := sealed(t, k, database(t))

	swedish, english, found := strings.Cut(string(readmeForHub), "This file is a workspace")
	if !found {
		t.Fatal("README-hub.txt has no English half")
	}
	for _, half := range []struct{ language, name, hub, text string }{
		{"swedish", "NAMN", "hubb.sqlite", swedish}, {"english", "NAME", "hub.sqlite", english},
	} {
		commands := indented(half.text)
		if len(commands) != 6 {
			t.Fatalf("%s: not an installation and five commands: %q", half.language, commands)
		}
		t.Run(half.language, func(t *testing.T) {
			e := newExit(t, file, half.name)
			hub, err := sql.Open("sqlite", filepath.Join(e.folder, half.hub))
			must(t, err)
			_, err = hub.Exec("CREATE TABLE hub_secret (recipient TEXT PRIMARY KEY, identity TEXT); INSERT INTO hub_secret VALUES ('age1', ?)", private)
			must(t, err)
			must(t, hub.Close())
			for _, command := range commands[1:5] {
				e.run(command, "")
			}
			e.hasTheData(commands[5])
		})
	}
}

// needsTools skips the test where the programs of the exit route are missing.
func needsTools(t *testing.T) {
	t.Helper()
	for _, tool := range []string{"unzip", "age", "sqlite3"} {
		if _, err := exec.LookPath(tool); err != nil && os.Getenv(required) == "required" {
			t.Fatal(err)
		} else if err != nil {
			t.Skipf("the exit route is not tested: %v (a Debian package; %s=required makes this a failure)", err, required)
		}
	}
}

// indented gives the commands of a text.
func indented(text string) (commands []string) {
	for line := range strings.Lines(text) {
		if command, ok := strings.CutPrefix(line, "    "); ok {
			commands = append(commands, strings.TrimSpace(command))
		}
	}
	return commands
}

// database gives a SQLite image of several chunks of age.
func database(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.sqlite")
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec("CREATE TABLE participant(name TEXT); INSERT INTO participant VALUES ('Åsa Öberg'); CREATE TABLE filler AS SELECT randomblob(200000) AS x")
	must(t, err)
	must(t, db.Close())
	image, err := os.ReadFile(path)
	must(t, err)
	return image
}

// exit is somebody without Framsteg, in a folder with nothing but the file.
type exit struct {
	t      *testing.T
	folder string
}

func newExit(t *testing.T, file []byte, name string) *exit {
	t.Helper()
	e := &exit{t: t, folder: t.TempDir()}
	must(t, os.WriteFile(filepath.Join(e.folder, name+".framsteg"), file, 0o600))
	return e
}

func (e *exit) command(line string) *exec.Cmd {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	e.t.Cleanup(cancel)
	c := exec.CommandContext(ctx, "sh", "-c", line)
	c.Dir = e.folder
	return c
}

// run types a command, and then input.
func (e *exit) run(line, input string) string {
	e.t.Helper()
	c := e.command(line)
	c.Stdin = strings.NewReader(input)
	out, err := c.CombinedOutput()
	if err != nil {
		e.t.Fatalf("%s: %v: %s", line, err, out)
	}
	return string(out)
}

func (e *exit) hasTheData(sqlite string) {
	e.t.Helper()
	if got := e.run(sqlite, "PRAGMA integrity_check; SELECT name, length(x) FROM participant, filler;\n"); got != "ok\nÅsa Öberg|200000\n" {
		e.t.Errorf("%s shows %q", sqlite, got)
	}
}

func (e *exit) inTerminal(line, answer string) {
	e.t.Helper()
	if out, err := e.terminal(line, answer); err != nil {
		e.t.Fatalf("%s: %v: %s", line, err, out)
	}
}

// terminal types a command at a terminal of its own, for age asks nowhere else,
// and an answer once it asks. It gives what the terminal shows.
func (e *exit) terminal(line, answer string) (string, error) {
	e.t.Helper()
	keyboard, screen := openTerminal(e.t)
	defer keyboard.Close()
	c := e.command(line)
	c.Stdin, c.Stdout, c.Stderr = screen, screen, screen
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true} // of its standard input
	must(e.t, c.Start())
	must(e.t, screen.Close())
	var shown bytes.Buffer
	for asked, part := false, make([]byte, 1024); ; {
		n, err := keyboard.Read(part)
		shown.Write(part[:n])
		if !asked && bytes.Contains(shown.Bytes(), []byte("passphrase")) {
			asked = true
			_, err := fmt.Fprintln(keyboard, answer)
			must(e.t, err)
		}
		if err != nil { // all that held the terminal have ended
			break
		}
	}
	return shown.String(), c.Wait()
}

// openTerminal makes a terminal: what a person has before them, and the end
// that a program is given.
func openTerminal(t *testing.T) (keyboard, screen *os.File) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	must(t, err)
	must(t, unix.IoctlSetPointerInt(int(keyboard.Fd()), unix.TIOCSPTLCK, 0))
	number, err := unix.IoctlGetInt(int(keyboard.Fd()), unix.TIOCGPTN)
	must(t, err)
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	must(t, err)
	return keyboard, screen
}
