package typeset

import (
	"bytes"
	"fmt"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"codeberg.org/go-fonts/dejavu/dejavusanscondensedbold"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	arabicbold "eliasnaur.com/font/noto/sans/arabic/bold"
	arabicregular "eliasnaur.com/font/noto/sans/arabic/regular"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
)

// roboto are the faces themselves, which are shaped where a text is mixed or a mark does not compose.
var roboto = [len(faces)]*fontFile{
	regular:          embed(0, faces[regular].family, faces[regular].ttf),
	bold:             embed(1, faces[bold].family, faces[bold].ttf),
	condensedRegular: embed(2, faces[condensedRegular].family, faces[condensedRegular].ttf),
	condensedBold:    embed(3, faces[condensedBold].family, faces[condensedBold].ttf),
}

// embedded stand in for the faces, the first first, each font followed by its heavy cut. Of Liberation Sans
// only Hebrew is taken: in DejaVu Sans points float beside their letters. The condensed cut of DejaVu Sans is
// nearest to Roboto in width, and the only one there is room for.
var embedded = []*fontFile{
	embed(4, "notosansarabic", arabicregular.TTF),
	embed(5, "notosansarabic-bold", arabicbold.TTF),
	hebrew(embed(6, "liberationsans", liberationsansregular.TTF)),
	hebrew(embed(7, "liberationsans-bold", liberationsansbold.TTF)),
	embed(8, "dejavusanscondensed", dejavusanscondensed.TTF),
	embed(9, "dejavusanscondensed-bold", dejavusanscondensedbold.TTF),
}

// firstAdded is the number of the first font that is not embedded.
const firstAdded = 10

// hebrew takes Hebrew alone of a font, with the spaces, digits and signs between its letters.
func hebrew(f *fontFile) *fontFile {
	whole := f.covers
	f.covers = func(r rune) bool {
		shared := r < 0x2070 && !language.LookupScript(r).Strong()
		return (shared || unicode.Is(unicode.Hebrew, r)) && whole(r)
	}
	return f
}

// embed makes the fontFile of an embedded font. It is parsed when that is first needed: Latin never needs it.
func embed(number int, name string, ttf []byte) *fontFile {
	cmap := sync.OnceValue(func() font.Cmap {
		ld, err := ot.NewLoader(bytes.NewReader(ttf))
		if err == nil {
			var cmap font.Cmap
			if cmap, err = readCmap(ld); err == nil {
				return cmap
			}
		}
		panic(fmt.Sprintf("typeset: the embedded %s cannot be read: %v", name, err)) // a broken build
	})
	return &fontFile{name: name, number: number,
		covers: func(r rune) bool { g, ok := cmap().Lookup(r); return ok && g != 0 },
		load:   sync.OnceValues(func() (*font.Font, error) { return parse(bytes.NewReader(ttf), 0) }),
	}
}
