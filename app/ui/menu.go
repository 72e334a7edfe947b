package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"framsteg/app/ui/catalogue"
	"framsteg/app/ui/look"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
)

// Every act with a shortcut is in the menu: shortcuts of the menu work
// wherever the focus is.

// command is one act of the menu.
type command struct {
	key      string        // of its text
	shortcut fyne.Shortcut // nil for none
	do       func()        // nil where it makes no sense on this page
}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

func ctrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// onPage gives an act of the current page, nil when another kind is shown.
func onPage[P any](s *shell, act func(P)) func() {
	page, is := s.current.(P)
	if !is {
		return nil
	}
	return func() { act(page) }
}

// showView gives the act that shows a view of a participant's ratings.
func showView(v participant.View) func(*participant.Page) {
	return func(p *participant.Page) { p.ShowView(v) }
}

// inFile gives an act that needs an open workspace, nil without one.
func (s *shell) inFile(act func()) func() {
	if s.store == nil {
		return nil
	}
	return act
}

func (s *shell) fileCommands() []command {
	if s.lockState.file != nil { // whoever sits there may not be who locked it
		return []command{
			{"menu.open", ctrl(fyne.KeyO), s.askOpen},
			{"menu.close", ctrl(fyne.KeyW), s.closeFile},
			{"menu.quit", ctrl(fyne.KeyQ), s.close},
		}
	}
	save := s.inFile(s.retrySave)
	if page, is := s.current.(interface{ OnSave() }); is {
		save = page.OnSave
	}
	lock, closeFile := s.lock, s.closeFile
	if !s.canLock() {
		lock = nil
	}
	if s.store == nil {
		closeFile = nil
	}
	return []command{
		{"menu.new", ctrlShift(fyne.KeyN), s.askNew},
		{"menu.open", ctrl(fyne.KeyO), s.askOpen},
		{"menu.save", ctrl(fyne.KeyS), save},
		{"menu.saveAs", ctrlShift(fyne.KeyS), s.inFile(s.saveAs)},
		{"menu.export", ctrlShift(fyne.KeyE), s.inFile(s.goToSharing)},
		{"menu.export.listed", nil, onPage(s, (*participants.List).Export)},
		{"menu.import", nil, s.inFile(s.importTable)},
		{"menu.merge", ctrlShift(fyne.KeyM), s.inFile(s.goToMerging)},
		{"menu.backups", nil, s.inFile(s.showBackups)},
		{"menu.protection", nil, s.inFile(s.showProtection)},
		{"menu.lock", ctrl(fyne.KeyL), lock},
		{"menu.close", ctrl(fyne.KeyW), closeFile},
		{"menu.quit", ctrl(fyne.KeyQ), s.close},
	}
}

// group is a part of a menu: acts, in a menu of their own where the group has a name.
type group struct {
	key      string // of its name; "" for none
	commands []command
}

func (s *shell) participantGroups() []group {
	var up func()
	if s.up != nil {
		up = s.back
	}
	return []group{
		{"", []command{
			{"menu.search", ctrl(fyne.KeyF), s.inFile(s.search)},
			{"menu.participant.new", ctrl(fyne.KeyN), s.inFile(func() { s.leave(s.newParticipant) })},
			{"menu.meet", ctrl(fyne.KeyR), onPage(s, (*participant.Page).Meet)},
			{"menu.participant.edit", ctrl(fyne.KeyE), onPage(s, (*participant.Page).Edit)},
		}},
		{"menu.group.plan", []command{
			{"menu.participation.add", ctrl(fyne.KeyI), onPage(s, (*participant.Page).AddParticipation)},
			{"menu.activity.new", ctrlShift(fyne.KeyI), s.inFile(func() { s.leave(s.newActivity) })},
			{"menu.enrol", nil, onPage(s, (*catalogue.Form).Enrol)},
			{"menu.goal", ctrl(fyne.KeyM), s.goalCommand()},
		}},
		{"menu.group.leaving", []command{
			{"menu.pause", nil, onActive(s, (*participant.Page).Pause)},
			{"menu.exit", nil, onPage(s, (*participant.Page).Exit)},
			{"menu.reenter", nil, onGone(s, (*participant.Page).Reenter)},
		}},
		{"menu.group.supervisor", []command{
			{"menu.handOver", nil, onActive(s, (*participant.Page).HandOver)},
			{"menu.handOver.listed", nil, onPage(s, (*participants.List).HandOver)},
			{"menu.supervisors", nil, onPage(s, func(p *participant.Page) { s.showSupervisors(p.Participant()) })},
		}},
		{"menu.group.views", []command{
			{"menu.view.progress", ctrl(fyne.Key1), onPage(s, showView(participant.Development))},
			{"menu.view.profile", ctrl(fyne.Key2), onPage(s, showView(participant.Profile))},
			{"menu.view.numbers", ctrl(fyne.Key3), onPage(s, showView(participant.Numbers))},
			{"menu.view.plan", ctrl(fyne.Key4), onPage(s, showView(participant.Plan))},
			{"menu.view.history", ctrl(fyne.Key5), onPage(s, showView(participant.History))},
			{"menu.chart", ctrl(fyne.KeyD), onPage(s, (*participant.Page).FocusView)},
			{"menu.table", ctrl(fyne.KeyT), onPage(s, (*participant.Page).FocusTable)},
		}},
		{"", []command{
			{"menu.picture", ctrlShift(fyne.KeyP), onPage(s, s.savePicture)},
			{"menu.print", ctrl(fyne.KeyP), onPage(s, s.print)},
			{"menu.back", &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}, up},
		}},
	}
}

