package input

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Lookup gives the key of each word in lists of words, which are parted by commas. It panics where a word has
// two keys.
func Lookup[T comparable](lists map[T]string) map[string]T {
	keys := map[string]T{}
	for key, list := range lists {
		for word := range strings.SplitSeq(list, ",") {
			word = OneLine(word)
			if _, again := keys[word]; again {
				panic("two keys for " + word)
			}
			keys[word] = key
		}
	}
	return keys
}

// DidYouMean is a hint for a word that is none of known: the one that it is a slip of, else what there is to
// choose from, at most twelve of them.
func DidYouMean(word string, known []string) string {
	if near := Near(word, known); len(near) > 0 {
		return fmt.Sprintf("did you mean %q?", near[0])
	}
	return "use one of: " + First(12, known, ", ")
}

// Near gives those of known that word may be a slip of, the nearest first and alike ones in their order: at
// most a third of its letters are changed, added, left out or swapped with their neighbour, or one. Upper and
// lower case are the same. A word of three letters or more is also the beginning of another.
func Near(word string, known []string) []string {
	const longest = 64 // characters: the work grows with their square
	w := []rune(strings.ToLower(word))
	if len(w) == 0 || len(w) > longest {
		return nil
	}
	most := max(1, len(w)/3)
	var found []string
	editsOf := map[string]int{}
	for _, name := range known {
		k := []rune(strings.ToLower(name[:min(len(name), utf8.UTFMax*longest)]))
		edits := most + 1
		if len(w) > 2 && len(k) > len(w) && string(k[:len(w)]) == string(w) {
			edits = 0
		} else if len(k)-len(w) <= most && len(w)-len(k) <= most {
			edits = distance(w, k)
		}
		if edits <= most {
			found, editsOf[name] = append(found, name), edits
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return editsOf[a] - editsOf[b] })
	return found
}

// distance counts the letters to change, add, leave out or swap with their neighbour to make b of a.
func distance(a, b []rune) int {
	d := make([][]int, len(a)+1) // of the first i letters of a and the first j of b
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			case i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1]:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1], d[i-2][j-2])
			default:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1])
			}
		}
	}
	return d[len(a)][len(b)]
}

// First joins a list with commas, and the last of it with last: ", " or " and ". Of a long list it gives only
// the first, and says how many more there are: "A, B and 2,629 more".
func First(most int, list []string, last string) string {
	end := Number(len(list)-most) + " more"
	if n := len(list); n < 2 {
		return strings.Join(list, "")
	} else if n <= most {
		most, end = n-1, list[n-1]
	} else {
		last = " and "
	}
	return strings.Join(list[:most], ", ") + last + end
}

// Shorten gives at most that many characters of s, and "…" in the place of the others.
func Shorten(s string, most int) string {
	n := 0
	for i := range s {
		if n++; n > most {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// Quote shows a text of any length and content in a message: 60 characters of it at most in quotation marks,
// escaped as by %q but for the joiners that names and emoji are written with.
func Quote(s string) string { return joiners.Replace(strconv.Quote(Shorten(s, 60))) }

var joiners = strings.NewReplacer(`\\`, `\\`, `\u200c`, "\u200c", `\u200d`, "\u200d")

// Quantity says how many of a thing there are: "1 badge", "48 badges". Of a noun whose plural takes no s see
// [Plural].
func Quantity(n int, noun string) string { return fmt.Sprintf("%d %s", n, Plural(n, noun, noun+"s")) }

// Plural gives the word that goes with n.
func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Number writes a count as a person does: "2,629".
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
