package sharing

import (
	"encoding/json"
	"slices"

	"framsteg/app/ui/roster"
	"framsteg/app/ui/screen"
	"framsteg/store/skapa"
)

// input is what stands on the page.
type input struct {
	Kind             Kind
	Whom             int
	Team, Supervisor skapa.ID // chosen, also where whom is something else
	Who              roster.State
	Named            bool
	Focus            string // the field that has it
}

// Kept gives the kind of the page that gave kept.
func Kept(kept []byte) (Kind, error) {
	var in input
	err := json.Unmarshal(kept, &in)
	return in.Kind, err
}

func (p *Page) input() input {
	return input{Kind: p.kind, Whom: p.whom.Chosen(), Team: p.chosenTeam(), Supervisor: p.chosenSupervisor(),
		Who: p.who.State(), Named: p.named.Chosen() == 1}
}

// chosenTeam gives the team that is chosen, zero for none.
func (p *Page) chosenTeam() skapa.ID {
	if i := p.team.SelectedIndex(); i >= 0 {
		return p.teams[i].ID
	}
	return skapa.ID{}
}

// chosenSupervisor gives the supervisor who is chosen, zero for none.
func (p *Page) chosenSupervisor() skapa.ID {
	if i := p.supervisor.SelectedIndex(); i >= 0 {
		return p.supervisors[i].ID
	}
	return skapa.ID{}
}

// chooseNamed chooses a team and a supervisor; what is there no more is not
// replaced by another.
func (p *Page) chooseNamed(team, supervisor skapa.ID) {
	p.team.ClearSelected()
	if i := slices.IndexFunc(p.teams, func(t skapa.Team) bool { return t.ID == team }); i >= 0 {
		p.team.SetSelectedIndex(i)
	}
	p.supervisor.ClearSelected()
	if i := slices.IndexFunc(p.supervisors, func(s skapa.Supervisor) bool { return s.ID == supervisor }); i >= 0 {
		p.supervisor.SetSelectedIndex(i)
	}
}

// Keep gives what stands on the page, for Refill.
func (p *Page) Keep() ([]byte, error) {
	kept := p.input()
	kept.Focus = p.form.Focused(p.Window.Canvas())
	return json.Marshal(kept)
}

// Refill fills the page with what another one of the same kind gave to Keep.
func (p *Page) Refill(kept []byte) error {
	var in input
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	p.whom.Choose(in.Whom)
	p.named.Choose(0)
	if in.Named {
		p.named.Choose(1)
	}
	p.chooseNamed(in.Team, in.Supervisor)
	p.who.Refill(in.Who)
	p.show()
	if input := p.form.Input(in.Focus); input != nil {
		p.first = input
	}
	return nil
}

// Dirty tells whether leaving would lose what took work: who was ticked.
func (p *Page) Dirty() bool { return !slices.Equal(p.who.Chosen(), p.opened.Who.Chosen) }

// Leave asks before that is lost.
func (p *Page) Leave(then func()) { screen.LeaveForm(p.Deps, p.Dirty(), then) }
