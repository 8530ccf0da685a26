package ical

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
)

// harbour has tracks, rooms and speakers that are named by id and by name, listed and not.
func harbour(t testing.TB) *agenda.Event {
	loc := location(t, "Europe/Oslo")
	e := &agenda.Event{ID: "harbour-2026.example.org", Name: "Harbour day", Zone: "Europe/Oslo",
		Tracks:   []agenda.Track{{ID: "ops", Name: "Ropes & Operations"}, {ID: "sea", Name: "At sea"}},
		Rooms:    []agenda.Room{{ID: "h1", Name: "Main hall"}, {Name: "Foyer"}},
		Speakers: []agenda.Speaker{{ID: "ada", Name: "Ada Nilsen"}, {ID: "bo", Name: "Bo Ek"}},
		Sessions: []agenda.Session{
			{ID: "Tides", Title: "Reading the tides", Track: "sea", Rooms: []string{"h1"},
				Speakers: []string{"ada"}},
			{ID: "knots", Title: "Knots", Track: "Ropes & Operations", Rooms: []string{"Main hall", "Foyer"},
				Speakers: []string{"Bo Ek", "ada"}},
			{ID: "charts,old", Title: "Old charts", Track: "sea", Rooms: []string{"Cellar"},
				Speakers: []string{"Cy Moe"}},
			{Title: "Lunch", Kind: agenda.Break, Rooms: []string{"Foyer"}},
		}}
	for i := range e.Sessions {
		e.Sessions[i].Start = at(t, loc, "2026-06-03", 9+i, 0)
	}
	return e
}

func TestView(t *testing.T) {
	names := func(s ...string) []string { return s }
	for _, test := range []struct {
		view  View
		name  string // of the calendar
		want  string // ids of the sessions
		rules string
	}{
		{View{}, "Harbour day", "Tides knots charts,old lunch", ""},
		{View{Tracks: names("ops")}, "Harbour day: Ropes & Operations", "knots", ""},
		{View{Tracks: names(" at  SEA ")}, "Harbour day: At sea", "Tides charts,old", ""},
		{View{Tracks: names("sea", "ropes & operations")}, "Harbour day: Ropes & Operations and At sea",
			"Tides knots charts,old", ""},
		{View{Tracks: names("sea", "At sea")}, "Harbour day: At sea", "Tides charts,old", ""},
		{View{Rooms: names("h1")}, "Harbour day: Main hall", "Tides knots", ""},
		{View{Rooms: names("foyer", "cellar")}, "Harbour day: Cellar and Foyer",
			"knots charts,old lunch", ""},
		{View{Speakers: names("Ada Nilsen")}, "Harbour day: Ada Nilsen", "Tides knots", ""},
		{View{Speakers: names("cy moe")}, "Harbour day: Cy Moe", "charts,old", ""},
		{View{Sessions: names("tides")}, "Harbour day: Reading the tides", "Tides", ""},
		{View{Sessions: names("lunch", "KNOTS@harbour-2026.example.org")},
			"Harbour day: Knots and Lunch", "knots lunch", ""},
		{View{Sessions: names("tides", "knots", "lunch", "charts,old")}, "Harbour day: 4 sessions",
			"Tides knots charts,old lunch", ""},
		{View{Tracks: names("sea"), Speakers: names("ada")}, "Harbour day: At sea, Ada Nilsen", "Tides", ""},
		{View{Tracks: names("", " ")}, "Harbour day", "Tides knots charts,old lunch", ""},

		{View{Tracks: names("ops"), Rooms: names("Cellar")}, "Harbour day: Ropes & Operations, Cellar", "",
			"empty-view"},
		{View{Tracks: names("Opps", "sea")}, "Harbour day: Opps and At sea", "Tides charts,old",
			"unknown-track"},
		{View{Rooms: names("x"), Speakers: names("x"), Sessions: names("x", "tides@elsewhere.example.org")},
			"Harbour day: x, x, tides@elsewhere.example.org and x", "",
			"unknown-room unknown-speaker unknown-session unknown-session empty-view"},
	} {
		t.Run(test.view.Query(), func(t *testing.T) {
			c, findings, err := Calendar(Options{View: test.view}, harbour(t))
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, e := range c.Events() {
				ids = append(ids, strings.TrimSuffix(e.Id(), "@harbour-2026.example.org"))
			}
			if got := strings.Join(ids, " "); got != test.want {
				t.Errorf("sessions %q, want %q", got, test.want)
			}
			if got := calendarName(c); got != test.name {
				t.Errorf("named %q, want %q", got, test.name)
			}
			var rules []string
			for _, f := range findings {
				rules = append(rules, f.Rule)
				if f.Severity != agenda.Warning || f.Hint == "" {
					t.Errorf("%v: %v, hint %q", f, f.Severity, f.Hint)
				}
			}
			if got := strings.Join(rules, " "); got != test.rules {
				t.Errorf("findings %q, want %q", got, test.rules)
			}
		})
	}
}

func calendarName(c *ics.Calendar) string {
	for _, p := range c.CalendarProperties {
		if p.IANAToken == "NAME" {
			return p.Value
		}
	}
	return ""
}

// What a view holds is, octet for octet, what the whole feed says of it.
func TestViewIsPartOfTheWhole(t *testing.T) {
	whole, _ := write(t, Options{}, harbour(t))
	part, _ := write(t, Options{View: View{Tracks: []string{"sea"}}}, harbour(t))
	for _, entry := range strings.SplitAfter(part, "BEGIN:VEVENT")[1:] {
		entry, _, _ = strings.Cut(entry, "END:VEVENT")
		if !strings.Contains(whole, entry) {
			t.Errorf("the whole feed has not %s", entry)
		}
	}
}

