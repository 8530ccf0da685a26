package ticket

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// One file without its fellow, or with another's, is never the reason for a new key.
func TestOpenPair(t *testing.T) {
	const event = "kafka-2014.example.org"
	files := func(key *Key, public *Public) fstest.MapFS {
		fsys := fstest.MapFS{}
		if key != nil {
			fsys[KeyName] = &fstest.MapFile{Data: []byte(key.Text()), Mode: 0o600}
		}
		if public != nil {
			text, err := public.MarshalText()
			if err != nil {
				t.Fatal(err)
			}
			fsys[PublicName] = &fstest.MapFile{Data: text, Mode: 0o644}
		}
		return fsys
	}
	made, err := OpenPair(files(nil, nil), "meetup", event, "Speaker")
	if err != nil || !made.New || made.Changed || made.Exposed {
		t.Fatalf("where there is no pair: %+v, %v", made, err)
	}
	other, err := OpenPair(files(nil, nil), "meetup", event)
	if err != nil || other.Key.Text() == made.Key.Text() {
		t.Fatalf("two new pairs are one: %v", err)
	}

	again, err := OpenPair(files(made.Key, made.Public), "meetup", event, "Speaker", "")
	if err != nil || again.New || again.Changed || again.Exposed || again.Key.Text() != made.Key.Text() {
		t.Errorf("the pair read again: %+v, %v", again, err)
	}
	again, err = OpenPair(files(made.Key, made.Public), "meetup", event, "Guest")
	if err != nil || !again.Changed || strings.Join(again.Public.Types, " ") != "Guest Speaker" {
		t.Errorf("with a new type: %+v, %v", again, err)
	}
	open := files(made.Key, made.Public)
	open[KeyName].Mode = 0o644
	if p, err := OpenPair(open, "meetup", event); err != nil || !p.Exposed {
		t.Errorf("a key that all can read: %+v, %v", p, err)
	}

	damaged := files(made.Key, made.Public)
	damaged[KeyName].Data = damaged[PublicName].Data
	// Both are links to a disk that is not there now.
	link := &fstest.MapFile{Data: []byte("away/key"), Mode: fs.ModeSymlink | 0o777}
	away := fstest.MapFS{KeyName: link, PublicName: link}
	for _, tt := range []struct {
		files fstest.MapFS
		event string
		want  string
	}{
		{files(made.Key, nil), event, "meetup/ticket.key is there but meetup/ticket.pub is not"},
		{files(nil, made.Public), event, "meetup/ticket.pub is there but meetup/ticket.key is not"},
		{files(other.Key, made.Public), event, "are not one pair"},
		{files(made.Key, made.Public), "other.example.org", `are those of the event "kafka-2014`},
		{damaged, event, "meetup/ticket.key: "},
		{away, event, "cannot read meetup/ticket.key"},
	} {
		p, err := OpenPair(tt.files, "meetup", tt.event)
		pairError := (*PairError)(nil)
		if p != nil || !errors.As(err, &pairError) || pairError.Hint() == "" ||
			!strings.Contains(err.Error(), tt.want) {
			t.Errorf("got %v, %v, want an error with a hint and %q", p, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), encodeKey(made.Key.private.Seed())) {
			t.Errorf("the error shows the key: %v", err)
		}
	}
}
