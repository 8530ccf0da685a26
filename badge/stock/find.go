package stock

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/daysheet/daysheet/agenda/input"
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

// nearest gives up to three names of stocks of which key may be a slip, the nearest first.
func nearest(key string) []string {
	keys := slices.SortedFunc(maps.Keys(index), func(a, b string) int {
		return cmp.Or(index[a]-index[b], strings.Compare(a, b))
	})
	var names []string
	for _, k := range input.Near(key, keys) {
		if name := table[index[k]].Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names[:min(3, len(names))]
}
