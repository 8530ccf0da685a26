package typeset

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
)

// Fonts are the fallback fonts for what Roboto lacks: those that an event names, then the embedded ones. All
// goroutines that draw share them and their glyphs. A nil *Fonts is the embedded ones alone.
type Fonts struct {
	language language.Language
	added    []*fontFile
	chains   [len(faces)]chain
	shapers  sync.Pool // of *shaper
	mu       sync.Mutex
	fault    error // the first font that turned out to be broken
	lines    map[lineKey]*ShapedLine
}

// A chain lists the fonts to look for a glyph in, for letters and for emoji, the preferred first.
type chain struct{ letters, emoji []*fontFile }

// A fontFile is one font of a file. Only its coverage is read at first, since folders hold hundreds.
type fontFile struct {
	name   string           // with its path
	number int              // in the names of its glyphs
	rank   int              // the place of its family among the names of Open
	looks  font.Description // of one that is not embedded
	covers func(rune) bool
	load   func() (*font.Font, error)
	forms  sync.Map // of *Form by glyph
}

// mostFonts is how many fonts a folder may have.
const mostFonts = 5_000

// standard are the embedded fonts alone.
var standard = sync.OnceValue(func() *Fonts { return newFonts("", nil) })

func (f Face) set() *Fonts {
	if f.fonts == nil {
		return standard()
	}
	return f.fonts
}

func newFonts(lang string, added []*fontFile) *Fonts {
	f := &Fonts{language: language.NewLanguage(lang), added: added, lines: map[lineKey]*ShapedLine{}}
	for i, a := range added {
		a.number = firstAdded + i
	}
	for s := range faces {
		f.chains[s] = f.chain(style(s))
	}
	return f
}

// Open finds the fonts of names, which are files and folders of fsys in order of preference; system adds
// those of the machine. lang is the language (BCP 47) that decides between the Chinese, Japanese and Korean
// forms of Han characters where a text does not. A file that is no font is an error with its path; system
// skips such.
func Open(fsys fs.FS, lang string, system bool, names ...string) (*Fonts, error) {
	var added []*fontFile
	for rank, name := range names {
		found, err := fontsUnder(fsys, name)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: %w", name, ErrNone)
		}
		for _, f := range found {
			f.rank = rank
		}
		added = append(added, found...)
	}
	rankFamilies(added)
	if system {
		found, err := systemFonts()
		if err != nil {
			return nil, fmt.Errorf("the fonts of this machine: %w", err)
		}
		for _, f := range found {
			f.rank = len(names)
		}
		added = append(added, found...)
	}
	return newFonts(lang, added), nil
}

// rankFamilies gives all fonts of a family the rank of its first. So a regular and a bold file are each used
// for the faces that they look like, in whatever order they are named.
func rankFamilies(files []*fontFile) {
	best := map[string]int{}
	for _, f := range files {
		family := f.looks.Family
		if first, known := best[family]; family != "" && (!known || f.rank < first) {
			best[family] = f.rank
		}
	}
	for _, f := range files {
		if first, known := best[f.looks.Family]; known {
			f.rank = first
		}
	}
}

// chain sorts the fonts for a face: by the rank of their family, upright before slanted, sans before others,
// serif and monospaced last, then by how near they are to the face's weight and width.
func (f *Fonts) chain(s style) chain {
	order := func(files []*fontFile) []*fontFile {
		files = slices.Clone(files)
		slices.SortStableFunc(files, func(a, b *fontFile) int {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.unlike(s), b.unlike(s)))
		})
		return files
	}
	added := order(f.added)
	colored := slices.Clone(added)
	slices.SortStableFunc(colored, func(a, b *fontFile) int {
		return cmp.Compare(a.notEmoji(), b.notEmoji())
	})
	slices.SortStableFunc(added, func(a, b *fontFile) int { return cmp.Compare(b.notEmoji(), a.notEmoji()) })
	stand := slices.Clone(embedded)
	if faces[s].heavy {
		for i := 0; i < len(stand); i += 2 {
			stand[i], stand[i+1] = stand[i+1], stand[i]
		}
	}
	first := []*fontFile{roboto[s]}
	return chain{slices.Concat(first, added, stand), slices.Concat(first, colored, stand)}
}

// unlike returns how much f differs from the look of a face; less is better.
func (f *fontFile) unlike(s style) float64 {
	d := f.looks
	far := 0.0
	if d.Aspect.Style == font.StyleItalic {
		far += 1000
	}
	family := strings.ToLower(d.Family)
	for _, kind := range []string{" ui", "kufi", "serif", "mono"} {
		if strings.Contains(family+" ", kind) {
			far += 200
		}
	}
	if !strings.Contains(family, "sans") {
		far += 100
	}
	weight, stretch := font.WeightNormal, font.StretchNormal
	if faces[s].heavy {
		weight = font.WeightBold
	}
	if faces[s].condensed == s {
		stretch = font.StretchCondensed
	}
	return far + max(float64(weight-d.Aspect.Weight), float64(d.Aspect.Weight-weight))/10 +
		20*max(float64(stretch-d.Aspect.Stretch), float64(d.Aspect.Stretch-stretch))
}

// notEmoji is 0 for a font of emoji, which may have digits too, and 1 for others.
func (f *fontFile) notEmoji() int {
	if f.number < firstAdded {
		return 1
	}
	if strings.Contains(strings.ToLower(f.looks.Family), "emoji") {
		return 0
	}
	return 1
}

// Err returns the error of the first font that turned out to be broken in use; its runes count as missing.
func (f *Fonts) Err() error {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.fault
}

func (f *Fonts) broken(file *fontFile, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault == nil {
		f.fault = fmt.Errorf("%s: %w", file.name, err)
	}
}
