package badge

import (
	"github.com/daysheet/daysheet/badge/internal/compose"
	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A labelDesign is a table of the regions of a badge, which labelOf, foot and names read: a second design is
// a second table. The names stand at the top left, the code at the bottom right with the reference below it,
// ticket type and event at the bottom left.
type labelDesign struct {
	fullName float64 // the given name at most, of the label's width
	stack    float64 // em: height of the names where each takes a line in full size
	names    [3]nameRegion
	code     codeRegion
	foot     footRegion
}

// A nameRegion says how given name, family name or organization is set; see [compose.Style]. Sizes are in em
// of the full size of a given name, or of readable.
type nameRegion struct {
	what, name             string
	face                   typeset.Face
	most                   float64
	least, leastReadable   float64 // whichever is less
	small, smallReadable   float64 // whichever is less
	lead                   float64
	weight, broken, inWord float64
	cut                    float64
	toInitial              bool
	brokenWhole            float64 // broken of a name that the list does not divide
	// A line that is no larger than the foot if it can be: its least size is a part of the foot's.
	leastOfFoot             float64
	weightShaped, cutShaped float64 // beside a given name that is shaped, and needs more height
}

// A codeRegion is the square of the code, quiet zone included.
type codeRegion struct {
	share       float64 // of the label's shorter side
	least, most float64 // mm
	apart       float64 // mm from the column beside it
	beside      float64 // mm: the least width of that column
}

// A footRegion is the one size of reference, ticket type and event, and their faces.
type footRegion struct {
	least, most            float64 // pt
	share                  float64 // of that size at least, before a text is cut
	reference, kind, event typeset.Face
}

// Sizes and leads of classic, in em: a lead has room for descenders and a little air.
const (
	leadGiven        = 0.36
	leadFamily       = 0.43
	familyMost       = 0.60
	organizationMost = 0.33
)

// classic is the design of badges. A given name is broken rather than set below 0.8 of its full size, and
// inside a word below 0.6; for an organization it hardly shrinks, so that most names of a list are of one
// size; it is cut only where nothing else is left.
var classic = labelDesign{
	fullName: 0.26,
	stack: compose.Accent + leadGiven + familyMost*typeset.CapHeight +
		leadFamily*familyMost + organizationMost*typeset.CapHeight + 0.08,
	names: [3]nameRegion{
		{what: "given", name: "given name", face: typeset.Bold, most: 1, least: 0.3, leastReadable: 0.6,
			small: 0.42, smallReadable: 1, lead: leadGiven, weight: 3, broken: 0.6, inWord: 1, cut: 80,
			brokenWhole: 0.3},
		{what: "family", name: "family name", face: typeset.Regular, most: familyMost, least: familyMost / 4,
			leastReadable: familyMost / 2, small: familyMost / 2, smallReadable: familyMost, lead: leadFamily,
			weight: 1.5, broken: 0.3, inWord: 1, cut: 20, toInitial: true},
		{what: "organization", name: "organization", face: typeset.Regular, most: organizationMost,
			weight: 0.6, broken: 0.1, inWord: 0.5, cut: 1.2, leastOfFoot: 0.8,
			weightShaped: 0.9, cutShaped: 1.8},
	},
	code: codeRegion{share: 0.3, least: 21, most: 45, apart: 1.5, beside: 24},
	foot: footRegion{least: 7, most: 18, share: 0.75,
		reference: typeset.Bold, kind: typeset.Bold, event: typeset.Regular},
}
