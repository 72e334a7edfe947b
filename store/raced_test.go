package store

import (
	"runtime/debug"
	"slices"
)

// raced tells whether the race detector watches, which makes everything slow.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
