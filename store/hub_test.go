package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"framsteg/store/seal"
)

// hubAndTeam are a workspace that is the hub, and a copy of it at a team, which
// knows the hub.
func hubAndTeam(t *testing.T) (hub, team *bench, h Hub) {
	t.Helper()
	ctx := t.Context()
	hub = newSealedBench(t)
	hub.clock.pass(time.Hour) // so that there is a backup of before
	h, err := hub.MakeHub(ctx)
	must(t, err)
	start := filepath.Join(t.TempDir(), "start.framsteg")
	_, err = hub.Export(ctx, start, Selection{Nobody: true}, Lock{Passphrase: exportPhrase})
	must(t, err)
	c := &clock{noon}
	s, err := Begin(ctx, start, exportPhrase, filepath.Join(t.TempDir(), "team.framsteg"),
		Options{Now: c.now, Author: Author{Supervisor: "Berit Berg"}, Secret: otherPassphrase, Work: littleWork})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return hub, &bench{Store: s, t: t, clock: c}, h
}

func TestWhatATeamSendsOnlyTheHubOpens(t *testing.T) {
	hub, team, h := hubAndTeam(t)
	ctx := t.Context()
	p := team.participant("T-1")
	sent := filepath.Join(t.TempDir(), "till hubben.framsteg")
	must(t, team.exportTo(sent, Lock{Recipient: h.Recipient}))

	for _, secret := range []string{"", passphrase, otherPassphrase} {
		_, err := Open(ctx, sent, Options{Secret: secret})
		wantProblem(t, err, "error.open.hub")
		if !errors.Is(err, ErrHub) {
			t.Errorf("got %v", err)
		}
	}
	before := team.facts()
	_, err := team.peek(ctx, sent, otherPassphrase)
	wantProblem(t, err, "error.open.hub")
	hub.takes(sent, "")
	if got, err := hub.Participant(ctx, p.ID); err != nil || got != p {
		t.Errorf("%+v, %v", got, err)
	}
	other := newSealedBench(t)
	_, err = other.MakeHub(ctx)
	must(t, err)
	_, err = other.peek(ctx, sent, "")
	wantProblem(t, err, "error.open.hub")
	if after := team.facts(); strings.Join(after, "") != strings.Join(before, "") {
		t.Error("the team's facts changed")
	}
}

// An old key still opens what was sealed to it: it may be on its way.
func TestTheHubKeepsItsPrivateKeys(t *testing.T) {
	hub, team, h := hubAndTeam(t)
	ctx := t.Context()
	team.participant("T-1")
	sent := filepath.Join(t.TempDir(), "x.framsteg")
	must(t, team.exportTo(sent, Lock{Recipient: h.Recipient}))
	opens := func(when string) {
		t.Helper()
		other, err := hub.peek(ctx, sent, "")
		if err != nil {
			t.Errorf("%s: %v", when, err)
			return
		}
		must(t, other.Close())
	}
	opens("at first")
	_, err := hub.Undo(ctx)
	must(t, err)
	if got, err := hub.Hub(ctx); err != nil || got != (Hub{}) {
		t.Errorf("%+v, %v", got, err)
	}
	opens("after an undo")
	_, err = hub.Undo(ctx)
	must(t, err)
	if got, err := hub.Hub(ctx); err != nil || got != h {
		t.Errorf("after a redo: %+v, %v", got, err)
	}
	must(t, hub.ForgetHub(ctx))
	opens("forgotten")
	next, err := hub.MakeHub(ctx)
	must(t, err)
	if next.Recipient == h.Recipient || !next.Mine {
		t.Errorf("%+v after %+v", next, h)
	}
	opens("with another key")
	all, err := hub.Backups()
	must(t, err)
	must(t, hub.Restore(ctx, all[len(all)-1], ""))
	if got, err := hub.Hub(ctx); err != nil || got == next {
		t.Errorf("the oldest backup has %+v, %v", got, err)
	}
	opens("restored to before all this")
	must(t, hub.SaveAs(ctx, filepath.Join(t.TempDir(), "y.framsteg")))
	must(t, hub.Close())
	s, err := Open(ctx, hub.Path(), Options{Secret: passphrase, Now: hub.clock.now, Author: anna})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	hub = &bench{Store: s, t: t, clock: hub.clock}
	opens("elsewhere")
}

