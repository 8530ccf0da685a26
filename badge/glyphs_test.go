package badge_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
)

// A name that holds a cluster which no font has is a blank and a finding, and the others are printed: however
// its letters, marks and signs are put together, it does not stop the run.
func TestHostileClusters(t *testing.T) {
	var list []roster.Attendee
	names := []string{"Wolfgang ≱\u08d5", "\U000111c2", "\U00011a84", "☺\u05b8\u05b0 Dana", "1\uaabe",
		"\u0600a\u0903", "A\U0002EBF0B"}
	for i, name := range names {
		list = append(list, roster.Attendee{ID: name, GivenName: name, FamilyName: "Okafor", Row: i + 2})
	}
	s, err := stock.Find("a6")
	if err != nil {
		t.Fatal(err)
	}
	e := kafka()
	for what, write := range map[string]func(*bytes.Buffer) (agenda.Findings, error){
		"badges": func(out *bytes.Buffer) (agenda.Findings, error) {
			return badge.WriteBadges(t.Context(), out, e, signed(t, e, list), badge.Design{Stock: s})
		},
		"tickets": func(out *bytes.Buffer) (agenda.Findings, error) {
			return badge.WriteTickets(t.Context(), out, e, signed(t, e, list), badge.Design{})
		},
	} {
		var out bytes.Buffer
		findings, err := write(&out)
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		told := map[string]bool{}
		for _, f := range findings {
			if f.Rule == "undrawable" {
				told[f.Where.ID] = true
			}
		}
		for _, name := range []string{names[0], names[1], names[2], names[4], names[6]} {
			if !told[name] {
				t.Errorf("%s: nothing is said of %q", what, name)
			}
		}
	}
}

// Findings name characters that are not seen by their code points alone.
func TestFindingsShowNothingInvisible(t *testing.T) {
	e := kafka()
	list := signed(t, e, []roster.Attendee{{ID: "1", GivenName: "Ana\ufe0f", FamilyName: "Okafor", Row: 2}})
	s, err := stock.Find("a6")
	if err != nil {
		t.Fatal(err)
	}
	findings, err := badge.WriteBadges(t.Context(), new(bytes.Buffer), e, list, badge.Design{Stock: s})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Rule == "left-out" && strings.HasSuffix(f.Message, "U+FE0F") {
			return
		}
	}
	t.Errorf("%v", findings)
}
