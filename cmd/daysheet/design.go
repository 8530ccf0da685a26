package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/stock"
	"github.com/urfave/cli/v2"
)

// defaultStock is the stock of badges where nobody names another.
const defaultStock = "avery-5392"

// designFrom is the design that the flags of a command ask for.
func designFrom(ctx *cli.Context) (d badge.Design, err error) {
	if d.Stock, err = stock.Find(cmp.Or(ctx.String("stock"), defaultStock)); err != nil {
		return d, usagef(`"daysheet stocks" lists them`, "--stock: %v", err)
	}
	text := cmp.Or(ctx.String("skip"), "0")
	if d.Skip, err = strconv.Atoi(text); err != nil {
		return d, usagef("write a whole number", "--skip: %q is not a number", text)
	}
	if d.Skip < 0 || d.Skip >= d.Stock.PerPage() {
		return d, usagef("say how many labels of the first sheet are used up",
			"--skip: %d, but a sheet of %s has %d", d.Skip, d.Stock.Title, d.Stock.PerPage())
	}
	if text = ctx.String("paper"); text != "" {
		i := slices.IndexFunc(stock.Papers, func(p string) bool { return strings.EqualFold(p, text) })
		if i < 0 {
			return d, usagef("use one of: "+strings.Join(stock.Papers, ", "),
				"--paper: unknown paper %q", text)
		}
		d.Page = stock.Papers[i]
	}
	return d, nil
}

// systemFonts is the word for the fonts of the machine.
const systemFonts = "system"

// designFor adds to the design what the event names, and prints pages on the paper of the place where neither
// --paper nor --stock says which.
func (c *command) designFor(f *eventfile.File) (err error) {
	if c.design.Page == "" && !c.ctx.IsSet("stock") {
		c.design.Page = stock.Paper(f.Event.Zone)
	}
	o := badge.FontOptions{FS: anywhere{}}
	for _, name := range f.Settings.Fonts {
		o.Language = f.Event.Language
		if name == systemFonts {
			o.System = true
		} else {
			o.Names = append(o.Names, filepath.ToSlash(name))
		}
	}
	if c.design.Fonts, err = badge.OpenFonts(o); err != nil {
		return err
	}
	if logo := f.Settings.Logo; logo != "" {
		c.design.Logo, err = badge.OpenLogo(anywhere{}, logo)
	}
	return err
}

// noticeOtherPaper tells of badges on Letter in a place where paper is A4, when nobody has asked for a stock.
func (c *command) noticeOtherPaper(e *agenda.Event) {
	if !c.ctx.IsSet("stock") && stock.Paper(e.Zone) == "A4" {
		c.notice(agenda.Finding{Rule: "other-paper", Severity: agenda.Note,
			Message: fmt.Sprintf("the badges are for %s, in a place where paper is A4", c.design.Stock.Title),
			Hint:    `for labels on A4 say --stock L7418, or another that "daysheet stocks" lists`})
	}
}

// anywhere is the file system of this machine, by the names that people give.
type anywhere struct{}

func (anywhere) Open(name string) (fs.File, error) { return os.Open(filepath.FromSlash(name)) }
