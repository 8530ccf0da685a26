package eventfile_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/agenda/listing"
)

const minimal = `name: Apache Kafka meetup
zone: America/Los_Angeles
venue: Unite conference room, 2025 Stierlin Court, Mountain View
capacity: 48
days:
  2014-06-03:
    - 18:30-19:00 Registration and networking
    - at: 19:00-19:30
      title: Operating Kafka at scale in production
      by: Todd Palino and Clark Haskins (LinkedIn)
      abstract: What it takes to run a commit log for a whole company.
    - at: 19:30-20:00
      title: Secure Kafka
      by: Rajasekar Elango (Salesforce)
    - 20:00-20:20 Apache Samza: Large scale stream processing on Kafka
      by: Chris Riccomini (LinkedIn)
    - 20:30-21:00 Q&A
`

func ExampleRead() {
	e, findings, err := eventfile.Read(strings.NewReader(minimal), eventfile.Options{Name: "event.yaml"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range findings {
		fmt.Printf("%s: %s\n  %s\n", f.Severity, f, f.Hint)
	}
	fmt.Println(e.Name)
	fmt.Println(listing.English.When(e))
	fmt.Println(e.Venue.Address)
	names := e.Directory()
	for _, s := range e.Sessions {
		fmt.Println(s.Start.Format("15:04"), s.Title)
		if len(s.Speakers) > 0 {
			fmt.Println("     ", listing.English.Byline(names, &s))
		}
	}
	// Output:
	// note: event.yaml: the event and its sessions have no id of their own
	//   write them down before you publish, or a new title makes a new session of it
	// Apache Kafka meetup
	// Tuesday 3 June 2014, 18:30 to 21:00, Pacific time
	// 2025 Stierlin Court, Mountain View
	// 18:30 Registration and networking
	// 19:00 Operating Kafka at scale in production
	//       Todd Palino and Clark Haskins (LinkedIn)
	// 19:30 Secure Kafka
	//       Rajasekar Elango (Salesforce)
	// 20:00 Apache Samza: Large scale stream processing on Kafka
	//       Chris Riccomini (LinkedIn)
	// 20:30 Q&A
}

func ExampleWrite() {
	e := &agenda.Event{
		Name: "Apache Kafka meetup", Zone: "America/Los_Angeles",
		Sessions: []agenda.Session{
			{Title: "Registration", Start: clock("18:30"), End: clock("19:00")},
			{Title: "Apache Samza: Large scale", Start: clock("20:00"), End: clock("20:20")},
			{Title: "Secure Kafka", Start: clock("19:30"), Speakers: []string{"Rajasekar Elango"}},
		},
	}
	if _, err := eventfile.Write(os.Stdout, e, eventfile.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// name: Apache Kafka meetup
	// zone: America/Los_Angeles
	// days:
	//   2014-06-03:
	//     - at: 18:30-19:00
	//       title: Registration
	//       kind: talk
	//     - "20:00-20:20 Apache Samza: Large scale"
	//     - at: "19:30"
	//       title: Secure Kafka
	//       by: Rajasekar Elango
}

func ExampleWriteIDs() {
	src := []byte(minimal)
	out, _, err := eventfile.WriteIDs(src, clock("12:00"), eventfile.Options{Name: "event.yaml"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(out))
	// Output:
	// name: Apache Kafka meetup
	// id: apache-kafka-meetup.2014-06-03
	// revised: 2014-06-03T19:00:00Z
	// zone: America/Los_Angeles
	// venue: Unite conference room, 2025 Stierlin Court, Mountain View
	// capacity: 48
	// days:
	//   2014-06-03:
	//     - at: 18:30-19:00
	//       title: Registration and networking
	//       id: registration-and-networking
	//     - at: 19:00-19:30
	//       title: Operating Kafka at scale in production
	//       id: operating-kafka-at-scale-in-production
	//       by: Todd Palino and Clark Haskins (LinkedIn)
	//       abstract: What it takes to run a commit log for a whole company.
	//     - at: 19:30-20:00
	//       title: Secure Kafka
	//       id: secure-kafka
	//       by: Rajasekar Elango (Salesforce)
	//     - at: 20:00-20:20
	//       title: "Apache Samza: Large scale stream processing on Kafka"
	//       id: apache-samza-large-scale-stream-processing-on
	//       by: Chris Riccomini (LinkedIn)
	//     - at: 20:30-21:00
	//       title: Q&A
	//       id: q-a
}
