package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// pair makes twins of the old and new sessions that have none yet and share a key, in their order. An empty
// key is none.
func (d *differ) pair(key func(*sheetEntry) string, from, to func(*sheetEntry) bool) {
	byKey := map[string][]*sheetEntry{}
	for i := range d.new.entries {
		if n := &d.new.entries[i]; n.twin == nil && to(n) {
			if k := key(n); k != "" {
				byKey[k] = append(byKey[k], n)
			}
		}
	}
	for i := range d.old.entries {
		o := &d.old.entries[i]
		if o.twin != nil || !from(o) {
			continue
		}
		if k := key(o); len(byKey[k]) > 0 {
			o.settle(byKey[k][0])
			byKey[k] = byKey[k][1:]
		}
	}
}

func (n *sheetEntry) settle(o *sheetEntry) { n.twin, o.twin = o, n }

func given(n *sheetEntry) bool   { return !n.derived }
func derived(n *sheetEntry) bool { return n.derived }
func either(*sheetEntry) bool    { return true }

// matchIDs finds the sessions that are the same by their ids, then those without an id of their own by title
// and start. Where sessions share an id or a title, those of equal contents go first.
func (d *differ) matchIDs() {
	id := func(n *sheetEntry) string { return n.id }
	same := func(n *sheetEntry) string { return n.id + "\f" + n.print }
	d.pair(same, given, given)
	d.pair(id, given, given)
	for _, key := range []func(*sheetEntry) string{
		same,
		func(n *sheetEntry) string { return n.print },
		func(n *sheetEntry) string { return n.title + "\f" + strconv.FormatInt(n.start, 36) },
		id,
	} {
		d.pair(key, derived, derived)
		d.pair(key, derived, given)
		d.pair(key, given, derived)
	}
}

// The bounds of the search for likeness: it grows in proportion to the sessions, whatever they hold.
const (
	mostCandidates = 64 // of one session, and sessions that a key is worth anything for
	mostWords      = 64 // of a title, and speakers of a session, that are compared
	likeEnough     = 0.55
	aboutEqual     = 0.05
	samePlace      = 0.1         // what the same place is worth between two that are alike enough
	hourly         = 2 * 60 * 60 // seconds: sessions that start so near are at about the same time
)

const oldIDs = "write the old id of each back"

// An alike is an entry without a twin, with what likeness looks at.
type alike struct {
	*sheetEntry
	words   []string // of the title, sorted, in lower case
	numbers string
	edges   []*edge // the likest first
	open    bool    // it may still find its twin
}

// An edge joins two that are alike enough to be the same session.
type edge struct {
	old, new *alike
	score    float64
}

// matchAlike finds the sessions that are the same although their ids differ.
func (d *differ) matchAlike() {
	d.pair(func(n *sheetEntry) string { return n.print }, either, either)
	olds, news := unmatched(&d.old), unmatched(&d.new)
	if len(olds) == 0 || len(news) == 0 {
		return
	}
	edges := d.candidates(olds, news)
	for _, e := range edges {
		e.old.edges, e.new.edges = append(e.old.edges, e), append(e.new.edges, e)
	}
	for _, e := range edges {
		if !e.old.open || !e.new.open {
			continue
		}
		e.old.open, e.new.open = false, false
		rivals := append(e.rivals(e.old), e.rivals(e.new)...)
		if len(rivals) == 0 {
			e.old.settle(e.new.sheetEntry)
			continue
		}
		d.ambiguous(append(rivals, e))
	}
}

// rivals are the edges that join a to others that are about as like it as e says, and of which nobody knows
// yet whose twin they are.
func (e *edge) rivals(a *alike) []*edge {
	var out []*edge
	for _, o := range a.edges {
		if o.score < e.score-aboutEqual {
			break
		}
		if o != e && (o.old.twin == nil && o.new.twin == nil) {
			out = append(out, o)
		}
	}
	return out
}

// ambiguous leaves alone what the edges join.
func (d *differ) ambiguous(edges []*edge) {
	var was, is []*alike
	for _, e := range edges {
		e.old.open, e.new.open = false, false
		was, is = append(was, e.old), append(is, e.new)
	}
	names := func(list []*alike) string {
		var out []string
		for _, a := range list {
			out = append(out, fmt.Sprintf("%q (%s)", a.title, a.id))
		}
		out = set(out)
		const most = 5
		if more := len(out) - most; more > 0 {
			out = append(out[:most], fmt.Sprintf("%d more", more))
		}
		return Join(out)
	}
	d.findings.Add("id-ambiguous", Warning, Where{ID: is[len(is)-1].id}, oldIDs,
		"%s, counted as added, may be what was %s, counted as cancelled", names(is), names(was))
}

