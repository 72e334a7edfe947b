//go:build window

package driver_test

import (
	"bytes"
	"os"
	"testing"
)

// TestWindowRecoverySheet brings the recovery key of a new workspace to paper,
// where no program shows PDFs.
func TestWindowRecoverySheet(t *testing.T) {
	desk := newDesk(t)
	desk.prefer(`{"supervisor":"Åsa Öberg","team":"Team Kust"}`)
	program := desk.start()
	program.waitTitle("^Framsteg$")
	program.press("ctrl+shift+n")
	program.write("Kust")
	program.press("Return")
	program.write(passphrase)
	program.press("Return")
	program.write(passphrase)
	program.press("Return")
	program.waitTitle("^Idag – Kust – Framsteg$")
	program.screenshot("recovery-key")
	program.press("Return") // what the focus proposes
	program.screenshot("save-as-pdf")
	program.press("Return")
	sheet := desk.path("Återställningsnyckel Kust.pdf")
	eventually(t, "the sheet", func() bool { _, err := os.Stat(sheet); return err == nil })
	program.screenshot("saved-as-pdf")
	if data, err := os.ReadFile(sheet); err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("it is no PDF: %v", err)
	}
	program.press("Return")
	program.screenshot("check-the-paper")
	program.press("Escape", "Escape", "shift+Tab", "Return") // back to the key, and on without it
	program.press("ctrl+n")                                  // which does nothing below a question
	program.waitTitle("^Ny deltagare")
	program.press("Escape")
	program.waitTitle("^Idag – Kust – Framsteg$")
	program.close()
}
