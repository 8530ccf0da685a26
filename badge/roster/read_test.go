package roster

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/daysheet/daysheet/agenda"
)

// show writes an attendee on a line, leaving out what is empty.
func show(a Attendee) string {
	s := fmt.Sprintf("%d %s=%s|%s", a.Row, a.Name, a.GivenName, a.FamilyName)
	for _, f := range []struct{ name, value string }{
		{"id", a.ID}, {"email", a.Email}, {"org", a.Organization}, {"title", a.Title}, {"type", a.Type},
		{"code", a.Code},
	} {
		if f.value != "" {
			s += " " + f.name + "=" + f.value
		}
	}
	if a.Issue > 0 {
		s += fmt.Sprintf(" issue=%d", a.Issue)
	}
	return s
}

// read gives attendees and findings but for unused columns, each on a line.
func read(t *testing.T, text string) (attendees, findings string) {
	t.Helper()
	list, fs, err := Read(strings.NewReader(text), Options{Name: "a.csv"})
	if err != nil {
		return "", "error " + err.Error()
	}
	var as, said []string
	for _, a := range list {
		as = append(as, show(a))
	}
	for _, f := range fs {
		if f.Rule != "unused-columns" {
			said = append(said, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f))
		}
	}
	return strings.Join(as, "\n"), strings.Join(said, "\n")
}

