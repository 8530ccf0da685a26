package typeset

import (
	"reflect"
	"unsafe"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// This file stands in for github.com/go-text/typesetting issue #278, which #279 mends and no release has
// yet: v0.3.5 asks a digest of what a lookup covers before it looks, and adds no range of glyphs to that any
// more once one of its three masks is full (harfbuzz/set_digest.go, addRange). So it denies glyphs that are
// covered, and Nastaliq loses its slope. Glyphs that are listed one by one it adds all: what a font covers
// in ranges is listed here, after it is read. The fields are not exported.

// mostListed is how many glyphs are listed of a font: the largest of Noto have a twentieth of that, and a
// hostile one is not to fill the memory with a range that it names again and again.
const mostListed = 4_000_000

// A lister lists the glyphs of coverages that are ranges.
type lister struct{ left int }

// listRanges lists those of a font.
func listRanges(f *font.Font) {
	l := lister{mostListed}
	for _, lookup := range f.GSUB.Lookups {
		for i, s := range lookup.Subtables {
			lookup.Subtables[i] = listed(&l, s)
		}
	}
	for _, lookup := range f.GPOS.Lookups {
		for i, s := range lookup.Subtables {
			lookup.Subtables[i] = listed(&l, s)
		}
	}
}

// listed is a subtable with its coverages listed.
func listed[T interface{ Cov() tables.Coverage }](l *lister, subtable T) T {
	v := reflect.New(reflect.TypeOf(subtable)).Elem()
	v.Set(reflect.ValueOf(subtable))
	l.list(v)
	return v.Interface().(T)
}

var coverage = reflect.TypeFor[tables.Coverage]()

// list lists the coverages in an addressable value.
func (l *lister) list(v reflect.Value) {
	switch {
	case v.Type() == coverage:
		if c, ok := v.Interface().(tables.Coverage2); ok {
			if glyphs, ok := l.glyphsOf(c); ok {
				v.Set(reflect.ValueOf(tables.Coverage1{Glyphs: glyphs}))
			}
		}
	case v.Kind() == reflect.Interface && !v.IsNil() && v.Elem().Kind() == reflect.Struct:
		inner := reflect.New(v.Elem().Type()).Elem()
		inner.Set(v.Elem())
		l.list(inner)
		v.Set(inner)
	case v.Kind() == reflect.Slice && v.Type().Elem() == coverage:
		for i := range v.Len() {
			l.list(v.Index(i))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			field := v.Field(i)
			l.list(reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem())
		}
	}
}

// glyphsOf lists the glyphs of ranges that are in order, as they have to be; it is false where they are not,
// or too many.
func (l *lister) glyphsOf(c tables.Coverage2) (glyphs []tables.GlyphID, ok bool) {
	next := 0
	for _, r := range c.Ranges {
		if int(r.StartGlyphID) < next || r.EndGlyphID < r.StartGlyphID ||
			int(r.StartCoverageIndex) != len(glyphs) {
			return nil, false
		}
		if l.left -= int(r.EndGlyphID-r.StartGlyphID) + 1; l.left < 0 {
			return nil, false
		}
		for next = int(r.StartGlyphID); next <= int(r.EndGlyphID); next++ {
			glyphs = append(glyphs, tables.GlyphID(next))
		}
	}
	return glyphs, true
}
