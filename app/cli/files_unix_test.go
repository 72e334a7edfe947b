//go:build unix

package cli_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestChartReplacesNoPipe(t *testing.T) {
	file, pipe := example(t), filepath.Join(t.TempDir(), "rör.png")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	framsteg(t, "chart", file, "--participant", anyCode(t, file), "--out", pipe).refused(t, "error.save.device")
	if info, err := os.Lstat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Error("the pipe is gone:", err)
	}
	framsteg(t, "check", pipe).refused(t, "error.open.notWorkspace")
}

// The superuser may write anywhere; the read-only disk stands in for it there.
func TestAFolderWithoutPermissionIsOneSentence(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("nothing is forbidden to the superuser")
	}
	file, folder := example(t), t.TempDir()
	target := filepath.Join(folder, "bild.png")
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	framsteg(t, "demo", filepath.Join(folder, "demo.framsteg")).refused(t, "error.save.permission")
	framsteg(t, "chart", file, "--participant", anyCode(t, file), "--out", target).refused(t, "error.save.permission")
	if err := os.Chmod(file, 0); err != nil {
		t.Fatal(err)
	}
	framsteg(t, "check", file).refused(t, "error.open.permission")
}