func unmatched(x *sheet) []*alike {
	var out []*alike
	for i := range x.entries {
		n := &x.entries[i]
		if n.twin != nil {
			continue
		}
		a := &alike{sheetEntry: n, open: true}
		a.words = titleWords(n.title)
		a.people = a.people[:min(len(a.people), mostWords)]
		for _, w := range a.words {
			if seriesNumber(w) {
				a.numbers += w + " "
			}
		}
		out = append(out, a)
	}
	return out
}

// titleWords is a title as a sorted set of words, in lower case. Writing that has no space between words is
// taken in pairs of characters; a title without a letter is one word.
func titleWords(title string) []string {
	words := strings.FieldsFunc(foldLatin(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	if len(words) == 0 {
		words = []string{title}
	}
	var out []string
	for _, w := range words {
		runes := []rune(w)
		if len(runes) < 3 || !unicode.In(runes[0], unspaced...) {
			out = append(out, w)
			continue
		}
		for i := range min(len(runes)-1, mostWords) {
			out = append(out, string(runes[i:i+2]))
		}
	}
	return set(out[:min(len(out), mostWords)])
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai,
	unicode.Lao, unicode.Khmer, unicode.Myanmar}

// seriesNumber reports whether a word tells the parts of a series apart: a number, Arabic or Roman from II.
func seriesNumber(word string) bool {
	return strings.ContainsFunc(word, unicode.IsDigit) || len(word) > 1 && strings.Trim(word, "ivx") == ""
}

// candidates gives the pairs that are alike enough, the likest first. Only sessions that share a key are
// looked at; a key that too many share says nothing, for which the more exact ones before it are there.
func (d *differ) candidates(olds, news []*alike) []*edge {
	index := map[string][]*alike{}
	for _, n := range news {
		for _, k := range n.keys(0) {
			index[k] = append(index[k], n)
		}
	}
	var edges []*edge
	crowded := map[string]bool{}
	for _, o := range olds {
		seen := map[*alike]bool{}
		for i, k := range o.keys(1) {
			found := index[k]
			if len(found) > mostCandidates {
				if i == 0 && !crowded[k] {
					crowded[k] = true
					d.findings.Add("id-ambiguous", Warning, Where{ID: found[0].id}, oldIDs,
						"%q (%s) and %d more are too many of one title, start and place; they count as added",
						found[0].title, found[0].id, len(found)-1)
				}
				continue
			}
			for _, n := range found {
				if seen[n] || len(seen) == mostCandidates {
					continue
				}
				seen[n] = true
				if score := likeness(o, n); score > 0 {
					edges = append(edges, &edge{o, n, score})
				}
			}
		}
	}
	slices.SortStableFunc(edges, func(a, b *edge) int { return cmp.Compare(b.score, a.score) })
	return edges
}

// keys are what two sessions that are alike share at least one of, the most exact first. Around is how
// many times hourly before and after its own start an entry is looked for.
func (a *alike) keys(around int64) []string {
	var keys []string
	add := func(parts ...string) { keys = append(keys, strings.Join(parts, "\f")) }
	start, title := strconv.FormatInt(a.start, 36), strings.Join(a.words, " ")
	add("title, start and place", title, start, a.places)
	add("title and start", title, start)
	for _, who := range a.people {
		add("title and speaker", title, who)
		add("speaker and start", who, start)
	}
	for i := -around; i <= around; i++ {
		add("title and hour", title, strconv.FormatInt(a.start/hourly+i, 36))
	}
	for _, who := range a.people {
		add("speaker", who)
	}
	for _, w := range a.words {
		add("word and start", w, start)
	}
	return keys
}

// likeness is 0 where o and n are not the same session, and greater the more alike they are: the mean of what
// title, speakers and start have in common. Two of the three give 0.67, all speakers and two thirds of the
// title 0.55.
func likeness(o, n *alike) float64 {
	title := shared(o.words, n.words)
	if o.start != n.start && o.numbers != n.numbers {
		title = 0
	}
	when := nearness(o, n)
	var score float64
	switch people := shared(o.people, n.people); {
	case len(o.people) == 0 || len(n.people) == 0: // only title and time can tell
		if title == 1 && when >= 0.25 || title >= 0.6 && when == 1 {
			score = (title + when) / 2
		}
	case people == 1, people > 0 && title > 0, title == 1 && when == 1:
		score = (title + people + when) / 3
	}
	if score < likeEnough {
		return 0
	}
	if o.places == n.places && o.places != "" {
		score += samePlace
	}
	return score
}

// nearness of the starts, 1 where they are the same.
func nearness(o, n *alike) float64 {
	unknown := o.date.IsZero()
	switch {
	case unknown && n.date.IsZero():
		return 0.25
	case unknown || n.date.IsZero():
		return 0
	case o.start == n.start:
		return 1
	case max(o.start-n.start, n.start-o.start) <= hourly:
		return 0.25
	case o.date == n.date:
		return 0.1
	}
	return 0
}

// shared is how much of two sorted sets is in both: 1 where they are equal, 0 where nothing is.
func shared(a, b []string) float64 {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return float64(2*n) / float64(len(a)+len(b))
}
