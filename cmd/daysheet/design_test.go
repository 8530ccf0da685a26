package main

import "testing"

// Bahia is Brazil, Bahia_Banderas is Mexico: a prefix must not take one for the other.
func TestLetter(t *testing.T) {
	for zone, want := range map[string]bool{
		"America/Los_Angeles": true, "America/Toronto": true, "America/Mexico_City": true,
		"America/Bahia_Banderas": true, "America/Bogota": true, "America/Santiago": true,
		"Pacific/Honolulu": true, "Asia/Manila": true, "America/Bahia": false, "America/Sao_Paulo": false,
		"America/Argentina/Buenos_Aires": false, "Europe/Berlin": false, "UTC": false, "": false,
	} {
		if letter(zone) != want {
			t.Errorf("%q: Letter is %v", zone, !want)
		}
	}
}
