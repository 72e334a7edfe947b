package ui

import (
	"maps"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/sharing"
	"framsteg/store/skapa"
)

// The pages and questions of sharing are looked at too.
func init() {
	maps.Copy(visits, map[string]func(g *given, id skapa.ID){
		"export":        func(g *given, _ skapa.ID) { g.shortcut(ctrlShift(fyne.KeyE)) },
		"export, hub":   func(g *given, _ skapa.ID) { g.exports(sharing.Hub) },
		"export, named": func(g *given, _ skapa.ID) { g.exports(sharing.Tables); g.pick("sharing.named") },
		"export, exposed": func(g *given, _ skapa.ID) {
			g.exports(sharing.Tables)
			g.pick("sharing.named")
			g.press(fyne.KeyReturn)
		},
		"export, tables": func(g *given, _ skapa.ID) { g.exports(sharing.Tables); g.press(fyne.KeyReturn) },
		"export, start":  func(g *given, _ skapa.ID) { g.exports(sharing.Beginning) },
		"export, ticked": func(g *given, _ skapa.ID) {
			g.exports(sharing.Colleague)
			g.pick("sharing.whom.ticked")
			g.tap("roster.checkNone")
			g.press(fyne.KeyReturn)
		},
		"export, secret": func(g *given, _ skapa.ID) {
			g.exports(sharing.Beginning)
			g.press(fyne.KeyReturn)
			g.press(fyne.KeyReturn)
		},
		"export, saved": func(g *given, _ skapa.ID) {
			g.exports(sharing.Beginning)
			g.press(fyne.KeyReturn)
			g.press(fyne.KeyReturn)
			g.typeTwice(otherPassphrase)
		},
		"begin":      func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyW)); g.tap("welcome.begin") },
		"hub, none":  func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyComma)); g.tap("settings.hub.set") },
		"hub, plain": func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyComma)); g.tap("settings.hub.make") },
		"hub, made": func(g *given, _ skapa.ID) {
			g.seal()
			g.shortcut(ctrl(fyne.KeyComma))
			g.tap("settings.hub.make")
			g.press(fyne.KeyReturn)
		},
		"hub, forget": func(g *given, _ skapa.ID) {
			visits["hub, made"](g, skapa.ID{})
			g.tap("settings.hub.forget")
		},
	})
}
