package cli_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"framsteg/app/cli"
	"framsteg/app/words"
)

// onDisk runs the calling test again in a process of its own that sees a small
// disk of its own, and gives where that is mounted; "" in the process that only
// started the other.
func onDisk(t *testing.T, options string) (disk string) {
	t.Helper()
	const name = "FRAMSTEG_TEST_DISK"
	if disk = os.Getenv(name); disk != "" {
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, options); err != nil {
			t.Fatal(err)
		}
		return disk
	}
	again := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	again.Env = append(os.Environ(), name+"="+t.TempDir())
	if os.Getuid() == 0 {
		again.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	} else {
		again.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
			UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
		}
	}
	out, err := again.CombinedOutput()
	switch {
	case errors.Is(err, syscall.EPERM), errors.Is(err, syscall.EINVAL), strings.Contains(string(out), syscall.EPERM.Error()):
		t.Skip("this system lets no test mount a disk:", err)
	case err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()):
		t.Errorf("%v\n%s", err, out)
	}
	return ""
}

func TestAFullDiskIsOneSentence(t *testing.T) {
	disk := onDisk(t, "size=512k")
	if disk == "" {
		return
	}
	target := filepath.Join(disk, "bild.png")
	if err := os.WriteFile(target, []byte("en gammal bild"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := example(t)
	filler := filepath.Join(disk, "annat")
	if err := os.WriteFile(filler, make([]byte, 480<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	before := unchanged(t, disk)
	framsteg(t, "demo", filepath.Join(disk, "demo.framsteg"), "--participants", "1").refused(t, "error.save.full")
	framsteg(t, "chart", file, "--participant", anyCode(t, file), "--out", target, "--width", "1000").refused(t, "error.save.full")
	before()
}

func TestAReadOnlyDiskIsOneSentence(t *testing.T) {
	disk := onDisk(t, "size=512k")
	if disk == "" {
		return
	}
	target := filepath.Join(disk, "bild.png")
	if err := os.WriteFile(target, []byte("en gammal bild"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := example(t)
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	before := unchanged(t, disk)
	framsteg(t, "demo", filepath.Join(disk, "demo.framsteg")).refused(t, "error.save.permission")
	framsteg(t, "chart", file, "--participant", anyCode(t, file), "--out", target, "--width", "320").refused(t, "error.save.permission")
	before()
}

// Where a command prints may be full: that is said, not that something unforeseen
// happened.
func TestWhatCannotBePrinted(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	for _, args := range [][]string{{"cohort", crowd(t), "--json"}, {"digest", example(t)}, {"--help"}} {
		var said bytes.Buffer
		code := cli.Run(t.Context(), args, cli.Env{Stdout: full, Stderr: &said, System: "sv", Variable: func(string) string { return "" }, Now: func() time.Time { return today }})
		if want := "framsteg: " + words.In("sv").T("error.printed") + "\n"; code != 1 || said.String() != want {
			t.Errorf("%v: %d, it says %q", args, code, said.String())
		}
	}
}
