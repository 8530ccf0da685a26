package ticket

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
)

func TestKeyText(t *testing.T) {
	k := testKey(t, 0)
	text := k.Text()
	want := `# The private key of an event's tickets, made by daysheet. KEEP IT PRIVATE:
# whoever has it can make valid tickets. Keep a copy too: without it no more
# tickets can be made that go with those already out.
daysheet-ticket-key-1 AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPWGDON
`
	if text != want {
		t.Errorf("key text is final, but is\n%s", text)
	}
	line := want[strings.Index(want, "daysheet-"):]
	for _, s := range []string{
		want, strings.ReplaceAll(want, "\n", "\r\n"), "\ufeff\n\n" + strings.TrimSpace(want), line + " \n#",
	} {
		parsed, err := ParseKey([]byte(s))
		if err != nil || !parsed.private.Equal(*k.private) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestKeyTextErrors(t *testing.T) {
	const line = "daysheet-ticket-key-1 AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPWGDON"
	public, err := testPublic(t).MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParseKey([]byte(line + strings.Repeat("\n", privateKind.size-len(line)))); err != nil {
		t.Errorf("a key of %d octets: %v", privateKind.size, err)
	}
	for _, c := range []struct{ text, want string }{
		{"", "no private key, only an empty file"},
		{"# nothing\n", "no private key, only an empty file"},
		{line + strings.Repeat("\n", privateKind.size-len(line)+1), "of 4097 octets, want at most 4096"},
		{string(public), "this is a public key, where the private one is needed"},
		{"\nSECRETAAAQEAYEAUDAOCAJ", "line 2: not a private ticket key"},
		{line + "\n" + line, "line 2: more than the one line"},
		{line[:len(line)-1], "line 1: the private key has 55 characters, want 56"},
		{line + "A", "has 57 characters"},
		{strings.Replace(line, "YEAU", "EYAU", 1), "is damaged"},
		{strings.Replace(line, "YEAU", "YE1U", 1), "is damaged"},
		{strings.Replace(line, "AAAQ", "aaaq", 1), "is damaged"},
		{"daysheet-ticket-key-2 AAAQ", "begins with \"daysheet-ticket-key-1\""},
	} {
		_, err := ParseKey([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.80q: %v, want %q", c.text, err, c.want)
			continue
		}
		for i := range len(c.text) - 8 {
			if part := c.text[i : i+8]; !strings.ContainsAny(part, "-# \nabcdefghijklmnopqrstuvwxyz") &&
				strings.Contains(err.Error(), part) {
				t.Errorf("the error shows the secret: %v", err)
			}
		}
	}
}

func TestKeyPrintsNoSecret(t *testing.T) {
	k := testKey(t, 0)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		if s := fmt.Sprintf(verb, k); s != "private ticket key" {
			t.Errorf("%s prints %q", verb, s)
		}
		if s := fmt.Sprintf(verb, *k); s != "private ticket key" {
			t.Errorf("%s prints the value as %q", verb, s)
		}
	}
}

// What prints anything it is given, as loggers and encoders do, prints no secret.
func TestKeyEncodesNoSecret(t *testing.T) {
	k := testKey(t, 0)
	secret := k.Text()[strings.LastIndex(k.Text(), " ")+1:][:20]
	type holder struct {
		Key   *Key
		Value Key
		inner Key
	}
	for _, v := range []any{
		k, *k, holder{k, *k, *k}, &holder{k, *k, *k}, []*Key{k}, map[string]any{"key": *k},
	} {
		var b bytes.Buffer
		slog.New(slog.NewTextHandler(&b, nil)).Info("text", "key", v)
		slog.New(slog.NewJSONHandler(&b, nil)).Info("json", "key", v)
		slog.New(slog.NewJSONHandler(&b, nil)).With("key", v).Info("with")
		text, err := json.Marshal(v)
		if err != nil {
			t.Errorf("%T: %v", v, err)
		}
		b.Write(text)
		fmt.Fprintf(&b, "%v %+v %#v", v, v, v)
		octets := []string{"0 1 2 3 4", "0x0, 0x1, 0x2, 0x3", "0,1,2,3,4", "000102030405",
			base64.StdEncoding.EncodeToString(*k.private)[:20]}
		for _, part := range append(octets, secret) {
			if strings.Contains(b.String(), part) {
				t.Errorf("%T shows %s:\n%s", v, part, b.String())
			}
		}
	}
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, nil)).Info("made", "key", k)
	if !strings.Contains(b.String(), `key="private ticket key"`) {
		t.Errorf("logged as %s", b.String())
	}
}

