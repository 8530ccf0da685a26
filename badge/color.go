package badge

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/roster"
)

// palette are the colours of ticket types, dark enough for white text (at least 4.5:1) and apart in hue. In
// black and white they are all dark; the word on the band tells the types apart.
var palette = [...]agenda.Color{
	{R: 0xb3, G: 0x26, B: 0x1e}, // red
	{R: 0x00, G: 0x66, B: 0x6e}, // teal
	{R: 0xa0, G: 0x1c, B: 0x6b}, // magenta
	{R: 0x12, G: 0x4e, B: 0x96}, // blue
	{R: 0x1b, G: 0x6b, B: 0x3a}, // green
	{R: 0x9a, G: 0x4a, B: 0x00}, // orange
	{R: 0x6a, G: 0x3a, B: 0xa2}, // violet
	{R: 0x3f, G: 0x4a, B: 0x54}, // slate
}

// typeColors gives each ticket type of the list its colour: the one that colors asks for, else one of the
// palette (see slots).
func typeColors(list []roster.Attendee, colors map[string]string, fs *agenda.Findings) (
	map[string]agenda.Color, error) {
	types, given := map[string]bool{}, map[string]agenda.Color{}
	var others []string
	for _, a := range list {
		if _, own := colors[a.Type]; a.Type != "" && !own && !types[a.Type] {
			others = append(others, a.Type)
		}
		types[a.Type] = true
	}
	for _, name := range slices.Sorted(maps.Keys(colors)) {
		color, err := agenda.ParseColor(colors[name])
		if err != nil {
			return nil, fmt.Errorf("the colour of ticket type %q: %w", name, err)
		}
		if !types[name] {
			fs.Add("unknown-type", agenda.Warning, agenda.Where{}, "spell it as the list does",
				"a colour is given for the ticket type %q, which nobody on the list has", name)
		}
		given[name] = agenda.Color(color)
	}
	if len(others) > len(palette) {
		fs.Add("colors-repeat", agenda.Note, agenda.Where{}, "give some of them a colour of their own",
			"%d ticket types have no colour of their own and there are %d colours, so some look alike",
			len(others), len(palette))
	}
	for name, slot := range slots(others) {
		given[name] = palette[slot]
	}
	return given, nil
}

// slots gives each ticket type its home in the palette, by the SHA-256 of its name: octet 24 modulo 8, by
// which Guest, Attendee, Speaker, Organizer, Volunteer and Sponsor have homes of their own. Of several types
// of one home the one of the least hash has it; the others, in the order of their hashes, get the next place
// that is free, or where none is, share their home. So the order of the list plays no part, and a type that
// comes or goes changes the colour of no other but those of the same home and those that are not at home.
func slots(types []string) map[string]int {
	hash := func(name string) string {
		sum := sha256.Sum256([]byte(name))
		return string(sum[:])
	}
	home := func(name string) int { return int(hash(name)[24]) % len(palette) }
	sorted := slices.SortedFunc(slices.Values(types), func(a, b string) int {
		return cmp.Compare(hash(a), hash(b))
	})
	at, taken, later := map[string]int{}, [len(palette)]bool{}, []string(nil)
	for _, name := range sorted {
		if taken[home(name)] {
			later = append(later, name)
			continue
		}
		at[name], taken[home(name)] = home(name), true
	}
	for _, name := range later {
		at[name] = home(name)
		for i := range palette {
			if slot := (home(name) + i) % len(palette); !taken[slot] {
				at[name], taken[slot] = slot, true
				break
			}
		}
	}
	return at
}
