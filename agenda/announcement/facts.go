package announcement

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	placeName = `(?i:in|at)\s+(?:the\s+)?([\p{Lu}\d][^,.;:\n]{0,79})`
	somewhere = regexp.MustCompile(`\b` + placeName + `,\s*([^;]+?)[.!?]?\s*$`)
	address   = regexp.MustCompile(`\b` + placeName + `,\s*(\d[^;]*?|[^;,]*\d[^;]*?)[.!?]?\s*$`)
	justPlace = regexp.MustCompile(`\b` + placeName + `[.!?]?\s*$`)
	hostPlace = regexp.MustCompile(`\b(?i:at)\s+(?:the\s+)?(\p{Lu}[^,.;:]{0,79}?)[\s,]+(?:on\s*)?$`)
	capacity  = regexp.MustCompile(`(?i)\b(?:limited\s+to|capacity(?:\s+(?:is|of))?|` +
		`room\s+for|space\s+for)\s+` +
		`(\d[\d,]{0,6})\b(?:\s*(?:people|seats|places|attendees|guests|persons|participants|spots)|` +
		`\s*[.,;!]|$)|\b(\d[\d,]{0,6})\s+(?:seats|places|spots)\b`)
)

// venue takes the place from the sentence of the event's date.
func (r *reader) venue(c *candidate) {
	v := &r.event.Venue
	if m := somewhere.FindStringSubmatch(c.tail); m != nil {
		v.Name, v.Address = oneLine(m[1]), oneLine(m[2])
	} else if m := justPlace.FindStringSubmatch(c.tail); m != nil {
		v.Name = oneLine(m[1])
	} else if m := hostPlace.FindStringSubmatch(c.head); m != nil && c.of.lines[0].heading == 0 {
		v.Name = oneLine(m[1])
	} else {
		return
	}
	c.of.keep = true
}

// facts takes venue and capacity from running text, which is kept whole.
func (r *reader) facts(p *paragraph) {
	if p.lines[0].used || p.key != "" {
		return
	}
	for from := 0; from < len(p.text); {
		_, end := sentence(p.text, from, from+1)
		s := p.text[from:end]
		if m := address.FindStringSubmatch(s); m != nil && r.event.Venue.Address == "" &&
			(r.event.Venue.Name == "" || r.event.Venue.Name == oneLine(m[1])) && len(mentions(m[0])) == 0 {
			r.event.Venue.Name, r.event.Venue.Address = oneLine(m[1]), oneLine(m[2])
			p.keep = true
		}
		if m := capacity.FindStringSubmatch(s); m != nil && r.event.Capacity == 0 {
			r.event.Capacity, _ = strconv.Atoi(strings.ReplaceAll(m[1]+m[2], ",", ""))
			p.keep = true
		}
		from = max(end, from+1)
		for from < len(p.text) && (p.text[from] == ' ' || p.text[from] == '\n') {
			from++
		}
	}
}

// labels takes the fact from a line like "Venue: Main hall, 5 Station Road".
func (r *reader) labels(p *paragraph) {
	if p.key == "" || p.lines[0].used {
		return
	}
	e, value := r.event, strings.TrimSpace(p.value)
	set := func(field *string) bool {
		if *field != "" {
			return false
		}
		*field = value
		return true
	}
	ok := false
	switch p.key {
	case "venue", "location", "where", "place":
		name, rest, _ := strings.Cut(value, ",")
		if e.Venue.Name == "" && (e.Venue.Address == "" || rest == "") {
			e.Venue.Name, ok = strings.TrimSpace(name), true
			if rest = strings.TrimSpace(rest); rest != "" {
				e.Venue.Address = rest
			}
		}
	case "address":
		ok = set(&e.Venue.Address)
	case "organizer", "organiser", "host", "hosted by":
		ok = set(&e.Organizer.Name)
	case "capacity", "seats":
		first, _, _ := strings.Cut(value, " ")
		n, err := strconv.Atoi(first)
		if ok = err == nil && n > 0 && e.Capacity == 0 && n < 1e7; ok {
			e.Capacity = n
			ok = first == value
			p.keep = !ok
		}
	case "time", "hours":
		if s, rest, is := scanSpan(value); is && rest == "" && r.stated == nil {
			r.stated, ok = &statement{s, p.lines[0]}, true
			r.opening = s.opens()
		}
	case "url", "website", "web", "rsvp", "link":
		if m := linkAlone.FindStringSubmatch(value); m != nil && e.URL == "" {
			e.URL, ok = m[1], true
		} else if l := p.lines[0].links; len(l) == 1 && l[0].Title == value && e.URL == "" && web(l[0].URL) {
			e.URL, ok = l[0].URL, true
		}
	}
	if ok {
		p.use()
		r.page(p)
	}
}
