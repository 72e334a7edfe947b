package chart_test

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// bytesFirst gives bytes as random numbers, and random ones after them.
type bytesFirst struct {
	data []byte
	*rand.PCG
}

func (s *bytesFirst) Uint64() uint64 {
	if len(s.data) == 0 {
		return s.PCG.Uint64()
	}
	var eight [8]byte
	s.data = s.data[copy(eight[:], s.data):]
	return binary.BigEndian.Uint64(eight[:])
}

// fuzz draws the histories that bytes are, however strange.
func fuzz(f *testing.F, draw func(sample, *testing.T)) {
	fuzzBytes(f, func(rng *rand.Rand, t *testing.T) { draw(anyHistory(rng), t) })
}

// fuzzBytes makes something of the random numbers that bytes are.
func fuzzBytes(f *testing.F, draw func(*rand.Rand, *testing.T)) {
	for seed := range byte(4) {
		f.Add([]byte{seed, seed * 60, 200, seed * 40})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		draw(rand.New(&bytesFirst{data, rand.NewPCG(1, uint64(len(data)))}), t)
	})
}

func FuzzProgress(f *testing.F) { fuzz(f, sample.progress) }

func FuzzProfile(f *testing.F) { fuzz(f, sample.profile) }
