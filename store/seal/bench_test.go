package seal

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"time"

	"filippo.io/age"
)

// beside measures ours and its limit bare in turns, so that a busy machine
// slows both, and reports how many times the limit ours takes. Either is first
// as often: what comes second pays less for its memory.
func beside(b *testing.B, ours, bare func() error) {
	var took [2]time.Duration
	for n := 0; b.Loop(); n++ {
		for i := range took {
			i = (i + n) % len(took)
			began := time.Now()
			must(b, []func() error{ours, bare}[i]())
			took[i] += time.Since(began)
		}
	}
	b.ReportMetric(float64(took[0].Microseconds())/1000/float64(b.N), "ms-ours")
	b.ReportMetric(float64(took[1].Microseconds())/1000/float64(b.N), "ms-bare")
	b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "×bare")
	b.ReportMetric(0, "ns/op") // of both together, which says nothing
}

func megabytes(b *testing.B, f func(b *testing.B, image []byte)) {
	for _, n := range []int{1, 10, 50} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { f(b, image(n<<20)) })
	}
}

// The limit of sealing: age, of the same bytes, into memory that is there.
func BenchmarkSeal(b *testing.B) {
	k, _ := given(b, true)
	megabytes(b, func(b *testing.B, image []byte) {
		bare := func() error {
			out := bytes.NewBuffer(make([]byte, 0, len(image)+overhead(len(image))))
			w, err := age.Encrypt(out, k.identity.Recipient(), k.recovery)
			if err != nil {
				return err
			}
			if _, err := w.Write(image); err != nil {
				return err
			}
			return w.Close()
		}
		beside(b, func() error { _, err := k.Seal(image); return err }, bare)
	})
}

// The limit of opening what a key is at hand for: age, of the same bytes, into
// memory that is there.
func BenchmarkOpen(b *testing.B) {
	k, _ := given(b, true)
	megabytes(b, func(b *testing.B, image []byte) {
		file := sealed(b, k, image)
		data := members(b, file).data
		bare := func() error {
			r, err := age.Decrypt(bytes.NewReader(data), k.identity)
			if err != nil {
				return err
			}
			_, err = io.ReadFull(r, make([]byte, len(image)))
			return err
		}
		beside(b, func() error { _, err := k.Open(file); return err }, bare)
	})
}

// The limit of unlocking: age opens the key with the same passphrase and work.
func BenchmarkUnlock(b *testing.B) {
	k, err := New(phrase, 0)
	must(b, err)
	file := sealed(b, k, image(1<<20))
	bare := func() error {
		id, err := age.NewScryptIdentity(phrase)
		if err != nil {
			return err
		}
		_, err = age.Decrypt(bytes.NewReader(k.file), id)
		return err
	}
	beside(b, func() error { _, _, err := Open(file, phrase); return err }, bare)
}
