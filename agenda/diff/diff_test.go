package diff

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// talk reads "id | title | 3 19:00 | speakers": the day of June 2026, in UTC, and the hour at which it
// starts; it takes half an hour.
func talk(t testing.TB, line string) agenda.Session {
	t.Helper()
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	s := agenda.Session{ID: parts[0], Title: parts[1]}
	if parts[2] != "" {
		start, err := time.Parse("2006-01 2 15:04", "2026-06 "+parts[2])
		if err != nil {
			t.Fatal(err)
		}
		s.Start, s.End = start, start.Add(30*time.Minute)
	}
	if len(parts) > 3 && parts[3] != "" {
		s.Speakers = strings.Split(parts[3], ", ")
	}
	return s
}

func talks(t testing.TB, lines string) *agenda.Event {
	t.Helper()
	e := &agenda.Event{}
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) != "" {
			e.Sessions = append(e.Sessions, talk(t, line))
		}
	}
	return e
}

// said gives changes as "old>new kinds", one a line, and findings by their rules.
func said(changes []Change, findings agenda.Findings) string {
	var lines []string
	for _, c := range changes {
		line := c.OldID + ">" + c.NewID
		for _, k := range c.Kinds {
			line += " " + string(k)
		}
		for _, d := range c.Details {
			line += " " + string(d)
		}
		lines = append(lines, line)
	}
	for _, f := range findings {
		lines = append(lines, f.Rule)
	}
	return strings.Join(lines, "; ")
}

// TestDiffLikeness: a session under another id is found where most of it stayed, and not where it did not.
func TestEventsLikeness(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"two talks swap their slots", "a|Doors|3 19:00|Ada\nb|Gates|3 20:00|Bo",
			"b|Gates|3 19:00|Bo\na|Doors|3 20:00|Ada", "b>b time; a>a time"},
		{"one id, all else changed", "a|Doors|3 19:00|Ada", "a|Gates|4 20:00|Bo",
			"a>a time title speakers"},
		{"only the id", "a|Doors|3 19:00|Ada", "b|Doors|3 19:00|Ada", "a>b id; id-changed"},
		{"moved to another day", "a|Doors|3 19:00|Ada", "b|Doors|4 11:00|Ada",
			"a>b time id; id-changed"},
		{"renamed", "a|Secure Kafka|3 19:00|Ada", "b|Kafka with certificates|3 19:00|Ada",
			"a> cancelled; >b added"},
		{"another speaker: title and start stayed", "a|Doors|3 19:00|Ada", "b|Doors|3 19:00|Bo",
			"a>b speakers id; id-changed"},
		{"a speaker is found", "a|Doors|3 19:00|TBA", "b|Doors|3 19:00|Bo",
			"a>b speakers id; id-changed"},
		{"a time is found", "a|Doors||Ada", "b|Doors|3 19:00|Ada", "a>b time id; id-changed"},
		{"the same time alone", "a|Doors|3 19:00|Ada", "b|Gates|3 19:00|Bo",
			"a> cancelled; >b added"},
		{"the same speaker alone", "a|Doors|3 19:00|Ada", "b|Gates|3 20:00|Ada",
			"a> cancelled; >b added"},
		{"the same title alone", "a|Introduction|3 19:00|Ada", "b|Introduction|3 20:00|Bo",
			"a> cancelled; >b added"},
		{"like titles at one time, by others", "a|Go for beginners and friends|3 19:00|Ada",
			"b|Rust for beginners and friends|3 19:00|Bo", "a> cancelled; >b added"},
		{"two parts of a series", "a|Locks, part 1|3 19:00|Ada", "b|Locks, part 2|3 20:00|Ada",
			"a> cancelled; >b added"},
		{"lunch of another day", "a|Lunch|3 12:00", "b|Lunch|4 12:00", "a> cancelled; >b added"},
		{"lunch half an hour later", "a|Lunch|3 12:00", "b|Lunch|3 12:30",
			"a> cancelled; >b added"},
		{"another break of the day", "a|Coffee break|3 10:00", "b|Coffee break|3 15:00",
			"a> cancelled; >b added"},
		{"another thing at the time of a break", "a|Lunch break|3 12:00", "b|Fire drill|3 12:00",
			"a> cancelled; >b added"},
		{"either of two", "a|Doors|3 19:00|Ada", "b|Doors|4 11:00|Ada\nc|Doors|5 11:00|Ada",
			"a> cancelled; >b added; >c added; id-ambiguous"},
		{"of two, the one at the old time", "a|Doors|3 19:00|Ada", "b|Doors|3 19:00|Ada\nc|Doors|5 11:00|Ada",
			"a>b id; >c added; id-changed"},
		{"twice the same talk, the second moved", "a|Doors|3 19:00|Ada\nb|Doors|4 19:00|Ada",
			"c|Doors|3 19:00|Ada\nd|Doors|4 20:00|Ada", "a>c id; b>d time id; id-changed; id-changed"},
		{"which of two it is does not matter where they are equal", "a|Lunch|3 12:00\nb|Lunch|3 12:00",
			"c|Lunch|3 12:00\nd|Lunch|3 12:00", "a>c id; b>d id; id-changed; id-changed"},
		{"no ids: the first of two lunches is gone", "|Lunch|3 12:00\n|Lunch|4 12:00", "|Lunch|4 12:00",
			"lunch> cancelled"},
		{"no ids: the derived one is the same", "|Lunch|3 12:00", "|Lunch|4 12:00", "lunch>lunch time"},
		{"derived ids are written down", "|Lunch|3 12:00\n|Lunch|4 12:00",
			"lunch|Lunch|3 12:00\nlunch-2|Lunch|4 12:00", ""},
		{"imported anew, without the ids", "x|Doors|3 19:00|Ada", "|Doors|3 19:00|Ada",
			"x>doors id; id-changed"},
		{"one id twice", "a|Doors|3 19:00\na|Gates|3 20:00", "a|Gates|3 20:00\na|Doors|3 19:00", ""},
	} {
		old, new := talks(t, tt.old), talks(t, tt.new)
		got := said(Events(old, new))
		if got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		mirrored(t, old, new)
	}
}

