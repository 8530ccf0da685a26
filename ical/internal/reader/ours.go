package reader

import "time"

// OnlineLabel is the title of the link at which a session can be joined.
const OnlineLabel = "Online"

// ProdID is how this project signs its feeds (RFC 5545 §3.7.3).
const ProdID = "-//daysheet//daysheet//EN"

// CancelledPrefix stands before the title of a cancelled session that is kept in sight.
const CancelledPrefix = "Cancelled: "

// RevisionEpoch starts the count of SEQUENCE, and is the revision of entries that have none.
var RevisionEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
