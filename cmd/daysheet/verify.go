package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/door"
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
			&cli.StringFlag{Name: "public", Value: ticket.PublicName,
				Usage: "verify with the public key in `FILE` (default: ticket.pub)"},
			&cli.StringFlag{Name: "attendees",
				Usage: "name holders from the list in `FILE` (default: attendees.csv beside it)"},
			boolFlag("json", "print one JSON object a code, for another program"),
		},
		Action: c.verify,
	}
}

func (c *command) verify(ctx *cli.Context) error {
	gate, err := c.openGate(ctx)
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
		return printVerdict(c.stdout, v, c.asJSON)
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

// printVerdict gives "valid    ABCD2345  Speaker  Ada Okafor"; "look     …" where there is something to mind
// though the code is valid; or "invalid  AG63BD43…  not a ticket code", with the beginning of the code, so
// that it is known which one is meant. As JSON it is one line.
func printVerdict(w io.Writer, v door.Verdict, asJSON bool) error {
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

// openGate makes a gate of the public key and the list that the flags name. A list that lies beside the key
// is taken along; where it brings codes of its own, no key is needed.
func (c *command) openGate(ctx *cli.Context) (*door.Gate, error) {
	public, list := ctx.String("public"), ctx.String("attendees")
	if beside := filepath.Join(filepath.Dir(public), listName); list == "" && exists(beside) {
		list = beside
	}
	var attendees []roster.Attendee
	if list != "" {
		var findings agenda.Findings
		var err error
		if attendees, findings, err = c.readAttendees(list); err != nil {
			return nil, err
		}
		for _, f := range findings {
			if f.Severity == agenda.Error { // a row that is left out is a holder who is not known
				fmt.Fprintf(c.stderr, "daysheet: %s\n", printable(f.String()))
			}
		}
	}
	ownCodes := slices.ContainsFunc(attendees, func(a roster.Attendee) bool { return a.Code != "" })
	if ownCodes && !exists(public) && !ctx.IsSet("public") {
		return door.NewGate(nil, attendees), nil
	}
	key, err := readKey(c, public, ticket.ParsePublic)
	if err != nil {
		return nil, failf("name the event's ticket.pub with --public FILE", "%w", err)
	}
	return door.NewGate(key, attendees), nil
}

// readKey reads one file of a pair of keys.
func readKey[T any](c *command, path string, parse func([]byte) (T, error)) (key T, err error) {
	err = c.read(path, func(in io.Reader) error {
		const limit = 16 << 20 // far beyond any key; parse refuses less
		text, err := readText(in, path, limit)
		if err != nil {
			return err
		}
		if key, err = parse(text); err != nil {
			err = failf("copy it again from where it was made", "%s: %w", path, err)
		}
		return err
	})
	return key, err
}
