package zone

// EveryZone is for tests that need more than this package.
var EveryZone = everyZone