var lists = []struct{ name, text, attendees, findings string }{
	{"plain", "Name,Email\nAda Lovelace,ada@example.org\n",
		"2 Ada Lovelace=Ada|Lovelace email=ada@example.org", ""},
	{"no line end", "name\nAda", "2 Ada=Ada|", ""},
	{"CR LF", "Name;Firma\r\nAda;Müller GmbH\r\n", "2 Ada=Ada| org=Müller GmbH", ""},
	{"CR only", "Name\tCompany\rAda\tAcme\rBob\tAcme\r", "2 Ada=Ada| org=Acme\n3 Bob=Bob| org=Acme", ""},
	{"byte order mark, quoted header", "\ufeff\"Name\",\"Email\"\nAda,a@b.c", "2 Ada=Ada| email=a@b.c", ""},
	{"Excel names the separator", "sep=;\r\nName;Email\r\nAda;a@b.c", "3 Ada=Ada| email=a@b.c", ""},
	{"empty lines", "\n\nName,Email\n\n,\n\nAda,a@b.c\n\n", "7 Ada=Ada| email=a@b.c", ""},
	{"commas in a list of one column", "Name\nLovelace, Ada\n\"Hopper, Grace\"\n",
		"2 Ada Lovelace=Ada|Lovelace\n3 Grace Hopper=Grace|Hopper", ""},
	{"quotes", "Name,Company\n\"Ada \"\"Countess\"\" Lovelace\",\"A, B\"\n",
		`2 Ada "Countess" Lovelace=Ada "Countess"|Lovelace org=A, B`, ""},
	{"bare quotes", "Name,Company\nRob \"Bob\" Lee,Acme\n", `2 Rob "Bob" Lee=Rob "Bob"|Lee org=Acme`, ""},
	{"blanks beside quotes", "\"Name\", \"Email\", \"Company\"\n\"Osei, Ada\", \"a@e.org\",\t\"Acme, Inc.\"\n" +
		"\"Lee, Bob\" , \"b@e.org\" ,  \"Acme\n\"\" 2\" \nCy, \"\",\n",
		"2 Ada Osei=Ada|Osei email=a@e.org org=Acme, Inc.\n3 Bob Lee=Bob|Lee email=b@e.org org=Acme \" 2\n" +
			"5 Cy=Cy|", ""},
	{"blanks before a bare quote", "Company,Name\nA, \"Bob\" Lee\nB, \"Cy\nC,Di\n",
		"2 \"Bob\" Lee=\"Bob\"|Lee org=A\n3 \"Cy=\"Cy| org=B\n4 Di=Di| org=C", ""},
	{"tabs between quotes", "\"Name\"\t\"Company\"\t\"Email\"\n\"Ada\"\t\t\"a@e.org\"\n",
		"2 Ada=Ada| email=a@e.org", ""},
	{"a field of several lines", "Name,Company,Email\nAda,\"Acme\r\nInc\n\",a@b.c\nBob,,b@b.c\n",
		"2 Ada=Ada| email=a@b.c org=Acme Inc\n5 Bob=Bob| email=b@b.c", ""},
	{"Windows-1252", "Name,Firma\nJ\xfcrgen Stra\xdfe,Caf\xe9 \x80\n",
		"2 Jürgen Straße=Jürgen|Straße org=Café €",
		`warning encoding a.csv:2: the list is not UTF-8 and was read as Windows-1252: ` +
			`is this name right? "Jürgen Straße"`},
	{"MacRoman", "Name;Firma\rAda;A\rJ\x9frgen Stra\xa7e;Caf\x8e\r",
		"2 Ada=Ada| org=A\n3 Jürgen Straße=Jürgen|Straße org=Café",
		`warning encoding a.csv:3: the list is not UTF-8 and was read as MacRoman: ` +
			`is this name right? "Jürgen Straße"`},
	{"an encoding that no name depends on", "Name,Firma\nAda,Caf\xe9\n", "2 Ada=Ada| org=Café",
		"warning encoding a.csv: the list is not UTF-8 and was read as Windows-1252; no name depends on it"},
	{"damaged UTF-8", "Name,Firma\nJürgen Groß,Caf\xe9\n", "2 Jürgen Groß=Jürgen|Groß org=Caf",
		`warning cleaned-field a.csv:2: "Firma" holds damaged characters (1), which were left out: "Caf"`},
	{"controls", "Name\nAda\x07 \u202eLove\u200blace\nZa\u0301 \u200dX",
		"2 Ada Lovelace=Ada|Lovelace\n3 Zá \u200dX=Zá|\u200dX",
		`note cleaned-field a.csv:2: ` +
			`"Name" holds invisible characters (3), which were left out: "Ada Lovelace"`},

	{"Eventbrite", "Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type," +
		"Attendee #,Group,Order Type,Attendee Status,Barcode #\n" +
		"77,2014-05-01,Ada,Lovelace,ada@example.org,1,,Guest,501,,Free,Attending,123456789\n" +
		"77,2014-05-01,Bob,Lee,ada@example.org,1,,Guest,502,,Free,Attending,123456790\n" +
		"78,2014-05-01,Cy,Young,cy@example.org,1,,Guest,503,,Free,Not Attending,123456791\n",
		"2 Ada Lovelace=Ada|Lovelace id=501 email=ada@example.org type=Guest code=123456789\n" +
			"3 Bob Lee=Bob|Lee id=502 email=ada@example.org type=Guest code=123456790",
		"note duplicate-email a.csv:3: Bob Lee has the same e-mail address as line 2: ada@example.org\n" +
			`note row-cancelled a.csv:4: Cy Young was left out: "Attendee Status" is "Not Attending"`},
	{"Luma", "\ufeffapi_id,name,first_name,last_name,email,phone_number,approval_status,qr_code_url," +
		"ticket_name\n" +
		"gst-1,Lovelace Ada,Ada,Lovelace,a@b.c,,approved,https://lu.ma/check-in/evt-1?pk=g-1,Standard\n" +
		"gst-2,Bob Lee,,,b@b.c,,declined,,Standard\ngst-3,Grace Hopper,Grace,,g@b.c,,approved,,Standard\n",
		"2 Lovelace Ada=Ada|Lovelace id=gst-1 email=a@b.c type=Standard " +
			"code=https://lu.ma/check-in/evt-1?pk=g-1\n" +
			"4 Grace Hopper=Grace|Hopper id=gst-3 email=g@b.c type=Standard",
		`note row-cancelled a.csv:3: Bob Lee was left out: "approval_status" is "declined"`},
	{"Tito", "Number,Ticket,Ticket Full Name,Ticket First Name,Ticket Last Name,Ticket Email," +
		"Ticket Company Name,Event,Void Status,Ticket Reference,Order Name,Order Email\n" +
		"1,Early,Ada Lovelace,Ada,Lovelace,a@b.c,Acme,Conf,,T-1,Bo,b@b.c\n2,Early,,,,,,Conf,,T-2,Bo,b@b.c\n" +
		"3,Early,Cy Young,Cy,Young,,,Conf,Voided,T-3,Bo,b@b.c\n",
		"2 Ada Lovelace=Ada|Lovelace id=T-1 email=a@b.c org=Acme type=Early",
		"warning no-name a.csv:3: the row has no name and was left out\n" +
			`note row-cancelled a.csv:4: Cy Young was left out: "Void Status" is "Voided"`},
	{"Meetup", "Name\tUser ID\tTitle\tEvent Host\tRSVP\tGuests\n" +
		"Ada L.\tuser 1\tMember\tNo\tYes\t0\nBo\tuser 2\t\tNo\tNo\t0\n",
		"2 Ada L.=Ada|L. id=user 1 title=Member",
		`note row-cancelled a.csv:3: Bo was left out: "RSVP" is "No"`},
	{"pretix", "Order code;Position ID;Status;Email;Product;Attendee name;Attendee name: Given name;" +
		"Attendee name: Family name;Attendee email;Company;Pseudonymization ID;Ticket secret;Company\n" +
		"A1;1;paid;buyer@b.c;Regular;Ada Lovelace;Ada;Lovelace;a@b.c;Acme;PSEU;z3k;Invoice Inc\n",
		"2 Ada Lovelace=Ada|Lovelace id=PSEU email=a@b.c org=Acme type=Regular code=z3k", ""},
	{"Microsoft Forms", "ID,Start time,Completion time,Email,Name,What do you do?\n" +
		"1,x,x,anonymous,Ada Lovelace,y\n",
		"2 Ada Lovelace=Ada|Lovelace id=1", ""},
	{"Google Forms", "Timestamp,Email Address,What is your name?,Company (optional)\nx,a@b.c,Ada,Acme\n",
		"2 Ada=Ada| email=a@b.c org=Acme", ""},
	{"German halves", "Name;Vorname;E-Mail-Adresse;Ticketart\nStraße;Jürgen;j@b.c;Gast\n",
		"2 Jürgen Straße=Jürgen|Straße email=j@b.c type=Gast", ""},
	{"French halves", "Nom,Prénom\nDupont,Zoé\n", "2 Zoé Dupont=Zoé|Dupont", ""},
	{"a full name beside a half", "Full name,Surname\nAda Lovelace,Lovelace\nBob,Lee\n",
		"2 Ada Lovelace=Ada|Lovelace\n3 Bob Lee=Bob|Lee", ""},

	{"Luma, those who are not in", "name,approval_status\nA,approved\nB,waitlist\nC,pending_approval\nD,invited\n" +
		"E,declined\n", "2 A=A|",
		`note row-waiting a.csv:3: B was left out, as not in yet: "approval_status" is "waitlist"` + "\n" +
			`note row-waiting a.csv:4: C was left out, as not in yet: "approval_status" is "pending_approval"` +
			"\n" + `note row-waiting a.csv:5: D was left out, as not in yet: "approval_status" is "invited"` +
			"\n" + `note row-cancelled a.csv:6: E was left out: "approval_status" is "declined"`},
	{"German pretix", "Bestellcode;Positions-ID;Status;E-Mail;Produkt;Teilnehmername;Teilnehmername: Vorname;" +
		"Teilnehmername: Nachname;Teilnehmer-E-Mail;Firma;Pseudonymisierungs-ID\n" +
		"A1;1;bezahlt;k@b.c;Regulär;Ada Lovelace King;Ada;Lovelace King;a@b.c;Acme;PSEU\n" +
		"A2;1;ausstehend;k@b.c;Regulär;Bo Li;Bo;Li;b@b.c;;PSEV\nA3;1;abgelaufen;k@b.c;;Cy Li;Cy;Li;;;PSEW\n",
		"2 Ada Lovelace King=Ada|Lovelace King id=PSEU email=a@b.c org=Acme type=Regulär",
		`note row-waiting a.csv:3: Bo Li was left out, as not in yet: "Status" is "ausstehend"` + "\n" +
			`note row-cancelled a.csv:4: Cy Li was left out: "Status" is "abgelaufen"`},
	{"Eventbrite, nobody named yet", "Attendee #,First Name,Last Name,Email,Company\n" +
		"1,Info Requested,Info Requested,b@b.c,Info Requested\n2,Ada,King,b@b.c,Info requested\n",
		"3 Ada King=Ada|King id=2 email=b@b.c",
		"warning no-name a.csv:2: the row has no name and was left out"},
	{"a status that is not known", "Name,Status\nA,Student\nB,paid\nC,student\nD,Press\nE,\nF,-\n",
		"2 A=A|\n3 B=B|\n4 C=C|\n5 D=D|\n6 E=E|\n7 F=F|",
		`warning unknown-status a.csv:2: "Status" is "Student", which may or may not mean that A comes; ` +
			"rows like this one are kept\n" +
			`warning unknown-status a.csv:5: "Status" is "Press", which may or may not mean that D comes; ` +
			"rows like this one are kept"},
	{"a status of the order", "Name,Status,Attendee status\nA,Canceled,\nB,Canceled,Attending\n", "3 B=B|",
		`note row-cancelled a.csv:2: A was left out: "Status" is "Canceled"`},

	{"names in two columns", "Name,Your name\n,Ada King\nBo,Li\n\"  \",Cy\n",
		"2 Ada King=Ada|King\n3 Bo=Bo|\n4 Cy=Cy|", ""},
	{"names in two columns of one name", "Name,Name\n,Ada King\nBo,\n", "2 Ada King=Ada|King\n3 Bo=Bo|", ""},
	{"whom they bring", "Guest name,Name,Gastname\n,Ada King,\nBo,Cy,Di\n", "2 Ada King=Ada|King\n3 Cy=Cy|", ""},
	{"guests alone", "Gast\nAda King\n", "2 Ada King=Ada|King", ""},
	{"guests, in English", "Guest name,Guest first name\nAda King,\n", "2 Ada King=Ada|King", ""},
	{"participants in German", "Teilnehmer;Mail\nAda King;a@b.c\n", "2 Ada King=Ada|King email=a@b.c", ""},
	{"name of the participant", "Name des Teilnehmers\nAda King\n", "2 Ada King=Ada|King", ""},
	{"addresses in two columns", "Email,Name,Your email,Attendee name\nanonymous,A,a@b.c,\n,B,b@b.c,\nc@b.c,C,x@b.c,\n",
		"2 A=A| email=a@b.c\n3 B=B| email=b@b.c\n4 C=C| email=c@b.c", ""},
	{"no address of the order", "Email,Name,Attendee email\nbuyer@b.c,A,\n", "2 A=A|", ""},
	{"a full name beside what people are called", "First name,Name\nAda,Ada King\nBob,Robert Smith\n" +
		"Zoe,\"Dupont, Zoé\"\nCy,\n", "2 Ada King=Ada|King\n3 Robert Smith=Robert|Smith\n" +
		"4 Zoé Dupont=Zoé|Dupont\n5 Cy=Cy|", ""},
	{"halves alike", "Vorname,Name\nJames,James\nZoé,Zoe Dupont\nBo,Li\n",
		"2 James James=James|James\n3 Zoe Dupont=Zoe|Dupont\n4 Bo Li=Bo|Li", ""},

	{"the better column", "Name,Title,Role,Job title,Ticket type,Name on badge,Email,Attendee email,Email\n" +
		"Augusta Ada King,Dr,Staff,Analyst,Guest,Ada King,order@b.c,ada@b.c,x@b.c\n",
		"2 Ada King=Ada|King email=ada@b.c title=Analyst type=Guest", ""},
	{"a badge name", "First name,Last name,Name on the badge\nRobert,Lee,Bob Lee\nAda,King,\n",
		"2 Bob Lee=Bob|Lee\n3 Ada King=Ada|King", ""},
	{"names", "Name\nVan Gogh, Vincent\nMartin King, Jr.\nAda, \nA, B, C\nLudwig van Beethoven\n,Zed",
		"2 Vincent Van Gogh=Vincent|Van Gogh\n3 Martin King, Jr.=Martin|King\n4 Ada=Ada|\n5 A, B, C=A|\n" +
			"6 Ludwig van Beethoven=Ludwig|van Beethoven\n7 Zed=Zed|", ""},
	{"what follows a name", "Name\n\"Smith, John, Jr.\"\nAda Lovelace (she/her)\nJohn Smith Jr.\nJack Ma\n" +
		"\"Lee Jr., John\"\n\"King, Ada (she/her)\"\n\"Ada King, PhD, MD\"\nHenry VIII\nAda III\n" +
		"Ada King (she (her)) (speaker)\n(Ada)\nAda)\nSammy Davis Jr. PhD\n",
		"2 John Smith, Jr.=John|Smith\n3 Ada Lovelace (she/her)=Ada|Lovelace\n4 John Smith Jr.=John|Smith\n" +
			"5 Jack Ma=Jack|Ma\n6 John Lee Jr.=John|Lee\n7 Ada King (she/her)=Ada|King\n" +
			"8 Ada King, PhD, MD=Ada|King\n9 Henry VIII=Henry|VIII\n10 Ada III=Ada|III\n" +
			"11 Ada King (she (her)) (speaker)=Ada|King\n12 (Ada)=(Ada)|\n13 Ada)=Ada)|\n" +
			"14 Sammy Davis Jr. PhD=Sammy|Davis", ""},
	{"issue", "Name,Issue\nA,\nB,1\nC,256\nD,x\n", "2 A=A|\n3 B=B| issue=1\n4 C=C|\n5 D=D|",
		"warning bad-issue a.csv:4: the issue \"256\" is no number from 0 to 255 and was taken for 0\n" +
			"warning bad-issue a.csv:5: the issue \"x\" is no number from 0 to 255 and was taken for 0"},
	{"code as it is", "Name,Code\nA, a  b\u00e9 \n", "2 A=A| code=a  bé", ""},
	{"twice", "ID,Name,Email\n1,A,\n1,B,\n,C,c@b.c\n,D,C@B.C\n,E,\n,e,\n", "2 A=A| id=1\n" +
		"4 C=C| email=c@b.c\n5 D=D| email=C@B.C\n6 E=E|\n7 e=e|",
		"error duplicate-id a.csv:3: B has the id \"1\" of line 2, which is one ticket, and was left out\n" +
			"warning duplicate-email a.csv:5: D has the same e-mail address as line 4: C@B.C\n" +
			"warning duplicate-name a.csv:7: e is listed twice, on lines 6 and 7, and gets two tickets"},
	{"one person twice", "Name,Email\nMax Müller,m@b.c\nA,\nMAX  Müller,M@b.c\nMax Müller,m@b.c\n",
		"2 Max Müller=Max|Müller email=m@b.c\n3 A=A|\n4 MAX Müller=MAX|Müller email=M@b.c\n" +
			"5 Max Müller=Max|Müller email=m@b.c",
		"warning duplicate-email a.csv:4: MAX Müller is listed twice, on lines 2 and 4, and gets two tickets\n" +
			"warning duplicate-email a.csv:5: Max Müller is listed again, on line 5 as on line 2, " +
			"and gets one more ticket"},
	{"one person with two ids", "ID,Name,Email\n1,Max,m@b.c\n2,Max,m@b.c\n",
		"2 Max=Max| id=1 email=m@b.c\n3 Max=Max| id=2 email=m@b.c",
		"note duplicate-email a.csv:3: Max is listed twice, on lines 2 and 3, and gets two tickets"},
	{"coupons", "Name,Code\nA,EARLY\nB,EARLY\nC,VIP\nD,VIP\nE,\n", "2 A=A|\n3 B=B|\n4 C=C|\n5 D=D|\n6 E=E|",
		`warning shared-code a.csv:3: B has the code of line 2, "EARLY", ` +
			"so that codes are coupons or the like and none was used"},
	{"one code", "Name,Ticket code\nA,X\nB,X\n", "2 A=A| code=X\n3 B=B| code=X",
		"warning duplicate-code a.csv:3: B has the code of line 2; the door cannot tell them apart"},
	{"not an e-mail address", "Name,Email\nA,n/a\nB,soon\n", "2 A=A|\n3 B=B|",
		`note not-email a.csv:3: "soon" is no e-mail address and was not used`},
	{"e-mail addresses with names", "Name,Email\nA,Bob <b@e.org>\nB,\"\"\"Doe, Bob\"\" <d@e.org>\"\nC,o'neil@e.org\n" +
		"D,mailto:d1@e.org\nE,e@e.org (work)\nF,@fay\nG,Gus [x] <g@e.org>\nH,h/x@e.org\nI,a@b@c\n",
		"2 A=A| email=b@e.org\n3 B=B| email=d@e.org\n4 C=C| email=o'neil@e.org\n5 D=D| email=d1@e.org\n" +
			"6 E=E| email=e@e.org\n7 F=F|\n8 G=G| email=g@e.org\n9 H=H| email=h/x@e.org\n10 I=I|",
		`note not-email a.csv:7: "@fay" is no e-mail address and was not used` + "\n" +
			`note not-email a.csv:10: "a@b@c" is no e-mail address and was not used`},
	{"several e-mail addresses", "Name,Email\nA,\"a@e.org, b@e.org\"\nB,c@e.org/d@e.org\nC,e@e.org; E@e.org\n",
		"2 A=A| email=a@e.org\n3 B=B| email=c@e.org\n4 C=C| email=e@e.org",
		`warning several-emails a.csv:2: "a@e.org, b@e.org" are several e-mail addresses; ` +
			"the first was used, and the ticket depends on it\n" +
			`warning several-emails a.csv:3: "c@e.org/d@e.org" are several e-mail addresses; ` +
			"the first was used, and the ticket depends on it"},
	{"ragged", "Name,Email,Company\nA,a@b.c\nB,b@b.c,Acme,,\nC,c@b.c,Ac,me\n,x\n",
		"2 A=A| email=a@b.c\n3 B=B| email=b@b.c org=Acme\n4 C=C| email=c@b.c org=Ac",
		"warning ragged-row a.csv:2: the row has 2 fields, the header 3\n" +
			"warning ragged-row a.csv:4: the row has 4 fields, the header 3\n" +
			"warning no-name a.csv:5: the row has no name and was left out"},
	{"broken quotes", "Name,Email\n\"Ada\" L,a@b.c\nBob,b@b.c\n\"Cy,c@b.c\nDi,d@b.c\n",
		"3 Bob=Bob| email=b@b.c\n5 Di=Di| email=d@b.c",
		"error broken-quotes a.csv:2: the row's quotes are broken, and it was left out\n" +
			"error broken-quotes a.csv:4: the row's quotes are broken, and it was left out"},

	{"empty", "", "", "error a.csv: the list is empty"},
	{"empty lines only", "\n\r\n\n", "", "error a.csv: the list is empty"},
	{"header only", "Name,Email\n", "", "error a.csv: the list has no attendee in it"},
	{"no header", "ada.png,Ada,Acme\n", "",
		`error a.csv:1: no column of the first line is a name: it has "ada.png", "Ada", "Acme"`},
	{"broken header", "\"Name,Email\nAda,b\n", "", "error a.csv:1: the quotes of the first line are broken"},
	{"spreadsheet", "PK\x03\x04…", "", "error a.csv: the list is a spreadsheet file, not CSV"},
	{"binary", "Name\x00", "", "error a.csv: the list is not text"},
}

