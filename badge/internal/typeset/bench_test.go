package typeset

import (
	"testing"

	"github.com/jung-kurt/gofpdf"
)

var benchNames = map[string][]string{
	"latin":  {"Todd Palino", "Rajasekar Elango", "Nguyễn Thị Hồng Nhung", "Жанна Воскресенская"},
	"arabic": {"ليلى الخطيب", "عبد الرحمن بن محمد", "محمدرضا", "جامعة بيروت 2026"},
	"hebrew": {"נועה בן־דוד", "קבוצת Streams 24", "תל אביב", "Dana דנה"},
}

// What preparing, fitting and drawing a name costs, where it was seen before and where it is new.
func BenchmarkName(b *testing.B) {
	for script, names := range benchNames {
		for _, known := range []bool{true, false} {
			label := script + "/new"
			if known {
				label = script + "/known"
			}
			b.Run(label, func(b *testing.B) {
				pdf := gofpdf.New("P", "mm", "A4", "")
				pdf.SetCompression(false)
				pdf.AddPage()
				pen := NewPen(pdf)
				set := newFonts("", nil)
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if !known {
						set.lines = memory{}
					}
					if i%1000 == 999 {
						pdf.AddPage()
					}
					text := set.Prepare(names[i%len(names)])
					face := Bold.In(set)
					fit, ok := OneLine(text.String, face, 60, 30, 20)
					if !ok {
						fit, _ = Cut(text.String, face, 60, 20)
					}
					face.Extent(fit.Lines[0])
					if err := pen.Text(fit.Face, fit.Size, 10, 10, fit.Lines[0]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
