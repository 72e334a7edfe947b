package intake

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"framsteg/app/exchange/intake"
	"framsteg/app/ui/screen"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
)

// What is read aside is the page's only when the page takes it: it may be shown,
// or show another file, meanwhile.
func TestAFileIsReadAside(t *testing.T) {
	test.NewTempApp(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "blad.csv")
	s, err := store.Create(t.Context(), filepath.Join(folder, "x.framsteg"), assets.Instrument(), store.Options{})
	if err == nil {
		err = os.WriteFile(path, []byte("Kod;Start\nX-1;2025-01-10\n"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var finish []func()
	p := New(screen.Deps{Store: s, Words: words.In("sv"), Window: test.NewTempWindow(t, nil), Run: func(work func(context.Context) error, done func(error)) {
		err := work(t.Context())
		finish = append(finish, func() { done(err) })
	}})
	p.Recall = func(string) (m intake.Mapping, is bool) { return m, false }
	p.Open(path)
	if p.book.Sheets != nil || p.in.Items != nil {
		t.Error("what was read aside is the page's at once")
	}
	p.Open(filepath.Join(folder, "finns inte.csv"))
	finish[0]()
	if p.book.Sheets != nil {
		t.Error("a file that is no longer asked for is shown")
	}
	p.Open(path)
	finish[2]()
	if len(p.book.Sheets) != 1 || len(p.in.Items) == 0 {
		t.Errorf("read is %+v", p.book)
	}
}
