package badge

// The grid of tickets and programmes, in mm. A page is four quarters, of A6 or a quarter of Letter; each has
// its axis, on which all letters stand, at the same distance from its left edge, as a badge has.
const (
	axis    = 14.0 // from the left edge of a quarter to the letters
	gutter  = 9.0  // from the end of a column to the fold
	times   = 22.0 // width of a column of times
	timeGap = 4.0  // from the times to the titles
)

// Sizes of type on a page, in pt.
const (
	display = 28.0 // the event's name, at most
	heading = 13.0 // the date, the venue, a holder's organization, a day, the title of a session
	body    = 10.0
	note    = 9.0 // abstracts, rooms
)
