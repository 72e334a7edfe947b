package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

// sound fails unless the file and everything in it passes every check.
func (b *bench) sound() {
	b.t.Helper()
	if _, err := Check(b.t.Context(), b.Path(), Options{}); err != nil {
		b.t.Error(err)
	}
}

// remembersRight fails unless what is remembered of everybody is what the file says.
func (b *bench) remembersRight() {
	b.t.Helper()
	ctx, fresh := b.t.Context(), b.reopen()
	cases, err := b.Caseload(ctx)
	must(b.t, err)
	want, err := fresh.Caseload(ctx)
	must(b.t, err)
	if !reflect.DeepEqual(cases, want) {
		b.t.Errorf("the list is remembered as %+v, want %+v", cases, want)
	}
	facts, err := b.Facts(ctx)
	must(b.t, err)
	wantFacts, err := fresh.Facts(ctx)
	must(b.t, err)
	if !reflect.DeepEqual(facts, wantFacts) {
		b.t.Errorf("facts are remembered as %+v, want %+v", facts, wantFacts)
	}
	if got, want := read(b.t, b.Histories), read(b.t, fresh.Histories); !reflect.DeepEqual(got, want) {
		b.t.Errorf("histories are remembered as %+v, want %+v", got, want)
	}
	for _, c := range cases {
		one, err := b.readCases(ctx, c.ID)
		must(b.t, err)
		if !reflect.DeepEqual(one, []Case{c}) {
			b.t.Errorf("read alone they are %+v, want %+v", one, c)
		}
	}
}

// everywhere runs f with the workspace and as it is in the file.
func (b *bench) everywhere(f func(b *bench)) {
	b.t.Helper()
	f(b)
	b.remembersRight()
	b.sound()
	f(b.reopen())
}

// A sort of staff that can be joined, as a user sees it.
type staffSort struct {
	name string
	make func(b *bench, name string) skapa.ID
	all  func(b *bench) map[skapa.ID]string
	use  func(b *bench, of, id skapa.ID, day string)      // by a participant
	used func(b *bench, of skapa.ID) (id skapa.ID, n int) // by them now, and how many different since the start
}

func staffSorts() []staffSort {
	follow := func(change func(p *skapa.Participant, id skapa.ID)) func(*bench, skapa.ID, skapa.ID, string) {
		return func(b *bench, of, id skapa.ID, day string) {
			b.t.Helper()
			p, err := b.Participant(b.t.Context(), of)
			must(b.t, err)
			p.Since = date(day)
			change(&p, id)
			_, err = b.SaveParticipant(b.t.Context(), p)
			must(b.t, err)
		}
	}
	return []staffSort{
		{
			name: "team",
			make: func(b *bench, name string) skapa.ID {
				team, err := b.SaveTeam(b.t.Context(), skapa.Team{Name: name})
				must(b.t, err)
				return team.ID
			},
			all: func(b *bench) map[skapa.ID]string {
				names := map[skapa.ID]string{}
				all, err := b.Teams(b.t.Context())
				must(b.t, err)
				for _, one := range all {
					names[one.ID] = one.Name
				}
				return names
			},
			use: follow(func(p *skapa.Participant, id skapa.ID) { p.Team = id }),
			used: func(b *bench, of skapa.ID) (skapa.ID, int) {
				all, err := b.Followed(b.t.Context(), of)
				must(b.t, err)
				seen := map[skapa.ID]bool{}
				for _, f := range all {
					seen[f.Team] = true
				}
				return Latest(all).Team, len(seen)
			},
		},
		{
			name: "supervisor",
			make: func(b *bench, name string) skapa.ID {
				supervisor, err := b.SaveSupervisor(b.t.Context(), skapa.Supervisor{Name: name})
				must(b.t, err)
				return supervisor.ID
			},
			all: func(b *bench) map[skapa.ID]string {
				names := map[skapa.ID]string{}
				all, err := b.Supervisors(b.t.Context())
				must(b.t, err)
				for _, one := range all {
					if one.Name != anna.Supervisor {
						names[one.ID] = one.Name
					}
				}
				return names
			},
			use: follow(func(p *skapa.Participant, id skapa.ID) { p.Supervisor = id }),
			used: func(b *bench, of skapa.ID) (skapa.ID, int) {
				all, err := b.Followed(b.t.Context(), of)
				must(b.t, err)
				return Latest(all).Supervisor, Supervisors(all)
			},
		},
		{
			name: "activity",
			make: func(b *bench, name string) skapa.ID { return b.activity(name, skapa.ForStudy).ID },
			all: func(b *bench) map[skapa.ID]string {
				names := map[skapa.ID]string{}
				all, err := b.Activities(b.t.Context())
				must(b.t, err)
				for _, one := range all {
					names[one.ID] = one.Name
				}
				return names
			},
			use: func(b *bench, of, id skapa.ID, day string) {
				_, err := b.SaveParticipation(b.t.Context(), skapa.Participation{Participant: of, Activity: id, Status: skapa.Ongoing, Start: date(day)})
				must(b.t, err)
			},
			used: func(b *bench, of skapa.ID) (skapa.ID, int) {
				all, err := b.ParticipationsNamed(b.t.Context(), of)
				must(b.t, err)
				seen := map[skapa.ID]bool{}
				for _, p := range all {
					seen[p.Activity] = true
				}
				return all[len(all)-1].Activity, len(seen)
			},
		},
	}
}

