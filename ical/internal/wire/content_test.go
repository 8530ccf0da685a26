package wire

import (
	"fmt"
	"testing"
)

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]string{
		"PT1H30M": "0 1h30m0s", "P1W": "7 0s", "P1DT2H": "1 2h0m0s", "+PT45S": "0 45s", "pt5m": "0 5m0s",
		"-PT5M": "", "1H": "", "PT99999999H": "", "": "",
	} {
		days, exact, ok := ParseDuration(text)
		if got := fmt.Sprintf("%d %s", days, exact); ok && got != want || !ok && want != "" {
			t.Errorf("%q: %s, %t, want %q", text, got, ok, want)
		}
	}
}
