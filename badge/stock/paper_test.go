package stock

import "testing"

// Bahia is Brazil, Bahia_Banderas is Mexico: a prefix must not take one for the other.
func TestPaper(t *testing.T) {
	for zone, letter := range map[string]bool{
		"America/Los_Angeles": true, "America/Toronto": true, "America/Mexico_City": true,
		"America/Bahia_Banderas": true, "America/Bogota": true, "America/Santiago": true,
		"Pacific/Honolulu": true, "Asia/Manila": true, "America/Bahia": false, "America/Sao_Paulo": false,
		"America/Argentina/Buenos_Aires": false, "Europe/Berlin": false, "UTC": false, "": false,
	} {
		want := "A4"
		if letter {
			want = "Letter"
		}
		if got := Paper(zone); got != want {
			t.Errorf("%q: Paper is %s, want %s", zone, got, want)
		}
	}
}
