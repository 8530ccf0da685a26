package announcement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
)

// A paragraph holds lines above the rows that belong together.
type paragraph struct {
	lines     []*line
	text      string // the lines' texts, a line feed between them
	key       string // of a line like "Venue: Main hall"; empty: none
	value     string
	named     bool // it begins with the name, and goes on with the date
	described bool // a fact was taken from it, so it goes whole into the description
}

// use marks the lines of p as used, and takes their link as the page of the event.
func (r *reader) use(p *paragraph) {
	for _, l := range p.lines {
		l.used = true
		for _, link := range l.links {
			if r.event.URL == "" && link.Leads() {
				r.event.URL = link.URL
			} else if link.URL != r.event.URL {
				r.add("unused-link", agenda.Note, l.number, 0, "", "the link to %s was not used", link.URL)
			}
		}
	}
}

// statedHours holds the hours of the event as the text states them.
type statedHours struct {
	span
	line *line
}

// A fact is a kind of label: the word before a colon, as in "Venue: Main hall".
type fact int

const (
	noLabel fact = iota
	nameLabel
	dateLabel
	hoursLabel
	venueLabel
	addressLabel
	capacityLabel
	organizerLabel
	linkLabel
)

// labels maps such words in English, German and French.
var labels = input.Lookup(map[fact]string{
	nameLabel:      "name, title, titel, titre, subject",
	dateLabel:      "date, date and time, date & time, when, datum, wann, termin, quand",
	hoursLabel:     "time, hours, zeit, uhrzeit, heure",
	venueLabel:     "venue, location, where, place, ort, wo, veranstaltungsort, lieu, où",
	addressLabel:   "address, adresse, anschrift",
	capacityLabel:  "capacity, seats, plätze",
	organizerLabel: "organizer, organiser, host, hosted by, veranstalter, organisateur",
	linkLabel:      "url, website, web, rsvp, link",
})

var label = pattern(`^(?i:(?:event |meetup )?(` + oneOf(labels) + `)) ?:[-–—]* ?(.+)$`)

func (r *reader) paragraphs() []*paragraph {
	var all []*paragraph
	var p *paragraph
	for _, l := range r.above {
		if l.layout() {
			p = nil
			continue
		}
		if l.field != noField {
			if f, value := scanField(l); f == subjectField {
				p = &paragraph{key: "subject", value: answered().ReplaceAllString(value, "")}
				all = append(all, p)
			} else if p != nil {
				p.value += " " + l.text
			}
			if p != nil {
				p.lines = append(p.lines, l)
			}
			continue
		}
		if p != nil && p.key == "subject" {
			p = nil
		}
		m := label().FindStringSubmatch(l.text)
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
	all = splitParagraphs(all)
	for _, p := range all {
		p.text = joined(p.lines, "\n")
	}
	return all
}

func joined(lines []*line, separator string) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return strings.Join(texts, separator)
}

// splitParagraphs parts the name, the date and the venue that stand right below each other.
func splitParagraphs(all []*paragraph) []*paragraph {
	var out []*paragraph
	for _, p := range all {
		at := -1
		if p.key == "" && len(p.lines) > 1 && !p.lines[0].bullet {
			for i, l := range p.lines[:min(len(p.lines), 4)] {
				if !l.isTitleLine() {
					break
				}
				if d, ok := scanDay(l.text); ok && d.mention != nil || i == 0 && titleDate(l.text) != "" ||
					i == 1 && placeLine().MatchString(l.text) {
					at = i
				}
			}
		}
		for i := 0; i <= at; i++ {
			out = append(out, &paragraph{lines: p.lines[i : i+1]})
		}
		rest := p.lines[at+1:]
		if at >= 0 && len(rest) > 0 && placeLine().MatchString(rest[0].text) {
			out, rest = append(out, &paragraph{lines: rest[:1]}), rest[1:]
		}
		if len(rest) > 0 {
			p.lines = rest
			out = append(out, p)
		}
	}
	return out
}

// continuation matches the last word of a line that goes on in the next one.
var continuation = words(`(?:on|am|at|in|the|a|an|from|until|till|to|by|with|of|for|den|le|vom|ab|bis|is|` +
	`and|or|und|our|next|this|we|are|will|be)$`)

