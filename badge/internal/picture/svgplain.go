package picture

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"
)

// plain writes the shapes for oksvg, in pixels.
func (s *sketch) plain(pixels rasterx.Matrix2D) ([]byte, error) {
	out := []byte("<svg>")
	dashes, way := 0.0, 0.0
	for i, one := range s.shapes {
		m := pixels.Mult(one.at)
		// Lines are as wide as they are whatever the transform, and points are rounded before it: so of the
		// transform only what turns is left to oksvg.
		scale := math.Sqrt(math.Abs(m.A*m.D - m.B*m.C))
		if scale < 1e-9 {
			continue // it has no area
		}
		turn := m
		turn.A, turn.B, turn.C, turn.D = m.A/scale, m.B/scale, m.C/scale, m.D/scale
		if !(max(math.Abs(turn.A), math.Abs(turn.B), math.Abs(turn.C), math.Abs(turn.D)) <= 100 &&
			max(math.Abs(m.E), math.Abs(m.F)) <= mostNumber) {
			return nil, refused("transform that leads far away")
		}
		d, long, err := written(one.path, scale)
		if err != nil {
			return nil, err
		}
		if way += long; way > mostWay {
			return nil, refused("way that is very long")
		}
		attributes := ""
		for _, name := range []string{"fill", "stroke"} {
			paint, id := one.style[name], fmt.Sprintf("%s%d", name, i)
			if ref := svgReference.FindStringSubmatch(paint); ref != nil {
				if out, err = s.gradient(out, id, ref[1], m, name == "fill"); err != nil {
					return nil, err
				}
				paint = "url(#" + id + ")"
			} else if paint, err = colour(paint); err != nil {
				return nil, err
			}
			opacity, err := fraction(one.style[name+"-opacity"])
			if err != nil {
				return nil, err
			}
			attributes += fmt.Sprintf(` %s="%s" %[1]s-opacity="%.4[3]f"`, name, paint, opacity*one.opacity)
			if name == "fill" || paint == "none" {
				continue
			}
			if !similar(m) {
				return nil, refused("line that is stretched")
			}
			line, dashed, err := line(one.style, scale)
			if err != nil {
				return nil, err
			}
			if attributes += line; dashed > 0 {
				dashes += long / dashed
			}
			straight := func(s segment) bool { return strings.IndexByte("MLZ", s.command) >= 0 }
			if dashed > 0 && len(slices.DeleteFunc(slices.Clone(one.path), straight)) > 0 {
				return nil, refused("dashed curve")
			}
			if one.style["stroke-linecap"] != "butt" && hasDot(one.path) {
				return nil, refused("line of no length")
			}
		}
		if dashes > mostSegments {
			return nil, refused("line of very many dashes")
		}
		out = fmt.Appendf(out, `<path transform="matrix(%f %f %f %f %f %f)"%s d="%s"/>`,
			turn.A, turn.B, turn.C, turn.D, turn.E, turn.F, attributes, d)
	}
	return append(out, "</svg>"...), nil
}

// similar says whether m keeps angles.
func similar(m rasterx.Matrix2D) bool {
	size := m.A*m.A + m.B*m.B
	return math.Abs(m.A*m.C+m.B*m.D) < 0.01*size && math.Abs(m.C*m.C+m.D*m.D-size) < 0.02*size
}

// line is the style of a line, and how long its dashes and gaps are together.
func line(style map[string]string, scale float64) (attributes string, dashed float64, err error) {
	v := map[string]float64{}
	for _, name := range []string{"stroke-width", "stroke-dashoffset", "stroke-miterlimit"} {
		if v[name], err = svgLength(style[name]); err != nil {
			return "", 0, err
		}
	}
	width := v["stroke-width"] * scale
	if width < 0 || width > mostOfASide || v["stroke-miterlimit"] < 1 || v["stroke-miterlimit"] > 1000 {
		return "", 0, refused("stroke-width " + style["stroke-width"])
	}
	if width == 0 {
		return ` stroke="none"`, 0, nil
	}
	attributes = fmt.Sprintf(` stroke-width="%f" stroke-miterlimit="%f" stroke-linecap="%s" `+
		`stroke-linejoin="%s"`,
		width, v["stroke-miterlimit"], style["stroke-linecap"], style["stroke-linejoin"])
	array := style["stroke-dasharray"]
	if array == "none" {
		return attributes, 0, nil
	}
	dashes, ok := numbers(strings.ReplaceAll(array, "px", " "))
	if !ok || !simpleDash.MatchString(array) || len(dashes) > 20 {
		return "", 0, refused("stroke-dasharray " + array)
	}
	if len(dashes)%2 != 0 {
		dashes = append(dashes, dashes...)
	}
	list := ""
	for _, d := range dashes {
		dashed += d * scale
		list += fmt.Sprintf("%f ", d*scale)
	}
	if dashed == 0 {
		return attributes, 0, nil
	}
	if dashed < 1 {
		return "", 0, refused("stroke-dasharray " + array)
	}
	offset := math.Mod(v["stroke-dashoffset"]*scale, dashed)
	if offset < 0 {
		offset += dashed
	}
	attributes += fmt.Sprintf(` stroke-dasharray="%s" stroke-dashoffset="%f"`, list, offset)
	return attributes, dashed, nil
}

// written is path data where a unit of the file is scale pixels, and how long a way it is at most.
func written(path []segment, scale float64) (data []byte, long float64, err error) {
	var x, y float64
	for _, s := range path {
		data = append(data, s.command)
		for i, v := range s.v {
			if s.command != 'A' || i < 2 || i > 4 {
				v *= scale
			}
			if !(math.Abs(v) <= mostNumber) {
				return nil, 0, refused("path that leads far away")
			}
			data = append(strconv.AppendFloat(data, v, 'f', 4, 64), ' ')
			s.v[i] = v
		}
		points := s.v
		if s.command == 'A' {
			long, points = long+7*max(s.v[0], s.v[1]), s.v[5:]
		}
		for i := 0; i+1 < len(points); i += 2 {
			long += math.Hypot(points[i]-x, points[i+1]-y)
			x, y = points[i], points[i+1]
		}
	}
	return data, 2 * long, nil // S and T have a point more, and Z goes back
}

// hasDot says whether a part of a path has no length: browsers show its ends, oksvg does not.
func hasDot(path []segment) bool {
	var at []float64
	dot := false
	for i, s := range path {
		if s.command == 'M' {
			if dot {
				return true
			}
			at, dot = s.v, i+1 < len(path) && path[i+1].command != 'M'
		}
		for j, v := range s.v {
			dot = dot && s.command != 'A' && v == at[j%2]
		}
	}
	return dot
}
