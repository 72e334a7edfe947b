//go:build !cgo

package driver

import (
	"io"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"framsteg/app/words"
)

func TestAWindowWithoutAScreenRunsUntilItQuits(t *testing.T) {
	app := New(fyne.AppMetadata{ID: "se.framsteg.test", Version: "1.2.3"}, words.In("sv"), io.Discard)
	if app.UniqueID() != "se.framsteg.test" || fyne.CurrentApp().Metadata().Version != "1.2.3" {
		t.Error("the application is not ours:", app.UniqueID(), fyne.CurrentApp().Metadata())
	}
	window := app.NewWindow("Framsteg")
	label := widget.NewLabel("")
	window.SetContent(label)
	window.Show()

	steps := []string{}
	app.Lifecycle().SetOnStarted(func() {
		steps = append(steps, "started")
		go func() {
			fyne.Do(func() { label.SetText("först") })
			fyne.DoAndWait(func() { steps = append(steps, label.Text) })
			fyne.Do(app.Quit)
		}()
	})
	app.Lifecycle().SetOnStopped(func() { steps = append(steps, "stopped") })
	app.Run()

	if got := len(steps); got != 3 || steps[0] != "started" || steps[1] != "först" || steps[2] != "stopped" {
		t.Error(steps)
	}
	if window.Canvas().Capture().Bounds().Empty() {
		t.Error("nothing is drawn")
	}
}
