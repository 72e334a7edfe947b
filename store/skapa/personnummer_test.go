package skapa_test

import (
	"errors"
	"testing"

	"framsteg/store/skapa"
)

func TestParsePersonnummer(t *testing.T) {
	for text, want := range map[string]string{
		"":                  "",
		"  ":                "",
		"19811218-9876":     "198112189876",
		"198112189876":      "198112189876",
		"811218-9876":       "198112189876",
		"8112189876":        "198112189876",
		" 1981 1218 - 9876": "198112189876",
		"811218\u20139876":  "198112189876", // as a sheet writes it
		"701063-2391":       "197010632391", // samordningsnummer
		"120101-0004":       "201201010004",
		"120101+0004":       "191201010004", // turned a hundred
		"271121-0001":       "192711210001", // nobody is born next year
		"261121-0002":       "202611210002", // born today
		"261122-0001":       "192611220001", // not tomorrow
		"000229-0005":       "200002290005",
	} {
		if got, err := skapa.ParsePersonnummer(text, today); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{
		"811218-9877", "811318-9876", "8112189", "19811218–987", "811218-98761", "1981-12-18-9876", "811218/9876", "TF11218-9876",
		"198112189876x", "٨١١٢١٨٩٨٧٦", "20261122-0001", "18811218-9876", "810229-0007", "811298-0001", "811260-0005", "0000000000",
	} {
		got, err := skapa.ParsePersonnummer(text, today)
		if !errors.Is(err, &skapa.Problem{Key: "error.personnummer"}) || got != "" {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
	if got := skapa.WritePersonnummer("198112189876"); got != "19811218-9876" {
		t.Errorf("it is written %s", got)
	}
}
