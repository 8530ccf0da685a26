package main

import (
	"io"
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
	const prose = "Go meetup, Berlin\nFriday 12 June 2026, 7 pm\nTalks, then pizza\n"
	noProgram := []*kind{eventFile, listFile, feedFile}
	program := []*kind{announcementFile, feedFile}
	for _, tt := range []struct {
		path, text string
		takes      []*kind
		want       *kind
	}{
		// Columns alone are weak: they are a list only where no announcement may be meant.
		{"a.txt", "Imię;Firma\nŁukasz;Żółć\nIda;Holm\n", noProgram, listFile},
		{"-", "\xc8\xec\xff;\xd4\xe8\xf0\xec\xe0\na;b\nc;d\n", noProgram, listFile}, // Windows-1251
		{"-", "Imię,Firma,Rok\nŁukasz,Żółć,1\nIda,Holm,2\n", noProgram, listFile},
		{"a.txt", prose, program, announcementFile},
		{"-", prose, program, announcementFile},
		{"a.txt", "Go, Berlin, Mitte\nFriday, 12 June, 7 pm\nTalks, pizza, drinks\n", program,
			announcementFile},
		{"a", "Go meetup, Berlin\nFriday, 12 June\nDoors at 18:30, mail hello@example.org\n", program,
			announcementFile},
		{"a.yaml", prose, noProgram, eventFile},
	} {
		got, err := kindOf(tt.path, []byte(tt.text), tt.takes)
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
		{"k.yaml", "%PDF-1.7\n", all, "k.yaml is a PDF, not", "made of"},
		{"k.csv", "\x89PNG\r\n\x1a\n", all, "k.csv is a picture, not", "logo:"},
		{"k", "\xff\xd8\xff\xe0", all, "k is a picture, not", "logo:"},
		{"k", "GIF89a", all, "k is a picture", ""},
		{"k", "RIFF\xff\x00\x00\x00WEBPVP8", all, "k is a picture", ""},
		{"k", "<?xml version='1.0'?>\n<!-- ours -->\n<svg width='1'>", all, "k is a picture", ""},
		{"logo.svg", "unclear", []*kind{eventFile}, "logo.svg is a picture", ""},
		{"k.csv", "Imię;Firma\nŁukasz;Żółć\nIda;Holm\n", program, "k.csv is an attendee list, not", ""},
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

// A file of which the beginning holds no whole line is told like any other.
func TestSniffLongLines(t *testing.T) {
	for _, size := range []int{headSize - 100, headSize - 1, headSize, headSize + 1, 3 * headSize} {
		long := strings.Repeat("x", size)
		for _, tt := range []struct {
			path, text string
			takes      []*kind
			want       *kind
		}{
			{"a", "Name,Email\r" + strings.Repeat("Ada,ada@example.org\r", size/20),
				[]*kind{eventFile, listFile}, listFile},
			{"a.html", "<p>" + long, []*kind{announcementFile, feedFile}, announcementFile},
			{"a.yaml", "#" + long + "\nname: Meetup\nzone: UTC\n", []*kind{eventFile}, eventFile},
		} {
			k, whole, err := sniff(tt.path, strings.NewReader(tt.text), tt.takes)
			if err != nil || k != tt.want {
				t.Errorf("%s of %d: %v, %v", tt.path, len(tt.text), k, err)
				continue
			}
			if text, err := io.ReadAll(whole); err != nil || string(text) != tt.text {
				t.Errorf("%s of %d is not given whole: %v", tt.path, len(tt.text), err)
			}
		}
	}
}
