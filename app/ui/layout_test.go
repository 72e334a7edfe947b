package ui

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// sizes are those of windows, in dp: a small laptop at 150 %, the same, and a
// large screen. A question is asked in the smallest.
var sizes = []fyne.Size{{Width: 853, Height: 480}, {Width: 1280, Height: 720}, {Width: 1920, Height: 1080}}

// visits open every page, and every question that has a layout of its own.
var visits = map[string]func(g *given, id skapa.ID){
	"welcome":          func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyW)) },
	"welcome, no name": func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyW)); g.write("name", ""); g.tap("welcome.new") },
	"list":             func(g *given, _ skapa.ID) { g.showParticipants() },
	"list, none found": func(g *given, _ skapa.ID) { g.showParticipants(); g.typeText("xyz") },
	"participant": func(g *given, id skapa.ID) {
		g.rateAll(id, skapa.BySupervisor, "4")
		g.correct(id)
		g.newMeeting()
		g.typeText("3")
		g.leaveMeeting()
	},
	"participant, profile": func(g *given, _ skapa.ID) { g.measured("H-1003", ""); g.shortcut(ctrl(fyne.Key2)) },
	"participant, table":   func(g *given, _ skapa.ID) { g.measured("H-1003", ""); g.shortcut(ctrl(fyne.Key3)) },
	"participant, date": func(g *given, _ skapa.ID) {
		g.measured("H-1003", "")
		g.window.Canvas().Focus(g.segments(g.text("range.all")))
		g.press(fyne.KeyEnd)
		g.press(fyne.KeyReturn)
		g.typeText("x")
		g.press(fyne.KeyReturn)
	},
	"meeting":         func(g *given, id skapa.ID) { g.newMeeting() },
	"meeting, asking": func(g *given, id skapa.ID) { g.newMeeting(); g.press(fyne.KeyReturn); g.typeText("34") },
	"meeting, chosen": func(g *given, id skapa.ID) { g.newMeeting(); g.press(fyne.KeyReturn); g.press(fyne.KeyUp) },
	"meeting, all": func(g *given, id skapa.ID) {
		g.prefs.SetBool(prefOneAtATime, false)
		g.newMeeting()
		g.press(fyne.KeyReturn)
		g.typeText("34")
	},
	"meeting, review": func(g *given, id skapa.ID) { g.newMeeting(); g.press(fyne.KeyReturn); g.typeText("345120") },
	"meeting, thanks": func(g *given, id skapa.ID) {
		g.newMeeting()
		g.press(fyne.KeyReturn)
		g.typeText("345120")
		g.agree()
	},
	"meeting, taking": func(g *given, id skapa.ID) { g.newMeeting(); g.press(fyne.KeyReturn); g.press(fyne.KeyEscape) },
	"meeting, unlocking": func(g *given, id skapa.ID) {
		g.seal()
		g.newMeeting()
		g.press(fyne.KeyReturn)
		g.press(fyne.KeyEscape)
		g.press(fyne.KeyReturn)
	},
	"meeting, own": func(g *given, id skapa.ID) { g.newMeeting(); g.answerSelf("345120"); g.typeText("5432152") },
	"meeting, together": func(g *given, id skapa.ID) {
		g.newMeeting()
		g.answerSelf("345120")
		g.typeText("5432154")
		g.press(fyne.KeyReturn)
	},
	"meeting, plan": func(g *given, id skapa.ID) {
		g.newMeeting()
		g.answerSelf("345120")
		g.typeText("5432154")
		g.press(fyne.KeyReturn)
		g.window.Canvas().Focus(every[*widget.Segments](g.top())[0])
		g.press(fyne.KeyRight)
	},
	"picture":         func(g *given, _ skapa.ID) { g.seal(); g.measured("H-1003", ""); g.menu("menu.picture") },
	"print":           func(g *given, _ skapa.ID) { g.seal(); g.measured("H-1003", "Kvast Karqvist"); g.menu("menu.print") },
	"new participant": func(g *given, _ skapa.ID) { g.newParticipant(); g.write("start", "x"); g.press(fyne.KeyReturn) },
	"edit": func(g *given, id skapa.ID) {
		g.showParticipant(id)
		g.shortcut(ctrl(fyne.KeyE))
		g.write("supervisor", "Örjan")
	},
	"correction":        func(g *given, id skapa.ID) { g.read(id); g.press(fyne.KeyReturn); g.shortcut(ctrl(fyne.KeyS)) },
	"saved rating":      func(g *given, id skapa.ID) { g.read(id) },
	"deletion":          func(g *given, id skapa.ID) { g.read(id); g.tap("assessment.delete") },
	"new participation": func(g *given, id skapa.ID) { g.showParticipant(id); g.shortcut(ctrl(fyne.KeyI)) },
	"participation":     func(g *given, id skapa.ID) { g.showParticipant(id); g.openParticipation() },
	"unsaved":           func(g *given, id skapa.ID) { g.breakDisk(); g.rateAll(id, skapa.BySupervisor, "2") },
	"new file":          func(g *given, id skapa.ID) { g.showParticipant(id); g.menu("menu.new") },
	"locked":            func(g *given, _ skapa.ID) { g.seal(); g.lock(); g.press(fyne.KeyReturn) },
	"locked, unsaved": func(g *given, id skapa.ID) {
		g.seal()
		g.breakDisk()
		g.rateAll(id, skapa.BySupervisor, "2")
		g.lock()
	},
	"conflict":         func(g *given, _ skapa.ID) { conflict(g.T, g, "") },
	"conflict, merged": func(g *given, _ skapa.ID) { conflict(g.T, g, ""); g.tap("conflict.merge") },
	"conflict, reload": func(g *given, _ skapa.ID) { conflict(g.T, g, ""); g.tap("conflict.reload") },
	"backups":          func(g *given, id skapa.ID) { g.severalBackups(id); g.menu("menu.backups"); g.press(fyne.KeyDown) },
	"backups, restore": func(g *given, _ skapa.ID) { g.menu("menu.backups"); g.tap("backups.restore") },
	"merging":          func(g *given, _ skapa.ID) { g.menu("menu.merge") },
	"merging, read":    func(g *given, _ skapa.ID) { g.mergeFiles(g.colleague("Väst", "", enters(g, "H-2002"))) },
	"merging, teams": func(g *given, id skapa.ID) {
		g.mergeFiles(g.colleague("Väst", "", leaves(g, id)))
		g.window.Canvas().Focus(g.segments(g.text("merging.byTeam")))
		g.press(fyne.KeyRight)
	},
	"merging, hub": func(g *given, _ skapa.ID) {
		hub := makeHub(g)
		g.mergeFiles(g.colleague("Öst", "", func(s *store.Store) { g.check(s.SetHub(context.Background(), hub.recipient)) }))
	},
	"merging, merged": func(g *given, _ skapa.ID) {
		g.mergeFiles(g.twice())
		g.press(fyne.KeyReturn)
	},
	"merging, refused": func(g *given, _ skapa.ID) {
		other := filepath.Join(g.TempDir(), "Annan.framsteg")
		g.make(other)
		g.mergeFiles(other)
	},
	"merging, dropped": func(g *given, _ skapa.ID) { g.drop(g.colleague("Väst", "", enters(g, "H-2002"))) },
	"unsettled":        func(g *given, _ skapa.ID) { g.disputes(); g.menu("menu.unsettled") },
	"unsettled, twice": func(g *given, _ skapa.ID) {
		g.comes(g.twice())
		g.menu("menu.unsettled")
	},
	"unsettled, joined": func(g *given, _ skapa.ID) {
		g.comes(g.twice())
		g.menu("menu.unsettled")
		g.press(fyne.KeyReturn)
		g.press(fyne.KeyReturn)
		g.window.Canvas().Focus(g.segments(g.text("unsettled.joined")))
		g.press(fyne.KeyRight)
	},
	"unsettled, none": func(g *given, _ skapa.ID) { g.menu("menu.unsettled") },
	"cohort, few":     func(g *given, _ skapa.ID) { g.showCohort() },
	"cohort, filters": func(g *given, _ skapa.ID) {
		g.showAllOf("overview.section.change")
		g.tap("cohort.more")
	},
	"cohort, summary": func(g *given, _ skapa.ID) { g.showAllOf("cohort.section.summary") },
	"about":           func(g *given, _ skapa.ID) { g.menu("menu.about") },
	"shortcuts":       func(g *given, _ skapa.ID) { g.showShortcuts() },
}

