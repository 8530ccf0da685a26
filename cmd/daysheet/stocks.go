package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/daysheet/daysheet/badge/stock"
	"github.com/urfave/cli/v2"
)

var stocksCommand = subcommand{
	name:    "stocks",
	usage:   "list the label sheets, rolls and cards for badges",
	args:    "[WORD...]",
	example: "daysheet stocks avery",
	flags: []cli.Flag{
		boolFlag("json", "print the list as JSON, with the whole geometry in mm"),
	},
	run: (*command).stocks,
}

func (c *command) stocks() error {
	word := strings.ToLower(strings.Join(c.ctx.Args().Slice(), " "))
	list := []stock.Stock{}
	name := 0
	for _, s := range stock.All() {
		if strings.Contains(strings.ToLower(s.Name+" "+s.Title), word) {
			list = append(list, s)
			name = max(name, len(s.Name))
		}
	}
	if len(list) == 0 {
		return usagef(`"daysheet stocks" lists them all`, "no stock is called %q", word)
	}
	if c.asJSON {
		enc := json.NewEncoder(c.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(list)
	}
	for _, s := range list {
		_, err := fmt.Fprintf(c.stdout, "%-*s  %3d a page  %6.1f × %-6.1f mm  %s\n",
			name, s.Name, s.PerPage(), s.Width, s.Height, s.Title)
		if err != nil {
			return err
		}
	}
	return nil
}
