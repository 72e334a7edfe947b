package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/welcome"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Somebody deleted the wrong rating yesterday, finds the backup that has it,
// and regrets that too.
func TestRestoringABackup(t *testing.T) {
	g := workspace(t)
	g.menu("menu.backups")
	g.sees(g.text("backups.none"))
	g.press(fyne.KeyEscape)

	id := g.addParticipant("H-1001", "2026-01-10")
	g.rateAll(id, skapa.Self, "3")
	g.at = g.at.Add(24 * time.Hour)
	g.read(id)
	g.tap("assessment.delete")
	g.write("reason", "Fel person")
	g.tap("assessment.delete")
	g.unasked()
	g.at = g.at.Add(24 * time.Hour)
	g.addParticipant("H-1002", "2026-01-10")

	g.menu("menu.backups")
	all := must(g.store.Backups())(t)
	if len(all) < 2 {
		t.Fatalf("there are %d backups", len(all))
	}
	table := every[*widget.Table](g.top())[0]
	row := -1
	for i, b := range all { // of before the deletion
		if b.At.After(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)) {
			row = i
		}
	}
	for i := 0; i < row; i++ {
		g.press(fyne.KeyDown)
	}
	if table.Current() != row {
		t.Fatalf("the arrows stand on row %d, not %d", table.Current(), row)
	}
	at := g.moment(all[row].At)
	g.sees(at)
	g.sees(g.text("backups.reason.rolling"))
	g.sees(g.text("backups.added", words.Args{"What": g.words.N("kind.participant", 1)}))
	g.sees(g.text("backups.missing", words.Args{"What": g.words.N("kind.assessment", 1)}))
	g.sees("H-1001, H-1002")
	g.sees("kB")
	g.tap("backups.restore")
	g.asked(g.text("backups.restore.title", words.Args{"At": at}))
	g.tap("backups.restore.do")
	g.unasked()
	page[*participants.List](g)
	if n := len(g.ratingsOnDisk(id)); n != 1 {
		t.Errorf("the file has %d ratings", n)
	}
	if n := len(must(g.store.Caseload(context.Background()))(t)); n != 1 {
		t.Errorf("there are %d participants", n)
	}

	g.undo()
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Errorf("after undoing it the file has %d ratings", n)
	}
	g.saidOnDisk("H-1002")
	g.sees("H-1002")
}

// What differs is told in things, not in what they are made of; where nothing
// does, nothing can be restored.
func TestWhatDiffersFromABackup(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.rateAll(id, skapa.Self, "3")
	g.at = g.at.Add(time.Hour)
	g.startRating(id, skapa.BySupervisor)
	g.typeText("3") // backs up first
	g.leaveMeeting()
	g.shortcut(ctrl(fyne.KeyE))
	g.write("name", "Åsa")
	g.press(fyne.KeyReturn)
	g.menu("menu.backups")
	g.sees(g.text("backups.added", words.Args{"What": g.words.N("kind.draft", 1)}))
	g.sees(g.text("backups.changed", words.Args{"What": g.words.N("kind.participant", 1)}))
	g.press(fyne.KeyDown) // of before anything was written
	g.sees(g.text("backups.added", words.Args{"What": strings.Join([]string{g.words.N("kind.participant", 1), g.words.N("kind.assessment", 1), g.words.N("kind.draft", 1)}, ", ")}))
	g.tap("backups.restore")
	g.tap("backups.restore.do")

	g.menu("menu.backups")
	g.press(fyne.KeyDown)
	g.press(fyne.KeyDown)
	g.sees(g.text("backups.same"))
	for _, b := range every[*widget.Button](g.top()) {
		if b.Text == g.text("backups.restore") && !b.Disabled() {
			t.Error("it can be restored")
		}
	}
}

