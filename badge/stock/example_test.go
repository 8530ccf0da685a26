package stock_test

import (
	"fmt"

	"github.com/daysheet/daysheet/badge/stock"
)

func ExampleFind() {
	s, err := stock.Find("L7418")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %d a page\n", s.Title, s.PerPage())
	page, x, y := s.Place(9)
	fmt.Printf("label 10: page %d, %g mm from the left, %g mm from the top\n", page+1, x, y)
	// Output:
	// Avery L7418 name badge inserts, 86 × 55 mm, on A4: 8 a page
	// label 10: page 2, 105 mm from the left, 38.5 mm from the top
}