// TestDiffKinds: what of one session differs is said in all its kinds, and what only looks different is not.
func TestEventsKinds(t *testing.T) {
	base := func() *agenda.Event {
		e := talks(t, "a|Doors|3 19:00|ada, bo")
		e.Zone, e.Language, e.Venue = "Europe/Berlin", "en", agenda.Venue{Name: "Quay", Address: "1 Mole"}
		e.Rooms = []agenda.Room{{ID: "hall", Name: "Main hall"}, {ID: "foyer", Name: "Foyer"}}
		e.Speakers = []agenda.Speaker{{ID: "ada", Name: "Ada", Organization: "North"}, {ID: "bo", Name: "Bo"}}
		e.Tracks = []agenda.Track{{ID: "d", Name: "Doors"}}
		s := &e.Sessions[0]
		s.Rooms, s.Track, s.Abstract = []string{"hall", "foyer"}, "d", "One.\n\nTwo."
		s.Links = []agenda.Link{{Title: "Slides", URL: "https://a.example"}, {URL: "https://b.example"}}
		s.Repeat, s.Except = "FREQ=WEEKLY;COUNT=4", []time.Time{s.Start.AddDate(0, 0, 7)}
		return e
	}
	for _, tt := range []struct {
		name   string
		change func(e *agenda.Event, s *agenda.Session)
		want   string
	}{
		{"nothing", func(e *agenda.Event, s *agenda.Session) {}, ""},
		{"white space", func(e *agenda.Event, s *agenda.Session) {
			s.Title, s.Abstract, e.Rooms[0].Name = " Doors\n", "One. Two.", "Main \t hall"
			e.Speakers[0].Name, e.Venue.Address = "Ada ", "1\u00a0Mole"
		}, ""},
		{"order", func(e *agenda.Event, s *agenda.Session) {
			slices.Reverse(s.Speakers)
			slices.Reverse(s.Rooms)
			slices.Reverse(s.Links)
			s.Repeat = "count=4;freq=weekly"
		}, ""},
		{"named otherwise", func(e *agenda.Event, s *agenda.Session) {
			s.Speakers, s.Rooms, s.Track = []string{"Ada", "Bo"}, []string{"Main hall", "Foyer"}, "Doors"
		}, ""},
		{"room and venue divided otherwise", func(e *agenda.Event, s *agenda.Session) {
			s.Rooms, e.Venue, e.Rooms = []string{"Main hall and Foyer, Quay, 1 Mole"}, agenda.Venue{}, nil
		}, ""},
		{"the defaults written out", func(e *agenda.Event, s *agenda.Session) {
			s.Kind, s.Status, s.Language = agenda.Talk, agenda.Confirmed, "en"
		}, ""},
		{"another zone for the same moment, parts of a second", func(e *agenda.Event, s *agenda.Session) {
			s.Start = s.Start.In(time.FixedZone("", 7200)).Add(time.Millisecond)
		}, ""},
		{"revised", func(e *agenda.Event, s *agenda.Session) { s.Revised, s.Created = s.Start, s.Start }, ""},
		{"start", func(e *agenda.Event, s *agenda.Session) { s.Start = s.Start.Add(time.Second) },
			"a>a time"},
		{"end", func(e *agenda.Event, s *agenda.Session) { s.End = time.Time{} }, "a>a time"},
		{"all day", func(e *agenda.Event, s *agenda.Session) { s.AllDay = true }, "a>a time"},
		{"room", func(e *agenda.Event, s *agenda.Session) { s.Rooms = s.Rooms[:1] }, "a>a place"},
		{"room renamed", func(e *agenda.Event, s *agenda.Session) { e.Rooms[0].Name = "Great hall" },
			"a>a place"},
		{"venue", func(e *agenda.Event, s *agenda.Session) { e.Venue.Address = "2 Mole" }, "a>a place"},
		{"title", func(e *agenda.Event, s *agenda.Session) { s.Title = "doors" }, "a>a title"},
		{"speakers", func(e *agenda.Event, s *agenda.Session) { s.Speakers = s.Speakers[:1] },
			"a>a speakers"},
		{"organization", func(e *agenda.Event, s *agenda.Session) { e.Speakers[0].Organization = "" },
			"a>a speakers"},
		{"details", func(e *agenda.Event, s *agenda.Session) {
			s.Abstract, s.Track, s.Kind, s.Language, s.Links = "", "", agenda.Panel, "de", nil
			s.Online, s.Image, s.Except, s.Status = "https://c.example", "https://d.example", nil, agenda.Tentative
		}, "a>a details abstract track kind language links online image repeat status"},
		{"the event's address to join", func(e *agenda.Event, s *agenda.Session) { e.Online = "https://c.example" },
			"a>a details online"},
		{"all at once", func(e *agenda.Event, s *agenda.Session) {
			s.Start, s.Rooms, s.Title, s.Speakers, s.Track = s.Start.Add(-time.Hour), nil, "Gates", nil, ""
		}, "a>a time place title speakers details track"},
		{"cancelled", func(e *agenda.Event, s *agenda.Session) { s.Status = agenda.Cancelled },
			"a>a cancelled"},
		{"gone", func(e *agenda.Event, s *agenda.Session) { e.Sessions = nil }, "a> cancelled"},
		{"another event", func(e *agenda.Event, s *agenda.Session) { e.ID = "b.example" },
			"event-id-changed"},
	} {
		old, new := base(), base()
		old.ID, new.ID = "a.example", "a.example"
		tt.change(new, &new.Sessions[0])
		if got := said(Events(old, new)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		mirrored(t, old, new)
	}
}

// TestDiffStatus: what is cancelled in both has not changed, and what comes back is said to.
func TestEventsStatus(t *testing.T) {
	off := talks(t, "a|Doors|3 19:00|Ada")
	off.Sessions[0].Status = agenda.Cancelled
	other := talks(t, "a|Gates|3 20:00|Ada")
	other.Sessions[0].Status = agenda.Cancelled
	on, none := talks(t, "a|Doors|3 20:00|Ada"), &agenda.Event{}
	for _, tt := range []struct {
		name     string
		old, new *agenda.Event
		want     string
	}{
		{"cancelled in both", off, other, ""},
		{"cancelled, and gone now", off, none, ""},
		{"new, and cancelled", none, off, ">a cancelled"},
		{"back, an hour later", off, on, "a>a reinstated time"},
		{"moved and cancelled", on, off, "a>a cancelled time"},
		{"no event before", nil, on, ">a added"},
		{"no event now", on, nil, "a> cancelled"},
		{"no event at all", nil, nil, ""},
	} {
		if got := said(Events(tt.old, tt.new)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestDiffOrder: changes stand in the order of their start, those without one last.
func TestEventsOrder(t *testing.T) {
	got := said(Events(talks(t, "z|Z|3 11:00\nm|M|3 09:00\nn|N|"),
		talks(t, "c|C|3 12:00\nb|B|3 11:00\na|A|\nm|M|3 13:00")))
	if want := ">b added; z> cancelled; >c added; m>m time; >a added; n> cancelled"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// mirrored proves that the way back undoes each change: what was added is cancelled, and so on.
func mirrored(t testing.TB, old, new *agenda.Event) {
	t.Helper()
	there, _ := Events(old, new)
	back, _ := Events(new, old)
	var a, b []string
	for _, c := range there {
		a = append(a, fmt.Sprint(c.OldID, ">", c.NewID, c.takesPlace(), c.rest(), c.Details))
	}
	for _, c := range back {
		was, is := c.takesPlace()[1], c.takesPlace()[0]
		b = append(b, fmt.Sprint(c.NewID, ">", c.OldID, [2]bool{was, is}, c.rest(), c.Details))
	}
	// One way only: what is in one event, and cancelled there.
	never := func(s string) bool { return strings.Contains(s, "[false false] []") }
	a, b = slices.DeleteFunc(a, never), slices.DeleteFunc(b, never)
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		t.Errorf("there\n%s\nback\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

// takesPlace says whether the session did and does.
func (c Change) takesPlace() [2]bool {
	on := func(s *agenda.Session) bool { return s != nil && s.Status != agenda.Cancelled }
	return [2]bool{on(c.Old), on(c.New)}
}

func (c Change) rest() []Kind {
	return slices.DeleteFunc(slices.Clone(c.Kinds), func(k Kind) bool {
		return k == Added || k == Cancelled || k == Reinstated
	})
}
