package badge

import (
	"fmt"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/roster"
)

func ofTypes(names ...string) []roster.Attendee {
	var list []roster.Attendee
	for _, n := range names {
		list = append(list, roster.Attendee{Type: n})
	}
	return list
}

// A type that comes changes the colour of another only where the two collide.
func TestColorsStay(t *testing.T) {
	old := []string{"Guest", "Organizer", "Speaker", "Volunteer"} // all at home
	before := slots(old)
	for i := range 200 {
		name := fmt.Sprintf("Type %d", i)
		after := slots(append([]string{name}, old...))
		alone := slots([]string{name})[name]
		for _, n := range old {
			if after[n] != before[n] && before[n] != alone {
				t.Errorf("%s came to %d and moved %s from %d to %d", name, alone, n, before[n], after[n])
			}
		}
	}
	same := slots([]string{"Volunteer", "Speaker", "Organizer", "Guest"})
	if fmt.Sprint(same) != fmt.Sprint(before) {
		t.Errorf("in another order %v, not %v", same, before)
	}
	taken := map[int]string{}
	for name, slot := range before {
		if other, ok := taken[slot]; ok {
			t.Errorf("%s and %s share a colour", name, other)
		}
		taken[slot] = name
	}
}

// Types with a colour of their own take none of the palette's.
func TestColorsRepeat(t *testing.T) {
	names := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"}
	for _, tt := range []struct {
		own  map[string]string
		want int
	}{
		{nil, 1},
		{map[string]string{"a": "#fff"}, 0},
		{map[string]string{"nobody's": "#fff"}, 2}, // the other is unknown-type
	} {
		var fs agenda.Findings
		colors, err := typeColors(ofTypes(names...), tt.own, &fs)
		if err != nil || len(fs) != tt.want {
			t.Errorf("%v: %v, %v", tt.own, fs, err)
		}
		if tt.want > 0 {
			continue
		}
		for i, a := range names {
			for _, b := range names[:i] {
				if colors[a] == colors[b] {
					t.Errorf("%s and %s share a colour", a, b)
				}
			}
		}
	}
}

func TestLight(t *testing.T) {
	for s, want := range map[string]bool{"#fff": true, "#ff0": true, "#124e96": false, "#000": false} {
		if c, err := agenda.ParseColor(s); err != nil || compose.Light(c) != want {
			t.Errorf("light(%s) is not %v, %v", s, want, err)
		}
	}
}
