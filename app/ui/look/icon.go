package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

var talk = theme.NewThemedResource(fyne.NewStaticResource("talk.svg", []byte(
	`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm2 4v2h12V7zm0 4v2h8v-2z"/></svg>`)))

// TalkIcon is a balloon of speech, for what is worth talking about.
func TalkIcon() fyne.Resource { return talk }
