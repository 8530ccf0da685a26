package roster

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Identify fills Number where it is zero, with the first 8 octets of the SHA-256 of
//
//	"id:" and the ID, where there is one;
//	"email:", the folded Email, "#" and the occurrence, where there is none;
//	"name:", the folded FullName, "#" and the occurrence, where there is no e-mail address either.
//
// The occurrence is 1 for the first attendee of the list who has that e-mail address (name) and is told apart
// by it, 2 for the second, and so on. To fold is to turn each run of white space to one space and take it off
// both ends, to normalize (NFC), to fold case (Unicode, full) and to normalize again. All is UTF-8. So:
//
//	ID "1000012345"                          id:1000012345            4192c328dfba6d9d
//	Email " Ada@Example.ORG"                 email:ada@example.org#1  757083f5e5baea24
//	a second one of that address             email:ada@example.org#2  f09a8c08f37b554f
//	the second by the name "Jürgen  Straße"  name:jürgen strasse#2    0514745cf3e9c00e
//
// The row plays no part: adding, removing and reordering rows leaves every other number as it was. Those who
// share an e-mail address (or, with neither id nor address, a name) are counted in the order of the list;
// only an id tells them apart for good. An attendee whose id or, without one, address changes is another.
//
// Lists that are used together are identified together, appended to each other.
func Identify(list []Attendee) {
	occurrences := make(map[string]int)
	for i := range list {
		key := list[i].identity()
		if list[i].ID == "" {
			occurrences[key]++
			key = fmt.Sprintf("%s#%d", key, occurrences[key])
		}
		if list[i].Number == [8]byte{} {
			sum := sha256.Sum256([]byte(key))
			list[i].Number = [8]byte(sum[:])
		}
	}
}

// identity is what tells an attendee from others, without the occurrence.
func (a Attendee) identity() string {
	switch {
	case a.ID != "":
		return "id:" + a.ID
	case a.Email != "":
		return "email:" + fold(a.Email)
	}
	return "name:" + fold(a.FullName())
}

var caseFold = cases.Fold()

// fold must never change, or every ticket does. Unicode promises as much for the characters it has: its
// stability policy keeps their normal forms and case foldings.
func fold(s string) string {
	s = norm.NFC.String(strings.Join(strings.Fields(s), " "))
	return norm.NFC.String(caseFold.String(s))
}
