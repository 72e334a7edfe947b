package ui

import (
	"encoding/hex"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"framsteg/app/progress/cohort"
	"framsteg/app/ui/look"
	todaypage "framsteg/app/ui/today"
	"framsteg/store"
	"framsteg/store/skapa"
)

// prefs are what this computer remembers, outside any workspace: never
// anything about a participant.
type prefs struct{ fyne.Preferences }

// Names of the preferences.
const (
	prefLang        = "lang"
	prefTheme       = "theme"
	prefRecent      = "recent"
	prefSupervisor  = "supervisor"
	prefTeam        = "team"
	prefDevice      = "device"
	prefWidth       = "width"
	prefHeight      = "height"
	prefLockAfter   = "lockAfter"
	prefSealed      = "sealed"
	prefScope       = "scope"
	prefOneAtATime  = "oneAtATime"
	prefCohortLimit = "cohortLimit"
)

// lockChoices are the minutes without use after which a sealed file may be
// locked, and lockDefault those of somebody who chose none.
var lockChoices = []int{1, 2, 5, lockDefault, 15, 30, 60}

const lockDefault = 10

// maxRecent is how many files the welcome page offers.
const maxRecent = 6

// scope says whose participants Idag shows; "" when none was chosen.
func (p prefs) scope() todaypage.Scope { return todaypage.Scope(p.String(prefScope)) }

func (p prefs) mode() look.Mode {
	mode := look.Mode(p.StringWithFallback(prefTheme, string(look.AsSystem)))
	if !slices.Contains(look.Modes, mode) {
		return look.AsSystem
	}
	return mode
}

// lockMinutes gives after how many minutes without use a sealed file is
// locked.
func (p prefs) lockMinutes() int {
	minutes := p.IntWithFallback(prefLockAfter, lockDefault)
	if !slices.Contains(lockChoices, minutes) {
		return lockDefault
	}
	return minutes
}

func (p prefs) lockAfter() time.Duration { return time.Duration(p.lockMinutes()) * time.Minute }

// oneAtATime tells whether participants are asked one question at a time.
func (p prefs) oneAtATime() bool { return p.BoolWithFallback(prefOneAtATime, true) }

// cohortLimit gives the least count that a report shows.
func (p prefs) cohortLimit() int {
	return max(p.IntWithFallback(prefCohortLimit, cohort.LeastLimit), cohort.LeastLimit)
}

func (p prefs) recent() []string { return p.StringList(prefRecent) }

// remember puts a file first among the recent ones.
func (p prefs) remember(path string) {
	recent := append([]string{path}, slices.DeleteFunc(p.recent(), func(r string) bool { return r == path })...)
	p.SetStringList(prefRecent, recent[:min(len(recent), maxRecent)])
}

func (p prefs) forget(path string) {
	p.SetStringList(prefRecent, slices.DeleteFunc(p.recent(), func(r string) bool { return r == path }))
}

// maxSealed is of how many files is remembered that they were sealed.
const maxSealed = 50

// wasSealed tells whether a file was sealed when it was last seen.
func (p prefs) wasSealed(path string) bool { return slices.Contains(p.StringList(prefSealed), path) }

// see remembers whether a file is sealed.
func (p prefs) see(path string, sealed bool) {
	if p.wasSealed(path) == sealed {
		return
	}
	all := slices.DeleteFunc(p.StringList(prefSealed), func(s string) bool { return s == path })
	if sealed {
		all = append([]string{path}, all...)
	}
	p.SetStringList(prefSealed, all[:min(len(all), maxSealed)])
}

func (p prefs) author() store.Author {
	return store.Author{Supervisor: p.String(prefSupervisor), Team: p.String(prefTeam)}
}

func (p prefs) setAuthor(a store.Author) {
	p.SetString(prefSupervisor, a.Supervisor)
	p.SetString(prefTeam, a.Team)
}

// device gives the id of this computer, made the first time.
func (p prefs) device() skapa.ID {
	var id skapa.ID
	if n, err := hex.Decode(id[:], []byte(p.String(prefDevice))); err == nil && n == len(id) {
		return id
	}
	id = skapa.ID(uuid.Must(uuid.NewV7()))
	p.SetString(prefDevice, id.String())
	return id
}

// size gives the window's size when it was last closed, in dp.
func (p prefs) size() fyne.Size {
	return fyne.NewSize(
		float32(max(p.FloatWithFallback(prefWidth, 1280), minWidth)),
		float32(max(p.FloatWithFallback(prefHeight, 690), minHeight)))
}

func (p prefs) setSize(s fyne.Size) {
	p.SetFloat(prefWidth, float64(s.Width))
	p.SetFloat(prefHeight, float64(s.Height))
}
