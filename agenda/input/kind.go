package input

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"

	"github.com/daysheet/daysheet/agenda"
)

// KindOf guesses the kind of a session from its title alone, where the whole title says nothing but that:
// Registration, Break or Social for titles like "Doors open", "Lunch break (15 min)", "Kaffeepause" or
// "Networking, drinks & DJ", of several things the first. It is empty for every other title, so that
// "Coffee-driven development", "Register allocation in LLVM" and "Break the monolith" stay talks.
func KindOf(title string) agenda.Kind {
	if len(title) > maxKindTitle {
		return ""
	}
	title = aside.ReplaceAllString(strings.ToLower(title), "")
	if kind := kindOfPart(title); kind != "" {
		return kind
	}
	var first agenda.Kind
	for _, part := range kindParts.Split(title, -1) {
		if strings.TrimFunc(part, beside) == "" {
			continue
		}
		kind := kindOfPart(part)
		if kind == "" {
			return ""
		}
		first = cmp.Or(first, kind)
	}
	return first
}

func kindOfPart(part string) agenda.Kind {
	part = OneLine(strings.TrimFunc(part, beside))
	if kind, ok := kindOfWords[part]; ok {
		return kind
	}
	return kindOfWords[around.ReplaceAllString(part, "")]
}

// beside reports whether r may stand before and behind the words.
func beside(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }

// maxKindTitle is longer than titles that say nothing else, in octets.
const maxKindTitle = 200

var (
	// aside matches what may stand behind the rest of such a title.
	aside = regexp.MustCompile(`\s*(?:\([^()]*\)|,?\s(?:sponsored|hosted|provided|offered) by .*)\s*$`)
	// kindParts stands between two of its parts.
	kindParts = regexp.MustCompile(`[,;/+&、・]|\s(?:and|und|et|with|mit)\s`)
	// around says more about a part: which one it is, when it is and how long it takes.
	around = regexp.MustCompile(`^(?:(?:\d{1,3}[ -]?min(?:ute)?s?\.?|short|quick|small|long|first|second|` +
		`morning|mid-morning|noon|afternoon|evening|welcome|opening|closing|final|conference|` +
		`speakers?['’]?|kurze|kleine|große) )+| #?\d{1,2}$`)
)

// kindOfWords has the parts of which such titles consist, in lower case.
var kindOfWords = Lookup(map[agenda.Kind]string{
	agenda.Registration: `registration, registration open, registration opens, registration desk,
		registration desk open, registration desk opens, doors, doors open, doors opening, check-in, check in,
		checkin, sign-in, sign in, badge pickup, badge pick-up, arrival, arrivals, einlass, anmeldung,
		registrierung, ankunft, türöffnung, accueil, inscription, inscriptions, ouverture des portes,
		registro, acreditación, acreditaciones, inloop, ontvangst, registrazione, 受付, 開場`,
	agenda.Break: `break, coffee, coffee break, coffee time, tea, tea break, lunch, lunch break, lunch time,
		lunchtime, breakfast, brunch, snacks, snack break, refreshments, refreshment break, bio break,
		comfort break, networking break, intermission, recess, interval, pause, kaffee, kaffeepause, tee,
		mittag, mittagspause, mittagessen, frühstück, pause café, pause déjeuner, déjeuner, petit-déjeuner,
		petit déjeuner, café, descanso, pausa, pausa café, pausa para café, almuerzo, comida, desayuno, pauze,
		koffiepauze, lunchpauze, pranzo, pausa caffè, 休憩, 昼食, 昼休み, コーヒーブレイク`,
	agenda.Social: `networking, networking session, networking reception, social, social hour, social event,
		drinks, food, pizza, beer, beers, wine, bbq, barbecue, reception, dinner, party, after-party,
		after party, afterparty, happy hour, mingling, mingle, meet and greet, meet & greet, hangout,
		hang out, hallway track, get-together, get together, dj, dj set, live music, karaoke, netzwerken,
		getränke, umtrunk, ausklang, gemütlicher ausklang, geselliger ausklang, abendessen, empfang,
		sektempfang, apéro, apero, apéritif, dîner, cena, cocktail, cocktails, borrel, netwerkborrel,
		aperitivo, 懇親会, 交流会`,
})
