package skapa

import "slices"

// Category is what an activity is for.
type Category string

// The categories. Job- and study-focused activities come first: the others
// help beside one of them, not instead.
const (
	ForJob      Category = "job"
	ForStudy    Category = "study"
	ForHealth   Category = "health"
	ForSkills   Category = "skills"
	ForEveryday Category = "everyday"
)

// Categories are all of them, in the order of a form.
var Categories = []Category{ForJob, ForStudy, ForHealth, ForSkills, ForEveryday}

// Focused tells whether c is about a job or studies.
func (c Category) Focused() bool { return c == ForJob || c == ForStudy }

// Setting is whether an activity is for a group or for one at a time; the zero
// Setting is not recorded.
type Setting string

// The settings.
const (
	SettingUnknown Setting = ""
	InGroup        Setting = "group"
	Single         Setting = "single"
)

// Settings are all of them, in the order of a form.
var Settings = []Setting{SettingUnknown, InGroup, Single}

// Activity is something that participants can take part in.
type Activity struct {
	ID           ID
	Name         string
	Category     Category
	Provider     string  // who arranges it
	Municipality string  // where; "" for everywhere
	Serves       AreaSet // the areas that it serves
	Setting      Setting
	Contact      string // who to call; personal, and kept apart from the rest
}

// Tidy gives a with its texts as they are kept.
func (a Activity) Tidy() Activity {
	a.Name, a.Provider, a.Municipality, a.Contact = Tidy(a.Name), Tidy(a.Provider), Tidy(a.Municipality), Tidy(a.Contact)
	return a
}

// Validate gives what is wrong with a. Fields: name, category, provider,
// municipality, serves, setting, contact.
func (a Activity) Validate() Findings {
	f := validateName(a.Name)
	if !slices.Contains(Categories, a.Category) {
		f.refuse("category", "error.category", nil)
	}
	f.checkText("provider", a.Provider, "", MaxName)
	f.checkText("municipality", a.Municipality, "", MaxName)
	if a.Serves > everyArea {
		f.refuse("serves", "error.areas", nil)
	}
	if !slices.Contains(Settings, a.Setting) {
		f.refuse("setting", "error.setting", nil)
	}
	f.checkText("contact", a.Contact, "", MaxName)
	return f
}

// AreaSet is any of the six areas: bit i stands for the i-th of Areas.
type AreaSet uint8

const everyArea AreaSet = 1<<6 - 1

// AreaSetOf gives the set of areas.
func AreaSetOf(areas ...Area) (set AreaSet) {
	for _, a := range areas {
		if i := slices.Index(Areas, a); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// Has tells whether a is in the set.
func (s AreaSet) Has(a Area) bool { return s&AreaSetOf(a) != 0 }

// Areas gives those in the set, in the order of the method.
func (s AreaSet) Areas() []Area {
	return slices.DeleteFunc(slices.Clone(Areas), func(a Area) bool { return !s.Has(a) })
}
