package roster

import (
	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// firstSeen is the first row with some key.
type firstSeen struct {
	line, times int32  // times so far
	name        string // of the attendee
}

// A duplicateKey is an id, code, e-mail address or name that two rows may share.
type duplicateKey struct{ what, text string }

// checkTwice finds attendees who are told apart only by their order, and reports whether a is a row of its
// own: two rows of one id are one ticket.
func (in *reader) checkTwice(a Attendee, rec record) bool {
	before, again := in.before(a.identifier(), a)
	switch {
	case !again:
	case a.hasID():
		in.add("duplicate-id", agenda.Error, rec, "give each row an id of its own, or delete one",
			"%s has the id %q of line %d, which is one ticket, and was left out", a.Name, a.ID, before.line)
		return false
	default:
		in.reportTwice(a, rec, before, agenda.Warning)
	}
	if a.Code != "" {
		before, again := in.before(duplicateKey{"code:", a.Code}, a)
		switch {
		case again && in.coupons && !in.sharedCode:
			in.sharedCode = true
			in.add("shared-code", agenda.Warning, rec,
				`name the column "Ticket code" if a door scans it, and give each row a code of its own`,
				"%s has the code of line %d, %s, so that codes are coupons or the like and none was used",
				a.Name, before.line, input.Quote(a.Code))
		case again && !in.coupons:
			in.add("duplicate-code", agenda.Warning, rec, "give each row a code of its own",
				"%s has the code of line %d; the door cannot tell them apart", a.Name, before.line)
		}
	}
	if a.hasID() && a.Email != "" {
		if before, again := in.before(duplicateKey{"email:", fold(a.Email)}, a); again {
			in.reportTwice(a, rec, before, agenda.Note)
		}
	}
	return true
}

// before gives what had a key before, or remembers that a has it.
func (in *reader) before(key duplicateKey, a Attendee) (before firstSeen, again bool) {
	before, again = in.first[key]
	now := before
	if !again {
		now = firstSeen{line: int32(a.Row), name: a.Name}
	}
	now.times++
	in.first[key] = now
	return before, again
}

// reportTwice reports an attendee with the e-mail address of another or, without one, the name.
func (in *reader) reportTwice(a Attendee, rec record, before firstSeen, s agenda.Severity) {
	rule := "duplicate-email"
	if a.Email == "" {
		rule = "duplicate-name"
	}
	if fold(before.name) == fold(a.Name) {
		said := "%s is listed twice, on lines %d and %d, and gets two tickets"
		if before.times > 1 {
			said = "%s is listed again, on line %[3]d as on line %[2]d, and gets one more ticket"
		}
		in.add(rule, s, rec, "delete one line if that is one person", said, a.Name, before.line, a.Row)
		return
	}
	hint := "give each an address of their own, or the list an ID column; " +
		"else keep these lines in their order, which decides whose ticket is whose"
	if s == agenda.Note {
		hint = ""
	}
	in.add(rule, s, rec, hint, "%s has the same e-mail address as line %d", a.Name, before.line)
}
