package badge

import (
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/stock"
)

// Marks on marks, hostile or holy, take room and get it: nothing overlaps, and no label is too small.
func TestTallNames(t *testing.T) {
	tower := strings.Repeat("A\u0302\u0301\u0304\u030cg\u0323\u0331\u0324\u0330", 3)
	for _, s := range stock.All() {
		if tooSmall[s.Name] {
			continue
		}
		for _, row := range [][4]string{
			{tower, tower, tower, tower},
			{"ٱللَّٰهُ", "مُحَمَّدٌ", "جَامِعَةُ ٱلْقَاهِرَةِ", "ضَيْفٌ"},
			{"שָׁלוֹם־אֲבִיעֵזֶר בֶּן־צִיּוֹן", "מִזְרָחִי", "כְּתָב", "אוֹרֵחַ"},
			{strings.Repeat("م", 500), strings.Repeat("ק", 500), strings.Repeat("Ա ", 250), "x\u0301"},
			{strings.Repeat("ליאור ", 80), "", strings.Repeat("عبد ", 100), ""},
		} {
			for i := range row {
				row[i] = typeset.Prepare(row[i]).String
			}
			l := labelOf(s)
			b, err := l.compose("تجمع كافكا 2026", holderOf(row, signedCode()))
			if err != nil {
				t.Errorf("%s, %.20s: %v", s.Name, row[0], err)
				continue
			}
			apart(t, s.Name, b.boxes, l.width, l.height)
		}
	}
}
