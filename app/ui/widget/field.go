package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/store/skapa"
)

// Field is a labelled input with room for a hint, which a finding replaces.
type Field struct {
	fynewidget.BaseWidget
	Name  string // the field's name in skapa's findings
	Input fyne.CanvasObject
	label *fynewidget.Label
	below *fynewidget.Label
	hint  string
}

// Reserved is the hint of a field that keeps a line free for what is said about
// it, so that nothing around it moves then.
const Reserved = " "

// NewField makes a field. The hint may be "".
func NewField(name, label string, input fyne.CanvasObject, hint string) *Field {
	f := &Field{Name: name, Input: input, hint: hint}
	f.label = fynewidget.NewLabelWithStyle(label, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	f.below = fynewidget.NewLabel(hint)
	f.below.Wrapping = fyne.TextWrapWord
	f.below.SizeName = theme.SizeNameCaptionText
	f.ExtendBaseWidget(f)
	f.Say(skapa.Finding{}, "")
	return f
}

// Wrap lets the label take several lines: one that people wrote themselves.
func (f *Field) Wrap() *Field {
	f.label.Wrapping = fyne.TextWrapWord
	return f
}

// SetHint changes what the field says where nothing is wrong.
func (f *Field) SetHint(hint string) {
	f.hint = hint
	f.Say(skapa.Finding{}, "")
}

// CreateRenderer lays the field out: label, input, what is said about it.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(container.New(stack{}, f.label, f.Input, f.below))
}

// Say shows the sentence of a finding below the input; "" brings the hint back.
func (f *Field) Say(finding skapa.Finding, sentence string) {
	f.below.Importance = fynewidget.LowImportance
	switch {
	case sentence == "":
		sentence = f.hint
	case finding.Warning:
		f.below.Importance = fynewidget.WarningImportance
	default:
		f.below.Importance = fynewidget.DangerImportance
	}
	f.below.SetText(sentence)
	if sentence == "" {
		f.below.Hide()
	} else {
		f.below.Show()
	}
	f.Refresh()
}

// Form shows the findings of a validation at its fields.
type Form struct {
	Fields []*Field
	Words  interface{ Finding(skapa.Finding) string }
	scroll *container.Scroll // that the fields are in; nil for none
}

// Show says each finding at its field and gives the first refused field, or
// nil, and the findings that no field of the form has. It lays the form out: of
// several fields that grow at once the toolkit notices but the last.
func (f Form) Show(findings skapa.Findings) (refused *Field, rest skapa.Findings) {
	known := map[string]bool{}
	for _, field := range f.Fields {
		known[field.Name] = true
		finding, said := findings.At(field.Name)
		if !said {
			field.Say(finding, "")
			continue
		}
		field.Say(finding, f.Words.Finding(finding))
		if refused == nil && !finding.Warning {
			refused = field
		}
	}
	if f.scroll != nil {
		f.scroll.Content.Refresh()
		f.scroll.Refresh()
	}
	for _, finding := range findings {
		if !known[finding.Field] {
			rest = append(rest, finding)
		}
	}
	return refused, rest
}

// Focused gives the name of the field that has the focus, "" when none has.
func (f Form) Focused(c fyne.Canvas) string {
	for _, field := range f.Fields {
		if input, is := field.Input.(fyne.Focusable); is && input == c.Focused() {
			return field.Name
		}
	}
	return ""
}

// Input gives what takes the focus in the field of a name, nil where there is
// no such field.
func (f Form) Input(name string) fyne.Focusable {
	for _, field := range f.Fields {
		if input, is := field.Input.(fyne.Focusable); is && field.Name == name {
			return input
		}
	}
	return nil
}

// Follow makes a scroll bring the field that has the focus into view.
func (f *Form) Follow(s *container.Scroll) {
	f.scroll = s
	for _, field := range f.Fields {
		if input, is := field.Input.(Seeker); is {
			Follow(func() *container.Scroll { return s }, input, field)
		}
	}
}

// stack lays objects out below each other without a gap; hidden ones take no
// room.
type stack struct{}

func (stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h)) // also a hidden one, which will wrap at that width
		if o.Visible() {
			y += h
		}
	}
}

func (stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			min := o.MinSize()
			size = fyne.NewSize(max(size.Width, min.Width), size.Height+min.Height)
		}
	}
	return size
}
