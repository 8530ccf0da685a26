package main

import (
	"strings"
	"testing"
)

// What a file is, its content tells, and its name only where that does not.
func TestKindOf(t *testing.T) {
	all := []*kind{eventFile, listFile, feedFile, announcementFile}
	const feed = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	for _, tt := range []struct {
		path, text string
		want       *kind
	}{
		{"a.ics", feed, feedFile},
		{"a.yaml", "\ufeff\r\n \r\n" + strings.ToLower(feed), feedFile},
		{"a.txt", "# ours\nname: Meetup\nzone: UTC\n", eventFile},
		{"-", "\"name\": Meetup\n'days':\n", eventFile},
		{"-", `{name: Meetup, zone: UTC}`, eventFile},
		{"a.txt", "Name;E-Mail\nAda Okafor;ada@example.org\n", listFile},
		{"a.yaml", "First name,Last name\nAda,Okafor\n", listFile},
		{"a.yaml", "Order date\tName\tEmail\n10:00 3 June\tAda\tada@example.org\n", listFile},
		{"a.csv", "Time,Title,Speaker\n18:00,Doors,\n18:30,Frogs,Ada Quill\n", announcementFile},
		{"a.csv", "Name\nAda Okafor\n", listFile},
		{"a.txt", "Imię;Firma\nŁukasz;Żółć\nIda;Holm\n", listFile},
		{"a.yaml", "# Meetup\n\n- 18.30 Doors\n- 19.00 Talk\n", announcementFile},
		{"a", "7pm Doors\n8 pm Talk\n", announcementFile},
		// Nothing certain is in these.
		{"a.yaml", "Meetup\n", eventFile}, {"a.csv", "colour,shape\nred,round\n", listFile},
		{"a.ICS", "<html>\n", feedFile}, {"a.html", "<html>\n", announcementFile},
	} {
		got, err := kindOf(tt.path, []byte(tt.text), all)
		if err != nil || got != tt.want {
			t.Errorf("%s %q: %+v, %v, want %s", tt.path, tt.text, got, err, tt.want.name)
		}
	}
	table := []byte("Title,Time\nDoors,18:00\nFrogs,18:30\n")
	k, err := kindOf("a.csv", table, []*kind{announcementFile, feedFile})
	if k != announcementFile {
		t.Errorf("a timetable for import is %+v, %v", k, err)
	}
	for _, tt := range []struct {
		path, text string
		takes      []*kind
		want, hint string
	}{
		{"k.yaml", feed, []*kind{eventFile}, "k.yaml is a calendar feed, not an event file",
			"make an event file of it with: daysheet import k.yaml"},
		{"k.xlsx", "PK\x03\x04", all, "k.xlsx is a spreadsheet, not an event file, an", "export it as CSV"},
		{"k.xml", "<?xml version='1.0'?>\n<schedule>", all, "k.xml is a schedule", "import the feed"},
		{"k.json", `{"schedule": {}}`, all, "k.json is a schedule", "import the feed"},
		{"k.yaml", "\ufeff \n", all, "k.yaml is empty", ""},
		{"k.csv", "Name,Email\nAda,ada@example.org\n", []*kind{announcementFile, feedFile},
			"k.csv is an attendee list, not an announcement or a calendar feed",
			"daysheet badges EVENT k.csv"},
		{"k.html", "<p>Meetup</p>", []*kind{eventFile}, "k.html is an announcement",
			"daysheet import k.html"},
	} {
		k, err := kindOf(tt.path, []byte(tt.text), tt.takes)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(hintOf(err), tt.hint) {
			t.Errorf("%s %q: %v, %v (%s), want %s (%s)",
				tt.path, tt.text, k, err, hintOf(err), tt.want, tt.hint)
		}
	}
}
