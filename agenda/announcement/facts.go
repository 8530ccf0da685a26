package announcement

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/agenda/input"
)

var (
	placeName = `(?i:in|at|im|beim)\s+(?:the\s+)?([\p{Lu}\d][^,.;:\n]{0,79})`
	somewhere = pattern(`\b` + placeName + `,\s*([^;]+?)[.!?]?\s*$`)
	address   = pattern(`\b` + placeName + `,\s*(\d[^;]*?|[^;,]*\d[^;]*?)[.!?]?\s*$`)
	justPlace = pattern(`\b` + placeName + `[.!?]?\s*$`)
	hostPlace = pattern(`\b(?i:at)\s+(?:the\s+)?(\p{Lu}[^,.;:]{0,79}?)[\s,]+(?:on\s*)?$`)
	capacity  = pattern(`(?i)\b(?:limited\s+to|capacity(?:\s+(?:is|of))?|` +
		`room\s+for|space\s+for)\s+` +
		`(\d[\d,]{0,6})\b(?:\s*(?:people|seats|places|attendees|guests|persons|participants|spots)|` +
		`\s*[.,;!]|$)|\b(\d[\d,]{0,6})\s+(?:seats|places|spots)\b`)
)

// venueOf takes the place from the sentence of the event's date. It reports whether nothing else follows on
// the date there.
func (r *reader) venueOf(c *dateCandidate) bool {
	v := &r.event.Venue
	if at := strings.Index(c.after, masked("http")); at >= 0 {
		c.after, c.endsSentence = c.after[:at], false
	}
	tail := strings.TrimLeft(c.after, " ,;.|)–—-")
	if c.place != "" {
		r.setVenue(c.place)
		return true
	}
	if m := somewhere().FindStringSubmatch(c.after); m != nil {
		v.Name, v.Address = input.OneLine(m[1]), input.OneLine(m[2])
		return strings.HasPrefix(m[0], tail)
	} else if m := justPlace().FindStringSubmatch(c.after); m != nil {
		v.Name = input.OneLine(m[1])
		return strings.HasPrefix(m[0], tail)
	} else if c.paragraph.named && (placeLine().MatchString(tail) || toPlace().MatchString(" "+tail)) {
		r.setVenue(tail)
		return true
	} else if m := hostPlace().FindStringSubmatch(c.before); m != nil && c.paragraph.lines[0].heading == 0 &&
		!c.paragraph.named {
		v.Name = input.OneLine(m[1])
	}
	return tail == ""
}

var (
	// placeLine is a place with a house number, and nothing else: "The Loft, 12 Mill Lane, Cambridge".
	placeLine = pattern(`^([\p{Lu}\d][^,;:!?]{0,79}), *([^;:!?]*\b\d{1,5}[a-zA-Z]?\b[^;:!?]*)$`)
	placeWord = pattern(`^(?:(?i:in|at|im|beim)\s+(?:the\s+)?|@ ?)`)
)

// setVenue takes text, that says a place and nothing else, for the venue.
func (r *reader) setVenue(text string) {
	name, address, _ := strings.Cut(placeWord().ReplaceAllString(text, ""), ",")
	r.event.Venue.Name, r.event.Venue.Address = strings.TrimSpace(name), strings.TrimSpace(address)
}

// venueBeside takes the venue from a line next to that of the date, where it is a place and nothing else.
func (r *reader) venueBeside(all []*paragraph, dates []*paragraph) {
	for i, p := range all {
		next := i+1 == len(all) && r.days[0].mention != nil ||
			i+1 < len(all) && slices.Contains(dates, all[i+1])
		if len(p.lines) > 1 || p.lines[0].used || p.lines[0].heading > 0 || p.key != "" ||
			r.event.Venue.String() != "" || !next && (i == 0 || !slices.Contains(dates, all[i-1])) {
			continue
		}
		if placeLine().MatchString(p.text) && len(mentions(p.text)) == 0 && !strings.HasSuffix(p.text, ".") {
			r.setVenue(p.text)
			r.use(p)
		}
	}
}

// facts takes venue and capacity from running text, which is kept whole.
func (r *reader) facts(p *paragraph) {
	if p.lines[0].used || p.key != "" {
		return
	}
	for from := 0; from < len(p.text); {
		_, end := sentence(p.text, from, from+1)
		s := p.text[from:end]
		v := &r.event.Venue
		if m := address().FindStringSubmatch(s); m != nil && v.Address == "" &&
			(v.Name == "" || v.Name == input.OneLine(m[1])) && len(mentions(m[0])) == 0 {
			v.Name, v.Address = input.OneLine(m[1]), input.OneLine(m[2])
			p.described = true
		}
		if m := capacity().FindStringSubmatch(s); m != nil && r.event.Capacity == 0 {
			r.event.Capacity, _ = strconv.Atoi(strings.ReplaceAll(m[1]+m[2], ",", ""))
			p.described = true
		}
		from = max(end, from+1)
		from = len(p.text) - len(strings.TrimLeft(p.text[from:], " \n"))
	}
}

// labelledFact takes the fact from a line like "Venue: Main hall, 5 Station Road".
func (r *reader) labelledFact(p *paragraph) {
	if p.key == "" || p.lines[0].used {
		return
	}
	e, value := r.event, strings.TrimSpace(p.value)
	ok := false
	set := func(field *string) {
		if ok = *field == ""; ok {
			*field = value
		}
	}
	switch labels[p.key] {
	case venueLabel:
		name, rest, _ := strings.Cut(value, ",")
		if e.Venue.Name == "" && (e.Venue.Address == "" || rest == "") {
			e.Venue.Name, ok = strings.TrimSpace(name), true
			e.Venue.Address = cmp.Or(strings.TrimSpace(rest), e.Venue.Address)
		}
	case addressLabel:
		set(&e.Venue.Address)
	case organizerLabel:
		set(&e.Organizer.Name)
	case capacityLabel:
		first, _, _ := strings.Cut(value, " ")
		n, err := strconv.Atoi(first)
		if ok = err == nil && n > 0 && e.Capacity == 0 && n < 1e7; ok {
			e.Capacity = n
			ok = first == value
			p.described = !ok
		}
	case hoursLabel:
		if s, rest, is := scanSpan(value); is && rest == "" && r.statedHours == nil {
			r.statedHours, ok = &statedHours{s, p.lines[0]}, true
			r.opening = s.opens()
		}
	case linkLabel:
		if m := linkAlone().FindStringSubmatch(value); m != nil && e.URL == "" {
			e.URL, ok = m[1], true
		} else if l := p.lines[0].links; len(l) == 1 && l[0].Title == value && e.URL == "" && l[0].Leads() {
			e.URL, ok = l[0].URL, true
		}
	}
	if ok {
		r.use(p)
	}
}
