package stock

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Find looks a stock up by its Name or one of Also, as people write it: letter case, spaces and punctuation
// do not count, nor does the maker's name where the number alone says which ("Avery 5392", "5392", "L7418",
// "4 × 3 in"). The error of an unknown name gives the nearest ones.
func Find(name string) (Stock, error) {
	key := fold(name)
	if i, ok := index[key]; ok {
		return table[i], nil
	}
	near := nearest(key)
	if len(near) == 0 {
		return Stock{}, fmt.Errorf("no stock is named %.60q; one is %q", name, table[0].Name)
	}
	return Stock{}, fmt.Errorf("no stock is named %.60q; the nearest are %s", name, strings.Join(near, ", "))
}

// index holds each name folded, with and without its maker.
var index = func() map[string]int {
	m := make(map[string]int)
	for i, s := range table {
		for _, name := range append([]string{s.Name}, strings.Fields(s.Also)...) {
			m[fold(name)] = i
			if _, number, ok := strings.Cut(name, "-"); ok {
				if key := fold(number); len(key) >= 3 { // a digit or two are nobody's name
					m[key] = i
				}
			}
		}
	}
	return m
}()

// fold keeps letters and digits, in lower case. No name is as long as what it keeps at most.
func fold(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch r = unicode.ToLower(r); {
		case b.Len() >= 40:
			return b.String()
		case r == '×':
			b.WriteByte('x')
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// nearest gives up to three names of stocks that differ from key in at most two letters or a third of them,
// the nearest first.
func nearest(key string) []string {
	type match struct{ i, edits int }
	best := make(map[int]int)
	for k, i := range index {
		edits := distance(key, k)
		near := edits <= max(2, len(k)/3) && edits < min(len(key), len(k))
		if old, ok := best[i]; near && (!ok || edits < old) {
			best[i] = edits
		}
	}
	var found []match
	for i, edits := range best {
		found = append(found, match{i, edits})
	}
	slices.SortFunc(found, func(a, b match) int { return cmp.Or(a.edits-b.edits, a.i-b.i) })
	var names []string
	for _, m := range found[:min(3, len(found))] {
		names = append(names, table[m.i].Name)
	}
	return names
}

// distance is Levenshtein's: the letters to insert, delete or replace to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
