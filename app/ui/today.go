package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/look"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/settings"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// The pages of a workspace that can be reached from everywhere.
const (
	onToday    = "today"
	onSettings = "settings"

	onCatalogue = "catalogue"
	onActivity  = "activity"
)

// showToday shows who asks for something today: the page that a file opens with.
func (s *shell) showToday() {
	s.visit(whereabouts{Page: onToday}, func() {
		s.viewing.Spot = participant.Spot{} // from here, nobody comes back to it
		s.above = s.showToday
		s.today.Scope = s.prefs.scope()
		p := todaypage.New(s.deps(), s.watch, s.today, s.prefs.author().Supervisor)
		p.OnOpen = s.openRow
		p.OnNew = s.newParticipant
		p.OnScope = func(scope todaypage.Scope) {
			s.prefs.SetString(prefScope, string(scope))
			s.rail.show()
		}
		s.show(p, false, nil)
	})
}

// openRow opens what a row of Idag asks for.
func (s *shell) openRow(r todaypage.Row) {
	ctx := context.Background()
	p, err := s.store.Participant(ctx, r.ID)
	if err != nil {
		s.report(err)
		return
	}
	from := origin{Page: onToday}
	switch r.Group {
	case todaypage.Overdue, todaypage.DueNow, todaypage.Never, todaypage.Begun:
		s.startMeeting(p, from)
	case todaypage.FollowUp:
		s.showFollowUp(p, skapa.FollowUp{Participant: p.ID, Period: r.PeriodID, Months: r.FollowUps[r.At].Months, Date: s.store.Today()}, from)
	case todaypage.Idle, todaypage.Unfocused:
		s.newParticipationFor(p, "", from)
	case todaypage.Ending:
		s.showParticipation(p, r.Standing.Ending[r.At].Participation, "", from)
	case todaypage.Step:
		goal, err := s.goal(ctx, p.ID, r.Steps[r.At].ID) // with its words
		if err != nil {
			s.report(err)
			return
		}
		s.showGoal(p, goal, from)
	case todaypage.Paused:
		s.showPause(p, r.Pause, from)
	default:
		s.showParticipant(p.ID)
	}
}

// asking gives how many of whom Idag shows ask for a meeting or a follow-up, and
// whether that is known; the page says why not.
func (s *shell) asking() (n int, known bool) {
	people, err := s.watch.People(context.Background())
	supervisor := s.prefs.author().Supervisor
	for _, p := range s.prefs.scope().Settle(people, supervisor).Of(people, supervisor) {
		if p.Asks() {
			n++
		}
	}
	return n, err == nil
}

// goToToday is showToday from anywhere.
func (s *shell) goToToday() { s.leave(s.showToday) }

// showSettings shows what the workspace and this computer are set to.
func (s *shell) showSettings() {
	s.visit(whereabouts{Page: onSettings}, func() {
		p, err := settings.New(s.deps(), s.computerSettings())
		if err != nil {
			s.showAbove()
			s.report(err)
			return
		}
		s.refill(p)
		p.OnBack = s.back
		p.OnSaved = func() { s.rail.tell(s.words.T("settings.saved")) }
		p.OnSeal = s.askSeal
		s.show(p, false, s.showAbove)
	})
}

// computerSettings are those of this computer; the menu has some of them too.
func (s *shell) computerSettings() []settings.Setting {
	w := s.words
	answers := settings.Setting{Choices: []string{w.T("settings.one"), w.T("settings.allSix")}, Choose: func(i int) { s.prefs.SetBool(prefOneAtATime, i == 0) }}
	if !s.prefs.oneAtATime() {
		answers.Chosen = 1
	}
	language := settings.Setting{Name: w.T("settings.language"), Chosen: slices.Index(words.Languages, w.Lang), Choose: func(i int) { s.setLang(words.Languages[i]) }}
	for _, lang := range words.Languages {
		language.Choices = append(language.Choices, words.In(lang).T("language"))
	}
	appearance := settings.Setting{Name: w.T("settings.theme"), Chosen: slices.Index(look.Modes, s.prefs.mode()), Choose: func(i int) { s.setTheme(look.Modes[i]) }}
	for _, mode := range look.Modes {
		appearance.Choices = append(appearance.Choices, w.T("theme."+string(mode)))
	}
	lock := settings.Setting{Name: w.T("settings.lock"), Chosen: slices.Index(lockChoices, s.prefs.lockMinutes()), Choose: func(i int) {
		s.prefs.SetInt(prefLockAfter, lockChoices[i])
		s.showMenu()
	}}
	for _, minutes := range lockChoices {
		lock.Choices = append(lock.Choices, w.N("minutes", minutes))
	}
	return []settings.Setting{answers, language, appearance, lock}
}

func (s *shell) goToSettings()  { s.leave(s.showSettings) }
func (s *shell) goToCatalogue() { s.leave(s.showCatalogue) }

// showAbove shows the page that lists participants and that was shown last.
func (s *shell) showAbove() {
	if s.above == nil {
		s.showParticipants()
		return
	}
	s.above()
}

// placeCommands go to the pages of the rail.
func (s *shell) placeCommands() []command {
	return []command{
		{"menu.today", ctrl(fyne.KeyG), s.inFile(s.goToToday)},
		{"menu.participants", ctrlShift(fyne.KeyD), s.inFile(s.goToParticipants)},
		{"menu.catalogue", ctrlShift(fyne.KeyA), s.inFile(s.goToCatalogue)},
		{"menu.cohort", ctrlShift(fyne.KeyU), s.inFile(s.goToCohort)},
		{"menu.unsettled", nil, s.inFile(s.goToUnsettled)},
		{"menu.settings", ctrl(fyne.KeyComma), s.inFile(s.goToSettings)},
	}
}
