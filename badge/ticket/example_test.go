package ticket_test

import (
	"bytes"
	"fmt"

	"github.com/daysheet/daysheet/badge/ticket"
)

func Example() {
	// A fixed seed, for the example only: pass nil, and keep key.Text() in a private file.
	key, err := ticket.GenerateKey(bytes.NewReader(make([]byte, 32)))
	if err != nil {
		fmt.Println(err)
		return
	}
	const event = "kafka-2014.example.org"
	number := ticket.Number{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef}
	code, err := key.Sign(event, ticket.Ticket{Number: number, Type: "Speaker"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(code), "characters, reference", number.Reference())

	public, err := key.Public(event, "Speaker", "Guest")
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := public.Verify(code)
	fmt.Println(t.Type, err)
	_, err = public.Verify(code[:50] + "A" + code[51:])
	fmt.Println(err)
	// Output:
	// 132 characters, reference AERUKZ4J
	// Speaker <nil>
	// forged or misread: the signature is wrong
}
