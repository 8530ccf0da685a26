package eventfile

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// WriteIDs writes into the text of an event file what would otherwise be derived: the id of the event and of
// each session that has none, so that a session that gets a new title stays the same session to those who
// have subscribed to it; and the revision of the event (RFC 3339, in UTC), which goes for all sessions. A
// zero revised writes ids only.
//
// Comments, order, empty lines, quotes and line ends stay as they are, and so does what is written already;
// an entry of one line becomes a mapping. What is returned reads as the event did, with the ids; a second
// run changes nothing. Errors are those of [Read], and ids-not-placed where the file is written in a way
// into which the ids do not fit.
func WriteIDs(src []byte, revised time.Time, o Options) ([]byte, agenda.Findings, error) {
	f, findings, err := parse(bytes.NewReader(src), o)
	if err != nil {
		return nil, findings, err
	}
	p := idWriter{file: f, misfit: -1}
	e := f.event
	eventID, ids := e.Identity(), e.SessionIDs()
	keys := []string{"id: " + inline(eventID)}
	if !revised.IsZero() {
		revised = revised.UTC()
		keys = append(keys, "revised: "+revised.Format(time.RFC3339Nano))
	}
	p.mapping(p.root, keys, "name")
	e.ID, e.Revised = eventID, cmp.Or(e.Revised, revised)
	for i, id := range ids {
		p.session(f.entries[i], id, e.Sessions[i].Title)
		e.Sessions[i].ID = id
	}
	if p.misfit < 0 {
		if len(p.edits) == 0 {
			return src, findings, nil
		}
		if out, ok := p.apply(); ok && len(out) <= MaxSize && same(e, f.settings, out, o) {
			return out, findings, nil
		}
	}
	f.fail("ids-not-placed", p.misfit, "write this as keys with values on lines of their own",
		"the ids do not fit into the file as it is written")
	return nil, findings, f.findings.Err()
}

// same reports whether text reads as e with those settings.
func same(e *agenda.Event, settings Settings, text []byte, o Options) bool {
	g := open(text, o)
	g.read()
	if g.errors > 0 || g.event.ID != e.ID || len(g.event.Sessions) != len(e.Sessions) {
		return false
	}
	var want, got bytes.Buffer
	o.Settings = settings
	_, err := Write(&want, e, o)
	o.Settings = g.settings
	_, wrong := Write(&got, g.event, o)
	return err == nil && wrong == nil && bytes.Equal(want.Bytes(), got.Bytes())
}

// edit puts text in the place of content[from:to].
type edit struct {
	from, to int
	text     string
}

// idWriter collects the edits that put ids into a file.
type idWriter struct {
	*file
	edits  []edit
	misfit int // the first place that is written in a way that is not known, or -1
}

func (p *idWriter) edit(from, to int, text string) {
	if to < from && p.misfit < 0 {
		p.misfit = from
	}
	p.edits = append(p.edits, edit{from, to, text})
}