// The copy beside a file that somebody else wrote has the key, and Reload loses
// none that was made since.
func TestTheHubKeepsItsPrivateKeyInAConflict(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	b.behind().participant("H-1")
	h, err := b.MakeHub(ctx)
	wantProblem(t, err, "error.save.conflict")
	copied := b.file.aside
	other, err := Open(ctx, copied, Options{Secret: passphrase, Reading: true})
	must(t, err)
	if got, err := other.Hub(ctx); err != nil || got != h || !h.Mine {
		t.Errorf("in the copy %+v, %v, made %+v", got, err, h)
	}
	must(t, other.Close())
	must(t, b.Reload(ctx, ""))
	for _, at := range []*bench{b, b.reopen()} {
		if all, err := at.secrets(ctx); err != nil || len(all) != 1 || all[0].Recipient != h.Recipient {
			t.Errorf("%d keys, %v", len(all), err)
		}
	}
	must(t, b.Unsaved())
}

func TestHubRefuses(t *testing.T) {
	ctx := t.Context()
	plain := newBench(t)
	plain.writesNothing(func() {
		_, err := plain.MakeHub(ctx)
		wantProblem(t, err, "error.hub.plain")
		for _, typed := range []string{"", "age1", "ssh-ed25519 AAAA", aHub[:40]} {
			wantProblem(t, plain.SetHub(ctx, typed), "error.hub.recipient")
		}
		must(t, plain.ForgetHub(ctx))
	})
	b := newSealedBench(t)
	must(t, b.SetHub(ctx, " "+strings.ToUpper(aHub[:30])+"\r\n "+strings.ToUpper(aHub[30:])))
	if h, err := b.Hub(ctx); err != nil || h != (Hub{Recipient: aHub}) {
		t.Errorf("%+v, %v", h, err)
	}
	b.writesNothing(func() {
		_, err := b.MakeHub(ctx)
		wantProblem(t, err, "error.hub.other")
		must(t, b.SetHub(ctx, aHub))
	})
	must(t, b.ForgetHub(ctx))
	h, err := b.MakeHub(ctx)
	must(t, err)
	if a := mustAct(b); a.Key != "act.hub" {
		t.Errorf("%+v", a)
	}
	b.writesNothing(func() {
		if again, err := b.MakeHub(ctx); err != nil || again != h {
			t.Errorf("%+v, %v", again, err)
		}
		wantProblem(t, b.Unseal(ctx), "error.unseal.hub")
	})
	b.wantLocked(passphrase, otherPassphrase)
	must(t, b.Seal(ctx, otherPassphrase))
	b.wantLocked(otherPassphrase, passphrase)
}

