package badge

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/daysheet/daysheet/badge/internal/pdf"
	"github.com/daysheet/daysheet/badge/roster"
)

// mostLetters is how many different initials a list in the order of an alphabet has at most.
const mostLetters = 100

// letters marks the page on which each letter of the alphabet begins, where the list is in the order of
// family names or of given names: where all that begin with a letter stand together. There are none for a
// list in another order, and none for a single page.
func letters(list []roster.Attendee, page func(i int) int) []pdf.Mark {
	if page(len(list)-1) == 0 {
		return nil
	}
	for _, name := range []func(roster.Attendee) string{roster.Attendee.SortName, roster.Attendee.FullName} {
		if marks := runsOf(list, name, page); len(marks) > 1 {
			return marks
		}
	}
	return nil
}

func runsOf(list []roster.Attendee, name func(roster.Attendee) string, page func(i int) int) []pdf.Mark {
	var marks []pdf.Mark
	seen, last := map[string]bool{}, ""
	for i, a := range list {
		letter := letterOf(name(a))
		if letter == last || letter == "" {
			continue
		}
		if seen[letter] || len(marks) == mostLetters {
			return nil
		}
		seen[letter], last = true, letter
		marks = append(marks, pdf.Mark{Title: letter, Page: page(i)})
	}
	return marks
}

// letterOf is the letter under which a name is looked up: the first, without its accent, as a capital.
func letterOf(name string) string {
	i := strings.IndexFunc(name, unicode.IsLetter)
	if i < 0 {
		return ""
	}
	r, size := utf8.DecodeRuneInString(name[i:])
	if r >= utf8.RuneSelf {
		r, _ = utf8.DecodeRuneInString(norm.NFD.String(name[i : i+size]))
	}
	return string(unicode.ToUpper(r))
}