func TestRead(t *testing.T) {
	for _, c := range lists {
		t.Run(c.name, func(t *testing.T) {
			attendees, findings := read(t, c.text)
			if attendees != c.attendees {
				t.Errorf("attendees:\n%s\nwant:\n%s", attendees, c.attendees)
			}
			if findings != c.findings {
				t.Errorf("findings:\n%s\nwant:\n%s", findings, c.findings)
			}
		})
	}
}

func TestUTF16(t *testing.T) {
	const text = "\ufeffName\tFirma\r\nJürgen 🎟\tŁódź\r\n"
	for name, put := range map[string]func([]byte, uint16) []byte{
		"little": func(b []byte, u uint16) []byte { return append(b, byte(u), byte(u>>8)) },
		"big":    func(b []byte, u uint16) []byte { return append(b, byte(u>>8), byte(u)) },
	} {
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			b = put(b, u)
		}
		attendees, findings := read(t, string(b))
		if want := "2 Jürgen 🎟=Jürgen|🎟 org=Łódź"; attendees != want || findings != "" {
			t.Errorf("%s-endian: %s, %s", name, attendees, findings)
		}
	}
}

func TestUnusedColumns(t *testing.T) {
	_, fs, err := Read(strings.NewReader("Name,Shoe size,,Company,Company\nAda,37,,A,B\n"), Options{})
	if err != nil || len(fs) != 1 || fs[0].String() != `1: not used: "Shoe size", "Company"` {
		t.Errorf("%v, %v", fs, err)
	}
}