// What was entered twice is one, everywhere, until it is undone or split again.
func TestJoinedStaff(t *testing.T) {
	for _, sort := range staffSorts() {
		for keep := range 2 {
			t.Run(fmt.Sprint(sort.name, keep), func(t *testing.T) {
				b, ctx := newBench(t), t.Context()
				teams := map[bool]string{true: anna.Team}[sort.name == "team"] // the author's
				first, second := sort.make(b, "Kurs Ett"), sort.make(b, "Kurs två")
				p := b.participant("H-1")
				sort.use(b, p.ID, first, "2026-01-10")
				sort.use(b, p.ID, second, "2026-03-01")
				names := []string{"Kurs Ett", "Kurs två"}
				ids := []skapa.ID{first, second}
				expect := func(when string, count int, now skapa.ID, listed map[skapa.ID]string) {
					t.Helper()
					b.everywhere(func(b *bench) {
						t.Helper()
						all := sort.all(b)
						for id, name := range all {
							if name == teams && teams != "" {
								delete(all, id)
							}
						}
						if !reflect.DeepEqual(all, listed) {
							t.Errorf("%s there are %v, want %v", when, all, listed)
						}
						if id, n := sort.used(b, p.ID); id != now || n != count {
							t.Errorf("%s %s is used, of %d; want %s of %d", when, id, n, now, count)
						}
					})
				}
				apart := map[skapa.ID]string{first: names[0], second: names[1]}
				one := map[skapa.ID]string{first: names[keep]}
				expect("before", 2, second, apart)
				must(t, b.Join(ctx, sort.name, ids[keep], []skapa.ID{ids[1-keep]}))
				expect("joined", 1, first, one)
				if act, _ := b.LastAct(); act.Key != "act.join" || act.Label != names[keep] {
					t.Errorf("the act is %+v", act)
				}
				if doubles, err := b.Doubles(ctx); err != nil || len(doubles) > 0 {
					t.Errorf("%+v, %v", doubles, err)
				}
				wantProblem(t, b.Join(ctx, sort.name, first, []skapa.ID{second}), "error.join.few")
				wantProblem(t, b.Join(ctx, sort.name, first, []skapa.ID{b.newID()}), "error.join.gone")
				_, err := b.Undo(ctx)
				must(t, err)
				expect("undone", 2, second, apart)
				_, err = b.Undo(ctx)
				must(t, err)
				expect("redone", 1, first, one)
				all, err := b.Joinings(ctx)
				must(t, err)
				if len(all) != 1 || all[0].Sort != sort.name || all[0].One != ids[keep] || all[0].Other != ids[1-keep] || all[0].OtherLabel != names[1-keep] || all[0].Author != anna.Supervisor {
					t.Fatalf("the decisions: %+v", all)
				}
				_, err = b.Undo(ctx)
				must(t, err)
				must(t, b.Join(ctx, sort.name, ids[keep], []skapa.ID{ids[1-keep]}))
				if all, err = b.Joinings(ctx); err != nil || len(all) != 1 {
					t.Fatal(all, err)
				}
				_, err = b.Undo(ctx)
				must(t, err)
				_, err = b.Undo(ctx) // once more as a redo wrote it
				must(t, err)
				must(t, b.Split(ctx, all[0].ID))
				expect("split", 2, second, apart)
				wantProblem(t, b.Split(ctx, all[0].ID), "error.split.gone")
				_, err = b.Undo(ctx)
				must(t, err)
				expect("joined again", 1, first, one)
			})
		}
	}
}

