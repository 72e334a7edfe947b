package overview

import (
	"encoding/json"
	"io"

	"framsteg/store/skapa"
)

// JSON writes every number of the document with its name in words, in full
// precision: what is published is rounded before, see cohort.Report.Publish. One that
// is hidden is null with "hidden": true, one of which nothing can be said is null. It
// never says who is counted.
func (d Document) JSON(w io.Writer) error {
	out := documentJSON{
		Title: d.Title, Language: d.words.Lang, Internal: d.Internal, Limit: d.Report.Limit,
		Whom: d.Whom, Day: d.Report.Day.String(), From: d.Report.Selection.From.String(), To: d.Report.Selection.To.String(), Made: d.Made.String(), File: d.File, Digest: d.Digest, Instrument: d.Report.Instrument.Version,
		Summary: list(d.Summary), Hidden: list(d.Hidden), Terms: d.Terms,
	}
	if d.Internal {
		out.Warning = d.words.T("overview.internal")
	}
	for _, s := range d.Sections {
		out.Sections = append(out.Sections, s.json())
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

type documentJSON struct {
	Title      string        `json:"title"`
	Language   string        `json:"language"`
	Internal   bool          `json:"internal"`
	Warning    string        `json:"warning,omitempty"`
	Limit      int           `json:"limit,omitempty"` // none of a document that is internal
	Whom       []string      `json:"whom"`
	Day        string        `json:"day"`            // that it is of: the last of the period
	From       string        `json:"from,omitempty"` // the period that was chosen
	To         string        `json:"to,omitempty"`
	Made       string        `json:"made"`
	File       string        `json:"file"`
	Digest     string        `json:"digest,omitempty"`
	Instrument skapa.Version `json:"instrument"`
	Summary    []string      `json:"summary"`
	Hidden     []string      `json:"hidden"`
	Sections   []sectionJSON `json:"sections"`
	Terms      []Term        `json:"terms"`
}

type sectionJSON struct {
	Key    string      `json:"key"`
	Title  string      `json:"title"`
	Intro  []string    `json:"intro"`
	Tables []tableJSON `json:"tables"`
}

type tableJSON struct {
	Key     string       `json:"key"`
	Title   string       `json:"title"`
	Note    string       `json:"note,omitempty"`
	Numbers []numberJSON `json:"numbers"`
}

type numberJSON struct {
	Key    string   `json:"key"`
	Name   string   `json:"name"`
	Row    string   `json:"row"`
	Column string   `json:"column"`
	Kind   string   `json:"kind"`
	Value  *float64 `json:"value"`
	Hidden bool     `json:"hidden,omitempty"`
}

// kinds are what kinds of cells are called.
var kinds = map[Kind]string{Empty: "none", Count: "count", Stat: "statistic", Share: "share"}

func (s Section) json() sectionJSON {
	out := sectionJSON{Key: s.Key, Title: s.Title, Intro: s.Intro}
	for _, t := range s.Tables {
		table := tableJSON{Key: t.Key, Title: t.Title, Note: t.Note}
		for _, r := range t.Rows {
			for i, c := range r.Cells {
				number := numberJSON{Key: c.Key, Name: c.Name, Row: r.Name, Column: t.Columns[i], Kind: kinds[c.Kind], Hidden: c.Hidden}
				if c.Shown() {
					number.Value = &c.Value
				}
				table.Numbers = append(table.Numbers, number)
			}
		}
		out.Tables = append(out.Tables, table)
	}
	return out
}

// list gives texts so that none are an empty list.
func list(texts []string) []string { return append([]string{}, texts...) }
