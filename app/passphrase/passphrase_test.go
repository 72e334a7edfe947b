package passphrase

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func meter(t testing.TB) *Meter {
	t.Helper()
	m, err := New("Åsa Öberg", "Team Kust", "Deltagare Halland")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestStrength(t *testing.T) {
	m := meter(t)
	for want, passphrases := range map[Strength][]string{
		TooWeak: {
			"", "a", "password1", "lösenord", "hemligt", "Sommar2026!", "S0mmar2026!", "drowssap", "Julafton", "november",
			"qwertyuiop", "asdfghjklöä", "1qaz2wsx3edc", "poiuytrewq", "12345678901234567890", "abcdefghijklmno",
			"aaaaaaaaaaaaaaaaaaaaaaaa", "hejhejhejhejhejhej", "hemligt hemligt hemligt", "19850412", "850412-1234",
			"Tr0ub4dour&3", "sjuksköterska", "Hjortronsylt!1", "kvarn tratt",
		},
		Weak:   {"kvarn igelkott tratt"},
		Fair:   {"correct horse battery staple", "gardin kvarn tratt soffa"},
		Strong: {"gardin kvarn tratt soffa mjöl", "gardin-kvarn-tratt-soffa-mjöl", "dJ7w2kP9qR4t", "xK9#mQ2$vL", "xK9#vQ2!mLp4", strings.Repeat("xk9#mq2$vl", 40)},
	} {
		for _, p := range passphrases {
			if got := Of(m.Bits(p)); got != want {
				t.Errorf("%q has %.1f bits: %d, want %d", p, m.Bits(p), got, want)
			}
		}
	}
}

// One word, however long and whatever is put around it, is in a list somewhere.
func TestOneWord(t *testing.T) {
	m := meter(t)
	for _, word := range []string{
		"undersköterskeutbildning", "arbetsmarknadsutbildning", "sjuksköterskeutbildning", "arbetsmarknadspolitik", "bostadsrättsförening",
		"trygghetsanställning", "hallelujahkören", "rehabiliteringskoordinator", "kommunfullmäktige", "konstskridskoåkning", "västgötskspråkig",
		"hjälmflyttjour", "knäckebrödsskjuts", "realisationsvinstbeskattning",
		"antidisestablishmentarianism", "internationalization", "counterrevolutionary", "thunderstruckness",
	} {
		runes := []rune(word)
		capital, middle := strings.ToUpper(string(runes[:1]))+string(runes[1:]), len(runes)/2
		for _, p := range []string{
			word, capital, strings.ToUpper(word), capital + "1", word + "2026", capital + "2026", capital + "2026!", capital + "123!", "2026" + word, word + ".",
			strings.NewReplacer("e", "3", "o", "0").Replace(word), strings.NewReplacer("a", "@", "i", "1", "s", "$").Replace(word) + "!",
			strings.NewReplacer("e", "3").Replace(word) + "1",
			string(runes[:middle]) + strings.ToUpper(string(runes[middle:middle+1])) + string(runes[middle+1:]),
		} {
			if got := Of(m.Bits(p)); got != TooWeak {
				t.Errorf("%q has %.1f bits: %d", p, m.Bits(p), got)
			}
		}
	}
}

// However words are told apart, they add up.
func TestSeveralWords(t *testing.T) {
	m := meter(t)
	for _, p := range []string{
		"gardin kvarn tratt soffa mjöl", "gardin-kvarn-tratt-soffa-mjöl", "gardin.kvarn.tratt.soffa.mjöl", "gardin4kvarn7tratt1soffa0mjöl",
		"gardin!kvarn!tratt!soffa!mjöl", "GardinKvarnTrattSoffaMjöl", "gardin@Kvarn3Tratt5soffa-mjöl",
	} {
		if got := Of(m.Bits(p)); got < Fair {
			t.Errorf("%q has %.1f bits: %d", p, m.Bits(p), got)
		}
	}
}

// What a computer chose is hardly ever taken for words.
func TestRandom(t *testing.T) {
	m := meter(t)
	random := rand.New(rand.NewPCG(1, 2))
	const small, capitals, digits, signs = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "!#$%&/()=?-_@"
	for kinds, most := range map[string]int{small: 20, small + capitals: 5, small + digits: 20, small + capitals + digits: 5, small + capitals + digits + signs: 3} {
		refused := 0
		for range 500 {
			p := make([]byte, 16)
			for i := range p {
				p[i] = kinds[random.IntN(len(kinds))]
			}
			if Of(m.Bits(string(p))) == TooWeak {
				refused++
			}
		}
		if refused > most {
			t.Errorf("of %s: %d of 500 are too weak", kinds, refused)
		}
	}
}

// What has a pattern is cheaper than the like without one.
func TestPatterns(t *testing.T) {
	m := meter(t)
	for pattern, other := range map[string]string{
		"kvarn kvarn kvarn":  "kvarn tratt skorv",
		"19850412":           "79858492",
		"1985-04-12":         "7985-84-92",
		"120485":             "928485",
		"tyuiop":             "tyiopu",
		"5tgb6yhn":           "5tbg6ynh",
		"Kvarntratt":         "KvarNtraTt",
		"gardin tratt soffa": "gardin/tratt+soffa",
	} {
		if a, b := m.Bits(pattern), m.Bits(other); a >= b {
			t.Errorf("%q has %.1f bits, %q %.1f", pattern, a, other, b)
		}
	}
}

// What everybody knows who knows whose file it is.
func TestOwnWords(t *testing.T) {
	m := meter(t)
	for _, p := range []string{"åsa öberg", "Åsaöberg", "ASAOBERG", "team kust 2026", "deltagarehalland"} {
		if got := Of(m.Bits(p)); got != TooWeak {
			t.Errorf("%q has %.1f bits", p, m.Bits(p))
		}
	}
	if known, unknown := m.Bits("öberg kvarn"), m.Bits("öbirg kvarn"); known >= unknown {
		t.Errorf("a known name has %.1f bits, an unknown one %.1f", known, unknown)
	}
}

// A word in the lists or out of them, an accent or none, one way to write å or
// the other: a passphrase is not better for it.
func TestOneWayOfWriting(t *testing.T) {
	m := meter(t)
	for a, b := range map[string]string{"a\u030asa": "åsa", "HEMLIGT": "Hemligt", "semester": "sémester"} {
		if m.Bits(a) != m.Bits(b) {
			t.Errorf("%q has %.1f bits, %q %.1f", a, m.Bits(a), b, m.Bits(b))
		}
	}
}

// Each word more makes a passphrase better, and nothing makes it dearer than
// chance would.
func TestMoreIsBetter(t *testing.T) {
	m := meter(t)
	bits := []float64{0}
	text := ""
	for _, word := range strings.Fields("gardin kvarn tratt soffa mjöl hjul spade tvål") {
		text = strings.TrimSpace(text + " " + word)
		bits = append(bits, m.Bits(text))
	}
	if !slices.IsSorted(bits) {
		t.Errorf("word by word: %.1f", bits)
	}
}

func TestShare(t *testing.T) {
	for bits, want := range map[float64]float64{-1: 0, 0: 0, 17.5: 0.125, 35: 0.25, 40: 0.375, 45: 0.5, 50: 0.625, 55: 1, 200: 1} {
		if got := Share(bits); got != want {
			t.Errorf("%v bits are %v of the way, want %v", bits, got, want)
		}
	}
}

// Any text has an estimate, however odd.
func FuzzBits(f *testing.F) {
	for _, seed := range []string{"", "å", "4@8({[</369!10$7", "\xff\xfe", "İİİ", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "2026-11-21", "ẞß", "AbCdEfGh"} {
		f.Add(seed)
	}
	m := meter(f)
	f.Fuzz(func(t *testing.T, p string) {
		if bits := m.Bits(p); !(bits >= 0 && bits < 1000) {
			t.Errorf("%q has %v bits", p, bits)
		}
	})
}

// The worst that one keystroke costs: many signs that stand for letters.
func BenchmarkBits(b *testing.B) {
	m := meter(b)
	for name, p := range map[string]string{"four words": "gardin kvarn tratt soffa", "signs": strings.Repeat("4@8({[</369!10$7+2%", 10)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				m.Bits(p)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		meter(b)
	}
}