// A key that could not be made or read is nil, so that it is not used by accident.
func TestNoPublicBesideAnError(t *testing.T) {
	k := testKey(t, 0)
	if p, err := k.Public(testEvent, "\xff"); err == nil || p != nil {
		t.Errorf("Public: %+v beside %v", p, err)
	}
	text, err := testPublic(t).MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	var clash []string // two names that one code would mean
	seen := make(map[[2]byte]string)
	for i := 0; clash == nil; i++ {
		name := fmt.Sprintf("Type %d", i)
		if other, ok := seen[typeHash(name)]; ok {
			clash = []string{other, name}
		}
		seen[typeHash(name)] = name
	}
	text = fmt.Appendf(text, "type %q\ntype %q\n", clash[0], clash[1])
	if p, err := ParsePublic(text); err == nil || p != nil {
		t.Errorf("ParsePublic: %+v beside %v", p, err)
	}
}

func equal(p, q *Public) bool {
	return p.Key.Equal(q.Key) && p.Event == q.Event && slices.Equal(p.Types, q.Types)
}

func TestPublicText(t *testing.T) {
	p, err := testKey(t, 0).Public(testEvent, "Speaker", "", "Ehren\"gast\"\n<VIP> 🎟", "Guest", "Speaker")
	if err != nil {
		t.Fatal(err)
	}
	text, err := p.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	want := `# The public key of an event's tickets, made by daysheet: what a door needs
# to verify them. It is not secret.
daysheet-ticket-public-1 AOQQPP7TZYIL4HLQ3UMOOS6ATFT6JVRQTOSQ2XY53SDGIESVGG4FMR22
event "kafka-2014.example.org"
type "Ehren\"gast\"\n<VIP> 🎟"
type "Guest"
type "Speaker"
`
	if string(text) != want {
		t.Errorf("public text is final, but is\n%s", text)
	}
	parsed, err := ParsePublic(bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")))
	if err != nil || !equal(parsed, p) {
		t.Errorf("read back as %+v, %v", parsed, err)
	}
	// Others may escape what we do not.
	escaped := strings.Replace(want, "🎟", `\ud83c\udf9f`, 1)
	if parsed, err := ParsePublic([]byte(escaped)); err != nil || !equal(parsed, p) {
		t.Errorf("escaped: %+v, %v", parsed, err)
	}
}

func TestPublicTextErrors(t *testing.T) {
	const key = "AOQQPP7TZYIL4HLQ3UMOOS6ATFT6JVRQTOSQ2XY53SDGIESVGG4FMR22"
	const head = "daysheet-ticket-public-1 " + key + "\n"
	const good = head + "event \"e\"\n"
	if _, err := ParsePublic([]byte(good + strings.Repeat("#", publicKind.size-len(good)))); err != nil {
		t.Errorf("%d octets: %v", publicKind.size, err)
	}
	for _, c := range []struct{ text, want string }{
		{"", "no public key, only an empty file"},
		{good + strings.Repeat("#", publicKind.size-len(good)+1), "want at most 1048576"},
		{testKey(t, 0).Text(), "this is a private key, where the public one is needed"},
		{"hello", "line 1: not a public ticket key"},
		{head, "no event id"},
		{head + "event \"\"", "no event id"},
		{head + "type \"a\"", "line 2: a line event \"…\" belongs here"},
		{good + "event \"f\"", "line 3: a line type \"…\" belongs here"},
		{good + "# \ntype a", "line 4: the type is not a name in quotes"},
		{good + "type null", "not a name in quotes"},
		{good + "type \"a\" \"b\"", "not a name in quotes"},
		{good + "type \"\xff\"", "not a name in quotes"},
		{good + `type "\ud83c"`, "an escape that is no character"},
		{strings.Replace(good, "PP7T", "P7PT", 1), "line 1: the public key is damaged"},
	} {
		if _, err := ParsePublic([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.80q: %v, want %q", c.text, err, c.want)
		}
	}
	p := testPublic(t)
	if err := p.AddTypes(strings.Repeat("x", publicKind.size)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.MarshalText(); err == nil || !strings.Contains(err.Error(), "want at most 1048576") {
		t.Errorf("a text that could not be read back was written: %v", err)
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add([]byte(testKey(f, 0).Text()))
	f.Add([]byte("daysheet-ticket-key-1 "))
	f.Fuzz(func(t *testing.T, text []byte) {
		k, err := ParseKey(text)
		if err != nil {
			return
		}
		again := k.Text()
		line := again[strings.Index(again, "\ndaysheet")+1 : len(again)-1]
		if !strings.Contains(string(text), line) {
			t.Fatalf("%q holds the key %q", text, line)
		}
	})
}

func FuzzParsePublic(f *testing.F) {
	text, err := testPublic(f).MarshalText()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(bytes.ReplaceAll(text, []byte(" a"), []byte(` \u00e4\ud83c\udf9f`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := ParsePublic(text)
		if err != nil {
			return
		}
		again, err := p.MarshalText()
		if err != nil {
			if len(text) > publicKind.size/8 { // the comment and longer escapes may go over the bound
				return
			}
			t.Fatal(err)
		}
		q, err := ParsePublic(again)
		if err != nil || !equal(q, p) {
			t.Fatalf("%q read back as %+v, %v", again, q, err)
		}
	})
}
