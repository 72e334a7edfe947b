package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"framsteg/store/skapa"
)

// kind is a table of revisions: its name and its columns besides those that
// every revision has.
type kind struct {
	name   string
	fields []string
}

var (
	supervisors    = &kind{"supervisor", []string{"name"}}
	teams          = &kind{"team", []string{"name"}}
	activities     = &kind{"activity", []string{"name", "category", "provider", "municipality", "serves", "setting"}}
	contacts       = &kind{"contact", []string{"text"}}
	rhythms        = &kind{"rhythm", []string{"days", "margin"}}
	participants   = &kind{"participant", []string{"code", "code_key", "birth_year", "sex", "municipality", "referrer", "target_group", "start", "finish"}}
	identities     = &kind{"identity", []string{"name"}}
	assignments    = &kind{"assignment", []string{"participant", "team", "supervisor", "since"}}
	periods        = &kind{"period", []string{"participant", "start", "finish", "outcome", "hours", "support"}}
	followUps      = &kind{"followup", []string{"participant", "period", "months", "date", "outcome", "hours", "support"}}
	pauses         = &kind{"pause", []string{"participant", "start", "finish", "reason"}}
	participations = &kind{"participation", []string{"participant", "activity", "status", "start", "finish", "break"}}
	goals          = &kind{"goal", []string{"participant", "area", "since", "due", "done"}}
	wordings       = &kind{"wording", []string{"participant", "text", "step", "who"}}
	assessments    = &kind{"assessment", []string{"participant", "date", "rater", "instrument", "number"}}
	comments       = &kind{"comment", []string{"participant", "text"}}
	raisings       = &kind{"raising", []string{"participant", "text"}}
	personnummers  = &kind{"personnummer", []string{"text"}}
	joinings       = &kind{"joining", []string{"sort", "one", "other"}}
	hubs           = &kind{"hub", []string{"recipient"}}
	places         = &kind{"places", []string{"number"}}
)

var kinds = []*kind{
	supervisors, teams, activities, contacts, rhythms, participants, identities, assignments, periods, followUps, pauses,
	participations, goals, wordings, assessments, comments, raisings, personnummers, joinings, hubs, places,
}

// row is the content of a revision to be.
type row struct {
	kind        *kind
	id          skapa.ID
	participant skapa.ID // whom it concerns; zero for none
	deleted     bool
	again       bool                  // written also where nothing changes
	values      []any                 // of kind.fields, in order
	answers     map[string]skapa.Step // of an assessment, without items not asked
}

// writer is one transaction, which becomes one act.
type writer struct {
	store   *Store
	ctx     context.Context // of the transaction
	act     act
	at      int64 // Unix ms; all that one act writes has one time
	wrote   bool  // whether anything is in the transaction
	authors map[Author]skapa.ID
	inside  int // writes of a batch that the present one is in
}

type writerKey struct{}

// writerIn gives the open transaction of this store that ctx is part of.
func (s *Store) writerIn(ctx context.Context) *writer {
	if w, ok := ctx.Value(writerKey{}).(*writer); ok && w.store == s {
		return w
	}
	return nil
}

// write runs f in a transaction, or in the batch that ctx is part of, and then
// saves the file and tells the listeners. Nothing is written when f fails. f
// names its act with w.names.
func (s *Store) write(ctx context.Context, f func(ctx context.Context, w *writer) error) error {
	if w := s.writerIn(ctx); w != nil {
		return w.nested(ctx, f)
	}
	changed, err := s.transact(ctx, f)
	if changed != nil {
		s.publish(*changed)
	}
	return err
}

// Batch makes all that f writes with the ctx it is given one transaction, one
// act and one save, which is much faster than one each. The act is called as the
// last one in it, or "batch" when they concern several participants. When f
// fails nothing of the batch is written. A write in it that fails leaves nothing
// of itself, and f decides whether to go on. Other users of the store wait
// meanwhile; f itself must use its own ctx for reading too.
func (s *Store) Batch(ctx context.Context, f func(ctx context.Context) error) error {
	return s.write(ctx, func(ctx context.Context, _ *writer) error { return f(ctx) })
}

// nested runs f inside a batch so that a failure takes back only what f wrote.
func (w *writer) nested(ctx context.Context, f func(ctx context.Context, w *writer) error) error {
	w.inside++
	defer func() { w.inside-- }()
	wrote, before := w.wrote, w.act
	at, err := instant(w.store.now)
	if err != nil {
		return err
	}
	w.wrote, w.at = false, at
	if err := w.run("SAVEPOINT nested"); err != nil {
		return err
	}
	err = f(ctx, w)
	if err != nil {
		w.wrote, w.act = false, before
		clear(w.authors) // f may have entered one
		if failed := w.run("ROLLBACK TO nested"); failed != nil {
			return errors.Join(err, failed)
		}
	}
	w.call(before)
	w.wrote = w.wrote || wrote
	if failed := w.run("RELEASE nested"); failed != nil {
		return errors.Join(err, failed)
	}
	return err
}

