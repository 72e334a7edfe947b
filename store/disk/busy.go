package disk

import (
	"fmt"
	"time"
)

// pauses are how long to wait for a virus scanner or a sync client, which hold a
// file for a moment after each change to it: two seconds in all.
var pauses = [...]time.Duration{
	10 * time.Millisecond, 20 * time.Millisecond, 40 * time.Millisecond, 80 * time.Millisecond,
	150 * time.Millisecond, 300 * time.Millisecond, 600 * time.Millisecond, 800 * time.Millisecond,
}

// patiently does something again as long as another program is in the way.
func (d Disk) patiently(do func() error) error {
	pause := d.Pause
	if pause == nil {
		pause = time.Sleep
	}
	err := do()
	for _, p := range pauses {
		if !busy(err) {
			return err
		}
		pause(p)
		err = do()
	}
	if busy(err) {
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}
