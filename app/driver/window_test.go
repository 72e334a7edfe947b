//go:build window

// The tests of the real window: a program that is built and started, on a
// screen with software OpenGL, driven by keys and clicks. Run them by
//
//	CGO_ENABLED=0 go test -tags window ./app/driver
//
// They keep their pictures in .ci/out, or where FRAMSTEG_SHOTS says.
package driver_test

import "testing"

func TestWindowOpensOnTheWelcomePageAndCloses(t *testing.T) {
	program := newDesk(t).start()
	program.waitTitle("Framsteg")
	if n := colours(program.screenshot("welcome")); n < 20 {
		t.Errorf("the picture has %d colours: nothing is drawn", n)
	}
	program.close()
}
