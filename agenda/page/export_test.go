package page

var DisplayWidth = displayWidth
