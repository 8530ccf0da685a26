package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// embedFonts writes the faces that the pages use, each cut down to the runes that were drawn, and returns the
// entries of the resources for them.
func embedFonts(f *file, used *used) (entries []byte, err error) {
	for _, face := range typeset.Faces {
		if used.runes[face] == nil {
			continue
		}
		runes := slices.Sorted(maps.Keys(used.runes[face]))
		objects, number, err := cutFont(face.Family(), face.TTF(), runes)
		if err != nil {
			return nil, err
		}
		entries = fmt.Appendf(entries, "/%s %d 0 R", fontNames[face],
			copyObject(f, objects, number, map[string]int{}))
	}
	return entries, nil
}

// copyObject writes an object of gofpdf's and all that it refers to under numbers of ours, those that are
// written already apart.
func copyObject(f *file, objects map[string]object, old string, numbers map[string]int) int {
	if n, ok := numbers[old]; ok {
		return n
	}
	n := f.number()
	numbers[old] = n
	o := objects[old]
	dict := reference.ReplaceAllStringFunc(o.dict, func(s string) string {
		return strconv.Itoa(copyObject(f, objects, strings.TrimSuffix(s, " 0 R"), numbers)) + " 0 R"
	})
	if o.stream == nil {
		f.object(n, "%s", dict)
	} else {
		f.stream(n, dict, o.stream)
	}
	return n
}
