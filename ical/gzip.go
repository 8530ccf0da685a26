package ical

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"regexp"
	"strconv"
	"strings"
)

// zipped gives the same bytes for the same body: gzip's header has no time and no name.
func zipped(body []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // it is a level
	z.Write(body)                                         // into memory, where nothing fails
	z.Close()
	return bytes.Clone(b.Bytes())
}

// acceptsGzip reports whether the lines of Accept-Encoding (RFC 9110 §12.5.3) allow gzip and want it no less
// than the feed as it is. A client that allows neither gets the feed as it is: 406 helps nobody.
func acceptsGzip(lines []string) bool {
	weights := map[string]float64{}
	for element := range strings.SplitSeq(strings.ToLower(strings.Join(lines, ",")), ",") {
		if m := codingForm.FindStringSubmatch(element); m != nil {
			weight, _ := strconv.ParseFloat(cmp.Or(m[2], "1"), 64) // digits
			weights[m[1]] = max(weights[m[1]], weight)
		}
	}
	for _, coding := range []string{"gzip", "x-gzip", "*"} {
		if weight, named := weights[coding]; named {
			return weight > 0 && weight >= weights["identity"]
		}
	}
	return false
}

var codingForm = regexp.MustCompile(`^\s*([^\s;]+)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$`)
