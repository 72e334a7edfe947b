package cli_test

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// pseudo is a terminal that a test sits at.
type pseudo struct {
	t       *testing.T
	user    *os.File         // where the test types and reads
	program *os.File         // the terminal as the program has it
	screen  string           // all that was to be seen so far
	now     func() time.Time // nil: clock
}

func terminal(t *testing.T) *pseudo {
	t.Helper()
	user, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminal to be had:", err)
	}
	t.Cleanup(func() { user.Close() })
	if err := unix.IoctlSetPointerInt(int(user.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(user.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { program.Close() })
	return &pseudo{t: t, user: user, program: program}
}

func (p *pseudo) shows() bool {
	p.t.Helper()
	state, err := unix.IoctlGetTermios(int(p.program.Fd()), unix.TCGETS)
	if err != nil {
		p.t.Fatal(err)
	}
	return state.Lflag&unix.ECHO != 0
}

// sees reads the screen until a text is on it.
func (p *pseudo) sees(text string) {
	p.t.Helper()
	for buffer := make([]byte, 1024); !strings.Contains(p.screen, text); {
		n, err := p.user.Read(buffer)
		if err != nil {
			p.t.Fatalf("%v before %q, after %q", err, text, p.screen)
		}
		p.screen += string(buffer[:n])
	}
}

// answers types a line when a question was asked and nothing typed is shown.
func (p *pseudo) answers(question, text string) {
	p.t.Helper()
	p.sees(question)
	for p.shows() {
		runtime.Gosched()
	}
	p.screen = ""
	if _, err := io.WriteString(p.user, text); err != nil {
		p.t.Fatal(err)
	}
}

// runs runs a command at the terminal; wait gives how it ended.
func (p *pseudo) runs(args ...string) (wait func() said) {
	ended := make(chan said, 1)
	go func() { ended <- world{stdin: p.program, stderr: p.program, now: p.now}.framsteg(p.t, args...) }()
	return func() said {
		p.t.Helper()
		s := <-ended
		p.program.WriteString("$ ")
		p.sees("$ ")
		s.err = strings.TrimSuffix(strings.ReplaceAll(p.screen, "\r\n", "\n"), "$ ")
		if !p.shows() {
			p.t.Error("the terminal shows nothing of what is typed from here on")
		}
		return s
	}
}

// wants asserts how a command ended, and that nothing secret was seen.
func (p *pseudo) wants(s said, code int, screen string) {
	p.t.Helper()
	if s.code != code || !strings.Contains(s.err, screen) {
		p.t.Errorf("exit %d, not %d; not %q on the screen: %q", s.code, code, screen, s.err)
	}
}

const (
	asksSecret = "återställningsnyckel till "
	asksNew    = "Ny lösenfras: "
	asksAgain  = "igen: "
)

func TestAsksForTheSecret(t *testing.T) {
	file, recovery := sealed(t)
	for name, c := range map[string]struct {
		typed []string
		code  int
		says  string
	}{
		"right":            {[]string{passphrase + "\n"}, 0, "\n"},
		"the recovery key": {[]string{strings.ToLower(recovery) + "\n"}, 0, "\n"},
		"the third time":   {[]string{"fel\n", "\x15också fel\n", passphrase + "\n"}, 0, "\n"},
		"never":            {[]string{"fel\n", "fel\n", "fel\n"}, 1, "framsteg: Lösenfrasen eller återställningsnyckeln passar inte"},
		"nothing":          {[]string{"\n"}, 1, "är krypterad"},
	} {
		t.Run(name, func(t *testing.T) {
			p := terminal(t)
			wait := p.runs("check", file)
			for _, text := range c.typed {
				p.answers(asksSecret, text)
			}
			p.wants(wait(), c.code, c.says)
			for _, text := range c.typed {
				if text = strings.Trim(text, "\n\x15"); text != "" && strings.Contains(p.screen, text) {
					t.Errorf("%q is on the screen: %q", text, p.screen)
				}
			}
		})
	}
}

// A new passphrase is typed twice, and again when it is weak or not the same.
func TestAsksForANewPassphrase(t *testing.T) {
	file := example(t)
	p := terminal(t)
	wait := p.runs("seal", file)
	p.answers(asksNew, "hemligt\n")
	p.sees("för lätt att gissa")
	p.answers(asksNew, passphrase+"\n")
	p.answers(asksAgain, newPassphrase+"\n")
	p.sees("inte lika")
	p.answers(asksNew, passphrase+"\n")
	p.answers(asksAgain, passphrase+"\n")
	s := wait()
	p.wants(s, 0, "\n")
	if !opens(t, file, passphrase) || !opens(t, file, recoveryIn(t, s.out)) {
		t.Error("is not opened by what was typed")
	}
	before := unchanged(t, file)
	wait = p.runs("passwd", file)
	p.answers(asksSecret, passphrase+"\n")
	for range 3 {
		p.answers(asksNew, "hemligt\n")
	}
	p.wants(wait(), 1, "framsteg: Den nya lösenfrasen är för lätt att gissa")
	before()
}

func TestAsksBeforeUnsealing(t *testing.T) {
	file, _ := sealed(t)
	p := terminal(t)
	for _, c := range []struct {
		answer string
		plain  bool
	}{{"nej\n", false}, {"\n", false}, {"\x04", false}, {"Ja\n", true}} {
		p.screen = ""
		wait := p.runs("unseal", file)
		p.answers(asksSecret, passphrase+"\n")
		p.sees("Skriv ja")
		if _, err := io.WriteString(p.user, c.answer); err != nil {
			t.Fatal(err)
		}
		s := wait()
		if (s.code == 0) != c.plain || opens(t, file, "") != c.plain {
			t.Errorf("%q: exit %d, %q", c.answer, s.code, s.err)
		}
	}
}

// "-" is standard input, but a terminal is asked without showing the answer.
func TestATerminalAsAFile(t *testing.T) {
	file, _ := sealed(t)
	p := terminal(t)
	wait := p.runs("check", file, "--passphrase-file=-")
	p.answers(asksSecret, passphrase+"\n")
	p.wants(wait(), 0, "\n")
}

// Who ends the program at a question gets their terminal back.
func TestInterruptedQuestion(t *testing.T) {
	file, _ := sealed(t)
	p := terminal(t)
	wait := p.runs("check", file)
	p.answers(asksSecret, "")
	if err := unix.Kill(unix.Getpid(), unix.SIGINT); err != nil {
		t.Fatal(err)
	}
	p.wants(wait(), 1, "framsteg: Avbrutet.")
}
