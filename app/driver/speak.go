package driver

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"github.com/jeandeaual/go-locale"
	"golang.org/x/text/language"

	"framsteg/assets"
)

// Speak makes the toolkit's own texts, such as the buttons of its dialogs,
// those of a language of words.Languages. What is on screen already keeps its
// texts until it is made anew.
//
// The toolkit always speaks the language of the system, so the chosen texts are
// given to it as those of the system's language.
func Speak(code string) error {
	texts, err := assets.Lang.ReadFile("lang/fyne." + code + ".json")
	if err != nil {
		return err
	}
	return lang.AddTranslationsForLocale(texts, systemLocale())
}

// systemLocale names the language that the toolkit looks for first: the
// system's, or English, which the toolkit takes where the system names none
// that exists ("", "C", "C.UTF-8").
func systemLocale() fyne.Locale {
	name, err := locale.GetLocale()
	if err != nil || name == "" {
		return "en"
	}
	tag, err := language.Parse(name)
	if err != nil || tag == language.Und {
		return "en"
	}
	base, _, region := tag.Raw()
	if region.String() == "ZZ" {
		return fyne.Locale(base.String())
	}
	return fyne.Locale(base.String() + "-" + region.String())
}
