package badge_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

// kafka is the meetup of 2014 as its announcement tells it, the abstracts in our words.
func kafka() *agenda.Event {
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		panic(err)
	}
	at := func(hour, minute int) time.Time { return time.Date(2014, time.June, 3, hour, minute, 0, 0, zone) }
	return &agenda.Event{
		ID: "kafka-2014.example.org", Name: "Apache Kafka meetup", Language: "en",
		Zone:     "America/Los_Angeles",
		URL:      "https://kafka-2014.example.org",
		Venue:    agenda.Venue{Name: "Unite conference room", Address: "2025 Stierlin Court, Mountain View"},
		Revised:  time.Date(2014, time.May, 28, 9, 0, 0, 0, time.UTC),
		Capacity: 48,
		Speakers: []agenda.Speaker{
			{Name: "Todd Palino", Organization: "LinkedIn"},
			{Name: "Clark Haskins", Organization: "LinkedIn"},
			{Name: "Rajasekar Elango", Organization: "Salesforce"},
			{Name: "Chris Riccomini", Organization: "LinkedIn"},
		},
		Sessions: []agenda.Session{
			{Title: "Registration and networking", Kind: agenda.Registration,
				Start: at(18, 30), End: at(19, 0)},
			{Title: "Operating Kafka at scale in production", Start: at(19, 0), End: at(19, 30),
				Speakers: []string{"Todd Palino", "Clark Haskins"},
				Abstract: "Kafka from the side of operations: how it is used, and which tools make the " +
					"clusters easier to manage. Also what it takes to run a data service for many " +
					"tenants, and how not to be woken at three in the morning."},
			{Title: "Secure Kafka", Start: at(19, 30), End: at(20, 0),
				Speakers: []string{"Rajasekar Elango"},
				Abstract: "Monitoring in near real time with Kafka. A cluster collects the metrics of " +
					"applications and machines and hands them to tools that graph them. The talk shows " +
					"how the system is built, and how traffic between data centers was secured with " +
					"mutual TLS between brokers, producers and consumers."},
			{Title: "Apache Samza: Large scale stream processing on Kafka",
				Start: at(20, 0), End: at(20, 20), Speakers: []string{"Chris Riccomini"},
				Abstract: "Stream processing drives news feeds, search indexes, metrics and monitoring, " +
					"yet it is hard to write, the more so on many machines that fail one by one.\n\n" +
					"Samza is a framework for stream processing. As MapReduce does for batches, it takes " +
					"care of running the code on a cluster and leaves the application to you. One use of " +
					"it is shown in full."},
			{Title: "Q&A session with the committers of Kafka", Kind: agenda.Panel,
				Start: at(20, 30), End: at(21, 0)},
		},
	}
}