// A starred set spans events: a bare id means the session of that id in each of them, a UID means one.
func TestViewOfSeveralEvents(t *testing.T) {
	first, second := harbour(t), harbour(t)
	second.ID, second.Name = "harbour-2027.example.org", "Harbour day"
	for _, test := range []struct {
		id   string
		want int
	}{{"knots", 2}, {"knots@harbour-2027.example.org", 1}} {
		c, findings, err := Calendar(Options{View: View{Sessions: []string{test.id}}}, first, second)
		if err != nil || len(findings) > 0 || len(c.Events()) != test.want {
			t.Errorf("%s: %d sessions, %v, %v", test.id, len(c.Events()), findings, err)
		}
	}
}

func TestViewHints(t *testing.T) {
	e := harbour(t)
	for i := range 20 {
		e.Rooms = append(e.Rooms, agenda.Room{Name: fmt.Sprintf("Cabin number %d", i)})
	}
	for _, test := range []struct {
		view View
		want string
	}{
		{View{Tracks: []string{"Ropes and Operations"}}, `did you mean "Ropes & Operations"?`},
		{View{Sessions: []string{"charts-old"}}, `did you mean "charts,old"?`},
		{View{Tracks: []string{"Keynotes of the morning"}}, "known tracks: Ropes & Operations and At sea"},
		{View{Rooms: []string{strings.Repeat("z", 99)}}, "known rooms: Main hall, Foyer, Cabin number 0, " +
			"Cabin number 1, Cabin number 2, Cabin number 3, Cabin number 4, Cabin number 5, " +
			"Cabin number 6, Cabin number 7, Cabin number 8, Cabin number 9 and 11 more"},
	} {
		_, findings, err := Calendar(Options{View: test.view}, e)
		if err != nil || len(findings) == 0 || findings[0].Hint != test.want {
			t.Errorf("%s: %v, %+v; want the hint %q", test.view.Query(), err, findings, test.want)
		}
	}
	e.Tracks = nil
	for i := range e.Sessions {
		e.Sessions[i].Track = ""
	}
	_, findings, _ := Calendar(Options{View: View{Tracks: []string{"sea"}}}, e)
	if len(findings) == 0 || findings[0].Hint != "no session has a track" {
		t.Errorf("%+v", findings)
	}
}

func TestViewOf(t *testing.T) {
	long := strings.Repeat("é", 200)
	var many []string
	for i := range viewNames + 1 {
		many = append(many, fmt.Sprintf("s%03d", i))
	}
	for _, test := range []struct {
		query string
		want  View
		again string // what Query makes of it, where that is not the query itself
	}{
		{"", View{}, ""},
		{"track=&session=,%20,&other=x", View{}, "-"},
		{"track=Ops&track=+at++sea&track=OPS", View{Tracks: []string{"at sea", "ops"}},
			"track=at+sea&track=ops"},
		{"room=a,b", View{Rooms: []string{"a,b"}}, ""},
		{"speaker=J%C3%B6rg", View{Speakers: []string{"jörg"}}, "speaker=j%C3%B6rg"},
		{"session=a,b@e.example.org", View{Sessions: []string{"a", "b@e.example.org"}}, ""},
		{`session=b,a&session=c\,d,e\\,f\`, View{Sessions: []string{"a", "b", "c,d", `e\`, `f\`}},
			"session=a,b,c%5C,d,e%5C%5C,f%5C%5C"},
		{"track=" + long, View{Tracks: []string{long[:254]}}, "-"},
		{"session=" + strings.Join(many, ","), View{Sessions: many[:viewNames]}, "-"},
	} {
		q, err := url.ParseQuery(test.query)
		if err != nil {
			t.Fatal(err)
		}
		v := ViewOf(q)
		if !reflect.DeepEqual(v, test.want) {
			t.Errorf("%.60s: %q, want %q", test.query, v, test.want)
		}
		want := test.again
		if want == "" {
			want = test.query
		}
		if got := v.Query(); want != "-" && got != want {
			t.Errorf("%s: again %s, want %s", test.query, got, want)
		}
	}
}

// FuzzViewOf: what strangers ask for is bounded, and a view's query gives the view again.
func FuzzViewOf(f *testing.F) {
	f.Add("track=Ops&room=a,b&speaker=%C5%BF&session=a,b%5C,c")
	f.Add("session=%ff%2c%00,%E2%80%A8&track=%C4%B0%20%20" + strings.Repeat("x", 300))
	f.Fuzz(func(t *testing.T, query string) {
		q, _ := url.ParseQuery(query)
		v := ViewOf(q)
		for _, list := range v.lists() {
			if len(*list) > viewNames || slices.ContainsFunc(*list, func(n string) bool {
				return n == "" || len(n) > viewName
			}) {
				t.Errorf("%q", *list)
			}
		}
		q, err := url.ParseQuery(v.Query())
		if err != nil {
			t.Fatal(err)
		}
		if again := ViewOf(q); !reflect.DeepEqual(again, v) {
			t.Errorf("%q, again %q", v, again)
		}
		c, _, err := Calendar(Options{View: v}, harbour(t))
		if err != nil || !v.everything() && calendarName(c) == "Harbour day" {
			t.Errorf("%q: %v, %q", v, err, calendarName(c))
		}
	})
}
