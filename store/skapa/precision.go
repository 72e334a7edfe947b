package skapa

import "fmt"

// Precision says how far ratings vary when nothing has changed.
type Precision struct {
	SD          float64 `json:"sd"`          // standard deviation between people, in steps; above 0, at most the number of steps
	Reliability float64 `json:"reliability"` // share of the variance that is not error, 0 … 1
}

// Precisions are those of an instrument. One that is zero is not stated, and the
// default holds.
type Precisions struct {
	Item Precision `json:"item,omitzero"` // of the answer to one item
	Mean Precision `json:"mean,omitzero"` // of the mean of the six areas
}

// The precision of an instrument that states none, from SKAPA's five steps: a
// change of 1.67 steps in an area, or of 0.87 in the mean, is certain.
var (
	DefaultItem = Precision{SD: 1.1, Reliability: 0.70}
	DefaultMean = Precision{SD: 0.70, Reliability: 0.80}
)

// ItemPrecision gives the precision of the answer to one item: the stated one,
// else DefaultItem.
func (in Instrument) ItemPrecision() Precision { return in.Precisions.Item.or(DefaultItem) }

// MeanPrecision gives the precision of the mean of the six areas: the stated
// one, else DefaultMean.
func (in Instrument) MeanPrecision() Precision { return in.Precisions.Mean.or(DefaultMean) }

func (p Precision) or(usual Precision) Precision {
	if p == (Precision{}) {
		return usual
	}
	return p
}

// check refuses a stated precision that no ratings on a number of steps have.
// What is not a number fails every comparison, and is refused too.
func (p Precision) check(of string, steps int) error {
	if p == (Precision{}) {
		return nil
	}
	if !(p.SD > 0 && p.SD <= float64(steps)) {
		return fmt.Errorf("a standard deviation of %g steps for %s", p.SD, of)
	}
	if !(p.Reliability >= 0 && p.Reliability <= 1) {
		return fmt.Errorf("a reliability of %g for %s", p.Reliability, of)
	}
	return nil
}
