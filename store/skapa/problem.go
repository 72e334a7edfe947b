package skapa

import (
	"fmt"
	"strings"
)

// Args are the values that a sentence names, by the name it gives them.
type Args map[string]any

// Problem is an error that a user can read: Key names its sentence in
// assets/lang, which says what is wrong and what to do. Err is the cause, for
// errors.Is and for a developer, and may be nil.
type Problem struct {
	Key  string
	Args Args
	Err  error
}

// Error gives the key and the cause: it is for developers, not for users.
func (p *Problem) Error() string {
	if p.Err != nil {
		return fmt.Sprintf("%s: %v", p.Key, p.Err)
	}
	return p.Key
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Is makes two problems with the same key equal for errors.Is.
func (p *Problem) Is(target error) bool {
	other, ok := target.(*Problem)
	return ok && other.Key == p.Key
}

// Finding is what a validation says about one field. Field is the name of the
// field in its form ("code", "birthYear", "date", or the id of an item); Key
// names the sentence. A warning is shown but does not refuse.
type Finding struct {
	Field   string
	Key     string
	Args    Args
	Warning bool
}

// Findings are all that a validation has to say, in the order of the form.
type Findings []Finding

// Err gives nil when nothing refuses, else an *Invalid with the findings that
// do.
func (f Findings) Err() error {
	var refusing Findings
	for _, finding := range f {
		if !finding.Warning {
			refusing = append(refusing, finding)
		}
	}
	if len(refusing) == 0 {
		return nil
	}
	return &Invalid{Findings: refusing}
}

// At gives the first finding about a field, and whether there is one.
func (f Findings) At(field string) (Finding, bool) {
	for _, finding := range f {
		if finding.Field == field {
			return finding, true
		}
	}
	return Finding{}, false
}

func (f *Findings) refuse(field, key string, args Args) {
	*f = append(*f, Finding{Field: field, Key: key, Args: args})
}

func (f *Findings) warn(field, key string, args Args) {
	*f = append(*f, Finding{Field: field, Key: key, Args: args, Warning: true})
}

// Invalid is the error of input that breaks at least one rule.
type Invalid struct{ Findings Findings }

// Error gives the fields and keys: it is for developers, not for users.
func (e *Invalid) Error() string {
	var parts []string
	for _, f := range e.Findings {
		parts = append(parts, f.Field+": "+f.Key)
	}
	return strings.Join(parts, "; ")
}
