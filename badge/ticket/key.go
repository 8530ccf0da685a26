package ticket

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Key signs tickets. It is private: whoever has it can make valid ones.
type Key struct {
	private *ed25519.PrivateKey // a pointer, as fmt prints the octets of a value in an unexported field
}

// A Public is the public key of an event and all else that a door needs. Nothing in it is secret.
type Public struct {
	Key   ed25519.PublicKey
	Event string   // the event's id
	Types []string // the names of its ticket types
}

// GenerateKey makes a key of 32 octets read from random; nil is [rand.Reader].
func GenerateKey(random io.Reader) (*Key, error) {
	if random == nil {
		random = rand.Reader
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, fmt.Errorf("ticket: making a key: %w", err)
	}
	return &Key{new(ed25519.NewKeyFromSeed(seed))}, nil
}

func (k *Key) public() ed25519.PublicKey { return k.private.Public().(ed25519.PublicKey) }

// Format prints a key as what it is, with no octet of the secret, whatever the verb.
func (k Key) Format(w fmt.State, verb rune) { io.WriteString(w, "private ticket key") }

// LogValue logs a key as [Key.Format] prints it.
func (k Key) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(k)) }

// Public gives what verifies this key's tickets of an event: its public key, the event's id and the names of
// the ticket types. For the errors see [Public.AddTypes]; an empty event id is one too.
func (k *Key) Public(event string, types ...string) (*Public, error) {
	if err := checkEvent(event); err != nil {
		return nil, err
	}
	return (&Public{Key: k.public(), Event: event}).with(types)
}

// with gives p with more types, or nil beside the error.
func (p *Public) with(types []string) (*Public, error) {
	if err := p.AddTypes(types...); err != nil {
		return nil, err
	}
	return p, nil
}

// AddTypes adds the names that p.Types lacks and sorts them, so that the order of an attendee list does not
// matter. The empty name is always known and not kept. The error is of a name that is not UTF-8, and of two
// names whose hashes have the same first two octets: one of them needs another name. It leaves p.Types alone.
func (p *Public) AddTypes(names ...string) error {
	var types []string
	seen := make(map[[2]byte]string)
	for _, name := range append(slices.Clone(p.Types), names...) {
		if !utf8.ValidString(name) {
			return fmt.Errorf("ticket: the type name %q is not UTF-8", name)
		}
		hash := typeHash(name)
		switch other, ok := seen[hash]; {
		case !ok && hash == typeHash("") && name != "":
			return fmt.Errorf("ticket: the type %q cannot be told from no type in a code; rename it", name)
		case !ok && name != "":
			seen[hash] = name
			types = append(types, name)
		case ok && other != name:
			return fmt.Errorf("ticket: the types %q and %q cannot be told apart in a code; rename one",
				other, name)
		}
	}
	slices.Sort(types)
	p.Types = types
	return nil
}

func checkEvent(id string) error {
	if id == "" {
		return errors.New("ticket: the event has no id")
	}
	if !utf8.ValidString(id) {
		return fmt.Errorf("ticket: the event id %q is not UTF-8", id)
	}
	return nil
}

// A kind of key file begins with its comment and goes on with its word and the key.
type kind struct {
	name, word, comment string
	size                int // at most, in octets
}

var (
	privateKind = kind{"private", "daysheet-ticket-key-1",
		`# The private key of an event's tickets, made by daysheet. KEEP IT PRIVATE:
# whoever has it can make valid tickets. Keep a copy too: without it no more
# tickets can be made that go with those already out.
`, 4 << 10}
	publicKind = kind{"public", "daysheet-ticket-public-1",
		`# The public key of an event's tickets, made by daysheet: what a door needs
# to verify them. It is not secret.
`, 1 << 20}
)

// Text gives the key as the text of its file, comments that say what it is included. It holds the secret. It
// is not called MarshalText, as encoding/json and log/slog call what is, and would show the secret.
func (k *Key) Text() string { return privateKind.head(k.private.Seed()) }

// ParseKey reads what [Key.Text] gives, of at most 4 KiB. Its errors never show any of the text.
func ParseKey(text []byte) (*Key, error) {
	seed, more, err := privateKind.parse(text)
	if err != nil {
		return nil, err
	}
	if len(more) > 0 {
		return nil, fmt.Errorf("ticket: line %d: more than the one line of a private key", more[0].number)
	}
	return &Key{new(ed25519.NewKeyFromSeed(seed))}, nil
}

