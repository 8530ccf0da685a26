package input

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// DidYouMean is a hint for a word that is none of known: the one that it is a slip of, else what there is to
// choose from, at most twelve of them.
func DidYouMean(word string, known []string) string {
	if near := Near(word, known); len(near) > 0 {
		return fmt.Sprintf("did you mean %q?", near[0])
	}
	return "use one of: " + strings.Join(First(12, known), ", ")
}

// Near gives those of known that word may be a slip of, the nearest first and alike ones in their order: at
// most a third of its letters are changed, added, left out or swapped with their neighbour, or one. Upper and
// lower case are the same. A word of three letters or more is also the beginning of another.
func Near(word string, known []string) []string {
	const longest = 64 // characters: the work grows with their square
	type match struct {
		name  string
		edits int
	}
	w := []rune(strings.ToLower(word))
	if len(w) == 0 || len(w) > longest {
		return nil
	}
	most := max(1, len(w)/3)
	var found []match
	for _, name := range known {
		k := []rune(strings.ToLower(name[:min(len(name), utf8.UTFMax*longest)]))
		edits := most + 1
		if len(w) > 2 && len(k) > len(w) && string(k[:len(w)]) == string(w) {
			edits = 0
		} else if len(k)-len(w) <= most && len(w)-len(k) <= most {
			edits = distance(w, k)
		}
		if edits <= most {
			found = append(found, match{name, edits})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(a.edits, b.edits) })
	var names []string
	for _, m := range found {
		names = append(names, m.name)
	}
	return names
}

// distance counts the letters to change, add, leave out or swap with their neighbour to make b of a.
func distance(a, b []rune) int {
	var before, above []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, above, row = above, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := above[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

// First gives the first of a list, and behind them how many more there are: "2,629 more".
func First(most int, list []string) []string {
	if len(list) <= most {
		return list
	}
	return append(slices.Clone(list[:most]), Number(len(list)-most)+" more")
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
