// Package stock knows the label sheets, rolls, cards and pages that badges are printed on: where on the
// page each label lies, in millimetres, and who says so.
//
//	s, err := stock.Find("Avery 5392")
//	if err != nil {
//		return err // names the nearest stocks
//	}
//	for i, a := range attendees {
//		page, x, y := s.Place(i)
//		draw(page, x, y, s.Width, s.Height, a)
//	}
//
// [All] lists every stock. One that is missing can be made by filling a [Stock] from the maker's data sheet;
// [Stock.Check] says whether the numbers make sense.
//
// Public label geometry is often wrong by a millimetre or more. So each stock tells its Source, and Proofed
// is true only where two sources that do not copy each other agree on every number to 0.1 mm, or where a
// standard fixes them. Print one page of any other stock on plain paper and hold it against a sheet before
// printing on the sheet.
//
// The package needs the standard library only. Names are never removed and keep their meaning; a number
// changes where the maker's sheet proves it wrong.
package stock

import "fmt"

// A Stock is a page with equal labels on it in columns and rows. All lengths are in millimetres, from the
// top left corner of the page as it is printed.
type Stock struct {
	Name  string // "avery-5392"
	Title string // what it is, for people: "Avery 5392 name badges, 6 on Letter"
	Also  string // names of other stocks with the same geometry, separated by spaces; Find knows them too

	PageWidth, PageHeight float64 // of a sheet; of a roll or a card, one label
	Columns, Rows         int     // labels across and down; 0 is 1
	Width, Height         float64 // of a label
	Radius                float64 // of a label's corners
	X, Y                  float64 // of the first label's top left corner
	DX, DY                float64 // from one label's left (top) edge to the next one's

	Source  string // who says so
	Proofed bool   // two independent sources agree; see the package comment
}

// PerPage is the number of labels on a page, at least 1.
func (s Stock) PerPage() int { return max(s.Columns, 1) * max(s.Rows, 1) }

// Place says on which page (from 0) label i (from 0) lies and where its top left corner is, in mm. Labels
// run from left to right, then down. To start on a used sheet, add to i the labels that are gone.
func (s Stock) Place(i int) (page int, x, y float64) {
	page, i = i/s.PerPage(), i%s.PerPage()
	column, row := i%max(s.Columns, 1), i/max(s.Columns, 1)
	return page, s.X + float64(column)*s.DX, s.Y + float64(row)*s.DY
}

// margins gives the blank edges of the page around the labels, in mm.
func (s Stock) margins() (left, top, right, bottom float64) {
	_, x, y := s.Place(s.PerPage() - 1)
	return s.X, s.Y, s.PageWidth - x - s.Width, s.PageHeight - y - s.Height
}

// slack is the error that rounding to 0.01 mm leaves in a sum of a stock's lengths, in mm.
const slack = 0.05

// Check reports a stock that cannot be: without a size, with labels that lie over each other or off the
// page, or with corners rounder than the label.
func (s Stock) Check() error {
	for _, l := range []struct {
		name string
		mm   float64
	}{
		{"page width", s.PageWidth}, {"page height", s.PageHeight},
		{"width", s.Width}, {"height", s.Height},
	} {
		if !(l.mm > 0 && l.mm <= 2000) {
			return fmt.Errorf("stock %q: a %s of %g mm, want more than 0 and at most 2000",
				s.Name, l.name, l.mm)
		}
	}
	if !(s.Radius >= 0 && 2*s.Radius <= min(s.Width, s.Height)) {
		return fmt.Errorf("stock %q: corners of radius %g mm do not fit a label of %g × %g mm",
			s.Name, s.Radius, s.Width, s.Height)
	}
	if s.Columns < 0 || s.Rows < 0 || s.Columns > 100 || s.Rows > 100 {
		return fmt.Errorf("stock %q: %d × %d labels on a page, want at most 100 × 100",
			s.Name, s.Columns, s.Rows)
	}
	if s.Columns > 1 && !(s.DX >= s.Width-slack) || s.Rows > 1 && !(s.DY >= s.Height-slack) {
		return fmt.Errorf("stock %q: labels of %g × %g mm every %g × %g mm lie over each other",
			s.Name, s.Width, s.Height, s.DX, s.DY)
	}
	left, top, right, bottom := s.margins()
	if !(left >= 0 && top >= 0 && right >= -slack && bottom >= -slack) {
		return fmt.Errorf("stock %q: labels lie off the page of %g × %g mm (margins: left %.2f, top %.2f, "+
			"right %.2f, bottom %.2f mm)", s.Name, s.PageWidth, s.PageHeight, left, top, right, bottom)
	}
	return nil
}
