package page_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/page"
)

func writeChanges(t *testing.T, old, new *agenda.Event, o page.ChangesOptions) string {
	t.Helper()
	changes, findings := diff.Events(old, new)
	o.Findings = findings
	var b bytes.Buffer
	if _, err := page.WriteChanges(&b, old, new, changes, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// pairs are an event and what became of it, by the name of their goldens.
var pairs = map[string]func() (old, new *agenda.Event){
	"changes-none":  func() (old, new *agenda.Event) { return kafka(), kafka() },
	"changes-empty": func() (old, new *agenda.Event) { return nil, nil },
	// One of each on one evening: moved and renamed, cancelled, new, other speakers.
	"changes-evening": func() (old, new *agenda.Event) {
		old, new = kafka(), kafka()
		for i := range old.Sessions {
			id := agenda.Slug(old.Sessions[i].Title)
			old.Sessions[i].ID, new.Sessions[i].ID = id, id
		}
		s := new.Sessions
		s[1].Speakers = []string{"Todd Palino", "Ada Okafor"}
		s[2].Start, s[2].End = s[2].Start.Add(30*time.Minute), s[2].End.Add(30*time.Minute)
		s[2].Title = "Secure Kafka, certificate by certificate"
		s[3].Status = agenda.Cancelled
		new.Sessions = append(s, slot(at("America/Los_Angeles", 3, 21, 0), 30, agenda.Session{
			Title: "Lightning *talks* [bring](yours) <script>", Speakers: []string{"Bo Li"}}))
		return old, new
	},
	// Two days, with whatever else may happen.
	"changes-days": func() (old, new *agenda.Event) {
		old, new = conference(), conference()
		for i, id := range old.SessionIDs() {
			old.Sessions[i].ID, new.Sessions[i].ID = id, id
		}
		find := func(title string) *agenda.Session {
			return &new.Sessions[slices.IndexFunc(new.Sessions, func(s agenda.Session) bool {
				return strings.HasPrefix(s.Title, title)
			})]
		}
		new.Venue = agenda.Venue{Name: "Speicher 3", Address: "Alter Weg 9, Hamburg"}
		find("What the night").Title = "What the night shift knew"
		find("Backpressure").Rooms = []string{"dock"}
		find("Backpressure").End = at("Europe/Berlin", 5, 11, 0)
		find("Reading").Start = at("Europe/Berlin", 6, 12, 30)
		find("Reading").End = at("Europe/Berlin", 6, 14, 0)
		find("Lunch").End = find("Lunch").Start.Add(time.Hour)
		find("Donau").Title = "Names that no column holds"
		find("Clocks").Status = ""
		find("ログ").Status, find("ログ").Speakers = "", []string{"yuki", "Bo Li"}
		find("Schema").Track, find("Schema").Language = "ops", ""
		find("Schema").Abstract = "How, and when not."
		find("Open space").AllDay, find("Open space").Start = true, at("Europe/Berlin", 6, 0, 0)
		find("Open space").End = time.Time{}
		find("Party").Online = "https://live.example.org/the_party"
		find("Lightning").Start = at("Europe/Berlin", 6, 16, 0)
		find("Last boat").Start = at("Europe/Berlin", 6, 2, 0)
		find("Ada").Start = time.Time{}
		return old, new
	},
	"changes-hostile": func() (old, new *agenda.Event) {
		old, new = hostile(), hostile()
		s := &new.Sessions[0]
		s.Start, s.Rooms, s.Speakers = s.Start.Add(-30*time.Minute), []string{s.ID + "&lt;"}, []string{"`x`"}
		s.Title, s.Track, s.Language = "__a__ ~~b~~ | $c$ &amp; \\<d> # e\n# f\n- g", s.ID, s.ID
		new.Venue.Name += "!"
		old.Sessions[1].Speakers, new.Sessions[1].Speakers = []string{"w"}, []string{"w"}
		new.Sessions[1].ID, new.Sessions[1].Start = "long", s.Start
		return old, new
	},
}

func TestChanges(t *testing.T) {
	for name, pair := range pairs {
		for ext, format := range map[string]page.Format{
			".txt": page.Text, ".md": page.Markdown, ".json": page.JSON,
		} {
			t.Run(name+ext, func(t *testing.T) {
				old, new := pair()
				got := writeChanges(t, old, new, page.ChangesOptions{Format: format})
				file := filepath.Join("testdata", name+ext)
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("differs from %s; read what changed and run with -update:\n%s", file, got)
				}
				checkChanges(t, got, format, 80)
			})
		}
	}
}

// checkChanges proves of any changes that they are fit to show.
func checkChanges(t *testing.T, got string, format page.Format, width int) {
	t.Helper()
	switch format {
	case page.JSON:
		if !json.Valid([]byte(got)) {
			t.Errorf("no JSON: %s", got)
		}
	case page.Markdown:
		checkRunes(t, got)
		checkMarkdown(t, got)
	default:
		checkText(t, got, width)
	}
}

// checkMarkdown proves that nothing but headings, one list and bold stand in an announcement.
func checkMarkdown(t *testing.T, s string) {
	t.Helper()
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		for _, start := range []string{"### ", "## ", "- "} {
			line = strings.TrimPrefix(line, start)
		}
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++ // what follows stands for itself
			case '*':
				if i+1 == len(line) || line[i+1] != '*' {
					t.Errorf("one star: %s", line)
				}
				i++
			case '`', '_', '[', ']', '<', '~', '$':
				t.Errorf("%q in %s", line[i], line)
			}
		}
	}
}

