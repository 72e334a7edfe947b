package words

import "slices"

// Kinds are the kinds of things that users know, as store.Merged and
// store.Difference count them, in the order in which they are told.
var Kinds = []string{
	"participant", "assessment", "draft", "participation", "goal", "pause", "period", "followup",
	"activity", "team", "supervisor", "joining", "rhythm", "hub",
}

// OtherKind stands for all kinds that users have no name for.
const OtherKind = "other"

// Kind names a kind of things as the heading of a count.
func (w Words) Kind(kind string) string {
	if !slices.Contains(Kinds, kind) {
		kind = OtherKind
	}
	return w.T("merging.kind." + kind)
}

// KeyEnd gives the end of a public key, by which people compare it by phone.
func KeyEnd(key string) string {
	const signs = 6
	return key[max(0, len(key)-signs):]
}
