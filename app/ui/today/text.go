package today

import (
	"strings"

	"framsteg/app/words"
	"framsteg/store/skapa"
)

// text says what a row asks for, and since or until when.
func (r Row) text(w words.Words, in skapa.Instrument, today skapa.Date) string {
	days := func(key string, n int, args words.Args) string { return w.N("today.row."+key, n, args) }
	switch r.Group {
	case Overdue:
		return days("overdue", today.DaysSince(r.Last), words.Args{"Date": r.Last, "Latest": max(r.LatestSelf, r.LatestSupervisor)})
	case DueNow:
		return w.T("today.row.due", words.Args{"First": r.First, "Last": r.Last})
	case Never:
		return w.T("today.row.never", words.Args{"Date": r.Entered})
	case Begun:
		return w.T("today.row.begun")
	case FollowUp:
		u := r.FollowUps[r.At]
		key := "followUp"
		if u.Overdue {
			key = "followUpOverdue"
		}
		return days(key, u.Months, words.Args{"Date": u.On, "Exit": r.Finish})
	case Idle:
		return w.T("today.row.idle", words.Args{"Date": r.IdleSince})
	case Unfocused:
		return w.T("today.row.unfocused")
	case Fell:
		return r.fellText(w, in)
	case Ending:
		part := r.Standing.Ending[r.At]
		key := "ending"
		if part.End < today {
			key = "ended"
		}
		return w.T("today.row."+key, words.Args{"Activity": part.Name, "Date": part.End})
	case Step:
		g := r.Steps[r.At]
		return w.T("today.row.step", words.Args{"Area": in.AreaName(g.Area, w.Lang), "Date": g.By})
	case Paused:
		if r.Pause.To.IsZero() {
			return w.T("today.row.pausedOpen", words.Args{"From": r.Pause.From})
		}
		return w.T("today.row.paused", words.Args{"From": r.Pause.From, "To": r.Pause.To})
	}
	return ""
}

// fellText names the areas of certain changes, each once.
func (r Row) fellText(w words.Words, in skapa.Instrument) string {
	var areas []string
	seen := map[skapa.Area]bool{}
	for _, f := range r.Fell {
		if !seen[f.Area] {
			seen[f.Area] = true
			areas = append(areas, in.AreaName(f.Area, w.Lang))
		}
	}
	return w.T("today.row.fell", words.Args{"Areas": strings.Join(areas, ", "), "Date": r.Fell[0].To.Date})
}
