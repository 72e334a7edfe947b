package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"framsteg/store/disk"
	"framsteg/store/seal"
)

// A backup is what the file, or the memory of the program, held at a time, in a
// folder beside the file and in its form: a file on an encrypted disk is never
// copied to another one.

// Why a backup was made, as its name and Backup.Reason say.
const (
	backupRolling   = "rolling" // before the first write of a run, and then from time to time
	backupMigration = "migration"
	backupMerge     = "merge"
	backupImport    = "import"
	backupRestore   = "restore"
)

// What is kept: the newest, and the newest of each of the last days.
const (
	keptBackups = 10
	keptDays    = 30
)

// rollingPause is the least time between two rolling backups of one run.
const rollingPause = 15 * time.Minute

// rolling says when the next backup is due.
type rolling struct {
	due  string    // the reason of one that is due at the next save; "" for none
	last time.Time // when one was made; zero for not in this run
}

// Backup is an earlier state of the workspace.
type Backup struct {
	Path   string
	At     time.Time
	Size   int64  // of the file, in bytes
	Reason string // rolling, migration, merge, import or restore
}

const backupTime = "20060102T150405.000Z"

var backupName = regexp.MustCompile(`^(\d{8}T\d{6}\.\d{3}Z)-([a-z]{1,20})\.framsteg$`)

func backupFolder(path string) string { return path + ".backups" }

// Backups gives the backups of the workspace, the newest first.
func (s *Store) Backups() ([]Backup, error) { return BackupsOf(s.Path()) }

// BackupsOf gives the backups of the workspace at path, the newest first.
func BackupsOf(path string) ([]Backup, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // as for an open one
	}
	folder := backupFolder(path)
	if !disk.IsFolder(folder) {
		return nil, nil
	}
	entries, err := os.ReadDir(folder)
	if err = ignoreMissing(err); err != nil {
		return nil, openProblem(folder, err)
	}
	var all []Backup
	for _, e := range entries {
		parts := backupName.FindStringSubmatch(e.Name())
		if parts == nil {
			continue
		}
		at, err := time.Parse(backupTime, parts[1])
		if err != nil {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			all = append(all, Backup{filepath.Join(folder, e.Name()), at, info.Size(), parts[2]})
		}
	}
	slices.SortFunc(all, func(a, b Backup) int { return b.At.Compare(a.At) })
	return all, nil
}

// BackupFailed gives why the last rolling backup could not be made; nil when it
// was.
func (s *Store) BackupFailed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.backupFailed
}

func (s *Store) setBackupFailed(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.backupFailed = err
}

// backUpOld backs the file up as it is, before it is replaced, when that is due.
// A save goes on without: see BackupFailed. The caller holds writing.
func (s *Store) backUpOld() {
	now := s.now()
	if b := s.backup; b.due == "" && now.Sub(b.last) < rollingPause && !now.Before(b.last) {
		return
	}
	reason := s.backup.due
	if reason == "" {
		reason = backupRolling
	}
	data, _, err := s.file.disk.Read(s.file.path, maxFile)
	var made Backup
	if err == nil {
		made, err = s.addBackup(reason, data)
	} else {
		err = ignoreMissing(err) // of a file that is gone there is nothing to keep
	}
	if err == nil || made.Path != "" { // else every save would make one while an old one cannot be removed
		s.backup = rolling{last: now}
	}
	s.setBackupFailed(err)
}

// backUpNow backs up what is in memory. The caller holds writing.
func (s *Store) backUpNow(reason string) (Backup, error) {
	b, err := s.createBackup(reason)
	if err != nil {
		return b, err
	}
	return b, s.backedUp(b)
}

// createBackup backs up what is in memory, until when every older backup stays:
// backedUp, or removing it, comes after.
func (s *Store) createBackup(reason string) (Backup, error) {
	data, err := s.bytes()
	if err != nil {
		return Backup{}, err
	}
	return s.writeBackup(reason, data)
}

// backedUp removes the backups that are not kept beside one of what is in memory.
func (s *Store) backedUp(b Backup) error {
	err := s.removeOutdated(b)
	if err == nil && s.Unsaved() == nil && s.backup.due != backupMigration {
		s.backup = rolling{last: s.now()} // it is what the file holds
	}
	return err
}

// addBackup writes a backup and removes those that are no longer kept. Its
// error is a Problem; the Backup is zero when none was made.
func (s *Store) addBackup(reason string, data []byte) (Backup, error) {
	b, err := s.writeBackup(reason, data)
	if err != nil {
		return b, err
	}
	return b, s.removeOutdated(b)
}

