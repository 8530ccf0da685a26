package page_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// at gives a moment of a test event; the zones are those of the machine's or Go's own database.
func at(zone string, day, hour, minute int) time.Time {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return time.Date(2014, time.June, day, hour, minute, 0, 0, loc)
}

// events are the ones with goldens in testdata, and seeds of the fuzzing.
var events = map[string]func() *agenda.Event{
	"kafka":      kafka,
	"conference": conference,
	"one":        one,
	"camp":       camp,
	"empty":      func() *agenda.Event { return &agenda.Event{} },
	"hostile":    hostile,
}

// slot gives s a start and, where minutes are not 0, an end.
func slot(start time.Time, minutes int, s agenda.Session) agenda.Session {
	s.Start = start
	if minutes != 0 {
		s.End = start.Add(time.Duration(minutes) * time.Minute)
	}
	return s
}

func kafka() *agenda.Event {
	on := func(hour, minute int) time.Time { return at("America/Los_Angeles", 3, hour, minute) }
	return &agenda.Event{
		ID:        "kafka-2014.example.org",
		Name:      "Apache Kafka meetup",
		Summary:   "An evening on Apache Kafka during Hadoop Summit",
		Language:  "en",
		Zone:      "America/Los_Angeles",
		Venue:     agenda.Venue{Name: "Unite conference room", Address: "2025 Stierlin Court, Mountain View"},
		Organizer: agenda.Organizer{Name: "LinkedIn"},
		Capacity:  48,
		Speakers: []agenda.Speaker{
			{Name: "Todd Palino", Organization: "LinkedIn"},
			{Name: "Clark Haskins", Organization: "LinkedIn"},
			{Name: "Rajasekar Elango", Organization: "Salesforce"},
			{Name: "Chris Riccomini", Organization: "LinkedIn"},
		},
		Sessions: []agenda.Session{
			slot(on(18, 30), 30, agenda.Session{
				Title: "Registration and networking", Kind: agenda.Registration,
			}),
			slot(on(19, 0), 30, agenda.Session{
				Title:    "Operating Kafka at scale in production",
				Speakers: []string{"Todd Palino", "Clark Haskins"},
				Abstract: "Kafka from the point of view of those who run it: how it is used, which tools " +
					"help to look after many clusters, what is hard about a service with many tenants, and " +
					"how not to be woken at three in the morning.",
			}),
			slot(on(19, 30), 30, agenda.Session{
				Title:    "Secure Kafka",
				Speakers: []string{"Rajasekar Elango"},
				Abstract: "A cluster in production collects metrics from applications and machines and " +
					"hands them to graphing tools. How that works, and how traffic between data centers is " +
					"secured by mutual TLS between brokers, producers and consumers.",
			}),
			slot(on(20, 0), 20, agenda.Session{
				Title:    "Apache Samza: Large scale stream processing on Kafka",
				Speakers: []string{"Chris Riccomini"},
				Abstract: "Stream processing is part of every system that answers at once, and still hard " +
					"to write when the data needs many machines.\n\nSamza takes over the hard parts of " +
					"running the code, so that one can write the application. An introduction, and one use " +
					"of it: bringing together the operational data of web services in several data centers.",
			}),
			slot(on(20, 30), 30, agenda.Session{
				Title: "Q&A session with the committers of Kafka", Kind: agenda.Panel,
			}),
		},
	}
}

