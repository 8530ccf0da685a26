package roster

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// decode turns a file into UTF-8 without a byte order mark and names the encoding it was in. What has no
// byte order mark and is not UTF-8 is Windows-1252, which Excel writes, or MacRoman where lines end in CR
// alone, as "CSV (Macintosh)" does; but where most of what is not ASCII is UTF-8, the rest is damage.
func decode(b []byte) (text []byte, encoding string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return b[3:], "UTF-8"
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		utf16 := xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM)
		text, err := utf16.NewDecoder().Bytes(b)
		if err != nil { // it replaces what is wrong and knows no error but a missing mark
			return b, "UTF-8"
		}
		return text, "UTF-16"
	}
	if utf8.Valid(b) {
		return b, "UTF-8"
	}
	right, wrong := 0, 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			wrong++
		case size > 1:
			right++
		}
		i += size
	}
	if wrong <= right {
		return b, "UTF-8"
	}
	set, encoding := charmap.Windows1252, "Windows-1252"
	if bytes.IndexByte(b, '\r') >= 0 && bytes.IndexByte(b, '\n') < 0 {
		set, encoding = charmap.Macintosh, "MacRoman"
	}
	text, err := set.NewDecoder().Bytes(b)
	if err != nil { // every octet has a meaning or is replaced
		return b, "UTF-8"
	}
	return text, encoding
}

// clean takes out of a field what cannot be printed and says how many characters were damaged and how many
// only invisible. Each run of white space becomes one space, and letters with marks one character.
func clean(s string) (text string, damaged, invisible int) {
	if plain(s) {
		return s, 0, 0
	}
	if tidy(s) {
		return nfc(s), 0, 0
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == utf8.RuneError:
			damaged++
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case hidden(r):
			invisible++
		default:
			b.WriteRune(r)
		}
	}
	return nfc(strings.Join(strings.Fields(b.String()), " ")), damaged, invisible
}

// tidy tells that clean has only to compose.
func tidy(s string) bool {
	space := true
	for _, r := range s {
		if r == utf8.RuneError || hidden(r) || r != ' ' && unicode.IsSpace(r) || r == ' ' && space {
			return false
		}
		space = r == ' '
	}
	return !space
}

// plain tells that clean has nothing to do, as it mostly has.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// hidden tells the characters that show nothing and can only do harm on paper: controls, marks that turn the
// direction of what follows, byte order marks, soft hyphens and spaces of no width. Joiners are not among
// them; Persian, Hindi and many emoji need them.
func hidden(r rune) bool {
	switch {
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return r == '\ufeff' || r == '\u200b' || r == '\u00ad' || r == '\u2060'
}
