package pdf

import (
	"fmt"
	"strconv"

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
		embedded, err := embedFont(face.Family(), face.TTF(), runes.all)
		if err != nil {
			return nil, err
		}
		n, err := copyObject(f, embedded.objects, embedded.font, map[string]int{})
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, font{fontNames[face], n})
	}
	return fonts, nil
}

// copyObject writes an object of gofpdf's and all that it refers to under numbers of ours, those that are
// written already apart.
func copyObject(f *file, objects map[string]object, old string, numbers map[string]int) (int, error) {
	if n, ok := numbers[old]; ok {
		return n, nil
	}
	o, ok := objects[old]
	if !ok {
		return 0, fmt.Errorf("pdf: the font refers to an object %s that is not there", old)
	}
	n := f.number()
	numbers[old] = n
	var failed error
	dict := reference.ReplaceAllStringFunc(o.dict, func(s string) string {
		m, err := copyObject(f, objects, s[:len(s)-len(" 0 R")], numbers)
		if err != nil {
			failed = err
		}
		return strconv.Itoa(m) + " 0 R"
	})
	switch {
	case failed != nil:
		return 0, failed
	case o.stream == nil:
		f.object(n, "%s", dict)
	default:
		f.stream(n, dict, o.stream)
	}
	return n, nil
}
