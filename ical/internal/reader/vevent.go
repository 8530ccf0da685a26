package reader

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/image/colornames"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A VEvent is a session on its way from a feed into an event.
type VEvent struct {
	agenda.Session
	*wire.Component
	source    *Calendar
	uid       string // as written; "session@event" where the feed is ours and adopts another's UID
	override  string // the value of RECURRENCE-ID: it is a changed date of a session; else empty
	original  time.Time
	dates     []time.Time // RDATE
	Copy      bool        // it is one of the dates of another
	location  string      // on one line
	url       string
	organizer agenda.Organizer
	exported  bool        // Revised is but DTSTAMP, which most exporters take from the clock
	geo       *[2]float64 // latitude and longitude
}

// session reads one VEVENT. Its id, its rooms and what it shares with all others are known only when all are
// read: see identify, locate and share.
func (f *Reader) session(c *wire.Component, in *Calendar) *VEvent {
	v := &VEvent{Component: c, source: in}
	v.uid = cmp.Or(strings.TrimSpace(c.Text("X-DAYSHEET-ID")), strings.TrimSpace(c.Text("UID")))
	v.Title = input.OneLine(in.prose(c.Text("SUMMARY")))
	f.times(v)
	f.status(v)
	f.properties(v)
	v.Revised = f.stamp(v, "LAST-MODIFIED")
	if v.Revised.IsZero() {
		v.Revised, v.exported = f.stamp(v, "DTSTAMP"), true
	}
	v.Created = f.stamp(v, "CREATED")
	if in.Ours && v.Revised.Equal(RevisionEpoch) {
		v.Revised = time.Time{}
	}
	f.describe(v)
	kind := agenda.Kind(strings.ToLower(c.Text("X-DAYSHEET-KIND")))
	if slices.Contains(agenda.Kinds(), kind) {
		v.Kind = kind
	}
	if v.Kind == "" && len(v.Speakers) == 0 {
		v.Kind = input.KindOf(v.Title)
	}
	return v
}

func (f *Reader) status(v *VEvent) {
	p := v.First("STATUS")
	switch status := strings.ToUpper(strings.TrimSpace(v.Value("STATUS"))); status {
	case "", "CONFIRMED":
	case "TENTATIVE":
		v.Status = agenda.Tentative
	case "CANCELLED", "CANCELED":
		v.Status = agenda.Cancelled
	default:
		f.report("unknown-status", p.Line, "%q is no status of a session", wire.Clipped(p.Value))
	}
	if strings.EqualFold(v.Value("X-DAYSHEET-STATUS"), "CANCELLED") {
		v.Status = agenda.Cancelled
		v.Title = strings.TrimPrefix(v.Title, CancelledPrefix)
	}
	if v.source.cancelled {
		v.Status = agenda.Cancelled
	}
}

// properties reads those that need no other.
func (f *Reader) properties(v *VEvent) {
	for _, c := range v.Components {
		if !v.source.Ours || c.Name != "VALARM" { // ours come from an option, not from the event
			f.skip(c.Name, c.Line)
		}
	}
	var more []agenda.Link // behind that of URL
	for i := range v.Properties {
		p := &v.Properties[i]
		switch p.Name {
		case "SUMMARY":
			v.Language = cmp.Or(v.Language, p.Parameter("LANGUAGE"))
		case "URL":
			if v.url == "" {
				v.url = f.web(p.Value, p.Line)
			}
		case "CATEGORIES":
			for _, name := range p.Texts() {
				name = input.OneLine(v.source.prose(name))
				if v.Track != "" && name != "" && name != v.Track {
					f.skip("each further one of several CATEGORIES", p.Line)
				}
				v.Track = cmp.Or(v.Track, name)
			}
		case "LOCATION":
			v.location = cmp.Or(v.location, f.place(v, p))
		case "GEO":
			if north, east, ok := wire.ParseGeo(strings.ReplaceAll(p.Value, " ", "")); ok {
				v.geo = &[2]float64{north, east}
			} else {
				f.report("bad-coordinates", p.Line, "GEO:%s is no place", wire.Clipped(p.Value))
			}
		case "ORGANIZER":
			if v.organizer == (agenda.Organizer{}) {
				v.organizer = organizerOf(p)
			}
		case "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL":
			address, ok := webAddress(p.Value)
			switch {
			case ok && v.Online == "":
				v.Online = address
			case p.Name == "CONFERENCE" && address != v.Online:
				f.skip(p.Name, p.Line)
			}
		case "IMAGE":
			if v.Image != "" {
				f.skip(p.Name, p.Line)
				continue
			}
			v.Image = f.picture(p)
		case "ATTACH":
			address, ok := webAddress(p.Value)
			switch picture := strings.HasPrefix(strings.ToLower(p.Parameter("FMTTYPE")), "image/"); {
			case ok && picture && v.Image == "" && v.First("IMAGE") == nil:
				v.Image = address
			case ok:
				more = append(more, agenda.Link{Title: input.OneLine(p.Parameter("FILENAME")), URL: address})
			default:
				f.skip(p.Name, p.Line)
			}
		default:
			if !eventNames[p.Name] && !strings.HasPrefix(p.Name, "X-") {
				f.skip(p.Name, p.Line)
			}
		}
	}
	// In a feed of ours the links all stand in the description, and URL may be the event's.
	if v.url != "" && v.url != v.source.url && !v.source.Ours {
		v.Links = append(v.Links, agenda.Link{URL: v.url})
	}
	for _, l := range more {
		v.link(l)
	}
}

