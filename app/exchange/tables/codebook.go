package tables

import (
	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

const codeBook = "codeBook"

// codeBook says what every column is, what was asked and in which words, and
// what is left out and why.
func (r *reader) codeBook(participants int, made skapa.Date, digest string) sheet.Table {
	book := sheet.Table{Name: r.T("tables." + codeBook), Columns: []string{
		r.T("tables.book.table"), r.T("tables.book.column"), r.T("tables.book.what"), r.T("tables.book.form"), r.T("tables.book.values"),
	}}
	add := func(table, column, what, form string, values sheet.Value) {
		book.Rows = append(book.Rows, []sheet.Value{
			sheet.Text(table), sheet.Text(column), sheet.Text(what), sheet.Text(form), values,
		})
	}
	all := r.T("tables.book.all")
	add(all, r.T("tables.book.made"), r.T("tables.book.made.what"), r.T("tables.form.date"), sheet.Day(made))
	add(all, r.T("tables.book.people"), r.T("tables.book.people.what"), r.T("tables.form.whole"), sheet.Whole(participants))
	add(all, r.T("tables.book.digest"), r.T("tables.book.digest.what"), r.T("tables.form.text"), sheet.Text(digest))
	add(all, r.T("tables.book.empty"), r.T("tables.book.empty.what"), "", sheet.Value{})
	for _, left := range r.leftOut() {
		add(all, r.T("tables.book.left"), left, "", sheet.Value{})
	}
	for _, t := range r.tables {
		for _, c := range t.columns {
			switch {
			case c.personal && !t.named:
				add(t.Name, c.name, r.T("tables.book.left.column"), "", sheet.Value{})
			case c.asked != nil:
				for _, asked := range c.asked {
					add(t.Name, c.name, r.question(asked), c.form, sheet.Text(r.steps(asked.instrument)))
				}
			default:
				add(t.Name, c.name, c.what, c.form, sheet.Text(c.values))
			}
		}
	}
	return book
}

// leftOut says what no column holds, and why.
func (r *reader) leftOut() []string {
	left := []string{r.T("tables.left.history"), r.T("tables.left.contacts")}
	if r.participants.named {
		return append(left, r.T("tables.left.named"))
	}
	return append(left, r.T("tables.left.personal"))
}
