package roster

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
)

// The vectors hold for ever: each is the key of the last of the list and its number.
var identities = []struct {
	list   []Attendee
	number string
}{
	{[]Attendee{{ID: "1000012345", Email: "ada@example.org", Name: "Ada"}}, "4192c328dfba6d9d"},
	{[]Attendee{{Email: " Ada@Example.ORG", Name: "Ada"}}, "757083f5e5baea24"},
	{[]Attendee{{Email: "ada@example.org"}, {Email: "ADA@example.org"}}, "f09a8c08f37b554f"},
	{[]Attendee{{ID: "1", Email: "ada@example.org"}, {Email: "ada@example.org"}}, "757083f5e5baea24"},
	{[]Attendee{{Name: "Jürgen Strasse"}, {GivenName: "Ju\u0308rgen ", FamilyName: "\u00a0STRAßE"}},
		"0514745cf3e9c00e"},
	{[]Attendee{{Name: "李小龍"}}, "0cd6a60099fc97ac"},
	{[]Attendee{{Name: "\uab70\u13f8"}}, "606cac8a55050d54"},
	{[]Attendee{{Name: "a" + strings.Repeat("\u0300", 31) + "\u0323"}}, "d235eb2feb793692"},
	{[]Attendee{{ID: " \t", Email: "ada@example.org"}}, "757083f5e5baea24"},
	{[]Attendee{{ID: " ", Email: "\u00a0", Name: "Jürgen Strasse"}, {Name: "Jürgen Strasse"}},
		"0514745cf3e9c00e"},
	{[]Attendee{{Number: [8]byte{1, 2, 3, 4, 5, 6, 7, 8}, Name: "Kept"}}, "0102030405060708"},
}

func TestIdentify(t *testing.T) {
	for _, c := range identities {
		Identify(c.list)
		if last := c.list[len(c.list)-1]; hex.EncodeToString(last.Number[:]) != c.number {
			t.Errorf("%+v has number %x, want %s", last, last.Number, c.number)
		}
	}
	doc, err := os.ReadFile("identify.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 1, 2, 4, 6, 7} {
		if number := identities[i].number; !strings.Contains(string(doc), number) {
			t.Errorf("the comment of Identify does not hold %s", number)
		}
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		" A  b\t\nC ": "a b c", "ẞß": "ssss", "ΣΑΣ σας": "σασ σασ", "I\u0307": "i\u0307", "ﬁ": "fi",
		"E\u0301": "é", "\u00a0x\u3000": "x", "ÅÅ": "åå", "": "",
	} {
		if got := fold(s); got != want {
			t.Errorf("fold(%q) = %q, want %q", s, got, want)
		}
		if again := fold(fold(s)); again != fold(s) {
			t.Errorf("folding %q twice gives %q", s, again)
		}
	}
}

// testdata/fold.json holds texts and what Python 3.11 (Unicode 14) makes of them:
//
//	" ".join(normalize("NFC", normalize("NFC", " ".join(s.split())).casefold()).split())
func TestFoldAsPython(t *testing.T) {
	text, err := os.ReadFile("testdata/fold.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors [][2]string
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) < 200 {
		t.Errorf("%d texts only", len(vectors))
	}
	for _, v := range vectors {
		if got := fold(v[0]); got != v[1] {
			t.Errorf("fold(%+q) = %+q, want %+q", v[0], got, v[1])
		}
	}
}

// Lists are identified by several goroutines at once.
func TestIdentifyAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				list := []Attendee{{Name: "Jürgen  STRAßE"}, {Name: "Jürgen Strasse"}}
				Identify(list)
				if got := hex.EncodeToString(list[1].Number[:]); got != "0514745cf3e9c00e" {
					t.Errorf("number %s", got)
				}
			}
		})
	}
	wg.Wait()
}

// Rows added, removed and reordered leave the numbers of all others as they were.
func TestNumbersStay(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var list []Attendee
	for i := range 200 {
		a := Attendee{Name: fmt.Sprintf("Person %d", i)}
		if i%3 > 0 {
			a.Email = fmt.Sprintf("p%d@example.org", i)
		}
		if i%3 > 1 {
			a.ID = fmt.Sprint(i)
		}
		list = append(list, a)
	}
	numbers := func(list []Attendee) map[string][8]byte {
		Identify(list)
		m := make(map[string][8]byte)
		for _, a := range list {
			m[a.Name] = a.Number
		}
		return m
	}
	before := numbers(append([]Attendee(nil), list...))
	for range 50 {
		changed := append([]Attendee(nil), list...)
		random.Shuffle(len(changed), func(i, j int) { changed[i], changed[j] = changed[j], changed[i] })
		changed = changed[:random.IntN(len(changed))]
		for i := range 10 {
			changed = append(changed, Attendee{Name: fmt.Sprintf("New %d", i), Row: i})
		}
		random.Shuffle(len(changed), func(i, j int) { changed[i], changed[j] = changed[j], changed[i] })
		for name, number := range numbers(changed) {
			if old, ok := before[name]; ok && old != number {
				t.Fatalf("%s had number %x, now %x", name, old, number)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		a          Attendee
		full, sort string
	}{
		{Attendee{Name: "Li Wei", GivenName: "Wei", FamilyName: "Li"}, "Li Wei", "Li, Wei"},
		{Attendee{GivenName: "Ada", FamilyName: "Lovelace"}, "Ada Lovelace", "Lovelace, Ada"},
		{Attendee{Name: "Sting"}, "Sting", "Sting"},
		{Attendee{GivenName: "Cher"}, "Cher", "Cher"},
		{Attendee{FamilyName: "Plato"}, "Plato", "Plato"},
		{Attendee{}, "", ""},
	} {
		if c.a.FullName() != c.full || c.a.SortName() != c.sort {
			t.Errorf("%+v: %q, %q, want %q, %q", c.a, c.a.FullName(), c.a.SortName(), c.full, c.sort)
		}
	}
}
