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
	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
	"github.com/urfave/cli/v2"
)

// defaultStock is what badges are printed on where nobody says otherwise.
const defaultStock = "avery-5392"

// papers are the pages that tickets and programme are printed on.
var papers = []string{"A4", "Letter"}

// designFrom is the design that the flags of a command ask for.
func (c *command) designFrom(ctx *cli.Context) (badge.Design, error) {
	s, err := stock.Find(cmp.Or(ctx.String("stock"), defaultStock))
	if err != nil {
		return badge.Design{}, usagef(`"daysheet stocks" lists them`, "--stock: %v", err)
	}
	skip := ctx.Int("skip")
	if skip < 0 || skip >= s.PerPage() {
		return badge.Design{}, usagef("say how many labels of the first sheet are used up",
			"--skip: %d, but a sheet of %s has %d", skip, s.Title, s.PerPage())
	}
	paper := ""
	if text := ctx.String("paper"); text != "" {
		i := slices.IndexFunc(papers, func(p string) bool { return strings.EqualFold(p, text) })
		if i < 0 {
			return badge.Design{}, usagef("use one of: "+strings.Join(papers, ", "),
				"--paper: unknown paper %q", text)
		}
		paper = papers[i]
	}
	return badge.Design{Stock: s, Skip: skip, Page: paper, Progress: c.progress()}, nil
}

// forEvent prints pages on the paper of the place where neither --paper nor --stock says which, and with what
// the event names.
func forEvent(d badge.Design, ctx *cli.Context, e *agenda.Event) (badge.Design, error) {
	if d.Page == "" && !ctx.IsSet("stock") {
		d.Page = "A4"
		if letter(e.Zone) {
			d.Page = "Letter"
		}
	}
	return withFiles(d, e)
}

// withFiles opens the fonts and the logo that the event names. What is wrong with them is an
// [agenda.InputError]:
//
//	bad-fonts  error  a file of fonts: is missing, damaged or no font
//	bad-logo   error  the file of logo: is missing, damaged, no picture, or holds what cannot be drawn
func withFiles(d badge.Design, e *agenda.Event) (badge.Design, error) {
	d, err := withFonts(d, e)
	if err != nil || e.Logo == "" {
		return d, err
	}
	if d.Logo, err = openLogo(e.Logo); err != nil {
		hint := ""
		if errors.As(err, new(*fs.PathError)) || errors.Is(err, badge.ErrLogoKind) {
			hint = "name a PNG, JPEG or SVG file with logo: in the event file, by its path from there"
		}
		return d, wrongFile("logo", fmt.Errorf("%s: %w", e.Logo, cause(err)), hint)
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

func withFonts(d badge.Design, e *agenda.Event) (badge.Design, error) {
	o := badge.FontOptions{FS: anywhere{}, Together: true}
	if len(e.Fonts) > 0 {
		o.Language = e.Language
	}
	for _, name := range e.Fonts {
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

// letter reports whether a zone is one where paper is of Letter size: North and Central America, Colombia,
// Venezuela, Chile and the Philippines. The rest of the world uses ISO 216.
func letter(zone string) bool {
	if !strings.HasPrefix(zone, "America/") {
		return zone == "Pacific/Honolulu" || zone == "Asia/Manila"
	}
	return !strings.HasPrefix(zone, "America/Argentina/") && !slices.Contains(iso216, zone)
}

// iso216 are the zones of America, but those of Argentina, where paper is A4.
var iso216 = []string{"America/Araguaina", "America/Asuncion", "America/Bahia",
	"America/Belem", "America/Boa_Vista", "America/Buenos_Aires", "America/Campo_Grande", "America/Cayenne",
	"America/Cuiaba", "America/Eirunepe", "America/Fortaleza", "America/Godthab", "America/Guayaquil",
	"America/Guyana", "America/La_Paz", "America/Lima", "America/Maceio", "America/Manaus",
	"America/Montevideo", "America/Noronha", "America/Nuuk", "America/Paramaribo", "America/Porto_Velho",
	"America/Recife", "America/Rio_Branco", "America/Santarem", "America/Sao_Paulo"}

// sign gives a code to each attendee whose list brings none, with the keys in folder, and stages the keys
// where they are new. The file codes tells that there were keys before.
func (c *command) sign(
	files *batch, folder, codes string, e *agenda.Event, list []roster.Attendee, r *report,
) error {
	own := 0
	for _, a := range list {
		if a.Code != "" {
			own++
		}
	}
	if own > 0 {
		r.notice(agenda.Finding{Rule: "own-codes", Severity: agenda.Note,
			Message: fmt.Sprintf("the list brings codes of its own for %s", quantity(own, "attendee")),
			Hint:    "they are printed as they are, and the door needs the list to verify them"})
	}
	if own == len(list) {
		return nil
	}
	k, err := c.openKeys(folder, codes, e.Identity(), ticketTypes(list))
	if err != nil {
		return err
	}
	if err := badge.Sign(k.key, e, list); err != nil {
		return err
	}
	return k.stage(files, r)
}

// keyFolder is where the keys of an event file are.
func keyFolder(event string) string { return filepath.Dir(eventPath(event)) }
