package stock

// Where the numbers come from. The two template collections were measured apart from each other, so a stock
// that stands in both with the same numbers is proofed.
const (
	glabels     = "gLabels templates (MIT)"
	libreoffice = "LibreOffice labels.xml"
	both        = glabels + " and " + libreoffice
	pretix      = "pretix badge layouts"
	iso216      = "ISO 216"
	asme        = "ANSI/ASME Y14.1"
	inches      = "its name, at 25.4 mm an inch"
)

// Page sizes, in mm.
const (
	a4W, a4H         = 210, 297
	letterW, letterH = 215.9, 279.4
)

// All lists every stock, sheets on Letter first, then sheets on A4, rolls and cards, whole pages. The slice
// is the caller's own.
func All() []Stock { return append([]Stock(nil), table...) }

var table = []Stock{
	letter("avery-5392", "avery-5384 avery-74540 avery-74541", "Avery 5392 name badge inserts, 4 × 3 in",
		2, 3, 101.6, 76.2, 0, 6.35, 25.4, 101.6, 76.2, libreoffice, false),
	letter("avery-74459", "", "Avery 74459 name badge inserts, 4 × 3 in",
		2, 3, 101.6, 76.2, 0, 6.35, 25.4, 101.6, 76.2, "one seller's description", false),
	letter("avery-5395", "avery-8395 avery-15395", "Avery 5395 adhesive name badges, 3⅜ × 2⅓ in",
		2, 4, 85.73, 59.27, 4.76, 17.46, 14.82, 95.25, 63.5, both, true),
	// Other sources make the label 57.15 mm high, which would leave 25.4 mm at the top and the bottom.
	letter("avery-5390", "avery-5383", "Avery 5390 name badge inserts, 3½ × 2⅙ in",
		2, 4, 88.9, 55.03, 0, 19.05, 29.63, 88.9, 55.03, libreoffice, false),
	letter("avery-5361", "avery-5362", "Avery 5361 laminated ID cards, 3¼ × 2 in",
		1, 3, 82.55, 50.8, 0, 109.54, 21.17, 82.55, 93.13, libreoffice, false),
	letter("avery-5371", "avery-8371 avery-5871", "Avery 5371 business cards, 3½ × 2 in",
		2, 5, 88.9, 50.8, 0, 19.05, 12.7, 88.9, 50.8, both, true),
	letter("avery-8373", "", "Avery 8373 business cards, 3½ × 2 in, with gaps",
		2, 4, 88.9, 50.8, 0, 12.7, 19.05, 101.6, 63.5, glabels, false),
	letter("avery-5163", "avery-8163", "Avery 5163 shipping labels, 4 × 2 in",
		2, 5, 101.6, 50.8, 3.17, 4.13, 12.7, 106.36, 50.8, glabels, false),
	letter("avery-5160", "", "Avery 5160 address labels, 2⅝ × 1 in",
		3, 10, 66.67, 25.4, 0, 3.97, 12.7, 70.64, 25.4, glabels, false),

	a4("avery-l7418", "", "Avery L7418 name badge inserts, 86 × 55 mm",
		2, 4, 86, 55, 0, 19, 38.5, 86, 55, libreoffice, false),
	a4("avery-l4784", "avery-l4785 avery-l4786 avery-l4787", "Avery L4784 adhesive name badges, 80 × 50 mm",
		2, 5, 80, 50, 4, 18, 13, 95, 55, glabels, false),
	a4("avery-c32011", "avery-32010 zweckform-32010 zweckform-c32011",
		"Avery C32011 business cards, 85 × 54 mm",
		2, 5, 85, 54, 0, 15, 13.5, 95, 54, both, true),
	a4("avery-l7414", "", "Avery L7414 name badge inserts, 90 × 52 mm",
		2, 5, 90, 52, 0, 15, 18.5, 90, 52, libreoffice, false),
	a4("avery-l7163", "", "Avery L7163 address labels, 99 × 38 mm",
		2, 7, 99.06, 38.1, 0, 4.67, 15.15, 101.6, 38.1, libreoffice, false),
	a4("herma-4412", "", "HERMA 4412 adhesive name badges, 80 × 50 mm",
		2, 5, 80, 50, 0, 17.5, 13.5, 95, 55, pretix, false),
	a4("herma-9642", "", "HERMA 9642 labels, 40 × 40 mm",
		4, 6, 40, 40, 0, 15, 13.5, 46, 46, pretix, false),
	a4("herma-10809", "", "HERMA 10809 labels, A6",
		2, 2, 105, 148, 0, 0, 0, 105, 148, glabels, false),
	a4("durable-1445", "", "DURABLE 1445 badge inserts, 90 × 54 mm",
		2, 5, 90, 54, 0, 15, 12, 90, 54, pretix, false),
	a4("durable-1453", "", "DURABLE 1453 badge inserts, 75 × 40 mm",
		2, 6, 75, 40, 0, 30, 28.5, 75, 40, pretix, false),
	a4("durable-1456", "", "DURABLE 1456 badge inserts, 90 × 60 mm",
		2, 4, 90, 60, 0, 15, 28.5, 90, 60, pretix, false),

	single("brother-dk-1202", "", "Brother DK-1202 labels on a roll, 62 × 100 mm",
		61.98, 99.82, 0, glabels, false),
	single("brother-dk-1208", "", "Brother DK-1208 labels on a roll, 38 × 90 mm",
		38.01, 89.83, 0, glabels, false),
	// The tape has no length of its own: 100 mm is ours.
	single("brother-dk-2205", "", "Brother DK-2205 tape on a roll, 62 mm, cut at 100 mm",
		61.98, 100, 0, glabels, false),
	single("dymo-30252", "dymo-99010", "Dymo 30252 labels on a roll, 28 × 89 mm", 28, 89, 0, glabels, false),
	single("dymo-11356", "", "Dymo 11356 name badges on a roll, 41 × 89 mm", 41, 89, 0, glabels, false),
	single("dymo-30374", "", "Dymo 30374 cards on a roll, 51 × 89 mm", 51, 89, 0, glabels, false),
	single("dymo-30856", "", "Dymo 30856 badge cards on a roll, 62 × 106 mm", 62, 106, 0, glabels, false),
	single("dymo-99014", "", "Dymo 99014 name badges on a roll, 54 × 101 mm", 54, 101, 0, glabels, false),
	single("dymo-99015", "", "Dymo 99015 labels on a roll, 54 × 70 mm", 54, 70, 0, glabels, false),
	single("cr80", "id-1", "CR80 plastic card, 85.6 × 54 mm", 85.60, 53.98, 3.18, "ISO/IEC 7810 ID-1", true),

	single("a4", "", "A4, a page each", a4W, a4H, 0, iso216, true),
	single("a5", "", "A5, a page each", 148, 210, 0, iso216, true),
	single("a6", "", "A6, a page each", 105, 148, 0, iso216, true),
	single("a7", "", "A7, a page each", 74, 105, 0, iso216, true),
	single("letter", "us-letter", "Letter, a page each", letterW, letterH, 0, asme, true),
	single("4x3in", "4x3", "4 × 3 in, a page each", 101.6, 76.2, 0, inches, true),
	single("3x4in", "3x4", "3 × 4 in, a page each", 76.2, 101.6, 0, inches, true),
}