// Backups of one minute are told apart by their seconds, wherever they are
// named.
func TestBackupsOfOneMinute(t *testing.T) {
	g := workspace(t)
	for _, at := range []string{"20261121T080000.000Z", "20261121T081510.000Z", "20261121T081550.000Z", "20261121T083010.001Z", "20261121T083010.002Z"} {
		path := filepath.Join(g.path+".backups", at+"-rolling.framsteg")
		g.check(os.MkdirAll(filepath.Dir(path), 0o700))
		g.check(os.WriteFile(path, must(os.ReadFile(g.path))(t), 0o600))
	}
	id := g.addParticipant("H-1001", "2026-01-10")
	g.showParticipant(id)
	g.menu("menu.backups")
	rows := []string{"2026-11-21 09:00", "2026-11-21 08:30:10.002", "2026-11-21 08:30:10.001", "2026-11-21 08:15:50", "2026-11-21 08:15:10", "2026-11-21 08:00"}
	for _, at := range rows {
		n := 0
		for _, shown := range g.shown() {
			if shown == at {
				n++
			}
		}
		if n < 2 { // in its row, and above what differs
			t.Fatalf("%s is shown %d times among %q", at, n, g.shown())
		}
		g.tap("backups.restore")
		g.sees(g.text("backups.restore.title", words.Args{"At": at}))
		g.press(fyne.KeyEscape)
		for i := 0; i <= slices.Index(rows, at); i++ {
			g.press(fyne.KeyDown)
		}
	}
}

// A backup that can't be read says so where its differences would stand.
func TestABackupThatCannotBeRead(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	path := must(g.store.Backups())(t)[0].Path
	g.check(os.WriteFile(path, []byte("nothing of ours"), 0o600))
	g.menu("menu.backups")
	g.sees(strings.TrimSuffix(g.text("backups.unreadable", words.Args{"Why": "x"}), "x"))
	g.tap("backups.restore")
	g.tap("backups.restore.do")
	g.press(fyne.KeyEscape)
	g.unasked()
	g.saidOnDisk("H-1001")
}

// That no backup can be made is said, and keeps nobody from working.
func TestABackupThatFailsIsSaid(t *testing.T) {
	g := workspace(t)
	g.check(os.WriteFile(g.path+".backups", nil, 0o600)) // where the folder should be
	g.addParticipant("H-1001", "2026-01-10")
	g.sees(strings.TrimSuffix(g.text("backups.notMade", words.Args{"Why": ""}), " "))
	g.saidOnDisk("H-1001")
}

// When a backup is restored over a form, the form keeps what stands in it.
func TestRestoringKeepsTheForm(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.at = g.at.Add(time.Hour)
	g.addParticipant("H-1002", "2026-01-10")
	g.startRating(id, skapa.BySupervisor)
	g.typeText("32")
	backup := must(g.store.Backups())(t)[0]
	g.restore(backup, "")
	page[*meeting.Page](g)
	if got := g.steps(); got[0] != 3 || got[1] != 2 || got[2] != skapa.NotAsked {
		t.Errorf("the form has %v", got)
	}
}

// conflict lets a colleague add H-2002 to the same file, and then writes
// something here.
func conflict(t *testing.T, g *given, secret string) {
	t.Helper()
	ctx := context.Background()
	id := g.addParticipant("H-1009", "2026-01-10")
	aside := filepath.Join(t.TempDir(), "Halland.framsteg")
	g.check(os.WriteFile(aside, must(os.ReadFile(g.path))(t), 0o600))
	theirs := must(store.Open(ctx, aside, store.Options{Now: g.clock, Secret: secret, Author: store.Author{Supervisor: "Kim", Team: "Väst"}}))(t)
	must(theirs.SaveParticipant(ctx, skapa.Participant{Code: "H-2002", Start: today, Since: today}))(t)
	g.check(theirs.Close())
	g.check(os.WriteFile(g.path, must(os.ReadFile(aside))(t), 0o600))
	g.startRating(id, skapa.BySupervisor)
	g.typeText("3")
	if err := g.store.Unsaved(); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("the save gives %v", err)
	}
}

