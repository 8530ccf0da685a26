package agenda

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// talk reads "id | title | 3 19:00 | speakers": the day of June 2026, in UTC, and the hour at which it
// starts; it takes half an hour.
func talk(t testing.TB, line string) Session {
	t.Helper()
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	s := Session{ID: parts[0], Title: parts[1]}
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

func talks(t testing.TB, lines string) *Event {
	t.Helper()
	e := &Event{}
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) != "" {
			e.Sessions = append(e.Sessions, talk(t, line))
		}
	}
	return e
}

// said gives changes as "old>new kinds", one a line, and findings by their rules.
func said(changes Changes, findings Findings) string {
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
func TestDiffLikeness(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"two talks swap their slots", "a|Doors|3 19:00|Ada\nb|Gates|3 20:00|Bo",
			"b|Gates|3 19:00|Bo\na|Doors|3 20:00|Ada", "b>b time; a>a time"},
		{"one id, all else changed", "a|Doors|3 19:00|Ada", "a|Gates|4 20:00|Bo",
			"a>a time title speakers"},
		{"only the id", "a|Doors|3 19:00|Ada", "b|Doors|3 19:00|Ada", "a>b id; id-changed"},
		{"moved to another day", "a|Doors|3 19:00|Ada", "b|Doors|4 11:00|Ada",
			"a>b time id; id-changed"},
		{"moved, and a word of the title differs", "a|Doors that open by themselves|3 19:00|Ada",
			"b|Doors that open all by themselves|4 11:00|Ada", "a>b time title id; id-changed"},
		{"renamed in part", "a|Secure Kafka|3 19:00|Ada", "b|Kafka with certificates|3 19:00|Ada",
			"a>b title id; id-changed"},
		{"renamed altogether: speakers and start stayed", "a|To be announced|3 19:00|Ada",
			"b|Doors|3 19:00|Ada", "a>b title id; id-changed"},
		{"another speaker: title and start stayed", "a|Doors|3 19:00|Ada", "b|Doors|3 19:00|Bo",
			"a>b speakers id; id-changed"},
		{"one of two speakers stayed", "a|Doors|3 19:00|Ada, Bo", "b|Doors|3 20:00|Bo, Cem",
			"a>b time speakers id; id-changed"},
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
			"a>b time id; id-changed"},
		{"another break of the day", "a|Coffee break|3 10:00", "b|Coffee break|3 15:00",
			"a> cancelled; >b added"},
		{"a break called otherwise", "a|Lunch|3 12:00", "b|Lunch break|3 12:00",
			"a>b title id; id-changed"},
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
		{"no ids: renamed", "|Doors|3 19:00|Ada", "|Doors and gates|3 19:00|Ada",
			"doors>doors-and-gates title id; id-changed"},
		{"no ids: the first of two lunches is gone", "|Lunch|3 12:00\n|Lunch|4 12:00", "|Lunch|4 12:00",
			"lunch> cancelled"},
		{"no ids: the derived one is the same", "|Lunch|3 12:00", "|Lunch|4 12:00", "lunch>lunch time"},
		{"derived ids are written down", "|Lunch|3 12:00\n|Lunch|4 12:00",
			"lunch|Lunch|3 12:00\nlunch-2|Lunch|4 12:00", ""},
		{"imported anew, without the ids", "x|Doors|3 19:00|Ada", "|Doors|3 19:00|Ada",
			"x>doors id; id-changed"},
		{"one id twice", "a|Doors|3 19:00\na|Gates|3 20:00", "a|Gates|3 20:00\na|Doors|3 19:00", ""},
		{"Japanese, renamed in part", "a|大規模ストリーム処理の現場から|3 19:00|佐藤",
			"b|大規模ストリーム処理の実際|3 19:30|佐藤", "a>b time title id; id-changed"},
		{"no letter in the title", "a|🎉|3 19:00", "b|🎉|3 19:30", "a>b time id; id-changed"},
	} {
		old, new := talks(t, tt.old), talks(t, tt.new)
		got := said(Diff(old, new))
		if got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		mirrored(t, old, new)
	}
}

