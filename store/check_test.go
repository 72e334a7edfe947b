package store

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"framsteg/store/skapa"
)

func TestCheckCounts(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	a := b.assessment(p, skapa.Self, "2026-02-01", 3)
	b.assessment(p, skapa.BySupervisor, "2026-02-01", 3)
	must(t, b.DeleteAssessment(t.Context(), a.ID, "fel"))
	must(t, b.SaveDraft(t.Context(), rating(p, skapa.Self, "2026-03-01", 3)))
	report, err := Check(t.Context(), b.Path(), Options{})
	must(t, err)
	if report.Kinds["assessment"] != (Count{1, 3}) || report.Kinds["identity"] != (Count{1, 1}) || report.Answers != 7 ||
		report.Drafts != 1 || report.Conflicts != 0 || report.Schema != schemaVersion || report.Size != int64(len(b.image())) || len(report.Instruments) != 1 {
		t.Errorf("%+v", report)
	}
	if _, err := json.Marshal(report); err != nil {
		t.Error(err)
	}
}

// Each script leaves a file that opens, with a fact that nobody could enter.
func TestCheckRefusesWhatTheRulesDo(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	b.assessment(p, skapa.Self, "2026-02-01", 3)
	b.day(p)
	b.team("Hylte", 5)
	must(t, b.SaveDraft(t.Context(), rating(p, skapa.Self, "2026-03-01", 3)))
	if _, err := Check(t.Context(), b.Path(), Options{}); err != nil {
		t.Fatal(err)
	}
	good := b.image()
	for name, script := range map[string]string{
		"a step above the scale":      "UPDATE answer SET step = 6",
		"an item that is not asked":   "UPDATE answer SET item = 'belief' WHERE item = 'health' AND rev IN (SELECT rev FROM assessment WHERE rater = 'self')",
		"an assessment of nobody":     "UPDATE assessment SET participant = zeroblob(16)",
		"no answers":                  "DELETE FROM answer",
		"a code key of another":       "UPDATE participant SET code_key = 'h-2'",
		"a blank name of a team":      "UPDATE team SET name = ' '",
		"a blank name of a colleague": "UPDATE supervisor SET name = ' '",
		"a code that reads another":   "UPDATE participant SET code = 'H-' || char(0x202e) || '1', code_key = 'h-' || char(0x202e) || '1'",
		"a name with a hidden part":   "UPDATE identity SET name = 'Å' || char(0x200b) || 'sa'",
		"a comment of nothing":        "UPDATE draft SET comment = ' '",
		"half a character":            "UPDATE participant SET referrer = CAST(x'c3' AS TEXT)",
		"an author who is not":        "UPDATE participant SET author = zeroblob(16)",
		"a name of nobody":            "UPDATE identity SET id = zeroblob(16)",
		"an activity that is not":     "UPDATE participation SET activity = zeroblob(16)",
		"a blank provider":            "UPDATE activity SET provider = ' '",
		"a place with a hidden part":  "UPDATE activity SET municipality = 'Hyl' || char(0x200b) || 'te'",
		"a contact of nothing":        "UPDATE contact SET id = zeroblob(16)",
		"a blank contact":             "UPDATE contact SET text = ' '",
		"a goal of nobody":            "UPDATE goal SET participant = zeroblob(16)",
		"words of no goal":            "DELETE FROM goal",
		"words of another's goal":     "UPDATE wording SET participant = zeroblob(16)",
		"a goal with a hidden part":   "UPDATE wording SET text = 'Jag' || char(0x202e) || 'vill'",
		"a blank step":                "UPDATE wording SET step = ' '",
		"a blank who":                 "UPDATE wording SET who = ' '",
		"a pause of nobody":           "UPDATE pause SET participant = zeroblob(16)",
		"a period of nobody":          "UPDATE period SET participant = zeroblob(16)",
		"an exit without an outcome":  "UPDATE period SET outcome = '' WHERE finish IS NOT NULL",
		"an outcome without an exit":  "UPDATE period SET outcome = 'work' WHERE finish IS NULL",
		"a follow-up of nobody":       "UPDATE followup SET participant = zeroblob(16)",
		"a follow-up of no period":    "UPDATE followup SET period = zeroblob(16)",
		"a raising of nothing":        "UPDATE raising SET id = zeroblob(16)",
		"a raising of another's":      "UPDATE raising SET participant = zeroblob(16)",
		"a blank raising":             "UPDATE raising SET text = ' '",
		"a rhythm of nothing":         "UPDATE rhythm SET id = zeroblob(16)",
		"places of no team":           "UPDATE places SET id = zeroblob(16)",
		"a draft's blank raising":     "UPDATE draft SET raising = ' '",
		"a reason for nothing":        "INSERT INTO reason VALUES (zeroblob(16), NULL, 'x')",
		"somebody erased":             "INSERT INTO erasure SELECT id, device, 0 FROM participant",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.framsteg")
			must(t, os.WriteFile(path, altered(t, good, script), 0o600))
			s, err := Open(t.Context(), path, Options{})
			must(t, err)
			must(t, s.Close())
			_, err = Check(t.Context(), path, Options{})
			wantProblem(t, err, "error.open.damaged")
		})
	}
}
