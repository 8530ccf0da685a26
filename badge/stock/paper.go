package stock

import (
	"slices"
	"strings"
)

// Papers are the sizes of page that tickets and programmes are printed on.
var Papers = []string{"A4", "Letter"}

// Paper gives the size of the pages that are sold in a time zone, "A4" or "Letter". Paper is of Letter size
// in North and Central America, Colombia, Venezuela, Chile and the Philippines (CLDR, territories of
// "US-Letter"); the rest of the world, and a zone that is not known, uses ISO 216.
func Paper(zone string) string {
	isLetter := zone == "Pacific/Honolulu" || zone == "Asia/Manila" ||
		strings.HasPrefix(zone, "America/") && !strings.HasPrefix(zone, "America/Argentina/") &&
			!slices.Contains(americaA4, zone)
	if isLetter {
		return "Letter"
	}
	return "A4"
}

// americaA4 are the zones of America, but those of Argentina, where paper is A4.
var americaA4 = []string{"America/Araguaina", "America/Asuncion", "America/Bahia",
	"America/Belem", "America/Boa_Vista", "America/Buenos_Aires", "America/Campo_Grande", "America/Cayenne",
	"America/Cuiaba", "America/Eirunepe", "America/Fortaleza", "America/Godthab", "America/Guayaquil",
	"America/Guyana", "America/La_Paz", "America/Lima", "America/Maceio", "America/Manaus",
	"America/Montevideo", "America/Noronha", "America/Nuuk", "America/Paramaribo", "America/Porto_Velho",
	"America/Recife", "America/Rio_Branco", "America/Santarem", "America/Sao_Paulo"}
