package announcement

import (
	"fmt"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/listing"
)

// outline is what Read makes of a text, on a few lines: name, venue and description where there are any, one
// line a session, the rules of the warnings and errors.
func outline(text string, o Options) string {
	e, fs, err := Read(strings.NewReader(text), o)
	if err != nil {
		return err.(*agenda.InputError).Findings[0].Rule
	}
	var b strings.Builder
	put := func(format string, values ...any) {
		if fmt.Sprint(values...) != "" {
			fmt.Fprintf(&b, format+"\n", values...)
		}
	}
	put("%s", e.Name)
	put("at %s", e.Venue.String())
	put("about %s", e.Description)
	for _, s := range e.Sessions {
		put("%s %s", s.Start.Format("01-02 15:04"), s.Title)
		put("  by %s", listing.English.Byline(e.Directory(), &s))
		put("  %s", strings.ReplaceAll(s.Abstract, "\n\n", " // "))
	}
	for _, f := range fs {
		if f.Rule != "clock-guessed" {
			put("! %s", strings.TrimPrefix(f.Rule+" "+f.Where.String(), " "))
		}
	}
	return strings.TrimSpace(b.String())
}

// outlines are texts whose parts must go to the right places.
var outlines = []struct{ name, text, want string }{
	{"days in parentheses", `Conference 2025
Day 1 (Thursday, 5 June 2025)
9:00 Opening
10:00-11:00 X
Day 2 (Friday, 6 June 2025)
9:00 Opening`, `Conference 2025
06-05 09:00 Opening
06-05 10:00 X
06-06 09:00 Opening`},

	{"days as people write them", `Maps

Thursday, 5 June 2025
9:00 A
Friday (6 June 2025)
9:00 B
== Saturday, 7 June 2025 ==
9:00 C
Sunday, 8 June 2025 in Hall 4
9:00 D
Day five: Walks
9:00 E
(Tuesday, 10 June 2025)
9:00 F
- 11 June 2025, Wednesday
  - 9:00 G`, `Maps
06-05 09:00 A
06-06 09:00 B
06-07 09:00 C
06-08 09:00 D
06-09 09:00 E
06-10 09:00 F
06-11 09:00 G`},

	{"a weekday that contradicts the date in parentheses", `Maps

Thursday, 5 June 2025
9:00 A
Monday (6 June 2025)
9:00 B`, `wrong-weekday`},

	{"a weekday that contradicts the date before it", `Maps

5 June 2025, Friday
9:00 A`, `wrong-weekday`},

	{"lines that open with a day and are no heading of one", `Maps

5 June 2025
9:00 A
Friday, 6 June 2025 we walk along the river
9:30 B
Day 3 is for those who are not tired yet.
10:00 C
The first map of the town was drawn for the mayor on
6 June 1825 and hangs there still.`, `Maps
06-05 09:00 A
06-05 09:30 B
06-05 10:00 C
  The first map of the town was drawn for the mayor on 6 June 1825 and hangs there still.
! day-in-text in:5
! day-in-text in:7
! day-in-text in:10`},

	{"a time that fits only twelve hours later", `Maps

5 June 2025

11:00 A
9:00 B`, `Maps
06-05 11:00 A
06-05 21:00 B
! half-guessed in:6`},

	{"times of twelve hours in order", `Maps

5 June 2025

9:00 - 4:00 A
5:00 B
12:00 C
1:00 D`, `Maps
06-05 09:00 A
06-05 17:00 B
06-06 00:00 C
06-06 01:00 D`},

	{"a time that the line above leads to", `Maps

We meet in the Harbour room on 5 June 2025, from
6.30 - 9 pm, and then in the yard.

18:30 A`, `Maps
about We meet in the Harbour room on 5 June 2025, from 6.30 - 9 pm, and then in the yard.
06-05 18:30 A
! time-in-text in:4`},

	{"people in their places", `Maps

5 June 2025

18:00 A - Ada Quill (Org)
18:10 B
Ben Oster, Org
18:20 C by Ada Quill, CTO at Org, and Cy Kiln
18:30 D - Dana Lind
18:40 E
Ink, Paper and Glue are what it takes.
18:50 "F" by Dana Lind
18:55 G
- Ben Oster, Org
19:00 Coffee - Main Course`, `Maps
06-05 18:00 A
  by Ada Quill (Org)
06-05 18:10 B
  by Ben Oster (Org)
06-05 18:20 C
  by Ada Quill (Org), Cy Kiln
06-05 18:30 D - Dana Lind
06-05 18:40 E
  Ink, Paper and Glue are what it takes.
06-05 18:50 F
  by Dana Lind
06-05 18:55 G
  by Ben Oster (Org)
06-05 19:00 Coffee - Main Course
! speaker-in-title in:9`},

	{"a date below the agenda", `Maps

5 June 2025

18:00 A
19:00 B
Text.

3 July 2025 is the day on which we meet again.`, `Maps
06-05 18:00 A
06-05 19:00 B
  Text.
! unused in:9`},

	{"an e-mail", `From: Ada Quill <ada@example.org>
To: list@example.org,
  more@example.org
Subject: Re: Maps evening
Date: Mon, 23 December 2024 10:00:00 +0200

We meet on Thursday, 9 January, at 19:00 in the Harbour room, 3 Pier Road, Exampleton.

19:00 Talk`, `Maps evening
at Harbour room, 3 Pier Road, Exampleton
about We meet on Thursday, 9 January, at 19:00 in the Harbour room, 3 Pier Road, Exampleton.
01-09 19:00 Talk
! unused in:1`},

	{"an e-mail that names the weekday only", `Von: Ada Quill
Gesendet: Montag, 2. Juni 2025 10:00
Betreff: Kartenabend

We meet this Thursday at 19:00, as always.

19:00 Vortrag`, `Kartenabend
about We meet this Thursday at 19:00, as always.
06-05 19:00 Vortrag
! unused in:1`},

	{"labels that look like an e-mail's", `# Maps

Date: 5 June 2025
From: 18:00
To: 21:00

18:00 A
20:00-21:00 B`, `Maps
06-05 18:00 A
06-05 20:00 B
! unused in:4`},

	{"an e-mail whose only date is its own", `From: ada@example.org
Date: Mon, 2 June 2025 10:00:00 +0200

19:00 Talk`, `no-date`},

	{"name, date and venue below each other", `Hackathon
3 June 2025, 18:30
The Loft, 12 Mill Lane, Cambridge

18:30 Doors`, `Hackathon
at The Loft, 12 Mill Lane, Cambridge
06-03 18:30 Doors`},

	{"name, date, venue and agenda without a blank line", `Hackathon
The Loft, 12 Mill Lane, Cambridge
3 June 2025
18:30 Doors`, `Hackathon
at The Loft, 12 Mill Lane, Cambridge
06-03 18:30 Doors`},

	{"name, date and venue in one line", `Go Meetup, 3 June 2025, at The Hub, 5 Main St

18:30 Doors`, `Go Meetup
at The Hub, 5 Main St
06-03 18:30 Doors`},

	{"name and date in one line, and more", `Go Meetup - 3 June 2025, bring a lamp

18:30 Doors`, `Go Meetup
about Go Meetup - 3 June 2025, bring a lamp
06-03 18:30 Doors`},

	{"a name that the date follows on", `Kartenabend am 5. Juni 2025 im Hafen

18:00 A`, `Kartenabend
at Hafen
06-05 18:00 A`},

	{"name, days and a first day", `Maps (5-6 June 2025)

Thu 5 June
9:00 A
Fri, 6 June: Walks
9:00 B`, `Maps
06-05 09:00 A
06-06 09:00 B`},

	{"name, date and a venue behind @", `Maps night: Thursday 5 June 2025 @ The Hub

18:00 A`, `Maps night
at The Hub
06-05 18:00 A`},

	{"a place in German", `Kartenabend

5. Juni 2025, 18 Uhr im Kulturhaus, Hafenstr. 5, 12345 Musterstadt

18:00 A`, `Kartenabend
at Kulturhaus, Hafenstr. 5, 12345 Musterstadt
06-05 18:00 A`},

	{"name, date, and a sentence", `Maps, 3 June 2025. Bring a lamp to The Hub, 5 Main St

18:00 A`, `Maps
about Maps, 3 June 2025. Bring a lamp to The Hub, 5 Main St
06-03 18:00 A`},

	{"name, date, and a link", `Maps, 3 June 2025, https://example.org/12

18:00 A`, `Maps
about Maps, 3 June 2025, https://example.org/12
06-03 18:00 A`},

	{"a sentence with a date, alone", `We meet on 5 June 2025

18:00 A`, `about We meet on 5 June 2025
06-05 18:00 A
! no-name in`},

	{"an address with an abbreviation", `Maps

We meet on 5 June 2025 at the Map office, Hafenstr. 5, Musterstadt.

18:00 A`, `Maps
at Map office, Hafenstr. 5, Musterstadt
about We meet on 5 June 2025 at the Map office, Hafenstr. 5, Musterstadt.
06-05 18:00 A`},

	{"speakers and a signature below the agenda", `Maps

5 June 2025

18:00 Rivers by Ada Quill
19:00 Lakes by Ben Oster

About the speakers:

Ada Quill draws.

--
Map Friends`, `Maps
06-05 18:00 Rivers
  by Ada Quill
  Ada Quill draws.
06-05 19:00 Lakes
  by Ben Oster
! unused in:8
! unused in:13`},

	{"a sentence with a date comes first", `Come to us all on
Tuesday, June 3, 2025, and bring a lamp.

18:30 Doors`, `about Come to us all on Tuesday, June 3, 2025, and bring a lamp.
06-03 18:30 Doors
! no-name in`},

	{"a heading of the agenda that says more", `Go meetup
June 3, 2025

## Schedule (all times local)
18:30 Doors`, `Go meetup
06-03 18:30 Doors
! unused in:4`},

	{"a venue behind the hours", `Go meetup

Tuesday June 3, 2025, 7-9pm, The Hub, 5 Main St

7:00-9:00 A`, `Go meetup
at The Hub, 5 Main St
06-03 19:00 A`},

	{"a venue behind the hours, above the rows", `Go meetup

Tuesday June 3, 2025, 7-9pm, The Hub, 5 Main St
7:00-9:00 A`, `Go meetup
at The Hub, 5 Main St
06-03 19:00 A`},

	{"German labels", `Kartenabend
Ort: Halle 3, Hafenstr. 5, Musterstadt
Wann: 3. Juni 2025, 19 Uhr
Veranstalter: Kartenfreunde

19:00 Vortrag`, `Kartenabend
at Halle 3, Hafenstr. 5, Musterstadt
06-03 19:00 Vortrag`},

	{"French labels", `Soirée
Lieu : Salle 3, Paris
Quand : 3 juin 2025

19h00 A`, `Soirée
at Salle 3, Paris
06-03 19:00 A`},

	{"short German labels", `Kartenabend
Wo: Halle 3
Datum: 3. Juni 2025

19:00 Vortrag`, `Kartenabend
at Halle 3
06-03 19:00 Vortrag`},

	{"paragraphs below the agenda that name a row", `Maps

5 June 2025

18:00 Rivers of Europe by Ada Quill
19:00 Lakes
20:00 Ink by Ben Oster
21:00 Networking

Lakes are still.

They are deep, too.

In "Rivers of Europe" water finds its way.

Ben Oster draws by hand.

Bring a lamp for the way home. RSVP is not needed.

Nothing is said about anything here.

Networking: in the bar next door.`, `Maps
06-05 18:00 Rivers of Europe
  by Ada Quill
  In "Rivers of Europe" water finds its way.
06-05 19:00 Lakes
  Lakes are still. // They are deep, too.
06-05 20:00 Ink
  by Ben Oster
  Ben Oster draws by hand.
06-05 21:00 Networking
  Networking: in the bar next door.
! unused in:18`},

	{"a paragraph behind a row that needs no abstract", `Maps

5 June 2025

18:00 Rivers
19:00 Ausklang

The room is on the second floor.`, `Maps
06-05 18:00 Rivers
06-05 19:00 Ausklang
! unused in:8`},

	{"a paragraph behind a list of talks", `Maps

5 June 2025

18:00 Rivers
19:00 Lakes
20:00 Seas

The room is on the second floor.`, `Maps
06-05 18:00 Rivers
06-05 19:00 Lakes
06-05 20:00 Seas
! unused in:9`},

	{"the abstract of the last talk, and the end of the letter", `Maps

5 June 2025

18:00 Rivers

How water finds its way.

19:00 Lakes

How water stays.

It does so for long.

Call +49 30 1234567 if you are late.

Best regards,
Ada Quill

Lakes: no more of them`, `Maps
06-05 18:00 Rivers
  How water finds its way.
06-05 19:00 Lakes
  How water stays. // It does so for long.
! unused in:15`},

	{"a signature right below the last row", `Maps

5 June 2025

18:00 Rivers
19:00 Lakes
Viele Grüße, Ada
Tel. 030 1234567`, `Maps
06-05 18:00 Rivers
06-05 19:00 Lakes
! unused in:7`},

	{"a greeting that ends an abstract", `Maps

5 June 2025

19:00 Lakes

How water stays.
See you there!
Ada`, `Maps
06-05 19:00 Lakes
  How water stays.
! unused in:8`},

	{"emoji and quotes around", `Maps

5 June 2025

👉 18:00 "A"
🎤 18:10 “B goes”
• 18:20 ‘C’
➡️ D (18:30)
🕘 **18:40** 'E' by Ada Quill
18:50 «F»
🍕 for all`, `Maps
06-05 18:00 A
06-05 18:10 B goes
06-05 18:20 C
06-05 18:30 D
06-05 18:40 E
  by Ada Quill
06-05 18:50 F
  🍕 for all`},

	{"Windows-1252", "Kartenabend f\xfcr \x84Alle\x93\n\n5. Juni 2025\n\n18:00 \x96 19:00 M\xfcndung\n" +
		"19:00 \x80 und \x81, é", `Kartenabend für „Alle“
06-05 18:00 Mündung
06-05 19:00 € und ` + "\ufffd" + `, é
! invalid-utf-8 in:1:14`},
}

func TestOutlines(t *testing.T) {
	for _, tt := range outlines {
		t.Run(tt.name, func(t *testing.T) {
			if got := outline(tt.text, Options{Name: "in", Zone: "Europe/Berlin"}); got != tt.want {
				t.Errorf("%s\n\ngot:\n%s", tt.text, got)
			}
		})
	}
}
