package skapa

// Precision says how far ratings vary when nothing has changed.
type Precision struct {
	SD          float64 `json:"sd"`          // standard deviation between people, in steps; above 0
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
