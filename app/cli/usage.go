package cli

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"framsteg/store/skapa"
)

// kongSays are the errors of the argument reader that users meet, as patterns
// of its texts, each with our sentence. The named groups are its values.
var kongSays = []struct {
	text *regexp.Regexp
	key  string
}{
	{regexp.MustCompile(`^unknown flag (?P<Flag>[^\s,]+)`), "error.usage.flag"},
	{regexp.MustCompile(`^unexpected argument (?P<Text>.+?)(, did you mean .*)?$`), "error.usage.argument"},
	{regexp.MustCompile(`^(?P<Flag>--[a-z-]+)\S*: expected a valid .* but got "(?P<Text>.*)"`), "error.usage.number"},
	{regexp.MustCompile(`^(?P<Flag>--[a-z-]+)\S* must be one of (?P<Choices>.*) but got "(?P<Text>.*)"`), "error.usage.choice"},
	{regexp.MustCompile(`^(?P<Flag>--[a-z-]+)\S*: expected \S+ value but got "(?P<Text>-[0-9]+)"`), "error.usage.negative"},
	{regexp.MustCompile(`^(?P<Flag>--[a-z-]+)\S*: (missing value|expected \S+ value)`), "error.usage.value"},
	{regexp.MustCompile(`^missing flags: (?P<Missing>.*)`), "error.usage.missing"},
	{regexp.MustCompile(`^expected "<file>`), "error.usage.file"},
	{regexp.MustCompile(`^expected "<other>`), "error.usage.other"},
	{regexp.MustCompile(`^expected "<table>`), "error.usage.table"},
}

// usage gives an error of the argument reader as a Problem. One of our own
// that it carries is kept.
func usage(err error) error {
	if problem, ok := errors.AsType[*skapa.Problem](err); ok {
		return problem
	}
	for _, says := range kongSays {
		match := says.text.FindStringSubmatch(err.Error())
		if match == nil {
			continue
		}
		args := skapa.Args{}
		for i, name := range says.text.SubexpNames() {
			args[name] = asTyped(name, match[i])
		}
		return &skapa.Problem{Key: says.key, Args: args, Err: err}
	}
	return &skapa.Problem{Key: "error.usage", Args: skapa.Args{"Text": err.Error()}, Err: err}
}

var placeholder = regexp.MustCompile(`=[^,]*`)

// asTyped writes what kong names as users type it: "--out, --participant" for
// "--out=STRING, --participant=STRING", and choices without quotation marks or the
// empty one.
func asTyped(group, text string) string {
	switch group {
	case "Missing":
		return placeholder.ReplaceAllString(text, "")
	case "Choices":
		choices := strings.Split(strings.ReplaceAll(text, `"`, ""), ",")
		return strings.Join(slices.DeleteFunc(choices, func(c string) bool { return c == "" }), ", ")
	}
	return text
}

// within refuses a number that an option cannot have.
func within(flag string, n, least, most int) error {
	if n < least || n > most {
		return &skapa.Problem{Key: "error.usage.range", Args: skapa.Args{"Flag": flag, "Number": n, "Min": least, "Max": most}}
	}
	return nil
}
