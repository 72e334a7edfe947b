package words_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"framsteg/app/words"
	"framsteg/assets"
)

// text is what one key says: one form under "", or a form for each plural.
type text map[string]string

func texts(t *testing.T, code string) map[string]text {
	t.Helper()
	data, err := assets.Lang.ReadFile("lang/" + code + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	all := map[string]text{}
	for key, value := range raw {
		all[key] = text{}
		switch value := value.(type) {
		case string:
			all[key][""] = value
		case map[string]any:
			for form, s := range value {
				all[key][form], _ = s.(string)
			}
		}
	}
	return all
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

var argument = regexp.MustCompile(`{{[^}]*}}`)

// arguments gives the values that a text names, in any of its forms.
func (t text) arguments() []string {
	names := map[string]bool{}
	for _, form := range t {
		for _, a := range argument.FindAllString(form, -1) {
			names[a] = true
		}
	}
	return sortedKeys(names)
}

func TestLanguagesSayTheSame(t *testing.T) {
	first := texts(t, words.Languages[0])
	for _, code := range words.Languages[1:] {
		other := texts(t, code)
		for _, key := range sortedKeys(first) {
			if other[key] == nil {
				t.Errorf("%s: %s lacks it", key, code)
				continue
			}
			if a, b := sortedKeys(first[key]), sortedKeys(other[key]); !slices.Equal(a, b) {
				t.Errorf("%s: has the plural forms %q, in %s %q", key, a, code, b)
			}
			if a, b := first[key].arguments(), other[key].arguments(); !slices.Equal(a, b) {
				t.Errorf("%s: names %q, in %s %q", key, a, code, b)
			}
		}
		for _, key := range sortedKeys(other) {
			if first[key] == nil {
				t.Errorf("%s: only in %s", key, code)
			}
		}
	}
}

func TestTextsAreWhole(t *testing.T) {
	name := regexp.MustCompile(`^{{\.[A-Z]\w*}}$`)
	for _, code := range words.Languages {
		for key, text := range texts(t, code) {
			for form, s := range text {
				if strings.TrimSpace(s) == "" || s != strings.TrimSpace(s) {
					t.Errorf("%s %s %s: empty, or white space at an end", code, key, form)
				}
			}
			for _, a := range text.arguments() {
				if !name.MatchString(a) {
					t.Errorf("%s %s: %s is no value", code, key, a)
				}
			}
			if text[""] == "" && (text["one"] == "" || text["other"] == "" || len(text) != 2) {
				t.Errorf("%s %s: a plural has one and other, not %q", code, key, sortedKeys(text))
			}
		}
	}
}

// use is one place in code that names a key.
type use struct {
	at     token.Position
	key    string
	values []string // names of the values given, nil when they are not written at the place
	plural bool
}

// code is what the program's source says about keys.
type code struct {
	uses     []use
	literals map[string]bool
	starts   []string // of keys that are put together while running
}

// readCode reads all Go files of the module but tests.
func readCode(t *testing.T) code {
	t.Helper()
	c := code{literals: map[string]bool{}}
	files := token.NewFileSet()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			c.note(files, n)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// keyAt tells, by function, which argument is a key.
var keyAt = map[string]int{"T": 0, "N": 0, "refuse": 1, "warn": 1, "problem": 0}

func (c *code) note(files *token.FileSet, n ast.Node) {
	at := func() token.Position { return files.Position(n.Pos()) }
	switch n := n.(type) {
	case *ast.BasicLit:
		if s, ok := literal(n); ok {
			c.literals[s] = true
			if start, _, found := strings.Cut(s, "%"); found { // month.%d
				c.starts = append(c.starts, start)
			}
		}
	case *ast.BinaryExpr: // "month." + name
		if s, ok := literal(n.X); ok && n.Op == token.ADD {
			c.starts = append(c.starts, s)
		}
	case *ast.CallExpr:
		name := callee(n)
		if i, ok := keyAt[name]; ok && i < len(n.Args) {
			if key, ok := literal(n.Args[i]); ok {
				c.uses = append(c.uses, use{at: at(), key: key, values: values(n.Args[i+1:]), plural: name == "N"})
			}
		}
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok && isIdent(pair.Key, "Key") {
				if key, ok := literal(pair.Value); ok {
					c.uses = append(c.uses, use{at: at(), key: key, values: values(n.Elts)})
				}
			}
		}
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func callee(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// values gives the names in a literal of Args among expressions.
func values(among []ast.Expr) []string {
	for _, e := range among {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			e = pair.Value
		}
		args, ok := e.(*ast.CompositeLit)
		if !ok {
			continue
		}
		if selector, ok := args.Type.(*ast.SelectorExpr); !isIdent(args.Type, "Args") && (!ok || selector.Sel.Name != "Args") {
			continue
		}
		names := []string{}
		for _, e := range args.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok {
				if name, ok := literal(pair.Key); ok {
					names = append(names, name)
				}
			}
		}
		return names
	}
	return nil
}

// looksLikeKey tells a key from another argument of a function with the same
// name.
var looksLikeKey = regexp.MustCompile(`^[a-zA-Z]+(\.[a-zA-Z0-9]*)+$`)

func TestCodeAndTextsMeet(t *testing.T) {
	all, c := texts(t, words.Languages[0]), readCode(t)
	if len(c.uses) < 30 {
		t.Fatalf("only %d uses found: the reading of the code is wrong", len(c.uses))
	}
	for _, u := range c.uses {
		text, known := all[u.key]
		if !known {
			if looksLikeKey.MatchString(u.key) {
				t.Errorf("%s: no text for %q", u.at, u.key)
			}
			continue
		}
		if _, one := text["one"]; one != u.plural {
			t.Errorf("%s: %q has plural forms: %t, used as such: %t", u.at, u.key, one, u.plural)
		}
		for _, a := range text.arguments() {
			name := strings.Trim(a, "{}.")
			if u.values != nil && !slices.Contains(u.values, name) && !(u.plural && name == "N") {
				t.Errorf("%s: %q names %s, which it is not given", u.at, u.key, a)
			}
		}
	}
	for _, key := range sortedKeys(all) {
		made := func(start string) bool {
			return strings.Contains(start, ".") && strings.HasPrefix(key, start) &&
				!strings.HasPrefix(start, "error.") // written in full everywhere, so that a dead one is found
		}
		if !c.literals[key] && !slices.ContainsFunc(c.starts, made) {
			t.Errorf("%s: nothing says it", key)
		}
	}
}

func TestWordsOfASystem(t *testing.T) {
	for system, want := range map[string]string{
		"sv": "sv", "sv_SE": "sv", "en": "en", "en_GB.UTF-8": "en", "en-US": "en", "de_DE": "sv", "": "sv", "C": "sv",
	} {
		if got := words.In(system).Lang; got != want {
			t.Errorf("a system in %q: %s, not %s", system, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	w := words.In("sv")
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1 000", -1234567: "–1 234 567"} {
		if got := w.Number(n); got != strings.ReplaceAll(want, " ", "\u00a0") {
			t.Errorf("%d: %q", n, got)
		}
	}
}
