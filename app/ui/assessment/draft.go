package assessment

import (
	"context"
	"errors"
	"maps"

	"framsteg/app/ui/screen"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// draftKeeper writes a draft to the file at every change. While one write is
// under way the changes after it are gathered into the next.
type draftKeeper struct {
	deps    screen.Deps
	kept    func() // called when the state has changed
	stopped bool
	writing bool
	next    *skapa.Assessment
	done    bool   // the last draft is in the file
	refused bool   // the last draft was refused
	then    func() // waits for the last draft
}

func (k *draftKeeper) keep(a skapa.Assessment) {
	k.next = &a
	k.write()
}

func (k *draftKeeper) write() {
	if k.writing || k.stopped || k.next == nil {
		return
	}
	a := *k.next
	k.next, k.writing = nil, true
	k.kept()
	k.deps.Run(func(ctx context.Context) error { return k.deps.Store.SaveDraft(ctx, a) }, func(err error) {
		k.writing = false
		k.done = err == nil
		refused := err != nil && !errors.Is(err, store.ErrNotSaved)
		if refused && !k.refused { // once is enough
			k.deps.Report(err)
		}
		k.refused = refused
		k.kept()
		k.write()
		if then := k.then; then != nil && k.idle() {
			k.then = nil
			then()
		}
	})
}

func (k *draftKeeper) idle() bool { return !k.writing && (k.next == nil || k.stopped) }

// whenKept goes on by then once every change was given to the file.
func (k *draftKeeper) whenKept(then func()) {
	if k.idle() {
		then()
		return
	}
	k.then = then
}

// stop ends the keeping: the assessment is saved or thrown away.
func (k *draftKeeper) stop() { k.stopped = true }

// resume goes on after a save that was refused.
func (k *draftKeeper) resume() {
	k.stopped = false
	k.write()
}

// state says whether the draft is in the file.
func (k *draftKeeper) state(w words.Words) string {
	if k.done && !k.writing && !k.stopped {
		return w.T("assessment.draft.kept")
	}
	return ""
}

// copyOf gives a with answers of its own.
func copyOf(a skapa.Assessment) skapa.Assessment {
	a.Answers = maps.Clone(a.Answers)
	return a
}

// same tells whether a user sees no difference between two assessments.
func same(a, b skapa.Assessment) bool {
	return a.Date == b.Date && a.Comment == b.Comment && maps.Equal(a.Answers, b.Answers)
}
