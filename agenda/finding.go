package agenda

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Finding is something a person must know about an input. Every reader and every check speaks in Findings.
type Finding struct {
	Rule     string   `json:"rule"` // a stable name in kebab case: "room-twice"
	Severity Severity `json:"severity"`
	Where    Where    `json:"where"`
	Message  string   `json:"message"`          // what is wrong: no capital, no full stop
	Hint     string   `json:"hint,omitempty"`   // what to do about it
	Source   string   `json:"source,omitempty"` // the offending lines as they stand, where showing them helps
	More     int      `json:"more,omitempty"`   // how many findings of this rule it stands for, beside itself
}

// A Severity weighs a Finding.
type Severity int

// A note is worth knowing, a warning is probably a mistake, an error makes the output wrong.
const (
	Note Severity = iota
	Warning
	Error
)

func (s Severity) String() string {
	return [...]string{"note", "warning", "error"}[min(max(s, Note), Error)]
}

// MarshalText gives "note", "warning" or "error".
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Where is the place of a Finding. Readers know files and lines, checks ids and keys of the event ("logo:").
type Where struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`   // from 1; 0 is unknown
	Column int    `json:"column,omitempty"` // in runes, from 1; 0 is unknown
	ID     string `json:"id,omitempty"`     // of the session, speaker, room, track or attendee
}

// String gives "event.yaml:12:7", or the id where no line is known.
func (w Where) String() string {
	s, id := w.File, w.ID
	if w.Line > 0 {
		s, id = strings.TrimPrefix(fmt.Sprintf("%s:%d", s, w.Line), ":"), ""
		if w.Column > 0 {
			s += fmt.Sprintf(":%d", w.Column)
		}
	}
	if s != "" && id != "" {
		s += ": "
	}
	return s + id
}

// String gives "event.yaml:12:7: message", without the hint and the source.
func (f Finding) String() string {
	if w := f.Where.String(); w != "" {
		return w + ": " + f.Message
	}
	return f.Message
}

// Findings are in the order in which they were found.
type Findings []Finding

// Add appends a Finding whose message is formatted as by fmt.Sprintf.
func (fs *Findings) Add(rule string, s Severity, w Where, hint, format string, args ...any) {
	*fs = append(*fs, Finding{
		Rule: rule, Severity: s, Where: w, Hint: hint, Message: fmt.Sprintf(format, args...),
	})
}

// Count says how many findings have severity s.
func (fs Findings) Count(s Severity) int { return len(fs.of(s)) }

func (fs Findings) of(s Severity) Findings {
	return slices.DeleteFunc(slices.Clone(fs), func(f Finding) bool { return f.Severity != s })
}

// Err is an [InputError] of the findings that are errors, nil without one.
func (fs Findings) Err() error {
	if wrong := fs.of(Error); len(wrong) > 0 {
		return &InputError{wrong}
	}
	return nil
}

// WriteJSON writes the findings as one JSON array and a line feed.
func (fs Findings) WriteJSON(w io.Writer) error {
	if fs == nil {
		fs = Findings{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(fs)
}

// An InputError says why an input cannot be used, with every reason found.
type InputError struct {
	Findings Findings // at least one
}

func (e *InputError) Error() string {
	lines := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}
