package listing

import (
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/daysheet/daysheet/agenda"
)

func date(month time.Month, day int) agenda.Date {
	return agenda.Date{Year: 2026, Month: month, Day: day}
}

// TestPlace: a place goes from the small to the large on one line, and says nothing twice.
func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		rooms []string
		venue agenda.Venue
		want  string
	}{
		{nil, agenda.Venue{}, ""},
		{[]string{"hall"}, agenda.Venue{}, "Main hall"},
		{nil, agenda.Venue{Name: "Quay", Address: "1 Mole,\n Oslo"}, "Quay, 1 Mole, Oslo"},
		{[]string{"hall", "Foyer\t 2"}, agenda.Venue{Name: "Quay"}, "Main hall and Foyer 2, Quay"},
		{[]string{"Quay "}, agenda.Venue{Name: " Quay", Address: "1 Mole"}, "Quay, 1 Mole"},
		{[]string{"hall"}, agenda.Venue{Name: " \n", Address: "1 Mole"}, "Main hall, 1 Mole"},
	} {
		e := &agenda.Event{Venue: tt.venue, Rooms: []agenda.Room{{ID: "hall", Name: "Main hall"}}}
		if got := English.Place(e.Directory(), e.Venue, &agenda.Session{Rooms: tt.rooms}); got != tt.want {
			t.Errorf("%q in %v: %q, want %q", tt.rooms, tt.venue, got, tt.want)
		}
	}
}

