package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// A storm of mutations: ten thousand files that nobody wrote as they are. Each
// is refused by one sentence, or opened with the content that it had; quickly,
// and without touching the file. Of a plain file a change that is valid can't be
// told from an edit: such are counted.

// mutating in the environment says where the program that opens the files tells
// what it found. onlyMutant opens the one file of that number.
const (
	mutating   = "FRAMSTEG_MUTATING"
	onlyMutant = "FRAMSTEG_MUTANT"
)

// What opening may take of a machine with nothing else to do.
const (
	longest = 2 * time.Second
	most    = 1 << 30 // bytes of memory, of the whole storm
)

// findings are what the storm found.
type findings struct {
	Files    int
	Kinds    map[string]map[string]int // outcomes by kind of mutation
	Failed   []string
	Slowest  time.Duration
	SlowName string
	Memory   int // bytes at most; 0 where the system doesn't tell
}

func TestMutations(t *testing.T) {
	if raced() {
		t.Skip("time and memory are another's when every access is watched")
	}
	told := filepath.Join(t.TempDir(), "findings.json")
	c := exec.Command(os.Args[0], "-test.run=^TestMutants$", "-test.timeout=10m", "-test.short="+strconv.FormatBool(testing.Short()))
	c.Env = append(os.Environ(), mutating+"="+told)
	if output, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	data, err := os.ReadFile(told)
	must(t, err)
	var f findings
	must(t, json.Unmarshal(data, &f))
	for _, failure := range f.Failed {
		t.Error(failure)
	}
	if f.Memory > most {
		t.Errorf("%d MiB of memory", f.Memory>>20)
	}
	t.Logf("%d files; the slowest took %s (%s); %d MiB of memory at most", f.Files, f.Slowest, f.SlowName, f.Memory>>20)
	all := map[string]int{}
	for kind, outcomes := range f.Kinds {
		for outcome, n := range outcomes {
			all[outcome] += n
		}
		if !strings.HasPrefix(kind, bombing) {
			t.Logf("%s: %v", kind, outcomes)
		}
	}
	t.Logf("in all: %v", all)
}

// TestMutants is the program that opens the files.
func TestMutants(t *testing.T) {
	told := os.Getenv(mutating)
	if told == "" && os.Getenv(onlyMutant) == "" {
		t.Skip("only in a program of its own, whose memory is measured")
	}
	o := &opener{t: t, material: newMaterial(t), sentences: sentences(t), found: findings{Kinds: map[string]map[string]int{}}}
	o.material.bombs = o.material.newBombs()
	debug.SetPanicOnFault(true)
	if only := os.Getenv(onlyMutant); only != "" {
		n, err := strconv.Atoi(only)
		must(t, err)
		o.try(n, t.TempDir(), true)
		o.found.Memory = memoryPeak()
		t.Logf("%+v", o.found)
		return
	}
	o.all(fewer(10_000))
	for _, n := range o.slow { // perhaps the machine had other things to do
		o.try(n, t.TempDir(), true)
	}
	o.found.Memory = memoryPeak()
	data, err := json.Marshal(o.found)
	must(t, err)
	must(t, os.WriteFile(told, data, 0o600))
}

// sentences are the keys of all that a user can be told.
func sentences(t *testing.T) map[string]any {
	t.Helper()
	data, err := assets.Lang.ReadFile("lang/sv.json")
	must(t, err)
	var all map[string]any
	must(t, json.Unmarshal(data, &all))
	return all
}

// memoryPeak gives the most memory that this program ever had.
func memoryPeak() int {
	status, _ := os.ReadFile("/proc/self/status")
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		return 0
	}
	kilobytes, _ := strconv.Atoi(string(found[1]))
	return kilobytes << 10
}

// opener opens mutants.
type opener struct {
	t         *testing.T
	material  *material
	sentences map[string]any

	mu    sync.Mutex // guards what follows
	found findings
	slow  []int // to be tried again, alone
}

func (o *opener) all(files int) {
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		folder := o.t.TempDir()
		workers.Go(func() {
			debug.SetPanicOnFault(true)
			for n := range next {
				o.try(n, folder, false)
			}
		})
	}
	for n := range files {
		next <- n
	}
	close(next)
	workers.Wait()
	o.found.Files = files
}

