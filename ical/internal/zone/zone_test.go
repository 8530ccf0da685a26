package zone

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	ics "github.com/arran4/golang-ical"

	"github.com/daysheet/daysheet/ical/internal/wire"
)

// tough are zones that have gone wrong somewhere: fewer than all, for where Go's own list is not installed.
var tough = []string{
	"Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Monrovia", "America/Los_Angeles",
	"America/Nuuk", "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll",
	"Asia/Beirut", "Asia/Gaza", "Asia/Hebron", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Pyongyang",
	"Asia/Tehran", "Asia/Tokyo", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Europe/Istanbul",
	"Europe/London", "Europe/Moscow", "Etc/GMT+5", "Pacific/Apia", "Pacific/Chatham", "Pacific/Easter",
}

// everyZone loads each zone of Go's own database that differs from those before it.
func everyZone(t *testing.T) []*time.Location {
	var zones []*time.Location
	// Without Go's own list, as where it is stripped from a package, the path is none and Open fails.
	root, _ := exec.Command("go", "env", "GOROOT").Output()
	path := filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip")
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Logf("testing %d zones: %v", len(tough), err)
		for _, name := range tough {
			zones = append(zones, location(t, name))
		}
		return zones
	}
	defer archive.Close()
	seen := map[string]bool{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.FileInfo().IsDir() || seen[string(data)] {
			continue
		}
		seen[string(data)] = true
		loc, err := time.LoadLocationFromTZData(f.Name, data)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, loc)
	}
	if len(zones) < 300 {
		t.Fatalf("only %d zones in Go's database", len(zones))
	}
	return zones
}

// A step is a moment from which on an offset holds.
type step struct {
	at     int64
	offset int
}

// clock is a zone as steps in time; evaluate reads it from the text of a VTIMEZONE, with nothing of what
// wrote that text, and observe from the answers of a time.Location, a day at a time.
type clock []step

func (c clock) at(t int64) (offset int, known bool) {
	i, found := slices.BinarySearchFunc(c, t, func(s step, t int64) int { return cmp.Compare(s.at, t) })
	if !found {
		i--
	}
	if i < 0 {
		return 0, false
	}
	return c[i].offset, true
}

func observe(loc *time.Location, from, to int) clock {
	offset := func(t int64) int { _, o := time.Unix(t, 0).In(loc).Zone(); return o }
	t := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).Unix() - 2*86400
	end := time.Date(to+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix() + 2*86400
	c := clock{{t, offset(t)}}
	for ; t < end; t += 86400 {
		low, high := t, t+86400
		if offset(low) == offset(high) {
			continue
		}
		for high-low > 1 {
			if mid := (low + high) / 2; offset(mid) == offset(t) {
				low = mid
			} else {
				high = mid
			}
		}
		c = append(c, step{high, offset(high)})
	}
	return c
}

func evaluate(t testing.TB, lines []string, until int) clock {
	t.Helper()
	var c clock
	var p map[string]string
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		switch line {
		case "BEGIN:STANDARD", "BEGIN:DAYLIGHT":
			p = map[string]string{}
		case "END:STANDARD", "END:DAYLIGHT":
			from, to := seconds(t, p["TZOFFSETFROM"]), seconds(t, p["TZOFFSETTO"])
			for _, onset := range onsets(t, p, until) {
				c = append(c, step{onset.Unix() - int64(from), to})
			}
		default:
			if p != nil {
				p[name] = strings.TrimPrefix(p[name]+","+value, ",")
			}
		}
	}
	slices.SortFunc(c, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	return c
}

func seconds(t testing.TB, offset string) int {
	t.Helper()
	d, err := time.Parse("-0700", offset)
	if len(offset) == 7 {
		d, err = time.Parse("-070000", offset)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, s := d.Zone()
	return s
}

func onsets(t testing.TB, p map[string]string, until int) []time.Time {
	t.Helper()
	start, err := time.Parse("20060102T150405", p["DTSTART"])
	if err != nil {
		t.Fatal(err)
	}
	list := []time.Time{start}
	if p["RRULE"] == "" {
		// As Thunderbird does, leave the start out where there are other dates.
		for i, v := range strings.Split(p["RDATE"], ",") {
			if at, err := time.Parse("20060102T150405", v); err == nil {
				list = append(list[:min(i, len(list))], at)
			} else if v != "" {
				t.Fatal(err)
			}
		}
		return list
	}
	var month, nth int
	var day string
	if _, err := fmt.Sscanf(p["RRULE"], "FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", &month, &nth, &day); err != nil {
		t.Fatalf("%s: %v", p["RRULE"], err)
	}
	for y := start.Year(); y <= until; y++ {
		var fitting []time.Time
		for d := 1; d <= 31; d++ {
			at := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC).
				Add(start.Sub(start.Truncate(24 * time.Hour)))
			if int(at.Month()) == month && strings.ToUpper(at.Weekday().String()[:2]) == day {
				fitting = append(fitting, at)
			}
		}
		at := fitting[(nth+len(fitting))%len(fitting)]
		if nth > 0 {
			at = fitting[nth-1]
		}
		if at.After(start) {
			list = append(list, at)
		} else if y == start.Year() && !at.Equal(start) {
			t.Fatalf("DTSTART:%s is not an instance of %s", p["DTSTART"], p["RRULE"])
		}
	}
	return list
}