// MarshalText writes the public key, the event's id and the type names as text. The error is of what
// [ParsePublic] would not take.
func (p *Public) MarshalText() ([]byte, error) {
	if len(p.Key) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("ticket: a public key of %d octets, want %d",
			len(p.Key), ed25519.PublicKeySize)
	}
	if err := checkEvent(p.Event); err != nil {
		return nil, err
	}
	checked := *p
	if err := checked.AddTypes(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(publicKind.head(p.Key) + "event ")
	names := json.NewEncoder(&b) // which ends each with a line feed
	names.SetEscapeHTML(false)
	names.Encode(p.Event)
	for _, name := range checked.Types {
		b.WriteString("type ")
		names.Encode(name)
	}
	if b.Len() > publicKind.size {
		return nil, fmt.Errorf("ticket: %d type names take %d octets, want at most %d",
			len(checked.Types), b.Len(), publicKind.size)
	}
	return b.Bytes(), nil
}

// ParsePublic reads what [Public.MarshalText] writes, of at most 1 MiB.
func ParsePublic(text []byte) (*Public, error) {
	key, lines, err := publicKind.parse(text)
	if err != nil {
		return nil, err
	}
	p := &Public{Key: key}
	var types []string
	for i, l := range lines {
		word, value, _ := strings.Cut(l.text, " ")
		want := "type"
		if i == 0 {
			want = "event"
		}
		if word != want {
			return nil, fmt.Errorf("ticket: line %d: a line %s \"…\" belongs here", l.number, want)
		}
		name, err := unquote(value)
		if err != nil {
			return nil, fmt.Errorf("ticket: line %d: the %s %w", l.number, want, err)
		}
		if i == 0 {
			p.Event = name
		} else {
			types = append(types, name)
		}
	}
	if p.Event == "" {
		return nil, errors.New("ticket: the public key has no event id with it")
	}
	return p.with(types)
}

// unquote reads a JSON string. Go replaces half a surrogate pair and what is not UTF-8; here that is an
// error, as a name that is not the one written has another hash.
func unquote(s string) (string, error) {
	var name string
	if !utf8.ValidString(s) || json.Unmarshal([]byte(s), &name) != nil || s == "null" {
		return "", errors.New(`is not a name in quotes, as in "Speaker"`)
	}
	if strings.ContainsRune(name, utf8.RuneError) && !strings.ContainsRune(s, utf8.RuneError) {
		return "", errors.New("holds an escape that is no character")
	}
	return name, nil
}

// A line is one that is neither empty nor a comment.
type line struct {
	number int // from 1
	text   string
}

func contentLines(text []byte) []line {
	var lines []line
	for i, l := range strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n") {
		l = strings.TrimRight(l, " \t\r")
		if l != "" && !strings.HasPrefix(l, "#") {
			lines = append(lines, line{i + 1, l})
		}
	}
	return lines
}

// head is the comment at the start of a file with the key.
func (k kind) head(key []byte) string { return k.comment + k.word + " " + encodeKey(key) + "\n" }

// parse gives the key of a file and the lines that follow it. Its errors show nothing of either.
func (k kind) parse(text []byte) (key []byte, more []line, err error) {
	if len(text) > k.size {
		return nil, nil, fmt.Errorf("ticket: a %s key of %d octets, want at most %d",
			k.name, len(text), k.size)
	}
	lines := contentLines(text)
	if len(lines) == 0 {
		return nil, nil, fmt.Errorf("ticket: no %s key, only an empty file", k.name)
	}
	word, value, _ := strings.Cut(lines[0].text, " ")
	for _, other := range []kind{privateKind, publicKind} {
		if word == other.word && word != k.word {
			return nil, nil, fmt.Errorf("ticket: this is a %s key, where the %s one is needed",
				other.name, k.name)
		}
	}
	if word != k.word {
		return nil, nil, fmt.Errorf("ticket: line %d: not a %s ticket key, which begins with %q",
			lines[0].number, k.name, k.word)
	}
	if key, err = decodeKey(value); err != nil {
		return nil, nil, fmt.Errorf("ticket: line %d: the %s key %w", lines[0].number, k.name, err)
	}
	return key, lines[1:], nil
}

// checkSize octets make 35 with a key: seven times five, so that base32 has no bit to spare.
const checkSize = 3

// encodeKey writes the 32 octets of a key and a check of them.
func encodeKey(key []byte) string {
	sum := sha256.Sum256(key)
	return encoding.EncodeToString(append(slices.Clone(key), sum[:checkSize]...))
}

// decodeKey reads what encodeKey writes. Its errors show nothing of it.
func decodeKey(s string) ([]byte, error) {
	const size = ed25519.SeedSize + checkSize
	if want := encoding.EncodedLen(size); len(s) != want {
		return nil, fmt.Errorf("has %d characters, want %d: some of it is missing or too much", len(s), want)
	}
	b, err := encoding.DecodeString(s)
	if err != nil || len(b) != size || encodeKey(b[:ed25519.SeedSize]) != s {
		return nil, errors.New("is damaged: a character is wrong; take it from a copy")
	}
	return b[:ed25519.SeedSize], nil
}
