//go:build window

package driver_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Who is in the sealed workspace. The name is made of one word that nothing
// else holds.
const (
	markerName = "Kvastmakarqvist"
	markerCode = "QZ-7391"
	passphrase = "fyra gula kaffekoppar"
	lockedFile = "hemlig.framsteg"
)

// prefer writes the preferences of somebody who has started the program before.
func (d *desk) prefer(json string) {
	d.t.Helper()
	folder := filepath.Join(d.home, "config", "fyne", "se.framsteg.framsteg")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "preferences.json"), []byte(json), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// make makes an empty workspace in the home, sealed by a secret or plain.
func (d *desk) make(name, secret string) {
	d.t.Helper()
	s, err := store.Create(context.Background(), d.path(name), assets.Instrument(), store.Options{Secret: secret, Work: 10})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.secret = secret
}

// open starts the program on a workspace, sealed or plain.
func (d *desk) open(name string) *running {
	d.t.Helper()
	program := d.start(d.path(name))
	if d.secret != "" {
		program.waitTitle("^Framsteg$")
		program.screenshot("passphrase")
		program.write(d.secret)
		program.press("Return")
	}
	program.waitTitle("^Idag – ")
	return program
}

// someWork adds the participant and half a rating.
func (r *running) someWork() {
	r.t.Helper()
	r.press("ctrl+n")
	r.waitTitle("^Ny deltagare")
	r.write(markerCode)
	r.press("Tab")
	r.write(markerName)
	r.press("Return")
	r.waitTitle("^" + markerCode)
	r.press("ctrl+r")
	r.waitTitle("^Möte – " + markerCode)
	r.press("Tab", "Return") // as the supervisor
	r.press("3", "2")
}

// draft gives the answers of the draft of the participant on the disk.
func (d *desk) draft(name string) map[string]skapa.Step {
	s := d.workspace(name)
	p, _ := s.ParticipantByCode(context.Background(), markerCode)
	a, _, _ := s.Draft(context.Background(), p.ID, skapa.BySupervisor)
	return a.Answers
}

// TestWindowSealed walks a day with a sealed workspace: work, a lock, a loss of
// power. Nothing of it can be read from any file.
func TestWindowSealed(t *testing.T) {
	desk := newDesk(t)
	desk.prefer(`{"supervisor":"Åsa Öberg","team":"Team Kust","lockAfter":1}`)
	desk.secret = passphrase
	program := desk.start()
	program.waitTitle("^Framsteg$")
	program.press("ctrl+shift+n")
	program.write("hemlig")
	program.press("Return")
	program.screenshot("protection")
	program.write(passphrase)
	program.press("Return")
	program.write(passphrase)
	program.press("Return")
	program.waitTitle("^Idag – hemlig")
	program.screenshot("recovery-key")
	program.press("Escape", "shift+Tab", "Return")
	program.someWork()
	eventually(t, "the draft on the disk", func() bool { return len(desk.draft(lockedFile)) == 2 })
	program.screenshot("half-a-rating")
	if heap, all := program.remembers(markerName); heap == 0 || heap == all {
		t.Errorf("the memory holds the name %d times, the heap %d: it is not searched", all, heap)
	}

	program.press("ctrl+l")
	program.waitTitle("^hemlig – Framsteg$")
	program.screenshot("locked")
	heap, all := program.remembers(markerName)
	t.Logf("locked, the memory holds the name %d times, the heap %d", all, heap)
	program.write("fel")
	program.press("Return")
	eventually(t, "the page behind the lock", func() bool { // what is typed while a passphrase is tried goes nowhere
		program.press("ctrl+a")
		program.write(passphrase)
		program.press("Return")
		for range 30 {
			if strings.HasPrefix(program.title(), "Möte – "+markerCode) {
				return true
			}
			time.Sleep(100 * time.Millisecond)
		}
		program.screenshot("refused")
		return false
	})
	program.press("4")
	eventually(t, "the third answer on the disk", func() bool {
		return maps.Equal(desk.draft(lockedFile), map[string]skapa.Step{"work-type": 3, "manage-work": 2, "competence": 4})
	})
	program.screenshot("unlocked")
	said := program.stderr.String()
	program.kill()

	program = desk.open(lockedFile)
	program.press("Return") // Idag proposes to go on with the meeting
	program.waitTitle("^Möte")
	program.screenshot("after-the-loss")
	if got := desk.draft(lockedFile); len(got) != 3 {
		t.Errorf("the draft has %v", got)
	}
	program.press("Escape", "Escape")
	program.waitTitle("^Idag")
	program.close()
	for _, trace := range desk.traces(said+program.stderr.String(), markerName, markerCode, "SQLite format 3") {
		t.Error(trace)
	}
}

// TestWindowPlain shows that the search of TestWindowSealed would find: the
// same work on a plain file stands in it.
func TestWindowPlain(t *testing.T) {
	desk := newDesk(t)
	desk.prefer(`{"supervisor":"Åsa Öberg","team":"Team Kust"}`)
	desk.make(lockedFile, "")
	program := desk.open(lockedFile)
	program.someWork()
	eventually(t, "the draft on the disk", func() bool { return len(desk.draft(lockedFile)) == 2 })
	program.press("ctrl+l") // does nothing
	program.press("Escape", "Escape")
	program.waitTitle("^" + markerCode)
	program.close()
	found := desk.traces(program.stderr.String(), markerName, markerCode, "SQLite format 3")
	if len(found) < 3 {
		t.Errorf("found is only %q", found)
	}
}

// TestWindowLocksByItself leaves the desk: keys and the pointer postpone the
// lock, and without them it comes. When the toolkit has let go of what it drew,
// too, the program uses nothing of what was shown; what SQLite freed is not
// wiped, and is only said.
func TestWindowLocksByItself(t *testing.T) {
	if testing.Short() {
		t.Skip("takes three minutes")
	}
	desk := newDesk(t)
	desk.env = append(desk.env, "GODEBUG=clobberfree=1") // so that what is still found is still used
	desk.prefer(`{"supervisor":"Åsa Öberg","team":"Team Kust","lockAfter":1}`)
	desk.make(lockedFile, passphrase)
	program := desk.open(lockedFile)
	program.someWork()
	program.screenshot("before")
	for at := 0; at < 80; at += 10 { // longer than the minute
		if at%20 == 0 {
			program.press("shift")
		} else {
			program.do("xdotool", "mousemove", "--window", program.window, "400", "600")
			program.do("xdotool", "mousemove_relative", "3", "0")
		}
		time.Sleep(10 * time.Second)
		program.waitTitle("^Möte")
	}
	left := time.Now()
	for program.title() != "hemlig – Framsteg" {
		if time.Since(left) > 2*time.Minute {
			t.Fatal("the lock does not come")
		}
		time.Sleep(time.Second)
	}
	if passed := time.Since(left); passed < 40*time.Second {
		t.Errorf("the lock came after %v", passed)
	}
	program.screenshot("locked")
	heap, all := program.remembers(markerName)
	t.Logf("locked, the memory holds the name %d times, the heap %d", all, heap)
	for locked := time.Now(); heap > 0; { // it is swept after 75 s, and for who draws slowly after 150
		if time.Since(locked) > 4*time.Minute {
			t.Fatal("the program still uses the name")
		}
		time.Sleep(20 * time.Second)
		heap, all = program.remembers(markerName)
	}
	t.Logf("at last, the memory holds the name %d times, the heap %d", all, heap)
	program.close()
}
