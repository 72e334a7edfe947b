// Package app_test holds the architecture to its word.
package app_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rule says what the packages under some folders must not use. A name stands
// for the package and all below it.
type rule struct {
	of     []string
	never  []string // whatever way it gets in
	only   []string // if given, all of the module that may be used
	except []string // packages under of that the rule spares
	why    string
}

const (
	fyne       = "fyne.io/fyne/v2"
	realDriver = "fyne.io/fyne/v2/app"
)

var rules = []rule{
	{of: []string{"framsteg/store"}, never: []string{"framsteg/app"}, why: "the store knows nothing of what shows it"},
	{of: []string{"framsteg/store/skapa"}, only: []string{}, why: "the vocabulary uses the standard library only"},
	{of: []string{"framsteg/assets"}, only: []string{"framsteg/store/skapa"}, why: "assets are data"},
	{of: []string{"framsteg/store/disk"}, only: []string{"framsteg/store/disk", "golang.org/x/sys/windows"}, why: "what keeps files whole knows nothing of what is in them"},
	{of: []string{"framsteg/store/seal"}, never: []string{"framsteg", "database/sql", "github.com/jmoiron/sqlx", "modernc.org/sqlite"}, why: "the container knows nothing of what it holds"},
	{
		of: []string{
			"framsteg/store", "framsteg/assets", "framsteg/app/progress", "framsteg/app/chart", "framsteg/app/exchange",
			"framsteg/app/overview", "framsteg/app/report", "framsteg/app/cli", "framsteg/app/crash", "framsteg/app/words", "framsteg/app/passphrase",
		},
		never: []string{fyne}, why: "what computes and keeps runs without the toolkit",
	},
	{
		of:    []string{"framsteg/app/chart/scene", "framsteg/app/chart/raster", "framsteg/app/chart/svg", "framsteg/app/chart/pdf"},
		never: []string{"framsteg/app/progress", "framsteg/app/words"}, why: "what draws a scene knows nothing of what it means",
	},
	{of: []string{"framsteg"}, except: []string{"framsteg", "framsteg/app/driver"}, never: []string{realDriver}, why: "every test runs without OpenGL and cgo"},
	{of: []string{"framsteg/app/ui"}, never: []string{"framsteg/app/cli", "framsteg/app/driver"}, why: "main alone joins the window to the rest"},
	{of: []string{"framsteg"}, never: []string{"github.com/ccojocar/zxcvbn-go/matching"}, why: "it reads its words at the start of every program"},
	{of: []string{"framsteg/app/driver"}, never: []string{"framsteg/app/ui", "framsteg/app/cli"}, why: "the driver shows no screen"},
}

// outsiders are the foreign packages that only some of ours may import
// themselves, wherever else they get in through these.
var outsiders = map[string][]string{
	"github.com/jmoiron/sqlx":       {"framsteg/store"},
	"modernc.org/sqlite":            {"framsteg/store"},
	"database/sql":                  {"framsteg/store"},
	"filippo.io/age":                {"framsteg/store/seal"},
	"github.com/alecthomas/kong":    {"framsteg/app/cli"},
	"github.com/BurntSushi/toml":    {"framsteg/app/cli"},
	"github.com/nicksnyder/go-i18n": {"framsteg/app/words"},
	"github.com/ccojocar/zxcvbn-go": {"framsteg/app/passphrase"},
	"codeberg.org/go-pdf/fpdf":      {"framsteg/app/chart/pdf"},
	"github.com/xuri/excelize":      {"framsteg/app/exchange/sheet"},
	"golang.org/x/term":             {"framsteg/app/cli"},
	"github.com/go-gl/glfw":         {"framsteg/app/driver"},
	"gonum.org/v1/gonum":            {"framsteg/app/progress"},
}

// used is what one package imports itself, and all that it uses.
type used struct{ imports, all []string }

func TestDirections(t *testing.T) {
	lookAtSources(t)
	for _, system := range []string{"linux", "windows", "darwin"} {
		for _, cgo := range []string{"0", "1"} {
			t.Run(system+" cgo "+cgo, func(t *testing.T) {
				packages := list(t, system, cgo)
				for name, use := range packages {
					for _, r := range rules {
						r.check(t, name, use)
					}
					for outsider, insiders := range outsiders {
						if under(outsider, use.imports...) && !slices.ContainsFunc(insiders, func(in string) bool { return under(in, name) }) {
							t.Errorf("%s imports %s, which is for %v", name, outsider, insiders)
						}
					}
				}
			})
		}
	}
}

func (r rule) check(t *testing.T, name string, use used) {
	t.Helper()
	if slices.Contains(r.except, name) || !slices.ContainsFunc(r.of, func(of string) bool { return under(of, name) }) {
		return
	}
	for _, never := range r.never {
		if under(never, use.all...) {
			t.Errorf("%s uses %s: but %s", name, never, r.why)
		}
	}
	if r.only == nil {
		return
	}
	for _, dependency := range use.all {
		allowed := standard(dependency) || slices.Contains(r.only, dependency)
		if !allowed {
			t.Errorf("%s uses %s: but %s", name, dependency, r.why)
		}
	}
}

// under tells whether one of packages is root or below it.
func under(root string, packages ...string) bool {
	return slices.ContainsFunc(packages, func(p string) bool { return p == root || strings.HasPrefix(p, root+"/") })
}

// standard tells whether a package comes with Go: no dot in its first part,
// and not ours.
func standard(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return first != "framsteg" && !strings.Contains(first, ".")
}

// list gives the packages of the module on a system, without tests.
func list(t *testing.T, system, cgo string) map[string]used {
	t.Helper()
	command := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{join .Imports " "}}|{{join .Deps " "}}`, "framsteg/...")
	command.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED="+cgo)
	var failure strings.Builder
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		t.Fatal(err, failure.String())
	}
	packages := map[string]used{}
	for line := range strings.Lines(string(out)) {
		part := strings.Split(strings.TrimSpace(line), "|")
		packages[part[0]] = used{imports: strings.Fields(part[1]), all: strings.Fields(part[2])}
	}
	if len(packages["framsteg/store/skapa"].all) == 0 {
		t.Fatal("the listing is not understood:", string(out))
	}
	return packages
}

// lookAtSources visits all folders of the module, so that go test runs this
// test again when a file changed: what go list reads it knows nothing of.
func lookAtSources(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.Name() == ".git" {
			return filepath.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
