package store

import (
	"runtime/debug"
	"slices"
	"testing"
)

// raced tells whether the race detector watches, which makes everything slow.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// fewer gives how often a storm does something: all of it takes too long where
// every access to memory is watched.
func fewer(n int) int {
	if testing.Short() || raced() {
		return max(n/10, 4)
	}
	return n
}
