package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/urfave/cli/v2"
)

func (c *command) verifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "say whether ticket codes are valid",
		ArgsUsage: "[CODE...]",
		UsageText: "Takes codes as arguments, or one a line from standard input. The public key\n" +
			"alone tells a valid code from a forged one; with the attendee list beside it\n" +
			"the holder is named, and the list's own codes and the eight-character\n" +
			"references are known. Answers valid, invalid, or look where a person must\n" +
			"decide. Exits with 1 if any code is invalid.",
		Description: "daysheet verify < scanned.txt",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "public", Value: publicName,
				Usage: "verify with the public key in `FILE` (default: ticket.pub)"},
			&cli.StringFlag{Name: "attendees",
				Usage: "name holders from the list in `FILE` (default: attendees.csv beside it)"},
			boolFlag("json", "print one JSON object a code, for another program"),
		},
		Action: c.verify,
	}
}

// A verdict is the answer to one code.
type verdict struct {
	Code      string `json:"code"`
	Valid     bool   `json:"valid"`
	Reference string `json:"reference,omitempty"`
	Type      string `json:"type,omitempty"`
	Holder    string `json:"holder,omitempty"`
	Reason    string `json:"reason,omitempty"` // why it is invalid, or what to look at
}

func (c *command) verify(ctx *cli.Context) error {
	door, err := c.openDoor(ctx)
	if err != nil {
		return err
	}
	invalid := false
	answer := func(code string) error {
		v := door.answer(code)
		invalid = invalid || !v.Valid
		if v.Valid {
			door.asked++
			if first, again := door.seen[v.Reference]; again {
				v.Reason = fmt.Sprintf("asked before, as valid code %d of this run", first)
			} else {
				door.seen[v.Reference] = door.asked
			}
		}
		return v.print(c.stdout, c.asJSON)
	}
	for _, code := range ctx.Args().Slice() {
		if err := answer(code); err != nil {
			return err
		}
	}
	if ctx.NArg() == 0 {
		if isTerminal(c.stdin) {
			fmt.Fprintln(c.stderr, "scan or type codes, one a line; end with Ctrl-D (Windows: Ctrl-Z, Enter)")
		}
		if err := eachLine(c.stdin, answer); err != nil {
			return err
		}
	}
	if invalid {
		return &silent{}
	}
	return nil
}

// maxCode is more than a QR code can hold, in octets.
const maxCode = 4096

// eachLine hands on each line that is not blank, without the white space around it and without the byte order
// mark before the first. Of a line that is longer than any code only the beginning is handed on.
func eachLine(r io.Reader, do func(string) error) error {
	in := bufio.NewReaderSize(r, maxCode)
	for first := true; ; first = false {
		line, tooLong, err := in.ReadLine()
		code := string(line)
		for tooLong && err == nil {
			_, tooLong, err = in.ReadLine()
		}
		if first {
			code = strings.TrimPrefix(code, "\ufeff")
		}
		if code = strings.TrimSpace(code); code != "" {
			if err := do(code); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cannot read the codes: %w", err)
		}
	}
}

// print gives "valid    ABCD2345  Speaker  Ada Okafor"; "look     …" where there is something to mind though
// the code is valid; or "invalid  AG63BD43…  not a ticket code", with the beginning of the code, so that it
// is known which one is meant. As JSON it is one line.
func (v verdict) print(w io.Writer, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	}
	parts := []string{"valid  "}
	switch {
	case !v.Valid:
		parts[0] = "invalid"
	case v.Reason != "":
		parts[0] = "look   "
	}
	told := v.Reference
	if told == "" {
		const most = 12
		told = v.Code
		if r := []rune(told); len(r) > most {
			told = string(r[:most]) + "…"
		}
	}
	for _, part := range []string{told, v.Type, v.Holder, v.Reason} {
		if part != "" {
			parts = append(parts, printable(part))
		}
	}
	_, err := fmt.Fprintln(w, strings.Join(parts, "  "))
	return err
}

// A door knows what makes a code valid.
type door struct {
	public   *ticket.Public // nil where every code is the list's own
	byNumber map[ticket.Number]*roster.Attendee
	byCode   map[string]*roster.Attendee
	// byReference has nil where two attendees share a reference: 40 bits of the number.
	byReference map[string]*roster.Attendee

	seen  map[string]int // references, and which valid code of the run they were
	asked int
}

func (c *command) openDoor(ctx *cli.Context) (*door, error) {
	public := ctx.String("public")
	d := &door{byCode: map[string]*roster.Attendee{}, byReference: map[string]*roster.Attendee{},
		seen: map[string]int{}}
	list := ctx.String("attendees")
	if beside := filepath.Join(filepath.Dir(public), listName); list == "" && exists(beside) {
		list = beside
	}
	if list != "" {
		attendees, findings, err := c.readAttendees(list)
		if err != nil {
			return nil, err
		}
		for _, f := range findings {
			if f.Severity == agenda.Error { // a row that is left out is a holder who is not known
				fmt.Fprintf(c.stderr, "daysheet: %s\n", printable(f.String()))
			}
		}
		roster.Identify(attendees)
		d.byNumber = make(map[ticket.Number]*roster.Attendee, len(attendees))
		for i := range attendees {
			a := &attendees[i]
			d.byNumber[a.Number] = a
			reference := ticket.Number(a.Number).Reference()
			if _, twice := d.byReference[reference]; twice {
				a = nil
			}
			d.byReference[reference] = a
			if a == nil {
				continue
			}
			if _, twice := d.byCode[a.Code]; a.Code != "" && !twice {
				d.byCode[a.Code] = a
			}
		}
	}
	if !exists(public) && len(d.byCode) > 0 && !ctx.IsSet("public") {
		return d, nil
	}
	var err error
	if d.public, err = c.readPublic(public); err != nil {
		return nil, &failure{err, "name the event's ticket.pub with --public FILE"}
	}
	return d, nil
}

func (d *door) answer(code string) verdict {
	v := verdict{Code: code}
	if a := d.byCode[code]; a != nil {
		v.Valid, v.Reference = true, ticket.Number(a.Number).Reference()
		v.Type, v.Holder = a.Type, a.FullName()
		return v
	}
	if reference := strings.ToUpper(code); d.byReference[reference] != nil {
		a := d.byReference[reference]
		v.Valid, v.Reference, v.Type, v.Holder = true, reference, a.Type, a.FullName()
		v.Reason = "by its reference, which proves nothing: ask for the name"
		return v
	}
	if d.public == nil {
		v.Reason = "not on the list"
		return v
	}
	t, err := d.public.Verify(code)
	if upper := strings.ToUpper(code); err != nil && upper != code {
		t, err = d.public.Verify(upper) // typed, or scanned with the keys shifted
	}
	if err != nil {
		v.Reason = err.Error()
		return v
	}
	v.Valid, v.Reference, v.Type = true, t.Number.Reference(), t.Type
	if d.byNumber == nil {
		return v
	}
	a := d.byNumber[t.Number]
	switch {
	case a == nil:
		v.Reason = "signed, but not on the list (any more)"
	case a.Issue > t.Issue:
		v.Valid, v.Holder, v.Reason = false, a.FullName(), "replaced by a newer ticket"
	default:
		v.Holder, v.Type = a.FullName(), cmp.Or(a.Type, v.Type)
	}
	return v
}
