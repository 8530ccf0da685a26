package badge

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/daysheet/daysheet/agenda"
	"github.com/daysheet/daysheet/badge/internal/typeset"
	"github.com/daysheet/daysheet/badge/stock"
)

// Given name, family name, organization and ticket type, long in every script: words that never end, many
// words, conjuncts and stacks, directions mixed. All persons are invented.
var (
	longNames = [][4]string{ // in what the embedded fonts have
		{"Adélaïde Oyèlárànfẹ́ Ọlámidé Ìfẹ́olúwa Àjọkẹ́", "Adébáyọ̀-Ọ̀ṣúnlékè Ọmọ́tọ́lá",
			"Ẹgbẹ́ Àwọn Akẹ́kọ̀ọ́ Ìmọ̀ Ìṣirò ní Yunifásítì Ìbàdàn", "Àlejò"},
		{"Αλεξάνδραπαναγιωτοπουλοπούλουκωνσταντίνα", "Παπαχριστοδουλοπούλου-Κωνσταντινοπούλου",
			"Εθνικό και Καποδιστριακό Πανεπιστήμιο", "Ὁμιλητής"},
		{"Святослав-Владимир Александрович", "Преображенская-Воскресенская-Задунайская",
			"Государственный технический университет", "Гость"},
		{"محمد بن عبد الله بن عبد المطلب بن هاشم", "بن كلاب بن مرة بن كعب بن لؤي القرشي",
			"الجامعة الأمريكية للعلوم في بيروت 2026 (كلية)", "ضيف"},
		{"אברהם יצחק יעקב משה אהרון יוסף דוד", "בן־אליעזר הלוי־רוזנבלום לבית אבולעפיה",
			"האוניברסיטה העברית, הפקולטה למדעי המחשב", "אורח"},
		{"Գոհարիկ-Վարդանուշ Աստղիկուհի", "Տեր-Հովհաննիսյան-Մկրտչյան-Խաչատրյան",
			"Երևանի պետական համալսարան", "Հյուր"},
		{"თინათინეკატერინენინოთამარმარიამი", "გიორგობიანი-ჩხეიძე-მჭედლიშვილი",
			"თბილისის სახელმწიფო უნივერსიტეტი", "სტუმარი"},
		{"عائشة 12 (Aisha) 34", "Müller مولر 5.6", "Berlin برلین ۱۲۳–۴۵۶ שלום 4", "ضيف 3"},
	}
	moreLongNames = [][4]string{ // in what fonts of an event have to bring
		{"श्रीमतीलक्ष्मीनारायणस्वामीवेंकटरमणकृष्णमूर्ति", "विश्वनाथन् त्रिपाठी चतुर्वेदी क्षत्रियवर्मा",
			"भारतीय प्रौद्योगिकी संस्थान, नई दिल्ली", "वक्ता"},
		{"শ্রীমতী ঐন্দ্রিলা বন্দ্যোপাধ্যায় চট্টোপাধ্যায়", "মুখোপাধ্যায়-গঙ্গোপাধ্যায়-ভট্টাচার্য",
			"বাংলাদেশ প্রকৌশল বিশ্ববিদ্যালয়", "অতিথি"},
		{"பாலசுப்பிரமணியகிருஷ்ணமூர்த்திவெங்கடேஸ்வரன்", "சுப்பிரமணியபாரதியார் க்ஷத்ரியசாமி",
			"அண்ணா பல்கலைக்கழகம், சென்னை", "விருந்தினர்"},
		{"వెంకటసూర్యనారాయణసుబ్రహ్మణ్యేశ్వరస్వామిప్రసాద్", "చిన్నస్వామినాయుడు శ్రీరంగం",
			"ఆంధ్ర విశ్వకళా పరిషత్తు", "అతిథి"},
		{"ശ്രീലക്ഷ്മിനാരായണൻകുട്ടിബാലകൃഷ്ണൻ", "നമ്പൂതിരിപ്പാട് ഗോവിന്ദൻകുട്ടി",
			"കേരള സർവ്വകലാശാല", "അതിഥി"},
		{"ශ්\u200dරීමත් අනගාරික ධර්මපාල වික්\u200dරමසිංහ", "බණ්ඩාරනායක විජේසූරිය ක්\u200dරිෂ්ණමූර්ති",
			"කොළඹ විශ්වවිද්\u200dයාලය", "අමුත්තා"},
		{"ศรีสุวรรณ์ภักดีวัฒนานุกูลประเสริฐกิตติกุลชัยยุทธ", "ณ อยุธยาเทพหัสดินรัตนโกสินทร์มหินทรายุธยา",
			"คณะวิศวกรรมศาสตร์ ภาควิชาวิศวกรรมคอมพิวเตอร์", "วิทยากร"},
		{"ສົມສະຫວັດວັນນະສຸກພູທະວົງ", "ສຸວັນນະພູມມະລາວັນ", "ມະຫາວິທະຍາໄລແຫ່ງຊາດລາວ", "ແຂກ"},
		{"សម្តេចព្រះនរោត្តមសីហនុវរ្ម័ន", "ក្រុមប្រឹក្សាភិបាលសាកលវិទ្យាល័យ", "សាកលវិទ្យាល័យភ្នំពេញ", "ភ្ញៀវ"},
		{"ဒေါ်အောင်ဆန်းစုကြည်မြင့်သိန်းခိုင်", "ခင်မောင်ညွန့်ဝင်းတင်လှိုင်ထွန်း",
			"ရန်ကုန်တက္ကသိုလ်", "ဧည့်သည်"},
		{"ངག་དབང་བློ་བཟང་བསྟན་འཛིན་རྒྱ་མཚོ་དཔལ་བཟང་པོ", "བསྐལ་བཟང་ཕུན་ཚོགས་རྣམ་རྒྱལ",
			"སློབ་གྲྭ་ཆེན་མོ", "མགྲོན་པོ།"},
		{"寿限無寿限無五劫の擦り切れ海砂利水魚の水行末", "食う寝る処に住む処やぶら柑子のぶら柑子",
			"株式会社例示データストリーム基盤技術総合研究所", "登壇者"},
		{"王李張劉陳楊黃趙周吳徐孫馬胡朱郭何羅", "歐陽上官司馬諸葛夏侯尉遲公孫慕容", "臺北資料流學會", "講者"},
		{"크리스토퍼알렉산더프란체스코마리아요하네스", "황보제갈남궁독고선우사공", "전산학부 데이터 연구실", "손님"},
		{"ወይዘሮ ሰላማዊት ገብረመድህን ወልደማርያም", "ተክለሃይማኖት ኃይለሥላሴ", "አዲስ አበባ ዩኒቨርሲቲ", "እንግዳ"},
		{"👩🏽\u200d🚀👨\u200d👩\u200d👧\u200d👦🏳️\u200d🌈🇩🇪🇯🇵" +
			"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f😀❤️🚀",
			"🎤🎸🎹🥁🎺", "🏢 Emoji Labs 🏭", "🎤 Speaker"},
	}
)