// An error tells what it found, what to write, and where.
func TestInputError(t *testing.T) {
	_, _, err := Read(strings.NewReader("\nFoo,Bar\nAda,Bob\n"), Options{Name: "a.csv"})
	var input *agenda.InputError
	if !errors.As(err, &input) {
		t.Fatalf("%T %v", err, err)
	}
	f := input.Findings[0]
	if f.Where != (agenda.Where{File: "a.csv", Line: 2}) || f.Source != "Foo,Bar" || f.Hint != headerHint {
		t.Errorf("%+v", f)
	}
}

func TestStandings(t *testing.T) {
	for _, c := range []struct {
		field field
		want  standing
		said  string // separated by semicolons
	}{
		{status, coming, "approved; Attending; Checked In; paid; Bezahlt; confirmé; yes; partially refunded; -; N/A"},
		{status, waiting, `waitlist; pending_approval; invited; Waitlist; pending; ausstehend; no response; Maybe;
			Pending (overdue); yes, pending payment; Unpaid; Genehmigung ausstehend; peut-être; Not paid`},
		{status, gone, `expired; abgelaufen; Transferred; Cancelled by attendee; cancelled - refunded; storniert;
			abgesagt; erstattet; Not Attending; Canceled (paid fee); paid (cancelled); Can't make it; Annule; declined`},
		{status, unknown, "Student; not really; attending (not cancelled); ?; Platz 7"},
		{rsvp, coming, "Yes; ja; x; 1; ✓; Yes, with pleasure; In person"},
		{rsvp, gone, "No; no, sorry; nein; 0; ✗"},
		{rsvp, waiting, "Waitlist; vielleicht"},
		{voided, gone, "Voided; yes; true; x; ✓"},
		{voided, coming, "no; false; Active; not voided; –"},
	} {
		for said := range strings.SplitSeq(c.said, ";") {
			if got := standingOf(c.field, strings.TrimSpace(said)); got != c.want {
				t.Errorf("%q in field %d: %d, want %d", said, c.field, got, c.want)
			}
		}
	}
	for _, name := range []string{"Bestellstatus", "Status", "Teilnahmestatus", "Approval status"} {
		if s, ok := fieldOf(name); !ok || s.field != status {
			t.Errorf("%q is no status", name)
		}
	}
}

