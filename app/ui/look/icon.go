package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

var talk = theme.NewThemedResource(fyne.NewStaticResource("talk.svg", []byte(
	`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm2 4v2h12V7zm0 4v2h8v-2z"/></svg>`)))

// TalkIcon is a balloon of speech, for what is worth talking about.
func TalkIcon() fyne.Resource { return talk }

var cohort = theme.NewThemedResource(fyne.NewStaticResource("cohort.svg", []byte(
	`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="M3 3h2v16h16v2H3zm4 9h3v6H7zm5-4h3v10h-3zm5-4h3v14h-3z"/></svg>`)))

// CohortIcon is three bars, for what is said of many together.
func CohortIcon() fyne.Resource { return cohort }
