package ui

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"framsteg/app/exchange/intake"
	intakepage "framsteg/app/ui/intake"
	"framsteg/app/words"
	"framsteg/store"
)

// onImport is the page that imports a table, as whereabouts name it.
const onImport = "import"

// tableEndings are those of files with tables.
var tableEndings = []string{".csv", ".xlsx", ".txt", ".tsv"}

// showImport shows the page that imports a table from a file; "" lets the user
// choose one there.
func (s *shell) showImport(path string) {
	s.visit(whereabouts{Page: onImport}, func() {
		p := intakepage.New(s.deps())
		p.OnChoose = func() { s.chooseTable(p.Open) }
		p.OnBack = s.back
		p.OnUndo = s.undo
		p.OnImport = s.importPlan
		p.Recall, p.Remember = s.prefs.mappingOf, s.prefs.rememberMapping
		s.show(p, false, s.showParticipants)
		s.refill(p)
		if path != "" {
			p.Open(path)
			path = "" // in another language it is what was kept
		}
	})
}

// importTable is what the menu does.
func (s *shell) importTable() {
	s.leave(func() {
		s.showImport("")
		if p, is := s.current.(*intakepage.Page); is {
			p.OnChoose()
		}
	})
}

// chooseTable asks for a file with a table.
func (s *shell) chooseTable(chosen func(path string)) {
	c := newChooser(s, true, chosen)
	c.endings = tableEndings
	c.ask(s.words.T("import.file.title"))
	c.enter(s.exportFolder())
}

// importPlan does what a plan says, over the window, and goes on by done. Until
// all is in the workspace it can be cancelled; then nothing was imported.
func (s *shell) importPlan(plan *intake.Plan, name string, done func()) {
	s.longWork(s.words.T("import.working", words.Args{"Name": name}), func(ctx context.Context) error {
		return plan.Apply(ctx, name, share(ctx))
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			s.rail.tell(s.words.T("import.cancelled"))
		case err != nil && !errors.Is(err, store.ErrNotSaved):
			s.report(err)
		default:
			s.rail.tell(s.words.T("import.told", words.Args{"Name": name}))
			done()
		}
	})
}

// remembered is the mapping of tables with certain headers. It holds nothing of
// what stands in them.
type remembered struct {
	Headers string         `json:"headers"` // as intake.Signature names them
	Mapping intake.Mapping `json:"mapping"`
}

const (
	prefMappings = "mappings"
	maxMappings  = 40
)

func (p prefs) mappings() (all []remembered) {
	if json.Unmarshal([]byte(p.String(prefMappings)), &all) != nil {
		return nil // of an older version, or none yet
	}
	return all
}

// mappingOf gives the mapping of tables with certain headers, if there is one.
func (p prefs) mappingOf(headers string) (intake.Mapping, bool) {
	for _, r := range p.mappings() {
		if r.Headers == headers && headers != "" {
			return r.Mapping, true
		}
	}
	return intake.Mapping{}, false
}

// rememberMapping puts a mapping first among those that are remembered.
func (p prefs) rememberMapping(headers string, m intake.Mapping) {
	all := slices.DeleteFunc(p.mappings(), func(r remembered) bool { return r.Headers == headers })
	all = append([]remembered{{headers, m}}, all...)
	if text, err := json.Marshal(all[:min(len(all), maxMappings)]); err == nil {
		p.SetString(prefMappings, string(text))
	}
}

// isTable tells whether a file has the name of one with tables.
func isTable(path string) bool {
	return slices.Contains(tableEndings, strings.ToLower(filepath.Ext(path)))
}
