package cli_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// Each file that needs a passphrase is asked for by its name; an export for one of
// its own, twice.
func TestSharingAsksForEachPassphrase(t *testing.T) {
	file, _ := sealed(t)
	from := copied(t, file, passphrase, "Å-1")
	sent := filepath.Join(t.TempDir(), "från bo.framsteg")

	p := terminal(t)
	wait := p.runs("export", from, "--out", sent)
	p.answers(asksSecret+from, passphrase+"\n")
	p.answers(asksNew, newPassphrase+"\n")
	p.answers(asksAgain, newPassphrase+"\n")
	p.wants(wait(), 0, "")
	if !opens(t, sent, newPassphrase) {
		t.Error("is not opened by the new passphrase")
	}

	p = terminal(t)
	wait = p.runs("merge", file, sent)
	p.answers(asksSecret+file, passphrase+"\n")
	p.answers(asksSecret+sent, newPassphrase+"\n")
	s := wait()
	if p.wants(s, 0, "[########################################] 100/100"); !strings.Contains(s.out, "är ihopslagen") {
		t.Errorf("it says %s", s.out)
	}
	if codes := strings.Join(codesIn(t, file, passphrase), " "); !strings.Contains(codes, "Å-1") {
		t.Errorf("it holds %s", codes)
	}
}

// A passphrase that comes from the environment is that of the file; who sits there
// is asked for the other.
func TestMergeAsksWhereOnePassphraseDoesNotFitBoth(t *testing.T) {
	file, _ := sealed(t)
	ours, theirs := secretFile(t, passphrase), secretFile(t, newPassphrase)
	sent := filepath.Join(t.TempDir(), "från bo.framsteg")
	framsteg(t, "export", file, "--passphrase-file", ours, "--new-passphrase-file", theirs, "--out", sent).succeeded(t)
	p := terminal(t)
	wait := p.runs("merge", file, sent, "--passphrase-file", ours)
	p.answers(asksSecret+sent, "fel\n")
	p.answers(asksSecret+sent, newPassphrase+"\n")
	p.wants(wait(), 0, "")
}
