package picture_test

import (
	"strings"
	"testing"

	"framsteg/app/chart/picture"
	"framsteg/app/chart/scene"
	"framsteg/store/skapa"
)

func TestEncode(t *testing.T) {
	s := scene.Scene{W: 40, H: 20, Title: "Prick", Description: "En prick."}
	s.Ops = []scene.Op{scene.Path{Outline: scene.Disc(scene.Point{X: 20, Y: 10}, 5), Fill: scene.Self}}
	o := picture.Options{Palette: scene.Light, Scale: 2, Lang: "sv", Made: skapa.FirstDate}
	beginnings := map[string]string{".png": "\x89PNG\r\n", ".svg": "<svg ", ".pdf": "%PDF-"}
	for _, ending := range picture.Endings {
		data, err := picture.Encode(s, ending, o)
		if err != nil || beginnings[ending] == "" || !strings.HasPrefix(string(data), beginnings[ending]) {
			t.Errorf("%s: begins with %.8q, %v", ending, data, err)
		}
	}
	for _, ending := range []string{"", "png", ".PNG", ".jpg"} {
		if data, err := picture.Encode(s, ending, o); err == nil || len(data) > 0 {
			t.Errorf("%q: %d bytes, %v", ending, len(data), err)
		}
	}
}
