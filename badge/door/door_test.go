package door_test

import (
	"fmt"
	"log"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/badge/door"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

const event = "kafka-2014.example.org"

// pair makes a key, and what verifies its tickets.
func pair() (*ticket.Key, *ticket.Public) {
	key, err := ticket.GenerateKey(strings.NewReader(strings.Repeat("k", 32)))
	if err != nil {
		log.Fatal(err)
	}
	public, err := key.Public(event, "Speaker")
	if err != nil {
		log.Fatal(err)
	}
	return key, public
}

func sign(key *ticket.Key, number ticket.Number, issue uint8) string {
	code, err := key.Sign(event, ticket.Ticket{Number: number, Type: "Speaker", Issue: issue})
	if err != nil {
		log.Fatal(err)
	}
	return code
}

func ExampleGate() {
	key, public := pair()
	list := []roster.Attendee{{Name: "Ada Okafor", Email: "ada@example.org", Type: "Speaker"}}
	gate := door.NewGate(public, list)
	v := gate.Check(sign(key, list[0].Number, 0))
	fmt.Println(v.Valid, v.Holder, v.Type)
	v = gate.Check("AFLEPD43")
	fmt.Println(v.Valid, v.Reason)
	// Output:
	// true Ada Okafor Speaker
	// false this looks like a reference; nobody on the list has it
}

func TestCheck(t *testing.T) {
	key, public := pair()
	list := []roster.Attendee{
		{Name: "Ada Okafor", Email: "ada@example.org", Type: "Crew", Issue: 1},
		{Name: "Bo Li", Email: "bo@example.org", Code: "BOX-0002"},
	}
	both, listOnly, keyOnly := door.NewGate(public, list), door.NewGate(nil, list), door.NewGate(public, nil)
	first, second := sign(key, list[0].Number, 0), sign(key, list[0].Number, 1)
	stranger := sign(key, ticket.Number{1}, 0)
	reference := ticket.Number(list[0].Number).Reference()
	for _, tt := range []struct {
		name, code string
		gate       *door.Gate
		want       door.Verdict
	}{
		{"the key alone", first, keyOnly, door.Verdict{Valid: true, Reference: reference, Type: "Speaker"}},
		{"the list's type", second, both,
			door.Verdict{Valid: true, Reference: reference, Type: "Crew", Holder: "Ada Okafor"}},
		{"in lower case", strings.ToLower(second), both,
			door.Verdict{Valid: true, Reference: reference, Type: "Crew", Holder: "Ada Okafor"}},
		{"issued anew", first, both, door.Verdict{Reference: reference, Type: "Speaker", Holder: "Ada Okafor",
			Reason: "replaced by a newer ticket"}},
		{"not listed", stranger, both, door.Verdict{Valid: true, Reference: ticket.Number{1}.Reference(),
			Type: "Speaker", Reason: "signed, but not on the list (any more)"}},
		{"the list's own code", "BOX-0002", both, door.Verdict{Valid: true, Holder: "Bo Li",
			Reference: ticket.Number(list[1].Number).Reference()}},
		{"a reference", strings.ToLower(reference), listOnly, door.Verdict{Valid: true, Reference: reference,
			Type: "Crew", Holder: "Ada Okafor",
			Reason: "by its reference, which proves nothing: ask for the name"}},
		{"a misheard reference", "aflepd43", both,
			door.Verdict{Reason: "this looks like a reference; nobody on the list has it"}},
		{"a reference and no list", reference, keyOnly, door.Verdict{Reason: door.NeedsList}},
		{"no reference", "AFLEPD41", keyOnly, door.Verdict{
			Reason: "not a ticket code: it has 8 characters, a code has 132"}},
		{"no key", second, listOnly, door.Verdict{Reason: "not on the list"}},
	} {
		tt.want.Code = tt.code
		if got := tt.gate.Check(tt.code); got != tt.want {
			t.Errorf("%s:\n got %+v\nwant %+v", tt.name, got, tt.want)
		}
	}
	shared := []roster.Attendee{{ID: "1", Name: "Ada Okafor"}, {ID: "1", Name: "Bo Li"}}
	gate := door.NewGate(nil, shared)
	if v := gate.Check(ticket.Number(shared[0].Number).Reference()); v.Valid ||
		!strings.Contains(v.Reason, "several") {
		t.Errorf("a reference that two share admits: %+v", v)
	}
}