func (s *Store) writeBackup(reason string, data []byte) (Backup, error) {
	folder := backupFolder(s.file.path)
	mode := fs.FileMode(0o700)
	if s.file.home != nil {
		mode |= s.file.home.Mode().Perm() // for whom the file's own folder is
	}
	if err := s.file.disk.MakeFolder(folder, mode); err != nil {
		return Backup{}, problem("error.backup.failed", folder, err)
	}
	b := Backup{At: s.now().UTC().Truncate(time.Millisecond), Size: int64(len(data)), Reason: reason}
	for {
		b.Path = filepath.Join(folder, b.At.Format(backupTime)+"-"+reason+".framsteg")
		_, err := s.file.disk.Create(b.Path, data)
		if err == nil {
			return b, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return Backup{}, problem("error.backup.failed", folder, err)
		}
		b.At = b.At.Add(time.Millisecond)
	}
}

// removeOutdated removes the backups that are no longer kept beside one.
func (s *Store) removeOutdated(made Backup) error {
	all, err := BackupsOf(s.file.path)
	if err != nil {
		return err
	}
	for _, old := range outdated(all, s.now()) {
		if old.Path == made.Path || s.undoes(old) {
			continue
		}
		if left := s.file.disk.Remove(old.Path); left != nil {
			err = problem("error.backup.failed", old.Path, left)
		}
	}
	return err
}

// undoes tells whether undo goes back to a backup.
func (s *Store) undoes(b Backup) bool {
	return slices.ContainsFunc(s.undoable(), func(a *act) bool { return a.before != nil && a.before.Path == b.Path })
}

// outdated gives which of all backups, the newest first, are no longer kept. One
// of a time that is to come, by a clock that was wrong, takes nobody's place.
func outdated(all []Backup, now time.Time) (old []Backup) {
	first := now.AddDate(0, 0, -keptDays)
	days := map[string]bool{}
	past := slices.DeleteFunc(slices.Clone(all), func(b Backup) bool { return b.At.After(now) })
	for i, b := range past {
		day := b.At.In(now.Location()).Format(time.DateOnly)
		newest := !days[day]
		days[day] = true
		if i >= keptBackups && (!newest || b.At.Before(first)) {
			old = append(old, b)
		}
	}
	return old
}

// reform writes every backup in the form of the file, after that changed:
// before is the key until then, nil for none. One that neither opens stays as it
// is, sealed by an older passphrase.
//
// Its error is the first that stopped one of them, as ErrBackups.
func (s *Store) reform(before *seal.Key) (first error) {
	failed := func(path string, err error) {
		if err != nil && first == nil {
			first = problem("error.backup.reform", path, joined(ErrBackups, err))
		}
	}
	all, err := BackupsOf(s.file.path)
	failed(backupFolder(s.file.path), err)
	for _, b := range all {
		failed(b.Path, s.reformOne(b, before))
	}
	return first
}

// sealBackups seals what a crash left plain beside a sealed file: Seal writes
// the file first. What is no backup of this workspace stays as it is.
func (s *Store) sealBackups(ctx context.Context) {
	all, first := BackupsOf(s.file.path)
	for _, b := range all {
		sealed, err := IsSealed(b.Path)
		if sealed {
			continue
		}
		if err == nil {
			err = s.recognise(ctx, b)
		}
		if err == nil {
			err = s.reformOne(b, nil)
		}
		if err != nil && first == nil {
			first = problem("error.backup.plain", b.Path, err)
		}
	}
	s.setBackupFailed(first)
}

// recognise refuses a plain backup that is not of this workspace.
func (s *Store) recognise(ctx context.Context, b Backup) error {
	o := s.options
	o.Reading = true
	other, err := open(ctx, b.Path, o, nil)
	if err != nil {
		return err
	}
	return joined(s.sameWorkspace(ctx, other), other.Close())
}

func (s *Store) reformOne(b Backup, before *seal.Key) error {
	data, _, err := s.file.disk.Read(b.Path, maxFile)
	if err != nil {
		return ignoreMissing(err)
	}
	image, key, err := unseal(b.Path, data, before, "")
	if errors.Is(err, ErrSealed) || key == nil && s.file.key == nil {
		return nil
	}
	if err != nil {
		return err
	}
	data, err = s.file.form(image)
	if err != nil {
		return err
	}
	_, err = s.file.disk.Replace(b.Path, data)
	return err
}
