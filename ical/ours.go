package ical

// prodID is how a feed says that Write has written it.
const prodID = "-//daysheet//daysheet//EN"

// cancelledPrefix stands before the title of a session that is cancelled but still shown.
const cancelledPrefix = "Cancelled: "
