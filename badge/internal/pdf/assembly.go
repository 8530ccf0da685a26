package pdf

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// An assembly puts the pages of a document together.
type assembly struct {
	*file
	document Document
	boxes    string // entries of each page that it does not inherit

	catalog, root, resources int // numbers of objects
	node                     int // of the page tree, to which the next pages belong
	nodes, kids              []int
	pages                    int
	marks                    []int // pages of the outline

	structure structure
	images    []byte // entries of the resources, in the order in which pages show them first
}

// mostKids is how many pages a node of the page tree has.
const mostKids = 64

func newAssembly(w io.Writer, d Document) *assembly {
	d.Title, d.Label = clean(d.Title), clean(d.Label)
	if d.Lang == "" {
		d.Lang = "en"
	}
	if d.Date.IsZero() {
		d.Date = Undated
	}
	a := &assembly{file: newFile(w), document: d}
	a.catalog, a.root, a.resources = a.number(), a.number(), a.number()
	if d.Bleed > 0 {
		b, width, height := d.Bleed*perMM, d.Width*perMM, d.Height*perMM
		a.boxes = fmt.Sprintf("/TrimBox[%.2f %.2f %.2f %.2f]/BleedBox%s", b, b, b+width, b+height, a.media())
	}
	if d.Tagged {
		a.structure.begin(a.file)
	}
	return a
}

func (a *assembly) media() string {
	d := a.document
	return fmt.Sprintf("[0 0 %.2f %.2f]", (d.Width+2*d.Bleed)*perMM, (d.Height+2*d.Bleed)*perMM)
}

// page writes a page.
func (a *assembly) page(p page) error {
	if a.node == 0 {
		a.node = a.root
		if a.document.Pages > mostKids {
			a.node = a.number()
			a.nodes = append(a.nodes, a.node)
		}
	}
	for _, i := range p.images {
		a.image(i)
	}
	contents, page := a.number(), a.number()
	a.stream(contents, "/Filter/FlateDecode", p.content)
	structure := ""
	if a.document.Tagged {
		structure = a.structure.page(a.file, a.pages, page, p.elements)
	}
	a.object(page, "<</Type/Page/Parent %d 0 R/Contents %d 0 R%s%s>>", a.node, contents, a.boxes, structure)
	for i := len(a.marks); i < len(a.document.Outline) && a.document.Outline[i].Page == a.pages; i++ {
		a.marks = append(a.marks, page)
	}
	a.kids = append(a.kids, page)
	a.pages++
	if len(a.kids) == mostKids && a.node != a.root {
		a.endNode()
	}
	if a.err == nil && a.document.Progress != nil {
		a.document.Progress(a.pages, a.document.Pages)
	}
	return a.err
}

func (a *assembly) endNode() {
	a.object(a.node, "<</Type/Pages/Parent %d 0 R/Kids%s/Count %d>>", a.root, refs(a.kids), len(a.kids))
	a.node, a.kids = 0, a.kids[:0]
}

func refs(numbers []int) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, n := range numbers {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%d 0 R", n)
	}
	b.WriteByte(']')
	return b.String()
}

// end writes what the pages have in common.
func (a *assembly) end(ctx context.Context, used *used) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d := a.document
	kids := a.kids
	if a.node != a.root && len(a.kids) > 0 {
		a.endNode()
	}
	if len(a.nodes) > 0 {
		kids = a.nodes
	}
	a.object(a.root, "<</Type/Pages/Kids%s/Count %d/MediaBox%s/Resources %d 0 R>>",
		refs(kids), a.pages, a.media(), a.resources)
	fonts, err := embedFonts(a.file, used)
	if err != nil {
		return err
	}
	b := fmt.Appendf(nil, "<</Font<<%s>>/XObject<<%s", fonts, a.images)
	for _, f := range used.sortedForms() {
		b = fmt.Appendf(b, "/%s %d 0 R", f.Name, a.form(f))
	}
	a.object(a.resources, "%s>>>>", b)

	b = fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R/Lang%s", a.root, text(d.Lang))
	b = append(b, "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None"...)
	if d.FromRight {
		b = append(b, "/Direction/R2L"...)
	}
	if d.Duplex {
		b = append(b, "/Duplex/DuplexFlipLongEdge"...)
	}
	b = append(b, ">>/PageLabels<</Nums[0<</S/D"...)
	if d.Label != "" {
		b = append(b, "/P"+text(d.Label)...)
	}
	b = append(b, ">>]>>"...)
	if len(a.marks) > 0 {
		b = fmt.Appendf(b, "/Outlines %d 0 R", a.outline())
	}
	if d.Tagged {
		b = fmt.Appendf(b, "/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R", a.structure.end(a.file))
	}
	b = fmt.Appendf(b, "/Metadata %d 0 R>>", a.metadata())
	a.object(a.catalog, "%s", b)
	info := a.number()
	a.object(info, "<</Title%s/Producer(daysheet)/CreationDate%s/ModDate%[2]s>>", text(d.Title), date(d.Date))
	if err := ctx.Err(); err != nil {
		return err
	}
	return a.file.end(a.catalog, info)
}

// outline writes the table of contents (ISO 32000-1 §12.3.3).
func (a *assembly) outline() int {
	first := a.number()
	for range a.marks {
		a.number() // first+1 is that of the first mark
	}
	for i, page := range a.marks {
		n := first + 1 + i
		b := fmt.Appendf(nil, "<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]",
			text(clean(a.document.Outline[i].Title)), first, page)
		if i > 0 {
			b = fmt.Appendf(b, "/Prev %d 0 R", n-1)
		}
		if i < len(a.marks)-1 {
			b = fmt.Appendf(b, "/Next %d 0 R", n+1)
		}
		a.object(n, "%s>>", b)
	}
	a.object(first, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>",
		first+1, first+len(a.marks), len(a.marks))
	return first
}

// metadata writes what the Info dictionary says once more, as XMP (ISO 16684-1).
func (a *assembly) metadata() int {
	escaped := func(s string) string {
		var b bytes.Buffer
		xml.EscapeText(&b, []byte(s)) // a Buffer takes everything
		return b.String()
	}
	d := a.document
	when := d.Date.UTC().Format(time.RFC3339)
	n := a.number()
	a.stream(n, "/Type/Metadata/Subtype/XML", fmt.Appendf(nil,
		`<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%[4]s</xmp:ModifyDate>
<pdf:Producer>daysheet</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, "\ufeff", escaped(d.Title), escaped(d.Lang), when))
	return n
}

// clean leaves out of a line of text what is neither text nor UTF-8.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
