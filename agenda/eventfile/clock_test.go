package eventfile_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
)

// clock is a time of the evening of the Kafka meetup.
func clock(hhmm string) time.Time {
	t, err := time.Parse(time.RFC3339, "2014-06-03T"+hhmm+":00-07:00")
	if err != nil {
		panic(err)
	}
	return t
}

// entryTests are entries of one line, each with what is read.
var entryTests = []struct{ entry, want string }{
	{"18:30-19:00 Registration", "18:30-19:00 Registration"},
	{"6:30 pm - 7 pm Dinner", "18:30-19:00 Dinner"},
	{"6.30 p.m. Doors", "18:30 Doors"},
	{"6:30PM–8PM Doors", "18:30-20:00 Doors"},
	{"6:30-7 pm Doors", "18:30-19:00 Doors"},
	{"11:30 - 1 pm Lunch", "11:30-13:00 Lunch"},
	{"11:30-1 am Party", "23:30-01:00 Party"},
	{"5 to 7 p. m. Drinks", "17:00-19:00 Drinks"},
	{"9 am - 5 Workshop", "unclear"},
	{"9 am - 5:30 Workshop", "09:00-17:30 Workshop"},
	{"12 am - 12:30 am Moon", "00:00-00:30 Moon"},
	{"12 pm Sun", "12:00 Sun"},
	{"09:00 - 10 pm Hackathon", "09:00-22:00 Hackathon"},
	{"18:30 - 7 pm Dinner", "18:30-19:00 Dinner"},
	{"19:00 pm Dinner", "19:00 Dinner"},
	{"18:30-19 Doors", "18:30-19:00 Doors"},
	{"18-19 Uhr Einlass", "18:00-19:00 Einlass"},
	{"22:00-2 Party", "22:00-02:00 Party"},
	{"18:30 -- 19:00 X", "18:30-19:00 X"},
	{"18:30 bis 19:00 X", "18:30-19:00 X"},
	{"18:30 until 19 X", "18:30-19:00 X"},
	{"18:30 till 19:00", "18:30-19:00 "},
	{"18:30 Uhr Einlass", "18:30 Einlass"},
	{"18.30 bis 19.00 Uhr Einlass", "18:30-19:00 Einlass"},
	{"18 Uhr: Einlass", "18:00 Einlass"},
	{"18h30 – 19h Accueil", "18:30-19:00 Accueil"},
	{"18:30\u00a0\u2212\u00a019:00\u00a0X", "18:30-19:00 X"},
	{"18:30\u201119:00\u202fX", "18:30-19:00 X"},
	{"18：30～19：00\u3000X", "18:30-19:00 X"},
	{"18:30-19:00 – Doors", "18:30-19:00 Doors"},
	{"19:00 – Opening", "19:00 Opening"},
	{"19:00-Opening", "19:00 Opening"},
	// What starts like more of the time and is none stays in the title.
	{"19:00 to the moon", "19:00 to the moon"},
	{"19:00 Until the end of the world", "19:00 Until the end of the world"},
	{"10:00 Am Anfang war das Wort", "10:00 Am Anfang war das Wort"},
	{"10:00 Amazon and us", "10:00 Amazon and us"},
	{"10:00 HR for engineers", "10:00 HR for engineers"},
	{"10:00 Uhrwerke", "10:00 Uhrwerke"},
	{"10:00 3D printing", "10:00 3D printing"},
	{"10:00 – 3D printing", "10:00 3D printing"},
	{"10:00 10 things about Kafka", "10:00 10 things about Kafka"},
	{"10:00 24h of Go", "10:00 24h of Go"},
	{"10:00 - Open source", "10:00 Open source"},
	// What may be a time is no title.
	{"18:30-? X", "unclear"},
	{"18:30 - ? X", "unclear"},
	{"18:30-late Drinks", "unclear"},
	{"18:30 – open end", "unclear"},
	{"18:30 - 19 things about Kafka", "unclear"},
	{"18:30 to 20 Doors", "unclear"},
	{"18:30-7 Dinner", "unclear"},
	{"18:30-7th floor", "unclear"},
	{"18:30 19:00 Dinner", "unclear"},
	{"18:30 - 19:00 - 20:00 Dinner", "unclear"},
	{"18:30-19:00-20:00 Dinner", "unclear"},
	{"18:30 am Lagerfeuer", "unclear"},
	{"0:30 pm Dinner", "unclear"},
	{"18:30-18:70 y", "18:70 is on no clock"},
	{"13-26 Uhr y", "26 is on no clock"},
	{"18:30, Doors", "has no time"},
	{"18:30/19:00 Doors", "has no time"},
	{"10 things about Kafka", "has no time"},
	{"10-12 monkeys", "has no time"},
}

func TestEntries(t *testing.T) {
	for _, tt := range entryTests {
		src := in("UTC", "2014-06-03", "    - "+tt.entry+"\n")
		e, _, err := eventfile.Read(strings.NewReader(src), eventfile.Options{})
		got := ""
		var wrong *agenda.InputError
		switch {
		case errors.As(err, &wrong):
			f := wrong.Findings[0]
			got = strings.Replace(f.Message, "it is not clear from when to when this is", "unclear", 1)
			if strings.HasSuffix(got, tt.want) {
				got = tt.want
			}
			if got == "unclear" && !strings.Contains(f.Hint, "write 18:30-19:00") {
				t.Errorf("%s: hint %q", tt.entry, f.Hint)
			}
		case err != nil:
			t.Fatal(err)
		default:
			s := e.Sessions[0]
			got = s.Start.Format("15:04")
			if !s.End.IsZero() {
				got += s.End.Format("-15:04")
			}
			got += " " + s.Title
			keeps(t, src)
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.entry, got, tt.want)
		}
		if out, _, err := eventfile.WriteIDs([]byte(src), time.Time{}, eventfile.Options{}); wrong == nil &&
			(err != nil || strings.Count(string(out), "id: ") != 2) {
			t.Errorf("%s: %v\n%s", tt.entry, err, out)
		}
	}
}
