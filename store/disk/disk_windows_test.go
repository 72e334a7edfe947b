package disk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"framsteg/store/disk"
)

const noSuchThing, inTheWay = windows.ERROR_NOT_SUPPORTED, windows.ERROR_SHARING_VIOLATION

// What another program does to a file that it does not let anybody rename.
const (
	reads = "FRAMSTEG_TEST_READS"
	owns  = "FRAMSTEG_TEST_OWNS" // lets nobody read it either
)

func init() {
	for role, share := range map[string]uint32{reads: windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE, owns: 0} {
		roles[role] = func(path string) (func() error, error) {
			name, err := windows.UTF16PtrFromString(path)
			if err != nil {
				return nil, err
			}
			h, err := windows.CreateFile(name, windows.GENERIC_READ, share, nil, windows.OPEN_EXISTING, 0, 0)
			return func() error { return windows.CloseHandle(h) }, err
		}
	}
}

// A file that another program has open is replaced when that lets it go, and
// stays whole when it does not.
func TestReplaceWhatAnotherProgramHolds(t *testing.T) {
	for _, role := range []string{reads, owns} {
		for name, replace := range map[string]func(d disk.Disk, path, data string, was disk.Stamp) (disk.Stamp, error){
			"Replace": func(d disk.Disk, path, data string, _ disk.Stamp) (disk.Stamp, error) {
				return d.Replace(path, []byte(data))
			},
			"ReplaceSame": func(d disk.Disk, path, data string, was disk.Stamp) (disk.Stamp, error) {
				return d.ReplaceSame(path, []byte(data), was)
			},
		} {
			t.Run(role+" "+name, func(t *testing.T) {
				path := given(t, "before")
				was := stampOf(t, path)
				other := start(t, role, path)
				pauses := 0
				_, err := replace(disk.Disk{Pause: func(time.Duration) { pauses++ }}, path, "never", was)
				wantError(t, err, disk.ErrBusy)
				if pauses != 8 {
					t.Errorf("gave up after %d pauses", pauses)
				}
				wantAlone(t, path)

				pauses = 0
				now, err := replace(disk.Disk{Pause: func(time.Duration) {
					if pauses++; pauses == 1 {
						other.end(t)
						want(t, path, "before")
					}
				}}, path, "after", was)
				must(t, err)
				if pauses != 1 {
					t.Errorf("%d pauses", pauses)
				}
				want(t, path, "after")
				wantAlone(t, path)
				must(t, disk.Disk{}.Compare(path, now))
			})
		}
	}
}

// impatient fails when something is tried again that time does not mend.
func impatient(t *testing.T) disk.Disk {
	return disk.Disk{Pause: func(time.Duration) { t.Error("waited") }}
}

func wantForbidden(t *testing.T, err error) {
	t.Helper()
	if !disk.Forbidden(err) {
		t.Errorf("got %v, want forbidden", err)
	}
}

func TestReplaceWhatIsReadOnly(t *testing.T) {
	path := given(t, "before")
	must(t, os.Chmod(path, 0o400))
	_, err := impatient(t).Replace(path, []byte("after"))
	wantForbidden(t, err)
	_, err = impatient(t).ReplaceSame(path, []byte("after"), stampOf(t, path))
	wantForbidden(t, err)
	want(t, path, "before")
	wantAlone(t, path)
	l, err := disk.Acquire(path, holder)
	must(t, err)
	must(t, l.Release())
	must(t, os.Chmod(path, 0o600))
}

