package announcement

import (
	"strings"

	"github.com/daysheet/daysheet/agenda/input"
)

// A field is a kind of line in the header of an e-mail.
type field int

const (
	noField field = iota
	addressField
	subjectField
	dateField
	otherField
)

// fields are the names of a header's lines, as RFC 5322 and programs in German and French write them.
var fields = input.Lookup(map[field]string{
	addressField: "from, to, cc, bcc, reply-to, sender, von, an, de, à",
	subjectField: "subject, betreff, objet",
	dateField:    "date, sent, datum, gesendet, envoyé",
	otherField: `message-id, mime-version, content-type, list-id, content-transfer-encoding, in-reply-to,
		user-agent, organization, received, return-path, delivered-to, references, x-mailer, priority,
		importance, attachments, anlagen`,
})

var (
	headerLine = pattern(`^([\p{L}-]{1,30}) ?: *(.*)$`)
	aroundDate = pattern(`^[\d ,:+.-]*(?:\(?(?:UTC|GMT|CES?T)\)?)?$`)
	answered   = pattern(`^(?:(?i:re|fwd?|aw|wg|tr) ?: *)+`)
)

// scanField reads a line of a header. "From: 18:00" is none.
func scanField(l *line) (f field, value string) {
	m := headerLine().FindStringSubmatch(l.text)
	if m == nil || l.bullet {
		return noField, ""
	}
	if f = fields[strings.ToLower(m[1])]; f == addressField {
		if _, _, ok := scanSpan(m[2]); ok {
			return noField, ""
		}
	}
	return f, m[2]
}

// headers marks the lines of e-mails' headers: neighbours of which at least one is an address or the subject.
func (r *reader) headers() {
	for i := 0; i < len(r.lines); i++ {
		known, mail, n := 0, false, 0
		for ; i+n < len(r.lines) && !r.lines[i+n].blank(); n++ {
			l := r.lines[i+n]
			f, _ := scanField(l)
			if f == noField && (n == 0 || l.indent == 0) {
				break
			}
			if f == noField {
				f = r.lines[i+n-1].field // goes on from the line above
			} else {
				known++
			}
			mail = mail || f == addressField || f == subjectField
			l.field = f
		}
		if known < 2 || !mail {
			for _, l := range r.lines[i : i+n] {
				l.field = noField
			}
		}
		i += max(n-1, 0)
	}
}

// sentDate finds the date in the header of an e-mail, which is the dateline of its text; nil: none.
func (r *reader) sentDate() *dateCandidate {
	for _, l := range r.lines {
		if l.field != dateField {
			continue
		}
		if found := mentions(l.text); len(found) > 0 && found[0].full() && exists(found[0].date) &&
			!found[0].ambiguous {
			p := &paragraph{lines: []*line{l}, text: l.text}
			_, before, _ := strings.Cut(l.text[:found[0].from], ":")
			alone := strings.TrimSpace(before) == "" && aroundDate().MatchString(l.text[found[0].to:])
			return &dateCandidate{mention: found[0], paragraph: p, nothingElse: alone}
		}
	}
	return nil
}
