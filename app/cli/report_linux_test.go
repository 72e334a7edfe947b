package cli_test

import (
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A terminal shows how far it has come, and its line is free again after that.
func TestReportOfAllAtATerminal(t *testing.T) {
	file, folder := example(t), t.TempDir()
	p := terminal(t)
	s := p.runs("report", file, "--all", folder)()
	if s.code != 0 || !strings.Contains(s.err, "] 2/3") || !strings.HasSuffix(strings.TrimRight(s.err, "\r"), " ") {
		t.Errorf("exit %d: %q", s.code, s.err)
	}
	if strings.Contains(s.err, "\n") {
		t.Errorf("takes more than a line: %q", s.err)
	}
}

// Who stops it is told how many there are, and each of these is whole.
func TestStoppedReportOfAll(t *testing.T) {
	guard := make(chan os.Signal, 1) // without which the tests end where the command takes no signal
	signal.Notify(guard, os.Interrupt)
	defer signal.Stop(guard)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2)) // sheets at a time, of all that are left
	folder := t.TempDir()
	file := filepath.Join(folder, "många.framsteg")
	framsteg(t, "demo", file, "--participants", "60", "--years", "1", "--end", "2026-11-21").succeeded(t)
	p := terminal(t)
	var begun atomic.Int32
	stopped := make(chan struct{})
	p.now = func() time.Time {
		if begun.Add(1) > 4 {
			<-stopped
		}
		return today
	}
	wait := p.runs("report", file, "--all", filepath.Join(folder, "blad"))
	p.sees("] 4/60")
	if err := unix.Kill(unix.Getpid(), unix.SIGINT); err != nil {
		t.Fatal(err)
	}
	<-guard
	close(stopped)
	p.wants(wait(), 1, "framsteg: Avbrutet. ")
	sheets, err := filepath.Glob(filepath.Join(folder, "blad", "*"))
	if err != nil || len(sheets) < 4 || len(sheets) == 60 {
		t.Error(len(sheets), err)
	}
	for _, path := range sheets {
		if !strings.HasSuffix(string(read(t, path)), "%%EOF\n") {
			t.Errorf("%s is cut short", path)
		}
	}
}
