package ical

import (
	"html"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/ical/internal/reader"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// A description is the text of a session: who speaks, the abstract, the links.
type description struct {
	byline, abstract string
	links            []link
	url              string // of the first link that is valid
	online           string // where it can be joined
}

// A link has a title or an address, or both.
type link struct {
	title, address string
	valid          bool
}

func (x *eventFeed) description(s *agenda.Session, id string) description {
	d := description{abstract: listing.Flow(strings.TrimSpace(s.Abstract)), online: x.online,
		links: x.links[:0]}
	if len(s.Speakers) > 0 {
		d.byline = input.OneLine(listing.English.Byline(x.dir, s))
	}
	if s.Online != "" {
		d.online = wire.WebURI(s.Online)
	}
	for _, l := range s.Links {
		address := wire.WebURI(l.URL)
		if d.url == "" {
			d.url = address
		}
		known := link{input.OneLine(l.Title), input.OneLine(l.URL), address != ""}
		if known.title != "" || known.address != "" {
			d.links = append(d.links, known)
		}
	}
	if d.online != "" {
		d.links = append(d.links, link{reader.OnlineLabel, d.online, true})
	}
	x.links = d.links
	return d
}

// marked reports whether there is more than a name, which HTML would say no better.
func (d *description) marked() bool { return d.abstract != "" || len(d.links) > 0 }

// plain is the description as paragraphs; the links are the last, one a line.
func (d *description) plain() string {
	links := make([]string, len(d.links))
	for i, l := range d.links {
		links[i] = l.String()
	}
	return paragraphs(paragraphs(d.byline, d.abstract), strings.Join(links, "\n"))
}

// String is the line of a link in a plain description.
func (l link) String() string {
	if l.title != "" && l.address != "" {
		return l.title + ": " + l.address
	}
	return l.title + l.address
}

// html is the description as a page, for calendars that show one.
func (d *description) html() string {
	var b strings.Builder
	b.Grow(len(d.byline) + len(d.abstract)*9/8 + 128*len(d.links) + 64)
	b.WriteString("<html><body>")
	if d.byline != "" {
		b.WriteString("<p><b>")
		b.WriteString(html.EscapeString(d.byline))
		b.WriteString("</b></p>")
	}
	writeParagraphs(&b, d.abstract)
	for i, l := range d.links {
		if i == 0 {
			b.WriteString("<p>")
		} else {
			b.WriteString("<br>")
		}
		title := l.title
		if title == "" {
			title = l.address
		}
		if l.valid {
			writeLink(&b, l.address, title)
			continue
		}
		b.WriteString(html.EscapeString(title))
		if title != l.address && l.address != "" {
			b.WriteString(html.EscapeString(": " + l.address))
		}
	}
	if len(d.links) > 0 {
		b.WriteString("</p>")
	}
	b.WriteString("</body></html>")
	return b.String()
}

func writeLink(b *strings.Builder, address, title string) {
	b.WriteString(`<a href="`)
	b.WriteString(html.EscapeString(wire.ASCIIURI(address)))
	b.WriteString(`">`)
	b.WriteString(html.EscapeString(title))
	b.WriteString("</a>")
}

// writeParagraphs writes text whose paragraphs empty lines part.
func writeParagraphs(b *strings.Builder, text string) {
	open := false
	for line := range strings.Lines(text) {
		switch line = strings.TrimSpace(line); {
		case line == "":
			if open {
				b.WriteString("</p>")
			}
			open = false
			continue
		case open:
			b.WriteString("<br>")
		default:
			b.WriteString("<p>")
		}
		open = true
		writeLine(b, line)
	}
	if open {
		b.WriteString("</p>")
	}
}

// writeLine writes a line of text, with the web addresses in it as links: a calendar that shows HTML makes
// none of its own.
func writeLine(b *strings.Builder, line string) {
	for {
		before, rest, found := strings.Cut(line, "://")
		scheme := strings.HasSuffix(before, "https") || strings.HasSuffix(before, "http")
		end := strings.IndexAny(rest, " \t<>\"")
		if end < 0 {
			end = len(rest)
		}
		address := strings.TrimRight(rest[:end], ".,;:!?)]}'")
		if !found || !scheme || address == "" {
			n := len(line)
			if found {
				n = len(before) + len("://")
			}
			b.WriteString(html.EscapeString(line[:n]))
			if line = line[n:]; line == "" {
				return
			}
			continue
		}
		start := len(before) - len("https")
		if !strings.HasSuffix(before, "https") {
			start = len(before) - len("http")
		}
		b.WriteString(html.EscapeString(before[:start]))
		whole := before[start:] + "://" + address
		writeLink(b, whole, whole)
		if line = rest[len(address):]; line == "" {
			return
		}
	}
}
