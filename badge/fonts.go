package badge

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
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

// OpenFonts reads what the fonts cover; a font is read whole when it is first used. A file that is missing,
// broken or no font is an [agenda.InputError], "bad-fonts", that says what to do about it. A font that only
// then turns out to be broken is an error of the writer that uses it.
func OpenFonts(o FontOptions) (*Fonts, error) {
	set, err := typeset.Open(o.FS, o.Language, o.System, o.Names...)
	if err == nil {
		return &Fonts{set}, nil
	}
	hint := "replace the file, it is damaged"
	file := (*fs.PathError)(nil)
	switch {
	case errors.As(err, &file):
		hint = "correct fonts: in the event file, with paths from there"
		if path.Ext(file.Path) == "" {
			hint += `; for the fonts of this machine, did you mean "system"?`
		}
	case errors.Is(err, typeset.ErrKind):
		hint = "name TrueType or OpenType files (.ttf, .otf, .ttc), or a folder of them"
	case errors.Is(err, typeset.ErrNone):
		hint = "put TrueType or OpenType files (.ttf, .otf, .ttc) into it"
	}
	return nil, wrongFile("fonts", err, hint)
}

// wrongFile is the error of a file that the event names with a key.
func wrongFile(key string, err error, hint string) error {
	if file := (*fs.PathError)(nil); errors.As(err, &file) {
		err = fmt.Errorf("%s: %w", file.Path, file.Err)
	}
	return input.Error("bad-"+key, agenda.Where{ID: key + ":"}, hint, "%s: %v", key, err)
}
