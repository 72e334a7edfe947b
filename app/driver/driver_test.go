package driver

import (
	"encoding/json"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"framsteg/app/words"
	"framsteg/assets"
)

func TestSpeakMakesTheToolkitFollowTheMenuOnAnySystem(t *testing.T) {
	systems := []string{"sv_SE.UTF-8", "en_GB.UTF-8", "fr_CA.UTF-8", "de", "zh_CN.UTF-8", "sr_RS@latin", "xx_YY", "C", "C.UTF-8", "POSIX", ""}
	for _, system := range systems {
		t.Run("system "+system, func(t *testing.T) {
			for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANGUAGE"} {
				t.Setenv(name, "")
			}
			t.Setenv("LANG", system)
			for _, step := range []struct{ code, want string }{
				{"sv", "Avbryt"}, {"en", "Cancel"}, {"sv", "Avbryt"},
			} {
				if err := Speak(step.code); err != nil {
					t.Fatal(err)
				}
				if got := lang.L("Cancel"); got != step.want {
					t.Errorf("in %s the toolkit says %q, not %q", step.code, got, step.want)
				}
			}
		})
	}
}

// A text that the toolkit gains in a new version would show in the system's
// language.
func TestTheToolkitHasNoTextThatOursLack(t *testing.T) {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	want := keys(t, theirs)
	for _, code := range words.Languages {
		ours, err := assets.Lang.ReadFile("lang/fyne." + code + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if got := keys(t, ours); !slices.Equal(got, want) {
			t.Errorf("%s has %q\nthe toolkit has %q", code, got, want)
		}
	}
}

func keys(t *testing.T, texts []byte) []string {
	t.Helper()
	var byKey map[string]any
	if err := json.Unmarshal(texts, &byKey); err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(byKey))
}

func TestAMachineThatCannotDrawIsToldInOneSentence(t *testing.T) {
	for _, c := range []struct{ text, key string }{
		{"failed to initialise GLFW", "error.window.display"},
		{"window creation error", "error.window.opengl"},
	} {
		var said strings.Builder
		code := 0
		toolkit := log.New(&complaints{out: &said, words: words.In("sv"), exit: func(n int) { code = n }}, "", log.LstdFlags)

		toolkit.Println("Fyne error: ", "an icon is missing")
		if code != 0 {
			t.Error("a missing icon ended the program")
		}
		toolkit.Println("Fyne error: ", c.text)

		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		if code != 1 || len(lines) != 2 || !strings.Contains(lines[0], "an icon is missing") || lines[1] != "framsteg: "+words.In("sv").T(c.key) {
			t.Errorf("%s: exit %d, %q", c.text, code, lines)
		}
	}
}