// fontsOfTests are those that DAYSHEET_FONTS names, a list as in PATH; in CI there must be some.
func fontsOfTests(t *testing.T) *typeset.Fonts {
	t.Helper()
	list := os.Getenv("DAYSHEET_FONTS")
	if list == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("DAYSHEET_FONTS names no fonts")
		}
		return nil
	}
	var names []string
	for _, name := range strings.Split(list, ":") {
		names = append(names, strings.TrimPrefix(name, "/"))
	}
	fonts, err := typeset.Open(os.DirFS("/"), "en", false, names...)
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

// preparedHolder makes a holder of a row as the fonts can draw it, which must be whole.
func preparedHolder(t *testing.T, fonts *typeset.Fonts, row [4]string) holder {
	t.Helper()
	for i, s := range row {
		p := fonts.Prepare(s)
		if !p.Drawable() || len(p.LeftOut) > 0 {
			t.Errorf("%s: %U missing, %U left out", s, p.Missing, p.LeftOut)
		}
		row[i] = p.String
	}
	return holderOf(row, signedCode())
}

// The longest names of each script are whole on a badge, clear of each other and of the edges; a name that is
// read from the right stands on an axis there.
func TestLongestNames(t *testing.T) {
	fonts, rows := fontsOfTests(t), longNames
	if fonts != nil {
		rows = slices.Concat(longNames, moreLongNames)
	}
	for _, stockName := range []string{"a6", "avery-5392", "avery-l7418", "cr80", "dymo-99014"} {
		s, err := stock.Find(stockName)
		if err != nil {
			t.Fatal(err)
		}
		l := labelOf(s)
		l.fonts = fonts
		for _, row := range rows {
			name := fmt.Sprintf("%s, %.40s", stockName, row[0])
			b, err := l.compose("Streams & תל אביב", preparedHolder(t, fonts, row))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			apart(t, name, b.boxes, l.width, l.height)
			l.clearOf(t, name, b.boxes)
			for _, c := range b.truncations {
				if c.Of != "organization" || l.height > 60 {
					t.Errorf("%s: %+v", name, c)
				}
			}
			for _, x := range b.boxes {
				onAxis := x.What == "given" || x.What == "family" || x.What == "type"
				if onAxis && typeset.RightToLeft(row[0]) {
					em := x.Size * typeset.MM
					end := x.Start + (x.Face.Width(x.Text)-x.Face.Extent(x.Text).Right)*em
					if math.Abs(end-(l.width-l.margin)) > 1e-6 {
						t.Errorf("%s: %s %s ends at %.2f", name, x.What, x.Text, end)
					}
				}
			}
		}
	}
}

// A stack without end leaves a blank, which is said, and all else is printed.
func TestTowerLeavesABlank(t *testing.T) {
	s, err := stock.Find("avery-l7418")
	if err != nil {
		t.Fatal(err)
	}
	tower := strings.Repeat("A\u0302\u0301\u0304\u030cg\u0323\u0331\u0324\u0330", 3)
	l := labelOf(s)
	b := &badge{label: l, holder: holderOf([4]string{"Ada", tower, "Hafenkontor", "Guest"}, signedCode())}
	if b.withoutTallest() {
		t.Error("what fits is called too high")
	}
	b.holder.family.Text = strings.Repeat("\u0302", 20) // never prepared like that, but fonts are as they are
	b.holder.family.Text = "A" + b.holder.family.Text
	if !b.withoutTallest() || !b.holder.family.Blank ||
		b.truncations[0].Of != "family name" || b.truncations[0].To != "" {
		t.Errorf("%+v", b.truncations)
	}
	if b.withoutTallest() {
		t.Error("another field is too high")
	}
}

// Long names are whole on a ticket too, where given and family name have lines of their own.
func TestLongestNamesOnTickets(t *testing.T) {
	fonts, rows := fontsOfTests(t), longNames
	if fonts != nil {
		rows = slices.Concat(longNames, moreLongNames)
	}
	r := newReport(&agenda.Event{Name: "Streams and logs"})
	r.fonts = fonts
	for _, size := range paper {
		sheet := newTicketSheet(r, size.width, size.height)
		facts := sheet.facts()
		for _, row := range rows {
			boxes, cuts := sheet.who(preparedHolder(t, fonts, row), facts)
			apart(t, row[0], slices.Concat(facts.Boxes, boxes), size.width, size.height/2)
			for _, c := range cuts {
				if c.Of == "name" {
					t.Errorf("%+v", c)
				}
			}
		}
	}
}