// The private key is in the hub's own file and its backups, and nowhere else.
func TestThePrivateKeyStaysAtTheHub(t *testing.T) {
	hub, team, h := hubAndTeam(t)
	ctx := t.Context()
	all, err := hub.secrets(ctx)
	must(t, err)
	if len(all) != 1 || all[0].Recipient != h.Recipient {
		t.Fatalf("%d keys", len(all))
	}
	if got, err := team.Hub(ctx); err != nil || got != (Hub{Recipient: h.Recipient}) {
		t.Errorf("the team has %+v, %v", got, err)
	}
	for name, what := range map[string]Selection{"whole": {}, "start": {Nobody: true}} {
		path := hub.exports(what)
		data, err := os.ReadFile(path)
		must(t, err)
		image, _, err := seal.Open(data, exportPhrase)
		must(t, err)
		if bytes.Contains(image, []byte(all[0].Identity)) || bytes.Contains(image, []byte("AGE-SECRET-KEY-1Q")) {
			t.Errorf("%s: the private key is in it", name)
		}
		if !bytes.Contains(image, []byte(h.Recipient)) {
			t.Errorf("%s: the public key is not in it", name)
		}
	}
	must(t, team.takesCopyOf(hub))
	if keys, err := team.secrets(ctx); err != nil || len(keys) > 0 {
		t.Errorf("the team has %d keys after merging the hub's own file, %v", len(keys), err)
	}
	hub.clock.pass(time.Hour)
	hub.participant("H-1")
	backups, err := hub.Backups()
	must(t, err)
	newest, err := Open(ctx, backups[0].Path, Options{Secret: passphrase, Reading: true})
	must(t, err)
	defer newest.Close()
	if keys, err := newest.secrets(ctx); err != nil || len(keys) != 1 {
		t.Errorf("the backup has %d keys, %v", len(keys), err)
	}
}

func (b *bench) takesCopyOf(other *bench) error {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "kopia.framsteg")
	must(b.t, os.WriteFile(path, other.image(), 0o600))
	_, err := b.Merge(context.WithoutCancel(b.t.Context()), Merging{Path: path, Secret: passphrase})
	return err
}

// A file that somebody made says of the hub what nobody can seal to, or has a
// private key that is another's.
func TestHostileHub(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	must(t, b.SetHub(ctx, aHub))
	private, recipient, err := seal.NewHub()
	must(t, err)
	for name, script := range map[string]string{
		"no key":          "UPDATE hub SET recipient = 'age1' || substr(recipient, 5, 20)",
		"a letter off":    "UPDATE hub SET recipient = substr(recipient, 1, 61) || 'q'",
		"another private": "INSERT INTO hub_secret VALUES ('" + aHub + "', '" + private + "')",
		"a private of no": "INSERT INTO hub_secret VALUES ('" + recipient + "', '" + private[:40] + "')",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Check(ctx, copyTo(t, altered(t, b.image(), script)), Options{})
			wantProblem(t, err, "error.open.damaged")
		})
	}
	good := altered(t, b.image(), "INSERT INTO hub_secret VALUES ('"+recipient+"', '"+private+"')")
	_, err = Check(ctx, copyTo(t, good), Options{})
	must(t, err)
}

// While two keys stand, of which one may be anybody's, nothing is sealed to either.
func TestNoExportToAHubInConflict(t *testing.T) {
	b, ctx := newSealedBench(t), t.Context()
	_, err := b.MakeHub(ctx)
	must(t, err)
	mine, err := b.Hub(ctx)
	must(t, err)
	_, another, err := seal.NewHub()
	must(t, err)
	image, err := serialize(b.conn.Conn)
	must(t, err)
	path := copyTo(t, altered(t, image, fmt.Sprintf("DELETE FROM hub_secret; INSERT INTO hub SELECT x'ffffffffffffffffffffffffffffffff', id, %s, '%s' FROM hub", asEntered, another)))
	_, err = b.Merge(ctx, Merging{Path: path})
	must(t, err)
	if now, err := b.Hub(ctx); err != nil || !now.Conflict {
		t.Errorf("%+v, %v", now, err)
	}
	to := func(recipient string) error {
		_, err := b.Export(ctx, filepath.Join(t.TempDir(), "to.framsteg"), Selection{}, Lock{Recipient: recipient})
		return err
	}
	wantProblem(t, to(another), "error.hub.conflict")
	wantProblem(t, to(mine.Recipient), "error.hub.conflict")
	must(t, b.SetHub(ctx, mine.Recipient))
	must(t, to(mine.Recipient))
	if now, err := b.Hub(ctx); err != nil || now != mine {
		t.Errorf("%+v, %v, want %+v", now, err, mine)
	}
}
