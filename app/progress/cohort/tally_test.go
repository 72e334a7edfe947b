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

// tally walks over a report.
func tally(r cohort.Report) (t tallied) {
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch x := v.Interface().(type) {
		case cohort.Count:
			t.all = append(t.all, x)
			if !x.Hidden && x.N > 0 {
				t.counts++
			}
			return
		case cohort.Stat:
			t.statistics = append(t.statistics, x)
			if x.Known && !x.Hidden {
				t.stats++
			}
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(r))
	return t
}
