package store_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"filippo.io/age"

	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// sizes are the two workspaces that are measured: a project, and a hub with
// 10,000 participants and over 200,000 answers.
var sizes = []struct {
	name string
	file func() (string, error)
}{
	{"300", sync.OnceValues(func() (string, error) { return example(demo.Options{Participants: 300, Years: 2}) })},
	{"10000", sync.OnceValues(func() (string, error) { return example(demo.Options{Participants: 10_000, Years: 1}) })},
}

var exampleFolder string // made once, removed by TestMain

func TestMain(m *testing.M) {
	code := m.Run()
	if exampleFolder != "" {
		os.RemoveAll(exampleFolder)
	}
	os.Exit(code)
}

func example(o demo.Options) (path string, err error) {
	if exampleFolder == "" {
		if exampleFolder, err = os.MkdirTemp("", "framsteg-bench-"); err != nil {
			return "", err
		}
	}
	o.Seed, o.End = 1, skapa.DateOf(2026, 11, 21)
	path = filepath.Join(exampleFolder, fmt.Sprint(o.Participants))
	return path, demo.Make(context.Background(), path, o)
}

// copyOf gives a copy of a workspace, to be written to.
func copyOf(b *testing.B, file func() (string, error)) (path string) {
	original, err := file()
	must(b, err)
	image, err := os.ReadFile(original)
	must(b, err)
	path = filepath.Join(b.TempDir(), "copy.framsteg")
	must(b, os.WriteFile(path, image, 0o600))
	return path
}

// atSizes runs f with a copy of each workspace.
func atSizes(b *testing.B, f func(b *testing.B, path string)) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			path := copyOf(b, size.file)
			f(b, path)
		})
	}
}

func open(b *testing.B, path string) *store.Store {
	s, err := store.Open(b.Context(), path, store.Options{Author: store.Author{Supervisor: "Anna Åkesson"}})
	must(b, err)
	return s
}

// beside measures ours and its limit bare in turns, so that a busy machine
// slows both, and reports how many times the limit ours takes.
func beside(b *testing.B, ours, bare func() error) {
	var took [2]time.Duration
	for b.Loop() {
		for i, f := range []func() error{ours, bare} {
			began := time.Now()
			must(b, f())
			took[i] += time.Since(began)
		}
	}
	b.ReportMetric(float64(took[0].Microseconds())/1000/float64(b.N), "ms-ours")
	b.ReportMetric(float64(took[1].Microseconds())/1000/float64(b.N), "ms-bare")
	b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "×bare")
	b.ReportMetric(0, "ns/op") // of both together, which says nothing
}

// The limit of opening: read, Deserialize, integrity_check. Aim: 1.5 times.
func BenchmarkOpen(b *testing.B) {
	atSizes(b, func(b *testing.B, path string) {
		beside(b, func() error { return open(b, path).Close() }, func() error { return openBare(b.Context(), path) })
	})
}

func openBare(ctx context.Context, path string) error {
	image, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return deserializeBare(ctx, image)
}

func deserializeBare(ctx context.Context, image []byte) error {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	err = conn.Raw(func(c any) error {
		return c.(interface{ Deserialize([]byte) error }).Deserialize(image)
	})
	if err != nil {
		return err
	}
	var finding string
	if err := conn.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&finding); err != nil {
		return err
	}
	if finding != "ok" {
		return errors.New(finding)
	}
	return nil
}

// The limit of saving: write, fsync, rename and fsync of the folder, of the
// same bytes. Aim: twice.
func BenchmarkSaveAssessment(b *testing.B) {
	atSizes(b, func(b *testing.B, path string) {
		s := open(b, path)
		defer s.Close()
		in, err := s.Instruments(b.Context())
		must(b, err)
		a := skapa.Assessment{
			Participant: participant(b, s), Date: s.Today(), Rater: skapa.Self, Instrument: in[0].Version,
			Answers: map[string]skapa.Step{"health": 3, "everyday": 2, "competence": 4, "work-type": 1, "cooperation": 5, "manage-work": 3},
		}
		a, err = s.SaveAssessment(b.Context(), a, "")
		must(b, err)
		image, err := os.ReadFile(path)
		must(b, err)
		beside(b, func() error {
			a.Answers["health"] = a.Answers["health"]%5 + 1
			_, err := s.SaveAssessment(b.Context(), a, "measured")
			return err
		}, func() error { return saveBare(path+".bare", image) })
	})
}

