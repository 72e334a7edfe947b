// Package hide finds what must be left out of tables of counts so that nobody who
// reads them can tell a small count.
//
// # The rule
//
// A count from 1 to limit – 1 is hidden: whoever knows some of so few people would
// learn something of the rest. That alone does not do: where a total and all other
// parts are shown, the hidden one is what is left. So more is hidden, until each
// small count is hidden well enough. It is, when there is another group of
// participants that has all that is shown in common with this one, and in which
// that count is another: a witness. Whatever can be worked out from the numbers
// that are shown holds of the witness too, however clever the reader is.
//
// It is done in four steps.
//
//  1. Counts from 1 to limit – 1 are hidden. A 0 is shown, unless it is one of the
//     parts that so few are split in: that says something of each of them (Split).
//  2. Where a whole and its parts are declared, at least two of them are hidden or
//     none; and the hidden parts of a whole that is shown are limit people or more
//     together, for their sum can be worked out, and fewer than small counts can be at
//     most. What is worth the least is taken, then what needs no more to be hidden in
//     other sums, then the smallest, zeros last. So are the parts that nobody prints
//     but anyone can subtract (Implied). Of cells that balance, two are hidden or none.
//  3. Audit: for each of these a witness is looked for, by moving few people
//     between the kinds that the tables are made of, so that every count that is
//     shown, and every statistic as it is shown, rounded, stays as it is.
//  4. Without a witness, more is hidden: what is worth the least, be it counts or the
//     statistics that alone tell the groups apart; in the end the whole table. Then
//     from step 2.
//
// The search gives up early: it may hide more than it must, never less. A witness
// leaves at least one in each hidden count that has one, so that knowing that
// zeros are shown does not help either.
//
// What it does not protect from: what two tables tell together, each of which has a
// witness, but not the same; telling two reports of different selections apart (a
// participant who is in one and not the other); what a reader knows from elsewhere
// about all but one of a group; that a group of limit people or more is all alike; and
// reckoning, by this very code, of which groups just these cells would have been hidden
// and no others.
//
// Sources: Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte Nordholt, Spicer &
// de Wolf, Statistical Disclosure Control (Wiley 2012), ch. 4: frequency and
// magnitude tables, primary and secondary suppression, and the audit of it, which
// here is one of whole numbers instead of intervals; Statistiska centralbyrån,
// Handbok i statistisk röjandekontroll: thresholds, and hiding in linked tables.
package hide

// A Table is counts of one group of participants, and what is known to hold
// between them. Counts that have to do with each other belong in one table: each
// table is hidden on its own.
type Table struct {
	kinds  []kind
	cells  []cell
	sums   []sum
	stats  []stat
	sumsOf [][]int // of each cell, those that it is in
	limit  int
}

// Kind is participants who are alike in all that a table counts.
type Kind int

// Cell is a count in a table.
type Cell int

// Stat is a statistic in a table.
type Stat int

// Term is how many times a kind counts in a cell.
type Term struct {
	Kind
	Times int
}

type kind struct {
	n  int
	in []in // cells that count it
}

type in struct{ cell, times int }

type cell struct {
	n      int
	role   role
	worth  int
	of     []Term
	closed bool // hidden elsewhere already
	few    bool // a 0 that says something of few: see Split
	hidden bool
	safe   bool // a witness is known
}

type role uint8

const (
	published role = iota
	implied        // not printed, but what is printed may give it
	known          // always shown, or the same whatever the participants are
)

// sum is a whole and its parts, or cells of which any is given by the others.
type sum struct {
	whole int // –1 for none
	parts []int
	split bool
}

// all gives the cells of a sum.
func (s sum) all() []int {
	if s.whole < 0 {
		return s.parts
	}
	return append([]int{s.whole}, s.parts...)
}

type stat struct {
	base   int
	worth  int
	value  func(kinds []int) (float64, bool)
	shown  shown
	closed bool // hidden elsewhere already
	told   bool // known, whatever is hidden
	unit   []Stat
	hidden bool
}

// Kind adds participants who are alike. There may be none: then nobody is of the
// kind, as far as the reader of the tables can tell somebody could have been.
func (t *Table) Kind(n int) Kind {
	t.kinds = append(t.kinds, kind{n: n})
	return Kind(len(t.kinds) - 1)
}

// Count adds a count that is printed unless it is hidden, of the kinds. Of two
// that would do, the one that is worth less is hidden.
func (t *Table) Count(n, worth int, of ...Kind) Cell { return t.add(n, published, worth, once(of)) }

// Implied adds a count that is not printed, but that others may give, such as a
// whole without one part: it is kept from the reader like a hidden one. Worth more
// than others, it is given up after them: what it divides has to be hidden, too.
func (t *Table) Implied(n, worth int, of ...Kind) Cell { return t.add(n, implied, worth, once(of)) }