func TestByline(t *testing.T) {
	e := &agenda.Event{Speakers: []agenda.Speaker{
		{Name: "Todd Palino", Organization: "LinkedIn"},
		{ID: "ch", Name: "Clark Haskins", Organization: "LinkedIn"},
		{Name: "Rajasekar Elango", Organization: "Salesforce"},
	}}
	for want, refs := range map[string][]string{
		"": nil,
		"Todd Palino and Clark Haskins (LinkedIn), Rajasekar Elango (Salesforce)": {
			"Todd Palino", "ch", "Rajasekar Elango"},
		"Todd Palino (LinkedIn), Ada Okafor, Clark Haskins (LinkedIn)": {
			"Todd Palino", "Ada Okafor", "ch"},
		"A, B and C": {"A", "B", "C"},
		"A; Todd Palino and Clark Haskins (LinkedIn)": {"A", "Todd Palino", "ch"},
	} {
		if got := English.Byline(e.Directory(), &agenda.Session{Speakers: refs}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	utc := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, time.UTC)
	}
	for _, tt := range []struct {
		event agenda.Event
		want  string
	}{
		{agenda.Event{}, ""},
		{agenda.Event{Days: []agenda.Day{{Date: date(5, 2)}}}, "Saturday 2 May 2026"},
		{agenda.Event{Sessions: []agenda.Session{{Start: utc(5, 2, 18)}}}, "Saturday 2 May 2026, 18:00, UTC"},
		{agenda.Event{Zone: "Europe/Berlin",
			Sessions: []agenda.Session{{Start: utc(5, 2, 16), End: utc(5, 2, 22)}}},
			"Saturday 2 May 2026, 18:00 to 00:00, Berlin time"},
		{agenda.Event{Sessions: []agenda.Session{{Start: utc(5, 2, 18), End: utc(5, 3, 1)}}},
			"Saturday 2 May 2026, 18:00 to 01:00, UTC"},
		{agenda.Event{Days: []agenda.Day{{Date: date(5, 2), Ends: 4}},
			Sessions: []agenda.Session{{Start: utc(5, 2, 20), End: utc(5, 3, 3)}}},
			"Saturday 2 May 2026, 20:00 to 03:00, UTC"},
		{agenda.Event{Sessions: []agenda.Session{
			{Start: utc(5, 2, 9), End: utc(5, 2, 10)},
			{Start: utc(5, 4, 9), End: utc(5, 4, 17)}}},
			"Saturday 2 to Monday 4 May 2026, UTC"},
		{agenda.Event{Zone: "Europe/Berlin",
			Sessions: []agenda.Session{{AllDay: true, Start: utc(5, 1, 22)}}},
			"Saturday 2 May 2026"},
		{agenda.Event{Sessions: []agenda.Session{{AllDay: true, Start: utc(5, 2, 0), End: utc(5, 4, 0)}}},
			"Saturday 2 to Sunday 3 May 2026"},
		{agenda.Event{Sessions: []agenda.Session{{AllDay: true, Start: utc(5, 2, 0)},
			{Start: utc(5, 2, 9), End: utc(5, 2, 17)}}},
			"Saturday 2 May 2026, 09:00 to 17:00, UTC"},
		{agenda.Event{Sessions: []agenda.Session{{AllDay: true, Start: utc(5, 1, 0), End: utc(5, 4, 0)},
			{Start: utc(5, 2, 9), End: utc(5, 2, 17)}}},
			"Friday 1 to Sunday 3 May 2026, UTC"},
		{agenda.Event{Days: []agenda.Day{{Date: date(5, 1), Ends: 4}},
			Sessions: []agenda.Session{{AllDay: true, Start: utc(5, 2, 0)}}}, "Saturday 2 May 2026"},
		{agenda.Event{Zone: "America/Argentina/Buenos_Aires", Sessions: []agenda.Session{
			{Start: utc(5, 31, 12), End: utc(5, 31, 13)},
			{Start: utc(6, 1, 12), End: utc(6, 1, 13)}}},
			"Sunday 31 May to Monday 1 June 2026, Buenos Aires time"},
	} {
		if got := English.When(&tt.event); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// The order of a programme, its gaps, and the night that belongs to the day before.
func TestProgramme(t *testing.T) {
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 5, day, hour, minute, 0, 0, time.UTC)
	}
	e := &agenda.Event{
		Days:  []agenda.Day{{Date: date(5, 1), Ends: 3}, {Date: date(5, 3), Title: "Hike"}},
		Rooms: []agenda.Room{{Name: "Main"}, {ID: "f", Name: "Foyer"}},
		Sessions: []agenda.Session{
			{Title: "late", Start: at(2, 1, 0), End: at(2, 2, 0)},
			{Title: "foyer", Start: at(1, 9, 0), End: at(1, 9, 30), Rooms: []string{"f"}},
			{Title: "main", Start: at(1, 9, 0), End: at(1, 10, 0), Rooms: []string{"Main"}},
			{Title: "open", Start: at(1, 10, 0)},
			{Title: "after open", Start: at(1, 12, 0), End: at(1, 13, 0)},
			{Title: "morning", Start: at(2, 3, 0), End: at(2, 4, 0)},
			{Title: "unscheduled"},
		},
	}
	var got []string
	for _, d := range Of(e).Days {
		got = append(got, d.Date.String())
		for _, entry := range d.Slots {
			title := "gap until " + entry.End.Format("15:04")
			if entry.Session != nil {
				title = entry.Session.Title
			}
			got = append(got, entry.Start.Format("15:04")+" "+title)
		}
	}
	want := []string{"2026-05-01", "09:00 main", "09:00 foyer", "10:00 open", "12:00 after open",
		"13:00 gap until 01:00", "01:00 late", "2026-05-02", "03:00 morning", "2026-05-03"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// All-day sessions stand first on their day, whatever its night, and neither make gaps nor fill them; what
// goes on for days says until when.
func TestProgrammeOfDays(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 5, day, hour, 0, 0, 0, time.UTC) }
	e := &agenda.Event{
		Days:  []agenda.Day{{Date: date(5, 1), Ends: 3}},
		Rooms: []agenda.Room{{Name: "Main"}, {Name: "Foyer"}},
		Sessions: []agenda.Session{
			{Title: "talk", Start: at(2, 9), End: at(2, 10)},
			{Title: "next", Start: at(2, 12), End: at(2, 13)},
			{Title: "exhibition", AllDay: true, Start: at(2, 0), End: at(4, 0), Rooms: []string{"Foyer"}},
			{Title: "quiet room", AllDay: true, Start: at(2, 0), Rooms: []string{"Main"}},
			{Title: "dance", Start: at(2, 20), End: at(3, 4)},
			{Title: "camp", Start: at(3, 10), End: at(5, 12)},
			{Title: "vigil", Start: at(3, 22), End: at(4, 8)},
			{Title: "winter", AllDay: true, Start: at(4, 0),
				End: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)},
		},
	}
	var got []string
	for _, d := range Of(e).Days {
		got = append(got, d.Date.String())
		for _, n := range d.Slots {
			title := "gap"
			if n.Session != nil {
				title = n.Session.Title
			}
			got = append(got, strings.TrimSpace(title+" "+n.Until))
			if n.AllDay() && n.End.IsZero() {
				t.Errorf("%s has no end", title)
			}
		}
	}
	want := []string{"2026-05-01", "2026-05-02", "quiet room", "exhibition until Sunday 3 May", "talk", "gap",
		"next", "gap", "dance", "2026-05-03", "camp until Tuesday 5 May, 12:00",
		"vigil until Monday 4 May, 08:00", "2026-05-04", "winter until Friday 1 January 2027"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