func saveBare(path string, image []byte) error {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(image)
	if err := errors.Join(err, f.Sync(), f.Close(), os.Rename(path+".tmp", path)); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// The workspaces that are sealed: about 1, 10 and 50 MB.
var sealedSizes = []struct {
	name string
	file func() (string, error)
}{
	{"1MB", sizes[0].file},
	{"10MB", sync.OnceValues(func() (string, error) { return example(demo.Options{Participants: 2200, Years: 1}) })},
	{"50MB", sizes[1].file},
}

const passphrase = "kor ute i regn"

// atSealedSizes runs f with a sealed copy of each workspace. Work is the work
// factor of its passphrase.
func atSealedSizes(b *testing.B, work int, f func(b *testing.B, path string)) {
	for _, size := range sealedSizes {
		b.Run(size.name, func(b *testing.B) {
			path := copyOf(b, size.file)
			s, err := store.Open(b.Context(), path, store.Options{Work: work})
			must(b, err)
			must(b, s.Seal(b.Context(), passphrase))
			must(b, s.Close())
			f(b, path)
		})
	}
}

// The limit of a sealed save: the same bytes written, synced and renamed.
func BenchmarkSealedSave(b *testing.B) {
	atSealedSizes(b, 1, func(b *testing.B, path string) {
		s, err := store.Open(b.Context(), path, store.Options{Secret: passphrase})
		must(b, err)
		defer s.Close()
		must(b, s.Save(b.Context())) // with the backup of before
		data, err := os.ReadFile(path)
		must(b, err)
		beside(b, func() error { return s.Save(b.Context()) }, func() error { return saveBare(path+".bare", data) })
		b.ReportMetric(float64(len(data))/1e6, "MB")
	})
}

// Opening a sealed file, beside reading it, age with the same passphrase,
// Deserialize and integrity_check. Aim: 1.5 times.
func BenchmarkUnlock(b *testing.B) {
	atSealedSizes(b, 0, func(b *testing.B, path string) {
		beside(b, func() error {
			s, err := store.Open(b.Context(), path, store.Options{Secret: passphrase})
			if err != nil {
				return err
			}
			return s.Close()
		}, func() error {
			image, err := unsealBare(path)
			if err != nil {
				return err
			}
			return deserializeBare(b.Context(), image)
		})
	})
}

func unsealBare(path string) ([]byte, error) {
	container, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer container.Close()
	key, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	text, err := decryptBare(container, "key.age", key)
	if err != nil {
		return nil, err
	}
	identities, err := age.ParseIdentities(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return decryptBare(container, "data.age", identities...)
}

func decryptBare(container *zip.ReadCloser, name string, ids ...age.Identity) ([]byte, error) {
	f, err := container.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := age.Decrypt(f, ids...)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Reading everybody, as the first time. Aim: well under 150 ms at 10,000.
func BenchmarkCaseload(b *testing.B) {
	atSizes(b, func(b *testing.B, path string) {
		for b.Loop() {
			b.StopTimer()
			s := open(b, path)
			b.StartTimer()
			_, err := s.Caseload(b.Context())
			must(b, err)
			b.StopTimer()
			must(b, s.Close())
			b.StartTimer()
		}
	})
}

// Reading everybody after one participant changed.
func BenchmarkCaseloadAgain(b *testing.B) {
	atSizes(b, func(b *testing.B, path string) {
		s := open(b, path)
		defer s.Close()
		p, err := s.Participant(b.Context(), participant(b, s))
		must(b, err)
		for i := 0; b.Loop(); i++ {
			b.StopTimer()
			p.Name = fmt.Sprint("Åsa ", i)
			_, err := s.SaveParticipant(b.Context(), p)
			must(b, err)
			b.StartTimer()
			_, err = s.Caseload(b.Context())
			must(b, err)
		}
	})
}

// Aim: under 5 ms for all that a participant's page reads.
func BenchmarkParticipant(b *testing.B) {
	atSizes(b, func(b *testing.B, path string) {
		s := open(b, path)
		defer s.Close()
		ctx, id := b.Context(), participant(b, s)
		for b.Loop() {
			_, err := s.Participant(ctx, id)
			must(b, err)
			_, err = s.Followed(ctx, id)
			must(b, err)
			_, err = s.Assessments(ctx, id)
			must(b, err)
			_, err = s.Participations(ctx, id)
			must(b, err)
			_, err = s.Corrected(ctx, id)
			must(b, err)
			_, err = s.Drafts(ctx, id)
			must(b, err)
		}
	})
}

// participant gives one with several ratings.
func participant(b *testing.B, s *store.Store) skapa.ID {
	cases, err := s.Caseload(b.Context())
	must(b, err)
	for _, c := range cases {
		ratings, err := s.Assessments(b.Context(), c.ID)
		must(b, err)
		if len(ratings) >= 6 {
			return c.ID
		}
	}
	b.Fatal("nobody with six ratings")
	return skapa.ID{}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
