// Package roster reads attendee lists as ticket shops and forms export them, and gives each attendee the
// number of his ticket.
//
//	list, findings, err := roster.Read(file, roster.Options{Name: "attendees.csv"})
//	if err != nil {
//		return err // an agenda.InputError: nothing usable came out
//	}
//	for _, f := range findings {
//		log.Print(f) // rows left out or doubtful, with their lines
//	}
//	roster.Identify(list)
//
// A list is CSV with a header. [Read] knows the headers of Eventbrite, Luma, Tito, Meetup, pretix, Microsoft
// and Google Forms, and what people call such columns themselves, in English, German, French, Spanish,
// Italian and Dutch. A program with attendees of its own fills []Attendee and leaves out what it does not
// have.
//
// [Identify] is final: within an event a person keeps the number, and so the ticket, from one reading of the
// list to the next and from one release to the next.
package roster

import (
	"slices"
	"strings"
)

// An Attendee is a person on the list.
type Attendee struct {
	ID     string  // the list's own id column: unique and lasting
	Number [8]byte // of the ticket; see [Identify]

	Name                  string // in full, as it is to be read: "Ada Lovelace"
	GivenName, FamilyName string // "Ada", "Lovelace"; either may be empty

	Email        string
	Organization string
	Title        string // what the person does: "Engineer"
	Type         string // of the ticket: "Speaker"

	Code  string // what the ticket's QR code says: the list's own, or the signed one once there is one
	Issue uint8  // 0 first, 1 more each time the ticket is issued anew

	List string // what the list is called (Options.Name), for Findings
	Row  int    // line of the list on which the row begins, the first is 1; 0 where there is no list
}

// FullName is the Name, or made of the given and family name where that is empty.
func (a Attendee) FullName() string {
	if a.Name != "" {
		return a.Name
	}
	return strings.TrimSpace(a.GivenName + " " + a.FamilyName)
}

// FamilyFirst reports whether the name is one of those that China, Japan and Korea write with the family name
// first and no space between: both parts are Han characters, kana or hangul. A name in katakana alone is one
// from elsewhere, and keeps its order.
func (a Attendee) FamilyFirst() bool { return familyFirst(a.FamilyName, a.GivenName) }

// SortName is the name as a list sorts it, "Lovelace, Ada", or the full name where there is no family name.
func (a Attendee) SortName() string {
	switch {
	case a.FamilyName == "":
		return a.FullName()
	case a.GivenName == "":
		return a.FamilyName
	}
	return a.FamilyName + ", " + a.GivenName
}

// Types gives the ticket types of a list, each once, sorted.
func Types(list []Attendee) []string {
	var types []string
	for _, a := range list {
		if a.Type != "" {
			types = append(types, a.Type)
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}
