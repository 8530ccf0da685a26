package typeset

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"codeberg.org/go-fonts/dejavu/dejavusanscondensedbold"
	arabicbold "eliasnaur.com/font/noto/sans/arabic/bold"
	arabicregular "eliasnaur.com/font/noto/sans/arabic/regular"
)

// collection makes a .ttc of fonts.
func collection(fonts ...[]byte) []byte {
	head := binary.BigEndian.AppendUint32([]byte("ttcf\x00\x01\x00\x00"), uint32(len(fonts)))
	at := len(head) + 4*len(fonts)
	var body []byte
	for _, f := range fonts {
		head = binary.BigEndian.AppendUint32(head, uint32(at+len(body)))
		f = bytes.Clone(f)
		for i := range int(binary.BigEndian.Uint16(f[4:])) {
			offset := f[12+16*i+8:]
			binary.BigEndian.PutUint32(offset, binary.BigEndian.Uint32(offset)+uint32(at+len(body)))
		}
		body = append(body, f...)
	}
	return append(head, body...)
}

func TestOpen(t *testing.T) {
	arabic, dejavu := arabicregular.TTF, dejavusanscondensed.TTF
	fsys := fstest.MapFS{
		"a/arabic.ttf":    {Data: arabic},
		"a/b/dejavu.TTF":  {Data: dejavu},
		"a/README":        {Data: []byte("not a font")},
		"a/._arabic.ttf":  {Data: []byte("what a Mac leaves")},
		"both.ttc":        {Data: collection(arabic, dejavu)},
		"empty.ttf":       {},
		"short.ttf":       {Data: arabic[:5000]},
		"text.ttf":        {Data: []byte(strings.Repeat("not a font ", 100))},
		"none/README":     {Data: []byte("nothing")},
		"broken/a.ttf":    {Data: arabic[:len(arabic)/2]},
		"many.ttc":        {Data: []byte("ttcf\x00\x01\x00\x00\xff\xff\xff\xff")},
		"woff.woff":       {Data: []byte("wOFF" + strings.Repeat("\x7f", 100))},
		"no cmap/odd.ttf": {Data: append([]byte("\x00\x01\x00\x00"), make([]byte, 20)...)},
	}
	for _, tt := range []struct {
		name  string
		fonts int
		err   string
	}{
		{"a", 2, ""}, {"a/arabic.ttf", 1, ""}, {"both.ttc", 2, ""},
		{"empty.ttf", 0, "empty.ttf: "}, {"short.ttf", 0, "short.ttf: "}, {"text.ttf", 0, "text.ttf: "},
		{"missing.ttf", 0, "missing.ttf: "}, {"none", 0, "none: no font"}, {"broken", 0, "broken/a.ttf: "},
		{"many.ttc", 0, "many.ttc: "}, {"woff.woff", 0, "neither TrueType nor OpenType"},
		{"no cmap", 0, "odd.ttf: "},
	} {
		fonts, err := Open(fsys, "", false, tt.name)
		switch {
		case tt.err == "" && (err != nil || len(fonts.added) != tt.fonts):
			t.Errorf("%s: %v", tt.name, err)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%s: %v, want %s", tt.name, err, tt.err)
		}
	}
	fonts, err := Open(fsys, "", false, "both.ttc")
	if err != nil {
		t.Fatal(err)
	}
	if got := fonts.chains[bold].letters[1].name; got != "both.ttc, font 1" {
		t.Errorf("first of the added fonts is %s", got)
	}
	if text := fonts.Prepare("ليلى Լ"); !text.Drawable() || fonts.Err() != nil {
		t.Errorf("%+v, %v", text, fonts.Err())
	}
}

// Fonts of one family are taken by what they look like, in whatever order they are named and whatever else is
// named between them; of two families the one named first is.
func TestFamilies(t *testing.T) {
	fsys := fstest.MapFS{
		"light.ttf":  {Data: arabicregular.TTF},
		"heavy.ttf":  {Data: arabicbold.TTF},
		"other.ttf":  {Data: dejavusanscondensed.TTF},
		"other2.ttf": {Data: dejavusanscondensedbold.TTF},
	}
	for _, tt := range []struct{ names, regular, bold string }{
		{"light heavy", "light heavy", "heavy light"},
		{"heavy light", "light heavy", "heavy light"},
		{"light other heavy", "light heavy other", "heavy light other"},
		{"other2 light heavy other", "other other2 light heavy", "other2 other heavy light"},
		{"light", "light", "light"},
		{"heavy other", "heavy other", "heavy other"},
	} {
		names := strings.Fields(tt.names)
		for i := range names {
			names[i] += ".ttf"
		}
		fonts, err := Open(fsys, "", false, names...)
		if err != nil {
			t.Fatal(err)
		}
		for s, want := range map[style]string{regular: tt.regular, bold: tt.bold} {
			var got []string
			for _, f := range fonts.chains[s].letters[1 : 1+len(names)] {
				got = append(got, strings.TrimSuffix(f.name, ".ttf"))
			}
			if got := strings.Join(got, " "); got != want {
				t.Errorf("%s: style %d takes %s, want %s", tt.names, s, got, want)
			}
		}
	}
}

// Whatever a font file holds, opening and using it ends, without a panic.
func FuzzFonts(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, uint8(3*seed), seed%2 == 0)
	}
	f.Fuzz(func(t *testing.T, seed uint64, changes uint8, other bool) {
		data := bytes.Clone(arabicregular.TTF)
		if other {
			data = bytes.Clone(dejavusanscondensed.TTF)
		}
		dice := rand.New(rand.NewPCG(seed, 7))
		for range changes {
			at := dice.IntN(len(data))
			if dice.IntN(2) == 0 { // where the tables begin
				at = dice.IntN(4096)
			}
			data[at] = byte(dice.Uint32())
		}
		if dice.IntN(4) == 0 {
			data = data[:dice.IntN(len(data))]
		}
		fonts, err := Open(fstest.MapFS{"a.ttf": {Data: data}}, "", false, "a.ttf")
		if err != nil {
			return
		}
		for _, s := range []string{"عبد الرحمن ۱۲", "ọ̀ Տեր თი ☺", "שָׁלוֹם"} {
			text := fonts.Prepare(s)
			face := Bold.In(fonts)
			face.Extent(text.String)
			if _, err := face.Shape(text.String); err != nil && fonts.Err() == nil {
				t.Error(err)
			}
		}
	})
}
