package lint

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/ical/internal/wire"
)

// blameless is a feed of another program that has no fault; line 5 is the first of its zone, 26 of its event.
const blameless = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//schedule//EN
X-WR-CALNAME:Meetup
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20260501T120000Z
LAST-MODIFIED:20260501T120000Z
SEQUENCE:1
DTSTART;TZID=Europe/Berlin:20260603T183000
DTEND;TZID=Europe/Berlin:20260603T193000
SUMMARY:Keynote\, and more
DESCRIPTION:All of it.\nAnd a link: https://example.org/?a=1&b=2
CATEGORIES:Main hall,Talks
ORGANIZER;CN="Okafor, Ada":mailto:ada@example.org
STATUS:CONFIRMED
URL:https://example.org/one
END:VEVENT
END:VCALENDAR
`

// amended gives that feed with CR LF, after replacements: old, new, old, new.
func amended(t testing.TB, replacements []string) string {
	t.Helper()
	s := blameless
	for i := 0; i < len(replacements); i += 2 {
		if !strings.Contains(s, replacements[i]) {
			t.Fatalf("%q is not in the feed", replacements[i])
		}
		s = strings.Replace(s, replacements[i], replacements[i+1], 1)
	}
	return strings.ReplaceAll(s, "\n", "\r\n")
}

func lint(t testing.TB, feed string) agenda.Findings {
	t.Helper()
	findings, err := Lint(strings.NewReader(feed), Options{Name: "feed.ics"})
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

// placed are the rules and lines of findings: "no-uid:26".
func placed(findings agenda.Findings) string {
	var list []string
	for _, f := range findings {
		list = append(list, fmt.Sprintf("%s:%d", f.Rule, f.Where.Line))
	}
	return strings.Join(list, " ")
}

const (
	theStart = "DTSTART;TZID=Europe/Berlin:20260603T183000\n"
	theEnd   = "DTEND;TZID=Europe/Berlin:20260603T193000\n"
	theUID   = "UID:one@example.org\n"
	theStamp = "DTSTAMP:20260501T120000Z\n"
	theZone  = "BEGIN:VTIMEZONE\n"
	theClose = "END:VCALENDAR\n"
	bare     = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nNAME:x\n"
)

var another = "BEGIN:VEVENT\nUID:two@example.org\nDTSTAMP:20260501T120000Z\n" +
	"LAST-MODIFIED:20260501T120000Z\nSEQUENCE:1\nDTSTART:20260603T183000Z\nDTEND:20260603T193000Z\n" +
	"SUMMARY:Two\nEND:VEVENT\n"

// between is the part of the feed from the first to the second.
func between(from, to string) string {
	return blameless[strings.Index(blameless, from):strings.Index(blameless, to)]
}

var lintTests = []struct {
	want         string // "rule:line rule:line"; nothing: no finding
	replacements []string
}{
	{"", nil},

	// The lines.
	{"unclosed:23", []string{"END:VEVENT\n", ""}},
	{"unopened:37", []string{"END:VEVENT\n", "END:VEVENT\nEND:VEVENT\n"}},
	{"outside:1", []string{"BEGIN:VCALENDAR\n", "X-OUT:1\nBEGIN:VCALENDAR\n"}},
	{"dropped-line:1", []string{"BEGIN:VCALENDAR\n", "what\nBEGIN:VCALENDAR\n"}},
	{"broken-line:32", []string{"link:", "link\nand more:"}},
	{"not-utf-8:30", []string{"Keynote", "Caf\xe9"}},
	{"split-character:30", []string{"Keynote", "Caf\xc3\n \xa9"}},
	{"control-character:30", []string{"Keynote", "Key\x07note"}},
	{"byte-order-mark:1", []string{"BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR"}},
	{"line-end:3", []string{"EN\n", "EN\r\n"}},
	{"line-end:0", []string{theClose, "END:VCALENDAR"}},
	{"long-line:30", []string{"Keynote", strings.Repeat("long ", 20)}},
	{"empty-line:5", []string{theZone, "\n" + theZone}},

	// The calendar.
	{"no-prodid:1", []string{"PRODID:-//example.org//schedule//EN\n", ""}},
	{"no-version:1", []string{"VERSION:2.0\n", ""}},
	{"bad-version:2", []string{"VERSION:2.0", "VERSION:1.0"}},
	{"misplaced-component:36", []string{"END:VEVENT\n",
		strings.ReplaceAll(another, "VEVENT", "VTODO") + "END:VEVENT\n"}},
	{"unknown-calscale:3", []string{"PRODID", "CALSCALE:JULIAN\nPRODID"}},
	{"", []string{"PRODID", "CALSCALE:gregorian\nPRODID"}},
	{"several-calendars:38 no-event:38", []string{theClose, theClose + bare + theClose}},
	{"late-property:37", []string{theClose, "X-WR-CALDESC:late\n" + theClose}},
	{"long-line:3 long-source:3", []string{"PRODID", "SOURCE;VALUE=URI:https://example.org" +
		strings.Repeat("/"+strings.Repeat("x", 40)+"\n ", 6) + "y\nPRODID"}},
	{"no-name:1", []string{"X-WR-CALNAME:Meetup\n", ""}},
	{"", []string{"X-WR-CALNAME:Meetup\n", "NAME:Meetup\n"}},
	{"no-revision:23", []string{"SEQUENCE:1\n", ""}},
	{"no-revision:23", []string{"LAST-MODIFIED:20260501T120000Z\n", ""}},
	{"several-calendars:38", []string{theClose, theClose + bare + another + theClose}},

	// METHOD.
	{"method:3 method-events:3", []string{"PRODID", "METHOD:REQUEST\nPRODID", theClose, another + theClose}},
	{"method:3", []string{"PRODID", "METHOD:REQUEST\nPRODID"}},
	{"method-publish:3", []string{"PRODID", "METHOD:PUBLISH\nPRODID"}},
	{"method-publish:3 publish-form:3", []string{
		"PRODID", "METHOD:PUBLISH\nPRODID", theClose, another + theClose}},
	{"method-inside:25", []string{theUID, theUID + "METHOD:PUBLISH\n"}},

	// Events.
	{"no-uid:23", []string{theUID, ""}},
	{"no-uid:23", []string{theUID, "UID:\n"}},
	{"duplicate-uid:38", []string{theClose, strings.Replace(another, "two", "one", 1) + theClose}},
	{"", []string{theClose, strings.Replace(another, "two@example.org\n",
		"one@example.org\nRECURRENCE-ID:20260603T183000Z\n", 1) + theClose}},
	{"no-dtstamp:23", []string{theStamp, ""}},
	{"unused-timezone:5 no-dtstart:23", []string{theStart, "", theEnd, "DTEND:20260603T193000Z\n"}},
	{"no-summary:23", []string{`SUMMARY:Keynote\, and more` + "\n", ""}},
	{"missing-property:36 missing-property:36", []string{
		"END:VEVENT", "BEGIN:VALARM\nEND:VALARM\nEND:VEVENT"}},
	{"", []string{
		"END:VEVENT", "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT"}},
	{"repeated-property:26", []string{theStamp, theStamp + theStamp}},
	{"", []string{theStamp, theStamp + "COMMENT:1\nCOMMENT:2\n"}},
	{"published-attendee:24", []string{theUID, "ATTENDEE:mailto:bo@example.org\n" + theUID}},

	// Times.
	{"end-and-duration:30", []string{theEnd, theEnd + "DURATION:PT1H\n"}},
	{"", []string{theEnd, "DURATION:P1DT1H\n"}},
	{"no-end:28", []string{theEnd, ""}},
	{"unused-timezone:5", []string{theStart, "DTSTART;VALUE=DATE:20260603\n", theEnd, ""}},
	{"ends-before-start:29", []string{theEnd, "DTEND;TZID=Europe/Berlin:20260603T173000\n"}},
	{"ends-before-start:29", []string{theEnd, "DTEND:20260603T162900Z\n"}},
	{"ends-before-start:29", []string{theEnd, "DURATION:-PT5M\n"}},
	{"ends-at-start:29", []string{theEnd, "DTEND:20260603T163000Z\n"}},
	{"ends-at-start:29", []string{theEnd, "DURATION:PT0S\n"}},
	{"end-type:29", []string{theEnd, "DTEND;VALUE=DATE:20260604\n"}},
	{"end-type:29", []string{theEnd, "DTEND:20260603T193000\n"}},
	{"unused-timezone:5 floating-time:28", []string{
		theStart, "DTSTART:20260603T183000\n", theEnd, "DURATION:PT1H\n"}},
	{"skipped-time:28", []string{theStart, "DTSTART;TZID=Europe/Berlin:20260329T023000\n"}},
	{"bad-rrule:30", []string{theEnd, theEnd + "RRULE:FREQ=SOMETIMES\n"}},
	{"bad-rrule:30", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY;COUNT=2;UNTIL=20260701T000000Z\n"}},
	{"bad-rrule:30", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY;BYDAY=1MO\n"}},
	{"bad-rrule:30", []string{theEnd, theEnd + "RRULE:INTERVAL=2\n"}},
	{"bad-rrule:30", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY;BYMONTHDAY=1\n"}},
	{"bad-rrule:30", []string{theEnd, theEnd + "RRULE:FREQ=MONTHLY;BYSETPOS=1\n"}},
	{"bad-rrule:30", []string{theEnd, theEnd + "RRULE:FREQ=DAILY;INTERVAL=0\n"}},
	{"", []string{
		theEnd, theEnd + "RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;BYSETPOS=-1;WKST=SU;INTERVAL=2;COUNT=9\n"}},
	{"", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY;UNTIL=20260701T000000Z\n"}},
	{"until-type:30", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY;UNTIL=20260701\n"}},
	{"until-type:30", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY;UNTIL=20260701T000000\n"}},
	{"repeated-rrule:31", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY\nRRULE:FREQ=DAILY\n"}},
	{"exception-type:31", []string{theEnd, theEnd + "RRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260610\n"}},
	{"", []string{
		theEnd, theEnd + "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20260610T183000,20260617T183000\n"}},

	// Time zones.
	{"undefined-tzid:28", []string{theStart, "DTSTART;TZID=Asia/Tokyo:20260603T183000\n"}},
	{"unknown-tzid:28", []string{theStart, "DTSTART;TZID=Our Time:20260603T183000\n"}},
	{"utc-with-tzid:28", []string{theStart, "DTSTART;TZID=Europe/Berlin:20260603T163000Z\n"}},
	{"date-with-tzid:28", []string{theStart, "DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260603\n", theEnd, ""}},
	{"no-tzid:5 undefined-tzid:27", []string{"TZID:Europe/Berlin\n", ""}},
	{"duplicate-tzid:23", []string{"BEGIN:VEVENT\n", between(theZone, "BEGIN:VEVENT") + "BEGIN:VEVENT\n"}},
	{"no-offset:8", []string{"TZOFFSETFROM:+0100\n", ""}},
	{"unread-timezone:5", []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=MONTHLY"}},
	{"wrong-timezone:5", []string{"TZOFFSETTO:+0200", "TZOFFSETTO:+0300"}},
	{"differing-timezone:5", []string{
		"BYMONTH=10;BYDAY=-1SU", "BYMONTH=10;BYDAY=1SU", "19961027", "19961006"}},
	{"unused-timezone:5", []string{theStart, "DTSTART:20260603T183000Z\n", theEnd, "DURATION:PT1H\n"}},
	{"long-timezone:5 outlook-timezone:5", []string{"END:VTIMEZONE", strings.Repeat(
		"BEGIN:STANDARD\nDTSTART:19000101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\n", 40) +
		"END:VTIMEZONE"}},
	{"outlook-timezone:5", []string{"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		"RDATE:20251026T030000,20261025T030000"}},
	{"off-rule-onset:12", []string{"19810329", "19810101"}},

	// Values.
	{"bad-value:28", []string{theStart, "DTSTART;TZID=Europe/Berlin:2026-06-03 18:30\n"}},
	{"bad-value:27", []string{"SEQUENCE:1", "SEQUENCE:one"}},
	{"bad-value:29", []string{theEnd, "DURATION:1 hour\n"}},
	{"bad-value:29", []string{theEnd, "DURATION:PT\n"}},
	{"bad-value:9", []string{"TZOFFSETFROM:+0100", "TZOFFSETFROM:1"}},
	{"bad-value:35", []string{"URL:https://example.org/one", "URL:one"}},
	{"bad-value:35", []string{"URL:https://example.org/one", `URL:https://example.org/a\,b`}},
	{"", []string{"URL:https://example.org/one", "URL:"}},
	{"bad-value:33", []string{"mailto:ada@", "ada@"}},
	{"bad-value:24", []string{theUID, "GEO:91;0\n" + theUID}},
	{"", []string{theUID, "GEO:48.85;2.29\nPRIORITY:9\nATTACH;VALUE=BINARY;ENCODING=BASE64:YQ==\n" + theUID}},
	{"bad-value:24", []string{theUID, "ATTACH;VALUE=BINARY;ENCODING=BASE64:?\n" + theUID}},
	{"no-such-time:28", []string{theStart, "DTSTART;TZID=Europe/Berlin:20260231T183000\n"}},
	{"no-such-time:29", []string{theEnd, "DTEND;TZID=Europe/Berlin:20260603T240000\n"}},
	{"", []string{theEnd, "DTEND;TZID=Europe/Berlin:20260603T235960\n"}},
	{"unused-timezone:5 no-value-type:28", []string{theStart, "DTSTART:20260603\n", theEnd, ""}},
	{"no-value-type:3", []string{"PRODID", "REFRESH-INTERVAL:PT1H\nPRODID"}},
	{"no-value-type:24", []string{theUID, "CONFERENCE:https://example.org/\n" + theUID}},
	{"no-value-type:24", []string{theUID, "IMAGE:https://example.org/a.png\n" + theUID}},
	{"", []string{
		theUID, "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://example.org/\nCOLOR:Teal\n" + theUID}},
	{"not-utc:25", []string{theStamp, "DTSTAMP:20260501T120000\n"}},
	{"bad-parameter:24", []string{theUID, "COMMENT;LANGUAGE:x\n" + theUID}},
	{"bad-parameter:24", []string{theUID, "X-NOTE;X-A=b\"c\":x\n" + theUID}},
	{"bad-parameter:28", []string{theStart, "DTSTART;VALUE=TEXT:20260603T163000Z\n"}},
	{"escaped-parameter:33", []string{`"Okafor, Ada"`, `Okafor\, Ada`}},
	{"escaped-parameter:33", []string{`"Okafor, Ada"`, `Okafor\; Ada`}},
	{"unquoted-parameter:33", []string{`"Okafor, Ada"`, `Okafor, Ada`}},
	{"unquoted-parameter:24", []string{theUID, "COMMENT;ALTREP=CID:x\n" + theUID}},
	{"", []string{`"Okafor, Ada"`, `^'Ada^' ^^ \o/`}},
	{"bad-escape:30", []string{"Keynote", `Key\"note\"`}},
	{"unescaped-text:30", []string{`\,`, `,`}},
	{"unescaped-text:32", []string{"hall,", "hall;"}},
	{"unknown-status:34", []string{"STATUS:CONFIRMED", "STATUS:COMPLETED"}},
	{"", []string{"STATUS:CONFIRMED", "STATUS:Tentative\nTRANSP:TRANSPARENT"}},
	{"unknown-transp:34", []string{"STATUS:CONFIRMED", "TRANSP:FREE"}},
	{"unknown-color:24", []string{theUID, "COLOR:#00ff00\n" + theUID}},
	{"escaped-list:32", []string{"hall,", `hall\,`}},
	{"", []string{"hall,", `hall\, left,`}},
	{"html:31", []string{"DESCRIPTION:", "DESCRIPTION:<p>"}},
	{"html:30", []string{"Keynote", `Keynote &amp\; more`}},
	{"", []string{"Keynote", "3 < 4 & <3 > 1"}},
}

