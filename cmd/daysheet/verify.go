package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"

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
			"the holder is named, and the list's own codes are known. Exits with 1 if any\n" +
			"code is invalid.",
		Description: "daysheet verify < scanned.txt",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "public", Value: publicName, Usage: "verify with the public key in `FILE`"},
			&cli.StringFlag{Name: "attendees",
				Usage: "name holders from the list in `FILE` (default: attendees.csv beside the public key)"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object a code, for another program"},
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
	Reason    string `json:"reason,omitempty"` // why it is invalid, or what to mind though it is valid
}

func (c *command) verify(ctx *cli.Context) error {
	door, err := c.openDoor(ctx)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(c.stdout)
	invalid := false
	answer := func(code string) error {
		v := door.answer(code)
		invalid = invalid || !v.Valid
		if err := v.print(out, ctx.Bool("json")); err != nil {
			return err
		}
		return out.Flush() // a scanner's operator waits for each answer
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
		lines := bufio.NewScanner(c.stdin)
		for lines.Scan() {
			if code := strings.TrimSpace(lines.Text()); code != "" {
				if err := answer(code); err != nil {
					return err
				}
			}
		}
		if err := lines.Err(); err != nil {
			return failf("give one code a line", "cannot read the codes: %w", err)
		}
	}
	if invalid {
		return &silent{}
	}
	return nil
}

// print gives "valid    ABCD2345  Speaker  Ada Okafor", or the reason.
func (v verdict) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return writeJSON(w, v)
	}
	word := "invalid"
	if v.Valid {
		word = "valid  "
	}
	parts := []string{word}
	for _, part := range []string{v.Reference, v.Type, v.Holder, v.Reason} {
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
}

func (c *command) openDoor(ctx *cli.Context) (*door, error) {
	public := ctx.String("public")
	d := &door{byCode: map[string]*roster.Attendee{}}
	list := ctx.String("attendees")
	if beside := filepath.Join(filepath.Dir(public), listName); list == "" && exists(beside) {
		list = beside
	}
	if list != "" {
		attendees, _, err := c.readAttendees(list)
		if err != nil {
			return nil, err
		}
		roster.Identify(attendees)
		d.byNumber = make(map[ticket.Number]*roster.Attendee, len(attendees))
		for i := range attendees {
			a := &attendees[i]
			d.byNumber[a.Number] = a
			if a.Code != "" {
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
		v.Valid, v.Reference, v.Type, v.Holder = true, ticket.Number(a.Number).Reference(), a.Type, a.FullName()
		return v
	}
	if d.public == nil {
		v.Reason = "not on the list"
		return v
	}
	t, err := d.public.Verify(code)
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
		v.Reason = "signed, but not on the list"
	case a.Issue > t.Issue:
		v.Valid, v.Holder, v.Reason = false, a.FullName(), "replaced by a newer ticket"
	default:
		v.Holder, v.Type = a.FullName(), cmp.Or(a.Type, v.Type)
	}
	return v
}
