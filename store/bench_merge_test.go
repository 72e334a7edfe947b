package store_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"framsteg/store"
)

// A hub takes 10,000 participants with over 200,000 answers into a workspace that
// knows nobody. The limit is a bare INSERT … SELECT of the same rows, between two
// databases in memory. Aim: twice for the transaction.
func BenchmarkMerge10000(b *testing.B) {
	ctx := b.Context()
	path := copyOf(b, sizes[1].file)
	full := open(b, path)
	defer full.Close()
	start := filepath.Join(b.TempDir(), "start.framsteg")
	_, err := full.Export(ctx, start, store.Selection{Nobody: true}, store.Lock{})
	must(b, err)
	image, err := os.ReadFile(start)
	must(b, err)
	var bare, taken, whole time.Duration
	rounds := 0
	for b.Loop() {
		rounds++
		took, err := full.TakeBare(ctx)
		must(b, err)
		bare += took
		here := filepath.Join(b.TempDir(), "hub.framsteg")
		must(b, os.WriteFile(here, image, 0o600))
		hub := open(b, here)
		took, err = hub.Take(ctx, full)
		must(b, err)
		taken += took
		began := time.Now()
		merged, err := hub.Merge(ctx, store.Merging{Path: path})
		must(b, err)
		whole += time.Since(began)
		if n := merged.Kinds["participant"].New; n != 10_000 {
			b.Fatalf("%d participants", n)
		}
		must(b, hub.Close())
	}
	b.ReportMetric(bare.Seconds()/float64(rounds)*1000, "ms-bare")
	b.ReportMetric(taken.Seconds()/float64(rounds)*1000, "ms-transaction")
	b.ReportMetric(taken.Seconds()/bare.Seconds(), "×bare")
	b.ReportMetric(whole.Seconds()/float64(rounds)*1000, "ms-merge")
	b.ReportMetric(whole.Seconds()/bare.Seconds(), "×bare-whole")
	b.ReportMetric(peak(b), "MB-peak") // of the whole program, with what made the files
	b.ReportMetric(0, "ns/op")         // of all together, which says nothing
}

// peak gives the most memory that the program has had, in MB; 0 where the system
// doesn't tell.
func peak(b *testing.B) (mb float64) {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, is := strings.CutPrefix(lines.Text(), "VmHWM:"); is {
			_, err := fmt.Sscanf(rest, "%f kB", &mb)
			must(b, err)
		}
	}
	return mb / 1024
}
