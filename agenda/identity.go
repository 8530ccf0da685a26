package agenda

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// Identity is the event's ID, else one derived from its name, its first date and the host of its URL:
// "apache-kafka-meetup.2014-06-03.example.org". Write it down before anything is published.
func (e *Event) Identity() string {
	if e.ID != "" {
		return e.ID
	}
	parts := []string{Slug(e.Name)}
	if parts[0] == "" {
		parts[0] = "event"
	}
	if d := e.firstDate(); !d.IsZero() {
		parts = append(parts, d.String())
	}
	if u, err := url.Parse(e.URL); err == nil && u.Hostname() != "" {
		parts = append(parts, strings.ToLower(strings.TrimPrefix(u.Hostname(), "www.")))
	}
	return strings.Join(parts, ".")
}

func (e *Event) firstDate() Date {
	if len(e.Days) > 0 {
		return slices.MinFunc(e.Days, func(a, b Day) int { return a.Date.Compare(b.Date) }).Date
	}
	if start, _ := e.Span(); !start.IsZero() {
		return DateOf(start)
	}
	return Date{}
}

// SessionIDs gives the id of each of e.Sessions: its own, else the slug of its title, numbered where that is
// taken ("lunch-2"). Write them down before a feed is published: a new title would make another session.
func (e *Event) SessionIDs() []string {
	ids := make([]string, len(e.Sessions))
	derived := false
	for i := range e.Sessions {
		ids[i] = e.Sessions[i].ID
		derived = derived || ids[i] == ""
	}
	if !derived {
		return ids
	}
	taken := make(map[string]bool, len(ids))
	for _, id := range ids {
		taken[id] = true
	}
	next := map[string]int{} // the number to try first behind a slug
	for i, s := range e.Sessions {
		if ids[i] != "" {
			continue
		}
		slug := Slug(s.Title)
		if slug == "" {
			slug = "session"
		}
		id := slug
		for n := max(2, next[slug]); taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", slug, n)
			next[slug] = n + 1
		}
		ids[i], taken[id] = id, true
	}
	return ids
}

// slugMax keeps ids short enough to read and to type, in runes.
const slugMax = 48

// Slug turns a title into an id: lower case, Latin letters without their marks, other letters and digits as
// they are, one hyphen between words, 48 runes at most.
func Slug(title string) string {
	var words []string
	length := 0
	for _, w := range strings.FieldsFunc(foldLatin(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		n := len([]rune(w))
		if length+n > slugMax {
			if length == 0 {
				words = append(words, string([]rune(w)[:slugMax]))
			}
			break
		}
		words = append(words, w)
		length += n + 1
	}
	return strings.Join(words, "-")
}

// latin lists, before each run of marked letters, what they are without their marks.
var latin = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ĳ': "ij"}
	for _, run := range strings.Fields(`aàáâãäåāăąǎạảấầẩẫậắằẳẵặ cçćĉċč dďđð eèéêëēĕėęěẹẻẽếềểễệ gĝğġģǧ hĥħ
		iìíîïĩīĭįıǐịỉ jĵ kķĸ lĺļľŀł nñńņňŉŋ oòóôõöøōŏőǒơọỏốồổỗộớờởỡợ rŕŗř sśŝşšș tţťŧț
		uùúûüũūŭůűųǔưụủứừửữự wŵ yýÿŷỳỵỷỹ zźżž`) {
		base := run[:1]
		for _, r := range run[1:] {
			m[r] = base
		}
	}
	return m
}()

func foldLatin(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch base, ok := latin[r]; {
		case ok:
			b.WriteString(base)
		case r >= 0x300 && r <= 0x36f, r == '\'', r == '’': // a combining mark, an apostrophe inside a word
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
