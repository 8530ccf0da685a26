package announcement

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
)

// A paragraph is one or more lines above the rows that belong together.
type paragraph struct {
	lines []*line
	text  string // the lines' texts, a line feed between them
	key   string // of a line like "Venue: Main hall"; empty: none
	value string
	keep  bool // a fact was taken from it, so it goes whole into the description
}

func (p *paragraph) use() {
	for _, l := range p.lines {
		l.used = true
	}
}

// A statement is what the text says of the hours of the event.
type statement struct {
	span
	line *line
}

var label = regexp.MustCompile(`^(?i:(?:event |meetup )?(name|title|date(?: (?:and|&) time)?|when|time|` +
	`hours|venue|location|where|place|address|capacity|seats|organi[sz]er|host|hosted by|` +
	`url|website|web|rsvp|link))` +
	` ?:[-–—]* ?(.+)$`)

func (r *reader) paragraphs() []*paragraph {
	var all []*paragraph
	var p *paragraph
	for _, l := range r.above {
		if l.layout() {
			p = nil
			continue
		}
		m := label.FindStringSubmatch(l.text)
		alone := l.heading > 0 || l.bullet || m != nil
		if p == nil || alone {
			p = &paragraph{}
			all = append(all, p)
			if m != nil {
				p.key, p.value = strings.ToLower(m[1]), m[2]
			}
		}
		p.lines = append(p.lines, l)
		if l.heading > 0 || m != nil {
			p = nil
		}
	}
	for _, p := range all {
		texts := make([]string, len(p.lines))
		for i, l := range p.lines {
			texts[i] = l.text
		}
		p.text = strings.Join(texts, "\n")
	}
	return all
}

// preamble reads what stands above the rows: name, date, venue, description. What stands above the name is
// the furniture of a page, and is left alone.
func (r *reader) preamble() {
	r.opening = -1
	all := r.paragraphs()
	named := r.name(all)
	if named < 0 {
		r.add("no-name", agenda.Warning, 0, 0, "write it as the first line, or name the event in its file",
			"no line names the event")
	}
	text := all[max(named, 0):]
	candidates := r.candidates(text)
	r.date(candidates, r.written(text))
	for _, p := range all {
		r.labels(p)
	}
	for _, p := range text {
		r.facts(p)
	}
	var description []string
	for i, p := range text {
		if p.lines[0].used || !p.keep && (named < 0 || i == 0 || !p.prose()) {
			continue
		}
		p.use()
		description = append(description, p.withLinks())
	}
	r.event.Description = strings.Join(description, "\n\n")
}

// prose reports whether p is running text and not a button, a menu or a heading.
func (p *paragraph) prose() bool {
	end := strings.TrimRight(p.text, ` )"”’'`)
	return p.lines[0].heading == 0 && !p.lines[0].bullet && len(strings.Fields(p.text)) >= 6 &&
		(strings.HasSuffix(end, ".") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, "?"))
}

// withLinks is the text of p, each link with its address behind it.
func (p *paragraph) withLinks() string {
	texts := make([]string, len(p.lines))
	for i, l := range p.lines {
		texts[i], _ = unmarked(mdLink.ReplaceAllString(l.body, "$1 ($2)"))
	}
	return strings.Join(texts, " ")
}

// name finds the line that names the event, by the strongest sign there is: it says so; it is the foremost
// heading; it stands right above a dateline; it is short and comes first. It answers with its index, or -1.
func (r *reader) name(all []*paragraph) int {
	at, level := -1, 4
	for i, p := range all {
		if p.key == "name" || p.key == "title" {
			at, level = i, 0
			break
		}
		if h := p.lines[0].heading; h > 0 && h < level && p.key == "" && !isDay(p.text) {
			at, level = i, h
		}
	}
	for i := 1; at < 0 && i < len(all); i++ {
		d, ok := scanDay(all[i].text)
		if ok && d.mention != nil && d.mention.full() && d.title == "" && all[i-1].short() {
			at = i - 1
		}
	}
	if at < 0 && len(all) > 0 && all[0].short() && len(mentions(all[0].text)) == 0 {
		at = 0
	}
	if at < 0 {
		return -1
	}
	p := all[at]
	if r.event.Name = p.text; p.key != "" {
		r.event.Name = p.value
	}
	p.use()
	r.page(p)
	if p.key != "" {
		return 0 // a text that labels its facts has no furniture
	}
	return at
}

func isDay(text string) bool {
	_, ok := scanDay(text)
	return ok
}

// short reports whether p could be a title.
func (p *paragraph) short() bool {
	return len(p.lines) == 1 && p.key == "" && !p.lines[0].bullet && !p.lines[0].quote &&
		utf8.RuneCountInString(p.text) <= 100 && !strings.ContainsAny(p.text[len(p.text)-1:], ".;:,") &&
		!strings.Contains(p.text, "|") && !linkAlone.MatchString(p.text)
}

// page takes the link of a used line for the page of the event.
func (r *reader) page(p *paragraph) {
	for _, l := range p.lines {
		for _, link := range l.links {
			if r.event.URL == "" && web(link.URL) {
				r.event.URL = link.URL
			} else if link.URL != r.event.URL {
				r.add("unused-link", agenda.Note, l.number, 0, "", "the link to %s was not used", link.URL)
			}
		}
	}
}