// TestChangesErrors: what cannot be written is said before anything is.
func TestChangesErrors(t *testing.T) {
	for _, tt := range []struct {
		zone string
		o    page.ChangesOptions
		want string
	}{
		{"", page.ChangesOptions{Format: page.HTML}, `unknown format "html"; use text, markdown or json`},
		{"", page.ChangesOptions{Width: 39}, "39 columns is too narrow"},
		{"Mars/Olympus", page.ChangesOptions{}, `unknown time zone "Mars/Olympus"`},
	} {
		var b bytes.Buffer
		_, err := page.WriteChanges(&b, nil, &agenda.Event{Zone: tt.zone}, nil, tt.o)
		if err == nil || !strings.Contains(err.Error(), tt.want) || b.Len() > 0 {
			t.Errorf("got %v and %d octets, want %q", err, b.Len(), tt.want)
		}
		if input := (*agenda.InputError)(nil); errors.As(err, &input) != (tt.zone != "") {
			t.Errorf("%T: only the zone is the input's fault", err)
		}
	}
}

// TestChangesWords: how a new time is said depends on what of it is new.
func TestChangesWords(t *testing.T) {
	day := func(d, from, to int) agenda.Session {
		s := agenda.Session{ID: "a", Title: "Doors", Start: at("UTC", d, from, 0)}
		if to > 0 {
			s.End = at("UTC", d, to, 0)
		}
		return s
	}
	allDay := agenda.Session{ID: "a", Title: "Doors", Start: at("UTC", 3, 0, 0), AllDay: true}
	days := allDay
	days.End = at("UTC", 5, 0, 0)
	other := agenda.Session{ID: "b", Title: "Gates", Start: at("UTC", 4, 0, 0)}
	for _, tt := range []struct {
		old, new   agenda.Session
		many       bool
		text, mark string
	}{
		{day(3, 9, 10), day(3, 11, 12), false, "was 09:00–10:00", "starts at **11:00** instead of 09:00"},
		{day(3, 9, 0), day(3, 11, 0), false, "was 09:00", "starts at **11:00** instead of 09:00"},
		{day(3, 9, 10), day(3, 9, 12), false, "was 09:00–10:00", "ends at **12:00** instead of 10:00"},
		{day(3, 9, 0), day(3, 9, 12), false, "was 09:00", "ends at **12:00**"},
		{day(3, 9, 12), day(3, 9, 0), false, "was 09:00–12:00", "end not known any more, was 12:00"},
		{day(3, 9, 10), day(3, 11, 13), false, "was 09:00–10:00",
			"**11:00 to 13:00** instead of 09:00 to 10:00"},
		{day(3, 9, 10), agenda.Session{ID: "a", Title: "Doors"}, false, "was 09:00 to 10:00",
			"time not known any more, was 09:00 to 10:00"},
		{agenda.Session{ID: "a", Title: "Doors"}, day(3, 9, 10), false, "not known before",
			"**09:00 to 10:00**"},
		{day(3, 9, 10), day(3, 11, 12), true, "was 09:00–10:00",
			"Tuesday 3 June, starts at **11:00** instead of 09:00"},
		{day(3, 9, 10), day(4, 9, 10), true, "was Tuesday 3 June, 09:00 to 10:00",
			"**Wednesday 4 June, 09:00 to 10:00** instead of Tuesday 3 June, 09:00 to 10:00"},
		{allDay, day(3, 9, 10), false, "was all day", "**09:00 to 10:00** instead of all day"},
		{day(3, 9, 10), days, true, "was 09:00–10:00",
			"Tuesday 3 June, **until Wednesday 4 June** instead of 09:00 to 10:00"},
	} {
		old := &agenda.Event{Sessions: []agenda.Session{tt.old}}
		new := &agenda.Event{Sessions: []agenda.Session{tt.new}}
		if tt.many {
			old.Sessions, new.Sessions = append(old.Sessions, other), append(new.Sessions, other)
		}
		text := writeChanges(t, old, new, page.ChangesOptions{})
		if want := " time      " + tt.text + "\n"; !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
		mark := writeChanges(t, old, new, page.ChangesOptions{Format: page.Markdown})
		if want := "- **Doors**: " + tt.mark + "\n"; !strings.Contains(mark, want) {
			t.Errorf("no %q in\n%s", want, mark)
		}
	}
}

