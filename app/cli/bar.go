package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// bar shows at a terminal how far something has come. Where nobody looks it
// writes nothing.
type bar struct {
	to    io.Writer // nil for nobody
	of    int
	shown string
}

// bar gives the bar of a number of things.
func (r run) bar(of int) *bar {
	if f, is := r.Stderr.(*os.File); is && term.IsTerminal(int(f.Fd())) {
		return &bar{to: f, of: of}
	}
	return &bar{of: of}
}

// show says that n of them are done.
func (b *bar) show(n int) {
	const width = 40
	done := width * n / max(b.of, 1)
	b.write(fmt.Sprintf("[%s%s] %d/%d", strings.Repeat("#", done), strings.Repeat(".", width-done), n, b.of))
}

// percent is how many parts a bar of a share has.
const percent = 100

// share says how much of it is done, 0…1.
func (b *bar) share(done float64) { b.show(int(done * percent)) }

// remove leaves the line as it was before.
func (b *bar) remove() { b.write("") }

func (b *bar) write(line string) {
	if b.to == nil || line == b.shown {
		return
	}
	end := ""
	if over := len(b.shown) - len(line); over > 0 {
		end = strings.Repeat(" ", over)
	}
	fmt.Fprint(b.to, "\r", line, end)
	if line == "" {
		fmt.Fprint(b.to, "\r")
	}
	b.shown = line
}