// TestDiffKinds: what of one session differs is said in all its kinds, and what only looks different is not.
func TestDiffKinds(t *testing.T) {
	base := func() *Event {
		e := talks(t, "a|Doors|3 19:00|ada, bo")
		e.Zone, e.Language, e.Venue = "Europe/Berlin", "en", Venue{Name: "Quay", Address: "1 Mole"}
		e.Rooms = []Room{{ID: "hall", Name: "Main hall"}, {ID: "foyer", Name: "Foyer"}}
		e.Speakers = []Speaker{{ID: "ada", Name: "Ada", Organization: "North"}, {ID: "bo", Name: "Bo"}}
		e.Tracks = []Track{{ID: "d", Name: "Doors"}}
		s := &e.Sessions[0]
		s.Rooms, s.Track, s.Abstract = []string{"hall", "foyer"}, "d", "One.\n\nTwo."
		s.Links = []Link{{"Slides", "https://a.example"}, {"", "https://b.example"}}
		s.Repeat, s.Except = "FREQ=WEEKLY;COUNT=4", []time.Time{s.Start.AddDate(0, 0, 7)}
		return e
	}
	for _, tt := range []struct {
		name   string
		change func(e *Event, s *Session)
		want   string
	}{
		{"nothing", func(e *Event, s *Session) {}, ""},
		{"white space", func(e *Event, s *Session) {
			s.Title, s.Abstract, e.Rooms[0].Name = " Doors\n", "One. Two.", "Main \t hall"
			e.Speakers[0].Name, e.Venue.Address = "Ada ", "1\u00a0Mole"
		}, ""},
		{"order", func(e *Event, s *Session) {
			slices.Reverse(s.Speakers)
			slices.Reverse(s.Rooms)
			slices.Reverse(s.Links)
			s.Repeat = "count=4;freq=weekly"
		}, ""},
		{"named otherwise", func(e *Event, s *Session) {
			s.Speakers, s.Rooms, s.Track = []string{"Ada", "Bo"}, []string{"Main hall", "Foyer"}, "Doors"
		}, ""},
		{"room and venue divided otherwise", func(e *Event, s *Session) {
			s.Rooms, e.Venue, e.Rooms = []string{"Main hall and Foyer, Quay, 1 Mole"}, Venue{}, nil
		}, ""},
		{"the defaults written out", func(e *Event, s *Session) {
			s.Kind, s.Status, s.Language = Talk, Confirmed, "en"
		}, ""},
		{"another zone for the same moment, parts of a second", func(e *Event, s *Session) {
			s.Start = s.Start.In(time.FixedZone("", 7200)).Add(time.Millisecond)
		}, ""},
		{"revised", func(e *Event, s *Session) { s.Revised, s.Created = s.Start, s.Start }, ""},
		{"start", func(e *Event, s *Session) { s.Start = s.Start.Add(time.Second) }, "a>a time"},
		{"end", func(e *Event, s *Session) { s.End = time.Time{} }, "a>a time"},
		{"all day", func(e *Event, s *Session) { s.AllDay = true }, "a>a time"},
		{"room", func(e *Event, s *Session) { s.Rooms = s.Rooms[:1] }, "a>a place"},
		{"room renamed", func(e *Event, s *Session) { e.Rooms[0].Name = "Great hall" }, "a>a place"},
		{"venue", func(e *Event, s *Session) { e.Venue.Address = "2 Mole" }, "a>a place"},
		{"title", func(e *Event, s *Session) { s.Title = "doors" }, "a>a title"},
		{"speakers", func(e *Event, s *Session) { s.Speakers = s.Speakers[:1] }, "a>a speakers"},
		{"organization", func(e *Event, s *Session) { e.Speakers[0].Organization = "" }, "a>a speakers"},
		{"details", func(e *Event, s *Session) {
			s.Abstract, s.Track, s.Kind, s.Language, s.Links = "", "", Panel, "de", nil
			s.Online, s.Image, s.Except, s.Status = "https://c.example", "https://d.example", nil, Tentative
		}, "a>a details abstract track kind language links online image repeat status"},
		{"the event's address to join", func(e *Event, s *Session) { e.Online = "https://c.example" },
			"a>a details online"},
		{"all at once", func(e *Event, s *Session) {
			s.Start, s.Rooms, s.Title, s.Speakers, s.Track = s.Start.Add(-time.Hour), nil, "Gates", nil, ""
		}, "a>a time place title speakers details track"},
		{"cancelled", func(e *Event, s *Session) { s.Status = Cancelled }, "a>a cancelled"},
		{"gone", func(e *Event, s *Session) { e.Sessions = nil }, "a> cancelled"},
		{"another event", func(e *Event, s *Session) { e.ID = "b.example" }, "event-id-changed"},
	} {
		old, new := base(), base()
		old.ID, new.ID = "a.example", "a.example"
		tt.change(new, &new.Sessions[0])
		if got := said(Diff(old, new)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		mirrored(t, old, new)
	}
}

// TestDiffStatus: what is cancelled in both has not changed, and what comes back is said to.
func TestDiffStatus(t *testing.T) {
	off := talks(t, "a|Doors|3 19:00|Ada")
	off.Sessions[0].Status = Cancelled
	other := talks(t, "a|Gates|3 20:00|Ada")
	other.Sessions[0].Status = Cancelled
	on, none := talks(t, "a|Doors|3 20:00|Ada"), &Event{}
	for _, tt := range []struct {
		name     string
		old, new *Event
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
		if got := said(Diff(tt.old, tt.new)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestDiffOrder: changes stand in the order of their start, those without one last.
func TestDiffOrder(t *testing.T) {
	got := said(Diff(talks(t, "z|Z|3 11:00\nm|M|3 09:00\nn|N|"),
		talks(t, "c|C|3 12:00\nb|B|3 11:00\na|A|\nm|M|3 13:00")))
	if want := ">b added; z> cancelled; >c added; m>m time; >a added; n> cancelled"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// mirrored proves that the way back undoes each change: what was added is cancelled, and so on.
func mirrored(t testing.TB, old, new *Event) {
	t.Helper()
	there, _ := Diff(old, new)
	back, _ := Diff(new, old)
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
	on := func(s *Session) bool { return s != nil && s.Status != Cancelled }
	return [2]bool{on(c.Old), on(c.New)}
}

func (c Change) rest() []ChangeKind {
	return slices.DeleteFunc(slices.Clone(c.Kinds), func(k ChangeKind) bool {
		return k == ChangeAdded || k == ChangeCancelled || k == ChangeReinstated
	})
}
