package cohort_test

import (
	"reflect"

	"framsteg/app/progress/cohort"
)

// tallied are the numbers of a report.
type tallied struct {
	all           []cohort.Count // in order
	statistics    []cohort.Stat  // in order
	counts, stats int            // shown and not 0; shown
}

// tally counts them.
func tally(r cohort.Report) (t tallied) {
	walk(reflect.ValueOf(r), "", func(_ string, v reflect.Value) {
		switch x := v.Interface().(type) {
		case cohort.Count:
			t.all = append(t.all, x)
			if !x.Hidden && x.N > 0 {
				t.counts++
			}
		case cohort.Stat:
			t.statistics = append(t.statistics, x)
			if x.Known && !x.Hidden {
				t.stats++
			}
		}
	})
	return t
}