// transact gives what to tell the listeners, if anything was written. A write
// that has begun is not cancelled: an interrupted statement could leave half
// of one.
func (s *Store) transact(ctx context.Context, f func(context.Context, *writer) error) (*Changed, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w, err := s.commit(context.WithoutCancel(ctx), f)
	if err != nil {
		return nil, err
	}
	if !w.wrote {
		if s.Unsaved() == nil {
			return nil, nil
		}
		return &Changed{Kind: "file"}, s.save()
	}
	if len(w.act.written) > 0 {
		w.act.At, w.act.Count = time.UnixMilli(w.at).In(s.now().Location()), w.act.participants()
		s.enterAct(&w.act)
	}
	changed := w.act.changed
	return &changed, s.save()
}

// commit runs f in a transaction, which nobody else reads in.
func (s *Store) commit(ctx context.Context, f func(context.Context, *writer) error) (_ *writer, err error) {
	ctx, release := s.hold(ctx)
	defer release()
	at, err := instant(s.now)
	if err != nil {
		return nil, err
	}
	w := &writer{store: s, at: at, authors: map[Author]skapa.ID{}}
	w.ctx = context.WithValue(ctx, writerKey{}, w)
	if err := w.run("BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	done := false
	defer func() {
		if done {
			return
		}
		if failed := w.run("ROLLBACK"); failed != nil { // also after a panic of f
			err = errors.Join(err, failed)
		}
	}()
	if err := f(w.ctx, w); err != nil {
		return nil, err
	}
	if err := w.run("COMMIT"); err != nil {
		return nil, err
	}
	done = true
	s.forget(w.act)
	return w, nil
}

// names says what the act is: its kind, what it is about and whom it concerns.
func (w *writer) names(kind, label string, id, participant skapa.ID) {
	w.act.Act = Act{Key: "act." + kind, Label: label, Participant: participant}
	w.act.changed = Changed{Kind: kind, ID: id, Participant: participant}
}

// call chooses the name of a batch after one more act in it: before is the
// batch until then, and the act has named it anew. A draft is no act to undo,
// and whom an act concerns says more than that a team is new with it.
func (w *writer) call(before act) {
	now := &w.act
	revised := len(now.written) > len(before.written)
	one, other := before.Participant, now.Participant
	switch {
	case now.Key == "act.batch": // as a batch in this one found
	case !w.wrote, before.Key == "act.batch", !one.IsZero() && other.IsZero(), one == other && !revised && len(before.written) > 0:
		now.Act, now.changed = before.Act, before.changed
	case !one.IsZero() && one != other:
		w.names("batch", "", skapa.ID{}, skapa.ID{})
	}
}

// exec changes rows.
func (w *writer) exec(query string, args ...any) error {
	w.wrote = true
	return w.run(query, args...)
}

func (w *writer) run(query string, args ...any) error {
	stmt, err := w.store.statement(w.ctx, query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(w.ctx, args...)
	return err
}

// put writes a revision over all heads of its id, and gives its rev; or writes
// nothing and gives zero when the only head says the same already.
//
// What is there already stays written of whom it was, also when somebody else stands
// for them now; so r may say either.
func (w *writer) put(ctx context.Context, r row) (rev skapa.ID, err error) {
	written := written{row: r}
	written.again = false
	if written.participant, err = w.store.standsFor(ctx, r.participant); err != nil {
		return rev, err
	}
	if r, err = w.asWritten(ctx, r); err != nil {
		return rev, err
	}
	heads, err := w.heads(ctx, r)
	if err != nil {
		return rev, err
	}
	if len(heads) == 1 && heads[0].Same && !r.again {
		old, err := w.store.answers(ctx, heads[0].Rev)
		if err != nil || maps.Equal(old, r.answers) {
			return rev, err
		}
	}
	author, err := w.signature(ctx)
	if err != nil {
		return rev, err
	}
	rev = w.store.newID()
	err = w.insert(r.kind, append([]any{rev, r.id, w.store.device, author, w.at, r.deleted}, r.values...))
	if err != nil {
		return rev, err
	}
	if err := w.insertAnswers(rev, r.answers); err != nil {
		return rev, err
	}
	written.rev = rev
	for _, head := range heads {
		written.before = head.Rev // the last stood
		err := w.exec("INSERT INTO supersedes (parent, child, participant) VALUES (?, ?, ?)", head.Rev, rev, r.participant)
		if err != nil {
			return rev, err
		}
	}
	w.act.written = append(w.act.written, written)
	if err := w.putReason(ctx, rev, r.participant); err != nil {
		return rev, err
	}
	if r.deleted {
		if err := w.discardDraftsOf(r.kind, r.id); err != nil {
			return rev, err
		}
	}
	if r.deleted || !slices.ContainsFunc(heads, func(h head) bool { return !h.Deleted }) {
		err = w.rejoin(ctx, r)
	}
	return rev, err
}

// identify gives a thing a new id where it has none, and refuses one that is
// another participant's with the key of a Problem.
func (w *writer) identify(ctx context.Context, k *kind, id *skapa.ID, participant skapa.ID, gone string) error {
	if id.IsZero() {
		*id = w.store.newID()
		return nil
	}
	var of skapa.ID
	_, err := w.store.get(ctx, &of, fmt.Sprintf("SELECT root FROM whose WHERE id = (SELECT participant FROM %s WHERE id = ?)", k.name), *id)
	if err == nil && !of.IsZero() && of != participant {
		err = &skapa.Problem{Key: gone}
	}
	return err
}

type head struct {
	Rev     skapa.ID
	Deleted bool
	Same    bool // whether it says the same as the row, but for answers
}

// heads gives the heads of the id of r, the one that stands last.
func (w *writer) heads(ctx context.Context, r row) (heads []head, err error) {
	same := "deleted IS ?"
	fields, values := r.kind.fields, r.values
	if fields[0] == "participant" { // which is always the same
		fields, values = fields[1:], values[1:]
	}
	for _, field := range fields {
		same += " AND " + field + " IS ?"
	}
	query := fmt.Sprintf("SELECT rev, deleted, %s AS same FROM %s_head WHERE id = ? ORDER BY deleted DESC, rev", same, r.kind.name)
	args := slices.Concat([]any{r.deleted}, values, []any{r.id})
	return heads, w.store.list(ctx, &heads, query, args...)
}

// insert adds a row: rev, id, device, author, at, deleted and the kind's own.
func (w *writer) insert(k *kind, values []any) error {
	err := w.exec(fmt.Sprintf("INSERT INTO %s (rev, id, device, author, at, deleted, %s) VALUES (%s)", k.name, columns(k), marks(len(values))), values...)
	if err == nil && k.joins() {
		err = w.exec("INSERT INTO whose (id, root) VALUES (?1, ?1) ON CONFLICT (id) DO NOTHING", values[1])
	}
	return err
}

// marks gives n marks of a query, for values to take their places.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func columns(k *kind) string { return strings.Join(k.fields, ", ") }

// signature gives the id of the supervisor who writes, entering them and
// their team in the workspace when they are new to it.
func (w *writer) signature(ctx context.Context) (skapa.ID, error) {
	s := w.store
	s.mu.Lock()
	author := s.author
	s.mu.Unlock()
	if known, ok := w.authors[author]; ok {
		return known, nil
	}
	supervisor := skapa.Supervisor{Name: skapa.Tidy(author.Supervisor)}
	if supervisor.Name == "" {
		return skapa.ID{}, &skapa.Problem{Key: "error.author"}
	}
	if err := supervisor.Validate().Err(); err != nil {
		return skapa.ID{}, err
	}
	known, err := s.findByName(ctx, supervisors, supervisor.Name)
	if err != nil {
		return skapa.ID{}, err
	}
	if known.IsZero() {
		known = s.newID() // they enter themselves
		if err := w.insert(supervisors, []any{s.newID(), known, s.device, known, w.at, false, supervisor.Name}); err != nil {
			return skapa.ID{}, err
		}
	}
	w.authors[author] = known
	return known, w.enterTeam(ctx, skapa.Team{Name: skapa.Tidy(author.Team)}, known)
}

// enterTeam makes the author's team, if they gave one, outside the act: undo
// leaves it.
func (w *writer) enterTeam(ctx context.Context, team skapa.Team, author skapa.ID) error {
	if team.Name == "" {
		return nil
	}
	if err := team.Validate().Err(); err != nil {
		return err
	}
	known, err := w.store.findByName(ctx, teams, team.Name)
	if err != nil || !known.IsZero() {
		return err
	}
	s := w.store
	return w.insert(teams, []any{s.newID(), s.newID(), s.device, author, w.at, false, team.Name})
}
