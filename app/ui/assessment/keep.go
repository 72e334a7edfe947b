package assessment

import (
	"encoding/json"

	"framsteg/store/skapa"
)

// kept is what stands in the form, as it is written down while the window is
// locked.
type kept struct {
	Draft  skapa.Assessment
	Date   string // as it is written
	Reason string
	Focus  string // the item or the field that has the focus
}

// Keep gives what stands in the form, for Refill.
func (f *Form) Keep() ([]byte, error) {
	focused := f.Window.Canvas().Focused()
	k := kept{
		Draft: f.draft, Date: f.date.Text, Reason: f.reason.Text, Focus: f.form.Focused(f.Window.Canvas()),
	}
	for _, r := range f.rows {
		if r.Picker == focused {
			k.Focus = r.Item.ID
		}
	}
	return json.Marshal(k)
}

// Refill fills the form with what another one of the same assessment gave to
// Keep.
func (f *Form) Refill(bytes []byte) error {
	var k kept
	if err := json.Unmarshal(bytes, &k); err != nil {
		return err
	}
	f.load(k.Draft)
	f.date.SetText(k.Date)
	f.reason.SetText(k.Reason)
	f.first = f.form.Input(k.Focus)
	for _, r := range f.rows {
		if r.Item.ID == k.Focus {
			f.first = r.Picker
		}
	}
	return nil
}
