// Package overview is Uppföljning: it puts the report of a cohort into words, as one
// consistent set of tables that the window, a document, a workbook and a command
// show alike.
package overview

import (
	"slices"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Document is a report in words.
type Document struct {
	Title    string
	Whom     []string   // the selection, a line a choice
	Made     skapa.Date // on that day; the one that it is of is Report.Day
	File     string     // name of the workspace
	Digest   string     // of what stands in it; "" where it is not asked for
	Internal bool       // nothing is hidden, and it must not be handed on
	Summary  []string
	Sections []Section
	Terms    []Term   // definitions of what is used
	Hidden   []string // what was hidden and why; empty where nothing was
	Report   cohort.Report

	words words.Words // that it is in
}

// About says in one line what the document is of: for a picture that stands alone.
func (d Document) About() string { return strings.Join(append(slices.Clone(d.Whom), d.File), " · ") }

// Section is a part of a document under a heading.
type Section struct {
	Key    string // "who", "flow", "meetings", "change", "start", "agreement", "outcomes", "continuity", "combinations"
	Title  string
	Intro  []string // sentences that stand before the tables: how to read them
	Tables []Table
}

// Table has a name for each row and column.
type Table struct {
	Key     string // unique in the document: "change.self"
	Title   string
	Corner  string // what the rows are
	Columns []string
	Rows    []Row
	Note    string
}

// Row is a row of a table.
type Row struct {
	Name  string
	Cells []Cell // one a column
}

// Cell is one number, or none.
type Cell struct {
	Kind   Kind
	Key    string  // of the table, row and column, the same in every language: "change.self.steps.health.start.3"
	Name   string  // the number in words: "Fördelning, deltagarens egen skattning: Hälsa, start, steg 3"
	Text   string  // as it is shown: "12", "+0,4", "dolt"
	Value  float64 // 0 where it is Hidden or Empty
	Hidden bool
	Who    []int32 // the participants that it counts, or of a share those of its part; see cohort.Count
}

// Shown tells whether the cell has a Value.
func (c Cell) Shown() bool { return c.Kind != Empty && !c.Hidden }

// Kind is what a cell holds.
type Kind uint8

// The kinds of cells.
const (
	Empty Kind = iota // nothing can be said
	Count             // a whole number
	Stat              // a number of a group
	Share             // 0 … 1 of a whole, shown in per cent
)

// Term is a definition.
type Term struct {
	Name string `json:"name"`
	Text string `json:"text"`
}
