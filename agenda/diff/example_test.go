package diff_test

import (
	"fmt"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
)

func ExampleEvents() {
	at := func(hour, minute int) time.Time {
		return time.Date(2014, time.June, 3, hour, minute, 0, 0, time.UTC)
	}
	old := &agenda.Event{Sessions: []agenda.Session{
		{ID: "secure-kafka", Title: "Secure Kafka", Start: at(19, 30), Speakers: []string{"R. Elango"}},
		{ID: "samza", Title: "Apache Samza", Start: at(20, 0), Speakers: []string{"C. Riccomini"}},
	}}
	new := &agenda.Event{Sessions: []agenda.Session{
		{ID: "secure", Title: "Secure Kafka", Start: at(20, 0), Speakers: []string{"R. Elango"}},
		{ID: "committers", Title: "Q&A with the committers", Start: at(20, 30), Kind: agenda.Panel},
	}}
	changes, findings := diff.Events(old, new)
	for _, c := range changes {
		fmt.Println(c.Session().Title, c.Kinds)
	}
	for _, f := range findings {
		fmt.Println(f.Severity, f)
	}
	// Output:
	// Apache Samza [cancelled]
	// Secure Kafka [time id]
	// Q&A with the committers [added]
	// note secure: "Secure Kafka" has the id "secure"; it was "secure-kafka"
}
