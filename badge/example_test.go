package badge_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
	"github.com/daysheet/daysheet/badge/ticket"
)

func ExampleWriteBadges() {
	event := &agenda.Event{ID: "kafka-2014.example.org", Name: "Apache Kafka meetup"}
	list := []roster.Attendee{
		{GivenName: "Ada", FamilyName: "Osei", Type: "Guest", Code: "EB-1001"},
		{GivenName: "花子", FamilyName: "Sato", Type: "Guest", Code: "EB-1002"},
	}
	roster.Identify(list)
	l7418, err := stock.Find("Avery L7418")
	if err != nil {
		log.Fatal(err)
	}
	var pdf bytes.Buffer // or a file
	findings, err := badge.WriteBadges(context.Background(), &pdf, event, list, badge.Design{Stock: l7418})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range findings {
		fmt.Println(f.Message)
	}
	fmt.Printf("%s\n", pdf.Bytes()[:5])
	// Output:
	// the given name of "花子 Sato" cannot be drawn: no font has U+82B1 '花' and U+5B50 '子'
	// %PDF-
}

func ExampleSign() {
	key, err := ticket.GenerateKey(nil) // once an event: keep key.Text() in a private file
	if err != nil {
		log.Fatal(err)
	}
	event := &agenda.Event{ID: "kafka-2014.example.org", Name: "Apache Kafka meetup"}
	list := []roster.Attendee{
		{GivenName: "Ada", FamilyName: "Osei", Email: "ada@example.org", Type: "Guest"},
		{GivenName: "Wu", FamilyName: "Li", Email: "wu@example.org", Type: "Speaker", Code: "EB-1002"},
	}
	if err := badge.Sign(key, event, list); err != nil {
		log.Fatal(err)
	}
	public, err := key.Public(event.ID, "Guest", "Speaker") // what a door needs
	if err != nil {
		log.Fatal(err)
	}
	t, err := public.Verify(list[0].Code)
	fmt.Println(t.Number.Reference(), t.Type, err)
	fmt.Println(list[1].Code) // the list's own
	// Output:
	// OVYIH5PF Guest <nil>
	// EB-1002
}

func ExampleWriteProgramme() {
	start := time.Date(2026, time.September, 17, 18, 30, 0, 0, time.UTC)
	event := &agenda.Event{
		Name: "Streams and Logs",
		Sessions: []agenda.Session{
			{Title: "Doors", Kind: agenda.Registration, Start: start, End: start.Add(30 * time.Minute)},
			{Title: "What a log remembers", Speakers: []string{"Ines Oliveira"},
				Start: start.Add(30 * time.Minute), End: start.Add(time.Hour)},
		},
	}
	var pdf bytes.Buffer
	findings, err := badge.WriteProgramme(context.Background(), &pdf, event, badge.Design{Page: "A4"})
	fmt.Println(len(findings), err)
	// Output: 0 <nil>
}
