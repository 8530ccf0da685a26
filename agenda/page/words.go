package page

import (
	"fmt"
	"strings"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// lengthWords says how long d is: "10 minutes", "1 hour 30 minutes".
func lengthWords(d time.Duration) string {
	minutes := int(d / time.Minute)
	var words []string
	for _, unit := range []struct {
		n    int
		name string
	}{{minutes / 60, "hour"}, {minutes % 60, "minute"}} {
		if unit.n > 0 {
			words = append(words, counted(unit.n, unit.name))
		}
	}
	if words == nil {
		return "less than a minute"
	}
	return strings.Join(words, " ")
}

// counted gives "1 hour", "2 hours".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// kindWords are the kinds worth a word; a talk is what one expects, and a break says so itself.
var kindWords = map[agenda.Kind]string{
	agenda.Keynote: "Keynote", agenda.Panel: "Panel", agenda.Workshop: "Workshop",
	agenda.Social: "Social",
}

var statusWords = map[agenda.Status]string{agenda.Tentative: "Tentative", agenda.Cancelled: "Cancelled"}

// direction is that of the writing of a language: "rtl" or "ltr".
func direction(tag string) string {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch primary {
	case "ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
