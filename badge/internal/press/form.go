package press

import (
	"strings"

	"github.com/jung-kurt/gofpdf"

	"github.com/daysheet/daysheet/badge/internal/typeset"
)

// A form is an outline that pages refer to by name, as gofpdf takes one.
type form struct {
	gofpdf.Template
	*typeset.Form
}

func (f form) ID() string { return strings.TrimPrefix(f.Name, "TPL") }

func (f form) Size() (gofpdf.PointType, gofpdf.SizeType) {
	return gofpdf.PointType{}, gofpdf.SizeType{Wd: f.Width / perMM, Ht: f.Height / perMM}
}

func (f form) Bytes() []byte                            { return f.Content }
func (f form) Images() map[string]*gofpdf.ImageInfoType { return nil }
func (f form) Templates() []gofpdf.Template             { return nil }

// embed puts a form among the resources of all pages. gofpdf does that for what it draws, so it draws it far
// off the last page.
func embed(pdf *gofpdf.Fpdf, f *typeset.Form) {
	t := form{Form: f}
	_, size := t.Size()
	pdf.UseTemplateScaled(t, gofpdf.PointType{X: -10_000}, size)
}
