// Package door says at the entrance whether a ticket code admits its holder.
//
//	gate := door.NewGate(public, list) // ticket.ParsePublic, roster.Read; either may be nil
//	v := gate.Check(code)
//	if !v.Valid {
//		fmt.Println(v.Reason)
//	}
//
// The public key alone tells a valid code from a forged one, offline. With the attendee list the holder is
// named, codes that the list brings itself are known, and so are tickets that were issued anew or have left
// the list.
package door

import (
	"cmp"
	"strings"

	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
)

// A Verdict is the answer to one code. One with a Reason though it is valid is for a person to decide.
type Verdict struct {
	Code      string `json:"code"`
	Valid     bool   `json:"valid"`
	Reference string `json:"reference,omitempty"`
	Type      string `json:"type,omitempty"`
	Holder    string `json:"holder,omitempty"`
	Reason    string `json:"reason,omitempty"` // why it is invalid, or what to look at
}

// NeedsList is the reason of a verdict on a reference at a gate that has no list.
const NeedsList = "this looks like a reference, and only the attendee list tells whose"

// A Gate holds what makes a code valid. It may be used by several goroutines at once.
type Gate struct {
	public   *ticket.Public
	byNumber map[ticket.Number]*roster.Attendee // nil without a list
	byCode   map[string]*roster.Attendee        // by the codes that the list brings
	// byReference has nil where two attendees share a reference: it is 40 bits of the number.
	byReference map[string]*roster.Attendee
}

// NewGate makes a gate of an event's public key and its attendee list. Without the key only the list's own
// codes are valid; without the list no holder is named. It numbers the list, see [roster.Identify].
func NewGate(public *ticket.Public, list []roster.Attendee) *Gate {
	g := &Gate{public: public}
	if list == nil {
		return g
	}
	roster.Identify(list)
	g.byNumber = make(map[ticket.Number]*roster.Attendee, len(list))
	g.byCode, g.byReference = map[string]*roster.Attendee{}, map[string]*roster.Attendee{}
	for i := range list {
		a := &list[i]
		g.byNumber[a.Number] = a
		reference := ticket.Number(a.Number).Reference()
		if _, twice := g.byReference[reference]; twice {
			g.byReference[reference] = nil
			continue
		}
		g.byReference[reference] = a
		if _, twice := g.byCode[a.Code]; a.Code != "" && !twice {
			g.byCode[a.Code] = a
		}
	}
	return g
}

// Check gives the verdict on a code as it was scanned or typed: signed, the list's own, or the reference of
// eight characters that is printed beside it.
func (g *Gate) Check(code string) Verdict {
	if a := g.byCode[code]; a != nil {
		return onList(code, a, "")
	}
	upper := strings.ToUpper(code)
	switch a, known := g.byReference[upper]; {
	case a != nil:
		return onList(code, a, "by its reference, which proves nothing: ask for the name")
	case known:
		return Verdict{Code: code, Reason: "a reference that several on the list share: look for the name"}
	}
	if g.public == nil {
		return Verdict{Code: code, Reason: "not on the list"}
	}
	if isReference(upper) {
		reason := NeedsList
		if g.byReference != nil {
			reason = "this looks like a reference; nobody on the list has it"
		}
		return Verdict{Code: code, Reason: reason}
	}
	t, err := g.public.Verify(code)
	if err != nil && upper != code {
		t, err = g.public.Verify(upper) // typed, or scanned with the keys shifted
	}
	if err != nil {
		return Verdict{Code: code, Reason: err.Error()}
	}
	v := Verdict{Code: code, Valid: true, Reference: t.Number.Reference(), Type: t.Type}
	if g.byNumber == nil {
		return v
	}
	switch a := g.byNumber[t.Number]; {
	case a == nil:
		v.Reason = "signed, but not on the list (any more)"
	case a.Issue > t.Issue:
		v.Valid, v.Holder, v.Reason = false, a.FullName(), "replaced by a newer ticket"
	default:
		v.Holder, v.Type = a.FullName(), cmp.Or(a.Type, v.Type)
	}
	return v
}

// isReference reports whether a code is written as references are.
func isReference(code string) bool { return len(code) == 8 && strings.Trim(code, base32) == "" }

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

func onList(code string, a *roster.Attendee, reason string) Verdict {
	return Verdict{Code: code, Valid: true, Reference: ticket.Number(a.Number).Reference(), Type: a.Type,
		Holder: a.FullName(), Reason: reason}
}