// conference has two days and three rooms: parallel sessions of unequal length, a room taken twice, a party
// past midnight, and people and titles of many lengths and languages.
func conference() *agenda.Event {
	on := func(day, hour, minute int) time.Time { return at("Europe/Berlin", day, hour, minute) }
	return &agenda.Event{
		ID:      "waterside.example.org",
		Name:    "Waterside Systems Conference",
		Summary: "Two days about programs that have to keep running",
		Description: "For people who build and run what others rely on. Talks are in English, but for " +
			"one.\n\nCoffee, lunch and the party are included.",
		URL:      "https://waterside.example.org/",
		Language: "en",
		Zone:     "Europe/Berlin",
		Venue: agenda.Venue{
			Name: "Hafenhalle", Address: "Am Kai 4, 20457 Hamburg", Latitude: 53.5413, Longitude: 9.9849,
			URL: "https://hafenhalle.example.org/",
		},
		Organizer: agenda.Organizer{Name: "Waterside e.V.", Email: "hello@waterside.example.org"},
		Capacity:  320,
		Days: []agenda.Day{
			{Date: agenda.Date{Year: 2014, Month: time.June, Day: 5}, Title: "Talks", Ends: 3},
			{Date: agenda.Date{Year: 2014, Month: time.June, Day: 6}, Title: "Workshops and open space"},
		},
		Rooms: []agenda.Room{{ID: "hall", Name: "Great hall"}, {ID: "dock", Name: "Dock"}, {Name: "Loft"}},
		Tracks: []agenda.Track{
			{ID: "ops", Name: "Operations", Color: "#0b6e4f"}, {ID: "data", Name: "Data", Color: "#b4540a"},
			{ID: "people", Name: "People", Color: "#5b3fa0"},
		},
		Speakers: []agenda.Speaker{
			{
				ID: "ida", Name: "Ida Nørgaard", Organization: "Fjordbank",
				Biography: "Ida has kept payments running for ten years.",
				Links:     []agenda.Link{{Title: "ida.example.org", URL: "https://ida.example.org/"}},
			},
			{ID: "layla", Name: "ليلى حداد", Organization: "جامعة بيروت"},
			{
				ID: "long", Name: "Wolfeschlegelsteinhausenbergerdorff von Hohenzollern-Sigmaringen",
				Organization: "Gesellschaft für verteilte Datenverarbeitung und Netzbetrieb mbH",
			},
			{ID: "yuki", Name: "佐藤 由紀", Organization: "港湾システム"},
		},
		Sessions: []agenda.Session{
			slot(on(5, 8, 30), 60, agenda.Session{Title: "Doors and coffee", Kind: agenda.Registration}),
			slot(on(5, 9, 30), 45, agenda.Session{
				Title: "What the night shift knows", Kind: agenda.Keynote, Rooms: []string{"hall"},
				Speakers: []string{"ida"}, Track: "ops",
				Abstract: "An outage is a question that a system asks about us. Twelve nights, and what " +
					"each of them asked.",
			}),
			slot(on(5, 10, 30), 45, agenda.Session{
				Title: "Backpressure, honestly", Rooms: []string{"hall"}, Track: "ops",
				Speakers: []string{"Omar Reyes"},
				Links:    []agenda.Link{{Title: "Slides", URL: "https://waterside.example.org/slides.pdf"}},
				Abstract: "Every queue is a promise. We look at five systems that promised too much, and " +
					"at the small change that let each of them say no in time.",
			}),
			slot(on(5, 10, 30), 45, agenda.Session{
				Title: "قواعد البيانات الموزعة في الواقع العملي", Rooms: []string{"dock"}, Track: "data",
				Speakers: []string{"layla"}, Language: "ar",
				Abstract: "كيف نختار بين الاتساق والتوافر عندما لا يكون لدينا وقت للاختيار؟ " +
					"أمثلة من أنظمة تعمل كل يوم.",
			}),
			slot(on(5, 10, 30), 90, agenda.Session{
				Title: "Reading other people's incident reports", Kind: agenda.Workshop,
				Rooms: []string{"Loft"}, Track: "people", Speakers: []string{"Ana Sol", "Ben Adeyemi"},
			}),
			slot(on(5, 11, 20), 40, agenda.Session{
				Title: "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel: names that no column " +
					"holds",
				Rooms: []string{"hall"}, Track: "people", Speakers: []string{"long"},
			}),
			slot(on(5, 11, 20), 25, agenda.Session{
				Title: "ログを読む：大規模ストリーム処理の現場から", Rooms: []string{"dock"}, Track: "data",
				Speakers: []string{"yuki"}, Status: agenda.Tentative,
			}),
			slot(on(5, 12, 0), 90, agenda.Session{Title: "Lunch", Kind: agenda.Break}),
			slot(on(5, 14, 0), 45, agenda.Session{
				Title: "Clocks that lie", Rooms: []string{"hall"}, Track: "ops",
				Speakers: []string{"Mei Lin", "Tom Hale"}, Status: agenda.Cancelled,
			}),
			slot(on(5, 14, 0), 45, agenda.Session{
				Title: "Ada", Rooms: []string{"hall"}, Speakers: []string{"Jo"},
			}),
			slot(on(5, 14, 0), 45, agenda.Session{
				Title: "Schema changes on a Friday", Rooms: []string{"dock"}, Track: "data",
				Speakers: []string{"Ivo Kranjec"}, Language: "de",
			}),
			slot(on(5, 20, 0), 300, agenda.Session{Title: "Party on the quay", Kind: agenda.Social}),
			slot(on(6, 1, 30), 0, agenda.Session{Title: "Last boat", Kind: agenda.Social}),
			slot(on(6, 10, 0), 120, agenda.Session{Title: "Open space", Kind: agenda.Other}),
			{Title: "Lightning talks", Rooms: []string{"hall"}},
		},
	}
}

