package reader

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// describe makes abstract, speakers and links of the description.
func (f *Reader) describe(v *VEvent) {
	text := v.Text("DESCRIPTION")
	if v.source.Ours {
		f.describeOurs(v, text)
		return
	}
	if strings.TrimSpace(text) == "" {
		text = v.Text("X-ALT-DESC")
	}
	f.cutTitleByline(v)
	text = tidy(text)
	if len(v.Speakers) == 0 {
		text = f.cutByline(v, text)
	}
	if looksLikeHTML(text) {
		p := plainText(text, v.url)
		text = tidy(p.text)
		for _, l := range p.links {
			v.link(l)
		}
		for range p.dead {
			f.skip("a link in a description that leads to no web page", v.Line)
		}
		for range p.pictures {
			f.skip("a picture in a description", v.Line)
		}
	} else {
		text = v.source.prose(text)
	}
	if len(v.Speakers) == 0 {
		text = f.cutByline(v, text)
	}
	if text == v.url {
		text = ""
	}
	v.Abstract = text
}

// tidy trims the end of each line, leaves one space between words and one empty line between paragraphs.
func tidy(text string) string {
	if !strings.ContainsAny(text, "\n\u00a0\t\v") && !strings.Contains(text, "  ") {
		return strings.TrimSpace(text)
	}
	var b strings.Builder
	b.Grow(len(text))
	empty := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimRightFunc(line, unicode.IsSpace); strings.TrimSpace(line) == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(empty, 1)+1])
		}
		words := strings.TrimLeft(line, " \t")
		b.WriteString(line[:len(line)-len(words)])
		b.WriteString(input.OneLine(words))
		empty = 0
	}
	return strings.TrimSpace(b.String())
}

// cutByline takes the line that names the speakers off the start or the end of a text.
func (f *Reader) cutByline(v *VEvent, text string) string {
	first, rest, _ := strings.Cut(text, "\n")
	if f.speakersOf(v, first) {
		return strings.TrimSpace(rest)
	}
	before, last, found := wire.CutLast(text, "\n")
	if found && f.speakersOf(v, last) {
		return strings.TrimSpace(before)
	}
	return text
}

// speakersOf reads one line, and reports whether it names the speakers and nothing else.
func (f *Reader) speakersOf(v *VEvent, line string) bool {
	line = v.source.prose(strings.TrimSpace(line))
	if len(line) > maxByline {
		return false
	}
	m := bylineForm.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	return f.addSpeakers(v, cmp.Or(m[1], m[2]), m[1] != "") // with a colon, as only who means it writes it
}

// addSpeakers adds the people that a byline names, where each may be one; said: the text calls them speakers.
func (f *Reader) addSpeakers(v *VEvent, byline string, said bool) bool {
	found := input.ParseByline(byline)
	if slices.ContainsFunc(found, func(s agenda.Speaker) bool { return !maybeName(s.Name, said) }) {
		return false
	}
	for _, s := range found {
		v.Speakers = append(v.Speakers, f.people.add(f.Event, s, false))
	}
	return len(found) > 0
}

// cutTitleByline takes "(talk by …)" off the end of a title.
func (f *Reader) cutTitleByline(v *VEvent) {
	m := titleForm.FindStringSubmatch(v.Title)
	if m == nil || len(v.Title) > maxByline || !f.addSpeakers(v, m[2], false) {
		return
	}
	kind := agenda.Kind(strings.ToLower(m[1]))
	if kind != agenda.Talk && slices.Contains(agenda.Kinds(), kind) {
		v.Kind = kind
	}
	v.Title = strings.TrimSuffix(v.Title, m[0])
}

var titleForm = regexp.MustCompile(`(?i)\s+\((talk|keynote|workshop|tutorial|session|panel) by ([^()]+)\)$`)

// maxByline is longer than a line that names speakers, in octets.
const maxByline = 1000

var bylineForm = regexp.MustCompile(`^(?i:(?:speaker|presenter|host|presented by|hosted by|by)(?:s|\(s\))?)` +
	`(?:\s*[:：]\s*(\S.*)|\s+(\p{Lu}.*))$`)

// maybeName reports whether s may be a person's name; said: the text calls it one.
func maybeName(s string, said bool) bool {
	words := strings.Fields(s)
	if len(words) == 0 || utf8.RuneCountInString(s) > 80 || strings.Contains(s, "://") {
		return false
	}
	if said {
		return len(words) <= 8
	}
	if len(words) < 2 || len(words) > 5 || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return false
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return !strings.HasSuffix(s, ".") || len(words[len(words)-1]) <= 4 // Jr.
}

// describeOurs undoes what description has made: a byline, the abstract, the links.
func (f *Reader) describeOurs(v *VEvent, text string) {
	var speakers []agenda.Speaker
	for i := range v.Properties {
		p := &v.Properties[i]
		if p.Name != "X-DAYSHEET-SPEAKER" {
			continue
		}
		s := agenda.Speaker{Name: p.Text(), Organization: p.Parameter("X-ORGANIZATION")}
		if s.Name != "" {
			speakers = append(speakers, s)
			v.Speakers = append(v.Speakers, f.people.add(f.Event, s, true))
		}
	}
	if byline := input.OneLine(byline(speakers)); byline != "" {
		if rest, found := strings.CutPrefix(text, byline); found && (rest == "" || rest[0] == '\n') {
			text = strings.TrimSpace(rest)
		}
	}
	v.Abstract = v.ownLinks(text)
}

// onlineLine is the last line of a description of ours, where the session can be joined from afar.
const onlineLine = OnlineLabel + ": "

// ownLinks takes the paragraph of links off the end of a description of ours. It is one where it starts with
// the address that is the session's URL, or ends with the one that is its CONFERENCE.
func (v *VEvent) ownLinks(text string) string {
	before, last, found := wire.CutLast(text, "\n\n")
	if !found {
		before, last = "", text
	}
	joined := false
	if rest, ok := strings.CutSuffix("\n"+last, "\n"+onlineLine+v.Online); ok && v.Online != "" {
		joined, last = true, strings.TrimPrefix(rest, "\n")
	}
	if last == "" && joined {
		return before
	}
	links := linkLines(last)
	first := slices.IndexFunc(links, func(l agenda.Link) bool { return wire.WebURI(l.URL) != "" })
	if joined || first >= 0 && v.url != "" && wire.WebURI(links[first].URL) == v.url {
		v.Links = links
		return before
	}
	return text
}

// linkLines reads a paragraph of lines "Title: URL", "URL" and "Title".
func linkLines(paragraph string) []agenda.Link {
	var links []agenda.Link
	for line := range strings.SplitSeq(paragraph, "\n") {
		title, address, found := wire.CutLast(line, ": ")
		if !found {
			title, address = "", line
		}
		word := strings.ContainsAny(address, "./") && !strings.ContainsAny(address, " \t")
		if !word && wire.WebURI(address) == "" {
			title, address = line, ""
		}
		links = append(links, agenda.Link{Title: title, URL: address})
	}
	return links
}
