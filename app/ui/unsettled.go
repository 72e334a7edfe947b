package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"framsteg/app/ui/unsettled"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// onUnsettled is the page of what is to be settled, as whereabouts name it.
const onUnsettled = "unsettled"

// showUnsettled shows what two people said differently, and what stands twice.
func (s *shell) showUnsettled() {
	s.visit(whereabouts{Page: onUnsettled}, func() {
		s.above = s.showUnsettled
		p := unsettled.New(s.deps(), &s.unsettled)
		p.OnOpen = s.showParticipant
		p.OnChange = s.tellApart
		s.show(p, false, nil)
	})
}

// recount counts anew what is to be settled where a change may have made it more or
// less: only what comes from others makes it more. At a hub to count takes a moment.
func (s *shell) recount(c store.Changed) {
	switch c.Kind {
	case "file", "draft":
		return
	case "restored", "batch", "join", "split":
	default:
		if _, settles := s.current.(*unsettled.Page); s.toSettle == 0 && !settles {
			return
		}
	}
	s.countUnsettled()
}

// countUnsettled counts aside what is to be settled, and shows it.
func (s *shell) countUnsettled() {
	workspace := s.store
	n := 0
	s.run(func(ctx context.Context) (err error) {
		n, err = unsettled.Count(ctx, workspace)
		return err
	}, func(err error) {
		if s.store != workspace { // which was closed meanwhile
			return
		}
		if err != nil {
			s.report(err)
			return
		}
		s.toSettle = n
		s.rail.show()
	})
}

// goToUnsettled is showUnsettled from anywhere.
func (s *shell) goToUnsettled() { s.leave(s.showUnsettled) }

// tellApart opens what can be changed of a thing so that it looks like no other.
func (s *shell) tellApart(sort string, id skapa.ID) {
	ctx := context.Background()
	switch sort {
	case "participant":
		p, err := s.store.Participant(ctx, id)
		if err == nil {
			err = s.showPageOf(ctx, p, whereabouts{Page: onEdit, Participant: id})
		}
		s.report(err)
	case "activity":
		s.goToActivity(id)
	case "team":
		teams, err := s.store.Teams(ctx)
		team, err := found(teams, err, id, func(t skapa.Team) skapa.ID { return t.ID })
		if err != nil {
			s.report(err)
			return
		}
		s.askName(team.Name, func(ctx context.Context, workspace *store.Store, name string) error {
			team.Name = name
			_, err := workspace.SaveTeam(ctx, team)
			return err
		})
	case "supervisor":
		supervisors, err := s.store.Supervisors(ctx)
		supervisor, err := found(supervisors, err, id, func(v skapa.Supervisor) skapa.ID { return v.ID })
		if err != nil {
			s.report(err)
			return
		}
		s.askName(supervisor.Name, func(ctx context.Context, workspace *store.Store, name string) error {
			supervisor.Name = name
			_, err := workspace.SaveSupervisor(ctx, supervisor)
			return err
		})
	}
}

// askName asks what a team or a supervisor is called, and saves that.
func (s *shell) askName(now string, save func(ctx context.Context, workspace *store.Store, name string) error) {
	w, workspace := s.words, s.store
	name := widget.NewEntry()
	name.SetText(now)
	form := widget.Form{Words: w, Fields: []*widget.Field{widget.NewField("name", w.T("history.field.team.name"), name, "")}}
	var question *widget.Question
	try := func() bool {
		s.deps().Save(func(ctx context.Context) error { return save(ctx, workspace, name.Text) }, func(err error) {
			invalid, is := errors.AsType[*skapa.Invalid](err)
			if !is {
				question.Close()
				s.report(err)
				return
			}
			form.Show(invalid.Findings)
			question.Fit()
			s.window.Canvas().Focus(name)
		}, func() { question.Close() })
		return false
	}
	question = widget.Over(s.window, w.T("unsettled.rename.title", words.Args{"Name": now}), container.NewVBox(form.Fields[0]), fyne.NewSize(480, 0),
		widget.Answer{Text: w.T("save"), Primary: true, Try: try}, widget.Answer{Text: w.T("cancel")})
	name.OnEnter = func() { question.Give(0) }
	s.window.Canvas().Focus(name)
}
