package skapa_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// stating gives the first instrument as JSON that states a precision.
func stating(t *testing.T, precision string) []byte {
	t.Helper()
	data, err := json.Marshal(assets.Instrument())
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Appendf(nil, `%s,"precision":%s}`, strings.TrimSuffix(string(data), "}"), precision)
}

func TestPrecisionIsStatedOrUsual(t *testing.T) {
	for name, c := range map[string]struct {
		json       string
		item, mean skapa.Precision
	}{
		"none":             {`{}`, skapa.DefaultItem, skapa.DefaultMean},
		"null":             {`null`, skapa.DefaultItem, skapa.DefaultMean},
		"of an item":       {`{"item":{"sd":0.9,"reliability":0.8}}`, skapa.Precision{SD: 0.9, Reliability: 0.8}, skapa.DefaultMean},
		"of the mean":      {`{"mean":{"sd":0.5,"reliability":0.9}}`, skapa.DefaultItem, skapa.Precision{SD: 0.5, Reliability: 0.9}},
		"least and most":   {`{"item":{"sd":5,"reliability":0},"mean":{"sd":0.001,"reliability":1}}`, skapa.Precision{SD: 5}, skapa.Precision{SD: 0.001, Reliability: 1}},
		"zero, as unsaid":  {`{"item":{"sd":0,"reliability":0}}`, skapa.DefaultItem, skapa.DefaultMean},
		"what is not ours": {`{"item":{"sd":1,"reliability":0.5,"n":400}}`, skapa.Precision{SD: 1, Reliability: 0.5}, skapa.DefaultMean},
	} {
		t.Run(name, func(t *testing.T) {
			in, err := skapa.ParseInstrument(stating(t, c.json))
			if err != nil {
				t.Fatal(err)
			}
			if got := in.ItemPrecision(); got != c.item {
				t.Errorf("an item has %+v, not %+v", got, c.item)
			}
			if got := in.MeanPrecision(); got != c.mean {
				t.Errorf("the mean has %+v, not %+v", got, c.mean)
			}
		})
	}
}

func TestPrecisionIsRefused(t *testing.T) {
	for name, precision := range map[string]string{
		"no deviation":              `{"sd":0,"reliability":0.7}`,
		"no deviation named":        `{"reliability":0.7}`,
		"a negative deviation":      `{"sd":-1.1,"reliability":0.7}`,
		"more than the steps":       `{"sd":5.01,"reliability":0.7}`,
		"a deviation without end":   `{"sd":1e999,"reliability":0.7}`,
		"a negative reliability":    `{"sd":1.1,"reliability":-0.1}`,
		"a reliability above 1":     `{"sd":1.1,"reliability":1.01}`,
		"a reliability in per cent": `{"sd":1.1,"reliability":70}`,
		"words":                     `{"sd":"1,1","reliability":0.7}`,
		"a list":                    `[1.1,0.7]`,
	} {
		for _, of := range []string{"item", "mean"} {
			t.Run(of+": "+name, func(t *testing.T) {
				if _, err := skapa.ParseInstrument(stating(t, fmt.Sprintf(`{%q:%s}`, of, precision))); err == nil {
					t.Error("it is taken")
				}
			})
		}
	}
}

// Two workspaces are merged only where a version of the questionnaire is the
// same in both, to the byte: also where one was made before a precision could be
// stated. The sum is that of the workspaces made then.
func TestTheFirstInstrumentStaysAsItIsInFiles(t *testing.T) {
	const sum = "7a1f56c091a79962e1e426f07abeacd1dea38c78e7bd84399c52dae88584a1d2"
	data, err := json.Marshal(assets.Instrument())
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(data)); got != sum {
		t.Errorf("version 1 is written in another way: %s", data)
	}
	again, err := skapa.ParseInstrument(data)
	if err != nil {
		t.Fatal(err)
	}
	if twice, err := json.Marshal(again); err != nil || string(twice) != string(data) {
		t.Errorf("read and written again it is %s, %v", twice, err)
	}
}

// A stated precision is kept where an instrument is written into a workspace.
func TestPrecisionIsWritten(t *testing.T) {
	in := assets.Instrument()
	in.Precisions.Item = skapa.Precision{SD: 0.9, Reliability: 0.8}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `"precision":{"item":{"sd":0.9,"reliability":0.8}}}`; !strings.HasSuffix(string(data), want) {
		t.Errorf("ends with %s", data[len(data)-80:])
	}
	read, err := skapa.ParseInstrument(data)
	if err != nil || read.Precisions != in.Precisions {
		t.Errorf("reads %+v, %v", read.Precisions, err)
	}
}
