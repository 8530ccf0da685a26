package roster

import (
	"net/mail"
	"strings"

	"github.com/daysheet/daysheet/agenda"
)

// noAddress lists the words for an address that is not there; Microsoft Forms has "anonymous".
var noAddress = set(`anonymous none na nan null unknown keine`)

// maxMailbox is the most octets that are read as "Ada <ada@example.org>". An address alone has at most 254
// (RFC 5321 §4.5.3.1.3).
const maxMailbox = 1000

// email gives the address in a field. Of several it is the first, with a warning: one day someone will delete
// the others, and then the ticket must stay the same.
func (in *reader) email(name, s string, rec record) string {
	found := addresses(s)
	switch {
	case len(found) > 1:
		in.add("several-emails", agenda.Warning, rec, "leave one address in each row",
			"%s has several e-mail addresses; the first was used, and the ticket depends on it", name)
	case len(found) == 0 && letters(s) != "" && !noAddress[letters(s)]:
		in.add("not-email", agenda.Note, rec, "",
			"%s: the e-mail column holds no address; it was not used", name)
	}
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// isAddress reports whether s holds an e-mail address.
func isAddress(s string) bool { return len(addresses(s)) > 0 }

// addresses finds the e-mail addresses in what people and programs write, each once.
func addresses(s string) []string {
	if strings.ContainsRune(s, '<') && len(s) <= maxMailbox {
		if a, err := mail.ParseAddress(s); err == nil {
			return []string{a.Address}
		}
	}
	separators := ` ,;<>()[]|:"`
	if strings.Count(s, "@") > 1 {
		separators += "/" // which one address may hold
	}
	var found []string
	known := map[string]bool{}
	separates := func(r rune) bool { return strings.ContainsRune(separators, r) }
	for word := range strings.FieldsFuncSeq(s, separates) {
		local, domain, ok := strings.Cut(word, "@")
		if !ok || local == "" || domain == "" || strings.Contains(domain, "@") {
			continue
		}
		if key := fold(word); !known[key] {
			known[key], found = true, append(found, word)
		}
	}
	return found
}
