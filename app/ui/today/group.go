package today

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/progress"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// Group is what somebody asks for.
type Group int

// The groups, in order of urgency. All are all but Paused.
const (
	All Group = iota
	Overdue
	DueNow
	Never
	Begun
	FollowUp
	Idle
	Unfocused
	Fell
	Ending
	Step
	Paused
	groups
)

// key names the group in texts.
func (g Group) key() string {
	return [...]string{"all", "overdue", "due", "never", "begun", "followUp", "idle", "unfocused", "fell", "ending", "step", "paused"}[g]
}

// mark is how a group stands out: by its icon, its word and its colour.
func (g Group) mark() widget.Mark {
	switch g {
	case Overdue:
		return widget.Mark{Icon: theme.WarningIcon(), Importance: fynewidget.DangerImportance}
	case DueNow:
		return widget.Mark{Icon: theme.CalendarIcon(), Importance: fynewidget.HighImportance}
	case Never:
		return widget.Mark{Icon: theme.RadioButtonIcon(), Importance: fynewidget.WarningImportance}
	case Begun:
		return widget.Mark{Icon: theme.DocumentCreateIcon()}
	case FollowUp:
		return widget.Mark{Icon: theme.MailReplyIcon()}
	case Idle:
		return widget.Mark{Icon: theme.ContentRemoveIcon()}
	case Unfocused:
		return widget.Mark{Icon: theme.SearchReplaceIcon()}
	case Fell:
		return widget.Mark{Icon: theme.MoveDownIcon()}
	case Ending:
		return widget.Mark{Icon: theme.HistoryIcon()}
	case Step:
		return widget.Mark{Icon: theme.CheckButtonIcon()}
	case Paused:
		return widget.Mark{Icon: theme.MediaPauseIcon()}
	}
	return widget.Mark{Icon: theme.ListIcon()}
}

// Row is one thing that somebody asks for. Of what there may be several, At says
// which.
type Row struct {
	*Person
	Group Group
	At    int
	since skapa.Date // what rows of a group are sorted by
}

// meets gives the group and the day of the meeting that somebody asks for; All
// where none is.
func (p *Person) meets() (Group, skapa.Date) {
	switch p.Due {
	case progress.Overdue:
		return Overdue, p.Last
	case progress.DueNow:
		return DueNow, p.Next
	case progress.NeverRated:
		return Never, p.Entered
	}
	return All, 0
}

// mark is that of the group; a meeting that was begun keeps the colour of the one
// that was asked for.
func (r Row) mark() widget.Mark {
	mark := r.Group.mark()
	if r.Group == Begun {
		if g, _ := r.meets(); g != All {
			mark.Importance = g.mark().Importance
		}
	}
	return mark
}

// rowsOf gives the rows of people by group, the most urgent first.
func rowsOf(people []Person) (by [groups][]Row) {
	for i := range people {
		p := &people[i]
		add := func(is bool, g Group, at int, since skapa.Date) {
			if is {
				by[g] = append(by[g], Row{p, g, at, since})
			}
		}
		if g, since := p.meets(); g != All && !p.Begun {
			add(true, g, 0, since)
		}
		add(p.Begun, Begun, 0, p.Next)
		for at, u := range p.FollowUps {
			add(true, FollowUp, at, u.On)
		}
		add(p.Idle, Idle, 0, p.IdleSince)
		add(p.Unfocused, Unfocused, 0, p.Entered)
		if len(p.Fell) > 0 {
			add(true, Fell, 0, p.Fell[0].To.Date)
		}
		for at, e := range p.Standing.Ending {
			add(true, Ending, at, e.End)
		}
		for at, g := range p.Steps {
			add(true, Step, at, g.By)
		}
		until := p.Pause.To
		if until.IsZero() {
			until = skapa.LastDate + 1
		}
		add(p.Due == progress.Paused, Paused, 0, until)
	}
	for g := range by {
		slices.SortStableFunc(by[g], func(a, b Row) int { return cmp.Compare(a.since, b.since) })
		if Group(g) != All && Group(g) != Paused {
			by[All] = append(by[All], by[g]...)
		}
	}
	return by
}
