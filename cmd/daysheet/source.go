package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/announcement"
	"github.com/daysheet/daysheet/agenda/listing"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/ical"
)

// A kind is a kind of file, which is told by its content: sniff knows it for certain. Where none does, the
// ending of the name decides.
type kind struct {
	name  string // with its article
	hint  string // what to do with one where a command takes another kind; FILE is its name
	ends  []string
	sniff func(head string) bool
	read  reader // nil: no event is read from it
}

// A reader makes an event of a file and of what a person says of it, most of it of an announcement.
type reader func(io.Reader, announcement.Options) (*agenda.Event, agenda.Findings, error)

// The kinds of files that commands take.
var (
	feedFile = &kind{name: "a calendar feed",
		hint:  "make an event file of it with: daysheet import FILE",
		ends:  []string{".ics", ".ical"},
		sniff: beginCalendar.MatchString,
		read: func(in io.Reader, o announcement.Options) (*agenda.Event, agenda.Findings, error) {
			return ical.Read(in, ical.ReadOptions{Name: o.Name, Zone: o.Zone})
		}}
	eventFile = &kind{name: "an event file",
		hint: "it needs no import; make everything of it with: daysheet build",
		ends: []string{".yaml", ".yml"},
		sniff: func(head string) bool {
			keys := map[string]bool{}
			for _, m := range eventKey.FindAllStringSubmatch(head, -1) {
				keys[m[1]] = true
			}
			return len(keys) >= 2
		}}
	listFile = &kind{name: "an attendee list",
		hint: "print badges of it with: daysheet badges EVENT FILE",
		ends: []string{".csv", ".tsv"},
		sniff: func(head string) bool {
			_, _, err := roster.Read(strings.NewReader(head), roster.Options{})
			return err == nil && !timed(head)
		}}
	announcementFile = &kind{name: "an announcement",
		hint:  "make an event file of it with: daysheet import FILE --zone ZONE",
		ends:  []string{".txt", ".md", ".markdown", ".html", ".htm", ".eml"},
		sniff: timetable,
		read:  announcement.Read}
)

// kinds are all that files are told apart by, those first that are the surest.
var kinds = []*kind{
	feedFile,
	{name: "a spreadsheet", hint: "export it as CSV (UTF-8), and name that",
		ends: []string{".xlsx", ".xls", ".ods"},
		sniff: func(head string) bool {
			return strings.HasPrefix(head, "PK\x03\x04") || strings.HasPrefix(head, "\xd0\xcf\x11\xe0")
		}},
	{name: "a PDF", hint: "name what it was made of",
		ends:  []string{".pdf"},
		sniff: func(head string) bool { return strings.HasPrefix(head, "%PDF-") }},
	{name: "a picture", hint: "one is named in the event file, after logo:",
		ends: []string{".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"},
		sniff: func(head string) bool {
			return beginSVG.MatchString(head) ||
				strings.HasPrefix(head, "RIFF") && strings.Contains(head, "WEBP") ||
				slices.ContainsFunc([]string{"\x89PNG", "\xff\xd8\xff", "GIF87a", "GIF89a"},
					func(first string) bool { return strings.HasPrefix(head, first) })
		}},
	{name: "a schedule for conference programs",
		hint: "daysheet does not read it yet; import the feed beside it",
		sniff: func(head string) bool {
			return strings.HasPrefix(head, "<") && strings.Contains(head, "<schedule") ||
				strings.HasPrefix(head, "{") && strings.Contains(head, `"schedule"`)
		}},
	eventFile, listFile, announcementFile,
}

var (
	beginCalendar = regexp.MustCompile(`^(?i)BEGIN:VCALENDAR\s`)
	beginSVG      = regexp.MustCompile(`^(?s:<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE svg.*?>|\s)*<svg[\s>]`)
	eventKey      = regexp.MustCompile(`(?m)(?:^|[{,]\s*)["']?(name|zone|days|sessions)["']?[ \t]*:`)
	clock         = regexp.MustCompile(`\d[:.h]\d\d`)
	// clockLine is a line that begins with a time, as those of an agenda do.
	clockLine = regexp.MustCompile(
		`(?im)^[-*#|>\s]*(?:<t[dr]>)*[-*#|>\s]*\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m)(?:[^\d.]|$)`)
)

// timetable reports whether two lines or more begin with a time.
func timetable(head string) bool { return len(clockLine.FindAllStringIndex(head, 2)) == 2 }

// timed reports whether times stand in a text as in a program; beside e-mail addresses they are of orders.
func timed(head string) bool {
	return clock.MatchString(head) && !strings.Contains(head, "@") || timetable(head)
}

// inColumns reports whether three lines or more have one delimiter equally often. One comma a line is prose.
func inColumns(head string) bool {
	lines := strings.FieldsFunc(head, func(r rune) bool { return r == '\n' || r == '\r' })
	return len(lines) >= 3 &&
		slices.ContainsFunc([]string{",", ";", "\t"}, func(delimiter string) bool {
			n := strings.Count(lines[0], delimiter)
			return n > 0 && (n > 1 || delimiter != ",") && !slices.ContainsFunc(lines, func(l string) bool {
				return strings.Count(l, delimiter) != n
			})
		})
}

// headSize is how much of a file tells its kind, in octets.
const headSize = 64 << 10

// sniff tells which of the kinds that a command takes a file is, and gives the whole file.
func sniff(path string, in io.Reader, takes []*kind) (*kind, io.Reader, error) {
	whole := bufio.NewReaderSize(in, headSize)
	head, err := whole.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, failf("", "cannot read %s: %w", path, cause(err))
	}
	if end := bytes.LastIndexAny(head, "\r\n"); len(head) == headSize && end >= 0 {
		head = head[:end+1] // a line that is cut in two says nothing
	}
	k, err := kindOf(path, head, takes)
	return k, whole, err
}

// kindOf tells what a file is by its beginning. Where that leaves several kinds, its name decides, and where
// that does not, it is an announcement, which people write in any way, or the first of the kinds taken.
func kindOf(path string, head []byte, takes []*kind) (*kind, error) {
	text := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n")
	if text == "" {
		return nil, failf("", "%s is empty", nameOf(path))
	}
	for _, k := range kinds {
		if k.sniff(text) {
			return k.among(path, takes)
		}
	}
	switch named := kindNamed(path); {
	case named != nil && slices.Contains(takes, named):
		return named, nil
	case inColumns(text) && !timed(text) && (named == listFile || !slices.Contains(takes, announcementFile)):
		return listFile.among(path, takes)
	case slices.Contains(takes, announcementFile):
		return announcementFile, nil
	case named != nil:
		return named.among(path, takes)
	}
	return takes[0], nil
}

// kindNamed is the kind that the ending of a name tells, or nil.
func kindNamed(path string) *kind {
	for _, k := range kinds {
		if slices.Contains(k.ends, strings.ToLower(filepath.Ext(path))) {
			return k
		}
	}
	return nil
}

// among gives k where a command takes it.
func (k *kind) among(path string, takes []*kind) (*kind, error) {
	if slices.Contains(takes, k) {
		return k, nil
	}
	var names []string
	for _, t := range takes {
		names = append(names, t.name)
	}
	return nil, failf(strings.ReplaceAll(k.hint, "FILE", path), "%s is %s, not %s", nameOf(path), k.name,
		strings.Replace(listing.English.Join(names), " and ", " or ", 1))
}

// nameOf is the name of a file in a message.
func nameOf(path string) string {
	if path == "-" {
		return "standard input"
	}
	return path
}
