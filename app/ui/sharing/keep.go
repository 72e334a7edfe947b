package sharing

import (
	"encoding/json"
	"slices"

	"framsteg/app/ui/roster"
	"framsteg/app/ui/screen"
)

// input is what stands on the page.
type input struct {
	Kind  Kind
	Whom  int
	Team  int // an index
	Super int // an index
	Who   roster.State
	Named bool
	Focus string // the field that has it
}

// Kept gives the kind of the page that gave kept.
func Kept(kept []byte) (Kind, error) {
	var in input
	err := json.Unmarshal(kept, &in)
	return in.Kind, err
}

func (p *Page) input() input {
	return input{Kind: p.kind, Whom: p.whom.Chosen(), Team: p.team.SelectedIndex(), Super: p.supervisor.SelectedIndex(),
		Who: p.who.State(), Named: p.named.Chosen() == 1}
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
	p.team.SetSelectedIndex(in.Team)
	p.supervisor.SetSelectedIndex(in.Super)
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
