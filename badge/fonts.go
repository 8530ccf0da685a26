package badge

import (
	"io/fs"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// Fonts are those that stand in where the embedded ones have no glyph: Devanagari, Thai, Chinese, emoji. They
// may be used for any number of writers, at the same time too.
//
// Emoji are drawn that are outlines, layers of them (COLR version 0) or bitmaps (CBDT, sbix). Those that are
// paints (COLR version 1, as in the Noto Color Emoji that Google Fonts serves) or SVG count as lacking where
// the font has no outlines for them beside, so that another stands in.
type Fonts struct{ set *typeset.Fonts }

// FontOptions say which fonts there are.
type FontOptions struct {
	// FS has the files. It need not keep to the rule for names that [fs.ValidPath] checks.
	FS fs.FS
	// Names are font files (TrueType, OpenType, collections of them) and folders of such, the preferred
	// first. Fonts of one family stand where the first of them does; among them, and among those of one
	// folder, that of the weight and width that is wanted comes first, else the nearest.
	Names []string
	// System adds the fonts of this machine. What is printed then depends on the machine.
	System bool
	// Language of the event (BCP 47) decides between the forms that Han characters have in China, Japan and
	// Korea, where a name does not tell.
	Language string
}

// Errors of [OpenFonts] beside those of the file system; another is of a font that is damaged.
var (
	ErrFontKind = typeset.ErrKind // the file is no font, or one of a kind that is not read
	ErrNoFont   = typeset.ErrNone // the folder has none
)

// OpenFonts reads what the fonts cover; a font is read whole when it is first used. A file that is missing,
// broken or no font is an error with its name. A font that only then turns out to be broken is an error of
// the writer that uses it.
func OpenFonts(o FontOptions) (*Fonts, error) {
	set, err := typeset.Open(o.FS, o.Language, o.System, o.Names...)
	if err != nil {
		return nil, err
	}
	return &Fonts{set}, nil
}
