package ui

import (
	"context"
	"maps"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"framsteg/store"
	"framsteg/store/skapa"
)

// The questions of protection are looked at and walked as all others are.
func init() {
	on := func(act string) func(*given, skapa.ID) {
		return func(g *given, _ skapa.ID) { g.seal(); g.showProtection(); g.tap(act) }
	}
	maps.Copy(visits, map[string]func(*given, skapa.ID){
		"protection, plain":    func(g *given, _ skapa.ID) { g.showProtection() },
		"protection, sealed":   func(g *given, _ skapa.ID) { g.seal(); g.showProtection() },
		"protection, recovery": func(g *given, _ skapa.ID) { g.seal(); g.setKey(); g.showProtection() },
		"new file protected": func(g *given, _ skapa.ID) {
			g.askProtection(g.path, func(string) {})
			g.typeText("kvarn tratt")
			g.press(fyne.KeyReturn)
			g.press(fyne.KeyReturn)
		},
		"new file plain":     func(g *given, _ skapa.ID) { g.askProtection(g.path, func(string) {}); g.tap("protect.plain") },
		"encrypt":            func(g *given, _ skapa.ID) { g.showProtection(); g.tap("protection.seal"); g.typeText(goodPassphrase) },
		"unseal":             func(g *given, id skapa.ID) { on("protection.unseal")(g, id); g.press(fyne.KeyReturn) },
		"passphrase changed": func(g *given, id skapa.ID) { on("protection.passphrase")(g, id); g.tap("passphrase.change.do") },
		"passphrase wrong": func(g *given, id skapa.ID) {
			on("protection.passphrase")(g, id)
			g.typeText("fel")
			g.press(fyne.KeyReturn)
			g.typeTwice(goodPassphrase)
		},
		"passphrase anew": func(g *given, _ skapa.ID) { g.askAnew(g.store) },
		"recovery":        func(g *given, _ skapa.ID) { g.seal(); g.newKey() },
		"recovery saved": func(g *given, _ skapa.ID) {
			g.Setenv("HOME", g.TempDir())
			g.shell.app = &viewer{App: g.app}
			g.seal()
			g.newKey()
			g.tap("recovery.pdf")
			g.press(fyne.KeyReturn)
		},
		"recovery as PDF": func(g *given, _ skapa.ID) { g.seal(); g.newKey(); g.tap("recovery.pdf") },
		"recovery later":  func(g *given, _ skapa.ID) { g.seal(); g.newKey(); g.press(fyne.KeyEscape) },
		"recovery wrong": func(g *given, _ skapa.ID) {
			g.seal()
			g.setKey()
			g.askNewRecovery()
			g.typeText("fel")
			g.press(fyne.KeyReturn)
		},
		"secret mistyped": func(g *given, _ skapa.ID) {
			g.askForSecret()
			g.typeText("AGE-SECRET-KEY-1QQ")
			g.press(fyne.KeyReturn)
		},
		"recovery check": func(g *given, _ skapa.ID) {
			g.seal()
			g.newKey()
			g.tap("recovery.next")
			g.tap("recovery.check.do")
		},
		"recovery anew":  func(g *given, _ skapa.ID) { g.seal(); g.setKey(); g.askNewRecovery() },
		"recovery first": func(g *given, _ skapa.ID) { g.seal(); g.askNewRecovery() },
		"plain copies": func(g *given, _ skapa.ID) {
			copied := strings.TrimSuffix(g.path, fileExtension) + " (konflikt 2026-11-21 14.03)" + fileExtension
			g.check(os.WriteFile(copied, must(os.ReadFile(g.path))(g.T), 0o600))
			g.sayPlainCopies(g.store, func() {})
		},
		"held by me": func(g *given, _ skapa.ID) {
			args := skapa.Args{"Path": g.path, "Computer": must(os.Hostname())(g.T), "Supervisor": author.Supervisor, "Since": "2026-11-21 08:12"}
			g.askHeld(g.path, &skapa.Problem{Key: "error.open.held", Args: args, Err: store.ErrHeld})
		},
		"broken": func(g *given, _ skapa.ID) {
			g.askRescue(g.path, &skapa.Problem{Key: "error.open.damaged", Args: skapa.Args{"Path": g.path}})
		},
		"broken, restored": func(g *given, _ skapa.ID) {
			all := must(store.BackupsOf(g.path))(g.T)
			path := g.path
			g.closeFile()
			g.check(os.WriteFile(path, []byte("x"), 0o600))
			g.rescue(path, all[0])
		},
		"saved as": func(g *given, _ skapa.ID) { g.saveAs() },
		"secret":   func(g *given, _ skapa.ID) { g.askForSecret(); g.typeText("fel"); g.press(fyne.KeyReturn) },
	})
}

// newKey shows a new recovery key.
func (g *given) newKey() { g.offerRecovery(g.store) }

// askForSecret asks for the secret of the workspace as if it were sealed.
func (g *given) askForSecret() {
	g.withSecret(g.text("file.opening"), g.path, func(_ context.Context, secret string) error {
		if secret == "" {
			return store.ErrSealed
		}
		return store.ErrSecret
	}, func(error) {})
}