// ImpliedOf is Implied of a count that is a difference: kinds that are taken away
// count negatively.
func (t *Table) ImpliedOf(n int, of ...Term) Cell { return t.add(n, implied, 0, of) }

// Known adds a count that the reader knows, whatever is hidden.
func (t *Table) Known(n int, of ...Kind) Cell { return t.add(n, known, 0, once(of)) }

// Tie says that a sum over kinds, some of which may count negatively, cannot
// change: who comes must be somewhere, and who leaves went somewhere.
func (t *Table) Tie(of ...Term) { t.add(0, known, 0, of) }

func once(of []Kind) []Term {
	terms := make([]Term, len(of))
	for i, k := range of {
		terms[i] = Term{k, 1}
	}
	return terms
}

func (t *Table) add(n int, r role, worth int, of []Term) Cell {
	t.cells = append(t.cells, cell{n: n, role: r, worth: worth, of: of})
	for _, term := range of {
		k := &t.kinds[term.Kind]
		k.in = append(k.in, in{len(t.cells) - 1, term.Times})
	}
	return Cell(len(t.cells) - 1)
}

// Parts says that parts divide a whole: each of the whole is in one of them.
func (t *Table) Parts(whole Cell, parts ...Cell) {
	t.sums = append(t.sums, sum{int(whole), places(parts), false})
}

// Split is Parts of a whole of which the parts say something: where it is few, no
// part is shown, not even a 0. That nobody of three improved, or all of them did,
// is said of each of the three.
func (t *Table) Split(whole Cell, parts ...Cell) {
	t.sums = append(t.sums, sum{int(whole), places(parts), true})
}

// Balance says that of some cells any is given by all the others, such as how many
// are there by how many were, came and left.
func (t *Table) Balance(cells ...Cell) { t.sums = append(t.sums, sum{-1, places(cells), false}) }

func places(cells []Cell) []int {
	all := make([]int, len(cells))
	for i, c := range cells {
		all[i] = int(c)
	}
	return all
}

// Stat adds a statistic of the participants whom base counts, as a function of how
// many there are of each kind, which must not keep them; it tells too whether the
// statistic can be computed. What is worth less than counts is given up before them.
func (t *Table) Stat(base Cell, worth int, value func(kinds []int) (float64, bool)) Stat {
	t.stats = append(t.stats, stat{base: int(base), worth: worth, value: value})
	return Stat(len(t.stats) - 1)
}

// Told is a Stat that the reader knows, whatever is hidden.
func (t *Table) Told(base Cell, value func(kinds []int) (float64, bool)) {
	t.stats = append(t.stats, stat{base: int(base), value: value, told: true})
}

// Unit says that of some statistics all are shown or none, and none without a first
// one, which may stand alone.
func (t *Table) Unit(first Stat, others ...Stat) {
	t.stats[first].unit = others
	for _, s := range others {
		t.stats[s].unit = others
	}
}

// Close says that a count is hidden, for what is said of it elsewhere.
func (t *Table) Close(c Cell) { t.cells[c].closed = true }

// CloseStat says it of a statistic.
func (t *Table) CloseStat(s Stat) { t.stats[s].closed = true }

// Hidden tells whether a count is hidden, after Hide.
func (t *Table) Hidden(c Cell) bool { return t.cells[c].hidden }

// HiddenStat tells whether a statistic is hidden, after Hide. One that cannot be
// computed is, too, where that would tell how many there are.
func (t *Table) HiddenStat(s Stat) bool { return t.stats[s].hidden }

// Hide hides what must be.
func (t *Table) Hide(limit int) {
	t.limit = limit
	some := false
	for i := range t.cells {
		c := &t.cells[i]
		c.hidden = c.role != known && (c.closed || t.small(c))
		some = some || c.hidden
	}
	t.statistics()
	if !some {
		return
	}
	for t.splitFew() {
	}
	t.sumsOf = make([][]int, len(t.cells))
	for i, s := range t.sums {
		for _, c := range s.all() {
			t.sumsOf[c] = append(t.sumsOf[c], i)
		}
	}
	t.complement()
	t.audit()
}

// splitFew hides the parts of what is few, and tells whether there were any.
func (t *Table) splitFew() (any bool) {
	for _, s := range t.sums {
		if !s.split || !t.secret(s.whole) {
			continue
		}
		for _, p := range s.parts {
			if c := &t.cells[p]; c.role == published && !c.few && c.n == 0 {
				c.hidden, c.few, any = true, true, true
			}
		}
	}
	return any
}

// secret tells whether nobody may learn what a cell counts.
func (t *Table) secret(c int) bool { return t.small(&t.cells[c]) || t.cells[c].few }

func (t *Table) small(c *cell) bool { return c.n > 0 && c.n < t.limit }