// No name of a column means two things, and every one is as letters says it.
func TestColumnNames(t *testing.T) {
	seen := make(map[string]field)
	for f, names := range columnNames {
		for name := range strings.FieldsSeq(strings.ReplaceAll(names, ";", " ")) {
			if _, ok := seen[name]; ok {
				t.Errorf("%q is listed twice", name)
			}
			seen[name] = f
			if letters(name) != name {
				t.Errorf("%q is never found, %q would be", name, letters(name))
			}
		}
	}
	for f := range fieldCount {
		if columnNames[f] == "" {
			t.Errorf("field %d has no column name", f)
		}
	}
}

func TestBounds(t *testing.T) {
	const head = "Name,Email\nAda,a@b.c\n"
	text := func(parts ...string) io.Reader { return strings.NewReader(strings.Join(parts, "")) }
	wide := strings.Repeat("x,", maxColumns-1)
	long := strings.Repeat("x", maxField)
	nameless := "," + long[1:] + "\n"
	full := []string{head, strings.Repeat(nameless, maxSize/len(nameless)),
		strings.Repeat("\n", maxSize%len(nameless)-len(head))}
	for _, c := range []struct {
		name string
		r    io.Reader
		want string // of the error; none: one attendee or more
	}{
		{"size", text(full...), ""},
		{"size and 1", text(append(full, "\n")...), "larger than 64 MiB"},
		{"rows", text(head, strings.Repeat(",\n", maxRows-1)), ""},
		{"rows and 1", text(head, strings.Repeat(",\n", maxRows)), "more than 1000000 rows"},
		{"columns", text(wide, "Name\n", wide, "Ada\n"), ""},
		{"columns and 1", text(wide, "x,Name\n"), "1001 columns"},
		{"field", text("Name\n", long), ""},
		{"field and 1", text("Name\n", long, "x"), "no attendee"},
	} {
		list, _, err := Read(c.r, Options{})
		switch {
		case c.want == "" && (err != nil || len(list) == 0):
			t.Errorf("%s: %d attendees, %.200v", c.name, len(list), err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %.200v, want %q", c.name, err, c.want)
		}
	}
	_, fs, err := Read(text(head, long, "x,\nBob,\n"), Options{})
	if err != nil || len(fs) != 1 || fs[0].Rule != "field-too-long" ||
		len([]rune(fs[0].Source)) != maxSource+1 {
		t.Errorf("a long field: %.300v, %v", fs, err)
	}
}

// Of one rule a thousand findings are kept, and the rest is counted.
func TestFindingsAreBounded(t *testing.T) {
	for _, more := range []int{0, 1, 234} {
		rows := strings.Repeat(",n@e.org\n", maxAlike+more)
		_, fs, err := Read(strings.NewReader("Name,Email\n"+rows+"Ada,soon\n"), Options{Name: "a.csv"})
		if err != nil {
			t.Fatal(err)
		}
		nameless, last := 0, fs[len(fs)-1]
		for _, f := range fs {
			if f.Rule == "no-name" {
				nameless++
			}
		}
		want := fmt.Sprintf("a.csv: %d more like the 1000 findings of no-name shown", more)
		switch {
		case more == 0 && (nameless != maxAlike || last.Rule != "not-email"):
			t.Errorf("%d findings, the last is %s", nameless, last)
		case more > 0 && (nameless != maxAlike+1 || last.String() != want || last.Severity != agenda.Warning):
			t.Errorf("%d findings, the last is %s, want %s", nameless, last, want)
		}
	}
}

// Quotes that pair with each other all down the list make every line begin a record to its end.
func TestQuotesTakeLinearTime(t *testing.T) {
	for _, line := range []string{"a\",\"\n", "a, \"\n", "a, \"\"\n", "a, \"\"\"\n", "a, \"", "a, \"b\"\""} {
		text := "Name,Email\n" + strings.Repeat(line, 50_000) + "\"x"
		r := records{text: []byte(text), separator: ',', line: 1}
		n := 0
		for {
			if _, ok := r.next(); !ok {
				break
			}
			n++
		}
		if limit := 2 * len(text); r.again > limit {
			t.Errorf("%q: read %d octets again in %d records, want at most %d", line, r.again, n, limit)
		}
		if line == "a\",\"\n" && !r.oneLine {
			t.Errorf("%q does not come to the bound", line)
		}
	}
}

func TestReadError(t *testing.T) {
	broken := errors.New("cable pulled")
	_, _, err := Read(io.MultiReader(strings.NewReader("Name\nA\n"), failing{broken}), Options{})
	if !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Lists that others wrote, where they are at hand.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("DAYSHEET_CORPUS")
	if dir == "" {
		t.Skip("DAYSHEET_CORPUS is not set")
	}
	for name, want := range map[string]string{
		"badge-generator-openalt.csv": "2 Alice Johnson=Alice|Johnson title=Speaker",
		"confbadger-kcd.csv": "2 John Doe=John|Doe email=john@example.com " +
			"org=Example Corp title=Software Engineer",
		"eventbrite-columns.csv": "2 Paul One=Paul|One email=paul@example.com type=General Admission",
		"pybadges-attendees-noheader.csv": "error a.csv:1: no column of the first line is a name: it has " +
			`"badges-cdl-2022-attendee.png", "badges-cdl-2022-attendee.png", "John", "Doe", "Python"`,
	} {
		text, err := os.ReadFile(filepath.Join(dir, "attendees", name))
		if err != nil {
			t.Fatal(err)
		}
		attendees, findings := read(t, string(text))
		if first, _, _ := strings.Cut(cmp.Or(attendees, findings), "\n"); first != want {
			t.Errorf("%s: %s, want %s", name, first, want)
		}
		if attendees != "" && findings != "" {
			t.Errorf("%s: %s", name, findings)
		}
	}
}

func TestImports(t *testing.T) {
	foreign := "{{if not .Standard}}{{.ImportPath}}{{end}}"
	out, err := exec.Command("go", "list", "-deps", "-f", foreign, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.FieldsSeq(string(out)) {
		ours := []string{"github.com/daysheet/daysheet/agenda", "github.com/daysheet/daysheet/badge/roster"}
		if !strings.HasPrefix(dep, "golang.org/x/text/") && !slices.Contains(ours, dep) {
			t.Errorf("roster imports %s", dep)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range lists {
		f.Add([]byte(c.text))
	}
	left := []string{"broken-quotes", "field-too-long", "duplicate-id", "no-name", "row-cancelled", "row-waiting"}
	f.Fuzz(func(t *testing.T, text []byte) {
		list, fs, err := Read(bytes.NewReader(text), Options{Name: "a.csv"})
		var input *agenda.InputError
		if err != nil && (!errors.As(err, &input) || len(input.Findings) == 0 || list != nil) {
			t.Fatalf("%v with %d attendees", err, len(list))
		}
		if err != nil && input.Findings[0].Rule != "no-attendees" {
			return
		}
		// Every row that is not blank is an attendee or has a finding that says why not.
		in := reading{first: make(map[string]seen)}
		decoded, _ := decode(text)
		rows, h, err := in.header(decoded)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for {
			rec, ok := rows.next()
			if !ok {
				break
			}
			if rec.broken || !rec.blank() {
				n++
			}
		}
		if n > maxAlike { // some may be counted only
			return
		}
		for _, finding := range fs {
			if slices.Contains(left, finding.Rule) {
				n--
			}
		}
		if n != len(list) {
			t.Fatalf("%d rows that are not left out, but %d attendees", n, len(list))
		}
		line := h.line
		for _, a := range list {
			if a.Row <= line || a.Name == "" || a.Name != strings.TrimSpace(a.Name) {
				t.Fatalf("attendee %+v after line %d", a, line)
			}
			line = a.Row
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("First Name,Last Name,Email,Company,Ticket Type,Attendee #\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "Given%d,Family,p%d@example.org,\"Company, %d\",Guest,%d\n", i, i, i, i)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		list, _, err := Read(strings.NewReader(text.String()), Options{})
		if err != nil || len(list) != 10_000 {
			b.Fatal(len(list), err)
		}
	}
}
