package typeset

import "testing"

var benchNames = map[string][]string{
	"latin":  {"Todd Palino", "Rajasekar Elango", "Nguyễn Thị Hồng Nhung", "Жанна Воскресенская"},
	"arabic": {"ليلى الخطيب", "عبد الرحمن بن محمد", "محمدرضا", "جامعة بيروت 2026"},
	"hebrew": {"נועה בן־דוד", "קבוצת Streams 24", "תל אביב", "Dana דנה"},
}

// What preparing, fitting and shaping a name costs, where it was seen before and where it is new.
func BenchmarkName(b *testing.B) {
	for script, names := range benchNames {
		for _, known := range []bool{true, false} {
			label := script + "/new"
			if known {
				label = script + "/known"
			}
			b.Run(label, func(b *testing.B) {
				set := newFonts("", nil)
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if !known {
						clear(set.lines)
					}
					text := set.Prepare(names[i%len(names)])
					face := Bold.In(set)
					fit, ok := OneLine(text.String, face, 60, 30, 20)
					if !ok {
						fit, _ = Cut(text.String, face, 60, 20)
					}
					face.Extent(fit.Lines[0])
					if _, err := fit.Face.Shape(fit.Lines[0]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
