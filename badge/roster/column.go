package roster

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A field is what a column may hold.
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

// columnNames are the names of columns as letters says them, each of a real export or in common use.
var columnNames = map[field]string{
	given: `firstname givenname first given forename vorname rufname prenom prénom nombredepila voornaam
		fornavn förnamn namegivenname namefirstname`,
	family: `lastname familyname last family surname nachname familienname zuname nomdefamille apellido
		apellidos cognome achternaam etternavn efternamn namefamilyname namelastname`,
	full: `name fullname displayname badgename nameonbadge nameonthebadge nameforbadge nameforyourbadge
		yourname whatisyourname whatsyourname yourfullname whatisyourfullname firstandlastname
		firstnamelastname firstlastname nameofattendee personname vollständigername vorundnachname
		vornamenachname namevornamenachname nom nome nometprénom nometprenom nomcomplet nomecognome
		nomeecognome nombre nombrecompleto nombreyapellidos naam volledigenaam navn namn`,
	email: `email emailaddress mail mailaddress youremail youremailaddress emailadresse mailadresse
		eletter courriel adresseemail adressemail adresseélectronique correo correoelectrónico
		correoelectronico emailadres indirizzoemail`,
	organization: `company companyname organization organisation organizationname organisationname
		affiliation employer institution university firm firma firmenname unternehmen arbeitgeber
		companyorganization companyorganisation organizationcompany yourcompany entreprise société
		societe empresa compañía azienda società bedrijf bedrijfsnaam organisatie`,
	title: `jobtitle title position jobrole jobposition profession occupation yourjobtitle
		berufsbezeichnung berufstitel funktion beruf fonction poste cargo puesto ruolo functie`,
	ticketType: `tickettype ticketclass ticketname ticket ticketcategory type category attendeetype
		registrationtype admissiontype admission product item productname badgetype role tickettitle
		typeofticket ticketart ticketkategorie tickettyp kategorie produkt rolle typedebillet
		tipodeentrada tipodibiglietto tickettypename`,
	id: `id attendeeid attendeeno attendeenumber apiid userid uid ticketid ticketno ticketnumber
		ticketreference pseudonymizationid registrationid registrationno participantid guestid memberid
		teilnehmerid teilnehmernummer ticketnummer`,
	code: `code barcode barcodeno barcodenumber ticketcode ticketsecret secret ticketbarcode qrcode
		qrcodeurl qrcodecontent`,
	issue:  `issue reissue ausgabe`,
	status: `status attendeestatus approvalstatus ticketstatus orderstatus registrationstatus`,
	rsvp:   `rsvp attending coming kommst kommt zusage`,
	voided: `voidstatus void voided cancelled canceled storniert`,
}

// synonyms finds a field by the name of its column.
var synonyms = func() map[string]field {
	m := make(map[string]field)
	for f, names := range columnNames {
		for name := range strings.FieldsSeq(names) {
			m[name] = f
		}
	}
	return m
}()

// prefixes are said before a name that is in synonyms without them; a column so named is the attendee's own
// where there is another of the plain name, as pretix has "Email" of the order and "Attendee email".
var prefixes = []string{"attendeename", "attendees", "attendee", "ticketholder", "ticket", "participants",
	"participant", "guest", "teilnehmer"}

// absent are the values, as letters says them, by which a column tells that a person does not come.
var absent = func() map[field]map[string]bool {
	const gone = `cancelled canceled cancel void voided declined rejected deleted refunded notattending
		notgoing withdrawn storniert abgesagt abgelehnt annulé annulée annullato cancelado geannuleerd`
	return map[field]map[string]bool{
		status: set(gone),
		rsvp:   set(gone + ` no nein non nee`),
		voided: set(gone + ` yes true 1 x ja oui sí si y t`),
	}
}()

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

// fieldOf finds what a column of that name holds, and whether the name says that it is the attendee's own.
func fieldOf(name string) (f field, own, ok bool) {
	name = letters(name)
	if f, ok = synonyms[name]; ok {
		return f, false, true
	}
	for _, prefix := range prefixes {
		if rest, found := strings.CutPrefix(name, prefix); found {
			if f, ok = synonyms[rest]; ok {
				return f, true, true
			}
		}
	}
	return 0, false, false
}

// A header tells in which column each field is.
type header struct {
	line   int
	names  []string
	column [fieldCount]int // -1 where there is none
}

// newHeader places the fields: of several columns for one, the first that is the attendee's own, else the
// first.
func newHeader(rec record) header {
	h := header{line: rec.line, names: rec.fields}
	var owned [fieldCount]bool
	for f := range h.column {
		h.column[f] = -1
	}
	for i, name := range h.names {
		if f, own, ok := fieldOf(name); ok && (h.column[f] < 0 || own && !owned[f]) {
			h.column[f], owned[f] = i, own
		}
	}
	return h
}

// known counts the fields that have a column.
func (h header) known() int {
	n := 0
	for _, column := range h.column {
		if column >= 0 {
			n++
		}
	}
	return n
}

func (h header) has(f field) bool { return h.column[f] >= 0 }

// hasName tells that there is a column to take names from.
func (h header) hasName() bool { return h.has(given) || h.has(family) || h.has(full) }

// unused names the columns that hold nothing we print or sign.
func (h header) unused() []string {
	used := make(map[int]bool)
	for _, column := range h.column {
		used[column] = true
	}
	var names []string
	for i, name := range h.names {
		if !used[i] && strings.TrimSpace(name) != "" {
			names = append(names, name)
		}
	}
	return names
}

// quoted shows names of columns in a message, at most twelve of them and at most 40 letters of each.
func quoted(names []string) string {
	const most = 12
	var b strings.Builder
	for i, name := range names {
		if i == most {
			fmt.Fprintf(&b, " and %d more", len(names)-most)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%.40q", name)
	}
	return b.String()
}

const headerHint = `begin the list with a line that names its columns: Name, or First name and Last name; ` +
	`and as you like Email, Company, Job title, Ticket type, ID`