// eventNames are the properties of a VEVENT that are read elsewhere, or of which nothing is lost.
var eventNames = wire.Set("UID DTSTAMP DTSTART DTEND DURATION DESCRIPTION STATUS TRANSP SEQUENCE CREATED " +
	"LAST-MODIFIED RRULE RDATE EXDATE RECURRENCE-ID COLOR")

// link adds one that is not there yet, or the title of one that has none.
func (v *VEvent) link(l agenda.Link) {
	if l.Title == l.URL {
		l.Title = ""
	}
	for i := range v.Links {
		if v.Links[i].URL == l.URL {
			v.Links[i].Title = cmp.Or(v.Links[i].Title, l.Title)
			return
		}
	}
	if len(v.Links) < maxLinks {
		v.Links = append(v.Links, l)
	}
}

// maxLinks is more than one session has. What a text links to beyond that still stands in it.
const maxLinks = 100

// webAddress gives the http or https URL that s is, as it is written.
func webAddress(s string) (string, bool) {
	s = strings.TrimSpace(s)
	return s, wire.WebURI(s) != ""
}

// web is an address, or empty where it is none.
func (f *Reader) web(s string, line int) string {
	address, ok := webAddress(s)
	if ok {
		return address
	}
	if address != "" {
		f.report("bad-url", line, "%q is not a web address", wire.Clipped(s))
	}
	return ""
}

// picture is the address of an IMAGE; one that is itself in the feed is not kept.
func (f *Reader) picture(p *wire.ContentLine) string {
	address, ok := webAddress(p.Value)
	if !ok {
		f.skip(p.Name, p.Line)
		return ""
	}
	return address
}

func organizerOf(p *wire.ContentLine) agenda.Organizer {
	o := agenda.Organizer{Name: input.OneLine(p.Parameter("CN"))}
	value := strings.TrimSpace(p.Value)
	scheme, address, _ := strings.Cut(value, ":")
	if strings.EqualFold(scheme, "mailto") {
		address, _, _ = strings.Cut(address, "?")
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
		if strings.Contains(address, "@") {
			o.Email = strings.TrimSpace(address)
		}
	}
	if address, ok := webAddress(value); ok {
		o.URL = address
	}
	if o.Name == o.Email {
		o.Name = ""
	}
	return o
}

// colorOf reads the name of a color of CSS (RFC 7986 §5.9), or "#rrggbb" as Apple has it.
func colorOf(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if rgb, ok := colornames.Map[s]; ok {
		return fmt.Sprintf("#%02x%02x%02x", rgb.R, rgb.G, rgb.B)
	}
	return writtenColor.FindString(s)
}

var writtenColor = regexp.MustCompile(`^#[0-9a-f]{6}`)

// prose is a text without the entities of HTML, which some exporters leave in it. Ours has none.
func (s *Calendar) prose(text string) string {
	if s.Ours || !strings.Contains(text, "&") {
		return text
	}
	return entity.ReplaceAllStringFunc(text, html.UnescapeString)
}

var entity = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)
