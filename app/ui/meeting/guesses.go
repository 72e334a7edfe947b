package meeting

import (
	"math"
	"time"
)

// guesses are the passphrases that did not fit. After a few, each next one has to
// wait, longer and longer: whoever sits there has time.
type guesses struct {
	wrong int
	until time.Time // no guess before it
}

// How many guesses don't wait, how long the first does that does, and how long
// any does at most.
const (
	freeGuesses = 3
	firstWait   = 10 * time.Second
	longestWait = time.Minute
)

// missed counts a wrong guess.
func (g *guesses) missed(now time.Time) {
	if g.wrong++; g.wrong >= freeGuesses {
		g.until = now.Add(min(firstWait<<min(g.wrong-freeGuesses, 8), longestWait))
	}
}

// wait gives for how many whole seconds the next guess waits; 0 for not at all.
func (g *guesses) wait(now time.Time) int {
	return int(math.Ceil(max(0, g.until.Sub(now)).Seconds()))
}
