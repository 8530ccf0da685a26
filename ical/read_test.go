package ical

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/daysheet/daysheet/agenda"
)

// What is made of feeds as different programs write them, and what is said of each.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.ics")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no feeds")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e, findings, err := Read(bytes.NewReader(text), ReadOptions{Name: filepath.Base(file)})
			if err != nil {
				t.Fatal(err)
			}
			got := dump(e, findings)
			golden := strings.TrimSuffix(file, ".ics") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// dump writes what of an event is not empty, and the findings.
func dump(e *agenda.Event, findings agenda.Findings) string {
	var b strings.Builder
	dumpValue(&b, reflect.ValueOf(*e), "")
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s %s\n", f.Severity, f.Rule, f)
	}
	return b.String()
}

func dumpValue(b *strings.Builder, v reflect.Value, indent string) {
	for i := range v.NumField() {
		field := v.Field(i)
		if field.IsZero() {
			continue
		}
		fmt.Fprintf(b, "%s%s:", indent, v.Type().Field(i).Name)
		switch value := field.Interface().(type) {
		case time.Time:
			fmt.Fprintf(b, " %s\n", value.Format(time.RFC3339))
			continue
		case []time.Time:
			for _, at := range value {
				fmt.Fprintf(b, " %s", at.Format(time.RFC3339))
			}
			b.WriteByte('\n')
			continue
		}
		switch {
		case field.Kind() == reflect.Struct:
			b.WriteByte('\n')
			dumpValue(b, field, indent+"  ")
		case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Struct:
			b.WriteByte('\n')
			for j := range field.Len() {
				fmt.Fprintf(b, "%s  -\n", indent)
				dumpValue(b, field.Index(j), indent+"    ")
			}
		default:
			fmt.Fprintf(b, " %q\n", fmt.Sprint(field.Interface()))
		}
	}
}