// groupItems gives the items of groups.
func (s *shell) groupItems(groups []group) (items []*fyne.MenuItem) {
	for _, g := range groups {
		if g.key == "" {
			items = append(items, s.items(g.commands)...)
			continue
		}
		item := fyne.NewMenuItem(s.words.T(g.key), nil)
		item.ChildMenu = fyne.NewMenu("", s.items(g.commands)...)
		items = append(items, item)
	}
	return items
}

// showMenu makes the menu for the page and the language of the moment.
func (s *shell) showMenu() {
	if s.answering() {
		s.menus = nil
		s.window.SetMainMenu(s.quietMenu())
		return
	}
	w := s.words
	file := fyne.NewMenu(w.T("menu.file"), s.items(s.fileCommands())...)
	quit := file.Items[len(file.Items)-1]
	quit.IsQuit = true
	view := fyne.NewMenu(w.T("menu.view"))
	if s.lockState.file == nil {
		view.Items = append(s.items(s.placeCommands()), fyne.NewMenuItemSeparator())
	}
	view.Items = append(view.Items, s.langItem(), s.themeItem())
	shortcuts := fyne.NewMenuItem(w.T("menu.shortcuts")+"  (F1)", s.showShortcuts)
	help := fyne.NewMenu(w.T("menu.help"), shortcuts, fyne.NewMenuItem(w.T("menu.about"), s.showAbout))
	s.menus = []*fyne.Menu{file, view, help}
	if s.lockState.file == nil {
		file.Items = slices.Insert(file.Items, 2, s.recentItem())
		view.Items = append(view.Items, s.lockAfterItem())
		edit := fyne.NewMenu(w.T("menu.edit"), append([]*fyne.MenuItem{s.undoItem()}, s.items(s.undoCommands())...)...)
		people := fyne.NewMenu(w.T("menu.participant"), s.groupItems(s.participantGroups())...)
		s.menus = slices.Insert(s.menus, 1, edit, people)
	}
	s.window.SetMainMenu(fyne.NewMainMenu(s.menus...))
}

// recentItem offers the files that were opened last.
func (s *shell) recentItem() *fyne.MenuItem {
	recent := fyne.NewMenuItem(s.words.T("menu.recent"), nil)
	recent.ChildMenu = fyne.NewMenu("")
	for _, path := range s.prefs.recent() {
		recent.ChildMenu.Items = append(recent.ChildMenu.Items,
			fyne.NewMenuItem(filepath.Base(path), s.unasked(func() { s.leave(func() { s.open(path) }) })))
	}
	recent.Disabled = len(recent.ChildMenu.Items) == 0
	return recent
}

// openMenu shows the menu where the arrows can walk it: the toolkit's own bar
// can't be reached by key.
func (s *shell) openMenu() {
	all := fyne.NewMenu("")
	for _, m := range s.menus {
		item := fyne.NewMenuItem(m.Label, nil)
		item.ChildMenu = m
		all.Items = append(all.Items, item)
	}
	widget.ShowMenu(s.window.Canvas(), all, fyne.NewPos(0, 0), 0)
}

func (s *shell) items(commands []command) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, c := range commands {
		do := s.unasked(c.do)
		if c.key == "menu.lock" { // takes questions away itself
			do = c.do
		}
		item := fyne.NewMenuItem(s.words.T(c.key), do)
		item.Shortcut = c.shortcut
		item.Disabled = c.do == nil
		items = append(items, item)
	}
	return items
}

// unasked gives an act that does nothing while a question stands over the
// window: the toolkit lets shortcuts through to the menu below it, and to items
// that are disabled. Of nil it gives nil.
func (s *shell) unasked(act func()) func() {
	if act == nil {
		return nil
	}
	return func() {
		if s.window.Canvas().Overlays().Top() == nil {
			act()
		}
	}
}

func (s *shell) search() {
	if list, is := s.current.(interface{ Search() }); is {
		list.Search()
		return
	}
	s.goToParticipants()
}

func (s *shell) langItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(s.words.T("menu.language"), nil)
	item.ChildMenu = fyne.NewMenu("")
	for _, lang := range words.Languages {
		choice := fyne.NewMenuItem(words.In(lang).T("language"), s.unasked(func() { s.setLang(lang) }))
		choice.Checked = lang == s.words.Lang
		item.ChildMenu.Items = append(item.ChildMenu.Items, choice)
	}
	return item
}

func (s *shell) themeItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(s.words.T("menu.theme"), nil)
	item.ChildMenu = fyne.NewMenu("")
	for _, mode := range look.Modes {
		choice := fyne.NewMenuItem(s.words.T("theme."+string(mode)), func() { s.setTheme(mode) })
		choice.Checked = mode == s.prefs.mode()
		item.ChildMenu.Items = append(item.ChildMenu.Items, choice)
	}
	return item
}

// lockAfterItem chooses after how many minutes without use a sealed file is
// locked.
func (s *shell) lockAfterItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(s.words.T("menu.lockAfter"), nil)
	item.ChildMenu = fyne.NewMenu("")
	for _, minutes := range lockChoices {
		choice := fyne.NewMenuItem(s.words.N("minutes", minutes), func() {
			s.prefs.SetInt(prefLockAfter, minutes)
			s.showMenu()
		})
		choice.Checked = minutes == s.prefs.lockMinutes()
		item.ChildMenu.Items = append(item.ChildMenu.Items, choice)
	}
	return item
}

func (s *shell) setTheme(mode look.Mode) {
	s.prefs.SetString(prefTheme, string(mode))
	s.app.Settings().SetTheme(look.Theme{Mode: mode})
	s.showMenu()
}

func (s *shell) showAbout() {
	about := s.app.Metadata()
	widget.Ask(s.window, "Framsteg "+about.Version, s.words.T("about.text"), widget.Answer{Text: s.words.T("ok"), Primary: true})
}
