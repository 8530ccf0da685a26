package recur_test

import (
	"fmt"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/recur"
)

// A run at seven, three Tuesdays long, of which one is a holiday.
func ExampleExpand() {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		fmt.Println(err)
		return
	}
	e := &agenda.Event{Name: "Running group", Zone: "Europe/Berlin", Sessions: []agenda.Session{{
		ID: "river", Title: "Along the river", Repeat: "FREQ=WEEKLY;COUNT=3",
		Start:  time.Date(2014, 10, 21, 7, 0, 0, 0, berlin),
		End:    time.Date(2014, 10, 21, 8, 0, 0, 0, berlin),
		Except: []time.Time{time.Date(2014, 10, 28, 7, 0, 0, 0, berlin)},
	}}}
	shown, findings := recur.Expand(e)
	for _, f := range findings {
		fmt.Println(f)
	}
	for _, s := range shown.Sessions {
		fmt.Println(s.ID, s.Start)
	}
	// Output:
	// river-2014-10-21 2014-10-21 07:00:00 +0200 CEST
	// river-2014-11-04 2014-11-04 07:00:00 +0100 CET
}
