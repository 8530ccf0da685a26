package input

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// Decode turns a file into UTF-8 without a byte order mark, and names the encoding it was in: "UTF-8", or
// "UTF-16" by its byte order mark. A file that is neither is "Windows-1252", which Excel writes, or
// "MacRoman" where lines end in CR alone, as its "CSV (Macintosh)" has it. That is a guess, and the reader
// has to say so. Where most of what is not ASCII is UTF-8, the octets that are not stay as they are: see
// [Clean] and [Windows1252].
func Decode(file []byte) (text []byte, encoding string) {
	switch {
	case bytes.HasPrefix(file, []byte("\xef\xbb\xbf")):
		return file[3:], "UTF-8"
	case bytes.HasPrefix(file, []byte("\xff\xfe")), bytes.HasPrefix(file, []byte("\xfe\xff")):
		return decoded(xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM), file), "UTF-16"
	case utf8.Valid(file):
		return file, "UTF-8"
	}
	right, wrong := 0, 0
	for _, r := range string(file) {
		switch {
		case r == utf8.RuneError:
			wrong++
		case r >= utf8.RuneSelf:
			right++
		}
	}
	switch {
	case wrong <= right:
		return file, "UTF-8"
	case bytes.IndexByte(file, '\r') >= 0 && bytes.IndexByte(file, '\n') < 0:
		return decoded(charmap.Macintosh, file), "MacRoman"
	}
	return decoded(charmap.Windows1252, file), "Windows-1252"
}

func decoded(e encoding.Encoding, file []byte) []byte {
	text, _ := e.NewDecoder().Bytes(file) // what is wrong is replaced, and no error
	return text
}

// Windows1252 reads the octets of a line that are not UTF-8 as Windows-1252, and keeps the others. Feeds and
// mails mix the two.
func Windows1252(line []byte) string {
	var b strings.Builder
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(line[0])
		}
		b.WriteRune(r)
		line = line[size:]
	}
	return b.String()
}

// OneLine gives s with each run of white space as one space, and none around it.
func OneLine(s string) string {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s // as most are, in a tenth of the time
}

// Clean gives s on one line, each run of white space as one space, without what [Unseen] names. It counts
// the characters that were left out: the damaged ones, octets that are not UTF-8 and U+FFFD in their place,
// and the unseen ones.
func Clean(s string) (text string, damaged, unseen int) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == utf8.RuneError:
			damaged++
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case Unseen(r):
			unseen++
		default:
			b.WriteRune(r)
		}
	}
	return OneLine(b.String()), damaged, unseen
}

// Unseen reports whether r is no part of a text: a control character, a byte order mark, a non-character, or
// a mark that turns the direction of what follows it (UAX #9 §2). Tabs and line ends are controls, too.
// Joiners are none: Persian, Hindi and many emoji need them.
func Unseen(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r == 0xfeff || r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe
}