// beforeDate matches the word between a name and its date.
var beforeDate = pattern(`(?i) (?:on|am|le)$`)

// sentenceStart matches a sentence, which is no name.
var sentenceStart = words(`^(?:we|you|i|it|the next|our next|join|come|meet|see|save|wir|ihr|nous|vous|` +
	`when|wann)`)

// isTitleLine reports whether l might be a line of its own: it begins like one, and no sentence goes on.
func (l *line) isTitleLine() bool {
	first, _ := utf8.DecodeRuneInString(l.text)
	return utf8.RuneCountInString(l.text) <= 80 && !unicode.IsLower(first) && !l.bullet &&
		!strings.ContainsAny(l.text[len(l.text)-1:], ".,;!?") && !continuation().MatchString(l.text)
}

// titleDate gives the name in a line like "Go meetup, 3 June 2025, at the Hub"; empty: it is none.
func titleDate(text string) string {
	found := mentions(text)
	if len(found) != 1 || found[0].from == 0 || strings.ContainsAny(text[len(text)-1:], ".!?;:") {
		return ""
	}
	name := strings.TrimRight(text[:found[0].from], " ")
	title := strings.TrimRight(name, " ,:|(@–—-")
	if on := beforeDate().FindStringIndex(title); on != nil && len(strings.Fields(title)) <= 6 {
		title = title[:on[0]]
	}
	if title == name || title == "" || label().MatchString(text) || utf8.RuneCountInString(title) > 80 ||
		strings.ContainsAny(title, ",;!?") || sentenceStart().MatchString(title) ||
		agendaWord().MatchString(title) {
		return ""
	}
	return title
}

// preamble reads what stands above the rows: name, date, venue, description. Lines above the name are menus
// and buttons of a page, and are not used.
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
	if len(candidates) == 0 && named > 0 {
		candidates = r.candidates(all) // the date stands above the name
	}
	r.chooseDate(candidates, r.weekdayMentions(text))
	for _, p := range all {
		r.labelledFact(p)
	}
	var dates []*paragraph
	for _, c := range candidates {
		dates = append(dates, c.paragraph)
	}
	r.venueBeside(all, dates)
	for _, p := range text {
		r.facts(p)
	}
	var description []string
	for i, p := range text {
		if p.lines[0].used || !p.described && (named < 0 || i == 0 || !p.prose()) {
			continue
		}
		for _, l := range p.lines {
			l.used = true
		}
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
		texts[i], _ = plainText(mdLink().ReplaceAllString(l.body, "$1 ($2)"))
	}
	return strings.Join(texts, " ")
}

// name finds the line that names the event, by the strongest sign there is: it says so; it is the foremost
// heading; it stands right above a dateline; it is short and comes first. It answers with its index, or -1.
func (r *reader) name(all []*paragraph) int {
	at, level := -1, 4
	for i, p := range all {
		if p.key == "subject" && p.value != "" && level > 0 {
			at, level = i, 0
		}
		if labels[p.key] == nameLabel && p.key != "subject" {
			at, level = i, 0
			break
		}
		if h := p.lines[0].heading; h > 0 && h < level && p.key == "" && !isDay(p.text) &&
			!agendaWord().MatchString(p.text) {
			at, level = i, h
		}
	}
	for i := 1; at < 0 && i < len(all); i++ {
		d, ok := scanDay(all[i].text)
		if ok && d.mention != nil && d.mention.full() && d.title == "" && all[i-1].short() {
			at = i - 1
		}
	}
	if at < 0 && len(all) > 0 && all[0].short() {
		if len(mentions(all[0].text)) == 0 {
			at = 0
		} else if title := titleDate(all[0].text); title != "" {
			r.event.Name, all[0].named = title, true
			return 0
		}
	}
	if at < 0 {
		return -1
	}
	p := all[at]
	if r.event.Name = p.text; p.key != "" {
		r.event.Name = p.value
	}
	r.use(p)
	if p.key != "" {
		return 0 // a text that labels its facts has no menus above them
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
		!strings.Contains(p.text, "|") && !linkAlone().MatchString(p.text)
}
