package reader

import (
	"regexp"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// place is a LOCATION on one line. An address of the web is where a session can be joined.
func (f *Reader) place(v *VEvent, p *wire.ContentLine) string {
	text := strings.TrimSpace(v.source.prose(p.Text()))
	if address, ok := webAddress(text); ok && !strings.ContainsAny(text, " \n") {
		if v.Online == "" {
			v.Online = address
			return ""
		}
		if address == v.Online {
			return ""
		}
	}
	var parts []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Trim(input.OneLine(line), ", "); line != "" {
			parts = append(parts, line)
		}
	}
	return strings.Join(parts, ", ")
}

// locate takes the LOCATIONs apart into the venue and its rooms: see Read.
func (f *Reader) locate() {
	var distinct []string
	seen := map[string]bool{}
	nowhere := false
	for _, v := range f.Entries {
		nowhere = nowhere || v.location == ""
		if v.location != "" && !seen[v.location] {
			seen[v.location] = true
			distinct = append(distinct, v.location)
		}
	}
	venue := commonEnd(distinct)
	switch {
	case f.Site == nil:
	case nowhere:
		venue = "" // or those would be there, too
	case *f.Site != "" && strings.HasSuffix(", "+venue, ", "+*f.Site):
		venue = *f.Site
	}
	f.Event.Venue.Name, f.Event.Venue.Address, _ = strings.Cut(venue, ", ")
	rooms := map[string]bool{}
	for _, location := range distinct {
		rooms[roomOf(location, venue)] = true
	}
	listed := map[string]bool{}
	for _, v := range f.Entries {
		room := roomOf(v.location, venue)
		if room == "" {
			continue
		}
		v.Rooms = severalRooms(room, rooms)
		if f.Site != nil && v.source.Ours && listing.English.Join(v.Rooms) != room {
			v.Rooms = []string{room}
		}
		for _, name := range v.Rooms {
			if !listed[name] {
				listed[name] = true
				f.Event.Rooms = append(f.Event.Rooms, agenda.Room{Name: name})
			}
		}
	}
	f.coordinates()
}

// roomOf gives the part of a location that stands before the venue.
func roomOf(location, venue string) string {
	if venue == "" {
		return location
	}
	return strings.TrimSuffix(strings.TrimSuffix(location, venue), ", ")
}

// commonEnd is the longest list of parts, joined by ", ", that all end in.
func commonEnd(locations []string) string {
	if len(locations) == 0 {
		return ""
	}
	end := locations[0]
	if slices.ContainsFunc(locations, func(s string) bool { return len(s) > maxLocation }) {
		return ""
	}
	for _, location := range locations[1:] {
		for end != "" && location != end && !strings.HasSuffix(location, ", "+end) {
			_, end, _ = strings.Cut(end, ", ")
		}
	}
	return end
}

// maxLocation is longer than places are called, in octets.
const maxLocation = 2000

// severalRooms takes "Main hall, Foyer and Studio" apart where each of them is known as a room by itself.
func severalRooms(room string, known map[string]bool) []string {
	var names []string
	seen := map[string]bool{}
	for _, name := range roomSeparator.Split(room, -1) {
		if !known[name] || name == "" || name == room {
			return []string{room}
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

var roomSeparator = regexp.MustCompile(`, | and `)

// coordinates are the venue's where all sessions that have any have the same.
func (f *Reader) coordinates() {
	var first *VEvent
	for _, v := range f.Entries {
		switch {
		case v.geo == nil:
		case first == nil:
			first = v
		case *v.geo != *first.geo:
			f.skip("GEO, of several places,", first.First("GEO").Line)
			return
		}
	}
	if first != nil {
		f.Event.Venue.Latitude, f.Event.Venue.Longitude = first.geo[0], first.geo[1]
	}
}
