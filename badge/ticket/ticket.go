// Package ticket signs ticket codes that nobody else can make and that any door can verify offline.
//
//	key, err := ticket.GenerateKey(nil) // once an event; keep key.Text() in a private file
//	t := ticket.Ticket{Number: number, Type: "Speaker"}
//	code, err := key.Sign("kafka-2014.example.org", t)
//
//	public, err := key.Public("kafka-2014.example.org", "Speaker", "Guest")
//	t, err = public.Verify(code) // at a door, which has public.MarshalText() and never the private key
//
// A code holds no name and no e-mail address, so that what is signed never needs a correction. It tells
// which ticket was issued, not whether its holder has come in: keep a list of that at the door.
//
// # The code, version 1
//
// This is final: a later release reads every code of this version, and another format gets another version.
// A code is 82 octets, written in base32 (RFC 4648 §6, A to Z and 2 to 7) without padding, 132 characters:
//
//	at  octets
//	 0   1      version: 1
//	 1   2      key: the first octets of the SHA-256 of the public key's 32 octets
//	 3   4      event: the first octets of the SHA-256 of the event's id
//	 7   8      number of the ticket, unique in its event
//	15   2      type: the first octets of the SHA-256 of the ticket type's name; no type is the empty name
//	17   1      issue: 0, and 1 more each time the same ticket is issued anew
//	18  64      signature
//
// The signature is Ed25519 (RFC 8032 §5.1) over the 19 octets "daysheet ticket v1" and NUL, followed by
// octets 0 to 17. Ids and names are hashed as UTF-8, exactly as they are written.
//
// A code is valid in this one form only: 132 characters, no lower case, no space, no line end, and the last
// four bits, which hold nothing, zero (so that it ends in A or Q). Decoders of base32 differ in what they
// forgive; decode, encode again and compare. Whoever reads codes from a scanner takes the line end off first.
//
// The reference that is printed for people beside a code is the first 40 bits of the number in base32,
// eight characters: see [Number.Reference].
//
// A test vector; more, with codes to be refused, are in testdata/vectors.json:
//
//	private key (RFC 8032 seed)  000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
//	public key                   03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8
//	event                        kafka-2014.example.org
//	number                       0123456789abcdef (reference AERUKZ4J)
//	type                         General admission
//	issue                        0
//	code                         AFLEPD43K57QCI2FM6E2XTPPC3VABSZVXCRPD2CVXBBA33JG33V3DHP3D5D3PUFWPW
//	                             UFRAHUNN77H4ZXVBP2B5XHA5E5P7KYUJXIKV5RNJQICYFA54K735PNCNWUFOLMGQFA
//
// # Key files
//
// Both are UTF-8 text. Empty lines and lines that begin with # mean nothing; LF and CR LF end a line. A key
// is written in base32 as 56 characters: its 32 octets and the first 3 octets of their SHA-256, so that a
// slip of the hand is noticed. The private file is one line: "daysheet-ticket-key-1", a space and the
// RFC 8032 seed. The public file is, in this order, a line of "daysheet-ticket-public-1", a space and the
// public key; a line of "event", a space and the event's id as a JSON string; and for each type a line of
// "type", a space and its name as a JSON string.
package ticket

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"unicode/utf8"
)

// The answers of [Public.Verify] to a code that is not valid. They are wrapped in an error that says more.
var (
	ErrMalformed  = errors.New("not a ticket code")
	ErrOtherKey   = errors.New("a ticket of another event, or signed with another key")
	ErrForged     = errors.New("forged or misread: the signature is wrong")
	ErrOtherEvent = errors.New("a ticket of another event")
)

// A Number tells a ticket from all others of its event.
type Number [8]byte

// Reference is the number's first 40 bits in base32, eight characters to read out at a door: "AERUKZ4J". It
// is for finding a person on a list, and proves nothing.
func (n Number) Reference() string { return encoding.EncodeToString(n[:5]) }

// A Ticket holds the fields of a code.
type Ticket struct {
	Number Number
	Type   string // the name of the ticket type, may be empty
	Issue  uint8  // 0 first, 1 more each time the ticket is issued anew
}

// The lengths of a code and of its parts, in octets; the length of a code in characters.
const (
	version    = 1
	signedSize = 18
	codeSize   = signedSize + ed25519.SignatureSize
	codeLength = (codeSize*8 + 4) / 5

	domain = "daysheet ticket v1\x00"
)

var encoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// message is what is signed of a code: its first 18 octets behind what they are for, so that no signature
// made for another purpose is ever a ticket.
func message(signed []byte) []byte { return append([]byte(domain), signed...) }

func keyHash(key ed25519.PublicKey) [2]byte {
	sum := sha256.Sum256(key)
	return [2]byte(sum[:])
}

func eventHash(id string) [4]byte {
	sum := sha256.Sum256([]byte(id))
	return [4]byte(sum[:])
}

func typeHash(name string) [2]byte {
	sum := sha256.Sum256([]byte(name))
	return [2]byte(sum[:])
}

// Sign gives the code of a ticket: the same for the same key, event and ticket. The error is of an empty
// event id, or of an id or type name that is not UTF-8.
//
// A code holds two octets of its type's hash. [Key.Public] and [Public.AddTypes] find types that would be
// taken for each other; call one of them with all types before the first ticket is printed.
func (k *Key) Sign(event string, t Ticket) (string, error) {
	if err := checkEvent(event); err != nil {
		return "", err
	}
	if !utf8.ValidString(t.Type) {
		return "", fmt.Errorf("ticket: the type name %q is not UTF-8", t.Type)
	}
	key, id, kind := keyHash(k.public()), eventHash(event), typeHash(t.Type)
	code := make([]byte, 0, codeSize)
	code = append(code, version)
	code = append(code, key[:]...)
	code = append(code, id[:]...)
	code = append(code, t.Number[:]...)
	code = append(code, kind[:]...)
	code = append(code, t.Issue)
	code = append(code, ed25519.Sign(*k.private, message(code))...)
	return encoding.EncodeToString(code), nil
}

// Verify gives the ticket of a valid code. Else the error is one of ErrMalformed, for whatever was never a
// code of this version; ErrOtherKey, for one that says that another key signed it; ErrForged, for one that
// was not signed, or misread by the scanner; ErrOtherEvent, for one signed with this key for another event.
//
// A type that is not among p.Types is given as "unknown type 3f9c", with its hash.
func (p *Public) Verify(code string) (Ticket, error) {
	if len(p.Key) != ed25519.PublicKeySize {
		return Ticket{}, fmt.Errorf("ticket: a public key of %d octets, want %d",
			len(p.Key), ed25519.PublicKeySize)
	}
	switch n := utf8.RuneCountInString(code); n {
	case codeLength:
	case 0:
		return Ticket{}, fmt.Errorf("%w: it is empty", ErrMalformed)
	case 1:
		return Ticket{}, fmt.Errorf("%w: it has 1 character, a code has %d", ErrMalformed, codeLength)
	default:
		return Ticket{}, fmt.Errorf("%w: it has %d characters, a code has %d", ErrMalformed, n, codeLength)
	}
	b, err := encoding.DecodeString(code)
	if err != nil || len(b) != codeSize {
		return Ticket{}, fmt.Errorf("%w: it is not made of A to Z and 2 to 7, as codes are", ErrMalformed)
	}
	if encoding.EncodeToString(b) != code { // the last bits, which hold nothing, are not zero
		return Ticket{}, fmt.Errorf("%w: its end is forged or misread", ErrMalformed)
	}
	if b[0] != version {
		return Ticket{}, fmt.Errorf("%w that is known here: its version is %d, not %d",
			ErrMalformed, b[0], version)
	}
	if key := keyHash(p.Key); [2]byte(b[1:]) != key {
		return Ticket{}, fmt.Errorf("%w (%x, here %x)", ErrOtherKey, b[1:3], key)
	}
	if !ed25519.Verify(p.Key, message(b[:signedSize]), b[signedSize:]) {
		return Ticket{}, ErrForged
	}
	if [4]byte(b[3:]) != eventHash(p.Event) {
		return Ticket{}, fmt.Errorf("%w than %s", ErrOtherEvent, p.Event)
	}
	return Ticket{Number: Number(b[7:]), Type: p.typeName([2]byte(b[15:])), Issue: b[17]}, nil
}

func (p *Public) typeName(hash [2]byte) string {
	if hash == typeHash("") {
		return ""
	}
	for _, name := range p.Types {
		if typeHash(name) == hash {
			return name
		}
	}
	return fmt.Sprintf("unknown type %x", hash)
}
