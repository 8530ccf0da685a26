package roster

import "strings"

// records reads CSV (RFC 4180) as programs write it: any of three separators, any line end, lines that a
// broken quote does not take along.
type records struct {
	text      string // fields are parts of it
	separator byte   // 0 is none: each line is one field
	at        int    // where the next record begins
	line      int    // the number of the line that begins there

	// A record with a broken quote is read again from its second line on. Reading the same text again and
	// again would take quadratic time, so once that comes to more than the text itself is long, a quote
	// ends with its line, and begins its field.
	again int // octets
}

// A record is a row, which may take several lines.
type record struct {
	fields []string // at most maxColumns
	count  int      // of fields, whatever is kept
	line   int      // on which it begins
	first  string   // the line on which it begins
	broken bool     // a quote does not end, or is followed by more than a separator: fields are not right
}

// next gives the next record that is no empty line; false at the end.
func (r *records) next() (record, bool) {
	for r.at < len(r.text) {
		end, next := lineEnd(r.text, r.at)
		if end > r.at {
			return r.read(end, next), true
		}
		r.at, r.line = next, r.line+1
	}
	return record{}, false
}

// lineEnd gives the end of the line at i and the beginning of the next one.
func lineEnd(text string, i int) (end, next int) {
	n := strings.IndexAny(text[i:], "\r\n")
	if n < 0 {
		return len(text), len(text)
	}
	end = i + n
	if strings.HasPrefix(text[end:], "\r\n") {
		return end, end + 2
	}
	return end, end + 1
}

// read gives the record at r.at, whose first line ends at end, before the line at next.
func (r *records) read(end, next int) record {
	rec := record{line: r.line, first: r.text[r.at:end], fields: make([]string, 0, 16)}
	i, lines := r.at, 1
	for {
		value, stop, ends, ok := r.field(i)
		if !ok {
			r.again += max(stop-next, 0)
			r.at, r.line = next, r.line+1
			rec.broken = true
			return rec
		}
		lines += ends
		if rec.count++; rec.count <= maxColumns {
			rec.fields = append(rec.fields, value)
		}
		if stop < len(r.text) && r.text[stop] == r.separator && r.separator != 0 {
			i = stop + 1
			continue
		}
		_, r.at = lineEnd(r.text, stop)
		r.line += lines
		return rec
	}
}

// oneLine reports whether quotes end with their line.
func (r *records) oneLine() bool { return r.again > len(r.text) }

// field reads the field at i. It gives where the field stops, at a separator or a line end, and how many line
// ends are in it; not ok where its quotes are broken.
func (r *records) field(i int) (value string, stop, ends int, ok bool) {
	quote := r.skipBlanks(i)
	if quote < len(r.text) && r.text[quote] == '"' && (quote == i || !r.oneLine()) {
		value, stop, ends, ok = r.quoted(quote)
		if ok || quote == i {
			return value, stop, ends, ok
		}
		r.again += stop - quote // Ada, "Bob" Lee: quotes within a field
	}
	stop = i
	for stop < len(r.text) && !r.stops(r.text[stop]) {
		stop++
	}
	return r.text[i:stop], stop, 0, true
}

// skipBlanks steps over spaces and tabs, which some put between a separator and a quote.
func (r *records) skipBlanks(i int) int {
	for i < len(r.text) && (r.text[i] == ' ' || r.text[i] == '\t') && !r.stops(r.text[i]) {
		i++
	}
	return i
}

// quoted reads the field whose opening quote is at i.
func (r *records) quoted(i int) (value string, stop, ends int, ok bool) {
	var b strings.Builder
	for i++; ; {
		n := strings.IndexByte(r.text[i:], '"')
		if r.oneLine() {
			if end, _ := lineEnd(r.text, i); n < 0 || i+n > end {
				return "", end, 0, false
			}
		}
		if n < 0 {
			return "", len(r.text), 0, false
		}
		b.WriteString(r.text[i : i+n])
		if i += n + 1; i < len(r.text) && r.text[i] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		value = b.String()
		i = r.skipBlanks(i)
		return value, i, lineEnds(value), i == len(r.text) || r.stops(r.text[i])
	}
}

func (r *records) stops(c byte) bool {
	return c == '\n' || c == '\r' || c == r.separator && r.separator != 0
}

func lineEnds(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}
