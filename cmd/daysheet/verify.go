package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/input"
	"github.com/daysheet/daysheet/badge/door"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/ticket"
	"github.com/urfave/cli/v2"
)

var verifyCommand = subcommand{
	name:  "verify",
	usage: "say whether ticket codes are valid",
	args:  "[CODE...]",
	text: "Takes codes as arguments, or one a line from standard input. The public key\n" +
		"alone tells a valid code from a forged one; with the attendee list beside it\n" +
		"the holder is named, and the list's own codes and the eight-character\n" +
		"references are known. Answers valid, invalid, or look where a person must\n" +
		"decide. Exits with 1 if any code is invalid.",
	example: "daysheet verify < scanned.txt",
	flags: []cli.Flag{
		textFlag("public", "verify with the public key in `FILE` (default: ticket.pub)"),
		textFlag("attendees", "name holders from the list in `FILE` (default: attendees.csv beside it)"),
		boolFlag("json", "print one JSON object a code, for another program"),
	},
	run: (*command).verify,
}

func (c *command) verify() error {
	gate, err := c.openGate()
	if err != nil {
		return err
	}
	invalid, valid := false, 0
	seen := map[string]int{} // references, and which valid code of the run each was
	answer := func(code string) error {
		v := gate.Check(code)
		if !v.Valid {
			invalid = true
		} else if valid++; seen[v.Reference] > 0 {
			v.Reason = fmt.Sprintf("asked before, as valid code %d of this run", seen[v.Reference])
		} else {
			seen[v.Reference] = valid
		}
		if v.Reason == door.NeedsList {
			v.Reason += ": put " + listName + " beside the key, or name it with --attendees FILE"
		}
		return printVerdict(c.stdout, v, c.asJSON)
	}
	for _, code := range c.ctx.Args().Slice() {
		if err := answer(code); err != nil {
			return err
		}
	}
	if c.ctx.NArg() == 0 {
		if isTerminal(c.stdin) {
			fmt.Fprintln(c.stderr,
				"scan or type codes, one a line; end with Ctrl-D (Windows: Ctrl-Z, Enter)")
		}
		if err := eachLine(c.stdin, answer); err != nil {
			return err
		}
	}
	if invalid {
		return errSaid
	}
	return nil
}

// maxLine is far more than a QR code can hold, in octets; the rest of a longer line is not read.
const maxLine = 1 << 20

// eachLine hands on each line that is not blank, without the white space around it and without the byte order
// mark before the first.
func eachLine(r io.Reader, do func(string) error) error {
	lines := bufio.NewReaderSize(r, maxLine)
	for {
		part, cut, err := lines.ReadLine()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line := string(part)
		for cut && err == nil { // the rest of what is no code
			_, cut, err = lines.ReadLine()
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("cannot read the codes: %w", err)
		}
		if code := strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); code != "" {
			if err := do(code); err != nil {
				return err
			}
		}
	}
}

// printVerdict gives "valid    ABCD2345  Speaker  Ada Okafor"; "look     …" where there is something to mind
// though the code is valid; or "invalid  AG63BD43…  not a ticket code", with the beginning of the code, so
// that it is known which one is meant. As JSON it is one line.
func printVerdict(w io.Writer, v door.Verdict, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	}
	word := "valid"
	switch {
	case !v.Valid:
		word = "invalid"
	case v.Reason != "":
		word = "look"
	}
	text := fmt.Sprintf("%-7s", word)
	told := cmp.Or(v.Reference, input.Shorten(v.Code, 12))
	for _, part := range []string{told, v.Type, v.Holder, v.Reason} {
		if part != "" {
			text += "  " + printable(part)
		}
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

// openGate makes a gate of the public key and the list that the flags name. A list that lies beside the key
// is taken along; where it brings codes of its own, no key is needed.
func (c *command) openGate() (*door.Gate, error) {
	public := cmp.Or(c.ctx.String("public"), ticket.PublicName)
	list := c.ctx.String("attendees")
	if beside := filepath.Join(filepath.Dir(public), listName); list == "" && exists(beside) {
		list = beside
	}
	var attendees []roster.Attendee
	if list != "" {
		err := c.readKind(list, func(_ *kind, in io.Reader) (err error) {
			attendees, err = c.readAttendees(in, list)
			return err
		}, listFile)
		if err != nil {
			return nil, err
		}
		for _, f := range worse(c.noticed, agenda.Warning) { // a row left out is a holder who is not known
			fmt.Fprintf(c.stderr, "daysheet: %s\n", printable(f.String()))
		}
		c.noticed = nil
	}
	ownCodes := slices.ContainsFunc(attendees, func(a roster.Attendee) bool { return a.Code != "" })
	if ownCodes && !exists(public) && !c.ctx.IsSet("public") {
		return door.NewGate(nil, attendees), nil
	}
	key, err := ticket.ReadPublic(anywhere{}, filepath.ToSlash(public))
	if err != nil {
		return nil, failf("name the event's ticket.pub with --public FILE", "%w", err)
	}
	return door.NewGate(key, attendees), nil
}
