package pdf

import (
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A font is one that the pages name, and the number of its object.
type font struct {
	name   string
	number int
}

// embedFonts writes the faces that the pages use, each cut down to the runes that were drawn.
func embedFonts(f *file, used *used) ([]font, error) {
	var fonts []font
	for _, face := range typeset.Faces {
		runes := used.runes[face]
		if runes == nil {
			continue
		}
		objects, number, err := cutFont(face.Family(), face.TTF(), runes.all)
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, font{fontNames[face], copyObject(f, objects, number, map[string]int{})})
	}
	return fonts, nil
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
