package eventfile

import _ "embed"

// Reference explains event.yaml to an organizer: each word of it, in plain text of 80 columns.
//
//go:embed reference.txt
var Reference string
