package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/agenda/eventfile"
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/stock"
	"github.com/urfave/cli/v2"
)

// defaultStock is what badges are printed on where nobody says otherwise.
const defaultStock = "avery-5392"

// designFrom is the design that the flags of a command ask for.
func designFrom(ctx *cli.Context) (d badge.Design, err error) {
	if d.Stock, err = stock.Find(cmp.Or(ctx.String("stock"), defaultStock)); err != nil {
		return d, usagef(`"daysheet stocks" lists them`, "--stock: %v", err)
	}
	if d.Skip = ctx.Int("skip"); d.Skip < 0 || d.Skip >= d.Stock.PerPage() {
		return d, usagef("say how many labels of the first sheet are used up",
			"--skip: %d, but a sheet of %s has %d", d.Skip, d.Stock.Title, d.Stock.PerPage())
	}
	if text := ctx.String("paper"); text != "" {
		i := slices.IndexFunc(stock.Papers, func(p string) bool { return strings.EqualFold(p, text) })
		if i < 0 {
			return d, usagef("use one of: "+strings.Join(stock.Papers, ", "),
				"--paper: unknown paper %q", text)
		}
		d.Page = stock.Papers[i]
	}
	return d, nil
}

// designFor adds to the design what the event names, and prints pages on the paper of the place where neither
// --paper nor --stock says which.
func (c *command) designFor(f *eventfile.File) error {
	if c.design.Page == "" && !c.ctx.IsSet("stock") {
		c.design.Page = stock.Paper(f.Event.Zone)
	}
	var err error
	c.design, err = withFiles(c.design, f)
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

// withFiles opens the fonts and the logo that the event file names. What is wrong with them is an
// [agenda.InputError]:
//
//	bad-fonts  error  a file of fonts: is missing, damaged or no font
//	bad-logo   error  the file of logo: is missing, damaged, no picture, or holds what cannot be drawn
func withFiles(d badge.Design, f *eventfile.File) (badge.Design, error) {
	d, err := withFonts(d, f.Settings.Fonts, f.Event.Language)
	path := f.Settings.Logo
	if err != nil || path == "" {
		return d, err
	}
	if d.Logo, err = openLogo(path); err != nil {
		hint := ""
		if errors.As(err, new(*fs.PathError)) || errors.Is(err, badge.ErrLogoKind) {
			hint = "name a PNG, JPEG or SVG file with logo: in the event file, by its path from there"
		}
		return d, wrongFile("logo", fmt.Errorf("%s: %w", path, cause(err)), hint)
	}
	return d, nil
}

// wrongFile is the error of a file that the event names with a key.
func wrongFile(key string, err error, hint string) error {
	return &agenda.InputError{Findings: agenda.Findings{{Rule: "bad-" + key, Severity: agenda.Error,
		Where: agenda.Where{ID: key + ":"}, Message: fmt.Sprintf("%s: %v", key, err), Hint: hint}}}
}

func openLogo(path string) (*badge.Logo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return badge.ReadLogo(f)
}

// systemFonts is the word for the fonts of the machine.
const systemFonts = "system"

func withFonts(d badge.Design, names []string, language string) (badge.Design, error) {
	o := badge.FontOptions{FS: anywhere{}}
	if len(names) > 0 {
		o.Language = language
	}
	for _, name := range names {
		if name == systemFonts {
			o.System = true
		} else {
			o.Names = append(o.Names, filepath.ToSlash(name))
		}
	}
	fonts, err := badge.OpenFonts(o)
	if err != nil {
		return d, wrongFonts(err)
	}
	d.Fonts = fonts
	return d, nil
}

// wrongFonts says what to do about fonts that cannot be opened.
func wrongFonts(err error) error {
	hint := "replace the file, it is damaged"
	file := (*fs.PathError)(nil)
	switch {
	case errors.As(err, &file):
		err = fmt.Errorf("%s: %w", file.Path, file.Err)
		hint = "correct fonts: in the event file, with paths from there"
		if filepath.Ext(file.Path) == "" {
			hint += `; for the fonts of this machine, did you mean "system"?`
		}
	case errors.Is(err, badge.ErrFontKind):
		hint = "name TrueType or OpenType files (.ttf, .otf, .ttc), or a folder of them"
	case errors.Is(err, badge.ErrNoFont):
		hint = "put TrueType or OpenType files (.ttf, .otf, .ttc) into it"
	}
	return wrongFile("fonts", err, hint)
}

// anywhere is the file system of this machine, by the names that people give.
type anywhere struct{}

func (anywhere) Open(name string) (fs.File, error) { return os.Open(filepath.FromSlash(name)) }
