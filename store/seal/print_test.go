package seal

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestKeyIsNeverPrinted(t *testing.T) {
	k, recoveryKey := given(t, true)
	r := opens(t, sealed(t, k, nil), recoveryKey, nil)
	var out bytes.Buffer
	for _, k := range []*Key{k, r} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%p", "%T", "%c"} {
			fmt.Fprintf(&out, verb+verb+verb+verb, k, *k, []*Key{k}, struct{ K Key }{*k})
		}
		for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(handler).Info("key", "pointer", k, "value", *k, "group", slog.GroupValue(slog.Any("k", k)))
		}
	}
	for name, secret := range map[string]string{
		"passphrase": phrase, "identity": k.identity.String(), "recovery key": recoveryKey,
		"recipient": k.recovery.String(), "passphrase in hex": fmt.Sprintf("%x", phrase), "bytes": fmt.Sprint([]byte(phrase))[1:20],
		"key.age": string(k.file[:40]),
	} {
		if strings.Contains(strings.ToLower(out.String()), strings.ToLower(secret)) {
			t.Errorf("prints its %s: %s", name, out.String())
		}
	}
}