// newMeeting starts a meeting with somebody who had one before.
func (g *given) newMeeting() {
	g.Helper()
	id := g.addParticipant("H-1003", "2026-01-10")
	g.earlier(id, skapa.DateOf(2026, 8, 20), 2, 3)
	g.meet(id)
}

// seal gives the workspace a passphrase.
func (g *given) seal() {
	g.Helper()
	g.check(g.store.Seal(context.Background(), passphrase))
}

// severalBackups makes a participant's ratings over several days.
func (g *given) severalBackups(id skapa.ID) {
	g.Helper()
	for i := range 14 {
		g.at = g.at.Add(24 * time.Hour)
		g.addParticipant(fmt.Sprintf("H-%d", 2000+i), "2026-01-10")
		g.rateAll(id, skapa.Self, "3")
	}
	g.menu("menu.backups")
	g.tap("backups.restore")
	g.tap("backups.restore.do")
}

// read opens the newest rating of a participant.
func (g *given) read(id skapa.ID) {
	g.Helper()
	g.showParticipant(id)
	g.shortcut(ctrl(fyne.KeyT))
	g.press(fyne.KeyReturn)
}

// correct corrects the newest rating of a participant.
func (g *given) correct(id skapa.ID) {
	g.Helper()
	g.read(id)
	g.press(fyne.KeyReturn)
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("1")
	g.write("reason", "Missförstånd.")
	g.shortcut(ctrl(fyne.KeyS))
}