// lopsided are the sheets whose margins are not equal, and why that is not a mistake of ours.
var lopsided = map[string]string{
	"avery-5361":   "one column of cards right of the laminate that folds over it",
	"avery-5163":   "gLabels has 0.1625 in at the left, 0.32 mm more than half of what is left",
	"avery-l4784":  "gLabels has 1 mm more at the left and less at the top",
	"durable-1445": "pretix has 12 mm at the top and 15 mm at the bottom",
	"herma-9642":   "pretix has 15 mm at the left and 17 mm at the right",
	"herma-10809":  "four A6 leave 1 mm of an A4 at the bottom",
}

func letter(name, also, title string, columns, rows int, w, h, r, x, y, dx, dy float64,
	source string, proofed bool) Stock {
	return Stock{name, title + ", on Letter", also, letterW, letterH,
		columns, rows, w, h, r, x, y, dx, dy, source, proofed}
}

func a4(name, also, title string, columns, rows int, w, h, r, x, y, dx, dy float64,
	source string, proofed bool) Stock {
	return Stock{name, title + ", on A4", also, a4W, a4H,
		columns, rows, w, h, r, x, y, dx, dy, source, proofed}
}

// single is one label a page: a roll, a card or a sheet of paper.
func single(name, also, title string, w, h, r float64, source string, proofed bool) Stock {
	return Stock{name, title, also, w, h, 1, 1, w, h, r, 0, 0, w, h, source, proofed}
}
