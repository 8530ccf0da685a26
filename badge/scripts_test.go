package badge_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/daysheet/daysheet/badge"
	"github.com/daysheet/daysheet/badge/roster"
	"github.com/daysheet/daysheet/badge/stock"
	"golang.org/x/text/unicode/norm"
)

// The rows are given name, family name and organization in a script: conjuncts, stacked marks, right to left
// with digits and Latin in it, and long names. All persons are invented.
var (
	ownScripts = [][3]string{ // what the embedded fonts have
		{"Oyèlárànfẹ́", "Adébáyọ̀", "Ìbàdàn Data Club"},
		{"Nguyễn Thị", "Hồng Nhung", "Trường Đại học Bách khoa"},
		{"Жанна", "Воскресенская", "Лаборатория потоков"},
		{"Ελένη", "Παπαδημητρίου", "Πανεπιστήμιο Κρήτης"},
		{"ليلى", "الخطيب", "جامعة بيروت 2026"},
		{"عبد الرحمن بن محمد", "آل الشيخ المنصوري", "مجموعة Kafka في دبي (فرع 7)"},
		{"محمدرضا", "علی\u200cپور گل\u200cمحمدی", "شرکت داده\u200cهای ۱۲۳"},
		{"נועה", "בן־דוד", "קבוצת Streams 24, תל אביב"},
		{"שָׁלוֹם־אֲבִיעֵזֶר", "מִזְרָחִי", "כְּתָב מְנֻקָּד"},
		{"مُحَمَّدٌ", "ٱلْقُرَشِيّ", "جَامِعَةُ ٱلْقَاهِرَةِ"},
		{"Գոհարիկ", "Տեր-Հովհաննիսյան", "Հոսքերի լաբորատորիա"},
		{"თინათინ", "გიორგობიანი", "მონაცემთა ნაკადები"},
		{"Dana דנה", "Levi לוי", "Haifa חיפה 3 Labs"},
	}
	moreScripts = [][3]string{ // what fonts of an event have to bring
		{"लक्ष्मी", "श्रीवास्तव", "प्रौद्योगिकी संस्थान"},
		{"ঐন্দ্রিলা", "চট্টোপাধ্যায়", "তথ্য প্রযুক্তি"},
		{"ஸ்ரீநிதி", "கிருஷ்ணமூர்த்தி", "தரவு ஓடை"},
		{"శ్రీలక్ష్మి", "వెంకటేశ్వర్లు", "సమాచార ప్రవాహం"},
		{"ജ്യോത്സ്ന", "കൃഷ്ണൻകുട്ടി", "വിവര സാങ്കേതികം"},
		{"ปิ่นแก้ว", "ศรีสุวรรณ์ภักดี", "ห้องปฏิบัติการกระแสข้อมูล"},
		{"សុភ័ក្រ្ត", "ខៀវសំផន", "សាកលវិទ្យាល័យភ្នំពេញ"},
		{"အောင်ကျော်", "မြင့်သိန်း", "ရန်ကုန် တက္ကသိုလ်"},
		{"花子", "佐藤", "株式会社例示データストリーム研究所"},
		{"王小明", "歐陽", "臺北資料流學會"},
		{"𠮷野家", "髙橋", "語骨直"},
		{"김민준", "황보", "서울 데이터 모임"},
		{"ሰላማዊት", "ገብረመድህን", "የውሂብ ፍሰት"},
		{"བསྟན་འཛིན", "རྒྱ་མཚོ", "ཀློག་བྱའི་སྒྲིག"},
		{"සුනේත්\u200dරා", "ශ්\u200dරීමාලි", "දත්ත"},
		{"Anna 😀", "Zoë ❤️", "Team ☺ 🏴󠁧󠁢󠁳󠁣󠁴󠁿"},
		{"Kim 👩🏽\u200d🚀", "Ⅷ 🇩🇪", "Ünïcode & 🚀 Labs"},
	}
)

// scripted are people with names in the scripts of the rows.
func scripted(rows ...[3]string) []roster.Attendee {
	var list []roster.Attendee
	for i, r := range rows {
		list = append(list, roster.Attendee{ID: r[0], GivenName: r[0], FamilyName: r[1], Organization: r[2],
			Type: []string{"Guest", "Speaker"}[i%2], Row: i + 2})
	}
	return list
}

// Every name in a script that the fonts have is drawn whole, with nothing to remark, and found in the PDF,
// and the code beside it scans.
// DAYSHEET_FONTS (a list as in PATH) brings more scripts, DAYSHEET_SHEET names a folder that keeps the PDFs.
func TestScripts(t *testing.T) {
	rows, design := ownScripts, badge.Design{}
	fonts, err := openedFonts()
	if err != nil {
		t.Fatal(err)
	}
	if fonts == nil && os.Getenv("CI") == "true" {
		t.Fatal("DAYSHEET_FONTS names no fonts")
	}
	if design.Fonts = fonts; fonts != nil {
		rows = append(rows[:len(rows):len(rows)], moreScripts...)
	}
	folder := os.Getenv("DAYSHEET_SHEET")
	if folder == "" {
		folder = t.TempDir()
	}
	e := kafka()
	list := signed(t, e, scripted(rows...))
	for _, name := range []string{"avery-l7418", "a6"} {
		s, err := stock.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		design.Stock = s
		var out bytes.Buffer
		findings, err := badge.WriteBadges(t.Context(), &out, e, list, design)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			t.Errorf("%s: %s %s", name, f.Rule, f)
		}
		file := filepath.Join(folder, name+".pdf")
		if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := exec.LookPath("pdftotext"); err != nil && os.Getenv("CI") != "true" {
			continue
		}
		pages := strings.TrimSuffix(file, ".pdf")
		tool(t, "pdftoppm", "-r", "150", "-gray", file, pages)
		images, err := filepath.Glob(pages + "-*.pgm")
		if err != nil {
			t.Fatal(err)
		}
		args := append([]string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"}, images...)
		if n := len(strings.Fields(tool(t, "zbarimg", args...))); n != len(list) {
			t.Errorf("%s: %d codes are read, want %d", name, n, len(list))
		}
		text, err := exec.Command("pdftotext", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		found := strings.Join(inWords(string(text)), "")
		for _, a := range list {
			for _, text := range []string{a.GivenName, a.FamilyName, a.Organization} {
				for _, want := range inWords(text) {
					if !strings.Contains(found, want) {
						t.Errorf("%s: %q of %q is not found", name, want, text)
					}
				}
			}
		}
	}
}

// inWords are the words of s without the marks of direction that pdftotext adds: in which order the words of
// a line are that mixes directions it has to guess.
func inWords(s string) []string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFC.String(s))
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So)
	})
}