// One fault, one finding, at its line; and none where there is no fault.
func TestLint(t *testing.T) {
	for _, test := range lintTests {
		if got := placed(lint(t, amended(t, test.replacements))); got != test.want {
			t.Errorf("%q: %s, want %s", test.replacements, got, test.want)
		}
	}
}

// A feed that is no feed is a finding; only a reader that fails is an error.
func TestLintNoFeed(t *testing.T) {
	for feed, want := range map[string]string{
		"": "no-calendar:0", "<html>\r\n": "dropped-line:1 no-calendar:0",
		strings.Repeat("BEGIN:VCALENDAR\r\n", wire.MaxDepth+1): "too-deep:101",
	} {
		if got := placed(lint(t, feed)); got != want {
			t.Errorf("%.40q: %s, want %s", feed, got, want)
		}
	}
	broken := errors.New("the line is down")
	if _, err := Lint(iotest.ErrReader(broken), Options{}); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// Line ends are told apart, each with how many there are and the first of them.
func TestLintLineEnds(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"\r\n", "\n", "feed.ics:1: 37 lines do not end in CR LF"},
		{"\r\n", "\r\r\n", "feed.ics:1: 37 lines end in CR CR LF"},
		{"\r\n", "\r", "feed.ics:1: 37 lines do not end in CR LF"},
		{"EN\r\n", "EN\n", "feed.ics:3: the line does not end in CR LF"},
	} {
		findings := lint(t, strings.ReplaceAll(amended(t, nil), test.from, test.to))
		if len(findings) != 1 || findings[0].String() != test.want {
			t.Errorf("%q: %v, want %s", test.to, findings, test.want)
		}
	}
}

