package pdf

import "fmt"

// A Role is the structure type of a part of a page, for readers who do not see it (ISO 32000-1 §14.8.4).
type Role string

// The roles in use.
const (
	Title      Role = "H1"
	Heading    Role = "H2"
	Subheading Role = "H3"
	Paragraph  Role = "P"
	Figure     Role = "Figure" // with a text that stands for it
)

// An element is a part of a page that has a role. Its place on the page is its number there.
type element struct {
	role Role
	alt  string
}

// A structure is the structure tree of a document, written page by page: a section for each, in it the
// elements, and for each page the list that leads from its content back to them (§14.7).
type structure struct {
	root, document int
	sections       []int
	parents        []byte // of the pages since the last leaf, as a number tree wants them
	first          int    // of those pages
	leaves         []byte
}

// mostParents is how many pages a leaf of the number tree has.
const mostParents = 64

func (s *structure) begin(f *file) { s.root, s.document = f.number(), f.number() }

// page writes the elements of a page, and gives the entry that its dictionary needs.
func (s *structure) page(f *file, i, page int, elements []element) string {
	if i%mostParents == 0 {
		s.leaf(f, i)
	}
	section := f.number()
	s.sections = append(s.sections, section)
	kids := make([]int, len(elements))
	for k := range elements {
		kids[k] = f.number()
	}
	for k, e := range elements {
		alt := ""
		if e.alt != "" {
			alt = "/Alt" + text(clean(e.alt))
		}
		f.object(kids[k], "<</S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>", e.role, section, page, k, alt)
	}
	list := refs(kids)
	f.object(section, "<</S/Sect/P %d 0 R/K%s>>", s.document, list)
	s.parents = fmt.Appendf(s.parents, "%d%s", i, list)
	return fmt.Sprintf("/StructParents %d/Tabs/S", i)
}

// leaf writes the parents of the pages before page i.
func (s *structure) leaf(f *file, i int) {
	if i == s.first {
		return
	}
	n := f.number()
	f.object(n, "<</Limits[%d %d]/Nums[%s]>>", s.first, i-1, s.parents)
	s.leaves = fmt.Appendf(s.leaves, "%d 0 R ", n)
	s.parents, s.first = s.parents[:0], i
}

// end writes the tree, and gives the number of its root.
func (s *structure) end(f *file) int {
	pages := len(s.sections)
	s.leaf(f, pages)
	f.object(s.document, "<</S/Document/P %d 0 R/K%s>>", s.root, refs(s.sections))
	f.object(s.root, "<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Kids[%s]>>/ParentTreeNextKey %d>>",
		s.document, s.leaves, pages)
	return s.root
}
