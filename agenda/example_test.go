package agenda_test

import (
	"fmt"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

func ExampleCheck() {
	at := func(hour, minute int) time.Time {
		return time.Date(2014, time.June, 3, hour, minute, 0, 0, time.FixedZone("PDT", -7*60*60))
	}
	e := &agenda.Event{
		Name: "Apache Kafka meetup",
		Zone: "America/Los_Angeles",
		Sessions: []agenda.Session{
			{Title: "Secure Kafka", Start: at(19, 30), End: at(20, 0),
				Speakers: []string{"Rajasekar Elango"}},
			{Title: "Apache Samza", Start: at(20, 0), End: at(20, 20),
				Speakers: []string{"Chris Riccomini"}},
			{Title: "Q&A with the committers", Start: at(20, 40), End: at(21, 0), Kind: agenda.Panel},
		},
	}
	for _, f := range agenda.Check(e) {
		fmt.Println(f.Severity, f)
	}
	// Output:
	// note q-a-with-the-committers: nothing is on from 20:20 to 20:40, before "Q&A with the committers"
}

func ExampleDate_At() {
	la, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = agenda.Date{Year: 2014, Month: time.March, Day: 9}.At(2, 30, la)
	fmt.Println(err)
	t, err := agenda.Date{Year: 2014, Month: time.June, Day: 3}.At(18, 30, la)
	fmt.Println(t, err)
	// Output:
	// 02:30 on 2014-03-09 does not exist in America/Los_Angeles: the clocks skip it
	// 2014-06-03 18:30:00 -0700 PDT <nil>
}
