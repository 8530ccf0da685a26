package ical

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/image/colornames"

	"github.com/daysheet/daysheet/agenda"
)

// A vevent is a session on its way from a feed into an event.
type vevent struct {
	agenda.Session
	*component
	source    *source
	uid       string // as written; "session@event" where the feed is ours and adopts another's UID
	override  string // the value of RECURRENCE-ID: it is a changed date of a session; else empty
	original  time.Time
	dates     []time.Time // RDATE
	copy      bool        // it is one of the dates of another
	location  string      // on one line
	url       string
	organizer agenda.Organizer
	exported  bool // Revised is but DTSTAMP, which most exporters take from the clock
	geo       string
}

// session reads one VEVENT. Its id, its rooms and what it shares with all others are known only when all are
// read: see identify, locate and share.
func (f *feedReader) session(c *component, in *source) *vevent {
	v := &vevent{component: c, source: in}
	v.uid = cmp.Or(strings.TrimSpace(c.text("X-DAYSHEET-ID")), strings.TrimSpace(c.text("UID")))
	v.Title = agenda.OneLine(in.prose(c.text("SUMMARY")))
	f.times(v)
	f.status(v)
	f.properties(v)
	v.Revised = f.stamp(v, "LAST-MODIFIED")
	if v.Revised.IsZero() {
		v.Revised, v.exported = f.stamp(v, "DTSTAMP"), true
	}
	v.Created = f.stamp(v, "CREATED")
	if in.ours && v.Revised.Equal(revisionEpoch) {
		v.Revised = time.Time{}
	}
	f.describe(v)
	kind := agenda.Kind(strings.ToLower(c.text("X-DAYSHEET-KIND")))
	if slices.Contains(agenda.Kinds(), kind) {
		v.Kind = kind
	}
	if v.Kind == "" && len(v.Speakers) == 0 {
		kind, known := f.kinds[v.Title]
		if !known {
			kind = agenda.KindOf(v.Title)
			f.kinds[v.Title] = kind
		}
		v.Kind = kind
	}
	return v
}

func (f *feedReader) status(v *vevent) {
	p := v.first("STATUS")
	switch status := strings.ToUpper(strings.TrimSpace(v.value("STATUS"))); status {
	case "", "CONFIRMED":
	case "TENTATIVE":
		v.Status = agenda.Tentative
	case "CANCELLED", "CANCELED":
		v.Status = agenda.Cancelled
	default:
		f.lose("unknown-status", p.line, "%q is no status of a session", clipped(p.value))
	}
	if strings.EqualFold(v.value("X-DAYSHEET-STATUS"), "CANCELLED") {
		v.Status = agenda.Cancelled
		v.Title = strings.TrimPrefix(v.Title, cancelledPrefix)
	}
	if v.source.cancelled {
		v.Status = agenda.Cancelled
	}
}

// properties reads those that need no other.
func (f *feedReader) properties(v *vevent) {
	for _, c := range v.components {
		if !v.source.ours || c.name != "VALARM" { // ours come from an option, not from the event
			f.drop(c.name, c.line)
		}
	}
	var more []agenda.Link // behind that of URL
	for i := range v.properties {
		p := &v.properties[i]
		switch p.name {
		case "SUMMARY":
			v.Language = cmp.Or(v.Language, p.parameter("LANGUAGE"))
		case "URL":
			if v.url == "" {
				v.url = f.web(p.value, p.line)
			}
		case "CATEGORIES":
			for _, name := range p.texts() {
				name = agenda.OneLine(v.source.prose(name))
				if v.Track != "" && name != "" && name != v.Track {
					f.drop("each further one of several CATEGORIES", p.line)
				}
				v.Track = cmp.Or(v.Track, name)
			}
		case "LOCATION":
			v.location = cmp.Or(v.location, f.place(v, p))
		case "GEO":
			f.geo(v, p)
		case "ORGANIZER":
			if v.organizer == (agenda.Organizer{}) {
				v.organizer = organizerOf(p)
			}
		case "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL":
			address, ok := webAddress(p.value)
			switch {
			case ok && v.Online == "":
				v.Online = address
			case p.name == "CONFERENCE" && address != v.Online:
				f.drop(p.name, p.line)
			}
		case "IMAGE":
			if v.Image != "" {
				f.drop(p.name, p.line)
				continue
			}
			v.Image = f.picture(p)
		case "ATTACH":
			address, ok := webAddress(p.value)
			switch picture := strings.HasPrefix(strings.ToLower(p.parameter("FMTTYPE")), "image/"); {
			case ok && picture && v.Image == "" && v.first("IMAGE") == nil:
				v.Image = address
			case ok:
				more = append(more, agenda.Link{Title: agenda.OneLine(p.parameter("FILENAME")), URL: address})
			default:
				f.drop(p.name, p.line)
			}
		default:
			if !eventNames[p.name] && !strings.HasPrefix(p.name, "X-") {
				f.drop(p.name, p.line)
			}
		}
	}
	// In a feed of ours the links all stand in the description, and URL may be the event's.
	if v.url != "" && v.url != v.source.url && !v.source.ours {
		v.Links = append(v.Links, agenda.Link{URL: v.url})
	}
	for _, l := range more {
		v.link(l)
	}
}

// eventNames are the properties of a VEVENT that are read elsewhere, or of which nothing is lost.
var eventNames = set("UID DTSTAMP DTSTART DTEND DURATION DESCRIPTION STATUS TRANSP SEQUENCE CREATED " +
	"LAST-MODIFIED RRULE RDATE EXDATE RECURRENCE-ID COLOR")

// link adds one that is not there yet, or the title of one that has none.
func (v *vevent) link(l agenda.Link) {
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
	return s, webURI(s) != ""
}

// web is an address, or empty where it is none.
func (f *feedReader) web(s string, line int) string {
	if s == f.lastWeb {
		return s // as most sessions have the event's
	}
	address, ok := webAddress(s)
	if ok {
		f.lastWeb = address
	}
	if !ok && strings.TrimSpace(s) != "" {
		f.lose("bad-url", line, "%q is not a web address", clipped(s))
	}
	if !ok {
		return ""
	}
	return address
}

// picture is the address of an IMAGE; one that is itself in the feed is not kept.
func (f *feedReader) picture(p *contentLine) string {
	address, ok := webAddress(p.value)
	if !ok {
		f.drop(p.name, p.line)
		return ""
	}
	return address
}

func (f *feedReader) geo(v *vevent, p *contentLine) {
	north, east, _ := strings.Cut(p.value, ";")
	latitude, err := strconv.ParseFloat(strings.TrimSpace(north), 64)
	longitude, err2 := strconv.ParseFloat(strings.TrimSpace(east), 64)
	// Written so that NaN fails, too.
	if cmp.Or(err, err2) != nil || !(math.Abs(latitude) <= 90 && math.Abs(longitude) <= 180) {
		f.lose("bad-coordinates", p.line, "GEO:%s is no place", clipped(p.value))
		return
	}
	v.geo = fmt.Sprintf("%g;%g", latitude, longitude)
}

func organizerOf(p *contentLine) agenda.Organizer {
	o := agenda.Organizer{Name: agenda.OneLine(p.parameter("CN"))}
	value := strings.TrimSpace(p.value)
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
func (s *source) prose(text string) string {
	if s.ours || !strings.Contains(text, "&") {
		return text
	}
	return entity.ReplaceAllStringFunc(text, html.UnescapeString)
}

var entity = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)
