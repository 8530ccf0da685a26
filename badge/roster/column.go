package roster

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/daysheet/daysheet/agenda/input"
)

// A field is a kind of value that a column may hold.
type field int

const (
	given field = iota
	family
	full
	email
	organization
	title
	ticketType
	id
	code
	issue
	status
	rsvp   // a status that may be no
	voided // one that had better not be yes
	fieldCount
)

// columnNames are the names of columns as letters says them, each of a real export or in common use. Where a
// list has several columns for one field, the names before a semicolon go before those behind it: a badge
// name before a name, a job title before a title, which may be "Dr".
var columnNames = map[field]string{
	given: `firstname givenname first given forename vorname rufname prenom prénom nombredepila voornaam
		fornavn förnamn namegivenname namefirstname`,
	family: `lastname familyname last family surname nachname familienname zuname nomdefamille apellido
		apellidos cognome achternaam etternavn efternamn namefamilyname namelastname`,
	full: `badgename nameonbadge nameonthebadge nameforbadge nameforyourbadge;
		name fullname displayname yourname whatisyourname whatsyourname yourfullname whatisyourfullname
		firstandlastname firstnamelastname firstlastname nameofattendee personname vollständigername
		vorundnachname vornamenachname namevornamenachname nometprénom nometprenom nomcomplet nomecognome
		nomeecognome nombrecompleto nombreyapellidos naam volledigenaam navn namn teilnehmer
		namedesteilnehmers namederteilnehmerin;
		nom nome nombre guestname gastname gast`,
	email: `email emailaddress mail mailaddress youremail youremailaddress emailadresse mailadresse eletter
		courriel adresseemail adressemail adresseélectronique correo correoelectrónico correoelectronico
		emailadres indirizzoemail`,
	organization: `company companyname organization organisation organizationname organisationname
		companyorganization companyorganisation organizationcompany yourcompany firma firmenname unternehmen
		entreprise société societe empresa compañía azienda società bedrijf bedrijfsnaam organisatie;
		affiliation employer institution university firm arbeitgeber`,
	title: `jobtitle jobrole jobposition yourjobtitle berufsbezeichnung berufstitel;
		title position profession occupation funktion beruf fonction poste cargo puesto ruolo functie`,
	ticketType: `tickettype ticketclass ticketname ticketcategory tickettitle tickettypename
		typeofticket attendeetype registrationtype admissiontype badgetype ticketart ticketkategorie tickettyp
		typedebillet tipodeentrada tipodibiglietto;
		ticket product productname produkt;
		type category kategorie admission item role rolle`,
	id: `attendeeid attendeeno attendeenumber ticketid ticketno ticketnumber ticketreference apiid
		pseudonymizationid pseudonymisierungsid registrationid registrationno participantid guestid
		teilnehmerid teilnehmernummer ticketnummer;
		id uid userid memberid`,
	code: `ticketcode ticketsecret ticketbarcode barcode barcodeno barcodenumber;
		code secret qrcode qrcodeurl qrcodecontent`,
	issue: `issue reissue ausgabe`,
	status: `attendeestatus approvalstatus ticketstatus registrationstatus attendancestatus bookingstatus
		rsvpstatus teilnahmestatus anmeldestatus buchungsstatus; status orderstatus bestellstatus statut`,
	rsvp:   `rsvp attending coming willyouattend areyoucoming areyouattending kommst kommt zusage teilnahme`,
	voided: `voidstatus void voided cancelled canceled storniert`,
}

// A synonym is the field of a column's name; of two for one field the lower rank counts.
type synonym struct {
	field field
	rank  int
}

var synonyms = func() map[string]synonym {
	m := make(map[string]synonym)
	for f, names := range columnNames {
		for rank, equals := range strings.Split(names, ";") {
			for name := range strings.FieldsSeq(equals) {
				m[name] = synonym{f, 2*rank + 1}
			}
		}
	}
	return m
}()

// prefixes may stand before the name of a column. Such a column is the attendee's own and goes before one of
// the plain name: pretix has "Email", of the order, and "Attendee email".
var prefixes = []string{"attendeename", "attendees", "attendee", "ticketholder", "ticket", "participants",
	"participant", guestPrefix, "teilnehmername", "teilnehmer"}

// guestPrefix goes before no name: "Guest name" is as often that of a companion.
const guestPrefix = "guest"

// letters reduces what people write to its letters and digits, in lower case, # as "no", without what stands
// in parentheses.
func letters(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range norm.NFC.String(s) {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(depth-1, 0)
		case depth > 0:
		case r == '#':
			b.WriteString("no")
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// fieldOf finds what a column of that name holds.
func fieldOf(name string) (synonym, bool) {
	name = letters(name)
	if s, ok := synonyms[name]; ok {
		return s, true
	}
	for _, prefix := range prefixes {
		if rest, found := strings.CutPrefix(name, prefix); found {
			s, ok := synonyms[rest]
			isName := s.field == given || s.field == family || s.field == full
			if ok && !(prefix == guestPrefix && isName) {
				return synonym{s.field, s.rank - 1}, true
			}
		}
	}
	return synonym{}, false
}

// A header finds the columns of each field.
type header struct {
	line    int
	names   []string
	columns [fieldCount][]column // the better ones first
}

// A column may hold a field.
type column struct {
	at   int
	rank int // of its name
}

// newHeader finds the fields by the names of the columns in a record.
func newHeader(rec record) header {
	h := header{line: rec.line, names: rec.fields}
	for i, name := range h.names {
		if s, ok := fieldOf(name); ok {
			h.columns[s.field] = append(h.columns[s.field], column{i, s.rank})
		}
	}
	for f := range fieldCount {
		columns := h.columns[f]
		slices.SortStableFunc(columns, func(a, b column) int { return a.rank - b.rank })
		switch f {
		case given, family, full, status, rsvp, voided: // the first that is not blank counts
		case email: // as well, but not one of the order for one of the attendee
			columns = slices.DeleteFunc(columns, func(c column) bool { return c.rank > columns[0].rank })
		default:
			columns = columns[:min(len(columns), 1)]
		}
		h.columns[f] = columns
	}
	return h
}

// known counts the fields that have a column.
func (h header) known() int {
	n := 0
	for f := range fieldCount {
		if h.has(f) {
			n++
		}
	}
	return n
}

func (h header) has(f field) bool { return len(h.columns[f]) > 0 }

// ofBadge reports whether a column holds the name to print, whatever its parts are.
func (c column) ofBadge() bool { return c.rank <= 1 }

// hasName reports whether there is a column of names.
func (h header) hasName() bool { return h.has(given) || h.has(family) || h.has(full) }

// unused names the columns that hold nothing we print or sign.
func (h header) unused() []string {
	names := slices.Clone(h.names)
	for _, columns := range h.columns {
		for _, c := range columns {
			names[c.at] = ""
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return strings.TrimSpace(name) == "" })
}

// quotedList shows names of columns in a message, at most twelve of them.
func quotedList(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = input.Quote(name)
	}
	return input.First(12, list, ", ")
}

const headerHint = `begin the list with a line that names its columns: Name, or First name and Last name; ` +
	`and as you like Email, Company, Job title, Ticket type, ID`
