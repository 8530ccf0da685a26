// Badges-from-slice prints badges for people who are in no file.
package main

import (
	"context"
	"crypto/rand"
	"log"
	"os"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

func main() {
	event := &agenda.Event{ID: "go-2026.example.org", Name: "Go meetup", Zone: "Europe/Berlin"}
	people := []roster.Attendee{
		{GivenName: "Ada", FamilyName: "Okafor", Organization: "Northwind Data", Type: "Speaker"},
		{GivenName: "Björn", FamilyName: "Lindqvist", Email: "bjorn@example.org"},
	}
	key, err := ticket.GenerateKey(rand.Reader) // keep it: the door needs its public half
	if err != nil {
		log.Fatal(err)
	}
	if err := badge.Sign(key, event, people); err != nil {
		log.Fatal(err)
	}
	findings, err := badge.WriteBadges(context.Background(), os.Stdout, event, people, badge.Design{})
	for _, f := range findings {
		log.Print(f)
	}
	if err != nil {
		log.Fatal(err)
	}
}
