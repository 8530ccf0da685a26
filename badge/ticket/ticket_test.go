package ticket

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/vectors.json")

const testEvent = "kafka-2014.example.org"

// testKey has the octets start, start+1, … as its seed.
func testKey(t testing.TB, start byte) *Key {
	t.Helper()
	var seed [ed25519.SeedSize]byte
	for i := range seed {
		seed[i] = start + byte(i)
	}
	k, err := GenerateKey(bytes.NewReader(seed[:]))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func testPublic(t testing.TB) *Public {
	t.Helper()
	p, err := testKey(t, 0).Public(testEvent, "General admission", "Speaker")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sign(t testing.TB, k *Key, event string, x Ticket) string {
	t.Helper()
	code, err := k.Sign(event, x)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

var testTicket = Ticket{
	Number: Number{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef}, Type: "General admission",
}

// The vectors are for other implementations: what to sign with, and what to refuse.
type vectors struct {
	Seed      string    `json:"seed"`
	Public    string    `json:"public"`
	Event     string    `json:"event"`
	Types     []string  `json:"types"`
	Valid     []valid   `json:"valid"`
	Malformed []refused `json:"malformed"`
	OtherKey  []refused `json:"otherKey"`
	Forged    []refused `json:"forged"`
	Other     []refused `json:"otherEvent"`
}

type valid struct {
	Number    string `json:"number"`
	Reference string `json:"reference"`
	Type      string `json:"type"`
	Issue     uint8  `json:"issue"`
	Signed    string `json:"signed"` // the octets under the signature, in hexadecimal
	Code      string `json:"code"`
}

type refused struct {
	Why  string `json:"why"`
	Code string `json:"code"`
}

func makeVectors(t *testing.T) vectors {
	k, p := testKey(t, 0), testPublic(t)
	v := vectors{
		Seed: hex.EncodeToString(k.private.Seed()), Public: hex.EncodeToString(p.Key),
		Event: testEvent, Types: p.Types,
	}
	var codes []string
	for _, x := range []Ticket{testTicket, {}, {Number: Number{7: 0xff}, Type: "Speaker", Issue: 255}} {
		code := sign(t, k, testEvent, x)
		octets, err := encoding.DecodeString(code)
		if err != nil {
			t.Fatal(err)
		}
		v.Valid = append(v.Valid, valid{
			hex.EncodeToString(x.Number[:]), x.Number.Reference(), x.Type, x.Issue,
			hex.EncodeToString(message(octets[:signedSize])), code,
		})
		codes = append(codes, code)
	}
	good := codes[0]
	spare := good[:131] + string(good[131]+1)
	flip := func(at int) string { // the lowest bit of the octet
		octets, _ := encoding.DecodeString(good)
		octets[at] ^= 1
		return encoding.EncodeToString(octets)
	}
	v.Malformed = []refused{
		{"empty", ""}, {"lower case", strings.ToLower(good)}, {"a line end", good + "\n"},
		{"a line end inside", good[:131] + "\n"}, {"padding", good + "===="}, {"a space before", " " + good},
		{"a character too few", good[:131]}, {"a character too many", good + "A"},
		{"the digit 1", "1" + good[1:]}, {"spare bits set", spare}, {"version 0", "AA" + good[2:]},
		{"version 2", "AI" + good[2:]},
	}
	v.OtherKey = []refused{{"signed with another key", sign(t, testKey(t, 1), testEvent, testTicket)}}
	v.Forged = []refused{
		{"another event's hash", flip(3)}, {"another number", flip(14)}, {"another type", flip(16)},
		{"another issue", flip(17)}, {"another signature", flip(18)},
		{"the signature of another ticket", good[:29] + codes[1][29:]},
	}
	v.Other = []refused{{"signed for another event", sign(t, k, "kafka-2015.example.org", testTicket)}}
	return v
}

func TestVectors(t *testing.T) {
	name := filepath.Join("testdata", "vectors.json")
	got, err := json.MarshalIndent(makeVectors(t), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("codes are final, but these differ from %s:\n%s", name, got)
	}
}

func TestVerifyVectors(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "vectors.json"))
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	key, err := hex.DecodeString(v.Public)
	if err != nil {
		t.Fatal(err)
	}
	p := &Public{Key: key, Event: v.Event, Types: v.Types}
	for _, w := range v.Valid {
		x, err := p.Verify(w.Code)
		if err != nil || hex.EncodeToString(x.Number[:]) != w.Number || x.Number.Reference() != w.Reference ||
			x.Type != w.Type || x.Issue != w.Issue {
			t.Errorf("%s: %+v, %v", w.Code, x, err)
		}
	}
	all := []error{ErrMalformed, ErrOtherKey, ErrForged, ErrOtherEvent}
	for i, list := range [][]refused{v.Malformed, v.OtherKey, v.Forged, v.Other} {
		if len(list) == 0 {
			t.Errorf("no vector for %q", all[i])
		}
		for _, w := range list {
			x, err := p.Verify(w.Code)
			for j, sentinel := range all {
				if errors.Is(err, sentinel) != (i == j) {
					t.Errorf("%s: %v, want %q", w.Why, err, all[i])
				}
			}
			if x != (Ticket{}) {
				t.Errorf("%s: a ticket came with the error: %+v", w.Why, x)
			}
		}
	}
}

// What a person at the door reads.
func TestVerifyWords(t *testing.T) {
	k, p := testKey(t, 0), testPublic(t)
	good := sign(t, k, testEvent, testTicket)
	for _, c := range []struct{ code, want string }{
		{"", "not a ticket code: it is empty"},
		{"A", "not a ticket code: it has 1 character, a code has 132"},
		{"12345678", "not a ticket code: it has 8 characters, a code has 132"},
		{"Jürgen", "not a ticket code: it has 6 characters, a code has 132"},
		{strings.ToLower(good),
			"not a ticket code: it is not made of A to Z and 2 to 7, as codes are"},
		{strings.Repeat("Ü", codeLength),
			"not a ticket code: it is not made of A to Z and 2 to 7, as codes are"},
		{good[:131] + "B", "not a ticket code: its end is forged or misread"},
		{good[:129] + "ABC", "not a ticket code: its end is forged or misread"},
		{good[:131] + "\n", "not a ticket code: it is not made of A to Z and 2 to 7, as codes are"},
		{"AI" + good[2:], "not a ticket code that is known here: its version is 2, not 1"},
		{sign(t, testKey(t, 1), testEvent, testTicket),
			"a ticket of another event, or signed with another key (65b6, here 5647)"},
		{sign(t, k, "kafka-2015.example.org", testTicket),
			"a ticket of another event than kafka-2014.example.org"},
		{good[:50] + "A" + good[51:], "forged or misread: the signature is wrong"},
	} {
		if _, err := p.Verify(c.code); err == nil || err.Error() != c.want {
			t.Errorf("%.12q: %v, want %s", c.code, err, c.want)
		}
	}
}

// The specification and the vectors are one: what the package comment prints is checked too.
func TestSpecification(t *testing.T) {
	source, err := os.ReadFile("ticket.go")
	if err != nil {
		t.Fatal(err)
	}
	var doc strings.Builder
	for line := range strings.Lines(string(source)) {
		text, ok := strings.CutPrefix(line, "//")
		if !ok {
			break
		}
		doc.WriteString(strings.TrimSpace(text) + "\n")
	}
	v := makeVectors(t)
	code := v.Valid[0].Code
	for _, want := range []string{v.Seed, v.Public, v.Event, v.Valid[0].Number, v.Valid[0].Reference,
		v.Valid[0].Type, code[:66] + "\n", code[66:] + "\n"} {
		if !strings.Contains(doc.String(), want) {
			t.Errorf("the package comment does not hold %q", want)
		}
	}
}

// OpenSSL agrees that the signature is one.
func TestOpenSSL(t *testing.T) {
	tool, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("openssl is not installed")
	}
	p := testPublic(t)
	der, err := x509.MarshalPKIXPublicKey(p.Key)
	if err != nil {
		t.Fatal(err)
	}
	octets, err := encoding.DecodeString(sign(t, testKey(t, 0), testEvent, testTicket))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	signed := append([]byte("daysheet ticket v1\x00"), octets[:18]...)
	key := put("key.pem", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	for want, message := range map[string][]byte{
		"Verified Successfully": signed, "Verification Failure": append(signed, 0),
	} {
		out, _ := exec.Command(tool, "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", key,
			"-in", put("message", message), "-sigfile", put("signature", octets[18:])).CombinedOutput()
		if !strings.Contains(string(out), want) {
			t.Errorf("openssl says %s, want %s", out, want)
		}
	}
}

func TestUnknownType(t *testing.T) {
	code := sign(t, testKey(t, 0), testEvent, Ticket{Type: "Press"})
	x, err := testPublic(t).Verify(code)
	if want := fmt.Sprintf("unknown type %x", typeHash("Press")); err != nil || x.Type != want {
		t.Errorf("%q, %v, want %q", x.Type, err, want)
	}
}

// Any one character changed, and any one bit of the octets, makes a code invalid.
func TestEveryBitCounts(t *testing.T) {
	k, p := testKey(t, 0), testPublic(t)
	code := sign(t, k, testEvent, testTicket)
	for i := range code {
		for _, r := range "AQZ27" {
			if changed := code[:i] + string(r) + code[i+1:]; changed != code {
				if _, err := p.Verify(changed); err == nil {
					t.Errorf("character %d changed to %c verifies", i, r)
				}
			}
		}
	}
	octets, err := encoding.DecodeString(code)
	if err != nil {
		t.Fatal(err)
	}
	for bit := range len(octets) * 8 {
		octets[bit/8] ^= 1 << (bit % 8)
		if _, err := p.Verify(encoding.EncodeToString(octets)); err == nil {
			t.Errorf("bit %d changed verifies", bit)
		}
		octets[bit/8] ^= 1 << (bit % 8)
	}
}

func TestSignErrors(t *testing.T) {
	k, short, few := testKey(t, 0), &Public{Key: []byte("abc"), Event: testEvent}, strings.NewReader("abc")
	for want, f := range map[string]func() error{
		"event has no id":        func() error { _, err := k.Sign("", testTicket); return err },
		`event id "\xff"`:        func() error { _, err := k.Sign("\xff", testTicket); return err },
		`type name "\xff"`:       func() error { _, err := k.Sign("e", Ticket{Type: "\xff"}); return err },
		"the event has no":       func() error { _, err := k.Public(""); return err },
		"public key of 3 octets": func() error { _, err := short.Verify("A"); return err },
		"want 32":                func() error { _, err := short.MarshalText(); return err },
		"unexpected EOF":         func() error { _, err := GenerateKey(few); return err },
	} {
		if err := f(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func TestGenerateKey(t *testing.T) {
	a, err := GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.private.Equal(*b.private) {
		t.Error("two keys are the same")
	}
}

// The types of one event must differ in their first two octets of hash.
func TestTypeCollision(t *testing.T) {
	p := testPublic(t)
	var before []string
	for i := range 3000 {
		name := fmt.Sprintf("Type %d", i)
		before = append([]string(nil), p.Types...)
		err := p.AddTypes(name)
		if err == nil {
			continue
		}
		if want := fmt.Sprintf("and %q cannot be told apart", name); !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
		if strings.Join(p.Types, ",") != strings.Join(before, ",") {
			t.Error("types changed with an error")
		}
		p.Types = append(before, name)
		if _, err := p.MarshalText(); err == nil {
			t.Error("types that collide were written")
		}
		return
	}
	t.Error("3000 names without a collision")
}

func TestImports(t *testing.T) {
	foreign := "{{if not .Standard}}{{.ImportPath}}{{end}}"
	out, err := exec.Command("go", "list", "-deps", "-f", foreign, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if deps := strings.Fields(string(out)); len(deps) != 1 {
		t.Errorf("ticket needs the standard library only, but imports %v", deps)
	}
}

func FuzzVerify(f *testing.F) {
	k, p := testKey(f, 0), testPublic(f)
	good := sign(f, k, testEvent, testTicket)
	for _, s := range []string{
		good, "", strings.ToLower(good), good + "\n", good[:131] + "B", strings.Repeat("A", 132),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x, err := p.Verify(s)
		if err != nil {
			return
		}
		if again, err := k.Sign(testEvent, x); err != nil || again != s {
			t.Fatalf("%q verifies, but its ticket signed is %q, %v", s, again, err)
		}
	})
}

func BenchmarkSign(b *testing.B) {
	k := testKey(b, 0)
	for b.Loop() {
		if _, err := k.Sign(testEvent, testTicket); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	p, code := testPublic(b), sign(b, testKey(b, 0), testEvent, testTicket)
	for b.Loop() {
		if _, err := p.Verify(code); err != nil {
			b.Fatal(err)
		}
	}
}