// forbid lets everybody do anything to a folder, and to what is in it, but that.
func forbid(folder string, what windows.ACCESS_MASK) error {
	everybody, err := windows.CreateWellKnownSid(windows.WinWorldSid)
	if err != nil {
		return err
	}
	entry := func(how windows.ACCESS_MODE, what windows.ACCESS_MASK) windows.EXPLICIT_ACCESS {
		return windows.EXPLICIT_ACCESS{
			AccessPermissions: what,
			AccessMode:        how,
			Inheritance:       windows.SUB_CONTAINERS_AND_OBJECTS_INHERIT,
			Trustee:           windows.TRUSTEE{TrusteeForm: windows.TRUSTEE_IS_SID, TrusteeValue: windows.TrusteeValueFromSID(everybody)},
		}
	}
	var entries []windows.EXPLICIT_ACCESS
	if what != 0 {
		entries = append(entries, entry(windows.DENY_ACCESS, what))
	}
	entries = append(entries, entry(windows.GRANT_ACCESS, windows.GENERIC_ALL))
	list, err := windows.ACLFromEntries(entries, nil)
	if err != nil {
		return err
	}
	const how = windows.DACL_SECURITY_INFORMATION | windows.PROTECTED_DACL_SECURITY_INFORMATION
	return windows.SetNamedSecurityInfo(folder, windows.SE_FILE_OBJECT, how, nil, nil, list, nil)
}

const writing = windows.FILE_WRITE_DATA | windows.FILE_APPEND_DATA | windows.DELETE | fileDeleteChild

// fileDeleteChild is FILE_DELETE_CHILD of winnt.h.
const fileDeleteChild = 0x40

// Where nobody may write, a file can be read, and neither replaced nor locked,
// but by a lock file that is there.
func TestFolderThatIsReadOnly(t *testing.T) {
	path := given(t, "before")
	folder := filepath.Dir(path)
	must(t, forbid(folder, writing))
	t.Cleanup(func() { must(t, forbid(folder, 0)) })
	if os.WriteFile(path+"-", nil, 0o600) == nil {
		t.Skip("this user may write everywhere")
	}
	was := stampOf(t, path)
	_, err := impatient(t).ReplaceSame(path, []byte("after"), was)
	wantForbidden(t, err)
	_, err = impatient(t).Create(path+"-", nil)
	wantForbidden(t, err)
	_, err = disk.Acquire(path, holder)
	wantError(t, err, disk.ErrNoLock)
	want(t, path, "before")
	wantAlone(t, path)

	must(t, forbid(folder, 0))
	other := start(t, holds, path)
	must(t, other.Process.Kill())
	other.Wait()
	must(t, forbid(folder, writing))
	l, err := disk.Acquire(path, holder)
	must(t, err)
	wantHeld(t, path, holder)
	must(t, l.Release())
	if by, is := disk.HeldBy(path); is {
		t.Errorf("released, yet held by %+v", by)
	}
}

// A path may be longer than the 260 characters of old programs, and a file is the
// same whatever the case of its name.
func TestLongNames(t *testing.T) {
	folder := t.TempDir()
	for len(folder) < 300 {
		folder = filepath.Join(folder, "Åtgärder för Öberg & Ängström")
	}
	must(t, os.MkdirAll(folder, 0o700))
	path := filepath.Join(folder, "Förändring ÅÄÖ.framsteg")
	d := impatient(t)
	s, err := d.Create(path, []byte("1"))
	must(t, err)
	s, err = d.ReplaceSame(path, []byte("2"), s)
	must(t, err)
	must(t, d.Compare(path, s))
	_, err = d.Replace(path, []byte("3"))
	must(t, err)
	wantError(t, d.Compare(path, s), disk.ErrChanged)
	if data, _, err := d.Read(path, 1); err != nil || string(data) != "3" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := (disk.Disk{Files: stuck{}}).Replace(path, []byte("4")); err == nil || len(d.Left(path)) != 1 {
		t.Errorf("%v, left %v", err, d.Left(path))
	}
	d.Sweep(path)
	wantAlone(t, path)

	other := start(t, holds, path)
	wantHeld(t, path, holder)
	wantHeld(t, filepath.Join(folder, strings.ToUpper(filepath.Base(path))), holder)
	other.end(t)
	wantAlone(t, path)
}
