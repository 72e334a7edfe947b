package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"framsteg/store/skapa"
)

type sayer struct{}

func (sayer) Finding(f skapa.Finding) string { return f.Key }

// What is said at several fields at once takes its room from those below them,
// whether they had a hint or not.
func TestFindingsMakeRoom(t *testing.T) {
	test.NewTempApp(t)
	fields := []*Field{NewField("area", "Område", NewEntry(), ""), NewField("text", "Mål", NewEntry(), "Deltagarens ord."), NewField("step", "Steg", NewEntry(), "")}
	form := Form{Fields: fields, Words: sayer{}}
	scroll := container.NewVScroll(container.NewVBox(fields[0], fields[1], fields[2]))
	form.Follow(scroll)
	test.NewTempWindow(t, scroll).Resize(fyne.NewSize(400, 500))
	form.Show(skapa.Findings{{Field: "area", Key: "Välj ett område."}, {Field: "text", Key: "Skriv målet."}})
	for i, f := range fields[1:] {
		above := fields[i]
		if end := above.Position().Y + above.MinSize().Height; f.Position().Y < end {
			t.Errorf("%s begins at %v, within %s, which ends at %v", f.Name, f.Position().Y, above.Name, end)
		}
	}
	if row := fields[0].below.MinSize().Height; row > 2*fields[1].below.MinSize().Height {
		t.Errorf("one sentence is %v high: it does not wrap at the width of its field", row)
	}
}
