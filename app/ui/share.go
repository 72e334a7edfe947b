package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"
)

// shareBar shows that a work goes on, and how much of it is done once that is known.
type shareBar struct {
	box   *fyne.Container
	any   *fynewidget.ProgressBarInfinite
	share *fynewidget.ProgressBar
	told  int // percent
}

func newShareBar() *shareBar {
	b := &shareBar{any: fynewidget.NewProgressBarInfinite(), share: fynewidget.NewProgressBar(), told: -1}
	b.share.Hide()
	b.box = container.NewStack(b.any, b.share)
	return b
}

type shareKey struct{}

// in gives a ctx in which share tells this bar.
func (b *shareBar) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, shareKey{}, b)
}

// share gives what tells how much is done of a long work, from 0 to 1; it may be
// called from anywhere.
func share(ctx context.Context) func(float64) {
	b, is := ctx.Value(shareKey{}).(*shareBar)
	if !is {
		return nil
	}
	return func(share float64) {
		percent := int(100 * share)
		if percent == b.told { // nothing to see
			return
		}
		b.told = percent
		fyne.Do(func() { b.show(share) })
	}
}

func (b *shareBar) show(share float64) {
	if b.share.Hidden {
		b.any.Stop()
		b.any.Hide()
		b.share.Show()
	}
	b.share.SetValue(share)
}

func (b *shareBar) stop() { b.any.Stop() }
