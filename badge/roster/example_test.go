package roster_test

import (
	"fmt"
	"strings"

	"github.com/daysheet/daysheet/badge/roster"
)

func ExampleRead() {
	const list = `First name,Last name,Email,Company,Ticket type
Amina,Okafor,amina@example.org,Northwind,Speaker
"Jürgen",Straße,juergen@example.org,"Straße, Söhne & Co",Guest
,,tba@example.org,,Guest
`
	attendees, findings, err := roster.Read(strings.NewReader(list), roster.Options{Name: "attendees.csv"})
	if err != nil {
		fmt.Println(err)
		return
	}
	roster.Identify(attendees)
	for _, a := range attendees {
		fmt.Printf("%x %s (%s), %s\n", a.Number, a.SortName(), a.Organization, a.Type)
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// ef378fdfc3699175 Okafor, Amina (Northwind), Speaker
	// b6b1320c8a266219 Straße, Jürgen (Straße, Söhne & Co), Guest
	// attendees.csv:4: the row has no name and was left out
}