// TestNothingIsCut looks at every text in sight on every page: it lies within
// the window and has the room that it needs.
func TestNothingIsCut(t *testing.T) {
	for _, lang := range words.Languages {
		for name, visit := range visits {
			t.Run(lang+" "+name, func(t *testing.T) {
				g := workspace(t)
				g.window.Resize(sizes[0])
				g.tapLanguage(lang)
				id := g.addParticipant("H-1001", "2026-01-10")
				g.rateAll(id, skapa.Self, "3")
				g.addParticipation("Arbetsträning", "category.job", "2026-02-01")
				visit(g, id)
				if keys := rawKeys.FindAllString(g.everything(), -1); len(keys) > 0 {
					t.Errorf("instead of a text it says %q", keys)
				}
				for _, size := range sizes {
					g.window.Resize(size)
					g.settle()
					for _, cut := range g.cutTexts() {
						t.Errorf("%v×%v: %s", size.Width, size.Height, cut)
					}
					g.photograph(name + " " + lang)
				}
			})
		}
	}
}

// rawKeys finds a line that is the key of a text that is lacking.
var rawKeys = regexp.MustCompile(`(?m)^[a-z][a-zA-Z]*(\.[a-zA-Z0-9]+)+$`)

// photograph writes what is shown to the folder that FRAMSTEG_PHOTOS names, to
// be looked at.
func (g *given) photograph(name string) {
	folder := os.Getenv("FRAMSTEG_PHOTOS")
	if folder == "" {
		return
	}
	size := g.window.Canvas().Size()
	file := must(os.Create(filepath.Join(folder, fmt.Sprintf("%s %v.png", name, size.Width))))(g.T)
	defer file.Close()
	g.check(png.Encode(file, g.window.Canvas().Capture()))
}

// box is a rectangle in the window, in dp.
type box struct{ x, y, right, bottom float32 }

