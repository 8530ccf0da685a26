package input_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/agenda/listing"
)

// bylines are texts with the names, each with its organization behind a slash, that are read.
var bylines = []struct {
	text string
	want string
}{
	{"", ""},
	{" , ; and ", ""},
	{"Todd Palino and Clark Haskins (LinkedIn), Rajasekar Elango (Salesforce)",
		"Todd Palino/LinkedIn|Clark Haskins/LinkedIn|Rajasekar Elango/Salesforce"},
	{"Jürgen Weiß, Ayşe Yılmaz (Zalando), Zoë O'Brien and Jörg Müller",
		"Jürgen Weiß|Ayşe Yılmaz/Zalando|Zoë O'Brien|Jörg Müller"},
	{"A and B (X)", "A/X|B/X"},
	{"A, B and C (X)", "A/X|B/X|C/X"},
	{"A, B, and C (X)", "A/X|B/X|C/X"},
	{"A & B + C und D et E (X)", "A/X|B/X|C/X|D/X|E/X"},
	{"A, B (X)", "A|B/X"},
	{"A and B, C (X)", "A|B|C/X"},
	{"A and B, C and D (X)", "A|B|C/X|D/X"},
	{"A, B, C AND D (X), E", "A/X|B/X|C/X|D/X|E"},
	{"A; B and C (X)", "A|B/X|C/X"},
	{"A and B; C (X)", "A|B|C/X"},
	{"A; and B (X)", "A|B/X"},
	{"A (X) and B (Y)", "A/X|B/Y"},
	{"A (X) and B", "A/X|B"},
	{"A (X)and B(Y),C", "A/X|B/Y|C"},
	{"A,and B (X)", "A/X|B/X"},
	{"A\n and\tB\u00a0(X)", "A/X|B/X"},
	{"A (X (Y)); B", "A/X (Y)|B"},
	{"A (X, Y and Z)", "A/X, Y and Z"},
	{"A, (X)", "A/X"},
	{"A; (X)", "A|(X)"},
	{"(X)", "(X)"},
	{"A ()", "A"},
	{"A (X) (Y)", "A (X)/Y"},
	{"Ian (he/him) Jones, Kim", "Ian (he/him) Jones|Kim"},
	{"Ian Jones (he/him), Kim (she/her) (X)", "Ian Jones (he/him)|Kim (she/her)/X"},
	{"Ian Jones (HIM)", "Ian Jones/HIM"},
	{"A (X, B", "A (X|B"},
	{"A) and B (X)", "A)/X|B/X"},
	{"Harry Connick, Jr. (Big Band), Ada", "Harry Connick, Jr./Big Band|Ada"},
	{"Sammy Davis, Jr., Ada Mann, Ph.D. and Bo Li (X)", "Sammy Davis, Jr./X|Ada Mann, Ph.D./X|Bo Li/X"},
	{"Ada (X), Jr.", "Ada/X|Jr."},
	{"Jr., Ada", "Jr.|Ada"},
	{"Andrea Sand and Etta Pound", "Andrea Sand|Etta Pound"},
	{"AT&T, R&D", "AT&T|R&D"},
	{"Doe et al. (X)", "Doe et al./X"},
	{"Doe et Alain (X)", "Doe/X|Alain/X"},
	{"山田、佐藤（会社）", "山田|佐藤/会社"},
	{"山田＆佐藤（会社）；鈴木", "山田/会社|佐藤/会社|鈴木"},
}

func TestParseByline(t *testing.T) {
	for _, tt := range bylines {
		var got []string
		for _, s := range input.ParseByline(tt.text) {
			if s.Organization != "" {
				s.Name += "/" + s.Organization
			}
			got = append(got, s.Name)
		}
		if text := strings.Join(got, "|"); text != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, text, tt.want)
		}
	}
}

// What a listing writes is read as it was, whoever stands beside whom.
func TestParseBylineInverts(t *testing.T) {
	d := rand.New(rand.NewPCG(1, 2))
	names := strings.Split("Ada Mann|Jürgen Weiß|Zoë O'Brien|Harry Connick, Jr.|Ian (he/him) Jones|山田 太郎|"+
		"Andy Sand|Etta von der Au|Cy|J. P. Ünal", "|")
	organizations := []string{"", "", "X", "Black & White", "Y (Z), Ltd. and Sons"}
	for range 20_000 {
		var e agenda.Event
		var s agenda.Session
		for _, i := range d.Perm(len(names))[:d.IntN(7)] {
			e.Speakers = append(e.Speakers,
				agenda.Speaker{Name: names[i], Organization: organizations[d.IntN(len(organizations))]})
			s.Speakers = append(s.Speakers, names[i])
		}
		line := listing.English.Byline(e.Directory(), &s)
		same := func(a, b agenda.Speaker) bool { return a.Name == b.Name && a.Organization == b.Organization }
		if got := input.ParseByline(line); !slices.EqualFunc(got, e.Speakers, same) {
			t.Fatalf("%q\n got %v\nwant %v", line, got, e.Speakers)
		}
	}
}

func TestParseBylineIsQuick(t *testing.T) {
	for _, s := range []string{"(", ")", "()", "a (x) ", "a, ", "a, jr", " et ", "a and b (x), "} {
		input.ParseByline(strings.Repeat(s, 1<<20/len(s)))
	}
}

func FuzzParseByline(f *testing.F) {
	for _, tt := range bylines {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rest := text
		for _, s := range input.ParseByline(text) {
			if s.Name == "" || strings.TrimFunc(s.Name, unicode.IsSpace) != s.Name {
				t.Fatalf("%q: the name %q", text, s.Name)
			}
			at := strings.Index(rest, s.Name)
			if at < 0 {
				t.Fatalf("%q: %q is not behind the names before it", text, s.Name)
			}
			rest = rest[at+len(s.Name):]
			org := s.Organization
			if !strings.Contains(rest, org) || strings.TrimSpace(org) != org {
				t.Fatalf("%q: the organization %q", text, s.Organization)
			}
			if utf8.ValidString(text) && !utf8.ValidString(s.Name+s.Organization) {
				t.Fatalf("%q: %q was cut inside a letter", text, s.Name)
			}
		}
	})
}
