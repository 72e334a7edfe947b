package meeting

import (
	"context"
	"errors"
	"maps"

	"framsteg/app/ui/screen"
	"framsteg/store"
	"framsteg/store/skapa"
)

// draftKeeper writes a draft to the file at every change. While one write is
// under way the changes after it are gathered into the next.
type draftKeeper struct {
	deps    screen.Deps
	stopped bool
	writing bool
	next    *skapa.Assessment
	refused bool   // the last draft was refused
	then    func() // waits for the last draft
}

func (k *draftKeeper) keep(a skapa.Assessment) {
	a.Answers = maps.Clone(a.Answers)
	k.next = &a
	k.write()
}

func (k *draftKeeper) write() {
	if k.writing || k.stopped || k.next == nil {
		return
	}
	a := *k.next
	k.next, k.writing = nil, true
	k.deps.Run(func(ctx context.Context) error { return k.deps.Store.SaveDraft(ctx, a) }, func(err error) {
		k.writing = false
		refused := err != nil && !errors.Is(err, store.ErrNotSaved)
		if refused && !k.refused { // once is enough
			k.deps.Report(err)
		}
		k.refused = refused
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