// conference is two days in three rooms with tracks, a cancelled and a tentative session.
func conference() *agenda.Event {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	e := &agenda.Event{
		ID: "streams-2026.example.org", Name: "Streams and Logs 2026", Zone: "Europe/Berlin",
		Venue:     agenda.Venue{Name: "Kulturhalle am Fluss", Address: "Uferstraße 14, 13357 Berlin"},
		Organizer: agenda.Organizer{Name: "Streams and Logs e. V.", Email: "hello@streams-2026.example.org"},
		Rooms:     []agenda.Room{{Name: "Großer Saal"}, {Name: "Studio"}, {Name: "Werkstatt", Capacity: 30}},
		Tracks: []agenda.Track{{Name: "Operations", Color: "#124e96"}, {Name: "Theory", Color: "#b3261e"},
			{Name: "Hands on", Color: "#1b6b3a"}},
		Days: []agenda.Day{{Date: agenda.Date{Year: 2026, Month: 9, Day: 17}, Title: "Talks"},
			{Date: agenda.Date{Year: 2026, Month: 9, Day: 18}, Title: "Talks and workshops"}},
	}
	titles := []string{"What a log remembers", "Backpressure for people", "Exactly once, more or less",
		"A queue is a promise about the future that somebody else has to keep", "Clocks lie",
		"Compaction by hand",
		"Reading old offsets", "The cost of a copy", "Small brokers", "Schemas that grow old well"}
	by := []string{"Ines Oliveira", "Jonas Brandt", "Ωmega Papadopoulou", "Мина Петрова", "Nguyễn Thị Hồng"}
	n := 0
	for day := 17; day <= 18; day++ {
		at := func(h, m int) time.Time { return time.Date(2026, time.September, day, h, m, 0, 0, zone) }
		add := func(s agenda.Session) { e.Sessions = append(e.Sessions, s) }
		add(agenda.Session{Title: "Doors and coffee", Kind: agenda.Registration,
			Start: at(8, 30), End: at(9, 30)})
		add(agenda.Session{Title: "Opening", Kind: agenda.Keynote, Start: at(9, 30), End: at(10, 15),
			Rooms: []string{"Großer Saal"}, Speakers: by[:2]})
		for _, h := range []int{11, 12, 14, 15} {
			for room := range 3 {
				s := agenda.Session{Title: titles[n%len(titles)], Start: at(h, 0), End: at(h, 45),
					Rooms: []string{e.Rooms[room].Name}, Track: e.Tracks[room].Name,
					Speakers: by[n%5 : n%5+1],
					Abstract: strings.Repeat("An abstract that does not fit beside the others. ", 4)}
				switch n {
				case 5:
					s.Status = agenda.Cancelled
				case 7:
					s.Status = agenda.Tentative
				}
				add(s)
				n++
			}
		}
		add(agenda.Session{Title: "Lunch", Kind: agenda.Break, Start: at(13, 0), End: at(14, 0)})
		add(agenda.Session{Title: "Closing", Kind: agenda.Keynote, Start: at(16, 30), End: at(17, 15),
			Rooms: []string{"Großer Saal"}, Speakers: by[2:4]})
	}
	return e
}

// people are names of many lengths and languages, all invented but for the four speakers.
func people() []roster.Attendee {
	rows := [][4]string{
		{"Todd", "Palino", "LinkedIn", "Speaker"},
		{"Clark", "Haskins", "LinkedIn", "Speaker"},
		{"Rajasekar", "Elango", "Salesforce", "Speaker"},
		{"Chris", "Riccomini", "LinkedIn", "Speaker"},
		{"Ada", "Osei", "", "Guest"},
		{"Wu", "Li", "Hafenkontor", "Guest"},
		{"Þórdís", "Guðmundsdóttir", "Veðurstofa Íslands", "Guest"},
		{"Nguyễn Thị", "Hồng Nhung", "Trường Đại học Bách khoa", "Guest"},
		{"Жанна", "Воскресенская", "Лаборатория потоков", "Guest"},
		{"Ελένη", "Παπαδημητρίου", "Πανεπιστήμιο Κρήτης", "Guest"},
		{"Maximiliana Theodora", "von und zu Hohenberg-Schwarzenstein",
			"Gesellschaft für angewandte Datenströme und Protokolle mbH", "Organizer"},
		{"花子", "佐藤", "株式会社例", "Guest"},
		{"Jean-Baptiste", "Lefebvre-Desnouettes", "Ateliers du Flux", "Volunteer"},
		{"Krisztián", "Székely", "Folyamat Kft.", "Volunteer"},
		{"Wolfeschlegelsteinhausenbergerdorff", "O", "X", "Guest"},
		{"Oyelaran", "Adébáyọ̀", "Ìbàdàn Data Club", "Guest"},
		{"Anna 🎉", "Nowak", "", ""},
		{"", "", "", "Guest"},
	}
	var list []roster.Attendee
	for i := range 48 {
		r := rows[i%len(rows)]
		a := roster.Attendee{GivenName: r[0], FamilyName: r[1], Organization: r[2], Type: r[3],
			Email: fmt.Sprintf("person%d@example.org", i), Row: i + 2}
		list = append(list, a)
	}
	return list
}

func key(t testing.TB) *ticket.Key {
	k, err := ticket.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{7}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func signed(t testing.TB, e *agenda.Event, list []roster.Attendee) []roster.Attendee {
	if err := badge.Sign(key(t), e, list); err != nil {
		t.Fatal(err)
	}
	return list
}
