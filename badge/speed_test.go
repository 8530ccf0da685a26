package badge_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
)

// Letters from which invented names are made: syllables of a script.
var syllables = map[string][]string{
	"latin":      strings.Fields("ra je se ka el an go to do pa li no ma ri ta ni lo be ga sto"),
	"arabic":     strings.Fields("را جي سي كا ال ان غو تو دو با لي نو ما ري تا ني لو بي غا ست"),
	"hebrew":     strings.Fields("רא גי סי כא אל אן גו תו דו בא לי נו מא רי תא ני לו בי גא שט"),
	"devanagari": strings.Fields("रा जे से का ल् गो तो दो पा लि नो मा री ता नि लो बे गा स्त क्ष"),
	"chinese": strings.Split("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"+
		"叶阎余潘杜戴夏锺汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文", ""),
}

// inScript are n people with names of a script.
func inScript(script string, n int, seed uint64) []roster.Attendee {
	dice := rand.New(rand.NewPCG(seed, 2))
	word := func(least, most int) string {
		var b strings.Builder
		for range least + dice.IntN(most-least+1) {
			b.WriteString(syllables[script][dice.IntN(len(syllables[script]))])
		}
		return b.String()
	}
	var list []roster.Attendee
	for i := range n {
		a := roster.Attendee{ID: fmt.Sprint(i), Row: i + 2}
		if script == "chinese" {
			a.GivenName, a.FamilyName, a.Organization = word(1, 2), word(1, 1), word(4, 8)
		} else {
			a.GivenName, a.FamilyName = word(2, 4), word(3, 5)
			a.Organization = word(2, 4) + " " + word(2, 4)
		}
		a.Type = "Guest"
		list = append(list, a)
	}
	return list
}

// 1,000 badges in a script. DAYSHEET_FONTS brings Devanagari and Chinese.
func BenchmarkScripts(b *testing.B) {
	fonts, err := openedFonts()
	if err != nil {
		b.Fatal(err)
	}
	a6, err := stock.Find("a6")
	if err != nil {
		b.Fatal(err)
	}
	for _, script := range []string{"latin", "arabic", "hebrew", "devanagari", "chinese"} {
		if fonts == nil && (script == "devanagari" || script == "chinese") {
			continue
		}
		e := kafka()
		var lists [8][]roster.Attendee // more than lines are kept of
		for i := range lists {
			lists[i] = signed(b, e, inScript(script, 1000, uint64(i)))
		}
		b.Run(script, func(b *testing.B) {
			var size counter
			for i := 0; b.Loop(); i++ {
				size = 0
				list := lists[i%len(lists)]
				design := badge.Design{Stock: a6, Fonts: fonts}
				findings, err := badge.WriteBadges(b.Context(), &size, e, list, design)
				if err != nil || len(findings) > 0 {
					b.Fatal(err, findings)
				}
			}
			b.ReportMetric(float64(size)/1000, "octets/badge")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*1000), "µs/badge")
		})
	}
}

// openedFonts are those that DAYSHEET_FONTS names, nil where it names none.
func openedFonts() (*badge.Fonts, error) {
	list := os.Getenv("DAYSHEET_FONTS")
	if list == "" {
		return nil, nil
	}
	o := badge.FontOptions{FS: os.DirFS("/"), Language: "en"}
	for _, name := range strings.Split(list, ":") {
		o.Names = append(o.Names, strings.TrimPrefix(name, "/"))
	}
	return badge.OpenFonts(o)
}