// apply makes the edits, and reports whether none is inside another.
func (p *idWriter) apply() (out []byte, ok bool) {
	slices.SortStableFunc(p.edits, func(a, b edit) int { return a.from - b.from })
	var b bytes.Buffer
	b.WriteString(p.bom)
	at := 0
	for _, e := range p.edits {
		if e.from < at {
			return nil, false
		}
		b.WriteString(p.content[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.WriteString(p.content[at:])
	return b.Bytes(), true
}

func (p *idWriter) session(e entry, id, title string) {
	value := inline
	if e.flow {
		value = bracketed
	}
	keys := []string{"id: " + value(id)}
	if title != "" {
		title = "title: " + value(title)
	}
	switch {
	case e.node.kind == scalar:
		end := p.end(e.node)
		p.unfold(e.node.at, end, e.node.text, title, keys, e.flow, !e.node.flow())
	case e.title != nil && e.node.value("id") == nil:
		end := e.title.value.at + 1
		if e.title.value.kind == scalar {
			end = p.end(e.title.value)
		}
		p.unfold(e.title.key.at, end, e.title.key.text, title, keys, e.flow, false)
	default:
		p.mapping(e.node, keys, "title", "at")
	}
}

// unfold makes keys with values of an entry of one line, and puts a title, if there is one, and keys with
// them. In brackets it needs braces where braced is set.
func (p *idWriter) unfold(from, end int, text, title string, keys []string, flow, braced bool) {
	var parts []string
	if c, rest, timed := cutTime(text); timed {
		time := strings.TrimRightFunc(strings.TrimSuffix(strings.TrimSpace(text), rest), isDash)
		if !c.ended || flow {
			time = quote(time)
		}
		parts = append(parts, "at: "+time)
	}
	if title != "" {
		parts = append(parts, title)
	}
	if flow {
		line := strings.Join(append(parts, keys...), ", ")
		if braced {
			line = "{" + line + "}"
		}
		p.edit(from, end, line)
		return
	}
	newLine := p.newLine(from)
	p.edit(from, end, strings.Join(parts, newLine))
	lineEnd := p.lineOf(end).to
	p.edit(lineEnd, lineEnd, newLine+strings.Join(keys, newLine))
}

// mapping puts those of keys that n lacks behind the first of the pairs after that stands on one line, or
// before all others.
func (p *idWriter) mapping(n *node, keys []string, after ...string) {
	var lacking []string
	behind := after
	for _, k := range keys {
		name, value, _ := strings.Cut(k, ":")
		switch found := n.find(name); {
		case found == nil:
			lacking = append(lacking, k)
		case found.value.kind == nothing:
			behind := found.value.at + 1 // the colon
			p.edit(behind, behind, value)
		default:
			behind = append([]string{name}, behind...)
		}
	}
	if len(lacking) == 0 {
		return
	}
	if n.flow() {
		from, text := n.at+1, strings.Join(lacking, ", ")
		if len(n.pairs) > 0 {
			from, text = n.pairs[0].key.at, text+", "
		}
		p.edit(from, from, text)
		return
	}
	newLine := p.newLine(n.pairs[0].key.at)
	for _, name := range behind {
		if found := n.find(name); found != nil && p.oneLine(found) {
			from := p.lineOf(found.key.at).to
			p.edit(from, from, newLine+strings.Join(lacking, newLine))
			return
		}
	}
	from := n.pairs[0].key.at
	p.edit(from, from, strings.Join(lacking, newLine)+newLine)
}

// bracketed writes s as it must be inside brackets and braces.
func bracketed(s string) string {
	if strings.ContainsAny(s, ",[]{}") {
		return quote(s)
	}
	return inline(s)
}

// newLine ends a line and indents the next one like content[at].
func (p *idWriter) newLine(at int) string { return p.eol + strings.Repeat(" ", p.where(at).Column-1) }

// oneLine reports whether key and value are on one line that holds no other.
func (p *idWriter) oneLine(v *pair) bool {
	l := p.lineOf(v.key.at)
	if v.value.kind != scalar || v.value.at > l.to {
		return false
	}
	end := p.end(v.value)
	return end >= 0 && end <= l.to
}

// end is where the text of n ends in the file, or -1 where that is not known.
func (p *idWriter) end(n *node) int {
	switch {
	case n.style&quotes != 0:
		return n.at + len(quotedText.FindString(p.parsed[n.at:]))
	case n.style == 0:
		return plainEnd(p.parsed, n.at, n.text)
	}
	return -1
}

// quotedText is a text in quotes.
var quotedText = regexp.MustCompile(`(?s)^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')`)

// plainEnd follows text through s, where spaces may be line ends with indentation.
func plainEnd(s string, from int, text string) int {
	const space = " \t\r\n"
	isSpace := func(r rune) bool { return strings.ContainsRune(space, r) }
	at := from
	for word := range strings.FieldsFuncSeq(text, isSpace) {
		rest, ok := strings.CutPrefix(strings.TrimLeft(s[at:], space), word)
		if !ok {
			return -1
		}
		at = len(s) - len(rest)
	}
	return at
}
