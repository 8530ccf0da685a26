package badge_test

import (
	"os"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge"
)

// Whoever has a ticket or a programme read out hears its texts in order, each whole, and what the code is;
// from which side the page is read changes nothing.
func TestStructure(t *testing.T) {
	e, list := kafka(), signed(t, kafka(), people()[:2])
	toldTickets := []string{`H1 (block) "Apache Kafka meetup"`, `P (block) "Tuesday 3 June 2014"`,
		`P (block) "Todd Palino"`, `P (block) "Speaker"`, "Figure", `H2 (block) "Programme"`,
		`P (block) "19:00–19:30" H3 (block) "Operating Kafka at scale in production"`,
		`H2 (block) "At the door"`, "on paper or on a screen. If it does not scan", "Sect",
		`"Clark Haskins"`}
	toldProgramme := []string{`H1 (block) "Apache Kafka meetup"`,
		`H2 (block) "Tuesday 3 June 2014, 18:30 to 21:00, Pacific time"`,
		`P (block) "19:30–20:00" H3 (block) "Secure Kafka" P (block) "Rajasekar Elango (Salesforce)"`,
		"A cluster collects the metrics of applications and machines and hands them to tools"}
	for _, tt := range []struct {
		name  string
		write write
		lang  string
		want  []string
	}{
		{"tickets", tickets, "en", toldTickets},
		{"mirrored tickets", tickets, "ar", toldTickets},
		{"programme", programme, "en", toldProgramme},
		{"mirrored programme", programme, "ar", toldProgramme},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := *e
			e.Language = tt.lang
			file := save(t, print(t, tt.write, &e, list, badge.Design{}))
			text := strings.Join(strings.Fields(tool(t, "pdfinfo", "-struct-text", file)), " ")
			at := 0
			for _, want := range tt.want {
				i := strings.Index(text[at:], want)
				if i < 0 {
					t.Fatalf("%q does not follow in %s", want, text[at:])
				}
				at += i
			}
			if !strings.HasSuffix(tt.name, "tickets") {
				return
			}
			plain := file + ".plain"
			tool(t, "qpdf", "--qdf", "--object-streams=disable", file, plain)
			b, err := os.ReadFile(plain)
			if n := strings.Count(string(b), "/Alt (QR code of ticket "); err != nil || n != 2 {
				t.Errorf("%d of 2 codes are told (%v)", n, err)
			}
		})
	}
}
