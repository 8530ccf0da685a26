package roster

// lists are read by TestRead and seed FuzzRead.
var lists = []struct{ name, text, attendees, findings string }{
	{"plain", "Name,Email\nAda Lovelace,ada@example.org\n",
		"2 Ada Lovelace=Ada|Lovelace email=ada@example.org", ""},
	{"no line end", "name\nAda", "2 Ada=Ada|", ""},
	{"CR LF", "Name;Firma\r\nAda;Müller GmbH\r\n", "2 Ada=Ada| org=Müller GmbH", ""},
	{"CR only", "Name\tCompany\rAda\tAcme\rBob\tAcme\r", "2 Ada=Ada| org=Acme\n3 Bob=Bob| org=Acme", ""},
	{"byte order mark, quoted header", "\ufeff\"Name\",\"Email\"\nAda,a@b.c", "2 Ada=Ada| email=a@b.c", ""},
	{"Excel names the separator", "sep=;\r\nName;Email\r\nAda;a@b.c", "3 Ada=Ada| email=a@b.c", ""},
	{"empty lines", "\n\nName,Email\n\n,\n\nAda,a@b.c\n\n", "7 Ada=Ada| email=a@b.c", ""},
	{"signs are no names", "Name\n🎉 Ana\nBo Li 🏴\n★ Eva ★\n🎉 🎉\n",
		"2 🎉 Ana=🎉 Ana|\n3 Bo Li 🏴=Bo|Li 🏴\n4 ★ Eva ★=★ Eva ★|\n5 🎉 🎉=🎉 🎉|", ""},
	{"family names first", "Name\n王 小明\n김 민준\n佐藤 マリア\nジョン スミス\n王小明\nMing 王\n",
		"2 王 小明=小明|王\n3 김 민준=민준|김\n4 佐藤 マリア=マリア|佐藤\n" +
			"5 ジョン スミス=ジョン|スミス\n6 王小明=王小明|\n7 Ming 王=Ming|王", ""},
	{"commas in a list of one column", "Name\nLovelace, Ada\n\"Hopper, Grace\"\n",
		"2 Ada Lovelace=Ada|Lovelace\n3 Grace Hopper=Grace|Hopper", ""},
	{"quotes", "Name,Company\n\"Ada \"\"Countess\"\" Lovelace\",\"A, B\"\n",
		`2 Ada "Countess" Lovelace=Ada "Countess"|Lovelace org=A, B`, ""},
	{"bare quotes", "Name,Company\nRob \"Bob\" Lee,Acme\n", `2 Rob "Bob" Lee=Rob "Bob"|Lee org=Acme`, ""},
	{"blanks beside quotes",
		"\"Name\", \"Email\", \"Company\"\n\"Osei, Ada\", \"a@e.org\",\t\"Acme, Inc.\"\n" +
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
		"note duplicate-email a.csv:3: Bob Lee has the same e-mail address as line 2\n" +
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

	{"Luma, those who are not in", "name,approval_status\nA,approved\nB,waitlist\n" +
		"C,pending_approval\nD,invited\nE,declined\n", "2 A=A|",
		`note row-waiting a.csv:3: B was left out, as not in yet: "approval_status" is "waitlist"` + "\n" +
			`note row-waiting a.csv:4: C was left out, as not in yet: ` +
			`"approval_status" is "pending_approval"` + "\n" +
			`note row-waiting a.csv:5: D was left out, as not in yet: "approval_status" is "invited"` +
			"\n" + `note row-cancelled a.csv:6: E was left out: "approval_status" is "declined"`},
	{"German pretix",
		"Bestellcode;Positions-ID;Status;E-Mail;Produkt;Teilnehmername;Teilnehmername: Vorname;" +
			"Teilnehmername: Nachname;Teilnehmer-E-Mail;Firma;Pseudonymisierungs-ID\n" +
			"A1;1;bezahlt;k@b.c;Regulär;Ada Lovelace King;Ada;Lovelace King;a@b.c;Acme;PSEU\n" +
			"A2;1;ausstehend;k@b.c;Regulär;Bo Li;Bo;Li;b@b.c;;PSEV\n" +
			"A3;1;abgelaufen;k@b.c;;Cy Li;Cy;Li;;;PSEW\n",
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
	{"whom they bring", "Guest name,Name,Gastname\n,Ada King,\nBo,Cy,Di\n",
		"2 Ada King=Ada|King\n3 Cy=Cy|", ""},
	{"guests alone", "Gast\nAda King\n", "2 Ada King=Ada|King", ""},
	{"guests, in English", "Guest name,Guest first name\nAda King,\n", "2 Ada King=Ada|King", ""},
	{"participants in German", "Teilnehmer;Mail\nAda King;a@b.c\n", "2 Ada King=Ada|King email=a@b.c", ""},
	{"name of the participant", "Name des Teilnehmers\nAda King\n", "2 Ada King=Ada|King", ""},
	{"addresses in two columns",
		"Email,Name,Your email,Attendee name\nanonymous,A,a@b.c,\n,B,b@b.c,\nc@b.c,C,x@b.c,\n",
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
		"Ada King (she (her)) (speaker)\n(Ada)\nAda)\nSammy Davis Jr. PhD\nBo ,\n\",,\"\n\", Cy, \"\n",
		"2 John Smith, Jr.=John|Smith\n3 Ada Lovelace (she/her)=Ada|Lovelace\n4 John Smith Jr.=John|Smith\n" +
			"5 Jack Ma=Jack|Ma\n6 John Lee Jr.=John|Lee\n7 Ada King (she/her)=Ada|King\n" +
			"8 Ada King, PhD, MD=Ada|King\n9 Henry VIII=Henry|VIII\n10 Ada III=Ada|III\n" +
			"11 Ada King (she (her)) (speaker)=Ada|King\n12 (Ada)=(Ada)|\n13 Ada)=Ada)|\n" +
			"14 Sammy Davis Jr. PhD=Sammy|Davis\n15 Bo=Bo|\n17 Cy=Cy|",
		"warning no-name a.csv:16: the row has no name and was left out"},
	{"issue", "Name,Issue\nA,\nB,1\nC,256\nD,x\n", "2 A=A|\n3 B=B| issue=1\n4 C=C|\n5 D=D|",
		"warning bad-issue a.csv:4: the issue \"256\" is no number from 0 to 255 and was taken for 0\n" +
			"warning bad-issue a.csv:5: the issue \"x\" is no number from 0 to 255 and was taken for 0"},
	{"code as it is", "Name,Code\nA, a  b\u00e9 \n", "2 A=A| code=a  bé", ""},
	{"twice", "ID,Name,Email\n1,A,\n1,B,\n,C,c@b.c\n,D,C@B.C\n,E,\n,e,\n", "2 A=A| id=1\n" +
		"4 C=C| email=c@b.c\n5 D=D| email=C@B.C\n6 E=E|\n7 e=e|",
		"error duplicate-id a.csv:3: B has the id \"1\" of line 2, which is one ticket, and was left out\n" +
			"warning duplicate-email a.csv:5: D has the same e-mail address as line 4\n" +
			"warning duplicate-name a.csv:7: e is listed twice, on lines 6 and 7, and gets two tickets"},
	{"one person twice", "Name,Email\nMax Müller,m@b.c\nA,\nMAX  Müller,M@b.c\nMax Müller,m@b.c\n",
		"2 Max Müller=Max|Müller email=m@b.c\n3 A=A|\n4 MAX Müller=MAX|Müller email=M@b.c\n" +
			"5 Max Müller=Max|Müller email=m@b.c",
		"warning duplicate-email a.csv:4: MAX Müller is listed twice, on lines 2 and 4, " +
			"and gets two tickets\n" +
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
		`note not-email a.csv:3: B: the e-mail column holds no address; it was not used`},
	{"e-mail addresses with names",
		"Name,Email\nA,Bob <b@e.org>\nB,\"\"\"Doe, Bob\"\" <d@e.org>\"\nC,o'neil@e.org\n" +
			"D,mailto:d1@e.org\nE,e@e.org (work)\nF,@fay\nG,Gus [x] <g@e.org>\nH,h/x@e.org\nI,a@b@c\n",
		"2 A=A| email=b@e.org\n3 B=B| email=d@e.org\n4 C=C| email=o'neil@e.org\n5 D=D| email=d1@e.org\n" +
			"6 E=E| email=e@e.org\n7 F=F|\n8 G=G| email=g@e.org\n9 H=H| email=h/x@e.org\n10 I=I|",
		`note not-email a.csv:7: F: the e-mail column holds no address; it was not used` + "\n" +
			`note not-email a.csv:10: I: the e-mail column holds no address; it was not used`},
	{"several e-mail addresses",
		"Name,Email\nA,\"a@e.org, b@e.org\"\nB,c@e.org/d@e.org\nC,e@e.org; E@e.org\n",
		"2 A=A| email=a@e.org\n3 B=B| email=c@e.org\n4 C=C| email=e@e.org",
		`warning several-emails a.csv:2: A has several e-mail addresses; ` +
			"the first was used, and the ticket depends on it\n" +
			`warning several-emails a.csv:3: B has several e-mail addresses; ` +
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
