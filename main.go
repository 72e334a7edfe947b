// Framsteg follows participants of work-integration programmes with SKAPA: a
// window over one local file, and a few commands. See README.md.
package main

import (
	"context"
	_ "embed"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"github.com/jeandeaual/go-locale"

	"framsteg/app/cli"
	"framsteg/app/crash"
	"framsteg/app/driver"
	"framsteg/app/ui"
	"framsteg/assets"
	"framsteg/store/skapa"
)

//go:embed FyneApp.toml
var fyneApp []byte

var started = time.Now()

func main() {
	secrets := cli.TakeSecrets() // before anything can start another program
	about, err := cli.ParseMetadata(fyneApp)
	if err != nil {
		panic(err) // an embedded file that a test reads
	}
	system, _ := locale.GetLanguage() // none is as good as an unknown one
	crashes := crash.Log{Folder: crash.Folder(about.ID), Version: about.Version, Now: time.Now}
	env := cli.Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Variable: secrets,
		About: about, System: system, Now: time.Now, Crashes: crashes,
		Window: func(o cli.WindowOptions) error { return window(about, crashes, o) },
	}
	os.Exit(cli.Run(context.Background(), os.Args[1:], env))
}

func window(about cli.Metadata, crashes crash.Log, o cli.WindowOptions) error {
	if driver.Headless && o.Smoke == "" {
		return &skapa.Problem{Key: "error.window.headless"}
	}
	app := driver.New(fyne.AppMetadata{
		ID: about.ID, Name: about.Name, Version: about.Version, Build: about.Build,
		Icon: fyne.NewStaticResource("icon.png", assets.Icon),
	}, o.Words, os.Stderr)
	return ui.Run(app, ui.Options{
		File: o.File, Secret: o.Secret, Lang: o.Lang, System: o.Words.Lang, Speak: driver.Speak,
		Smoke: o.Smoke, Started: started, Out: os.Stdout,
		OnInput: driver.OnInput,
		Crash:   func(value any) error { return crashes.Report(value) },
	})
}
