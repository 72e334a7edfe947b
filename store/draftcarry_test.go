package store

import (
	"context"
	"maps"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

// begun gives the comments of the drafts of a participant, by rater.
func (b *bench) begun(p skapa.Participant) map[skapa.Rater]string {
	b.t.Helper()
	all, err := b.Drafts(b.t.Context(), p.ID)
	must(b.t, err)
	comments := map[skapa.Rater]string{}
	for _, a := range all {
		comments[a.Rater] = a.Comment
	}
	return comments
}

// begins keeps an unfinished rating with a comment.
func (b *bench) begins(p skapa.Participant, r skapa.Rater, comment string) {
	b.t.Helper()
	draft := rating(p, r, "2026-03-01", 3)
	draft.Comment = comment
	must(b.t, b.SaveDraft(b.t.Context(), draft))
}

// What brings back a whole state leaves the ratings that were begun, went on or
// were discarded since, of all who are there then.
func TestUndoOfAWholeStateKeepsDrafts(t *testing.T) {
	for name, come := range map[string]func(t *testing.T, b *bench){
		"act.import": func(t *testing.T, b *bench) {
			must(t, b.Import(t.Context(), "x.csv", func(ctx context.Context) error {
				_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "V-1", Start: date("2026-01-10")})
				return err
			}))
		},
		"act.merge": func(t *testing.T, b *bench) {
			there := openBench(t, copyTo(t, b.image()), noon)
			t.Cleanup(func() { there.Close() })
			known, err := there.ParticipantByCode(t.Context(), "H-3")
			must(t, err)
			for _, p := range []skapa.Participant{known, there.participant("V-1")} {
				there.begins(p, skapa.BySupervisor, "med filen")
			}
			_, err = b.Merge(t.Context(), Merging{Path: there.Path()})
			must(t, err)
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			ctx := t.Context()
			goesOn, begins, discards := b.participant("H-1"), b.participant("H-2"), b.participant("H-3")
			b.begins(goesOn, skapa.Self, "före")
			b.begins(discards, skapa.Self, "före")
			come(t, b)
			comes, err := b.ParticipantByCode(ctx, "V-1")
			must(t, err)
			b.begins(goesOn, skapa.Self, "efter")
			b.begins(begins, skapa.Self, "efter")
			must(t, b.DiscardDraft(ctx, discards.ID, skapa.Self))
			b.begins(comes, skapa.Self, "efter")
			want := func(when string, p skapa.Participant, comments map[skapa.Rater]string) {
				t.Helper()
				for _, at := range []*bench{b, b.reopen()} {
					if got := at.begun(p); !maps.Equal(got, comments) {
						t.Errorf("%s %s has begun %q, want %q", when, p.Code, got, comments)
					}
				}
			}
			undone, err := b.Undo(ctx)
			must(t, err)
			if undone.Key != name {
				t.Fatalf("undid %+v", undone)
			}
			efter := map[skapa.Rater]string{skapa.Self: "efter"}
			want("undone", goesOn, efter)
			want("undone", begins, efter)
			want("undone", discards, map[skapa.Rater]string{})
			if n := b.drafts(); n != 2 {
				t.Errorf("%d drafts", n)
			}
			b.begins(begins, skapa.Self, "igen")
			_, err = b.Undo(ctx)
			must(t, err)
			want("redone", goesOn, efter)
			want("redone", begins, map[skapa.Rater]string{skapa.Self: "igen"})
			comes, err = b.ParticipantByCode(ctx, "V-1")
			must(t, err)
			if got := b.begun(comes); got[skapa.Self] != "efter" {
				t.Errorf("redone, who came has begun %q", got)
			}
		})
	}
}

// A merge takes the drafts of whom is here and has begun none by that rater, under
// whatever id, and says so.
func TestMergeTakesDrafts(t *testing.T) {
	here := newBench(t)
	ctx := t.Context()
	team, err := here.TeamNamed(ctx, "Halmstad")
	must(t, err)
	in := func(p *skapa.Participant) { p.Team = team.ID }
	kept, taken, twin, gone := here.participant("H-1", in), here.participant("H-2", in), here.participant("H-3", in), here.participant("H-4", in)
	here.begins(taken, skapa.BySupervisor, "lika")
	there := openBench(t, copyTo(t, here.image()), noon)
	t.Cleanup(func() { there.Close() })
	here.begins(kept, skapa.Self, "vår")
	must(t, here.Join(ctx, "participant", kept.ID, []skapa.ID{twin.ID}))
	here.eraseThis(gone.ID)
	there.begins(kept, skapa.Self, "deras")
	there.begins(twin, skapa.Self, "deras")
	there.begins(gone, skapa.Self, "deras")
	there.begins(taken, skapa.Self, "deras")
	m := Merging{Path: there.Path()}
	preview, err := here.Preview(ctx, m)
	must(t, err)
	merged, err := here.Merge(ctx, m)
	must(t, err)
	for _, m := range []Merged{preview, merged} {
		if want := (Tally{New: 1, Same: 1}); m.Kinds["draft"] != want || m.Teams["Halmstad"]["draft"] != want {
			t.Errorf("drafts %+v, of the team %+v", m.Kinds["draft"], m.Teams["Halmstad"]["draft"])
		}
		if want := []string{"H-2"}; !slices.Equal(m.Codes, want) {
			t.Errorf("%q are not as before, want %q", m.Codes, want)
		}
	}
	if got, want := here.begun(taken), (map[skapa.Rater]string{skapa.Self: "deras", skapa.BySupervisor: "lika"}); !maps.Equal(got, want) {
		t.Errorf("taken %q, want %q", got, want)
	}
	if got := here.begun(kept); got[skapa.Self] != "vår" || here.drafts() != 3 {
		t.Errorf("kept %q, %d drafts", got, here.drafts())
	}
	again, err := here.Preview(ctx, m)
	must(t, err)
	if again.Kinds["draft"] != (Tally{Same: 2}) || len(again.Codes) > 0 {
		t.Errorf("again %+v, %q", again.Kinds["draft"], again.Codes)
	}
}
