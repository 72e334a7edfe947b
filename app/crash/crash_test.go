package crash_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"framsteg/app/crash"
)

// somebodyBroke panics with a value, with a name among its arguments.
func somebodyBroke(name string, value any) {
	if name != "" {
		panic(value)
	}
}

func report(t *testing.T, folder string, value any) (err error) {
	t.Helper()
	log := crash.Log{Folder: folder, Version: "1.2.3", Now: func() time.Time { return time.Unix(1_795_000_000, 0).UTC() }}
	defer func() { err = log.Report(recover()) }()
	somebodyBroke("Åsa Öberg", value)
	return nil
}

func TestReportSaysWhereAndNothingAboutAnybody(t *testing.T) {
	var nothing map[string]int
	values := map[string]any{
		"a text":    "Åsa Öberg, 19900101-1234",
		"an error":  errors.New("no such participant: Åsa Öberg"),
		"an object": struct{ Name string }{"Åsa Öberg"},
	}
	for kind, value := range values {
		t.Run(kind, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "not made yet")
			report(t, folder, value)

			said := onlyFile(t, folder)
			for _, want := range []string{"Framsteg 1.2.3", "crash_test.somebodyBroke", "crash/crash_test.go:"} {
				if !strings.Contains(said, want) {
					t.Errorf("the file lacks %q:\n%s", want, said)
				}
			}
			for _, secret := range []string{"Åsa", "Öberg", "19900101"} {
				if strings.Contains(said, secret) {
					t.Errorf("the file tells %q:\n%s", secret, said)
				}
			}
		})
	}
	t.Run("the runtime's own sentence is kept", func(t *testing.T) {
		folder := t.TempDir()
		func() {
			log := crash.Log{Folder: folder, Now: time.Now}
			defer func() { log.Report(recover()) }()
			nothing["x"] = 1
		}()
		if said := onlyFile(t, folder); !strings.Contains(said, "assignment to entry in nil map") {
			t.Error(said)
		}
	})
}

func TestReportWithoutAPlaceForTheFileStillExplains(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := report(t, filepath.Join(file, "folder"), "x"); err == nil || !strings.Contains(err.Error(), "error.crash.unwritten") {
		t.Error(err)
	}
}

func onlyFile(t *testing.T, folder string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	said, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}