// A colleague saved the same file: both changes come together by one button.
func TestMergingWhatAColleagueSaved(t *testing.T) {
	for name, begin := range map[string]func(*testing.T) (*given, string){
		"plain":  func(t *testing.T) (*given, string) { return workspace(t), "" },
		"sealed": func(t *testing.T) (*given, string) { return sealed(t), passphrase },
	} {
		t.Run(name, func(t *testing.T) {
			g, secret := begin(t)
			conflict(t, g, secret)
			args, _ := conflictOf(g.store.Unsaved())
			g.sees(g.text("conflict.banner", args))
			aside := filepath.Join(filepath.Dir(g.path), args["Copy"].(string))
			before := must(os.Stat(aside))(t).ModTime()
			g.wait(5 * time.Minute)
			if !must(os.Stat(aside))(t).ModTime().Equal(before) {
				t.Error("it is tried in vain")
			}
			g.sees(g.text("conflict.banner", args))
			g.tap("conflict.merge")
			g.sees(g.text("conflict.merged", words.Args{"What": strings.Join([]string{g.words.N("new.participant", 1), g.words.N("new.team", 1), g.words.N("new.supervisor", 1)}, ", ")}) + " " + g.text("merging.concerned", words.Args{"Codes": "H-2002"}))
			g.press(fyne.KeyReturn)
			g.unasked()
			g.misses(g.text("unsaved"))
			page[*meeting.Page](g)
			if got := g.steps(); got[0] != 3 {
				t.Errorf("the rating under way has %v", got)
			}
			if _, err := g.store.ParticipantByCode(context.Background(), "H-2002"); err != nil {
				t.Error(err)
			}
			if left := must(filepath.Glob(filepath.Join(filepath.Dir(g.path), "*konflikt*")))(t); len(left) != 0 {
				t.Errorf("left is %q", left)
			}
		})
	}
}

// Loading the colleague's file instead leaves mine in the copy.
func TestLoadingWhatAColleagueSaved(t *testing.T) {
	g := workspace(t)
	conflict(t, g, "")
	args, _ := conflictOf(g.store.Unsaved())
	g.tap("conflict.reload")
	g.asked(g.text("conflict.reload.text", args))
	g.press(fyne.KeyEscape)
	g.sees(g.text("conflict.banner", args))
	g.tap("conflict.reload")
	g.tap("conflict.reload.do")
	g.unasked()
	g.misses(g.text("unsaved"))
	if _, err := g.store.ParticipantByCode(context.Background(), "H-2002"); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(g.path), args["Copy"].(string))); err != nil {
		t.Error("mine is gone:", err)
	}
}

// Closing during a conflict says where my changes are, and offers to merge.
func TestClosingDuringAConflict(t *testing.T) {
	g := workspace(t)
	conflict(t, g, "")
	args, _ := conflictOf(g.store.Unsaved())
	for _, key := range []string{"unsaved.stay", "conflict.merge", "conflict.close"} {
		g.shortcut(ctrl(fyne.KeyW))
		if key == "conflict.close" { // merged before
			page[*welcome.Page](g)
			break
		}
		g.asked(g.text("conflict.close.text", args))
		g.misses(g.text("unsaved.lose"))
		g.tap(key)
		g.press(fyne.KeyEscape)
	}

	g = workspace(t)
	conflict(t, g, "")
	g.shortcut(ctrl(fyne.KeyW))
	g.tap("conflict.close")
	page[*welcome.Page](g)
	g.path = filepath.Join(filepath.Dir(g.path), args["Copy"].(string))
	g.saidOnDisk("H-1009")
}

// What could not be saved is tried again by itself, without a word.
func TestTheSaveIsTriedAgainByItself(t *testing.T) {
	g := workspace(t)
	before := g.app.Driver().AbsolutePositionForObject(g.place).Y
	mend := g.breakDisk()
	id := g.addParticipant("H-1001", "2026-01-10")
	g.wait(firstRetry + 2*time.Second)
	if g.pulse.pause != 2*firstRetry {
		t.Errorf("after the first attempt it is tried every %v", g.pulse.pause)
	}
	g.wait(3 * time.Minute)
	g.unasked()
	g.sees(g.text("unsaved"))
	if g.pulse.pause != lastRetry {
		t.Errorf("it is tried every %v", g.pulse.pause)
	}
	mend()
	g.wait(time.Minute + time.Second)
	g.misses(g.text("unsaved"))
	g.sees(g.text("saved"))
	if top := g.app.Driver().AbsolutePositionForObject(g.place).Y; top != before {
		t.Errorf("the page begins at %v, before it did at %v", top, before)
	}
	if _, err := g.onDisk().Participant(context.Background(), id); err != nil {
		t.Error(err)
	}

	mend = g.breakDisk()
	g.rateAll(id, skapa.Self, "3")
	mend()
	g.wait(12 * time.Second) // soon at first
	g.misses(g.text("unsaved"))
}