func FuzzWriteChanges(f *testing.F) {
	f.Add("Doors", "Gates", "Hall", "Ada", "en", int64(0), int64(3600), 40, uint8(0))
	f.Add("*a* _b_ [c](d)", "<e> &lt; `f`", "# g\n- h", "\\", "", int64(1e9), int64(-5), 80, uint8(7))
	f.Add("\x1b[2J\xff", "\u202e", "1. x", "&#42;", "x\"", int64(-1e11), int64(1e6), 50, uint8(255))
	f.Fuzz(func(t *testing.T, a, b, c, d, tag string, start, length int64, width int, bits uint8) {
		begin := time.Unix(start%1e11, 0)
		bit := func(n int, yes, no string) string {
			if bits>>n&1 == 1 {
				return yes
			}
			return no
		}
		old := &agenda.Event{Name: a, Venue: agenda.Venue{Name: b}, Language: tag, Online: c,
			Sessions: []agenda.Session{
				{ID: "1", Title: a, Start: begin, End: begin.Add(time.Duration(length%1e6) * time.Second),
					Rooms: []string{b}, Speakers: []string{c, d}, Track: d, Abstract: a},
				{ID: "2", Title: b, Start: begin}, {ID: c, Title: c},
			}}
		new := &agenda.Event{Name: bit(0, a, b), Venue: agenda.Venue{Name: bit(1, b, d)},
			Language: bit(2, tag, a), Sessions: []agenda.Session{
				{ID: "1", Title: bit(3, a, d), Start: begin.Add(time.Duration(length%1e5) * time.Second),
					Rooms: []string{bit(4, b, c), a}, Speakers: []string{c, bit(5, a, d)},
					Track: bit(6, d, a), AllDay: bits&3 == 3, Kind: agenda.Kind(tag)},
				{ID: bit(7, "2", d), Title: b, Status: agenda.Status(tag)}, {Title: d, Start: begin},
			}}
		width = page.MinWidth + (width%100+100)%100
		for _, format := range []page.Format{page.Text, page.Markdown, page.JSON} {
			for _, e := range []*agenda.Event{old, nil} {
				got := writeChanges(t, e, new, page.ChangesOptions{Format: format, Width: width})
				checkChanges(t, got, format, width)
			}
		}
	})
}

// BenchmarkChanges5k tells of a large conference that was moved by a day.
func BenchmarkChanges5k(b *testing.B) {
	old, new := large(5000, 10), large(5000, 10)
	for i := range new.Sessions {
		new.Sessions[i].Start = new.Sessions[i].Start.AddDate(0, 0, 1)
	}
	for b.Loop() {
		changes, _ := diff.Events(old, new)
		if _, err := page.WriteChanges(io.Discard, old, new, changes, page.ChangesOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
