package announcement_test

import (
	"fmt"
	"strings"

	"github.com/daysheet/daysheet/agenda/announcement"
	"github.com/daysheet/daysheet/agenda/listing"
)

func Example() {
	const text = `Map makers' evening

Friday, 3 May 2024, at the Harbour hall, 3 Pier Road, Exampleton

7 - 7.45 pm: Drawing rivers by Ada Quill (Map Friends)
How water finds its way.
7.45 - 8.30 pm: Drinks

Follow us on example.org
`
	e, findings, err := announcement.Read(strings.NewReader(text), announcement.Options{
		Name: "maps.txt", Zone: "Europe/London",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Name)
	fmt.Println(listing.English.When(e))
	fmt.Println(e.Venue)
	for _, s := range e.Sessions {
		fmt.Println(s.Start.Format("15:04"), s.Title, s.Speakers)
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// Map makers' evening
	// Friday 3 May 2024, 19:00 to 20:30, UK time
	// Harbour hall, 3 Pier Road, Exampleton
	// 19:00 Drawing rivers [Ada Quill]
	// 19:45 Drinks []
	// maps.txt:9: this line was not used: "Follow us on example.org"
}