// Who writes a name that was joined away gets what stands for it, and nothing new.
func TestANameThatWasJoinedAway(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	one, err := b.SaveTeam(ctx, skapa.Team{Name: "Laholm"})
	must(t, err)
	other, err := b.SaveTeam(ctx, skapa.Team{Name: "Team Laholm"})
	must(t, err)
	course, lesson := b.activity("Kurs", skapa.ForStudy), b.activity("Lektion", skapa.ForStudy)
	anne, err := b.SaveSupervisor(ctx, skapa.Supervisor{Name: "Anne"})
	must(t, err)
	annes, err := b.SaveSupervisor(ctx, skapa.Supervisor{Name: "Anne A"})
	must(t, err)
	must(t, b.Join(ctx, "team", one.ID, []skapa.ID{other.ID}))
	must(t, b.Join(ctx, "activity", course.ID, []skapa.ID{lesson.ID}))
	must(t, b.Join(ctx, "supervisor", anne.ID, []skapa.ID{annes.ID}))
	b.writesNothing(func() {
		if got, err := b.TeamNamed(ctx, "team laholm"); err != nil || got != one {
			t.Errorf("%+v, %v", got, err)
		}
		if got, err := b.ActivityNamed(ctx, "lektion", skapa.ForStudy); err != nil || got.ID != course.ID {
			t.Errorf("%+v, %v", got, err)
		}
		if got, err := b.SupervisorNamed(ctx, "Anne A"); err != nil || got != anne {
			t.Errorf("%+v, %v", got, err)
		}
	})
	b.Sign(Author{Supervisor: "Anne A", Team: "Team Laholm"})
	p := b.participant("H-1")
	if all, err := b.Supervisors(ctx); err != nil || len(all) != 2 {
		t.Errorf("%+v, %v", all, err)
	}
	events, err := b.Timeline(ctx, p.ID)
	must(t, err)
	if len(events) != 1 || events[0].Author != "Anne" {
		t.Errorf("%+v", events)
	}
	must(t, b.DeleteActivity(ctx, course.ID))
	if all, err := b.Activities(ctx); err != nil || len(all) > 0 {
		t.Errorf("after it is deleted there are %+v, %v", all, err)
	}
	b.sound()
}

// Doubles are found by what they have in common, and not once they are joined.
func TestDoubles(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	var teams, people []skapa.ID
	must(t, b.write(ctx, func(ctx context.Context, w *writer) error {
		for _, name := range []string{"Laholm", "laholm ", "Hylte"} { // as a merge brings them
			id := b.newID()
			if _, err := w.put(ctx, row{kind: kindNamed("team"), id: id, values: []any{skapa.Tidy(name)}}); err != nil {
				return err
			}
			teams = append(teams, id)
		}
		return nil
	}))
	b.activity("Kurs", skapa.ForStudy)
	b.activity("Kurs", skapa.ForHealth) // of another category
	for _, code := range []string{"H-1", "H-2", "H-3"} {
		people = append(people, b.participant(code).ID)
	}
	must(t, b.write(ctx, func(ctx context.Context, w *writer) error {
		p, err := b.Participant(ctx, people[1])
		if err != nil {
			return err
		}
		p.Code = "h-1"
		if err := w.putParticipant(ctx, p); err != nil {
			return err
		}
		return w.putPersonnummer(ctx, people[0], "199001011239")
	}))
	must(t, b.write(ctx, func(ctx context.Context, w *writer) error { return w.putPersonnummer(ctx, people[2], "199001011239") }))
	want := []Double{{"participant", "code", people[:2]}, {"participant", "personnummer", []skapa.ID{people[0], people[2]}}, {"team", "name", teams[:2]}}
	got, err := b.reopen().Doubles(ctx)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v, %v, want %+v", got, err, want)
	}
	for _, d := range want {
		must(t, b.Join(ctx, d.Sort, d.IDs[1], slices.Clone(d.IDs[:1])))
	}
	if got, err := b.Doubles(ctx); err != nil || len(got) > 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if cases, err := b.Caseload(ctx); err != nil || len(cases) != 1 || cases[0].ID != people[0] {
		t.Errorf("%+v, %v", cases, err)
	}
	b.remembersRight()
	b.sound()
}