// try opens a mutant in an empty folder, which it leaves empty. Only the second
// time that it takes too long is a failure.
func (o *opener) try(n int, folder string, again bool) {
	m := o.material.mutant(n)
	path := filepath.Join(folder, "x.framsteg")
	sure(os.WriteFile(path, m.file, 0o600))
	hung := time.AfterFunc(30*longest, func() { panic(fmt.Sprintf("mutant %d (%s) hangs", n, m.kind)) })
	outcome, took, err := o.open(path, m)
	hung.Stop()
	if after, e := os.ReadFile(path); e != nil || !bytes.Equal(after, m.file) {
		err = fmt.Errorf("the file was changed: %v", e)
	}
	sure(os.Remove(path))
	if left, e := os.ReadDir(folder); e != nil || len(left) > 0 {
		err = fmt.Errorf("left: %v %v", left, e)
		sure(os.RemoveAll(folder))
		sure(os.Mkdir(folder, 0o700))
	}

	o.mu.Lock()
	defer o.mu.Unlock()
	if took > longest && err == nil {
		if !again {
			o.slow = append(o.slow, n)
			return
		}
		err = fmt.Errorf("took %s", took)
	}
	if took > o.found.Slowest {
		o.found.Slowest, o.found.SlowName = took, fmt.Sprintf("%s, number %d", m.kind, n)
	}
	if err != nil {
		outcome = "FAILED"
		kept := filepath.Join(os.TempDir(), fmt.Sprintf("mutant-%d.framsteg", n)) // no two are sealed alike
		sure(os.WriteFile(kept, m.file, 0o600))
		o.found.Failed = append(o.found.Failed, fmt.Sprintf("%s, %s=%d, kept as %s: %v", m.kind, onlyMutant, n, kept, err))
	}
	if o.found.Kinds[m.kind] == nil {
		o.found.Kinds[m.kind] = map[string]int{}
	}
	o.found.Kinds[m.kind][outcome]++
}

// sure is must on another goroutine than the test's.
func sure(err error) {
	if err != nil {
		panic(err)
	}
}

// The outcomes, beside the keys of sentences.
const (
	same    = "same content"
	differs = "valid, other content"
)

// open opens a file in both ways and gives the outcome, how long the longer took,
// and what must not be.
func (o *opener) open(path string, m mutant) (outcome string, took time.Duration, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx := context.Background()
	start := time.Now()
	s, refused := Open(ctx, path, Options{Secret: m.secret})
	took = time.Since(start)
	var found string
	if refused == nil {
		found, err = digest(ctx, s)
		if schema, e := schemaOf(ctx, s); err == nil && (e != nil || schema != o.material.schema) {
			err = fmt.Errorf("another schema was accepted: %v", e)
		}
		if e := s.Close(); err == nil {
			err = e
		}
		if err != nil {
			return "", took, err
		}
	}
	if refused != nil && !m.twice {
		outcome, err = o.sentence(refused)
		return outcome, took, err
	}
	start = time.Now()
	_, checked := Check(ctx, path, Options{Secret: m.secret})
	took = max(took, time.Since(start))
	if refused != nil && checked == nil {
		return "", took, fmt.Errorf("Check finds nothing where Open does: %w", refused)
	}
	if checked == nil {
		if m.sealed && !bytes.Equal(zipped(membersOf(m.file)), m.file) {
			return "", took, fmt.Errorf("a container with more in it than its members")
		}
		if found == m.content {
			return same, took, nil
		}
		if m.sealed {
			err = fmt.Errorf("a sealed file was changed, and nothing notices")
		}
		return differs, took, err
	}
	if said, err := o.sentence(refused); refused != nil && err != nil {
		return said, took, err
	}
	outcome, err = o.sentence(checked)
	return outcome, took, err
}

// sentence gives the key of what a user is told, and an error where it is none.
func (o *opener) sentence(err error) (key string, none error) {
	p, is := err.(*skapa.Problem)
	if !is || !strings.HasPrefix(p.Key, "error.open.") || o.sentences[p.Key] == nil {
		return "", fmt.Errorf("%T is no sentence: %w", err, err)
	}
	return p.Key, nil
}

// schemaOf gives every word of the schema.
func schemaOf(ctx context.Context, s *Store) (schema string, err error) {
	var parts []string
	err = s.list(ctx, &parts, "SELECT type || name || tbl_name || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
	return strings.Join(parts, "\n"), err
}

// digest gives what a workspace says, and its drafts.
func digest(ctx context.Context, s *Store) (content string, err error) {
	facts, err := s.Digest(ctx)
	if err != nil {
		return "", err
	}
	var drafts []draftRow
	err = s.list(ctx, &drafts, selectDraft+" ORDER BY participant, rater")
	return fmt.Sprintf("%s %+v", facts, drafts), err
}
