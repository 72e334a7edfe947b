package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"framsteg/store/disk"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// Surroundings are how a workspace is protected, and what lies around its file.
type Surroundings struct {
	Protection Protection  `json:"protection"`
	Backups    int         `json:"backups"`
	LastBackup time.Time   `json:"lastBackup,omitzero"`
	BadBackups []BadBackup `json:"badBackups,omitempty"`
	Left       []string    `json:"left,omitempty"`       // files that a crash left of saves of this one
	LeftBeside []string    `json:"leftBeside,omitempty"` // those of other files in the folder, as tables
	Copies     []string    `json:"copies,omitempty"`     // made of the file by who found it replaced by somebody else
	Holder     *Holder     `json:"holder,omitempty"`     // who has it open now
}

// BadBackup is a backup that does not do what it is for. Why is the key of the
// sentence about it: that of the Problem of opening it, or
// "check.backup.plain", "check.backup.sealed" or "check.backup.secret" of one
// that is in another form than its file.
type BadBackup struct {
	Path string `json:"path"`
	Why  string `json:"why"`
}

// Holder is who has a file open, as far as their lock tells.
type Holder struct {
	Supervisor string    `json:"supervisor,omitempty"`
	Computer   string    `json:"computer,omitempty"`
	Since      time.Time `json:"since,omitzero"`
}

// IsSealed tells whether the file at path looks like a sealed workspace. Its
// error is a Problem.
func IsSealed(path string) (bool, error) {
	first, err := disk.Disk{}.Begin(path, 4)
	if err != nil {
		return false, openProblem(path, err)
	}
	return seal.Sealed(first), nil
}

// lookAround opens every backup as Open does, and reads none of the facts in it.
func (s *Store) lookAround(ctx context.Context) Surroundings {
	path := s.Path()
	around := Surroundings{Protection: s.Protection(), Copies: copiesOf(path)}
	backups, err := s.Backups()
	if err != nil {
		around.BadBackups = []BadBackup{{backupFolder(path), keyOf(err)}}
	}
	if len(backups) > 0 {
		around.Backups, around.LastBackup = len(backups), backups[0].At
	}
	for _, b := range backups {
		if why := s.checkBackup(ctx, b); why != "" {
			around.BadBackups = append(around.BadBackups, BadBackup{b.Path, why})
		}
	}
	if holder, held := disk.HeldBy(path); held {
		around.Holder = (*Holder)(&holder)
		return around // who can be writing just now
	}
	around.Left = append(s.file.disk.Left(path), s.file.disk.LeftIn(backupFolder(path))...)
	around.LeftBeside = slices.DeleteFunc(s.file.disk.LeftIn(filepath.Dir(path)), func(left string) bool { return slices.Contains(around.Left, left) })
	return around
}

// checkBackup gives why a backup is bad; "" when it isn't, or ctx ended.
func (s *Store) checkBackup(ctx context.Context, b Backup) (why string) {
	here := s.Protection().Sealed
	there, err := IsSealed(b.Path)
	if err == nil && here && !there {
		return "check.backup.plain"
	}
	if err == nil && there && !here {
		return "check.backup.sealed"
	}
	var opened *Store
	if err == nil {
		opened, err = s.peek(ctx, b.Path, "")
	}
	switch {
	case err == nil:
		err = opened.Close()
	case errors.Is(err, ErrSealed):
		return "check.backup.secret"
	}
	if err != nil && ctx.Err() == nil {
		return keyOf(err)
	}
	return ""
}

func keyOf(err error) string {
	if p, is := errors.AsType[*skapa.Problem](err); is {
		return p.Key
	}
	return "error.open.failed"
}

// conflicting is what follows the name of a file in those of copies that we, or
// a program that keeps a folder the same in two places, make of it.
var conflicting = regexp.MustCompile(`(?i)^( \(.*(` + markConflict + `|` + markBroken + `|conflict).*\)|\.sync-conflict-.*)$`)

func copiesOf(path string) (copies []string) {
	folder, name := filepath.Split(path)
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	entries, _ := os.ReadDir(folder) // one that lists nothing shows none
	for _, e := range entries {
		rest, is := strings.CutPrefix(e.Name(), stem)
		if is && filepath.Ext(rest) == ending && conflicting.MatchString(strings.TrimSuffix(rest, ending)) {
			copies = append(copies, filepath.Join(folder, e.Name()))
		}
	}
	return copies
}

// PlainCopies gives those copies of the workspace that Surroundings names which
// everybody can read: sealing leaves them as they are.
func (s *Store) PlainCopies() []string {
	return slices.DeleteFunc(copiesOf(s.Path()), func(path string) bool {
		sealed, err := IsSealed(path)
		return err != nil || sealed
	})
}
