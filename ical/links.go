package ical

import (
	"net/mail"
	"net/url"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// organizer is the property of the event's organizer, whose address is the value; without one there is none.
func organizer(o agenda.Organizer) (ics.IANAProperty, bool) {
	email := strings.TrimSpace(o.Email)
	if email == "" {
		return ics.IANAProperty{}, false
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || strings.ContainsAny(email, "\" ()[]") {
		return ics.IANAProperty{}, false
	}
	at := strings.LastIndexByte(email, '@')
	p := wire.Property("ORGANIZER", "mailto:"+wire.ASCIIURI(url.PathEscape(email[:at])+"@"+email[at+1:]))
	// libical and golang-ical take a backslash at the end of a parameter for an escape of what ends it.
	if name := strings.TrimRight(input.OneLine(wire.Clean(o.Name)), `\ `); name != "" {
		p.ICalParameters = map[string][]string{"CN": {name}}
	}
	return p, true
}
