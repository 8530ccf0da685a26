package listing_test

import (
	"fmt"
	"time"
	_ "time/tzdata"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

func Example() {
	at := func(day, hour, minute int) time.Time {
		return time.Date(2014, time.June, day, hour, minute, 0, 0, time.FixedZone("PDT", -7*60*60))
	}
	e := &agenda.Event{
		Name: "Apache Kafka meetup",
		Zone: "America/Los_Angeles",
		Sessions: []agenda.Session{
			{Title: "Secure Kafka", Start: at(3, 19, 30), End: at(3, 20, 0), Rooms: []string{"Hall", "Foyer"},
				Speakers: []string{"Rajasekar Elango", "Todd Palino"}},
			{Title: "Q&A with the committers", Start: at(3, 20, 10), End: at(3, 21, 0), Kind: agenda.Panel,
				Status: agenda.Tentative, Language: "es"},
			{Title: "Hackathon", Start: at(3, 21, 0), End: at(5, 12, 0)},
		},
	}
	l := listing.Of(e)
	fmt.Println(l.When)
	for _, day := range l.Days {
		fmt.Println(day.Name, day.Hours)
		for _, s := range day.Slots {
			if s.Session == nil {
				fmt.Println(s.Clock, s.Gap)
				continue
			}
			facts := []string{s.Byline, s.Rooms, s.Kind, s.Status, s.Language, s.Until}
			fmt.Println(s.Clock, s.Session.Title, facts)
		}
	}
	// Output:
	// Tuesday 3 to Thursday 5 June 2014, Pacific time
	// Tuesday 3 June 2014 19:30 to 21:00
	// 19:30–20:00 Secure Kafka [Rajasekar Elango and Todd Palino Hall and Foyer    ]
	// 20:00–20:10 10 minutes free
	// 20:10–21:00 Q&A with the committers [  Panel To be confirmed in Spanish ]
	// 21:00 Hackathon [     until Thursday 5 June, 12:00]
}
