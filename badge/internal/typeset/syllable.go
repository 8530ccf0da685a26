package typeset

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Thai, Lao, Khmer and Burmese have no spaces between words, and which letters are a word only a dictionary
// knows. What the letters themselves say of syllables, in these and in the scripts of India, is here, so that
// a line does not end within one where that can be seen.
const (
	// Vowels that are written before the consonant that they are spoken after.
	leadingVowels = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
	// Letters that belong to the syllable before them: vowels after their consonant, signs of repetition and
	// abbreviation, consonants of Malayalam that never have a vowel.
	trailing = "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6" +
		"\u0d54\u0d55\u0d56\u0d7a\u0d7b\u0d7c\u0d7d\u0d7e\u0d7f"
	// Vowels that a consonant follows in the same syllable.
	closedVowels = "\u0e31\u0e47\u0eb1\u0ebb"
	tones        = "\u0e48\u0e49\u0e4a\u0e4b\u0ec8\u0ec9\u0eca\u0ecb"
	// Marks of a consonant that has no vowel and does not join the next: it ends a syllable.
	killers = "\u0bcd\u0dca\u0e4c\u0ecc\u103a\u17cb\u17cd"
)

var unspaced = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// oneSyllable reports whether the clusters before and after rune i of a text are surely of one syllable.
func oneSyllable(text []rune, i int) bool {
	if text[i] < 0x900 {
		return false
	}
	if joinsNext(text[:i]) || strings.ContainsRune(leadingVowels, text[i-1]) ||
		strings.ContainsRune(trailing, text[i]) {
		return true
	}
	before := i - 1
	for before > 0 && strings.ContainsRune(tones, text[before]) {
		before--
	}
	if strings.ContainsRune(closedVowels, text[before]) {
		return true
	}
	after := i + 1
	for after < len(text) && unicode.Is(unicode.M, text[after]) {
		if strings.ContainsRune(killers, text[after]) {
			return true
		}
		after++
	}
	if !unicode.In(text[i], unspaced...) {
		return false
	}
	// A bare consonant at the end of a word closes its last syllable.
	return after == i+1 && !strings.ContainsRune(leadingVowels, text[i]) &&
		(after == len(text) || !unicode.In(text[after], unspaced...) || beginsSyllable(text, after))
}

// joinsNext reports whether text ends with a consonant that loses its vowel to join the next one (canonical
// combining class 9, virama).
func joinsNext(text []rune) bool {
	last := text[len(text)-1]
	if last == '\u200d' && len(text) > 1 {
		return norm.NFC.PropertiesString(string(text[len(text)-2])).CCC() == virama
	}
	return unicode.Is(unicode.Mn, last) && !strings.ContainsRune(killers, last) &&
		norm.NFC.PropertiesString(string(last)).CCC() == virama
}

const virama = 9

// beginsSyllable reports whether a syllable surely begins at rune i of a text, and mostly a word.
func beginsSyllable(text []rune, i int) bool {
	return strings.ContainsRune(leadingVowels, text[i]) && !strings.ContainsRune(leadingVowels, text[i-1]) &&
		unicode.In(text[i-1], unicode.Thai, unicode.Lao)
}
