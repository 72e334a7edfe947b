package seal

import "fmt"

// Format prints a Key, whatever the verb, without what it holds. In JSON it is
// empty, as nothing of it is exported.
func (Key) Format(f fmt.State, _ rune) { fmt.Fprint(f, "seal.Key") }
