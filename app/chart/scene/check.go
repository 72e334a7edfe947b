package scene

import (
	"fmt"
	"math"
)

// Check tells whether s can be drawn: it has a size, and every length is a
// number. A file with another one in it would be broken.
func (s Scene) Check() error {
	if !finite(s.W, s.H) || s.W <= 0 || s.H <= 0 {
		return fmt.Errorf("scene: a size of %v × %v", s.W, s.H)
	}
	for i, op := range s.Ops {
		if !drawable(op) {
			return fmt.Errorf("scene: a length of operation %d is no number", i)
		}
	}
	return nil
}

func drawable(op Op) bool {
	switch op := op.(type) {
	case Path:
		for i := range op.Outline {
			for _, p := range op.Outline[i].Points() {
				if !finite(p.X, p.Y) {
					return false
				}
			}
		}
		return finite(op.Width) && finite(op.Dash...)
	case Text:
		return finite(op.At.X, op.At.Y, op.Size)
	}
	return true
}

func finite(lengths ...float64) bool {
	for _, l := range lengths {
		if math.IsNaN(l) || math.IsInf(l, 0) {
			return false
		}
	}
	return true
}
