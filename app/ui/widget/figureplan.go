package widget

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/look"
)

// figureCell is where a figure stands.
type figureCell struct {
	row, column int
	pos         fyne.Position
	size        fyne.Size
}

// figureText is a line of text in its place.
type figureText struct {
	text     string
	bold     bool
	textSize float32
	colour   fyne.ThemeColorName
	align    fyne.TextAlign
	pos      fyne.Position
	size     fyne.Size
}

// figurePlan says where everything stands at a width.
type figurePlan struct {
	width, height float32
	texts         []figureText
	lines         [][2]fyne.Position
	cells         []figureCell
}

func (p figurePlan) cell(row, column int) (figureCell, bool) {
	i := slices.IndexFunc(p.cells, func(c figureCell) bool { return c.row == row && c.column == column })
	if i < 0 {
		return figureCell{}, false
	}
	return p.cells[i], true
}

// under gives the figure at a place, –1 where there is none.
func (p figurePlan) under(pos fyne.Position) (row, column int) {
	for _, c := range p.cells {
		if pos.X >= c.pos.X && pos.X < c.pos.X+c.size.Width && pos.Y >= c.pos.Y && pos.Y < c.pos.Y+c.size.Height {
			return c.row, c.column
		}
	}
	return -1, -1
}

// Measures of the table in dp.
const (
	figuresUsual = 600 // its width before it is known
	figureRow    = 28
	figureAside  = 8  // at both sides of a text
	figureHeader = 96 // a header's text is broken where it is wider
	figureName   = 260
	lineHeight   = 18
)

// planFigures places everything at a width.
func planFigures(f *Figures, width float32) figurePlan {
	p := figurePlan{width: width}
	names := float32(0)
	for _, row := range f.rows {
		names = max(names, textWide(row.Name, false))
	}
	names = min(max(names, textWide(f.corner, true)), figureName, max(width*0.4, 80)) + 2*figureAside
	wide := make([]float32, len(f.columns))
	for i, header := range f.columns {
		for _, line := range breakText(header, figureHeader, true) {
			wide[i] = max(wide[i], textWide(line, true))
		}
		for _, row := range f.rows {
			wide[i] = max(wide[i], textWide(row.at(i).Text, false))
		}
		wide[i] += 2 * figureAside
	}
	for from := 0; from < len(wide) || from == 0; {
		to, used := from, names
		for to < len(wide) && (to == from || used+wide[to] <= width) {
			used += wide[to]
			to++
		}
		if from > 0 {
			p.height += look.Apart
		}
		p.band(f, from, to, names, wide)
		if to == len(wide) {
			break
		}
		from = to
	}
	return p
}

// band places some columns, and the names of the rows before them.
func (p *figurePlan) band(f *Figures, from, to int, names float32, wide []float32) {
	corner := breakText(f.corner, names-2*figureAside, true)
	most := len(corner)
	headers := make([][]string, to-from)
	for i := range headers {
		headers[i] = breakText(f.columns[from+i], wide[from+i]-2*figureAside, true)
		most = max(most, len(headers[i]))
	}
	top := p.height
	bottom := top + float32(most)*lineHeight + look.Tight
	p.write(corner, 0, bottom-look.Tight-float32(len(corner))*lineHeight, names, true, theme.ColorNameForeground, fyne.TextAlignLeading)
	x := names
	for i, lines := range headers {
		p.write(lines, x, bottom-look.Tight-float32(len(lines))*lineHeight, wide[from+i], true, theme.ColorNameForeground, fyne.TextAlignTrailing)
		x += wide[from+i]
	}
	p.rule(bottom, x)
	y := bottom
	for at, row := range f.rows {
		lines := breakText(row.Name, names-2*figureAside, false)
		high := max(figureRow, float32(len(lines))*lineHeight+2*look.Tight)
		p.write(lines, 0, y+(high-float32(len(lines))*lineHeight)/2, names, false, theme.ColorNameForeground, fyne.TextAlignLeading)
		x := names
		for i := from; i < to; i++ {
			figure := row.at(i)
			colour := theme.ColorNameForeground
			switch {
			case figure.Opens:
				colour = theme.ColorNamePrimary
			case figure.Muted:
				colour = look.Muted
			}
			p.write([]string{figure.Text}, x, y+(high-lineHeight)/2, wide[i], false, colour, fyne.TextAlignTrailing)
			p.cells = append(p.cells, figureCell{at, i, fyne.NewPos(x, y), fyne.NewSize(wide[i], high)})
			x += wide[i]
		}
		y += high
	}
	p.rule(y, x)
	p.height = y + 1
}

func (p *figurePlan) rule(y, to float32) {
	p.lines = append(p.lines, [2]fyne.Position{fyne.NewPos(0, y), fyne.NewPos(to, y)})
}

func (p *figurePlan) write(lines []string, x, y, width float32, bold bool, colour fyne.ThemeColorName, align fyne.TextAlign) {
	for i, line := range lines {
		if line == "" {
			continue
		}
		p.texts = append(p.texts, figureText{
			line, bold, figureSize(bold), colour, align,
			fyne.NewPos(x+figureAside, y+float32(i)*lineHeight), fyne.NewSize(width-2*figureAside, lineHeight),
		})
	}
}

// figureSize is that of a text in Figures: headers are smaller.
func figureSize(header bool) float32 {
	if header {
		return theme.CaptionTextSize()
	}
	return theme.TextSize()
}

func textWide(text string, header bool) float32 {
	if text == "" {
		return 0
	}
	return fyne.MeasureText(text, figureSize(header), fyne.TextStyle{Bold: header}).Width
}

// breakText breaks a text into lines of a width, between its words; a longer word
// has a line for itself.
func breakText(text string, width float32, header bool) (lines []string) {
	if textWide(text, header) <= width+1 {
		return []string{text}
	}
	line := ""
	for word := range strings.FieldsSeq(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && textWide(longer, header) > width+1 {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}
