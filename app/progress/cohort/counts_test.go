package cohort_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"framsteg/app/progress/cohort"
)

// countsOf gives every count of a report by where it stands: what a part is of,
// not its place in a list.
func countsOf(r *cohort.Report) map[string]cohort.Count {
	all := map[string]cohort.Count{}
	walk(reflect.ValueOf(r).Elem(), "", func(path string, v reflect.Value) {
		if c, is := v.Interface().(cohort.Count); is {
			all[path] = c
		}
	})
	return all
}

// statsOf gives every statistic.
func statsOf(r *cohort.Report) map[string]cohort.Stat {
	all := map[string]cohort.Stat{}
	walk(reflect.ValueOf(r).Elem(), "", func(path string, v reflect.Value) {
		if s, is := v.Interface().(cohort.Stat); is {
			all[path] = s
		}
	})
	return all
}

func walk(v reflect.Value, path string, f func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		f(path, v)
		if v.Type() == reflect.TypeFor[cohort.Selection]() {
			return
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() && field.Name != "Instrument" {
				walk(v.Field(i), path+"."+field.Name, f)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), path+"["+nameOf(v.Index(i), i)+"]", f)
		}
	}
}

func nameOf(v reflect.Value, i int) string {
	switch x := v.Interface().(type) {
	case cohort.Part:
		return x.Key
	case cohort.Breakdown:
		return x.Key
	case cohort.Month:
		return x.First.String()
	case cohort.Combination:
		if x.Others {
			return "others"
		}
		return fmt.Sprint(x.Categories)
	}
	return fmt.Sprint(i)
}

// wantDivided expects that each of the whole is in one of the parts.
func wantDivided(t *testing.T, what string, whole cohort.Count, parts ...cohort.Count) {
	t.Helper()
	var who []int32
	n := 0
	for _, p := range parts {
		who, n = append(who, p.Who...), n+p.N
	}
	slices.Sort(who)
	if n != whole.N || !slices.Equal(who, whole.Who) {
		t.Errorf("%s: %d of %v, not %d of %v", what, n, who, whole.N, whole.Who)
	}
}

// wantWithin expects that each of a part is in the whole.
func wantWithin(t *testing.T, what string, whole, part cohort.Count) {
	t.Helper()
	for _, who := range part.Who {
		if _, is := slices.BinarySearch(whole.Who, who); !is {
			t.Errorf("%s: %d is not in %v", what, who, whole.Who)
		}
	}
}

func counts(parts []cohort.Part) (all []cohort.Count) {
	for _, p := range parts {
		all = append(all, p.Count)
	}
	return all
}
