package page_test

import (
	"fmt"
	"os"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/diff"
	"github.com/daysheet/daysheet/agenda/page"
)

func ExampleWrite() {
	evening := func(hour, minute int) time.Time {
		return time.Date(2014, time.June, 3, hour, minute, 0, 0, time.UTC)
	}
	event := &agenda.Event{
		Name:  "Compilers over tea",
		Venue: agenda.Venue{Name: "The Reading Room", Address: "3 Mill Lane, Leeds"},
		Sessions: []agenda.Session{
			{Title: "Doors", Kind: agenda.Registration, Start: evening(18, 30), End: evening(19, 0)},
			{Title: "Parsing without fear", Speakers: []string{"Ana Sol"}, Start: evening(19, 0),
				End: evening(19, 40)},
			{Title: "Questions", Start: evening(20, 0), End: evening(20, 30)},
		},
	}
	findings, err := page.Write(os.Stdout, event, page.Options{Format: page.Text})
	if err != nil {
		fmt.Println(err)
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// Compilers over tea
	// Tuesday 3 June 2014, 18:30 to 20:30, UTC
	// The Reading Room, 3 Mill Lane, Leeds
	//
	// 18:30–19:00  Doors
	//
	// 19:00–19:40  Parsing without fear
	//              Ana Sol
	//
	// 19:40–20:00  20 minutes free
	//
	// 20:00–20:30  Questions
}

func ExampleWriteChanges() {
	evening := func(hour, minute int) time.Time {
		return time.Date(2014, time.June, 3, hour, minute, 0, 0, time.UTC)
	}
	old := &agenda.Event{Name: "Compilers over tea", Sessions: []agenda.Session{
		{ID: "parsing", Title: "Parsing without fear", Speakers: []string{"Ana Sol"}, Start: evening(19, 0)},
	}}
	new := &agenda.Event{Name: "Compilers over tea", Sessions: []agenda.Session{
		{ID: "parsing", Title: "Parsing without fear", Speakers: []string{"Ana Sol"}, Start: evening(19, 30)},
		{ID: "questions", Title: "Questions", Start: evening(20, 0), End: evening(20, 30)},
	}}
	changes, _ := diff.Events(old, new)
	o := page.ChangesOptions{Format: page.Markdown}
	if _, err := page.WriteChanges(os.Stdout, old, new, changes, o); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ## Compilers over tea: changes to the agenda
	//
	// Tuesday 3 June 2014, 19:30 to 20:30, UTC
	//
	// ### Moved
	//
	// - **Parsing without fear**: starts at **19:30** instead of 19:00
	//
	// ### New
	//
	// - **Questions**: 20:00 to 20:30
}
