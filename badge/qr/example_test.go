package qr_test

import (
	"fmt"
	"strings"

	"github.com/daysheet/daysheet/badge/qr"
)

func ExampleEncode() {
	code, err := qr.Encode("HTTPS://EXAMPLE.ORG/T/HQ3DMNZT", qr.M)
	if err != nil {
		fmt.Println(err)
		return
	}
	module, err := code.Module(25) // mm, quiet zone included
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("version %d, %d modules of %.2f mm\n", code.Version(), code.Size(), module)
	// Output: version 2, 25 modules of 0.76 mm
}

func ExampleCode_SVG() {
	code, err := qr.Encode("DAYSHEET", qr.L)
	if err != nil {
		fmt.Println(err)
		return
	}
	var svg strings.Builder
	if err := code.SVG(&svg); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(svg.String()[:60])
	// Output: <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"
}