func ruleOf(id string) (r wire.Rule, known bool) {
	if r, known = wire.LineRules[id]; !known {
		var own rule
		own, known = indexRules().byID[id]
		r = wire.Rule{Severity: own.severity, Hint: own.hint}
	}
	return r, known
}

// The documentation lists each rule with its severity, and each is found by a test.
func TestLintRules(t *testing.T) {
	source, err := os.ReadFile("lint.go")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^//\t([a-z, 0-9-]+?) +(error|warning|note)  `).
		FindAllStringSubmatch(string(source), -1) {
		for rule := range strings.SplitSeq(m[1], ", ") {
			listed[rule] = m[2]
		}
	}
	found := map[string]bool{"too-large": true, "too-deep": true, "no-calendar": true, "outlook-limit": true}
	for _, test := range lintTests {
		for place := range strings.FieldsSeq(test.want) {
			rule, _, _ := strings.Cut(place, ":")
			found[rule] = true
		}
	}
	for rule, severity := range listed {
		if r, ok := ruleOf(rule); !ok || r.Severity.String() != severity {
			t.Errorf("%s is listed as %s and is %v", rule, severity, r.Severity)
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(listed))); diff != "" {
		t.Error("tested and listed:", diff)
	}
}

// Real feeds have the faults that were counted in them by hand, and no others.
func TestLintCorpus(t *testing.T) {
	corpus := os.Getenv("DAYSHEET_CORPUS")
	if corpus == "" {
		t.Skip("DAYSHEET_CORPUS is not set")
	}
	for name, want := range map[string]map[string]int{
		"giggity-linux_conf_au_2020.ics": {"undefined-tzid": 1, "method-publish": 1, "publish-form": 1,
			"no-name": 1, "no-revision": 1, "html": 11},
		"pyconuk2015-schedule.ics": {"no-dtstamp": 162, "duplicate-uid": 1, "no-summary": 4, "no-end": 5,
			"late-property": 1, "no-revision": 1},
	} {
		f, err := os.Open(filepath.Join(corpus, "feeds", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		findings, err := Lint(f, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]int{}
		for _, f := range findings {
			got[f.Rule]++
			if f.Rule == "undefined-tzid" && !strings.HasPrefix(f.Message, "524 times are in Australia/") {
				t.Error(f)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Any octets at all are judged alike twice, in places that are there, by rules that are known.
func FuzzLint(f *testing.F) {
	for _, test := range lintTests {
		f.Add([]byte(amended(f, test.replacements)))
	}
	for _, feed := range hostile {
		f.Add([]byte(feed(1)))
	}
	f.Add([]byte("BEGIN:VCALENDAR\r\nPRODID:a\r\n" + strings.Repeat("G", 2000) +
		":b\r\nbroken\r\nEND:VCALENDAR"))
	f.Fuzz(func(t *testing.T, feed []byte) {
		findings := lint(t, string(feed))
		lines := strings.Count(string(feed), "\n") + strings.Count(string(feed), "\r") + 1
		for _, found := range findings {
			r, known := ruleOf(found.Rule)
			if !known || found.Severity != r.Severity || found.Where.Line < 0 || found.Where.Line > lines ||
				found.Message == "" || len(found.Message) > 1000 {
				t.Errorf("%+v of %d lines", found, lines)
			}
		}
		if diff := cmp.Diff(findings, lint(t, string(feed))); diff != "" {
			t.Error(diff)
		}
	})
}

// hostile makes feeds of some KiB that want much work of who reads them.
var hostile = map[string]func(kib int) string{
	"events": func(kib int) string {
		return "BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", kib*1024/24)
	},
	"properties": func(kib int) string {
		return "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + strings.Repeat("DTEND:x\nATTENDEE:y\n", kib*1024/19)
	},
	"names": func(kib int) string {
		var b strings.Builder
		b.WriteString("BEGIN:VCALENDAR\nBEGIN:VEVENT\n")
		for i := range min(kib*1024/16, wire.MaxContent-1000) {
			fmt.Fprintf(&b, "X-%d;A=%d:\n", i, i)
		}
		return b.String() + "END:VEVENT\n" + strings.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 100)
	},
	"zones": func(kib int) string {
		var b strings.Builder
		b.WriteString("BEGIN:VCALENDAR\n")
		for i := range kib * 1024 / 240 {
			fmt.Fprintf(&b, "BEGIN:VTIMEZONE\nTZID:z%d\nX-LIC-LOCATION:Europe/Berlin\nBEGIN:STANDARD\n"+
				"DTSTART:18000101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"+
				"RRULE:FREQ=YEARLY;BYMONTH=1,2;BYDAY=5SU\nEND:STANDARD\nEND:VTIMEZONE\n"+
				"BEGIN:X\nDTSTART;TZID=z%d:21990101T000000\nEND:X\n", i, i)
		}
		return b.String()
	},
	"tzids": func(kib int) string {
		var b strings.Builder
		b.WriteString("BEGIN:VCALENDAR\nBEGIN:VEVENT\n")
		for i := range kib * 1024 / 45 {
			fmt.Fprintf(&b, "DTSTART;TZID=/a/b/c/%d:21990101T000000\n", i)
		}
		return b.String()
	},
	"calendars": func(kib int) string {
		return strings.Repeat("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=x:20200101T000000\nEND:VEVENT\n"+
			"END:VCALENDAR\n", kib*1024/87)
	},
	"folds": func(kib int) string { return "BEGIN:VCALENDAR\nSUMMARY:" + strings.Repeat("\n x", kib*1024/3) },
	"breaks": func(kib int) string {
		return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + strings.Repeat("\nx", kib*1024/2)
	},
	"depth": func(kib int) string {
		begin, end := strings.Repeat("BEGIN:VCALENDAR\n", 99), strings.Repeat("END:VCALENDAR\n", 99)
		return strings.Repeat(begin+end, kib/3+1)
	},
	"parameters": func(kib int) string {
		return "BEGIN:VCALENDAR\n" + strings.Repeat("DTSTART"+strings.Repeat(";A=b", 250)+":x\n", kib)
	},
	"dates": func(kib int) string {
		dates := strings.Repeat("20200101T000000Z,", 60)
		return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20200101T000000Z\n" +
			strings.Repeat("EXDATE:"+dates+"20200101T000000Z\n", kib)
	},
}

// A hostile feed costs no more than its size: here 64 MiB each.
func BenchmarkLintHostile(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		feed := hostile[name](60 << 10)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				lint(b, feed)
			}
		})
	}
}
