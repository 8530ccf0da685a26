// Verify-at-the-door answers each scanned code, offline, with the public key alone.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"

	"github.com/daysheet/daysheet/badge/ticket"
)

func main() {
	text, err := os.ReadFile("ticket.pub")
	if err != nil {
		log.Fatal(err)
	}
	public, err := ticket.ParsePublic(text)
	if err != nil {
		log.Fatal(err)
	}
	admitted := map[ticket.Number]bool{}
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		t, err := public.Verify(scanner.Text())
		switch {
		case err != nil:
			fmt.Println("no:", err)
		case admitted[t.Number]:
			fmt.Println("no: already inside,", t.Number.Reference())
		default:
			admitted[t.Number] = true
			fmt.Println("welcome:", t.Type, t.Number.Reference())
		}
	}
	if err := scanner.Err(); err != nil {
		log.Fatal(err)
	}
}