// camp has sessions of whole days and of several, some beside others, and what can be joined from afar.
func camp() *agenda.Event {
	on := func(day, hour, minute int) time.Time { return at("Europe/Berlin", day, hour, minute) }
	days := func(first, last int, s agenda.Session) agenda.Session {
		s.AllDay, s.Start, s.End = true, on(first, 0, 0), on(last+1, 0, 0)
		return s
	}
	return &agenda.Event{
		ID: "camp.example.org", Name: "Lakeside Camp", Language: "en", Zone: "Europe/Berlin",
		Online: "https://meet.example.org/camp",
		Rooms:  []agenda.Room{{Name: "Boathouse"}, {Name: "Barn"}},
		Sessions: []agenda.Session{
			days(3, 5, agenda.Session{Title: "Exhibition of small machines", Rooms: []string{"Barn"},
				Speakers: []string{"Noor Haddad"}}),
			days(3, 3, agenda.Session{Title: "Quiet room", Kind: agenda.Other, Rooms: []string{"Boathouse"}}),
			slot(on(3, 9, 0), 45, agenda.Session{Title: "Small machines", Rooms: []string{"Barn"},
				Speakers: []string{"Mira Okafor"}, Online: "https://meet.example.org/barn",
				Links: []agenda.Link{{Title: "Slides", URL: "https://camp.example.org/slides.pdf"}}}),
			slot(on(3, 9, 0), 45, agenda.Session{Title: "Knots", Rooms: []string{"Boathouse"}}),
			slot(on(3, 18, 0), 42*60, agenda.Session{Title: "Sailing to the island", Kind: agenda.Workshop}),
			slot(on(3, 22, 0), 10*60, agenda.Session{Title: "Watching the stars", Status: agenda.Tentative}),
			slot(on(3, 20, 0), 6*60, agenda.Session{Title: "Songs at the fire", Kind: agenda.Social}),
			days(4, 4, agenda.Session{Title: "Open boats", Online: "javascript:alert(1)"}),
			slot(on(5, 14, 0), 30, agenda.Session{Title: "Farewell", Repeat: "FREQ=DAILY;COUNT=2"}),
		},
	}
}

func one() *agenda.Event {
	return &agenda.Event{Name: "Tea", Zone: "Asia/Tokyo",
		Sessions: []agenda.Session{{Title: "Tea ceremony", Start: at("Asia/Tokyo", 3, 15, 0)}}}
}

// hostile says in every field what must not reach a browser or a terminal.
func hostile() *agenda.Event {
	script := "</style></title></script><script>alert(1)</script>\x1b[31m\x00\u202e\xff\"' " +
		"onload=alert(1) {{.}}"
	return &agenda.Event{
		ID: script, Name: script, Summary: script, Description: script, URL: "javascript:alert(1)",
		Language: script, Zone: "UTC", Capacity: 1,
		Venue: agenda.Venue{Name: script, Address: script, Latitude: 900, URL: "data:text/html," + script},
		Organizer: agenda.Organizer{Name: script, Email: "a@b?subject=" + script,
			URL: " java\tscript:alert(1)"},
		Days:   []agenda.Day{{Date: agenda.Date{Year: 2014, Month: time.June, Day: 3}, Title: script}},
		Rooms:  []agenda.Room{{ID: script, Name: script}},
		Tracks: []agenda.Track{{ID: "t", Name: script, Color: "red;background:url(//evil.example)"}},
		Speakers: []agenda.Speaker{{Name: script, Organization: script, Biography: script,
			Links: []agenda.Link{
				{Title: script, URL: "vbscript:x"}, {URL: "//evil.example"}, {URL: "mailto:\u202ea@b"}}}},
		Sessions: []agenda.Session{
			{ID: script, Title: script, Abstract: script, Kind: agenda.Kind(script),
				Status: agenda.Status(script),
				Start:  at("UTC", 3, 9, 0), End: at("UTC", 3, 10, 0), Rooms: []string{script}, Track: "t",
				Speakers: []string{script}, Language: "x\" onload=",
				Links: []agenda.Link{{URL: "JavaScript:alert(1)"}}},
			{ID: script, Title: strings.Repeat("w", 10_000), Start: at("UTC", 3, 9, 0),
				Rooms: []string{"other"}},
			{ID: "day-2014-06-03", Start: at("UTC", 3, 8, 0), End: at("UTC", 3, 7, 0)},
		},
	}
}

// large has n sessions, 200 a day, one after the other in as many rooms as asked.
func large(n, rooms int) *agenda.Event {
	e := &agenda.Event{Name: "A thousand and one talks", Zone: "Europe/Berlin"}
	for i := range n {
		start := at("Europe/Berlin", 1+i/200, 8, 0).Add(time.Duration(i%200/rooms) * 15 * time.Minute)
		e.Sessions = append(e.Sessions, agenda.Session{
			Title:    fmt.Sprintf("Talk %d: a title of usual length", i+1),
			Rooms:    []string{fmt.Sprintf("Room %d", i%rooms+1)},
			Speakers: []string{"Kim Doe"}, Start: start, End: start.Add(15 * time.Minute),
		})
	}
	return e
}