// zoneText is the unfolded lines of a zone as Encode writes it.
func zoneText(t testing.TB, loc *time.Location, first, last int) (lines []string, folded int) {
	t.Helper()
	var b bytes.Buffer
	zone := Timezone(loc, time.Date(first, 7, 1, 0, 0, 0, 0, loc), time.Date(last, 7, 1, 0, 0, 0, 0, loc))
	if err := wire.Encode(&b, &ics.Calendar{Components: []ics.Component{zone}}); err != nil {
		t.Fatal(err)
	}
	folded = bytes.Count(b.Bytes(), []byte("\r\n")) - 2
	return strings.Split(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\n"), folded
}

// prove compares a zone's text with the zone at each half hour around each change that either knows of, and
// at each week of the years, as the zone counts them.
func prove(t *testing.T, loc *time.Location, truth clock, first, last int) {
	t.Helper()
	lines, folded := zoneText(t, loc, first, last)
	told := evaluate(t, lines, last+1)
	from := time.Date(first, 1, 1, 0, 0, 0, 0, loc).Unix()
	to := time.Date(last+1, 1, 1, 0, 0, 0, 0, loc).Unix()
	check := func(at int64) bool {
		if at < from || at >= to {
			return true
		}
		want, _ := truth.at(at)
		got, known := told.at(at)
		if !known || got != want {
			t.Errorf("%s %d to %d: %s is at %d, should be at %d\n%s", loc, first, last,
				time.Unix(at, 0).UTC(), got, want, strings.Join(lines, "\n"))
			return false
		}
		return true
	}
	for at := from; at < to; at += 7 * 86400 {
		if !check(at) {
			return
		}
	}
	for _, c := range []clock{truth, told} {
		for _, s := range c {
			if s.at < from-86400 || s.at > to+86400 {
				continue
			}
			for at := s.at - 3*3600; at <= s.at+3*3600; at += 1800 {
				if !check(at) || !check(at-1) {
					return
				}
			}
		}
	}
	if (last == first || yearly(truth, first, last)) && folded > 40 {
		t.Errorf("%s %d to %d: %d lines", loc, first, last, folded)
	}
}

// yearly reports whether two rules can say what a clock does in all of the years: it is put forward and back
// once in each, on a weekday of a month that is counted from the start or from the end.
func yearly(c clock, first, last int) bool {
	type turn struct {
		month    time.Month
		weekday  time.Weekday
		clock    time.Duration
		from, to int
	}
	counted, times := map[turn]map[int]bool{}, map[turn]int{}
	for i, s := range c {
		if i == 0 {
			continue
		}
		wall := time.Unix(s.at+int64(c[i-1].offset), 0).UTC()
		if wall.Year() < first || wall.Year() > last {
			continue
		}
		day := wall.Truncate(24 * time.Hour)
		key := turn{wall.Month(), wall.Weekday(), wall.Sub(day), c[i-1].offset, s.offset}
		fits := map[int]bool{(day.Day() + 6) / 7: true, -1: day.AddDate(0, 0, 7).Month() != day.Month()}
		for n := range counted[key] {
			fits[n] = fits[n] && counted[key][n]
		}
		for n, fit := range fits {
			fits[n] = fit && (counted[key] == nil || counted[key][n])
		}
		if !fits[(day.Day()+6)/7] && !fits[-1] {
			return false
		}
		counted[key] = fits
		times[key]++
	}
	for _, n := range times {
		if n != last-first+1 {
			return false
		}
	}
	return len(counted) == 2 || len(counted) == 0
}

// Every zone that Go knows, each year a window of its own and all years one window, and what they fit in;
// windows of the rules that hold now, and of the two sets of them that changed in the same years, too.
func TestEveryZone(t *testing.T) {
	const first, last = 1990, 2040
	for _, loc := range everyZone(t) {
		truth := observe(loc, first, last)
		for y := first; y <= last; y++ {
			if testing.Short() && y%5 != 0 {
				continue
			}
			prove(t, loc, truth, y, y)
		}
		prove(t, loc, truth, first, last)
		prove(t, loc, truth, 2026, 2028)
		prove(t, loc, truth, 2007, last)
	}
}

// Asked on the last day of a leap year, ZoneBounds may answer with an end that has passed. What is written on
// that day has the right hour all the same.
func TestLastDayOfLeapYears(t *testing.T) {
	behind := 0
	for _, loc := range everyZone(t) {
		c := LocalClock{Loc: loc}
		for year := 1992; year <= 2040; year += 4 {
			for hour := range 48 {
				at := time.Date(year, 12, 31, hour-12, 0, 0, 0, time.UTC)
				if _, end := at.In(loc).ZoneBounds(); !end.IsZero() && !end.After(at) {
					behind++
				}
				_, offset := at.In(loc).Zone()
				if local, _ := c.Shows(at.Unix()); local != at.Unix()+int64(offset) {
					t.Fatalf("%s at %s: %s", loc, at, time.Unix(local, 0).UTC())
				}
			}
		}
	}
	t.Logf("ZoneBounds does not advance %d times", behind)
}

// Outlook reads one STANDARD and one DAYLIGHT, each with a rule of one month and one weekday.
func TestZonesForOutlook(t *testing.T) {
	var listed []string
	for _, loc := range everyZone(t) {
		lines, _ := zoneText(t, loc, 2026, 2028)
		all := strings.Join(lines, "\n")
		standard, daylight := strings.Count(all, "BEGIN:STANDARD"), strings.Count(all, "BEGIN:DAYLIGHT")
		rules := strings.Count(all, "RRULE:FREQ=YEARLY;BYMONTH=")
		switch {
		case standard == 1 && daylight == 0 && rules == 0:
		case standard == 1 && daylight == 1 && rules == 2 && len(lines) < 22:
		default:
			listed = append(listed, loc.String())
		}
	}
	want := []string{"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"}
	slices.Sort(listed)
	if !slices.Equal(listed, want) {
		t.Errorf("zones that need more than two rules: %v, want %v", listed, want)
	}
}

func TestTimezone(t *testing.T) {
	tests := []struct {
		zone        string
		first, last int
		want        string
	}{
		{"America/Los_Angeles", 2014, 2014, `
TZID:America/Los_Angeles
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
TZNAME:PDT
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
TZNAME:PST
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD`},
		{"Europe/Dublin", 2026, 2026, `
TZID:Europe/Dublin
BEGIN:DAYLIGHT
DTSTART:19960331T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:IST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD`},
		{"America/New_York", 2007, 2007, ` the first year of its rules
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20061105T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD`},
		{"Asia/Tokyo", 2026, 2026, `
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
TZNAME:JST
END:STANDARD`},
		{"Africa/Monrovia", 1960, 1960, `
TZID:Africa/Monrovia
BEGIN:STANDARD
DTSTART:19600101T000000
TZOFFSETFROM:-004430
TZOFFSETTO:-004430
TZNAME:MMT
END:STANDARD`},
		{"Europe/Istanbul", 2015, 2017, `
TZID:Europe/Istanbul
BEGIN:DAYLIGHT
DTSTART:20140331T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
TZNAME:EEST
RDATE:20140331T030000
RDATE:20150329T030000
RDATE:20160327T030000
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20141026T040000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
TZNAME:EET
RDATE:20141026T040000
RDATE:20151108T040000
END:STANDARD`},
	}
	for _, test := range tests {
		lines, _ := zoneText(t, location(t, test.zone), test.first, test.last)
		got := strings.Join(lines[2:len(lines)-3], "\n")
		if _, want, _ := strings.Cut(test.want, "\n"); got != want {
			t.Errorf("%s %d to %d:\n%s\nwant:\n%s", test.zone, test.first, test.last, got, want)
		}
	}
}

// A window of centuries is bounded, and the years beyond count as the nearest.
func TestTimezoneBounds(t *testing.T) {
	loc := location(t, "Europe/Berlin")
	lines, folded := zoneText(t, loc, -5000, 90000)
	if folded > 2*300+100 {
		t.Errorf("%d lines for all years", folded)
	}
	told := evaluate(t, lines, LastYear)
	for y := FirstYear; y <= LastYear; y++ {
		at := time.Date(y, 7, 1, 0, 0, 0, 0, time.UTC)
		_, want := at.In(loc).Zone()
		if got, ok := told.at(at.Unix()); !ok || got != want {
			t.Fatalf("%d: %d, want %d", y, got, want)
		}
	}
}

func TestOffset(t *testing.T) {
	for seconds, want := range map[int]string{
		0: "+0000", 7200: "+0200", -34200: "-0930", 20700: "+0545", -2670: "-004430", -1: "-000001",
		3661: "+010101",
	} {
		if got := FormatOffset(seconds); got != want {
			t.Errorf("%s seconds: %s, want %s", strconv.Itoa(seconds), got, want)
		}
	}
}

func location(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}