func (b box) within(o box) box {
	return box{max(b.x, o.x), max(b.y, o.y), min(b.right, o.right), min(b.bottom, o.bottom)}
}

func (b box) String() string {
	return fmt.Sprintf("(%.0f,%.0f)–(%.0f,%.0f)", b.x, b.y, b.right, b.bottom)
}

// slack is by how much a text may lie outside, in dp: fonts round.
const slack = 1

// cutTexts describes the texts that are not wholly in sight though they should
// be.
func (g *given) cutTexts() (cut []string) {
	size := g.window.Canvas().Size()
	c := cutter{window: box{0, 0, size.Width, size.Height}}
	c.look(g.window.Content(), fyne.Position{}, c.window, false)
	for _, over := range g.window.Canvas().Overlays().List() {
		c.look(over, over.Position(), c.window, false)
	}
	return c.cut
}

type cutter struct {
	window box
	cut    []string
}

// look visits an object at a place. What lies in a scroll may be out of sight
// upwards and downwards, and is held to the scroll's width.
func (c *cutter) look(o fyne.CanvasObject, at fyne.Position, room box, scrolls bool) {
	if !o.Visible() {
		return
	}
	area := box{at.X, at.Y, at.X + o.Size().Width, at.Y + o.Size().Height}
	switch o := o.(type) {
	case *canvas.Text:
		c.text(o, area, room, scrolls)
		return
	case *container.Scroll, *widget.Table:
		room, scrolls = area.within(room), true
	case *fynewidget.Label:
		if o.Truncation == fyne.TextTruncateEllipsis && !allowed(o) {
			c.cut = append(c.cut, fmt.Sprintf("%q is shortened at %v", o.Text, area))
		}
	case *widget.Entry, *widget.Combo, *widget.DateEntry, *widget.ChartView:
		return // scrolls its own text, or is a picture
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			c.look(child, at.Add(child.Position()), room, scrolls)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			c.look(child, at.Add(child.Position()), room, scrolls)
		}
	}
}

func (c *cutter) text(text *canvas.Text, area, room box, scrolls bool) {
	if strings.TrimSpace(text.Text) == "" {
		return
	}
	need := fyne.MeasureText(text.Text, text.TextSize, text.TextStyle)
	switch text.Alignment {
	case fyne.TextAlignCenter:
		middle := (area.x + area.right) / 2
		area.x, area.right = middle-need.Width/2, middle+need.Width/2
	case fyne.TextAlignTrailing:
		area.x = area.right - need.Width
	default:
		area.right = area.x + need.Width
	}
	beside := area.x < room.x-slack || area.right > room.right+slack
	above := !scrolls && (area.y < room.y-slack || area.bottom > room.bottom+slack)
	if beside || above {
		c.cut = append(c.cut, fmt.Sprintf("%q at %v is outside %v", text.Text, area, room))
	}
}

// allowed tells whether a label that may be shortened is not, or is a folder,
// whose length we don't choose.
func allowed(l *fynewidget.Label) bool {
	shown := every[*canvas.Text](l)
	return len(shown) == 0 || shown[0].Text == l.Text || filepath.IsAbs(l.Text)
}

// On the smallest usual laptop the ratings and activities stand beside the chart.
func TestTablesStandBesideTheChart(t *testing.T) {
	g := workspace(t)
	g.window.Resize(fyne.NewSize(1280, 690)) // 720 without the menu
	g.rateAll(g.addParticipant("H-1001", "2026-01-10"), skapa.Self, "3")
	g.settle()
	chart := every[*widget.ChartView](g.window.Content())[0]
	driver := fyne.CurrentApp().Driver()
	right := driver.AbsolutePositionForObject(chart).X + chart.Size().Width
	for _, table := range every[*widget.Table](g.window.Content()) {
		if x := driver.AbsolutePositionForObject(table).X; x < right {
			t.Errorf("a table begins at %v, left of %v", x, right)
		}
	}
}
