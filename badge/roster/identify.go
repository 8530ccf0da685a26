package roster

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// Identify fills Number where it is zero, with the first 8 octets of the SHA-256 of
//
//	"id:" and the ID, where there is one;
//	"email:", the folded Email, "#" and the occurrence, where there is none;
//	"name:", the folded FullName, "#" and the occurrence, where there is no e-mail address either.
//
// The occurrence is 1 for the first attendee of the list who has that e-mail address (name) and is told apart
// by it, 2 for the second, and so on. An ID or Email of white space alone is none. All is UTF-8. So:
//
//	ID "1000012345"                          id:1000012345            4192c328dfba6d9d
//	Email " Ada@Example.ORG"                 email:ada@example.org#1  757083f5e5baea24
//	a second one of that address             email:ada@example.org#2  f09a8c08f37b554f
//	the second by the name "Jürgen  Straße"  name:jürgen strasse#2    0514745cf3e9c00e
//	Name U+AB70 U+13F8 (small Cherokee)      name:U+13A0 U+13F0#1     606cac8a55050d54
//	Name "a", 31 times U+0300, U+0323        see below                d235eb2feb793692
//
// To fold is to turn each run of white space (Unicode's White_Space) to one space and take it off both ends,
// to normalize (NFC of UAX #15), to fold case (C and F of Unicode's CaseFolding.txt) and to normalize again;
// in Python, unicodedata.normalize("NFC", unicodedata.normalize("NFC", s).casefold()). The last two lines
// above show where libraries differ: some fold Cherokee not at all or to small letters, and some put U+034F
// in after 30 marks; the last name folds to U+1EA1, then 31 times U+0300.
//
// The row plays no part: adding, removing and reordering rows leaves every other number as it was. Those who
// share an e-mail address (or, with neither id nor address, a name) are counted in the order of the list;
// only an id tells them apart for good. An attendee whose id or, without one, address changes is another.
//
// Lists that are used together are identified together, appended to each other.
func Identify(list []Attendee) {
	occurrences := make(map[string]int)
	for i := range list {
		id := list[i].identifier()
		key := id.what + id.text
		if !list[i].hasID() {
			occurrences[key]++
			key = fmt.Sprintf("%s#%d", key, occurrences[key])
		}
		if list[i].Number == [8]byte{} {
			sum := sha256.Sum256([]byte(key))
			list[i].Number = [8]byte(sum[:])
		}
	}
}

// identifier gives the id, e-mail address or name that tells an attendee from others, without the occurrence.
func (a Attendee) identifier() duplicateKey {
	if a.hasID() {
		return duplicateKey{"id:", a.ID}
	}
	if email := fold(a.Email); email != "" {
		return duplicateKey{"email:", email}
	}
	return duplicateKey{"name:", fold(a.FullName())}
}

func (a Attendee) hasID() bool { return strings.TrimSpace(a.ID) != "" }
