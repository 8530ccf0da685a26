package typeset

import (
	"reflect"
	"unsafe"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// Before it looks whether a lookup covers a glyph, go-text (v0.3.5) asks a digest of what is covered. To that
// it adds no range of glyphs any more once one of its three masks is full (harfbuzz/set_digest.go, addRange),
// so that it denies glyphs that are covered: Nastaliq loses its slope. Glyphs that are listed one by one it
// adds all. So what a font covers in ranges is listed here, after it is read; the fields are not exported.

// listRanges lists the glyphs of all coverages of a font that are ranges.
func listRanges(f *font.Font) {
	for _, l := range f.GSUB.Lookups {
		for i, s := range l.Subtables {
			l.Subtables[i] = listed(s)
		}
	}
	for _, l := range f.GPOS.Lookups {
		for i, s := range l.Subtables {
			l.Subtables[i] = listed(s)
		}
	}
}

// listed is a subtable with its coverages listed.
func listed[T interface{ Cov() tables.Coverage }](subtable T) T {
	v := reflect.New(reflect.TypeOf(subtable)).Elem()
	v.Set(reflect.ValueOf(subtable))
	list(v)
	return v.Interface().(T)
}

var coverage = reflect.TypeFor[tables.Coverage]()

// list lists the coverages in an addressable value.
func list(v reflect.Value) {
	switch {
	case v.Type() == coverage:
		if c, ok := v.Interface().(tables.Coverage2); ok {
			if glyphs, ok := glyphsOf(c); ok {
				v.Set(reflect.ValueOf(tables.Coverage1{Glyphs: glyphs}))
			}
		}
	case v.Kind() == reflect.Interface && !v.IsNil() && v.Elem().Kind() == reflect.Struct:
		inner := reflect.New(v.Elem().Type()).Elem()
		inner.Set(v.Elem())
		list(inner)
		v.Set(inner)
	case v.Kind() == reflect.Slice && v.Type().Elem() == coverage:
		for i := range v.Len() {
			list(v.Index(i))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			field := v.Field(i)
			list(reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem())
		}
	}
}

// glyphsOf lists the glyphs of ranges that are in order, as they have to be, and false where they are not.
func glyphsOf(c tables.Coverage2) (glyphs []tables.GlyphID, ok bool) {
	next := 0
	for _, r := range c.Ranges {
		if int(r.StartGlyphID) < next || r.EndGlyphID < r.StartGlyphID ||
			int(r.StartCoverageIndex) != len(glyphs) {
			return nil, false
		}
		for next = int(r.StartGlyphID); next <= int(r.EndGlyphID); next++ {
			glyphs = append(glyphs, tables.GlyphID(next))
		}
	}
	return glyphs, true
}
