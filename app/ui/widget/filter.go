package widget

// Option is one of the texts of a filter, with what it stands for.
type Option struct{ Text, Label string }

// Options gives options that are labelled by their texts.
func Options(texts []string) []Option {
	options := make([]Option, len(texts))
	for i, text := range texts {
		options[i] = Option{text, text}
	}
	return options
}

// Offer makes a choice a filter, which offers any of the options below all of
// them. chosen is the text that is chosen, "" for all, and follows the user; it
// becomes "" where it is not among the options.
func (c *Choice) Offer(all string, options []Option, chosen *string, changed func()) {
	c.OnChanged = nil
	c.Options = []string{all}
	at := 0
	for i, o := range options {
		c.Options = append(c.Options, o.Label)
		if o.Text == *chosen {
			at = i + 1
		}
	}
	if at == 0 {
		*chosen = ""
	}
	c.SetSelectedIndex(at)
	c.OnChanged = func(string) {
		*chosen = ""
		if i := c.SelectedIndex(); i > 0 {
			*chosen = options[i-1].Text
		}
		changed()
	}
}
