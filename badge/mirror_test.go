package badge

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// hebrew is an event of n sessions in Hebrew, Arabic and English.
func hebrew(n, times int) *agenda.Event {
	e := sessions(n, times)
	e.Name, e.Language = "שבוע הזרמים והיומנים · أسبوع السجلات", "he"
	e.Venue = agenda.Venue{Name: "מרכז הכנסים נמל חיפה", Address: "שדרות העצמאות 45, חיפה"}
	e.Rooms[1].Name = "אולם ראשי"
	for i := range e.Sessions {
		s := &e.Sessions[i]
		if i%3 == 1 {
			s.Rooms[0] = e.Rooms[1].Name
		}
		switch i % 4 {
		case 0:
			s.Title = strings.Repeat("איך מפעילים את Kafka בקנה מידה גדול, ", times)
			s.Abstract = strings.Repeat("מה קורה כשמכונה אחת נופלת באמצע הלילה. ", 4*times)
		case 1:
			s.Title = strings.Repeat("بناء خدمات الشبكة بلغة Go من البداية ", times)
			s.Language = "ar"
			s.Abstract = strings.Repeat("كيف تُبنى خدمات الشبكة وكيف نراقبها ونختبرها. ", 4*times)
		}
	}
	return e
}

// ends fails where a text of a page does not end on one of the axes, and gives on how many each.
func ends(t *testing.T, name string, boxes []compose.Box, axes ...float64) []int {
	t.Helper()
	count := make([]int, len(axes))
	for _, b := range boxes {
		em := b.Size * typeset.MM
		at, e := 0.0, typeset.Extent{}
		switch {
		case b.What == "time" || b.What == "page" || b.What == "track" || b.What == "fold's word" ||
			b.What == "reference":
			continue
		case b.Kind == compose.Words || b.Kind == compose.Band && b.Text != "":
			e = b.Face.Extent(b.Text)
			at = b.Start + (e.Width-e.Right)*em
		case b.Kind == compose.Picture || b.Kind == compose.Rule && b.What != "fold":
			at = b.Right()
		default:
			continue
		}
		i := slices.IndexFunc(axes, func(axis float64) bool { return math.Abs(axis-at) < 1e-6 })
		if i < 0 {
			t.Errorf("%s: %s %.40q ends at %.3f mm, not at %.3f", name, b.What, b.Text, at, axes)
			continue
		}
		count[i]++
	}
	return count
}

// A programme that is read from the right has all its texts, of whatever script, on an axis at the right,
// and the times on the right of that.
func TestMirroredProgramme(t *testing.T) {
	for shape, logo := range logos(t) {
		for _, n := range []int{0, 1, 6, 30} {
			for _, times := range []int{1, 3} {
				for paper, size := range paper {
					r := newReport(hebrew(n, times))
					r.logo = logo
					p := &programme{report: r, width: size.width, height: size.height, days: r.days()}
					pages, err := p.pages(t.Context())
					if err != nil {
						t.Fatal(err)
					}
					x := size.width - p.axis()
					for i, boxes := range pages {
						name := fmt.Sprintf("%s logo, %d sessions, %d times, %s, page %d", shape, n, times,
							paper, i+1)
						apart(t, name, boxes, size.width, size.height)
						rooms := x - p.column().Width - sideGap
						ends(t, name, boxes, x, rooms)
						for _, b := range boxes {
							if b.What == "time" && math.Abs(b.X-x-timeGap*p.scale-0.2) > 0.1 {
								t.Errorf("%s: %s begins at %.2f mm", name, b.Text, b.X)
							}
						}
					}
				}
			}
		}
	}
}

// So have tickets, on which the code is on the left.
func TestMirroredTickets(t *testing.T) {
	for shape, logo := range logos(t) {
		for paper, size := range paper {
			r := newReport(hebrew(5, 1))
			r.logo = logo
			sheet := newTicketSheet(r, size.width, size.height)
			facts, inside := sheet.facts(), sheet.inside()
			for i, row := range append(nasty, [4]string{"נועה", "בן־דוד", "קבוצת Streams 24", "אורחת"}) {
				who, _ := sheet.who(holderOf(row, signedCode()), facts)
				name := fmt.Sprintf("%s logo, %s, name %d", shape, paper, i)
				boxes := slices.Concat(facts.Boxes, who, inside)
				apart(t, name, boxes, size.width, size.height)
				right := size.width - axis
				count := ends(t, name, boxes, right, right-times-timeGap, size.width/2-axis)
				if slices.Contains(count, 0) {
					t.Errorf("%s: %d texts on the axes", name, count)
				}
				c := find(boxes, "code")[0]
				if ref := find(boxes, "reference")[0]; c.Right() > size.width/2 || ref.Right() > c.Right() {
					t.Errorf("%s: the code is at %.1f mm, the reference at %.1f", name, c.X, ref.X)
				}
			}
		}
	}
}

// On a page that is read from the left texts that run the other way stand on its one axis, too, each line.
func TestOneAxis(t *testing.T) {
	e := hebrew(4, 2)
	e.Language = "en"
	r := newReport(e)
	p := &programme{report: r, width: 210, height: 297, days: r.days()}
	pages, err := p.pages(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, b := range slices.Concat(pages...) {
		if b.What == "title" || b.What == "abstract" || b.What == "event's name" {
			if lines++; math.Abs(b.X-p.axis()) > 1e-6 {
				t.Errorf("%s %q stands at %.2f mm, not on %.2f", b.What, b.Text, b.X, p.axis())
			}
		}
	}
	if lines < 20 {
		t.Errorf("%d lines", lines)
	}
}
